"""What a clause says: equal where two clauses say the same, another as soon as a word of it differs."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from commonground.agreement.agreement import Agreement
from commonground.agreement.kinds import KINDS
from commonground.agreement.provision import Provision, Scope, Status, Version

JULY = dt.date(2026, 7, 1)


def pension(**terms: object) -> Provision:
    kind = KINDS["pension"]
    version = Version(kind.terms.model_validate({"rate": "9%", "tiers": {"new": {"rate": "8%"}}, **terms}))
    return Provision("pension", "pension", "Pension", kind.family, "pension", (version,))


def dated(provision: Provision, **days: dt.date) -> Provision:
    return replace(provision, versions=(replace(provision.versions[0], **days),))


OTHERS = {
    "a rate": pension(rate="9.01%"),
    "a tier's rate": pension(tiers={"new": {"rate": "7%"}}),
    "a tier's name": pension(tiers={"newer": {"rate": "8%"}}),
    "no tier": pension(tiers={}),
    "a base": pension(base=("salary",)),
    "a unit of rounding": pension(rounded_to="dollar"),
    "a first day": dated(pension(), start=JULY),
    "a last day": dated(pension(), until=JULY),
    "no version": replace(pension(), versions=()),
    "a name": replace(pension(), id="pensions"),
    "a fund": replace(pension(), fund="special"),
    "a status": replace(pension(), status=Status.UNKNOWN),
    "a word of the scope": replace(pension(), scope=Scope({"unit": ("teachers",)})),
    "a number of the scope": replace(pension(), scope=Scope({}, 5_000)),
    "another number of the scope": replace(pension(), scope=Scope({}, 0, 5_000)),
}


def test_clauses_that_say_the_same_are_one_key_and_have_one_digest() -> None:
    one, other = pension(), pension(rate=Fraction(9, 100))

    assert one is not other
    assert {one.said: "kept"}[other.said] == "kept"
    assert one.digest == other.digest


@pytest.mark.parametrize("differs", OTHERS)
def test_whatever_differs_makes_another_key_and_another_digest(differs: str) -> None:
    assert OTHERS[differs].said != pension().said
    assert OTHERS[differs].digest != pension().digest


def test_no_two_differences_read_the_same() -> None:
    assert len({other.said for other in OTHERS.values()}) == len(OTHERS)


def test_an_agreement_says_what_its_clauses_say() -> None:
    one, other = (Agreement("made up", {"pension": pension(rate=rate)}) for rate in ("9%", "10%"))

    assert one.said(("pension",)) == (pension().said,)
    assert one.said(("pension",)) != other.said(("pension",))


def schedule(salaries: range) -> Provision:
    kind = KINDS["salary_schedule"]
    table = [{"step": str(step), "salary": salary} for step, salary in enumerate(salaries)]
    return Provision(
        "s", "salary_schedule", "", kind.family, "", (Version(kind.terms.model_validate({"table": table})),)
    )


def test_long_lists_are_told_apart_and_known_again_by_what_they_say() -> None:
    one, same, other = schedule(range(40_000, 40_020)), schedule(range(40_000, 40_020)), schedule(range(40_001, 40_021))

    assert one.said == same.said
    assert one.digest == same.digest
    assert one.said != other.said
    assert one.digest != other.digest
