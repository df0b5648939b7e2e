"""Placing people on the schedule by what they are paid."""

from __future__ import annotations

import csv
from collections import Counter
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.files.rosters import read_roster
from commonground.workforce.cell import Cell
from commonground.workforce.columns import ColumnMapping, Keep, Vacancy
from commonground.workforce.placement import Placement, SplitRule, place
from commonground.workforce.placement_report import COLUMNS, PlacementClass
from commonground.workforce.roster import Labels, Roster

SHARED = Path(__file__).parents[3] / "shared" / "data"
CELLS = (
    Cell("208-day", "BA", "1", "old", Fraction(50_000)),
    Cell("208-day", "BA", "2", "old", Fraction(51_000)),
    Cell("208-day", "MA", "1", "old", Fraction(51_001)),
    Cell("208-day", "MA", "2a", "old", Fraction(60_000)),
    Cell("208-day", "MA", "2b", "old", Fraction(60_000)),
    Cell("228-day", "BA", "1", "old", Fraction(60_001)),
    Cell("208-day", "BA", "1", "new", Fraction(50_000) * Fraction(107, 100)),
)


def roster_of(*people: tuple[str, int, int], **labels: list[str]) -> Roster:
    """People as title, salary in dollars, ten-thousandths of a job."""
    titles = {"title": Labels.of([person[0] for person in people])}
    titles |= {name: Labels.of(words) for name, words in labels.items()}
    numbers = {
        "salary": np.array([person[1] * 100 for person in people], dtype=np.int64),
        "fte": np.array([person[2] for person in people], dtype=np.int64),
    }
    return Roster(titles, numbers, np.arange(2, len(people) + 2))


def places(placement: Placement) -> list[tuple[str, ...]]:
    labels = placement.roster.labels
    return list(zip(*(labels[name].to_list() for name in ("schedule", "lane", "step", "tier")), strict=True))


def classes(placement: Placement) -> list[PlacementClass]:
    return [PlacementClass(number) for number in placement.classes.tolist()]


def test_a_salary_that_equals_one_cell_places_its_person_there() -> None:
    placement = place(roster_of(("Teacher", 50_000, 10_000)), CELLS)

    assert places(placement) == [("208-day", "BA", "1", "old")]
    assert classes(placement) == [PlacementClass.UNIQUE]


def test_the_tier_is_inferred_from_the_cell_that_matches() -> None:
    assert places(place(roster_of(("Teacher", 53_500, 10_000)), CELLS)) == [("208-day", "BA", "1", "new")]


def test_a_part_time_salary_is_compared_with_its_share_of_the_cell() -> None:
    assert places(place(roster_of(("Teacher", 25_000, 5_000)), CELLS)) == [("208-day", "BA", "1", "old")]


@pytest.mark.parametrize(
    ("salary", "fte", "placed"), [(50_002, 10_000, True), (50_003, 10_000, False), (10_001, 2_000, True)]
)
def test_the_tolerance_is_two_dollars_of_a_full_time_year_and_at_least_one(salary: int, fte: int, placed: bool) -> None:
    placement = place(roster_of(("Teacher", salary, fte)), CELLS)

    assert (classes(placement) == [PlacementClass.UNIQUE]) == placed


def test_a_salary_that_equals_no_cell_keeps_its_person_off_the_schedule() -> None:
    placement = place(roster_of(("Teacher", 77_777, 10_000)), CELLS)

    assert places(placement) == [("", "", "", "")]
    assert classes(placement) == [PlacementClass.OFF_SCHEDULE]
    assert placement.roster.numbers["salary"].tolist() == [7_777_700]


def test_of_several_cells_the_nearest_is_taken() -> None:
    placement = place(roster_of(("Teacher", 51_001, 10_000)), CELLS)

    assert places(placement) == [("208-day", "MA", "1", "old")]
    assert classes(placement) == [PlacementClass.AMBIGUOUS]


def test_the_schedule_usual_for_the_title_decides_before_distance() -> None:
    counselors = [("Counselor", 60_003, 10_000)] * 2 + [("Counselor", 60_000, 10_000)]
    cells = (*CELLS, Cell("228-day", "BA", "2", "old", Fraction(60_004)))

    placement = place(roster_of(*counselors), cells, tolerance_cents=100)

    assert places(placement)[2] == ("228-day", "BA", "1", "old")
    assert classes(placement)[2] is PlacementClass.BY_TITLE
    assert placement.report.usual == {"Counselor": "228-day"}


def test_a_schedule_that_the_caller_calls_usual_is_used() -> None:
    placement = place(roster_of(("Nurse", 60_000, 10_000)), CELLS, usual={"Nurse": "228-day"})

    assert places(placement) == [("228-day", "BA", "1", "old")]


def test_people_of_equal_cells_are_divided_equally_where_nobody_is_placed_there() -> None:
    placement = place(roster_of(*[("Teacher", 60_000, 10_000)] * 4), CELLS, usual={"Teacher": "208-day"})

    assert sorted(step for _, _, step, _ in places(placement)) == ["2a", "2a", "2b", "2b"]


def test_people_of_several_cells_are_divided_as_those_placed_there() -> None:
    people = [("Teacher", 50_000, 10_000)] * 3 + [("Teacher", 51_003, 10_000)] + [("Teacher", 50_502, 10_000)] * 8
    cells = (CELLS[0], Cell("208-day", "MA", "1", "old", Fraction(51_004)))

    placement = place(roster_of(*people), cells, tolerance_cents=51_000, split=SplitRule.ALL)

    assert {kind.words for kind in classes(placement)[4:]} == {"ambiguous"}
    assert sorted(lane for _, lane, _, _ in places(placement)[4:]) == ["BA"] * 6 + ["MA"] * 2


def test_each_school_gets_its_share_of_a_division() -> None:
    people = [("Teacher", 60_000, 10_000)] * 8
    schools = ["Clay", "Pulaski"] * 4

    placement = place(roster_of(*people, school=schools), CELLS, usual={"Teacher": "208-day"})

    labels = placement.roster.labels
    steps = sorted(zip(labels["school"].to_list(), labels["step"].to_list(), strict=True))
    assert steps == [("Clay", "2a")] * 2 + [("Clay", "2b")] * 2 + [("Pulaski", "2a")] * 2 + [("Pulaski", "2b")] * 2


def test_a_row_of_many_heads_is_divided_among_cells() -> None:
    roster = roster_of(("Teacher", 60_000, 10_000)).replace(numbers={"count": np.array([5])})

    placement = place(roster, CELLS, usual={"Teacher": "208-day"})

    assert placement.roster.numbers["count"].tolist() == [3, 2]
    assert placement.roster.row.tolist() == [2, 2]


def test_a_lane_that_the_file_states_is_respected() -> None:
    placement = place(roster_of(("Teacher", 51_000, 10_000), lane=["MA"]), CELLS)

    assert places(placement) == [("208-day", "MA", "1", "old")]


def test_people_who_state_where_they_stand_stay_there() -> None:
    roster = roster_of(("Teacher", 99_999, 10_000), schedule=["208-day"], lane=["BA"], step=["2"])

    placement = place(roster, CELLS)

    assert places(placement) == [("208-day", "BA", "2", "old")]
    assert classes(placement) == [PlacementClass.STATED]
    assert placement.report.total.scheduled == 5_100_000


def test_the_report_says_what_lies_between_payroll_and_schedule() -> None:
    placement = place(roster_of(("Teacher", 50_001, 10_000), ("Teacher", 77_777, 10_000)), CELLS)

    by_class = {line.name: line for line in placement.report.by_class}
    assert (by_class["unique"].payroll, by_class["unique"].scheduled, by_class["unique"].difference) == (
        5_000_100,
        5_000_000,
        100,
    )
    assert by_class["off schedule"].difference == 0
    assert all(len(row) == len(COLUMNS) for row in placement.report.rows())


people = st.tuples(
    st.sampled_from(["Teacher", "Nurse", ""]),
    st.sampled_from([25_000, 50_000, 51_000, 51_001, 53_500, 60_000, 60_001, 77_777]),
    st.sampled_from([10_000, 5_000]),
    st.sampled_from(["Clay", "Pulaski"]),
    st.integers(1, 4),
)


def build(rows: list[tuple[str, int, int, str, int]]) -> Roster:
    roster = roster_of(*((title, pay, fte) for title, pay, fte, _, _ in rows), school=[row[3] for row in rows])
    return roster.replace(numbers={"count": np.array([row[4] for row in rows])})


@settings(deadline=None)
@given(
    rows=st.lists(people, min_size=1, max_size=25), split=st.sampled_from(SplitRule), tolerance=st.integers(0, 200_000)
)
def test_nobody_and_no_dollar_vanishes_in_placing(
    rows: list[tuple[str, int, int, str, int]], split: SplitRule, tolerance: int
) -> None:
    roster = build(rows)

    placement = place(roster, CELLS, split=split, tolerance_cents=tolerance)

    payroll = int((roster.numbers["salary"] * roster.numbers["count"]).sum())
    for lines in (placement.report.by_class, placement.report.by_tier, placement.report.by_schedule):
        assert sum(line.people for line in lines) == roster.people
        assert sum(line.fte for line in lines) == roster.fte
        assert sum(line.payroll for line in lines) == payroll
        assert sum(line.scheduled + line.difference for line in lines) == payroll
    assert placement.roster.people == roster.people


@settings(deadline=None)
@given(
    rows=st.lists(people, min_size=2, max_size=25),
    random=st.randoms(use_true_random=False),
    split=st.sampled_from(SplitRule),
)
def test_the_order_of_rows_decides_nothing(
    rows: list[tuple[str, int, int, str, int]], random: object, split: SplitRule
) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    one, other = (place(build(order), CELLS, split=split) for order in (rows, shuffled))

    assert one.roster.digest == other.roster.digest
    assert one.report.rows() == other.report.rows()


def test_an_empty_roster_has_an_empty_placement() -> None:
    placement = place(Roster({}, {}, np.zeros(0, dtype=np.int64)), CELLS)

    assert len(placement.roster) == 0
    assert placement.report.total.people == 0


def test_without_cells_everyone_is_off_the_schedule() -> None:
    assert classes(place(roster_of(("Teacher", 50_000, 10_000)), ())) == [PlacementClass.OFF_SCHEDULE]


def chicago_cells(factors: dict[str, Fraction]) -> list[Cell]:
    with (SHARED / "schedules" / "ctu_fy2018-fy2024.csv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["fiscal_year"] == "FY19"]
    return [
        Cell(row["work_year"], row["lane"], row["step"], tier, Fraction(row["base_plus_step"]) * factor)
        for tier, factor in factors.items()
        for row in rows
    ]


@pytest.mark.skipif(not SHARED.exists(), reason="the public payrolls of Chicago are not on this computer")
def test_nine_in_ten_chicago_teachers_of_2019_stand_on_the_schedule() -> None:
    titles = ("Regular Teacher", "Special Education Teacher", "Bilingual Teacher")
    mapping = ColumnMapping(
        {"title": "Job Title", "salary": "Annual Salary", "fte": "FTE"},
        keep=(Keep("Job Title", only=titles),),
        vacancy=Vacancy("vacant"),
    )
    roster = read_roster(SHARED / "roster" / "cps_2019-06-30.csv", mapping).roster

    placement = place(roster, chicago_cells({"pickup": Fraction(1), "salary": Fraction(107, 100)}))

    off = next(line for line in placement.report.by_class if line.name == "off schedule")
    assert placement.report.total.people == 17_753
    assert off.people * 10 < placement.report.total.people
    assert placement.report.usual == dict.fromkeys(titles, "208 day")


def test_a_cell_of_one_unit_is_not_for_people_of_another():
    people = Roster(
        {"unit": Labels.of(["teachers", "clerks"])}, {"salary": np.array([50_000_00, 50_000_00])}, np.array([2, 3])
    )
    cells = [Cell("", "BA", "1", "", Fraction(50_000), unit="teachers")]

    placed = place(people, cells).roster

    assert placed.labels["step"].to_list() == ["1", ""]


def test_over_all_cells_in_tolerance_people_are_divided_by_those_in_the_cells_lanes() -> None:
    scale = {("BA", "1"): 40_000, ("BA", "2"): 50_001, ("MA", "1"): 50_000, ("MA", "2"): 60_000}
    cells = [Cell("", lane, step, "", Fraction(pay)) for (lane, step), pay in scale.items()]
    known, unsure = [("", 40_000, 10_000)] * 3 + [("", 60_000, 10_000)], [("", 50_000, 10_000)] * 8

    nearest, over_all = (place(roster_of(*known, *unsure), cells, split=split) for split in SplitRule)

    assert Counter(lane for _, lane, _, _ in places(nearest)) == {"BA": 3, "MA": 1 + 8}
    assert Counter(lane for _, lane, _, _ in places(over_all)) == {"BA": 3 + 6, "MA": 1 + 2}
