"""Agreements priced together cost what each costs alone.

Source of the expected figures: `Engine.price`, which `test_laws.py` holds to the person-by-person reading.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from commonground.agreement.agreement import Agreement
from commonground.agreement.fields import Terms
from commonground.agreement.kinds import KINDS
from commonground.costing import price_many as module
from commonground.costing.actual import ActualEngine
from commonground.costing.cost import Costing
from commonground.costing.engine import Engine
from commonground.costing.price_many import price_many
from commonground.values.money import BeyondBounds
from commonground.workforce.turnover import Entry, Separations, Turnover
from little_district import agreement, clause, engine, people, schedule
from strategies import FEWER, HUNDREDS, District, districts


def figures(costings: list[Costing]) -> list[list[tuple[str, tuple[int, ...], int]]]:
    """Every line's cents by period, and its run-rate, costing by costing."""
    return [[(line.id, line.totals, line.run_rate) for line in costing.lines] for costing in costings]


def alone(
    engine: Engine, agreements: list[Agreement], on: Callable[[Engine], Engine] = lambda one: one
) -> list[Costing]:
    """Each priced by an engine that has priced nothing else."""
    place = engine.roster, engine.calendar, engine.base, engine.schools, engine.sections
    return [on(Engine(*place)).price(each) for each in agreements]


def little(raise_: str = "2%", pension: str = "10%", carry: str = "dollar") -> Agreement:
    """A schedule in whole dollars, a raise, a pension and a payment once."""
    return agreement(
        schedule({("BA", "1"): 40_000, ("BA", "2"): 41_111}, carry=carry),
        clause("raise", "schedule_raise", raises=[{"effective": "2026-07-01", "percent": raise_}]),
        clause("steps", "step_movement"),
        clause("pension", "pension", rate=pension),
        clause("bonus", "one_time_payment", payments=[{"year": "2026-27", "amount": 500}]),
        clause("fund", "pool", amounts={"2026-27": 10_000}),
    )


STAFF = people({"lane": "BA", "step": "1"}, {"lane": "BA", "step": "2", "fte": "0.3"}, {"salary": "31234.56"})


TURNOVER = Turnover(
    (Separations({}, ((0, Fraction(1, 7)),)),), (Entry({}, {"schedule": "", "lane": "BA", "step": "1"}),)
)


@pytest.mark.parametrize(
    "on",
    [
        lambda known: known,
        lambda known: known.going_on(known.roster),
        lambda known: ActualEngine(known, TURNOVER),
        lambda known: (actual := ActualEngine(known, TURNOVER)).going_on(actual.roster),
    ],
    ids=["cast forward", "going on", "actual", "actual, going on"],
)
def test_many_packages_cost_what_each_costs_alone(on: Callable[[Engine], Engine]) -> None:
    prices = engine(STAFF)
    tried = [little(raise_, pension) for raise_ in ("0%", "2%", "-1%", "1/3") for pension in ("10%", "11.7%")]

    assert figures(price_many(on(prices), tried)) == figures(alone(prices, tried, on))


def test_they_come_in_the_order_in_which_they_are_asked_for_whatever_is_alike() -> None:
    exact, dollars = little("3%", carry="exact"), little("3%")
    other = agreement(schedule({("BA", "1"): 40_000, ("BA", "2"): 41_111}), clause("pension", "pension", rate="9%"))
    tried = [dollars, other, exact, dollars]

    found = price_many(engine(STAFF), tried)

    assert [costing.agreement for costing in found] == tried
    assert figures(found) == figures(alone(engine(STAFF), tried))


def test_packages_that_are_alike_in_one_clause_and_not_in_another_cost_what_each_costs_alone() -> None:
    frozen = clause("steps", "step_movement", years={"2026-27": "freeze"})
    tried = [little("3%"), little("2%").with_provision(frozen), little("2.5%")]

    assert figures(price_many(engine(STAFF), tried)) == figures(alone(engine(STAFF), tried))


def test_no_packages_cost_nothing() -> None:
    assert price_many(engine(STAFF), []) == []


def test_many_packages_are_worked_out_a_few_at_a_time_where_they_are_large(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = [little(f"{number}%") for number in range(7)]
    monkeypatch.setattr(module, "MOST_TOGETHER", 100)

    assert figures(price_many(engine(STAFF), tried)) == figures(alone(engine(STAFF), tried))


def test_raises_beyond_all_bounds_are_refused_with_their_clause() -> None:
    tenfold = [{"effective": "2026-07-01", "percent": "900%"}] * 18
    far = little().with_provision(clause("raise", "schedule_raise", raises=tenfold))

    with pytest.raises(BeyondBounds, match="schedule"):
        price_many(engine(STAFF), [little("3%"), far])


def with_other_rates(agreement: Agreement, rates: Iterator[Fraction]) -> Agreement:
    """The agreement with other rates wherever a rule may be given one for each package; nothing else is changed."""
    for provision in agreement:
        fields = KINDS[provision.kind].rates
        versions = tuple(
            replace(version, terms=rerated(version.terms, fields, rates)) for version in provision.versions
        )
        agreement = agreement.with_provision(replace(provision, versions=versions))
    return agreement


def rerated(value: Any, fields: Collection[str], rates: Iterator[Fraction]) -> Any:
    """A part of a clause whose named fields hold other rates."""
    if isinstance(value, Fraction):
        return next(rates)
    if isinstance(value, dict):
        return {key: rerated(each, fields, rates) for key, each in value.items()}
    if isinstance(value, tuple):
        return tuple(rerated(each, fields, rates) for each in value)
    if not isinstance(value, BaseModel):
        return value
    held = {name: each for name, each in value if name in fields or not isinstance(value, Terms)}
    return value.model_copy(update={name: rerated(each, fields, rates) for name, each in held.items()})


def together_as_alone(district: District, seed: int) -> None:
    drawn = random.Random(seed)
    rates = iter(lambda: Fraction(drawn.randrange(1, 9_999), drawn.choice((10_000, 30_000, 99_991, 2**30 + 3))), None)
    others = [with_other_rates(each, rates) for each in (*district.agreements, district.agreement)]
    tried = [*district.agreements, *others, *district.agreements[:1]]

    assert figures(price_many(district.engine(), tried)) == figures(alone(district.engine(), tried))


@FEWER
@given(districts(agreements=2), st.integers(0, 2**30))
def test_random_agreements_together_cost_what_each_costs_alone(district: District, seed: int) -> None:
    together_as_alone(district, seed)


@pytest.mark.slow
@settings(HUNDREDS, max_examples=60)
@given(districts(agreements=2), st.integers(0, 2**30))
def test_hundreds_of_agreements_together_cost_what_each_costs_alone(district: District, seed: int) -> None:
    together_as_alone(district, seed)
