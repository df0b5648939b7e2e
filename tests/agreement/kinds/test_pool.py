"""Worked example: docs/arithmetic/pool.md."""

from __future__ import annotations

import datetime as dt

from little_district import agreement, clause, engine, line, people, schedule, version
from worked_figures import Figures

FIGURES = Figures("pool")
GUIDE = schedule({("BA", "1"): 48_000})
AMOUNTS = {"2025-26": 36_000, "2027-28": 45_000}


JANUARY = dt.date(2027, 1, 1)


def pooled(*versions, **terms):
    said = {} if versions else {"amounts": AMOUNTS, **terms}
    clauses = agreement(GUIDE, clause("pool", "pool", *versions, **said))
    return line(engine(people({"lane": "BA", "step": "1"})).price(clauses), "pool")


def test_a_pool_costs_the_sum_named_for_the_year_and_the_last_one_stays():
    assert pooled() == FIGURES.cents("y2025", "y2026", "y2027", "stays_2028")


def test_a_pool_may_stop_after_the_last_year_named():
    assert pooled(afterwards="stops") == FIGURES.cents("y2025", "y2026", "y2027", "stops_2028")


def test_a_pool_costs_nothing_before_its_first_year():
    assert pooled(amounts={"2027-28": 45_000})[:2] == (0, 0)


def test_a_pool_that_changes_inside_a_year_is_the_whole_sum_that_the_last_version_names():
    old = version("pool", until=JANUARY, amounts=AMOUNTS)
    new = version("pool", start=JANUARY, amounts={"2026-27": 40_000})

    found = pooled(old, new)

    assert found[:2] == FIGURES.cents("y2025", "changed_2026")
    assert found[2:] == FIGURES.cents("changed_2026", "changed_2026")


def test_a_pool_that_is_struck_inside_a_year_has_granted_the_sum_of_that_year():
    assert pooled(version("pool", until=JANUARY, amounts=AMOUNTS))[1:3] == FIGURES.cents("struck_2026", "struck_2027")
