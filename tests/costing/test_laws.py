"""The laws of costing, on random agreements over every kind and random rosters (see strategies.py).

Source of the expected figures: `costing.plain`, the person-by-person reading, and the sums that the laws demand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from commonground.agreement.agreement import Agreement
from commonground.agreement.kinds import KINDS
from commonground.agreement.offer import Offer, apply
from commonground.costing.attribution import attribute
from commonground.costing.engine import Engine
from commonground.costing.plain.clauses import RULES
from commonground.costing.plain.ledger import price_plainly
from commonground.workforce.roster import Roster
from strategies import FAST, FEWER, HUNDREDS, SCORES, THOUSANDS, District, districts, offers

Cents = Mapping[str, list[int]]


def priced(engine: Engine, agreement: Agreement) -> dict[str, list[int]]:
    """Every line that is not nothing throughout: by period, the run-rate last; what members pay among them."""
    periods = (*engine.periods, engine.run_rate_period(agreement))
    lines = engine.join(agreement).lines
    return said({name: [engine.total(agreement, line, period) for period in periods] for name, line in lines.items()})


def said(lines: Cents) -> dict[str, list[int]]:
    """The lines that are not nothing throughout: an agreement need not have a line for what it cannot cost."""
    return {name: cents for name, cents in lines.items() if any(cents)}


def plainly(district: District) -> dict[str, list[int]]:
    """The same, person by person."""
    found = price_plainly(district.agreement, *district.place)
    return said(found | price_plainly(district.agreement, *district.place, of_employer=False))


def equals_person_by_person(district: District) -> None:
    assert priced(district.engine(), district.agreement) == plainly(district)


@FAST
@given(districts())
def test_the_engine_costs_what_person_by_person_costs(district: District) -> None:
    equals_person_by_person(district)


@pytest.mark.slow
@THOUSANDS
@given(districts())
def test_the_engine_costs_what_person_by_person_costs_on_thousands(district: District) -> None:
    equals_person_by_person(district)


def test_every_rule_of_every_kind_is_read_plainly() -> None:
    engines = {kind.name: [rule.name for rule in kind.rules] for kind in KINDS.values() if kind.rules}

    assert {kind: [rule.name for rule in rules] for kind, rules in RULES.items()} == engines


def lines_sum(district: District) -> None:
    costing = district.engine().price(district.agreement)

    plain = price_plainly(district.agreement, *district.place)
    by_period = (
        [sum(cents) for cents in zip(*plain.values(), strict=True)] if plain else [0] * (len(costing.totals) + 1)
    )
    assert [*costing.totals, costing.run_rate] == by_period
    components = costing.by_component().values()
    assert [sum(cents) for cents in zip(*components, strict=True)] == (
        [*costing.totals, costing.run_rate] if components else []
    )


@FEWER
@given(districts())
def test_lines_and_components_sum_to_the_totals(district: District) -> None:
    lines_sum(district)


@FEWER
@given(districts(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_is_irrelevant(district: District, chance: Any) -> None:
    order = list(range(len(district.roster)))
    chance.shuffle(order)

    shuffled = district.with_roster(district.roster.take(np.array(order, dtype=np.intp)))

    assert priced(shuffled.engine(), district.agreement) == priced(district.engine(), district.agreement)


def one_by_one(roster: Roster) -> Roster:
    """A row for each head."""
    rows = roster.take(np.repeat(np.arange(len(roster)), roster.numbers["count"]))
    return rows.replace(numbers={"count": np.ones(len(rows), dtype=np.int64)})


@FEWER
@given(districts())
def test_a_row_that_counts_n_heads_costs_what_n_rows_cost(district: District) -> None:
    apart = district.with_roster(one_by_one(district.roster))

    assert priced(apart.engine(), district.agreement) == priced(district.engine(), district.agreement)


@FEWER
@given(districts(agreements=3), st.randoms(use_true_random=False))
def test_a_price_does_not_depend_on_what_was_priced_before(district: District, chance: Any) -> None:
    fresh = [priced(district.engine(), agreement) for agreement in district.agreements]
    engine = district.engine()
    order = [*range(len(district.agreements))] * 2
    chance.shuffle(order)

    for number in order:
        assert priced(engine, district.agreements[number]) == fresh[number]


SHAPING = ("salary_schedule", "step_ladder", "step_movement", "schedule_raise", "me_too")


@pytest.mark.slow
@SCORES
@given(districts(), st.randoms(use_true_random=False))
def test_the_order_of_clauses_that_shape_no_schedule_is_irrelevant(district: District, chance: Any) -> None:
    agreement = district.agreement
    others = [one.id for one in agreement if one.kind not in SHAPING]
    chance.shuffle(others)
    order = [*(one.id for one in agreement if one.kind in SHAPING), *others]

    shuffled = replace(agreement, provisions={id: agreement[id] for id in order})

    assert priced(district.engine(), shuffled) == priced(district.engine(), agreement)


@FEWER
@given(districts())
def test_an_empty_offer_costs_nothing(district: District) -> None:
    agreement, calendar = district.agreement, district.calendar
    assume(agreement.term is not None)
    assert agreement.term is not None
    engine = district.engine()
    nothing = Offer("empty", "empty", "board", calendar.snapshot, agreement.term)

    applied = apply(nothing, agreement).agreement

    assert priced(engine, applied) == priced(engine, agreement)
    gap = attribute(engine, agreement, applied)
    assert not gap.shares
    assert not any(gap.difference)


@FEWER
@given(districts().flatmap(lambda d: st.tuples(st.just(d), offers(d.agreement, d.calendar))))
def test_an_offer_never_touches_the_agreement_that_it_is_made_on(both: tuple[District, Offer]) -> None:
    district, offer = both
    agreement = district.agreement
    digest, words = agreement.digest, repr(agreement)
    before = priced(district.engine(), agreement)

    first, second = apply(offer, agreement).agreement, apply(offer, agreement).agreement

    assert first.digest == second.digest
    assert Agreement(agreement.title, agreement.provisions).digest == digest
    assert repr(agreement) == words
    assert priced(district.engine(), agreement) == before


def attributed(district: District) -> None:
    one, other = district.agreements
    engine = district.engine()
    periods = (*engine.periods, engine.run_rate_period(one))

    gap, back = attribute(engine, one, other, periods), attribute(engine, other, one, periods)

    totals = [[sum(cents) for cents in zip(*employer(engine, side, periods), strict=True)] for side in (one, other)]
    assert list(gap.difference) == [there - here for here, there in zip(*totals, strict=True)]
    assert [sum(share.cents[n] for share in gap.shares) for n in range(len(periods))] == list(gap.difference)
    backwards = {share.issue: share for share in back.shares}
    for share in gap.shares:
        for number, cents in enumerate(share.cents):
            low, high = share.ranges[number] or (cents, cents)
            assert low - 1 <= cents <= high + 1
            assert abs(cents + backwards[share.issue].cents[number]) <= 1


def employer(engine: Engine, agreement: Agreement, periods: Any) -> list[list[int]]:
    """The employer's lines, and one that is nothing, so that there is one."""
    lines = engine.join(agreement).lines.values()
    costs = [[engine.total(agreement, line, p) for p in periods] for line in lines if line.rule.payer == "employer"]
    return [*costs, [0] * len(periods)]


@FEWER
@given(districts(agreements=2))
def test_the_shares_of_a_gap_sum_to_it_and_turn_round_with_it(district: District) -> None:
    attributed(district)


@pytest.mark.slow
@HUNDREDS
@given(districts(agreements=2))
def test_the_shares_of_a_gap_sum_to_it_on_hundreds(district: District) -> None:
    attributed(district)


@FEWER
@given(districts())
def test_a_split_by_unit_school_or_fund_sums_to_the_line(district: District) -> None:
    engine, agreement = district.engine(), district.agreement
    lines = engine.join(agreement).lines.values()

    for line in lines:
        for period in engine.periods:
            total = engine.total(agreement, line, period)
            for column in ("unit", "school", "fund"):
                assert sum(engine.split(agreement, line, period, column).values()) == total
