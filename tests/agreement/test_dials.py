"""Dials: the numbers of an offer that a what-if may turn."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from commonground.agreement.dials import Dial, dials, turned
from commonground.agreement.family import Family
from commonground.agreement.offer import Operation
from commonground.agreement.provision import Status
from commonground.files.ready import folder_named
from commonground.values.money import NotAnAmount
from commonground.values.rate import NotARate
from readings import read

RAISE = "teacher-raise:raises[4].percent::"
SHARE = "health:employee_share::"


@pytest.fixture(scope="module")
def meadowbrook():
    return read(folder_named(Path("meadowbrook"))).negotiation


@pytest.fixture(scope="module")
def offer(meadowbrook):
    return meadowbrook.offer("union")


@pytest.fixture(scope="module")
def known(meadowbrook, offer):
    return dials(meadowbrook.pricing.amended(offer).agreement, meadowbrook.years, offer.term)


def test_an_offer_with_no_dial_turned_is_the_offer_itself(offer, known):
    as_they_are = {dial.id: dial.value for dial in known}

    assert turned(offer, known, {}) == offer
    assert turned(offer, known, as_they_are) == offer


def test_each_dial_has_a_name_of_its_own(known):
    assert len({dial.id for dial in known}) == len(known) > 40


def test_every_dial_can_be_turned_and_is_then_what_the_clause_says(meadowbrook, offer, known):
    for dial in known:
        value = "7.5%" if dial.is_rate else "9"
        package = turned(offer, known, {dial.id: value})

        again = dials(meadowbrook.pricing.amended(package).agreement, meadowbrook.years, offer.term)

        said = [
            one.value.removesuffix(".00")
            for one in again
            if one.provision == dial.provision and one.label == dial.label
        ]
        assert (dial.id, [one for one in said if one == value]) == (dial.id, [value])


def test_a_clause_that_no_total_holds_has_no_dial(meadowbrook, offer, known):
    agreement = meadowbrook.pricing.amended(offer).agreement

    assert agreement["work-year"].status is Status.NOT_APPLICABLE
    assert "work-year" not in {dial.provision for dial in known}


def test_a_turned_dial_is_one_edit_more(offer, known):
    package = turned(offer, known, {RAISE: "3.1%", SHARE: "12%"})

    edits = package.edits[len(offer.edits) :]
    assert [(edit.operation, edit.provision, edit.at, edit.value) for edit in edits] == [
        (Operation.SET, "teacher-raise", "raises[4].percent", "3.1%"),
        (Operation.SET, "health", "employee_share", "12%"),
    ]


def test_a_year_without_a_payment_has_a_dial_that_puts_one_in(meadowbrook, offer, known):
    blank = next(dial for dial in known if dial.provision == "signing-payment" and "2027-28" in dial.label)

    package = turned(offer, known, {blank.id: "500"})

    before, after = (meadowbrook.pricing.offer(one).totals for one in (offer, package))
    assert package.edits[-1].operation is Operation.INSERT
    assert [one != other for one, other in zip(before, after, strict=True)] == [False, False, True, False, False]


def test_years_past_the_term_have_no_blank_raise(meadowbrook):
    district = meadowbrook.offer("district")
    found = dials(meadowbrook.pricing.amended(district).agreement, meadowbrook.years, district.term)

    assert [dial.id for dial in found if "2029" in dial.label] == []


def test_nothing_of_before_the_term_can_be_turned(known):
    days = [dial.label for dial in known if "2023" in dial.label or "2025-07" in dial.label]

    assert days == []


@pytest.mark.parametrize(
    ("value", "text", "said"), [("3%", "2.5", "2.5%"), ("3%", "2.5 %", "2.5 %"), ("500", "$1,200", "1,200")]
)
def test_a_number_is_read_as_a_person_types_it(value, text, said):
    dial = Dial("one", "One", "pay", Family.COMPENSATION, "x", "x", value)

    assert dial.read(text) == said


@pytest.mark.parametrize(("value", "text", "wrong"), [("3%", "three", NotARate), ("500", "much", NotAnAmount)])
def test_what_is_no_number_is_refused(value, text, wrong):
    dial = Dial("one", "One", "pay", Family.COMPENSATION, "x", "x", value, dt.date(2026, 7, 1))

    with pytest.raises(wrong):
        dial.edit(text)
