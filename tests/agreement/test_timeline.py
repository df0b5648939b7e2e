"""A band's walk through its days. Worked example: docs/arithmetic/carry-then-step.md."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from commonground.agreement.band import Band, CellKey
from commonground.agreement.calendar import Calendar
from commonground.agreement.earlier_schedule import earlier_schedule
from commonground.agreement.kinds.salary_schedule import Build, Cell
from commonground.agreement.timeline import build_timeline
from commonground.values.fiscal_year import FiscalYear
from commonground.values.money import to_cents
from little_district import BASE, JULY, SNAPSHOT, agreement, clause, each_paid, version
from worked_figures import Figures

FIGURES = Figures("carry-then-step")
PRINTED = {"1": 50_000, "2": 52_000, "3": 54_000, "4": 56_000}
RAISES = [{"effective": JULY[year], "percent": "3%"} for year in (2026, 2027)]
CALENDAR = Calendar(SNAPSHOT, tuple(BASE.next(number) for number in (1, 2)))
KEYS = tuple(CellKey("", "", "BA", step) for step in PRINTED)


def guide(build, **terms):
    cells = [
        {"lane": "BA", "step": step, "salary": pay, "increment": 0 if step == "1" else 2_000}
        for step, pay in PRINTED.items()
    ]
    return clause("schedule", "salary_schedule", table=cells, build=build, **terms)


def walked(*clauses, keys=KEYS):
    said = agreement(*clauses)

    def of(kind):
        return tuple(provision.id for provision in said.of_kind(kind))

    band = Band("schedule", keys, (), of("step_ladder"), of("schedule_raise"), of("step_movement"))
    return build_timeline(said, band, CALENDAR)


def cells(timeline, day):
    return {key.step: cents / 100 for key, cents in zip(KEYS, timeline.on(day).cells.exact(), strict=True)}


def bargain(build, movement=None, raises=RAISES):
    return agreement(
        guide(build), clause("raise", "schedule_raise", raises=raises), movement or clause("steps", "step_movement")
    )


def test_carry_then_step_builds_each_schedule_from_the_pay_one_step_below():
    clauses = guide("carry_then_step"), clause("raise", "schedule_raise", raises=RAISES), clause("s", "step_movement")
    timeline = walked(*clauses)

    for year in (2026, 2027):
        built = cells(timeline, JULY[year])
        assert built == {step: FIGURES[f"carry_{step}_{year}"] for step in PRINTED}


def test_scale_multiplies_every_cell():
    [ames] = each_paid(bargain("scale"), {"lane": "BA", "step": "1"}, id="schedule")

    assert ames[1:3] == FIGURES.cents("scale_2_2026", "scale_3_2027")
    assert (
        cells(walked(guide("scale"), clause("r", "schedule_raise", raises=RAISES)), JULY[2027])["4"]
        == (FIGURES["scale_4_2027"])
    )


def test_a_persons_pay_under_carry_then_step_is_last_years_raised_and_the_increment():
    [ames] = each_paid(bargain("carry_then_step"), {"lane": "BA", "step": "1"}, id="schedule")

    assert ames[1:3] == FIGURES.cents("carry_2_2026", "carry_3_2027")
    assert ames[1] - ames[0] == 150_000 + 200_000


def test_the_schedule_before_is_worked_back_from_the_one_that_was_built():
    printed = [
        Cell(lane="BA", step=step, salary=FIGURES[f"carry_{step}_2026"], increment=0 if step == "1" else 2_000)
        for step in PRINTED
    ]
    chicago = [Cell(step="1", salary=FIGURES["chicago_later"])]

    found = earlier_schedule(printed, [Fraction(3, 100)], Build.CARRY_THEN_STEP)
    [lane_1] = earlier_schedule(chicago, [Fraction(3, 100)], Build.CARRY_THEN_STEP).cells

    assert {cell.step: cell.salary for cell in found.cells} == {step: FIGURES[f"before_{step}"] for step in "123"}
    assert [cell.step for cell in found.lost] == ["4"]
    assert to_cents(lane_1.salary) == FIGURES.cents("chicago_before")[0]


def test_in_a_frozen_year_carry_then_step_raises_each_cell_in_place():
    frozen = clause("steps", "step_movement", years={"2026-27": "freeze"})

    [ames] = each_paid(bargain("carry_then_step", frozen), {"lane": "BA", "step": "1"}, id="schedule")

    assert ames[1:2] == FIGURES.cents("frozen_1_2026")


def test_a_second_raise_in_a_year_shifts_nobody_again():
    february = {"effective": dt.date(2027, 2, 1), "percent": "1%"}
    clauses = guide("carry_then_step"), clause("raise", "schedule_raise", raises=[*RAISES, february])

    timeline = walked(*clauses, clause("steps", "step_movement"))

    assert cells(timeline, february["effective"])["2"] == FIGURES["carry_2_2026"] * Fraction(101, 100)


def test_a_raise_for_some_steps_only_leaves_the_others_where_they_were():
    some = [{"effective": JULY[2026], "percent": "3%", "steps": ["4"]}]

    built = cells(walked(guide("scale"), clause("raise", "schedule_raise", raises=some)), JULY[2026])

    assert built == {"1": 50_000, "2": 52_000, "3": 54_000, "4": 57_680}


def flat(salary):
    return [{"lane": "BA", "step": step, "salary": salary} for step in PRINTED]


def test_a_later_print_of_the_schedule_replaces_its_cells_on_its_day():
    reprinted = clause(
        "schedule",
        "salary_schedule",
        version("salary_schedule", until=JULY[2027], table=flat(50_000)),
        version("salary_schedule", start=JULY[2027], table=flat(60_000)),
    )
    timeline = walked(reprinted)

    assert set(cells(timeline, JULY[2027] - dt.timedelta(days=1)).values()) == {50_000}
    assert set(cells(timeline, JULY[2027]).values()) == {60_000}


def test_a_step_put_in_stands_above_the_one_before_it_and_people_move_to_it():
    added = {"effective": JULY[2026], "step": "5", "after": "4", "percent": "2%"}
    clauses = agreement(guide("scale", steps_added=[added]), clause("steps", "step_movement"))

    [top] = each_paid(clauses, {"lane": "BA", "step": "4"}, id="schedule")

    assert top[:3] == (5_600_000, 5_712_000, 5_712_000)


def test_a_step_put_in_the_middle_of_a_ladder_is_not_skipped():
    added = {"effective": JULY[2026], "step": "2a", "after": "2", "amount": 1_000}
    ladder = clause("ladder", "step_ladder", steps=list(PRINTED))
    clauses = agreement(guide("scale", steps_added=[added]), ladder, clause("steps", "step_movement"))

    [second] = each_paid(clauses, {"lane": "BA", "step": "2"}, id="schedule")

    assert second == (5_200_000, 5_300_000, 5_400_000, 5_600_000)


def test_the_stretches_of_a_year_sum_to_the_year():
    raises = [{"effective": dt.date(2026, month, 1), "percent": "1%"} for month in (8, 10, 12)]
    timeline = walked(guide("scale"), clause("raise", "schedule_raise", raises=raises))

    segments = timeline.segments(FiscalYear.parse("2026-27"))

    assert sum(segment.share for segment in segments) == 1
    assert [segment.share * 12 for segment in segments] == [1, 2, 2, 7]


@pytest.mark.parametrize("carry", ["exact", "cent", "dollar"])
@pytest.mark.parametrize(("rule", "third"), [(True, "held_3"), ("increment within", "held_within_3")])
def test_a_schedule_that_must_not_fall_below_the_step_before_it_does_not(rule, third, carry):
    terms = {"never_below_previous_step": rule, "carry": carry}
    printed = [
        {"lane": "BA", "step": "1", "salary": 50_000, "increment": 0},
        {"lane": "BA", "step": "2", "salary": 48_000, "increment": 500},
        {"lane": "BA", "step": "3", "salary": 54_000, "increment": 500},
    ]
    low = clause("schedule", "salary_schedule", table=printed, build="carry_then_step", **terms)
    raises = clause("raise", "schedule_raise", raises=RAISES[:1])

    timeline = walked(low, raises, clause("steps", "step_movement"), keys=KEYS[:3])

    assert [*timeline.on(JULY[2026]).cells.exact()] == [*FIGURES.cents("carry_1_2026", "held_2", third)]
