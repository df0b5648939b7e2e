"""Clauses that differ in nothing but rates are said as one; others are not."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from commonground.agreement.alike import said_as_one
from commonground.agreement.kind import Kind
from commonground.agreement.kinds import KINDS
from commonground.agreement.provision import Provision
from commonground.values.rates import Rates
from little_district import clause


def pension(rate: str, new: str | None = "9%", **terms: Any) -> Provision:
    tiers = {} if new is None else {"new": {"rate": new}}
    return clause("pension", "pension", rate=rate, tiers=tiers, **terms)


def lots(*provisions: Provision) -> list[list[int]]:
    return [list(lot.numbers) for lot in said_as_one(provisions)]


def test_rates_of_several_clauses_stand_in_the_place_of_one() -> None:
    tried = [pension("10%", "9%"), pension("11%", "9%"), pension("12.5%", "8%")]

    (lot,) = said_as_one(tried)

    terms: Any = lot.said.versions[0].terms
    general, new = terms.rate, terms.tiers["new"].rate
    assert isinstance(general, Rates)
    assert isinstance(new, Rates)
    assert list(lot.numbers) == [0, 1, 2]
    assert [Fraction(part, general.whole) for part in general.parts] == [Fraction(n, 1000) for n in (100, 110, 125)]
    assert [Fraction(part, new.whole) for part in new.parts] == [Fraction(n, 100) for n in (9, 9, 8)]


def test_some_of_a_lot_are_said_by_their_own_rates() -> None:
    (lot,) = said_as_one([pension("10%", "9%"), pension("11%", "9%"), pension("12.5%", "8%")])

    terms: Any = lot.only([2, 0]).versions[0].terms

    assert [Fraction(part, terms.rate.whole) for part in terms.rate.parts] == [Fraction(1, 8), Fraction(1, 10)]
    assert lot.only([0, 1, 2]) is lot.said


def test_a_raise_that_follows_another_adds_to_the_rate_of_each() -> None:
    followed = Rates.of([Fraction(2, 100), Fraction(3, 100)]) + Fraction(1, 300)

    assert [Fraction(part, followed.whole) for part in followed.parts] == [Fraction(7, 300), Fraction(10, 300)]


def test_clauses_that_differ_in_more_than_rates_are_told_apart() -> None:
    tried = [
        pension("10%"),
        pension("11%", rounded_to="dollar"),
        pension("11%", new=None),
        pension("12%"),
        pension("13%", base=["salary"]),
        pension("14%", rounded_to="dollar"),
    ]

    assert lots(*tried) == [[0, 3], [1, 5], [2], [4]]


def test_rates_that_no_denominator_of_modest_size_goes_with_are_each_by_its_own() -> None:
    assert lots(pension("1/999983"), pension("1/999979"), pension("10%")) == [[0], [1], [2]]


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if kind.rates], ids=lambda kind: kind.name)
def test_a_kind_names_fields_of_its_own_terms(kind: Kind) -> None:
    assert set(kind.rates) <= set(kind.terms.model_fields)
