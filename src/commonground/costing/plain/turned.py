"""The actual roster of the plain reading: for every job each person who may hold it, one by one, and the chance of each.

A second writing of `workforce.movement`; only the statement of turnover is read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from commonground.costing.plain.person import Person, people_of
from commonground.values.fiscal_year import FiscalYear
from commonground.workforce.roster import JOINED, NO_SALARY, STAYS_UNTIL, Roster
from commonground.workforce.turnover import Turnover, Words


def is_meant(scope: Words, words: Mapping[str, str]) -> bool:
    """Whether somebody of whom these words are said is among those that a statement names."""
    return all(words[column] in listed for column, listed in scope.items())


def leaving(turnover: Turnover, words: Mapping[str, str], service: int) -> Fraction:
    """The share who leave at the end of a year in which they have so many completed years."""
    found = Fraction(0)
    for said in turnover.separations:
        if is_meant(said.words, words):
            for first, rate in said.bands:
                found = rate if service >= first else found
            return found
    return found


def chances_of(turnover: Turnover | None, words: Mapping[str, str], service: int, years: int) -> list[Fraction]:
    """The chances of each holder of a job after so many years: of the first, of who came in after one year, after two, ..."""
    held = {0: (service, Fraction(1))}
    for year in range(1, years + 1):
        vacated = Fraction(0)
        for came, (has, chance) in list(held.items()):
            gone = chance * (leaving(turnover, words, has) if turnover else 0)
            vacated += gone
            held[came] = has + 1, chance - gone
        held[year] = 0, vacated
    return [held[came][1] for came in range(years + 1)]


def holders_of(
    roster: Roster, turnover: Turnover, base: FiscalYear, years: int
) -> tuple[list[Person], dict[int, Sequence[Fraction]]]:
    """Everybody who may hold a job, and how likely each is there in each year, the base year first."""
    people: list[Person] = []
    chances: dict[int, Sequence[Fraction]] = {}
    for person in people_of(roster):
        service = turnover.service_of_step.get(person.words["step"], person.numbers["service"])
        by_year = [chances_of(turnover, person.words, service, year) for year in range(years + 1)]
        for came in range(years + 1):
            one = person if came == 0 else _newcomer(person, turnover, base.next(came), came)
            one = replace(one, row=len(people))
            people.append(one)
            chances[one.row] = [of[came] if came < len(of) else Fraction(0) for of in by_year]
    return people, chances


def _newcomer(leaver: Person, turnover: Turnover, year: FiscalYear, came: int) -> Person:
    words, numbers = dict(leaver.words), dict(leaver.numbers)
    entry = next((said for said in turnover.entries if is_meant(said.words, leaver.words)), None)
    hired = year.first
    if entry is not None:
        numbers |= {"salary": NO_SALARY, "leave_days": 0}
        words |= {column: entry.put[column] for column in ("schedule", "lane", "step", "tier") if column in entry.put}
        if turnover.tiers and "tier" not in entry.put:
            words["tier"] = ""
    if not words["tier"]:
        words["tier"] = _tier(turnover, hired)
    numbers |= {"service": -came, "hired": hired.toordinal(), JOINED: came, STAYS_UNTIL: year.last.toordinal()}
    return Person(leaver.row, leaver.heads, words, numbers)


def _tier(turnover: Turnover, hired: dt.date) -> str:
    """The last of the tiers whose days of hire hold this one; none where none does."""
    day, found = hired.toordinal(), ""
    for name, first, last in turnover.tiers:
        if first <= day and (not last or day <= last):
            found = name
    return found
