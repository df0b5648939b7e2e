"""A schedule worked back is the one from which the law builds the later one. Worked example: docs/arithmetic/carry-then-step.md."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.agreement.band import Band, CellKey
from commonground.agreement.calendar import Calendar
from commonground.agreement.earlier_schedule import NotInvertible, earlier_schedule
from commonground.agreement.kinds.salary_schedule import Build, Cell
from commonground.agreement.timeline import build_timeline
from little_district import BASE, JULY, SNAPSHOT, agreement, clause

THREE = Fraction(3, 100)
CARRY = Build.CARRY_THEN_STEP


def lane(*pays, increment=2_000, name="BA"):
    return [
        Cell(lane=name, step=str(number), salary=pay, increment=increment if number > 1 else 0)
        for number, pay in enumerate(pays, 1)
    ]


def built(printed, raises, build):
    """The later schedule, built forward by the engine's own walk, a raise each July."""
    years = list(range(2026, 2026 + len(raises)))
    table = [cell.model_dump(exclude={"index"}) for cell in printed]
    said = agreement(
        clause("schedule", "salary_schedule", table=table, build=str(build)),
        clause("raise", "schedule_raise", raises=[{"effective": f"{y}-07-01", "percent": r} for y, r in zip(years, raises, strict=True)]),
        clause("steps", "step_movement"),
    )  # fmt: skip
    keys = tuple(CellKey("", "", cell.lane, cell.step) for cell in printed)
    band = Band("schedule", keys, (), (), ("raise",), ("steps",))
    timeline = build_timeline(
        said, band, Calendar(SNAPSHOT, tuple(BASE.next(number + 1) for number in range(len(years))))
    )
    paid = timeline.on(JULY[years[-1]]).cells.exact()
    return [cell.model_copy(update={"salary": cents / 100}) for cell, cents in zip(printed, paid, strict=True)]


@settings(max_examples=25)
@given(
    pays=st.lists(st.integers(30_000, 90_000), min_size=4, max_size=7),
    increment=st.integers(0, 3_000),
    raises=st.lists(st.sampled_from(["0%", "1%", "2.25%", "3%"]), min_size=1, max_size=3),
    build=st.sampled_from([CARRY, Build.SCALE]),
)
def test_what_is_worked_back_is_what_the_law_began_from(pays, increment, raises, build):
    printed = lane(*sorted(pays), increment=increment)

    found = earlier_schedule(built(printed, raises, build), [Fraction(r.rstrip("%")) / 100 for r in raises], build)

    lost = len(raises) if build is CARRY else 0
    assert [cell.salary for cell in found.cells] == [cell.salary for cell in printed[: len(printed) - lost]]
    assert len(found.lost) == lost
    assert not found.two_roads


def test_each_lane_is_worked_back_by_itself():
    one, other = lane(51_500, 53_500, 55_560), lane(61_800, 63_800, name="MA")

    found = earlier_schedule([*one, *other], [THREE], CARRY)

    assert [(cell.lane, cell.salary) for cell in found.cells] == [("BA", 50_000), ("BA", 52_000), ("MA", 60_000)]


def test_a_print_to_the_dollar_leaves_half_a_dollar_over_every_raise_since():
    found = earlier_schedule(lane(51_500, 53_500), [THREE, THREE], CARRY)

    assert found.within == Fraction(1, 2) / (1 + THREE) ** 2


def test_a_first_step_that_the_second_denies_is_said_beyond_the_print_and_taken_from_itself():
    [denied] = earlier_schedule(lane(51_500, 53_600), [THREE], CARRY).two_roads
    rounded = earlier_schedule(lane(51_500, 53_501), [THREE], CARRY)

    assert (denied.from_itself, denied.from_second) == (50_000, Fraction(51_600) / (1 + THREE))
    assert not rounded.two_roads


def test_a_lane_with_fewer_steps_than_raises_keeps_its_first_step():
    found = earlier_schedule(lane(53_045, 55_045), [THREE, THREE], CARRY)

    assert [(cell.step, cell.salary) for cell in found.cells] == [("1", 50_000)]


@pytest.mark.parametrize("build", [Build.INDEX, Build.TABLE, Build.DIFFERENTIAL])
def test_another_way_of_building_is_refused_by_name(build):
    with pytest.raises(NotInvertible, match="carry_then_step"):
        earlier_schedule(lane(51_500, 53_500), [THREE], build)
