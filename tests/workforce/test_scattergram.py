"""The scattergram: everyone counted once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.workforce.roster import Labels, Roster
from commonground.workforce.scattergram import UnknownColumns, collapse, scattergram

people = st.lists(
    st.tuples(
        st.sampled_from(["208", "228", ""]),
        st.sampled_from(["BA", "MA", ""]),
        st.sampled_from(["1", "2", "10", "14a", ""]),
        st.integers(1, 3),
        st.sampled_from([10_000, 5_000]),
        st.integers(0, 9),
    ),
    max_size=20,
)


def build(rows: list[tuple[str, str, str, int, int, int]]) -> Roster:
    labels = {name: Labels.of([row[place] for row in rows]) for place, name in enumerate(("schedule", "lane", "step"))}  # type: ignore[misc]
    numbers = {
        name: np.array([row[place] for row in rows], dtype=np.int64)
        for place, name in ((3, "count"), (4, "fte"), (5, "salary"))
    }
    return Roster(labels, numbers, np.arange(len(rows)))


@given(rows=people)
def test_the_grid_and_both_asides_sum_to_the_roster(rows: list[tuple[str, str, str, int, int, int]]) -> None:
    roster = build(rows)

    total = scattergram(roster, "208", roster.numbers["salary"]).total

    paid = int((roster.numbers["count"] * roster.numbers["salary"]).sum())
    assert (total.people, total.fte, total.cents) == (roster.people, roster.fte, paid)


def test_steps_stand_in_the_order_that_people_count() -> None:
    roster = build([("208", "BA", step, 1, 10_000, 1) for step in ("10", "14b", "2", "14a", "1")])

    assert scattergram(roster, "208", roster.numbers["salary"]).steps == ("1", "2", "10", "14a", "14b")


def test_lanes_and_steps_that_are_given_come_first_and_nobody_is_left_out() -> None:
    roster = build([("208", "MA", "1", 2, 10_000, 1), ("208", "BA", "1", 1, 10_000, 1)])

    grid = scattergram(roster, "208", roster.numbers["salary"], lanes=("BA", "BA+15"), steps=("0", "1"))

    assert (grid.lanes, grid.steps) == (("BA", "BA+15", "MA"), ("0", "1"))
    assert grid.people.tolist() == [[0, 1], [0, 0], [0, 2]]


def test_people_of_other_schedules_and_of_none_stand_aside() -> None:
    roster = build([("228", "BA", "1", 1, 10_000, 7), ("", "", "", 2, 5_000, 3), ("208", "BA", "", 1, 10_000, 1)])

    grid = scattergram(roster, "208", roster.numbers["salary"])

    assert (grid.elsewhere.people, grid.elsewhere.cents) == (1, 7)
    assert (grid.off_schedule.people, grid.off_schedule.fte) == (3, 20_000)


@given(rows=people)
def test_collapsing_keeps_people_and_their_shares_of_a_job(rows: list[tuple[str, str, str, int, int, int]]) -> None:
    roster = build(rows)

    cells = collapse(roster, ["schedule", "lane"])

    assert (cells.people, cells.fte) == (roster.people, roster.fte)


@given(rows=people, random=st.randoms(use_true_random=False))
def test_collapsing_does_not_see_the_order_of_rows(
    rows: list[tuple[str, str, str, int, int, int]], random: object
) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    columns = ["schedule", "lane", "step", "salary"]

    one, other = (collapse(build(order), columns) for order in (rows, shuffled))

    assert [one.labels[name].to_list() for name in columns[:3]] == [
        other.labels[name].to_list() for name in columns[:3]
    ]
    assert one.digest == other.digest


@given(rows=people)
def test_collapsing_by_every_column_and_again_changes_nothing(rows: list[tuple[str, str, str, int, int, int]]) -> None:
    columns = ["schedule", "lane", "step", "salary"]
    once = collapse(build(rows), columns)

    assert collapse(once, columns).digest == once.digest


def test_columns_not_named_are_left_unstated() -> None:
    cells = collapse(build([("208", "BA", "1", 1, 10_000, 5)]), ["lane"])

    assert cells.labels["schedule"].to_list() == [""]
    assert cells.numbers["salary"].tolist() == [-1]


def test_a_column_that_the_roster_has_not_is_refused() -> None:
    with pytest.raises(UnknownColumns, match="colour"):
        collapse(build([]), ["colour"])
