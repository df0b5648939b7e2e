"""How many positions clauses promise, school by school and class by class: a second writing of staffing and class size.

Rows are the rows of schools.csv and sections.csv as dictionaries. Only the terms of the kinds are read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from commonground.agreement.kinds.class_size import ClassLimit, ClassSize
from commonground.agreement.kinds.staffing import PositionClaim, Staffing
from commonground.schools.table import YearTable

Row = Mapping[str, str | int]
Rows = Sequence[tuple[int, Row]]


def rows_of(table: YearTable | None) -> Rows:
    """The rows of a table one by one, each with the fiscal year that it is of (0: none)."""
    if table is None:
        return []
    words = {name: column.to_list() for name, column in table.labels.items()}
    counts = {name: [int(count) for count in column] for name, column in table.numbers.items()}
    found: list[tuple[int, Row]] = []
    for row, year in enumerate(table.year):
        said: dict[str, str | int] = {name: column[row] for name, column in words.items()}
        said.update({name: column[row] for name, column in counts.items()})
        found.append((int(year), said))
    return found


def in_year(rows: Rows, year: int) -> list[Row]:
    """The rows of the last year that has any by then; before the first, those of the first."""
    years = sorted({of for of, _ in rows})
    begun = [of for of in years if of <= year] or years[:1]
    return [row for of, row in rows if of == begun[-1]] if begun else []


class Comrade(NamedTuple):
    """People whom a clause is about: how many are alike, completed years of service in the year, their jobs, rating and school."""

    heads: int
    service: int
    jobs: Fraction = Fraction(0)
    rating: str = ""
    school: str = ""


@dataclass(frozen=True)
class Place:
    """What positions are counted by in a year: the schools, their classes, and the full-time jobs of the people in scope.

    `people` are, person by person, the jobs expected in the year and who has them; `among` those of the snapshot.
    """

    year: int
    schools: Sequence[Row]
    sections: Sequence[Row]
    jobs: Fraction
    base_year: int = 0
    people: Sequence[tuple[Fraction, Comrade]] = ()
    among: Sequence[Comrade] = ()


def staffing(clause: Staffing, at: Place) -> Fraction:
    """Positions created by a year: those promised beyond what exists, phased in, as far as they are filled."""
    claims = [c for c in clause.claims if (c.first_year or 0) <= at.year <= (c.last_year or at.year)]
    at_schools = Fraction(0)
    for school in at.schools:
        held = [_at_school(claim, school) for claim in claims]
        at_schools += _number(school, "schools") * max(held, default=Fraction(0))
    promised = max([at_schools, *(_in_district(claim, clause, at.year, at.schools) for claim in claims)])
    added = max(Fraction(0), promised - clause.existing)
    if clause.phase_in:
        added *= _latest(clause.phase_in, at.year)
    return added * clause.fill_rate


def _number(row: Row, column: str) -> int:
    return int(row.get(column, 0))


def _latest(by_year: Mapping[int, Fraction], year: int) -> Fraction:
    found = Fraction(0)
    for start in sorted(by_year):
        if start <= year:
            found = by_year[start]
    return found


def _is_about(claim: PositionClaim, school: Row) -> bool:
    return (not claim.levels or school["level"] in claim.levels) and (
        not claim.schools or school["school"] in claim.schools
    )


def _whole(claim: PositionClaim, number: Fraction) -> Fraction:
    if claim.whole == "up":
        return Fraction(ceil(number))
    if claim.whole == "down":
        return Fraction(floor(number))
    return Fraction(floor(number + Fraction(1, 2))) if claim.whole == "nearest" else number


def _at_school(claim: PositionClaim, school: Row) -> Fraction:
    """What a claim gives one school."""
    if not _is_about(claim, school):
        return Fraction(0)
    if claim.per_school is not None:
        return claim.per_school
    if claim.ratio is not None and claim.across == "school":
        return _whole(claim, _number(school, claim.of) / claim.ratio)
    given, reached = Fraction(0), -1
    for band in claim.bands:
        if reached < band.at_least <= _number(school, claim.of):
            given, reached = band.positions, band.at_least
    return given


def _in_district(claim: PositionClaim, clause: Staffing, year: int, schools: Sequence[Row]) -> Fraction:
    """What a claim gives the district, beside what it gives its schools."""
    if claim.number is not None:
        return claim.number
    if claim.more:
        return (clause.existing if claim.over is None else claim.over) + _latest(claim.more, year)
    if claim.ratio is not None and claim.across == "district":
        pupils = sum(_number(s, claim.of) * _number(s, "schools") for s in schools if _is_about(claim, s))
        return _whole(claim, pupils / claim.ratio)
    return Fraction(0)


def class_size(clause: ClassSize, at: Place) -> Fraction:
    """Positions that the remedy creates, where no pool is granted."""
    return Fraction(0) if clause.pool else _needed(clause, at.sections)


def class_size_need(clause: ClassSize, at: Place) -> Fraction:
    """Positions that the remedy needs, where a pool is granted."""
    return _needed(clause, at.sections) if clause.pool else Fraction(0)


def _needed(clause: ClassSize, sections: Sequence[Row]) -> Fraction:
    count = 0
    for limit in clause.limits:
        for rooms in _rooms(limit, sections):
            if clause.remedy == "aide":
                count += len([pupils for pupils in rooms if pupils > _least(limit)])
            elif clause.remedy == "section":
                count += max(0, ceil(Fraction(sum(rooms), limit.limit)) - len(rooms))
    return count * clause.positions_each


def pupils_above(clause: ClassSize, sections: Sequence[Row]) -> int:
    """Pupils above the limit, room by room, or on a school's average."""
    above = 0
    for limit in clause.limits:
        for rooms in _rooms(limit, sections):
            if limit.counted == "average":
                above += max(0, sum(rooms) - limit.limit * len(rooms))
            else:
                above += sum(pupils - limit.limit for pupils in rooms if pupils > _least(limit))
    return above


def _least(limit: ClassLimit) -> int:
    return limit.limit if limit.trigger is None else limit.trigger


def _rooms(limit: ClassLimit, sections: Sequence[Row]) -> list[list[int]]:
    """The rooms that a limit looks at together, each by its pupils; none where the trigger is not passed."""
    together: dict[tuple[str | int, ...], list[int]] = {}
    for row in sections:
        if limit.grades and row["grade"] not in limit.grades:
            continue
        key = (row["school"],) if limit.counted == "average" else (row["school"], row["grade"])
        rooms = together.setdefault(key, [])
        pupils, left = _number(row, "pupils"), _number(row, "sections")
        while left:
            seated = ceil(Fraction(pupils, left))
            rooms.append(seated)
            pupils, left = pupils - seated, left - 1
    return [rooms for rooms in together.values() if limit.trigger is None or max(rooms, default=0) > limit.trigger]
