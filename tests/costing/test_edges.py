"""What the second reading found: each edge once, by the smallest district that shows it.

Source of the expected figures: worked out in the test, or `costing.plain` where the test says so.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from commonground.agreement.agreement import Agreement
from commonground.agreement.provision import Scope, Status
from commonground.costing.attribution import attribute
from commonground.costing.bands import NoPlace
from commonground.costing.plain.ledger import price_plainly
from commonground.workforce.roster import Roster
from little_district import BASE, JULY, SNAPSHOT, agreement, clause, each_paid, engine, line, people, schedule, version

STEPS = {("BA", "1"): 40_000, ("BA", "2"): 42_000, ("BA", "3"): 44_000}
FIRST = {"lane": "BA", "step": "1"}
ADVANCE = clause("steps", "step_movement")
JANUARY = dt.date(2027, 1, 1)


def raises(*entries: dict[str, Any], id: str = "raise", **more: Any) -> Any:
    return clause(id, "schedule_raise", raises=list(entries), **more)


def equals_plain(said: Agreement, roster: Roster) -> None:
    found = engine(roster)
    costing = found.price(said)
    costs = {each.id: [*each.totals, each.run_rate] for each in costing.lines}
    plain = price_plainly(said, roster, found.calendar, found.base)
    assert {k: v for k, v in costs.items() if any(v)} == {k: v for k, v in plain.items() if any(v)}


@pytest.mark.parametrize("carry", ["exact", "cent", "dollar"])
@pytest.mark.parametrize("rate", ["3.123456789012%", "-99.999999999999%", "999999999/999999998"])
def test_amounts_and_rates_near_their_bounds_are_exact(carry: str, rate: str) -> None:
    roster = people({**FIRST, "count": 7}, {**FIRST, "fte": "0.3333"}, {"salary": "987654321.99"})
    twice = {"effective": JULY[2026], "percent": rate}, {"effective": JULY[2027], "percent": rate, "flat": "100000.01"}
    growth = {"2026": "3.123456789012%", "2027": "2.987654321%", "2028": "1/7"}
    bands = [{"years": 0, "amount": "999999999.99", "percent": "33.333333333333%"}]
    equals_plain(
        agreement(
            schedule({("BA", "1"): "999999999.99"}, carry=carry),
            raises(*twice),
            clause("duty", "stipend", per_person="999999999.99", percent="3.123456789012%", growth=growth),
            clause("service", "longevity", bands=bands),
            clause("pension", "pension", rate="13.123456789012%"),
            clause("health", "health", quoted_for="2020", mean_per_fte="99999999.99", trend_after="7.123456789%"),
        ),
        roster,
    )


@pytest.mark.parametrize(
    "roster", [people(), people(FIRST), people({**FIRST, "fte": 0}), people({**FIRST, "count": 0})]
)
def test_nobody_one_person_and_people_without_fte_are_priced(roster: Roster) -> None:
    pay = schedule(STEPS)
    tax = clause("tax", "payroll_tax", rate="3.123456789012%")

    equals_plain(agreement(pay, ADVANCE, tax, clause("duty", "stipend", per_person=100)), roster)
    equals_plain(agreement(clause("duty", "stipend", per_person=100), tax), roster)
    equals_plain(agreement(), roster)


def test_a_base_that_nobody_draws_is_nothing() -> None:
    nurses = clause("nurses", "stipend", per_person=1_000, scope={"title": ["nurse"]})
    pension = clause("pension", "pension", rate="10%", base=["nurses"])

    [paid] = each_paid(agreement(schedule(STEPS), nurses, pension), FIRST, id="pension")

    assert paid == (0, 0, 0, 0)


@pytest.mark.parametrize("status", [Status.LANGUAGE_ONLY, Status.NOT_APPLICABLE, Status.UNKNOWN, Status.MISSING])
def test_only_a_clause_that_is_costed_is_in_the_totals(status: Status) -> None:
    clauses = (
        raises({"effective": JULY[2026], "percent": "3%"}, status=status),
        clause("follows", "me_too", follows="raise"),
        clause("pension", "pension", rate="10%", status=status),
    )

    costing = engine(people(FIRST)).price(agreement(schedule(STEPS), *clauses))

    assert costing.totals == (4_000_000,) * 4


def test_people_on_a_schedule_that_is_not_known_are_left_out_and_not_in_the_way() -> None:
    unknown = replace(schedule(STEPS, id="aides", scope={"unit": ["aides"]}), status=Status.UNKNOWN)
    teachers = schedule(STEPS, scope={"unit": ["teachers"]})
    rows = {**FIRST, "unit": "teachers"}, {**FIRST, "unit": "aides"}

    assert engine(people(*rows)).price(agreement(teachers, unknown)).totals == (4_000_000,) * 4
    with pytest.raises(NoPlace):
        engine(people(*rows)).price(agreement(teachers))


def test_a_raise_reaches_those_whom_its_scope_covers_whatever_column_it_names() -> None:
    nurses = raises({"effective": JULY[2026], "percent": "10%"}, scope={"title": ["nurse"]})
    part_time = replace(raises({"effective": JULY[2026], "percent": "5%"}, id="more"), scope=Scope({}, hired_from=1))
    rows = {**FIRST, "title": "nurse"}, {**FIRST, "title": "clerk"}, {**FIRST, "hired": dt.date(2020, 1, 1)}

    nurse, clerk, dated = each_paid(agreement(schedule(STEPS), nurses, part_time), *rows, id="schedule", years=1)

    assert (nurse[1], clerk[1], dated[1]) == (4_400_000, 4_000_000, 4_200_000)


def test_what_is_paid_once_is_paid_whole_under_a_version_of_half_a_year() -> None:
    said = version("one_time_payment", start=JANUARY, payments=[{"year": "2026-27", "amount": 1_000}])

    [paid] = each_paid(agreement(schedule(STEPS), clause("once", "one_time_payment", said)), FIRST, id="once")

    assert paid == (0, 100_000, 0, 0)


def test_no_sum_by_head_is_paid_to_pay_that_belongs_to_no_person() -> None:
    coaches = [{"name": "coach", "number": 3, "amount": 1_000}]
    clauses = (
        clause("duty", "stipend", positions=coaches),
        clause("all", "stipend", per_person=500, percent="10%", scaled_by_fte=False, base=["duty"]),
        clause(
            "once", "one_time_payment", payments=[{"year": 2026, "amount": 9, "scaled_by_fte": False}], base=["duty"]
        ),
        clause("service", "longevity", bands=[{"years": 2, "percent": "1%"}], base=["duty"]),
    )

    costing = engine(people(FIRST)).price(agreement(schedule(STEPS), *clauses))

    assert line(costing, "all") == (50_000 + 30_000,) * 4
    assert line(costing, "once") == (0, 900, 0, 0)
    assert line(costing, "service") == (0, 0, 0, 0)


def test_each_version_builds_upon_the_lines_that_it_names() -> None:
    said = (
        version("pension", until=JULY[2026], rate="10%", base=["schedule"]),
        version("pension", start=JULY[2026], rate="10%", base=["duty"]),
    )
    clauses = clause("duty", "stipend", per_person=1_000), clause("pension", "pension", *said)

    [paid] = each_paid(agreement(schedule(STEPS), *clauses), FIRST, id="pension")

    assert paid == (400_000, 10_000, 10_000, 10_000)


def test_a_salary_that_is_not_stated_is_nothing_to_build_upon() -> None:
    pension = clause("pension", "pension", rate="99%", base=["column:salary"])

    [none, some] = each_paid(agreement(schedule(STEPS), pension), FIRST, {"salary": 50_000}, id="pension")

    assert (none[0], some[0]) == (0, 4_950_000)


def test_lane_changes_are_of_the_schedule_without_what_is_paid_back() -> None:
    table = {("BA", "1"): 40_000, ("MA", "1"): 50_000}
    late = raises({"effective": JULY[2026], "percent": "10%", "paid_from": JULY[2027]})
    changes = [{"from_lane": "BA", "to_lane": "MA", "share": "50%", "first_year": "2026-27"}]

    [paid] = each_paid(
        agreement(schedule(table), late, clause("lanes", "lane_movement", changes=changes)), FIRST, id="lanes"
    )

    assert paid == (0, 500_000, 825_000, 962_500)


def test_once_late_raises_are_paid_the_schedule_is_the_one_that_was_agreed() -> None:
    late = {"effective": JULY[2026], "flat": 1_000, "paid_from": JULY[2028]}
    on_time = {"effective": JULY[2027], "percent": "10%"}

    [paid] = each_paid(agreement(schedule(STEPS), raises(late, on_time)), FIRST, id="schedule")
    [back] = each_paid(agreement(schedule(STEPS), raises(late, on_time)), FIRST, id="schedule/retroactive_pay")

    assert paid == (4_000_000, 4_000_000, 4_400_000, 4_510_000)
    assert back == (0, 0, 0, 100_000 + 110_000)


def test_a_raise_of_before_the_snapshot_that_is_paid_after_it_is_owed_from_the_snapshot_on() -> None:
    late = {"effective": JULY[2025], "percent": "12%", "paid_from": JULY[2027]}
    said = agreement(schedule(STEPS), raises(late))

    [paid] = each_paid(said, FIRST, id="schedule")
    [back] = each_paid(said, FIRST, id="schedule/retroactive_pay")

    assert SNAPSHOT in BASE
    assert paid == (4_000_000, 4_000_000, 4_480_000, 4_480_000)
    assert back == (0, 0, 360_000 + 480_000, 0)


def index_guide(**more: Any) -> Any:
    table = [{"lane": "BA", "step": step, "salary": 40_000 * n, "index": n} for step, n in (("1", 1), ("2", 2))]
    return clause("schedule", "salary_schedule", table=table, build="index", **more)


def test_a_step_put_into_an_index_schedule_is_raised_as_it_stands() -> None:
    added = {"effective": JULY[2026], "step": "3", "after": "2", "amount": 1_000}
    said = agreement(index_guide(steps_added=[added]), ADVANCE, raises({"effective": JULY[2027], "percent": "10%"}))

    [paid] = each_paid(said, {"lane": "BA", "step": "2"}, id="schedule")

    assert paid == (8_000_000, 8_100_000, 8_910_000, 8_910_000)


def test_a_step_put_in_where_a_lane_or_the_ladder_lacks_the_one_before_it_changes_nothing_there() -> None:
    added = {"effective": JULY[2026], "step": "4", "after": "3", "amount": 1_000}
    table = {**STEPS, ("MA", "1"): 50_000, ("MA", "4"): 60_000}
    ladder = clause("ladder", "step_ladder", steps=["1", "2"])

    [paid] = each_paid(
        agreement(schedule(table, steps_added=[added]), ADVANCE, ladder), {"lane": "MA", "step": "1"}, id="schedule"
    )

    assert paid == (5_000_000,) * 4


def test_a_step_put_in_rounds_no_other_cell() -> None:
    added = {"effective": JULY[2026], "step": "4", "after": "3", "amount": "1.55"}
    pay = schedule({**STEPS, ("BA", "1"): "40000.55"}, carry="dollar", steps_added=[added])

    [first, third] = each_paid(agreement(pay), FIRST, {"lane": "BA", "step": "3"}, id="schedule")
    [top] = each_paid(agreement(pay, ADVANCE), {"lane": "BA", "step": "3"}, id="schedule", years=1)

    assert (first[1], third[1], top[1]) == (4_000_055, 4_400_000, 4_400_200)


def test_a_lane_without_an_amount_and_a_step_that_the_first_lane_lacks_are_raised_as_they_stand() -> None:
    table = {**STEPS, ("MA", "1"): 50_000, ("MA", "9"): 60_000, ("PhD", "1"): 70_000}
    pay = schedule(table, build="differential", differentials={"MA": 3_000})
    said = agreement(pay, raises({"effective": JULY[2026], "percent": "10%"}))
    rows = [{"lane": lane, "step": step} for lane, step in (("MA", "1"), ("MA", "9"), ("PhD", "1"))]

    assert [paid[1] for paid in each_paid(said, *rows, id="schedule")] == [4_700_000, 6_600_000, 7_700_000]


def carrying(*versions: Any, **more: Any) -> Any:
    table = [{"lane": "BA", "step": s, "salary": 40_000 + 2_000 * n, "increment": 500} for n, s in enumerate("123")]
    terms = {"table": table, "build": "carry_then_step", **more}
    return clause("schedule", "salary_schedule", **terms)


def test_a_step_off_the_ladder_keeps_its_pay_and_is_raised_in_place() -> None:
    ladder = clause("ladder", "step_ladder", steps=["1", "2"])
    said = agreement(carrying(), ladder, ADVANCE, raises({"effective": JULY[2026], "percent": "10%"}))

    [off] = each_paid(said, {"lane": "BA", "step": "3"}, id="schedule", years=1)

    assert off == (4_400_000, 4_840_000)


def test_labels_that_the_moves_do_not_name_go_on_along_the_ladder() -> None:
    ladder = (
        version("step_ladder", until=JULY[2026], steps=["1", "2", "3"]),
        version("step_ladder", start=JULY[2026], steps=["1", "2", "3"], moves={"2": "2"}),
    )
    said = agreement(schedule(STEPS), ADVANCE, clause("ladder", "step_ladder", *ladder))

    [first, second] = each_paid(said, FIRST, {"lane": "BA", "step": "2"}, id="schedule", years=2)

    assert first == (4_000_000, 4_200_000, 4_400_000)
    assert second == (4_200_000, 4_200_000, 4_400_000)


def later(table: list[dict[str, Any]], **more: Any) -> Any:
    first = [{"lane": "BA", "step": step, "salary": STEPS["BA", step]} for step in "123"]
    said = (
        version("salary_schedule", until=JULY[2027], table=first),
        version("salary_schedule", start=JULY[2027], table=table, **more),
    )
    return clause("schedule", "salary_schedule", *said)


def test_a_version_that_changes_increments_alone_prints_no_salary_anew() -> None:
    same = [{"lane": "BA", "step": step, "salary": STEPS["BA", step], "increment": 9} for step in "123"]
    said = agreement(later(same), raises({"effective": JULY[2026], "percent": "10%"}))

    [paid] = each_paid(said, FIRST, id="schedule")

    assert paid == (4_000_000, 4_400_000, 4_400_000, 4_400_000)


def test_a_step_that_is_no_longer_listed_keeps_its_pay_until_people_move() -> None:
    fewer = [{"lane": "BA", "step": step, "salary": 50_000} for step in "23"]

    [stays] = each_paid(agreement(later(fewer)), FIRST, id="schedule")

    assert stays == (4_000_000,) * 4


def test_a_step_that_a_later_version_prints_between_two_others_is_not_skipped() -> None:
    wider = [{"lane": "BA", "step": step, "salary": 50_000 + n} for n, step in enumerate(["1", "1a", "2", "3"])]

    [paid] = each_paid(agreement(later(wider), ADVANCE), FIRST, id="schedule")

    assert paid == (4_000_000, 4_200_000, 5_000_300, 5_000_300)


def test_pay_is_rounded_as_the_version_in_force_says() -> None:
    half = [{"lane": "BA", "step": "1", "salary": "40000.005"}]
    said = (
        version("salary_schedule", until=JULY[2027], table=half),
        version("salary_schedule", start=JULY[2027], table=half, pay_rounding="down"),
    )

    [paid] = each_paid(agreement(clause("schedule", "salary_schedule", *said)), FIRST, id="schedule")

    assert paid == (4_000_001, 4_000_001, 4_000_000, 4_000_000)


def test_a_schedule_and_a_ladder_stand_until_others_take_their_place() -> None:
    table = [{"lane": "BA", "step": step, "salary": STEPS["BA", step]} for step in "123"]
    pay = clause("schedule", "salary_schedule", version("salary_schedule", until=JULY[2024], table=table))
    ladder = (
        version("step_ladder", until=JULY[2023], steps=["3", "2", "1"]),
        version("step_ladder", start=JULY[2023], until=JULY[2024], steps=["1", "3"]),
    )

    [paid] = each_paid(agreement(pay, clause("ladder", "step_ladder", *ladder), ADVANCE), FIRST, id="schedule", years=1)

    assert paid == (4_000_000, 4_400_000)


def test_a_clause_that_was_struck_from_its_first_day_is_nothing() -> None:
    struck = replace(clause("ladder", "step_ladder", steps=["1", "3"]), versions=())
    said = agreement(schedule(STEPS), ADVANCE, struck, replace(clause("duty", "stipend", per_person=1), versions=()))

    assert engine(people(FIRST)).price(said).totals == (4_000_000, 4_200_000, 4_400_000, 4_400_000)


def test_a_gap_is_attributed_where_one_issue_builds_upon_a_clause_of_another_that_is_new() -> None:
    old = agreement(schedule(STEPS), clause("pension", "pension", rate="10%", base=["schedule"]))
    new = agreement(
        schedule(STEPS),
        clause("pension", "pension", rate="10%", base=["duty"]),
        clause("duty", "stipend", per_person=1_000),
        clause("more", "me_too", follows="raise"),
        raises({"effective": JULY[2026], "percent": "10%"}),
    )

    gap = attribute(engine(people(FIRST), years=1), old, new)

    shares = {share.issue: share.cents[0] for share in gap.shares}
    assert gap.difference[0] == -400_000 + 10_000 + 100_000
    assert shares == {"pension": -395_000, "duty": 105_000, "more": 0, "raise": 0}


def test_a_clause_whose_issue_changes_is_attributed_to_one_issue() -> None:
    old, new = (
        agreement(schedule(STEPS), clause("duty", "stipend", per_person=amount, issue=issue))
        for amount, issue in ((1_000, "z"), (3_000, "a"))
    )

    assert [(s.issue, s.cents[0]) for s in attribute(engine(people(FIRST)), old, new).shares] == [("a", 200_000)]
    assert [(s.issue, s.cents[0]) for s in attribute(engine(people(FIRST)), new, old).shares] == [("a", -200_000)]


def test_a_raise_that_is_paid_after_the_last_year_is_in_none_but_in_the_run_rate() -> None:
    late = {"effective": JULY[2026], "percent": "10%", "paid_from": JULY[2030]}

    costing = engine(people(FIRST)).price(agreement(schedule(STEPS), raises(late)))

    assert (costing.totals, costing.run_rate) == ((4_000_000,) * 4, 4_400_000)


def test_what_a_clause_for_two_schools_pays_by_the_number_is_of_neither():
    duty = clause(
        "duty", "stipend", positions=[{"name": "coach", "number": 1, "amount": 10}], scope={"school": ["A", "B"]}
    )
    said = agreement(schedule({("BA", "1"): 1}), duty)
    priced = engine(people({"lane": "BA", "step": "1", "school": "A"}))
    period = priced.full_year_on(priced.base.first)

    found = [priced.split(said, line, period, "school") for line in priced.join(said).lines.values() if line.is_lump]

    assert found == [{"": 1_000}]


def test_each_version_of_a_clause_takes_what_is_paid_to_nobody_as_its_own_base_says():
    coach = clause("duty", "stipend", positions=[{"name": "coach", "number": 1, "amount": 10_000}])
    lieu = clause("lieu", "pension_pickup", pay_in_lieu="3%", base=["duty"])
    naming = version("pension", until=JULY[2027], rate="10%", base=["pay", "lieu"])
    silent = version("pension", JULY[2027], rate="10%", base=["pay"])
    pension = replace(clause("pension", "pension", naming, silent), scope=Scope(fte_from=1))
    said, roster = agreement(schedule(STEPS), coach, lieu, pension), people(FIRST)

    assert line(engine(roster).price(said), "pension")[1:3] == (403_000, 400_000)
    equals_plain(said, roster)


def test_a_base_that_names_a_clause_takes_what_it_pays_to_nobody_though_both_are_for_other_people():
    coach = clause(
        "duty", "stipend", positions=[{"name": "coach", "number": 1, "amount": 10_000}], scope={"school": ["North"]}
    )
    tax = clause("tax", "payroll_tax", rate="1%", base=["duty"], scope={"school": ["South"]})
    said, roster = agreement(schedule(STEPS), coach, tax), people({**FIRST, "school": "South"})

    assert line(engine(roster).price(said), "tax")[1] == 10_000
    equals_plain(said, roster)
