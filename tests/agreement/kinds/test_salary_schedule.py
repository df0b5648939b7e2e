"""Worked example: docs/arithmetic/salary-schedule.md."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from little_district import JULY, agreement, clause, each_paid, schedule, version
from worked_figures import Figures

FIGURES = Figures("salary-schedule")
GUIDE = {("BA", "1"): 46_275, ("BA", "2"): 47_730, ("BA", "3"): 49_215}
STEPS = [{"lane": "BA", "step": step} for step in "123"]
FIRST = {"effective": JULY[2026], "percent": "2.25%"}
SECOND = {"effective": JULY[2027], "percent": "2%"}


def raised(guide, *raises, moves=False):
    clauses = [guide, clause("raise", "schedule_raise", raises=raises or (FIRST, SECOND))]
    if moves:
        clauses.append(clause("steps", "step_movement"))
    return agreement(*clauses)


def test_cells_carried_exactly_are_rounded_only_when_a_person_is_paid():
    paid = each_paid(raised(schedule(GUIDE)), *STEPS, id="schedule")

    assert [cents[1] for cents in paid] == list(FIGURES.cents("exact_1_2026", "exact_2_2026", "exact_3_2026"))
    assert [cents[2] for cents in paid] == list(FIGURES.cents("exact_1_2027", "exact_2_2027", "exact_3_2027"))


def test_a_schedule_carried_to_the_dollar_builds_on_its_printed_cells():
    paid = each_paid(raised(schedule(GUIDE, carry="dollar")), *STEPS, id="schedule")

    assert [cents[1] for cents in paid] == list(FIGURES.cents("dollar_1_2026", "dollar_2_2026", "dollar_3_2026"))
    assert [cents[2] for cents in paid] == list(FIGURES.cents("dollar_1_2027", "dollar_2_2027", "dollar_3_2027"))


@pytest.mark.parametrize(
    ("carry", "rounding", "figure"),
    [
        ("5 dollars", "half_up", "five_dollars"),
        ("10 dollars", "half_up", "ten_dollars"),
        ("50 dollars", "half_up", "fifty_dollars"),
        ("100 dollars", "half_up", "hundred_dollars"),
        ("dollar", "up", "up_to_a_dollar"),
        ("100 dollars", "up", "up_to_a_hundred"),
    ],
)
def test_cells_may_be_rounded_to_several_dollars_or_always_up(carry, rounding, figure):
    [paid] = each_paid(raised(schedule(GUIDE, carry=carry, rounding=rounding), FIRST), STEPS[0], id="schedule")

    assert (paid[1],) == FIGURES.cents(figure)


@pytest.mark.parametrize(("carry", "figure"), [("exact", "half_exact"), ("dollar", "half_dollar")])
def test_a_half_time_salary_is_rounded_once(carry, figure):
    [paid] = each_paid(raised(schedule(GUIDE, carry=carry)), {**STEPS[1], "fte": "0.5"}, id="schedule")

    assert (paid[1],) == FIGURES.cents(figure)


def test_an_index_schedule_raises_and_rounds_its_base_first():
    index = {"1": "1.00", "2": "1.04", "3": "1.085"}
    cells = [{"lane": "BA", "step": step, "salary": GUIDE["BA", step], "index": index[step]} for step in index]
    guide = clause("schedule", "salary_schedule", table=cells, build="index", carry="dollar")

    paid = each_paid(raised(guide, FIRST), *STEPS, id="schedule")

    assert [cents[1] for cents in paid] == list(FIGURES.cents("index_1", "index_2", "index_3"))


def test_a_blank_salary_of_an_index_schedule_is_base_by_index_in_print():
    index = {"1": "1.00", "2": "1.04", "3": "1.085"}
    cells = [{"lane": "BA", "step": step, "index": index[step]} for step in index]
    cells[0]["salary"] = GUIDE["BA", "1"]
    guide = clause("schedule", "salary_schedule", table=cells, build="index", carry="dollar")

    [paid] = each_paid(raised(guide, FIRST), STEPS[2], id="schedule")

    assert paid[:2] == FIGURES.cents("index_3_in_print", "index_3")


def test_a_base_that_is_nobodys_salary_is_a_cell_of_its_own():
    cells = [
        {"lane": "base", "step": "base", "salary": 41_319, "index": 1},
        {"lane": "BA", "step": "1", "index": "1.05"},
        {"lane": "MA", "step": "1", "index": "1.5"},
    ]
    guide = clause("schedule", "salary_schedule", table=cells, build="index", carry="dollar")
    raise_ = {"effective": JULY[2026], "percent": "2.75%"}

    paid = each_paid(raised(guide, raise_), {"lane": "BA", "step": "1"}, {"lane": "MA", "step": "1"}, id="schedule")

    # 41,319 x 1.0275 = 42,455.27, so 42,455; x 1.05 = 44,577.75; x 1.5 = 63,682.50, and half goes up.
    assert [cents[:2] for cents in paid] == [(4_338_500, 4_457_800), (6_197_900, 6_368_300)]


@pytest.mark.parametrize(("base_carry", "figure"), [("cent", "base_in_cents_2"), (None, "base_in_dollars_2")])
def test_a_base_may_hold_cents_where_the_cells_are_printed_in_dollars(base_carry, figure):
    cells = [{"lane": "base", "step": "base", "salary": "41318.86", "index": 1}]
    cells += [{"lane": "BA", "step": step, "index": index} for step, index in (("1", "1.00"), ("2", "1.51"))]
    guide = clause("schedule", "salary_schedule", table=cells, build="index", carry="dollar", base_carry=base_carry)
    base = {"lane": "base", "step": "base"}

    *of_base, on_2 = each_paid(raised(guide, FIRST), base, STEPS[0], STEPS[1], id="schedule")

    assert (on_2[1],) == FIGURES.cents(figure)
    if base_carry:
        assert tuple(cents[1] for cents in of_base) == FIGURES.cents("base_in_cents", "base_in_cents_1")


def test_a_base_is_carried_otherwise_only_where_there_is_one():
    with pytest.raises(ValidationError, match="base_carry is for build = index"):
        schedule(GUIDE, base_carry="cent")


def test_of_a_rate_for_a_day_the_rate_is_raised_and_rounded():
    guide = schedule({("BA", "1"): "250.75"}, carry="cent", full_time_units=188)

    full, half = each_paid(raised(guide, FIRST), STEPS[0], {**STEPS[0], "fte": "0.5"}, id="schedule")

    assert (*full[:2], half[1]) == FIGURES.cents("daily_2025", "daily_2026", "daily_half")


@pytest.mark.parametrize(
    ("raise_", "figure"),
    [(FIRST, "hourly_2026"), ({"effective": JULY[2026], "flat": 658}, "half_a_dollar_more")],
)
def test_of_a_rate_for_an_hour_a_raise_in_dollars_is_of_a_full_time_year(raise_, figure):
    guide = schedule({("BA", "1"): "35.82"}, carry="cent", full_time_units=1_316)

    [paid] = each_paid(raised(guide, raise_), STEPS[0], id="schedule")

    assert paid[:2] == FIGURES.cents("hourly_2025", figure)


def test_a_salary_of_ones_own_is_rounded_as_a_year_where_the_schedule_prints_days():
    guide = schedule({("BA", "1"): "250.75"}, carry="cent", full_time_units=188)

    [paid] = each_paid(raised(guide, FIRST), {"salary": 47_141}, id="schedule")

    assert paid[1] == 4_820_167


def test_a_longer_year_at_the_same_rate_pays_more():
    cells = {"table": [{"lane": "BA", "step": "1", "salary": "250.75"}]}
    guide = clause(
        "schedule",
        "salary_schedule",
        version("salary_schedule", until=JULY[2026], full_time_units=188, **cells),
        version("salary_schedule", start=JULY[2026], full_time_units=189, **cells),
    )

    [paid] = each_paid(agreement(guide), STEPS[0], id="schedule")

    assert paid[:2] == (4_714_100, 4_739_175)


def test_a_salary_taken_for_a_rate_is_refused():
    with pytest.raises(ValidationError, match="look at full_time_units"):
        schedule({("BA", "1"): 600_000}, full_time_units=1_900)


def test_a_differential_schedule_keeps_the_dollars_between_lanes():
    table = {("BA", "1"): 46_275, ("MA", "1"): 49_775}
    guide = schedule(table, build="differential", differentials={"MA": 3_500}, carry="dollar")

    paid = each_paid(raised(guide, FIRST), {"lane": "BA", "step": "1"}, {"lane": "MA", "step": "1"}, id="schedule")

    assert [cents[1] for cents in paid] == list(FIGURES.cents("differential_ba", "differential_ma"))


def test_carry_then_step_raises_last_years_pay_and_adds_the_fixed_increment():
    increments = {"1": 0, "2": 1_100, "3": 1_150}
    cells = [{"lane": "BA", "step": s, "salary": GUIDE["BA", s], "increment": more} for s, more in increments.items()]
    guide = clause("schedule", "salary_schedule", table=cells, build="carry_then_step")

    on_1, on_2 = each_paid(raised(guide, FIRST, moves=True), *STEPS[:2], id="schedule")

    assert (on_1[1], on_2[1]) == FIGURES.cents("carry_2", "carry_3")


def test_the_first_step_of_carry_then_step_is_scaled():
    cells = [{"lane": "BA", "step": step, "salary": 46_275, "increment": 0} for step in ("1",)]
    guide = clause("schedule", "salary_schedule", table=cells, build="carry_then_step")

    [paid] = each_paid(raised(guide, FIRST, moves=True), STEPS[0], id="schedule")

    assert (paid[1],) == FIGURES.cents("carry_1")


def test_a_schedule_printed_in_full_is_changed_by_no_raise():
    def printed(salary):
        return {"table": [{"lane": "BA", "step": "1", "salary": salary}], "build": "table"}

    guide = clause(
        "schedule",
        "salary_schedule",
        version("salary_schedule", until=JULY[2026], **printed(46_275)),
        version("salary_schedule", start=JULY[2026], **printed(47_500)),
    )

    [paid] = each_paid(raised(guide), STEPS[0], id="schedule")

    assert (paid[1],) == FIGURES.cents("table_1")


def test_a_cell_printed_twice_is_refused():
    cell = {"lane": "BA", "step": "1", "salary": 46_275}

    with pytest.raises(ValidationError, match="printed twice"):
        clause("schedule", "salary_schedule", table=[cell, cell])


def test_an_index_schedule_without_an_index_is_refused():
    with pytest.raises(ValidationError, match="needs an index"):
        schedule(GUIDE, build="index")


def test_a_later_print_holds_as_printed_and_takes_back_the_raises_before_it():
    def printed(first):
        salaries = {"1": first, "2": 47_730}
        return {"table": [{"lane": "BA", "step": step, "salary": salary} for step, salary in salaries.items()]}

    guide = clause(
        "schedule",
        "salary_schedule",
        version("salary_schedule", until=JULY[2027], carry="dollar", **printed(46_275)),
        version("salary_schedule", start=JULY[2027], carry="dollar", **printed(48_000)),
    )
    raises = clause("raise", "schedule_raise", raises=[{"effective": JULY[2026], "percent": "2%"}])

    on_1, on_2 = each_paid(agreement(guide, raises), *STEPS[:2], id="schedule")

    assert (on_1[2],) == FIGURES.cents("reprinted_1")
    assert on_2[1:3] == FIGURES.cents("raised_2", "reprinted_2")


@pytest.mark.parametrize(("build", "terms"), [
    ("index", {"carry": "10 dollars"}), ("differential", {"differentials": {"MA": 3_500}}),
])  # fmt: skip
def test_a_raise_that_leaves_out_what_the_others_are_built_from_changes_no_printed_cell(build, terms):
    cells = [
        {"lane": "BA", "step": "1", "salary": 40_852, "index": 1},
        {"lane": "MA", "step": "1", "salary": 44_121, "index": "1.08"},
    ]
    guide = clause("schedule", "salary_schedule", build=build, table=cells, **terms)

    for_ma = {**FIRST, "lanes": ["MA"]}
    [ba, ma] = each_paid(raised(guide, for_ma), STEPS[0], {"lane": "MA", "step": "1"}, id="schedule")
    [after, _] = each_paid(raised(guide, for_ma, SECOND), STEPS[0], {"lane": "MA", "step": "1"}, id="schedule")

    assert (ba[1], ma[1]) == (40_852_00, 44_121_00)
    assert after[2] == {"index": 41_670_00, "differential": 41_669_04}[build]
