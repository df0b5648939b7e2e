"""The worth of sets of issues as small games: the same rationals as every set priced by itself.

Source of the expected figures: full pricings of the mixtures, one by one, as the Shapley value is defined.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from commonground.agreement.agreement import Agreement
from commonground.costing import attribution
from commonground.costing.engine import Engine
from commonground.costing.games import games, one_by_one, subset
from commonground.costing.lines import pays_late
from commonground.costing.mixtures import Mixtures, differing_issues, issue_of, mixed
from commonground.costing.reads import Reads
from commonground.costing.together import together
from commonground.values.shares import shapley
from little_district import JULY, agreement, clause, engine, people, schedule
from strategies import FEWER, HUNDREDS, District, districts

CELLS = {("BA", "1"): 40_000, ("BA", "2"): 41_000}


def players_of(pricing: Engine, one: Agreement, other: Agreement) -> tuple[Mixtures, dict[str, tuple[int, ...]]]:
    """The mixtures of two agreements, and the players that each line reads."""
    late = pays_late(one) or pays_late(other)
    joins = pricing.join(one, late=late), pricing.join(other, late=late)
    reads = Reads.between(*joins)
    issues = differing_issues(one, other)
    groups = together(issues, lambda clause: issue_of(clause, one, other), (one, other), joins, reads)
    mixtures = Mixtures(one, other, groups)
    return mixtures, dict(attribution._players(mixtures, joins, reads))


def exact(found: Any, players: int, period: int) -> list[Fraction]:
    """The shares of some games together."""
    shares = [Fraction(0)] * players
    for who, game in found.items():
        for player, share in zip(who, shapley(game[:, period]), strict=True):
            shares[player] += share
    return shares


def by_full_pricings(pricing: Engine, mixtures: Mixtures) -> list[list[Fraction]]:
    """The shares by period from a pricing of every mixture."""
    players = range(len(mixtures.groups))
    totals = [pricing.price(mixtures.agreement(subset(players, s))).totals for s in range(1 << len(players))]
    return [shapley(list(worth)) for worth in zip(*totals, strict=True)]


def alone(district: District) -> None:
    """Hold the games of a random district against every set of issues priced alone, line by line."""
    one, other = few_issues(*district.agreements)
    pricing = district.engine()
    mixtures, players = players_of(pricing, one, other)
    together = games(pricing, mixtures, players, pricing.periods, few=0)
    apart = one_by_one(pricing, mixtures, players, pricing.periods)
    for period in range(len(pricing.periods)):
        assert exact(together, len(mixtures.groups), period) == exact(apart, len(mixtures.groups), period)


@FEWER
@given(districts(agreements=2))
def test_games_of_groups_give_the_shares_of_every_set_priced_alone(district: District) -> None:
    alone(district)


@pytest.mark.slow
@HUNDREDS
@given(districts(agreements=2))
def test_games_of_groups_give_the_shares_of_every_set_priced_alone_on_hundreds(district: District) -> None:
    alone(district)


def few_issues(one: Agreement, other: Agreement, most: int = 5) -> tuple[Agreement, Agreement]:
    """Two agreements that differ on a few issues only."""
    issues = differing_issues(one, other)
    return one, mixed(one, other, frozenset(issues[:most]))


def bargain(raised: str, amount: int, pension: str, tenth: str) -> Agreement:
    """Stipends by title, each an issue of its own, a raise, and charges on all pay."""
    stipends = [
        clause(f"stipend-{title}", "stipend", per_person=amount + 7 * number, scope={"title": [title]})
        for number, title in enumerate("abcdefgh")
        if amount
    ]
    raises = [{"effective": JULY[2026], "percent": raised}]
    return agreement(
        schedule(CELLS),
        clause("raise", "schedule_raise", issue="raise", raises=raises),
        *stipends,
        clause("duty", "stipend", percent=tenth),
        clause("pension", "pension", rate=pension, base=["pay"]),
        clause("medicare", "payroll_tax", rate="1.45%", base=["pay"]),
    )


def test_issues_that_reach_different_people_are_games_of_their_own() -> None:
    rows = [{"lane": "BA", "step": f"{1 + n % 2}", "title": title} for n, title in enumerate("abcdefgha")]
    pricing = engine(people(*rows), years=1)
    one, other = bargain("1%", 100, "10%", "5%"), bargain("2.3%", 333, "11.17%", "7.1%")

    mixtures, players = players_of(pricing, one, other)
    found = games(pricing, mixtures, players, pricing.periods, few=0)

    assert len(players["pension"]) == 11
    assert max(map(len, found)) == 4
    few = players_of(pricing, *few_issues(one, other, 7))
    assert [exact(games(pricing, *few, pricing.periods, few=0), 7, n) for n in (0, 1)] == by_full_pricings(
        pricing, few[0]
    )


def test_a_clause_that_only_one_side_has_joins_as_it_does_where_it_speaks() -> None:
    rows = [{"lane": "BA", "step": "1", "title": title} for title in "abcdefgh"]
    pricing = engine(people(*rows), years=1)
    one, other = bargain("1%", 0, "10%", "5%"), bargain("2.3%", 333, "11.17%", "7.1%")

    mixtures, _ = players_of(pricing, one, other)

    assert mixtures.structural == frozenset()
    assert pricing.price(mixtures.agreement(())).totals == pricing.price(one).totals
    assert pricing.price(mixtures.agreement(range(11))).totals == pricing.price(other).totals


def test_what_only_a_mixture_owes_back_is_shared_as_well() -> None:
    """One side renames the schedule, the other pays its raise late: only together do they owe the new schedule's people."""
    late = {"effective": JULY[2026], "percent": "3%", "paid_from": dt.date(2026, 11, 1)}
    one = agreement(schedule(CELLS), clause("raise", "schedule_raise", issue="raise", raises=[late]))
    other = agreement(
        schedule(CELLS, "renamed", issue="schedule"),
        clause("raise", "schedule_raise", issue="raise", raises=[{"effective": JULY[2026], "percent": "5%"}]),
    )
    pricing = engine(people({"lane": "BA", "step": "1"}, {"lane": "BA", "step": "2"}), years=2)

    mixtures, players = players_of(pricing, one, other)
    found = games(pricing, mixtures, players, pricing.periods, few=0)

    shares = [exact(found, len(mixtures.groups), n) for n in range(len(pricing.periods))]
    assert "renamed/retroactive_pay" in players
    assert shares == by_full_pricings(pricing, mixtures)
