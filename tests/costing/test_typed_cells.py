"""Typed cells: what is typed is paid from its day on, by every way of building, and nobody else's pay moves."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from commonground.agreement.agreement import Term
from commonground.agreement.expiry import Expiry
from commonground.agreement.offer import Edit, Offer, Operation
from commonground.costing.price import Pricing
from commonground.costing.typed_cells import CellOnDay, SeveralGrids, grid_on, with_typed_cells
from little_district import JULY, agreement, clause, engine, people

DAY = JULY[2026]
STEPS = ("1", "2", "3", "4")
CELLS = [
    {"schedule": name, "lane": lane, "step": step, "salary": 40_000 + 5_000 * at + 1_000 * int(step), **more}
    for name in ("long", "short")
    for at, lane in enumerate(("BA", "MA"))
    for step, more in zip(
        STEPS, ({"increment": 300 * n, "index": str(1 + Fraction(n, 50))} for n in range(4)), strict=True
    )
]
ROSTER = people(
    *(
        {"schedule": name, "lane": lane, "step": step}
        for name in ("long", "short")
        for lane in ("BA", "MA")
        for step in STEPS
    ),
    {"salary": 70_000},
)
OFFER = Offer("offer", "Offer", "union", DAY, Term(DAY, JULY[2029]))


def pricing(*raises, build="scale", **terms):
    guide = clause("guide", "salary_schedule", table=CELLS, build=build, **terms)
    ladder = clause("ladder", "step_ladder", steps=STEPS)
    moves = clause("moves", "step_movement")
    raised = clause(
        "raise", "schedule_raise", raises=[{"effective": day, "percent": percent} for day, percent in raises]
    )
    return Pricing(engine(ROSTER), agreement(guide, ladder, moves, raised, last=JULY[2026]), Expiry())


def cost(found, offer):
    return found.offer(offer).totals


@pytest.mark.parametrize("build", ["scale", "carry_then_step", "index", "differential", "table"])
@pytest.mark.parametrize("raises", [(), ((DAY, "3%"),), ((JULY[2025], "2%"), (DAY, "3%"), (JULY[2027], "1%"))])
def test_a_typed_salary_is_paid_to_whoever_stands_there_and_moves_no_other(build, raises):
    found = pricing(*raises, build=build)
    held = found.held(found.amended(OFFER).agreement)
    before = grid_on(found, held, "guide", DAY)["short", "MA", "3"]

    offer = with_typed_cells(found, OFFER, {CellOnDay("guide", DAY, "short", "MA", "3"): before + 1_000})

    there = grid_on(found, found.held(found.amended(offer).agreement), "guide", DAY)
    first_year = cost(found, offer)[1] - cost(found, OFFER)[1]
    assert {cell for cell, dollars in there.items() if dollars != grid_on(found, held, "guide", DAY)[cell]} == {
        ("short", "MA", "3")
    }
    assert abs(first_year - 100_000) <= 1  # one person there in 2026-27: who stood on step 2; pay is rounded once


def test_what_is_in_force_is_no_edit_and_two_typed_days_are_one_after_the_other():
    found = pricing((DAY, "3%"), (JULY[2027], "2%"))
    held = found.held(found.amended(OFFER).agreement)
    in_force = {day: grid_on(found, held, "guide", day)["long", "BA", "2"] for day in (DAY, JULY[2027])}
    same = {CellOnDay("guide", day, "long", "BA", "2"): dollars for day, dollars in in_force.items()}

    later = CellOnDay("guide", JULY[2027], "long", "BA", "2")
    both = with_typed_cells(
        found, OFFER, {CellOnDay("guide", DAY, "long", "BA", "1"): Fraction(50_000), later: Fraction(60_000)}
    )
    there = grid_on(found, found.held(found.amended(both).agreement), "guide", JULY[2027])

    assert with_typed_cells(found, OFFER, same) == OFFER
    assert there["long", "BA", "2"] == 60_000
    assert there["long", "BA", "1"] == 51_000  # 50,000 and the raise of 2 % a year later


def test_a_second_raise_in_the_year_builds_on_what_was_typed_under_carry_then_step():
    winter = DAY.replace(month=12)
    found = pricing((DAY, "2%"), (winter, "1%"), build="carry_then_step")

    offer = with_typed_cells(found, OFFER, {CellOnDay("guide", DAY, "long", "MA", "4"): Fraction(90_000)})

    plain, typed = (grid_on(found, found.held(found.amended(one).agreement), "guide", winter) for one in (OFFER, offer))
    assert {cell: dollars for cell, dollars in typed.items() if dollars != plain[cell]} == {("long", "MA", "4"): 90_900}


def test_a_step_that_is_put_in_on_the_day_keeps_its_salary_and_can_be_typed():
    put_in = Edit(Operation.INSERT_STEP, "guide", value={"effective": DAY, "step": "5", "after": "4", "amount": "1500"})
    found, offer = pricing((DAY, "3%")), replace(OFFER, edits=(put_in,))
    before = grid_on(found, found.held(found.amended(offer).agreement), "guide", DAY)

    typed = with_typed_cells(found, offer, {CellOnDay("guide", DAY, "long", "BA", "5"): Fraction(70_000)})
    after = grid_on(found, found.held(found.amended(typed).agreement), "guide", DAY)

    assert {cell for cell in after if after[cell] != before.get(cell)} == {("long", "BA", "5")}
    assert after["long", "BA", "5"] == 70_000
    assert after.keys() == before.keys()


def test_people_of_one_schedule_whose_raises_differ_are_told():
    found = pricing((DAY, "3%"))
    units = people(
        {"unit": "a", "schedule": "long", "lane": "BA", "step": "1"},
        {"unit": "b", "schedule": "long", "lane": "BA", "step": "1"},
    )
    only = clause("more", "schedule_raise", scope={"unit": ["a"]}, raises=[{"effective": DAY, "percent": "1%"}])
    known = found.agreement.with_provision(only)
    split = Pricing(engine(units), known, Expiry())

    with pytest.raises(SeveralGrids, match="long lane BA step 1 pays several salaries"):
        grid_on(split, split.held(known), "guide", DAY)
