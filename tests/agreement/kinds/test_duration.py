"""Worked example: docs/arithmetic/duration.md."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError

from little_district import agreement, clause, engine, people, schedule
from worked_figures import Figures

FIGURES = Figures("duration")
GUIDE = schedule({("BA", "1"): 48_000})
TERM = clause("term", "duration", first=dt.date(2023, 7, 1), last=dt.date(2026, 6, 30))
AMES = {"lane": "BA", "step": "1"}


def test_a_duration_costs_nothing():
    with_clause = engine(people(AMES)).price(agreement(GUIDE, TERM)).totals
    without = engine(people(AMES)).price(agreement(GUIDE)).totals

    assert with_clause[:1] == FIGURES.cents("with_clause")
    assert (with_clause[0] - without[0],) == FIGURES.cents("added")


def test_a_term_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValidationError, match="before it begins"):
        clause("term", "duration", first=dt.date(2026, 6, 30), last=dt.date(2023, 7, 1))
