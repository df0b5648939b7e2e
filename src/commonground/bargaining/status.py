"""The status board: where each issue stands, by the last words of each party on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from commonground.bargaining.entry import Answer, Pass, Stand
from commonground.bargaining.ledger import PassLedger
from commonground.bargaining.position import History, TentativeAgreement


class IssueState(StrEnum):
    """How far an issue has come."""

    PROPOSED = "proposed"
    COUNTERED = "countered"
    HELD = "held"
    QUESTIONED = "questioned"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"
    AGREED = "tentatively agreed"


BY_ANSWER = {
    Answer.PROPOSE: IssueState.PROPOSED,
    Answer.COUNTER: IssueState.COUNTERED,
    Answer.HOLD: IssueState.HELD,
    Answer.QUESTION: IssueState.QUESTIONED,
    Answer.REJECT: IssueState.REJECTED,
}


@dataclass(frozen=True)
class IssueStatus:
    """An issue: its state, each party's last pass with its stand on it, the agreement if there is one, open packages."""

    issue: str
    state: IssueState
    last: Mapping[str, tuple[Pass, Stand | None]]
    agreed: TentativeAgreement | None
    packages: tuple[int, ...]


def status_board(ledger: PassLedger, history: History) -> tuple[IssueStatus, ...]:
    """Every issue that a pass has dealt with, in the order in which they came up."""
    issues = dict.fromkeys(stand.issue for one in ledger.passes for stand in one.stands)
    agreed = {held.issue: held for held in history.standing}
    return tuple(_status(issue, ledger, history, agreed.get(issue)) for issue in issues)


def _status(issue: str, ledger: PassLedger, history: History, agreed: TentativeAgreement | None) -> IssueStatus:
    said = list(_said(issue, ledger, history))
    last = {one.by: (one, stand) for one, stand in said}
    packages = tuple(one.number for one in open_packages(ledger) if one.stand_on(issue))
    return IssueStatus(issue, _state(issue, said, history, agreed), last, agreed, packages)


def _said(issue: str, ledger: PassLedger, history: History) -> Iterator[tuple[Pass, Stand | None]]:
    """The passes that bind on an issue with their stands; None where a whole offer drops what was proposed."""
    dropped = {
        change.made_by.number
        for change in history.changes
        if issue in change.changed and issue not in change.after.stances
    }
    for one in ledger.passes:
        stand = one.stand_on(issue)
        if one.binds and (stand is not None or one.number in dropped):
            yield one, stand


def _state(
    issue: str, said: list[tuple[Pass, Stand | None]], history: History, agreed: TentativeAgreement | None
) -> IssueState:
    if agreed is not None:
        return IssueState.AGREED
    if not said:
        return IssueState.PROPOSED
    one, stand = said[-1]
    if any(held.issue == issue and held.reopened == one.number for held in history.agreed):
        return IssueState.REOPENED
    return BY_ANSWER[stand.answer] if stand is not None else IssueState.WITHDRAWN


def open_packages(ledger: PassLedger) -> tuple[Pass, ...]:
    """The packages that still lie on the table: nobody has answered them, and their party has passed nothing since."""
    found = []
    for one in ledger.passes:
        if one.is_package:
            later = [other for other in ledger.passes if other.number > one.number]
            if not any(other.answers == one.number or other.by == one.by for other in later):
                found.append(one)
    return tuple(found)
