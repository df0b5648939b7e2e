"""Turnover: who leaves at a year's end, by completed service, and where whoever comes in their place begins.

Law: a rate is the share of those with so many completed years of service in a fiscal year who leave on that year's last day.
Law: each full-time share that falls vacant is filled one for one; a newcomer takes the leaver's job (unit, title, school, fund,
share of a job, health plan) and begins on the entry placement with no service.
Rates are stated, with a citation, or estimated from the rosters of several years; nobody is assumed to leave where none fits.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from commonground.values.citation import Citation
from commonground.workforce.roster import Roster

Words = Mapping[str, tuple[str, ...]]
OF_THE_JOB = ("unit", "title", "school", "fund")
OF_THE_PERSON = ("schedule", "lane", "step", "tier")


@dataclass(frozen=True, slots=True)
class Separations:
    """The rates of the people that `words` names (of everyone, where it names none): from so many completed years on, a rate.

    >>> some = Separations({}, ((0, Fraction(1, 10)), (5, Fraction(1, 50))))
    >>> some.rate(4), some.rate(5)
    (Fraction(1, 10), Fraction(1, 50))
    """

    words: Words
    bands: tuple[tuple[int, Fraction], ...]

    def rate(self, service: int) -> Fraction:
        """The share who leave after a year in which they have so many completed years of service."""
        at = bisect_right([first for first, _ in self.bands], service)
        return self.bands[at - 1][1] if at else Fraction(0)


@dataclass(frozen=True, slots=True)
class Entry:
    """Where newcomers to the jobs that `words` names begin: what `put` does not name is as it was with the leaver."""

    words: Words
    put: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Retirement:
    """Who may retire: whoever `words` lets in (job and pension tier) with so many completed years of service. An assumption:
    a roster does not say how old somebody is. Whoever leaves and may retire is taken to retire."""

    words: Words
    service_from: int

    def __str__(self) -> str:
        """The rule in words."""
        who = "; ".join(f"{column} {' or '.join(words)}" for column, words in self.words.items())
        return f"{who or 'everyone'}, from {self.service_from} years on"


@dataclass(frozen=True)
class Turnover:
    """Separations and entries, of which the first that is about a row holds; and where they are stated.

    `service_of_step` are completed years by step, for rosters that do not say a person's service. `tiers` are the tiers that
    clauses bound by day of hire: name, first and last day as ordinals (0: unbounded).
    """

    separations: tuple[Separations, ...]
    entries: tuple[Entry, ...] = ()
    service_of_step: Mapping[str, int] = field(default_factory=dict)
    tiers: tuple[tuple[str, int, int], ...] = ()
    citation: Citation | None = None
    note: str = ""
    retirements: tuple[Retirement, ...] = ()

    def service(self, roster: Roster) -> npt.NDArray[np.int64]:
        """Completed years of each row on the snapshot's day."""
        step = roster.labels["step"]
        stated = np.array([self.service_of_step.get(word, -1) for word in step.words], dtype=np.int64)[step.codes]
        return np.where(stated < 0, roster.numbers["service"], stated)

    def table(self, roster: Roster) -> npt.NDArray[np.intp]:
        """Which separations are about each row: the number of the first, -1 where none is."""
        return _first([one.words for one in self.separations], roster)

    def rate(self, table: int) -> Callable[[int], Fraction]:
        """The rate by completed service that the separations of a number state; nothing for -1."""
        return self.separations[table].rate if table >= 0 else lambda _: Fraction(0)

    def rate_of(self, one: Roster) -> Callable[[int], Fraction]:
        """The rate by completed service of whoever a roster's first row stands for."""
        return self.rate(int(self.table(one)[0]))

    def retirement(self, roster: Roster) -> npt.NDArray[np.intp]:
        """Which rule of retirement is about each row, whatever the service: the number of the first, -1 where none is."""
        return _first([one.words for one in self.retirements], roster)

    def of_retirements_alone(self) -> Turnover:
        """The same where only those leave who may retire, at their own rates: to tell what retirements come to by themselves."""
        found: list[Separations] = []
        for one in self.separations:
            for rule in self.retirements:
                if (words := _both(one.words, rule.words)) is not None:
                    found.append(Separations(words, _from(one, rule.service_from)))
            found.append(Separations(one.words, ((0, Fraction(0)),)))
        return replace(self, separations=tuple(found))

    def entry(self, roster: Roster) -> npt.NDArray[np.intp]:
        """Which entry is about each row: the number of the first, -1 where none is."""
        return _first([one.words for one in self.entries], roster)


def _from(one: Separations, service: int) -> tuple[tuple[int, Fraction], ...]:
    """The rates of separations from so many years of service on, and nothing before."""
    later = tuple((first, rate) for first, rate in one.bands if first > service)
    return ((0, Fraction(0)), (service, one.rate(service)), *later)


def _both(one: Words, other: Words) -> Words | None:
    """The words that two scopes both let in; None where they let nobody in together."""
    found = dict(one)
    for column, words in other.items():
        found[column] = tuple(word for word in words if word in one.get(column, words))
        if not found[column]:
            return None
    return found


def _first(scopes: list[Words], roster: Roster) -> npt.NDArray[np.intp]:
    found = np.full(len(roster), -1, dtype=np.intp)
    for number in reversed(range(len(scopes))):
        inside = np.ones(len(roster), dtype=bool)
        for column, words in scopes[number].items():
            inside &= roster.labels[column].among(words)
        found[inside] = number
    return found
