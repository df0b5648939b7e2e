"""NJSBA, "Costing Out the Contract": the cells, the totals, one percent, and the cost of increment."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from commonground.costing.engine import Engine
from commonground.costing.percent import worth_of
from commonground.files.folder import read_negotiation
from commonground.workforce.roster import FULL_TIME, Labels, Roster

HERE = Path(__file__).parent
PUBLISHED = tomllib.loads((HERE / "expected.toml").read_text(), parse_float=Decimal)
GUIDE = read_negotiation(HERE / "negotiation")
KNOWN = {
    "BA": {"1": 7, "2": 5, "3": 6, "4": 8, "5": 6, "6": 2, "17": 44},
    "MA": {"1": 2, "3": 2, "4": 8, "5": 2, "17": 28},
}
HALF = FULL_TIME // 2


def priced(roster):
    engine = Engine(roster, GUIDE.calendar, GUIDE.base)
    return engine, engine.price(GUIDE.agreement)


def placed(halves):
    """A roster of half jobs: how many of them stand on each step of each lane."""
    cells = [(lane, step, number) for lane, steps in halves.items() for step, number in steps.items() if number]
    labels = {"lane": Labels.of(cell[0] for cell in cells), "step": Labels.of(cell[1] for cell in cells)}
    count = np.array([cell[2] for cell in cells], dtype=np.int64)
    return Roster(labels, {"count": count, "fte": np.full(len(cells), HALF)}, np.arange(len(cells)) + 2)


@st.composite
def unpublished(draw, jobs, steps_above_7):
    """Half jobs on steps 7 to 16 of a lane: so many, whose steps above 7 have the published sum."""
    low, more = divmod(2 * steps_above_7, 2 * jobs)
    above = [low + 1] * more + [low] * (2 * jobs - more)
    for rise, fall in draw(st.lists(st.tuples(*[st.integers(0, 2 * jobs - 1)] * 2), max_size=300)):
        if rise != fall and above[rise] < 9 and above[fall] > 0:
            above[rise] += 1
            above[fall] -= 1
    return {str(step): above.count(step - 7) for step in range(7, 17)}


PLACEMENTS = st.builds(
    lambda ba, ma: {"BA": {**KNOWN["BA"], **ba}, "MA": {**KNOWN["MA"], **ma}}, unpublished(30, 115), unpublished(10, 35)
)


def test_the_published_cells_cost_what_is_published():
    engine, _ = priced(GUIDE.roster)
    lines = engine.join(GUIDE.agreement).lines["guide"]
    paid = engine.values(GUIDE.agreement, lines, engine.periods[0])[lines.group] * GUIDE.roster.numbers["count"]
    lanes, steps = (GUIDE.roster.labels[name].to_list() for name in ("lane", "step"))

    found = {}
    for lane, step, cents in zip(lanes, steps, paid.tolist(), strict=True):
        found[lane, step] = found.get((lane, step), 0) + cents

    for lane, cells in PUBLISHED["cells"].items():
        for step, dollars in cells.items():
            assert found[lane, step] == dollars * 100
    for lane in ("BA", "MA"):
        total = sum(cents for (where, _), cents in found.items() if where == lane)
        assert total == PUBLISHED[f"{lane.lower()}_total"] * 100


def test_the_total_the_average_and_the_value_of_one_percent():
    engine, costing = priced(GUIDE.roster)
    fte = Decimal(GUIDE.roster.fte) / FULL_TIME

    assert costing.totals[0] == PUBLISHED["base_total"] * 100
    assert fte == Decimal(PUBLISHED["fte"])
    assert costing.totals[0] / fte == PUBLISHED["average"] * 100
    assert worth_of(engine, GUIDE.agreement).total == PUBLISHED["one_percent"] * 100


@given(PLACEMENTS)
def test_every_placement_that_meets_the_published_totals_has_the_published_cost_of_increment(halves):
    _, costing = priced(placed(halves))
    on_step_16 = Decimal(halves["BA"]["16"] + halves["MA"]["16"]) / 2

    increment = Decimal(costing.totals[1] - costing.totals[0]) / 100

    assert costing.totals[0] == PUBLISHED["base_total"] * 100
    assert increment == PUBLISHED["increment"] + PUBLISHED["increment_by_fte_on_step_16"] * on_step_16


def test_the_folders_own_placement_has_one_job_on_step_16():
    _, costing = priced(GUIDE.roster)

    assert costing.totals[1] - costing.totals[0] == (117_965 + 2_770) * 100
