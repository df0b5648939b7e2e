"""Explain: a figure opened down to its formula, its inputs, its rows, its clause and its citation.

Law: an opened figure is worked out anew by the engine that printed it, so the two cannot differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from commonground.agreement.agreement import Agreement
from commonground.agreement.band import Band
from commonground.agreement.provision import Provision
from commonground.costing.components import COMPONENTS, Cents
from commonground.costing.engine import Engine
from commonground.costing.lines import Line
from commonground.costing.period import Period
from commonground.costing.positions import UnitCost
from commonground.costing.together import TOGETHER
from commonground.values.labels import Labels
from commonground.values.money import divide, format_cents

MOST_GROUPS = 8
MOST_ROWS = 6


@dataclass(frozen=True)
class GroupShown:
    """People whom the line treats alike: what they share, heads, cents by head, and the rows of the roster they come from."""

    reads: tuple[tuple[str, str], ...]
    heads: int
    cents: int
    rows: tuple[int, ...]

    @property
    def total(self) -> int:
        """Heads times cents."""
        return self.heads * self.cents


@dataclass(frozen=True)
class GroupsLeft:
    """What the groups that are not shown come to: how many they are, their heads and cents; and cents that belong to no person."""

    groups: int = 0
    heads: int = 0
    cents: int = 0
    of_no_person: int = 0


@dataclass(frozen=True)
class PositionsShown:
    """Positions that stand in a stretch of a period: their share of the year, and for each year's cohort jobs and unit cost."""

    share: Fraction
    cohorts: tuple[tuple[str, Fraction, UnitCost], ...]


@dataclass(frozen=True)
class LineShown:
    """One line of cost, opened."""

    line: Line
    total: int
    formula: str
    clauses: tuple[Provision, ...]
    upstream: tuple[tuple[str, int], ...]
    groups: tuple[GroupShown, ...]
    left: GroupsLeft
    positions: tuple[PositionsShown, ...] = ()


def open_line(
    engine: Engine,
    agreement: Agreement,
    line: Line,
    period: Period,
    most: int | None = MOST_GROUPS,
    *,
    values: Cents | None = None,
) -> LineShown:
    """A line in a period: its formula, what it reads, its clauses, its largest groups (None: all) and what is left of them.

    Law: the groups shown and what is left sum to the line's total, to the cent; or, where the cents of a head of each
    group are given as `values`, to these.
    """
    total = engine.total(agreement, line, period)
    clauses = tuple(agreement[provision] for provision in line.closure)
    upstream = tuple((other.id, engine.total(agreement, other, period)) for other in line.upstream)
    groups, left = ((), GroupsLeft()) if line.is_lump else _groups(engine, agreement, line, period, most, values)
    positions = (
        _positions(engine, agreement, line, period) if line.rule.per == "position" and not line.rule.leavers else ()
    )
    return LineShown(line, total, line.rule.formula, clauses, upstream, groups, left, positions)


def _positions(engine: Engine, agreement: Agreement, line: Line, period: Period) -> tuple[PositionsShown, ...]:
    """The positions of a line in a period, by the year that they date from, and what one of them costs."""
    labels = {each.passed: each.label for each in engine.periods}
    found = []
    for filled in engine.positions.filled(agreement[line.provision], line, period):
        cohorts = tuple(
            (labels[year], jobs, engine.positions.unit(agreement, line, filled.price, year, 0, (period,)))
            for year, jobs in filled.cohorts.items()
        )
        found.append(PositionsShown(filled.share, cohorts))
    return tuple(found)


def _groups(
    engine: Engine, agreement: Agreement, line: Line, period: Period, most: int | None, given: Cents | None
) -> tuple[tuple[GroupShown, ...], GroupsLeft]:
    """The largest groups that are worth something, and what the others come to."""
    every = engine.values(agreement, line, period) if given is None else given
    values = every[: len(line.count)]
    worth = np.abs(values * line.count)
    order = [number for number in np.argsort(-worth, kind="stable").tolist() if worth[number]]
    shown, left = order[:most], order[len(order) if most is None else most :]
    reads = [_reads(engine, agreement, line, number, period) for number in shown]
    alike = {said for said, times in Counter(reads).items() if times > 1}
    for said in alike:
        same = [at for at, one in enumerate(reads) if one == said]
        deeper = [_behind(engine, agreement, line, shown[at], period) for at in same]
        common = set.intersection(*map(set, deeper))
        for at, found in zip(same, deeper, strict=True):
            reads[at] = (*said, *(one for one in dict.fromkeys(found) if one not in common))
    groups = tuple(
        GroupShown(said, int(line.count[number]), int(values[number]), _rows(engine, line, number))
        for said, number in zip(reads, shown, strict=True)
    )
    cents = int(values[left] @ line.count[left])
    return groups, GroupsLeft(len(left), int(line.count[left].sum()), cents, int(every[len(line.count) :].sum()))


def _behind(engine: Engine, agreement: Agreement, line: Line, number: int, period: Period) -> list[tuple[str, str]]:
    """What the lines that a group builds on read of it, and those that they build on: by it groups alike are told apart."""
    found: list[tuple[str, str]] = []
    for gather in line.gathers:
        if (group := int(gather.group[number])) >= 0:
            found += _reads(engine, agreement, gather.line, group, period)
            found += _behind(engine, agreement, gather.line, group, period)
    return found


def _rows(engine: Engine, line: Line, number: int) -> tuple[int, ...]:
    rows = np.flatnonzero(line.group == number)[:MOST_ROWS]
    return tuple(int(engine.roster.row[row]) for row in rows)


def _reads(
    engine: Engine, agreement: Agreement, line: Line, number: int, period: Period
) -> tuple[tuple[str, str], ...]:
    if line.is_schedule_pay:
        return _cell_read(engine, agreement, line, number, period)
    found = []
    for name, column in line.columns.items():
        value = column[number] if isinstance(column, Labels) else int(column[number])
        found.append((name, _written(name, value)))
    for gather in line.gathers:
        if gather.group[number] >= 0:
            cents = int(engine.values(agreement, gather.line, period)[gather.group[number]])
            found.append((gather.line.id, format_cents(cents)))
    return tuple(found)


def _written(name: str, value: str | int) -> str:
    return f"{value / 10_000:g}" if name == "fte" and isinstance(value, int) else str(value)


def _cell_read(
    engine: Engine, agreement: Agreement, line: Line, number: int, period: Period
) -> tuple[tuple[str, str], ...]:
    for standing in line.standings:
        where = np.flatnonzero(standing.rows == number)
        if not len(where):
            continue
        cell, fte = int(standing.cell[where[0]]), int(standing.fte[where[0]])
        found = [("stood on", _named(standing.band, cell))]
        for segment in period.segments(engine.timeline(agreement, standing.band, period)):
            now = int(segment.moment.place[cell])
            amount = to_four_decimals(segment.moment.cells.exact_at(now))
            share = "" if segment.share == 1 else f" for {segment.share} of the year"
            found.append(("cell", f"{_named(standing.band, now)} = {amount}{share}"))
        found.append(("fte", f"{fte / 10_000:g}"))
        return tuple(found)
    return ()


def _named(band: Band, cell: int) -> str:
    key = band.keys[cell]
    if band.is_personal:
        return f"a salary of its own ({format_cents(int(key.step))} at the snapshot)"
    parts = [key.unit, key.schedule, f"lane {key.lane}" if key.lane else "", f"step {key.step}"]
    return " ".join(part for part in parts if part)


def to_four_decimals(cents: Fraction) -> str:
    """Exact cents as dollars with four decimals, the fourth rounded half up.

    >>> to_four_decimals(Fraction(11101885, 2))
    '55,509.4250'
    """
    parts = int(divide(cents.numerator * 100, cents.denominator))
    return f"{format_cents(parts // 100)}{parts % 100:02d}"


def lines_of(engine: Engine, agreement: Agreement, by: str, part: str) -> Sequence[Line]:
    """The employer's lines behind a part: of a component, a clause or an issue its own, of anything else all.

    A line by its name may be one that nobody pays: a need beside a pool.
    """
    if by == "line":
        named = engine.join(agreement).lines.values()
        return [n for n in named if n.rule.payer != "employee" and part in (n.id, n.provision)]
    lines = [line for line in engine.join(agreement).lines.values() if line.rule.payer == "employer"]
    if by == "clause":
        return [line for line in lines if part == agreement[line.provision].title]
    if by == "component":
        if part in COMPONENTS:
            return [line for line in lines if line.rule.name == "salary"]
        return [line for line in lines if part == line.rule.component]
    if by == "issue":
        issues = {part, *part.split(TOGETHER)}
        return [line for line in lines if issues & {agreement[provision].issue for provision in line.closure}]
    return lines
