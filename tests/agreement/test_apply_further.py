"""An offer that goes on from another is what applying all its edits makes of it, and fails in the same words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from commonground.agreement.dials import dials, turned
from commonground.agreement.offer import EditFailed, apply, apply_further, goes_on
from commonground.files.ready import folder_named
from readings import read


def begun(folder, name):
    """An agreement, an offer to it, and what the offer makes of it."""
    negotiation = read(folder_named(Path(folder))).negotiation
    offer = negotiation.offer(name)
    return negotiation, offer, apply(offer, negotiation.pricing.agreement)


def made(work):
    try:
        return work()
    except EditFailed as problem:
        return str(problem)


@pytest.mark.parametrize(
    ("folder", "name", "every"), [("meadowbrook", "union", 4), ("chicago-2019", "with-positions", 9)]
)
def test_only_what_it_adds_is_carried_out_and_the_agreement_is_the_same(folder, name, every):
    negotiation, offer, applied = begun(folder, name)
    plain = negotiation.pricing.agreement
    known = dials(applied.agreement, negotiation.years, offer.term)
    seen = []
    for number, dial in enumerate(known[::every]):
        values = [dial, *known[number : number + 2]]
        for rate, amount in (("7.5%", "9"), ("250%", "-9")):
            package = replace(offer, id="package", title="A package")
            package = turned(package, known, {one.id: rate if one.is_rate else amount for one in values})
            assert goes_on(package, offer)
            further = made(lambda p=package: apply_further(p, offer, applied, plain))
            assert further == made(lambda p=package: apply(p, plain))
            seen.append(further)
    assert {isinstance(one, str) for one in seen} == {True, False}  # some fail, some do not


def test_an_offer_for_another_term_or_with_other_edits_does_not_go_on():
    _, offer, _ = begun("meadowbrook", "union")

    assert goes_on(replace(offer, title="Another"), offer)
    assert not goes_on(replace(offer, edits=offer.edits[1:]), offer)
    assert not goes_on(replace(offer, edits=offer.edits[::-1]), offer)
    assert not goes_on(replace(offer, term=replace(offer.term, last=offer.term.first)), offer)
    assert not goes_on(replace(offer, citation=None), offer)


def test_a_what_if_is_priced_as_the_same_offer_from_a_file():
    negotiation, offer, _ = begun("meadowbrook", "union")
    known = dials(negotiation.pricing.amended(offer).agreement, negotiation.years, offer.term)
    package = turned(offer, known, {"teacher-raise:raises[4].percent::": "3.1%", "health:employee_share::": "12%"})
    negotiation.pricing.amended(package, offer)

    afresh = read(folder_named(Path("meadowbrook"))).negotiation.pricing
    assert negotiation.pricing.offer(package).totals == afresh.offer(package).totals
