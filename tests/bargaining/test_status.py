"""The status board, open packages, requests, and what a me-too calls for."""

from __future__ import annotations

import datetime as dt

import pytest

from commonground.bargaining.entry import Fact, FactSort, Reply, Request, Session
from commonground.bargaining.history import history
from commonground.bargaining.ledger import PassLedger, is_settled
from commonground.bargaining.me_too import owed_by_me_too
from commonground.bargaining.status import IssueState, open_packages, status_board
from little_table import IN_FORCE, SIDES, books, five_passes, grievance, raised, stand, table

DAY = dt.date(2026, 3, 1)
ASKED = ("union", None, (stand("wages", "propose", raised("5%")),))


def board(ledger):
    return {found.issue: found for found in status_board(ledger, history(ledger, IN_FORCE, SIDES))}


@pytest.mark.parametrize(
    ("answer", "state"),
    [("hold", IssueState.HELD), ("question", IssueState.QUESTIONED), ("reject", IssueState.REJECTED)],
)
def test_the_last_answer_is_the_state_of_an_issue(answer, state):
    found = board(table(ASKED, ("district", 1, (stand("wages", answer),))))

    assert found["wages"].state is state


def test_the_board_says_who_said_what_last_and_what_is_agreed():
    found = board(five_passes())

    assert {issue: one.state for issue, one in found.items()} == {
        "wages": IssueState.HELD,
        "books": IssueState.AGREED,
    }
    assert {party: one.number for party, (one, _) in found["wages"].last.items()} == {"district": 5, "union": 4}


def test_an_issue_that_a_whole_offer_drops_is_withdrawn():
    found = board(
        table(ASKED, ("union", None, (stand("grievance", "propose", grievance("Two levels.")),), {"offer": "2"}))
    )

    assert found["wages"].state is IssueState.WITHDRAWN


def test_an_issue_that_was_agreed_and_is_countered_is_reopened():
    agreed = ("district", 1, (stand("wages", "tentative agreement"),))
    found = board(table(ASKED, agreed, ("union", 2, (stand("wages", "counter", raised("6%")),))))

    assert found["wages"].state is IssueState.REOPENED


def test_a_package_lies_on_the_table_until_it_is_answered_or_its_party_passes_again():
    package = ("district", 1, (stand("wages", "counter", raised("3%")),), {"is_package": True})
    answered = table(ASKED, package, ("union", 2, (stand("wages", "reject"),)))
    overtaken = table(ASKED, package, ("district", 1, (stand("wages", "counter", raised("2%")),)))

    assert [one.number for one in open_packages(table(ASKED, package))] == [2]
    assert board(table(ASKED, package))["wages"].packages == (2,)
    assert open_packages(answered) == open_packages(overtaken) == ()


def test_a_request_is_settled_by_a_whole_reply_alone():
    request = Request(1, DAY, "union", "district", "Premiums", DAY)
    part, whole = Reply(2, DAY, "district", 1, "Some", is_whole=False), Reply(3, DAY, "district", 1, "The rest")

    assert [is_settled(one) for one in PassLedger((request, part)).requests] == [False]
    assert [is_settled(one) for one in PassLedger((request, part, whole)).requests] == [True]


def test_a_me_too_calls_for_what_the_other_union_settles_later_on_its_issues():
    settled = "16 % of premiums"
    entries = (
        Fact(1, DAY, FactSort.SETTLEMENT, "custodians", "before it", issues=("books",)),
        Fact(2, DAY, FactSort.ME_TOO, "custodians", "as they", "union", ("books",)),
        Fact(3, DAY, FactSort.SETTLEMENT, "custodians", settled, issues=("wages", "books")),
    )

    found = list(owed_by_me_too(PassLedger(entries), history(PassLedger(), IN_FORCE, SIDES)))

    assert [(owed.issue, owed.since, owed.says) for owed in found] == [("books", 3, settled)]


def test_a_me_too_of_another_union_calls_for_what_is_agreed_at_this_table():
    me_too = Fact(1, DAY, FactSort.ME_TOO, "union", "as the teachers", "secretaries")
    ledger = table(ASKED, ASKED, ("district", 2, (stand("wages", "tentative agreement"),)))
    entries = PassLedger((me_too, *ledger.entries[1:]))

    found = list(owed_by_me_too(entries, history(entries, IN_FORCE, SIDES)))

    assert [(owed.me_too.to, owed.issue, owed.since) for owed in found] == [("secretaries", "wages", 3)]


def test_a_session_past_midnight_counts_on():
    assert Session(1, DAY, dt.time(22, 30), dt.time(1, 15)).minutes == 165
    assert Session(1, DAY).minutes == 0


def test_the_ledger_of_an_earlier_day_leaves_out_what_came_later():
    ledger = table(ASKED, ("district", 1, (stand("books", "counter", books(5)),)))

    assert [one.number for one in ledger.until(dt.date(2026, 3, 1)).passes] == [1]
