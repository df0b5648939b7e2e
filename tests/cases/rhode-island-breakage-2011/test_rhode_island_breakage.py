"""Rhode Island 2011: what a replacement costs less over five years, with steps and without."""

from __future__ import annotations

import itertools
import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from commonground.costing.actual import ActualEngine, breakage
from commonground.workforce.turnover import Entry, Separations, Turnover
from little_district import agreement, clause, engine, people, schedule

PUBLISHED = tomllib.loads((Path(__file__).parent / "expected.toml").read_text())
STEPS = [str(number) for number in range(1, 6)]
TOP = "top"


def five_years(action):
    """The breakage of one who leaves the top step at the end of the base year, and whose place is filled at step 1."""
    cells = {("T", step): str(PUBLISHED["first"] + at * Decimal(PUBLISHED["step"])) for at, step in enumerate(STEPS)}
    cells[("T", TOP)] = PUBLISHED["top"]
    terms = agreement(
        schedule(cells, carry="exact"),
        clause("ladder", "step_ladder", steps=[*STEPS, TOP], moves=dict(itertools.pairwise(STEPS))),
        clause("steps", "step_movement", otherwise=action),
    )
    cast_forward = engine(people({"lane": "T", "step": TOP, "service": 30}), years=5)
    leaves = Turnover(
        (Separations({}, ((30, Fraction(1)), (31, Fraction(0)))),), (Entry({}, {"lane": "T", "step": "1"}),)
    )
    found = breakage(cast_forward, ActualEngine(cast_forward, leaves), terms)
    return sum(found.pay.cents)


def test_five_years_with_equal_steps_are_the_published_figure():
    assert five_years("advance") == PUBLISHED["five-years"] * 100


def test_without_steps_they_would_be_more():
    assert five_years("freeze") == PUBLISHED["without-steps"] * 100
