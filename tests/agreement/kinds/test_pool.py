"""Worked example: docs/arithmetic/pool.md."""

from __future__ import annotations

from little_district import agreement, clause, engine, line, people, schedule
from worked_figures import Figures

FIGURES = Figures("pool")
GUIDE = schedule({("BA", "1"): 48_000})
AMOUNTS = {"2025-26": 36_000, "2027-28": 45_000}


def pooled(**terms):
    clauses = agreement(GUIDE, clause("pool", "pool", **{"amounts": AMOUNTS, **terms}))
    return line(engine(people({"lane": "BA", "step": "1"})).price(clauses), "pool")


def test_a_pool_costs_the_sum_named_for_the_year_and_the_last_one_stays():
    assert pooled() == FIGURES.cents("y2025", "y2026", "y2027", "stays_2028")


def test_a_pool_may_stop_after_the_last_year_named():
    assert pooled(afterwards="stops") == FIGURES.cents("y2025", "y2026", "y2027", "stops_2028")


def test_a_pool_costs_nothing_before_its_first_year():
    assert pooled(amounts={"2027-28": 45_000})[:2] == (0, 0)
