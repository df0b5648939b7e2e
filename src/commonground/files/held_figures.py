"""Held figures: numbers that the folder's other files hold and that the recipes of claims may name.

    days/lost, days/made-up         school days, from calendar.toml and days.csv
    votes/ID[/UNIT]/FIGURE          a vote's count as its ledger has it; the unit where a vote has several
    agreement/CLAUSE/PLACE          a number that a clause says on the agreement's last day
    offers/ID/CLAUSE/PLACE          the same on the last day of an offer's term, under that offer

PLACE is written as the `at` of an edit: amounts.2019-20, raises[0].percent. Rates are in percent.
Law: a file is read only when a name asks for it, and what cannot be had is a reason in words, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from pathlib import Path

from commonground.agreement.agreement import Agreement
from commonground.agreement.offer import EditFailed, NoSuchPlace, apply, said_at
from commonground.claims.claim import Fact
from commonground.contingency.days import lost_on, made_up_on
from commonground.files.school_calendars import read_school_calendar
from commonground.files.votes import read_vote, vote_ids
from commonground.negotiation import Negotiation
from commonground.values.citation import Citation
from commonground.values.money import NotAnAmount, parse_amount
from commonground.values.problem import BadInput
from commonground.values.rate import parse_rate
from commonground.values.typed_figure import DOLLARS, PERCENT
from commonground.votes.outcome import NoBase, Outcome, outcome_of

VOTED: Mapping[str, Callable[[Outcome], int | None]] = {
    "yes": lambda found: found.count.yes,
    "no": lambda found: found.count.no,
    "valid": lambda found: found.count.valid,
    "spoiled": lambda found: found.count.spoiled,
    "voters": lambda found: found.count.voters,
    "members": lambda found: found.electors.members,
    "employees": lambda found: found.electors.employees,
    "without-valid": lambda found: found.did_not_cast_a_valid_ballot,
    "needed": lambda found: found.standings[0].now.needed,
}


FRACTION = re.compile(r"-?\d+/\d+")  # as terms write a number that is no whole one: 0.5 as 1/2


class NotHeld(LookupError):
    """A held figure cannot be had; the text says what was expected."""


def held_figures(
    names: Iterable[str], folder: Path, negotiation: Negotiation | None
) -> tuple[Mapping[str, Fact], Mapping[str, str]]:
    """The figures that can be had, by name; and of every other name, why not."""
    found: dict[str, Fact] = {}
    missing: dict[str, str] = {}
    for name in dict.fromkeys(names):
        try:
            found[name] = _held(name, folder, negotiation)
        except NotHeld as why:
            missing[name] = str(why)
    return found, missing


def _held(name: str, folder: Path, negotiation: Negotiation | None) -> Fact:
    """Raises `NotHeld`."""
    match name.split("/"):
        case ["days", which]:
            return _of_days(name, which, folder)
        case ["votes", id, *unit, which] if len(unit) < 2:
            return _of_vote(name, id, next(iter(unit), ""), which, folder)
        case ["agreement", clause, at] if negotiation is not None:
            return _said(name, negotiation.agreement, clause, at)
        case ["offers", id, clause, at] if negotiation is not None:
            if id not in negotiation.offers:
                raise NotHeld(f"the id of an offer: {', '.join(negotiation.offers)}")
            return _said(name, _under(negotiation, id), clause, at)
    raise NotHeld("days/…, votes/…, agreement/CLAUSE/PLACE or offers/ID/CLAUSE/PLACE of this folder")


def _of_days(name: str, which: str, folder: Path) -> Fact:
    calendar, _ = read_school_calendar(folder)
    counted = {"lost": lost_on, "made-up": made_up_on}
    if which not in counted:
        raise NotHeld("days/lost or days/made-up")
    if calendar is None or not calendar.statuses:
        raise NotHeld("a calendar.toml, and a days.csv with what became of single days")
    days = sum((counted[which](calendar, day) for day in calendar.statuses), Fraction(0))
    return Fact(name, f"school days {which.replace('-', ' ')}", days, "days", Citation("days.csv"))


def _of_vote(name: str, id: str, unit: str, which: str, folder: Path) -> Fact:
    if id not in vote_ids(folder):
        raise NotHeld(f"the id of a vote: {', '.join(vote_ids(folder)) or 'none is in the folder'}")
    if which not in VOTED:
        raise NotHeld(f"one of {', '.join(VOTED)}")
    try:
        vote = read_vote(folder, id)
    except BadInput:
        raise NotHeld("a vote whose files can be read: commonground check lists what is wrong") from None
    units = {one.id: one for one in vote.ballot.units}
    asked = unit or next(iter(units))
    if asked not in units or (not unit and len(units) > 1):
        raise NotHeld(f"votes/{id}/UNIT/{which}, where the unit is one of {', '.join(units)}")
    if vote.roll is None:
        raise NotHeld("a vote whose roll has been adopted")
    try:
        number = VOTED[which](outcome_of(units[asked], vote.roll, vote.entries))
    except (NoBase, KeyError):
        number = None
    if number is None:
        raise NotHeld(f"a roll that says so; of {which} this one says nothing")
    return Fact(name, f"{vote.ballot.id}: {which}", Fraction(number), "people", Citation(vote.ledger_name))


def _under(negotiation: Negotiation, id: str) -> Agreement:
    try:
        return apply(negotiation.offers[id], negotiation.agreement).agreement
    except EditFailed as why:
        raise NotHeld(str(why)) from None


def _said(name: str, agreement: Agreement, clause: str, at: str) -> Fact:
    """The number that a clause says, on the last day of the agreement's term."""
    if clause not in agreement.provisions:
        raise NotHeld(f"the id of a clause: {', '.join(agreement.provisions)}")
    last = agreement.term.last if agreement.term else None
    version = None if last is None else agreement[clause].standing_on(last)
    if version is None:
        raise NotHeld("a clause that says something on the last day of the term")
    try:
        said = str(said_at(version.terms, at))
        if FRACTION.fullmatch(said):
            return Fact(name, f"{clause}, {at}", Fraction(said), "", version.citation)
        if said.endswith("%"):
            return Fact(name, f"{clause}, {at}", 100 * parse_rate(said), PERCENT, version.citation)
        return Fact(name, f"{clause}, {at}", Fraction(parse_amount(said)), DOLLARS, version.citation)
    except NoSuchPlace as why:
        raise NotHeld(why.expected) from None
    except NotAnAmount:
        raise NotHeld(f"a place where a number stands; {at} is {said}") from None
