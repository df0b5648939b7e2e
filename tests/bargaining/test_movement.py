"""Movement: the worked example of docs/arithmetic/movement.md, and the laws that every table keeps."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.agreement.offer import Edit, Operation
from commonground.agreement.provision import Status
from commonground.bargaining.movement import number_of_changes
from commonground.bargaining.sticking import sticking_points
from commonground.values.party import Side
from little_district import clause
from little_table import SIDES, books, five_passes, grievance, moved, raised, stand, table
from worked_figures import Figures

FIGURES = Figures("movement")


def shares(move):
    return {share.issue: share for share in move.shares}


def test_positions_moves_and_shares_are_those_of_the_worked_example():
    first, asked, third, fourth, taken = moved(five_passes()).moves

    assert (first.after, asked.after) == FIGURES.cents("district_first", "union_first")
    assert (third.after, third.after - third.before) == FIGURES.cents("district_third", "district_move")
    assert shares(third)["wages"].toward == FIGURES.cents("district_wages")[0]
    assert (third.opened,) == FIGURES.cents("district_opened")
    assert (fourth.after, fourth.after - fourth.before) == FIGURES.cents("union_fourth", "union_move")
    assert tuple(shares(fourth)[issue].toward for issue in ("wages", "books")) == FIGURES.cents(
        "union_wages", "union_books"
    )
    assert (taken.after, shares(taken)["books"].toward) == FIGURES.cents("district_now", "district_taken")


def test_only_the_share_that_goes_away_from_the_other_side_is_regressive():
    found = [
        (m.change.made_by.number, s.issue) for m in moved(five_passes()).moves for s in m.shares if s.is_regressive
    ]

    assert found == [(4, "books")]


def test_each_party_is_summed_up_as_in_the_worked_example():
    district, union = moved(five_passes()).by_party

    assert (district.concessions, union.net) == FIGURES.cents("district_conceded", "union_net")
    assert (district.changes, district.acceptances, union.changes, union.acceptances) == (1, 1, 1, 0)


def test_what_lies_between_the_sides_is_said_after_each_pass():
    apart = [move.apart for move in moved(five_passes()).moves]

    assert apart == [None, 230_000, 170_000, 130_000, *FIGURES.cents("apart")]


def test_a_package_and_a_supposal_leave_the_position_where_it_was():
    offered = {"is_package": True}
    supposed = {"is_supposal": True}
    ledger = table(
        ("district", None, (stand("wages", "propose", raised("1%")),)),
        ("union", 1, (stand("wages", "counter", raised("5%")),)),
        ("district", 2, (stand("wages", "counter", raised("4%")), stand("books", "counter", books(10))), offered),
        ("district", 2, (stand("wages", "counter", raised("3%")),), supposed),
    )

    movement = moved(ledger)

    assert movement.cost(movement.history.current["district"]) == 50_000
    assert [movement.cost(movement.history.after[number]) for number in (3, 4)] == [201_000, 150_000]
    assert number_of_changes(movement.history, "district") == 0


def test_a_package_that_is_agreed_to_moves_both_sides():
    ledger = table(
        ("district", None, (stand("wages", "propose", raised("1%")),)),
        ("union", 1, (stand("wages", "counter", raised("5%")),)),
        ("district", 2, (stand("wages", "counter", raised("3%")),), {"is_package": True}),
        ("union", 3, (stand("wages", "tentative agreement"),)),
    )

    district, union = moved(ledger).by_party

    assert (district.now, district.net, district.acceptances) == (150_000, 100_000, 1)
    assert (union.now, union.net, union.acceptances) == (150_000, 100_000, 1)


def test_a_neutral_has_a_position_and_moves_toward_nobody():
    ledger = table(
        ("district", None, (stand("wages", "propose", raised("1%")),)),
        ("mediator", None, (stand("wages", "propose", raised("2%")),)),
        ("mediator", None, (stand("wages", "propose", raised("3%")),)),
    )

    mediator = moved(ledger).by_party[1]

    assert (mediator.side, mediator.first, mediator.now) == (Side.NEUTRAL, 100_000, 150_000)
    assert (mediator.concessions, mediator.regressive) == (0, 0)


def test_sticking_points_say_how_far_apart_and_how_long_nobody_has_moved():
    ledger = five_passes()
    movement = moved(ledger)
    current = movement.history.current

    found = sticking_points(ledger, movement, current["district"], current["union"])

    assert [(point.issue, point.apart, point.still, point.refused) for point in found] == [("wages", 100_000, 1, 1)]


def test_words_that_cost_nothing_stick_too():
    ledger = table(
        ("district", None, (stand("grievance", "propose", grievance("Three levels.")),)),
        ("union", 1, (stand("grievance", "counter", grievance("Two levels.")),)),
    )
    movement = moved(ledger)
    current = movement.history.current

    found = sticking_points(ledger, movement, current["district"], current["union"])

    assert [(point.issue, point.apart) for point in found] == [("grievance", 0)]


PARTIES = ("district", "union")
SAID = st.tuples(st.sampled_from(PARTIES), st.integers(0, 8), st.none() | st.integers(0, 900), st.booleans())


@given(st.lists(SAID, min_size=2, max_size=6))
@settings(max_examples=12)
def test_first_position_openings_and_net_movement_come_to_the_position_now(drawn):
    passes = []
    for party, half_points, dollars, drops in drawn:
        stands = [stand("wages", "counter", () if drops else raised(f"{half_points / 2}%"))]
        if dollars is not None:
            stands.append(stand("books", "counter", books(dollars)))
        passes.append((party, None, tuple(stands)))

    movement = moved(table(*passes))

    for one in movement.by_party:
        sign = 1 if SIDES[one.party] is Side.EMPLOYER else -1
        assert one.first + one.opened + sign * one.net == one.now
        assert one.now == movement.cost(movement.history.current[one.party])
    for move in movement.moves:
        assert move.change.before is None or sum(share.cents for share in move.shares) == move.after - move.before
    assert all(isinstance(move.after, int) and not isinstance(move.after, Fraction) for move in movement.moves)


def test_what_is_agreed_to_is_never_regressive_and_counts_with_its_sign():
    ledger = table(
        ("district", None, (stand("wages", "propose", raised("1%")), stand("books", "propose", books(500)))),
        ("union", 1, (stand("wages", "counter", raised("5%")), stand("books", "counter", books(300)))),
        ("union", 1, (stand("books", "tentative agreement"), stand("wages", "hold"))),
    )

    move, union = moved(ledger).moves[-1], moved(ledger).by_party[1]

    assert [share.toward for share in move.shares] == [-20_000]
    assert (union.concessions, union.regressive, union.now) == (-20_000, 0, 300_000)


def test_words_that_stood_in_no_total_are_no_move_when_they_are_priced():
    demanded = Edit(
        Operation.INSERT, "demanded", clause=clause("demanded", "language_only", issue="books", status=Status.UNKNOWN)
    )
    ledger = table(
        ("union", None, (stand("books", "propose", (demanded,)),)),
        ("union", None, (stand("books", "counter", books(300)),)),
    )

    move = moved(ledger).moves[-1]

    assert (move.after, move.opened, move.regressive) == (30_000, 30_000, 0)


def test_of_several_unions_each_is_set_against_the_employer_when_it_moves_or_is_answered():
    sides = {"district": Side.EMPLOYER, "teachers": Side.UNION, "aides": Side.UNION}
    ledger = table(
        ("district", None, (stand("wages", "propose", raised("1%")),)),
        ("teachers", 1, (stand("wages", "counter", raised("5%")),)),
        ("aides", 1, (stand("wages", "counter", raised("3%")),)),
        ("district", 3, (stand("wages", "counter", raised("2%")),)),
    )

    movement = moved(ledger, sides)

    assert [move.apart for move in movement.moves] == [None, 200_000, 100_000, 50_000]
    assert [one.party for one in movement.by_party] == list(sides)


def test_of_several_unions_one_is_apart_on_the_issues_that_it_has_raised_alone():
    sides = {"district": Side.EMPLOYER, "teachers": Side.UNION, "aides": Side.UNION}
    ledger = table(
        ("district", None, (stand("wages", "propose", raised("1%")), stand("books", "propose", books(300)))),
        ("teachers", 1, (stand("wages", "counter", raised("5%")),)),
        ("aides", 1, (stand("books", "counter", books(400)),)),
        ("district", None, (stand("wages", "counter", raised("2%")),)),
    )

    moves = moved(ledger, sides).moves

    assert [move.apart for move in moves] == [None, 170_000, 10_000, None]
    assert {move.between for move in moves} == {None, ("pass-2", "pass-1")}


@pytest.mark.parametrize("answer", ["hold", "reject", "question"])
def test_who_only_answers_has_no_position_until_it_proposes(answer):
    movement = moved(
        table(
            ("district", None, (stand("wages", "propose", raised("1%")),)),
            ("union", 1, (stand("wages", answer),)),
            ("district", 2, (stand("wages", "counter", raised("2%")),)),
            ("union", 3, (stand("wages", "counter", raised("5%")),)),
            ("union", 3, (stand("wages", "counter", raised("4%")),)),
        )
    )

    found = [(move.change.made_by.number, move.change.before is None, move.apart) for move in movement.moves]

    assert found == [(1, True, None), (3, False, None), (4, True, 150_000), (5, False, 100_000)]
    assert {one.party: (one.first, one.changes) for one in movement.by_party} == {
        "district": (50_000, 1),
        "union": (250_000, 1),
    }


def test_who_agrees_before_it_proposes_stands_where_it_agreed():
    movement = moved(
        table(
            ("district", None, (stand("wages", "propose", raised("1%")),)),
            ("union", 1, (stand("wages", "tentative agreement"),)),
        )
    )

    assert [(m.party, m.after, m.apart) for m in movement.moves][-1] == ("union", 50_000, 0)
    assert all(one.first == 50_000 for one in movement.by_party)
