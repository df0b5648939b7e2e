"""Movement: the actual roster. Every job has one holder at a time, and the chance of who holds it is exact.

Law, at the turn of a year: on its last day people leave by their completed service; on the next day's first the survivors step,
then change lanes, then each job that fell vacant is filled by a newcomer at the entry placement, then the new year's
schedule holds. A newcomer may leave again, at the end of the year of coming in.
Law: nobody vanishes; in every year the chances of a job's holders sum to one, so heads and full-time equivalents stay.
The moved roster holds each row once as it is, and once for each year in which a newcomer may have come in. How far people step
and change lanes is the agreement's to say, not this file's.
Worked example: docs/arithmetic/actual-roster.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np
import numpy.typing as npt

from commonground.values.fiscal_year import FiscalYear
from commonground.values.labels import Labels
from commonground.workforce.roster import JOINED, NO_SALARY, STAYS_UNTIL, Roster
from commonground.workforce.tiers import with_tiers_by_hire_date
from commonground.workforce.turnover import OF_THE_PERSON, Turnover

ONE, NONE = Fraction(1), Fraction(0)


def holders(rate: Callable[[int], Fraction], service: int, years: int) -> list[list[Fraction]]:
    """The chance of each holder of a job, by year: `found[t][0]` of whoever holds it on the snapshot, `found[t][j]` of whoever
    came in at the beginning of year j. Each year's chances sum to one.

    >>> holders(lambda service: Fraction(1, 2) if service < 2 else Fraction(0), 1, 2)
    [[Fraction(1, 1)], [Fraction(1, 2), Fraction(1, 2)], [Fraction(1, 2), Fraction(1, 4), Fraction(1, 4)]]
    """
    found = [[ONE]]
    for year in range(years):
        now = found[-1]
        left = [chance * rate(service + year if came == 0 else year - came) for came, chance in enumerate(now)]
        found.append([*(a - b for a, b in zip(now, left, strict=True)), sum(left, start=NONE)])
    return found


@dataclass(frozen=True, eq=False)
class Moved:
    """The roster with newcomers, and who is how likely to be there.

    Shapes: m rows in c classes; all of a class are as likely to be there. `of[row]` is the class of a row; `parts[t][k]` over
    `whole[t]` the chance of class k in the year that is t past the base year; `leave[t][k]` the share of it who leave at the
    end of that year. `jobs` is how many rows the roster had: row r of who came in j years later is row r + j x jobs.
    """

    roster: Roster
    of: npt.NDArray[np.intp]
    parts: tuple[tuple[int, ...], ...]
    whole: tuple[int, ...]
    leave: tuple[tuple[Fraction, ...], ...]
    jobs: int

    def chance(self, row: int, passed: int) -> Fraction:
        """How likely whoever a row stands for is there in a year."""
        return Fraction(self.parts[passed][self.of[row]], self.whole[passed])


def moved(roster: Roster, turnover: Turnover, base: FiscalYear, years: int) -> Moved:
    """The roster as it moves through some years after the base year."""
    pairs = np.stack([turnover.table(roster), turnover.service(roster)])
    distinct, kind = np.unique(pairs, axis=1, return_inverse=True)
    rates = [(turnover.rate(int(table)), int(service)) for table, service in distinct.T]
    chances = [holders(rate, service, years) for rate, service in rates]
    leave = tuple(
        tuple(
            rate(service + year if came == 0 else year - came) for came in range(years + 1) for rate, service in rates
        )
        for year in range(years)
    )
    parts, wholes = [], []
    for year in range(years + 1):
        by_class = [of[year][came] if came <= year else NONE for came in range(years + 1) for of in chances]
        whole = lcm(*(chance.denominator for chance in by_class))
        parts.append(tuple(chance.numerator * (whole // chance.denominator) for chance in by_class))
        wholes.append(whole)
    kinds = len(rates)
    of = np.concatenate([kind.reshape(-1) + came * kinds for came in range(years + 1)])
    return Moved(with_newcomers(roster, turnover, base, years), of, tuple(parts), tuple(wholes), leave, len(roster))


def with_newcomers(roster: Roster, turnover: Turnover, base: FiscalYear, years: int) -> Roster:
    """The roster, and behind it once for each year whoever would come in at its beginning, row by row."""
    rows = len(roster)
    zeros = np.zeros(rows, dtype=np.int64)
    before = roster.replace(numbers={JOINED: zeros, STAYS_UNTIL: zeros})
    came = [_newcomers(roster, turnover, base.next(number), number) for number in range(1, years + 1)]
    return _one_after_another([before, *came], roster)


def newcomers(roster: Roster, turnover: Turnover, base: FiscalYear) -> Roster:
    """Row by row, whoever would come in at the beginning of the year after the base year."""
    return _newcomers(roster, turnover, base.next(1), 1)


def _newcomers(roster: Roster, turnover: Turnover, year: FiscalYear, number: int) -> Roster:
    entry = turnover.entry(roster)
    labels: dict[str, Labels] = {}
    for column in OF_THE_PERSON:
        put = [one.put.get(column) for one in turnover.entries]
        if column == "tier" and turnover.tiers:
            put = ["" if word is None else word for word in put]
        if any(word is not None for word in put):
            labels[column] = _put(roster.labels[column], entry, put)
    still = np.full(len(roster), number, dtype=np.int64)
    numbers = {
        "service": -still,
        "salary": np.where(entry < 0, roster.numbers["salary"], NO_SALARY),
        "leave_days": np.where(entry < 0, roster.numbers["leave_days"], 0),
        "hired": np.full(len(roster), year.first.toordinal(), dtype=np.int64),
        JOINED: still,
        STAYS_UNTIL: np.full(len(roster), year.last.toordinal(), dtype=np.int64),
    }
    return with_tiers_by_hire_date(roster.replace(labels, numbers), turnover.tiers)


def _put(column: Labels, entry: npt.NDArray[np.intp], put: Sequence[str | None]) -> Labels:
    """A column with the words that each row's entry puts there."""
    words, codes = list(column.words), column.codes.copy()
    for number, word in enumerate(put):
        if word is None:
            continue
        if word not in words:
            words.append(word)
        codes[entry == number] = words.index(word)
    return Labels(tuple(words), codes)


def _one_after_another(rosters: Sequence[Roster], first: Roster) -> Roster:
    labels = {name: _joined([roster.labels[name] for roster in rosters]) for name in first.labels}
    names: Mapping[str, object] = rosters[0].numbers
    numbers = {name: np.concatenate([roster.numbers[name] for roster in rosters]) for name in names}
    return Roster(labels, numbers, np.concatenate([roster.row for roster in rosters]), first.source)


def _joined(columns: Sequence[Labels]) -> Labels:
    words = tuple(dict.fromkeys(word for column in columns for word in column.words))
    place = {word: number for number, word in enumerate(words)}
    codes = [np.array([place[word] for word in column.words], dtype=np.int32)[column.codes] for column in columns]
    return Labels(words, np.concatenate(codes))
