"""Typed cells: salaries that somebody types into a schedule as it is in force on a day, and the edits of an offer that say them.

Law: what is typed is what a full-time job there is paid from that day on. A raise of the very day is in the print and is not
added to it; later ones build on it. A cell of the schedule that nobody typed is printed as it is in force, to the last
fraction, and costs nothing.
Law: a schedule into which nothing is typed, or nothing but what is in force, is left as it is.
Not here: what it costs (`costing.price`); reading what people type (`files.pasted`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import groupby
from typing import Any, NamedTuple

from commonground.agreement.agreement import Agreement
from commonground.agreement.band import Band
from commonground.agreement.kinds.salary_schedule import Build, Cell, SalarySchedule
from commonground.agreement.offer import Edit, Offer, Operation
from commonground.agreement.provision import NEVER, Version
from commonground.agreement.raises import earned_on, raises_of
from commonground.agreement.timeline import build_timeline
from commonground.costing.engine import Engine
from commonground.costing.price import Pricing

A_DAY = dt.timedelta(days=1)
DIGITS = 60
NOTE = "Holds as printed; a raise of the same day is in it."


class CellOnDay(NamedTuple):
    """A cell of a schedule, by its clause, from a day on."""

    clause: str
    day: dt.date
    schedule: str
    lane: str
    step: str


Place = tuple[str, str, str]
Grid = Mapping[Place, Fraction]
Typed = Mapping[CellOnDay, Fraction]


class SeveralGrids(ValueError):
    """People of one schedule are paid by grids of their own, because their raises differ: one print cannot say them all."""

    def __init__(self, cell: Place) -> None:
        self.cell = cell
        schedule, lane, step = cell
        super().__init__(
            f"{schedule} lane {lane} step {step} pays several salaries, because raises of its people differ"
        )


def grid_on(pricing: Pricing, agreement: Agreement, clause: str, day: dt.date) -> Grid:
    """What each cell of a clause's schedules prints on a day, in dollars, raises of the day included: by schedule, lane, step.

    Cells are full-time years, or the rate where the schedule prints one. Raises `SeveralGrids`.
    """
    version = _standing(agreement, clause, day)
    terms = version.terms
    assert isinstance(terms, SalarySchedule)
    found: dict[Place, Fraction] = {}
    for place, dollars in _as_built(pricing.engine, agreement, clause, day):
        if found.setdefault(place, dollars) != dollars:
            raise SeveralGrids(place)
    stood_on = {schedule for schedule, _, _ in found}
    for cell in terms.table:
        if cell.salary is not None and cell.schedule not in stood_on:  # nothing is built for nobody: as it is printed
            found[cell.schedule, cell.lane, cell.step] = cell.salary
    return found


def _as_built(engine: Engine, agreement: Agreement, clause: str, day: dt.date) -> Iterator[tuple[Place, Fraction]]:
    """The cells on which somebody may stand, as they are earned: a raise that reaches the payroll later is in them."""
    for band in _bands(engine, agreement, clause):
        version = agreement[clause].standing_on(day)
        assert version is not None
        assert isinstance(version.terms, SalarySchedule)
        moment = build_timeline(agreement, band, engine.calendar).on(day)
        for number, key in enumerate(band.keys):
            if moment.present[number] and (cents := moment.cells.exact_at(number)):
                yield key[1:], cents / 100 / version.terms.full_time_units


def _bands(engine: Engine, agreement: Agreement, clause: str) -> Iterator[Band]:
    for line in engine.join(agreement).lines.values():
        for standing in line.standings if line.rule.name == "salary" else ():
            if standing.band.schedule == clause and not standing.band.is_personal:
                yield standing.band


def with_typed_cells(pricing: Pricing, offer: Offer, typed: Typed) -> Offer:
    """An offer whose schedules are printed anew where cells are typed. Raises `EditFailed`, `SeveralGrids`, `KeyError`."""
    found = offer
    for (clause, day), cells in groupby(sorted(typed), key=lambda cell: (cell.clause, cell.day)):
        said = {cell[2:]: typed[cell] for cell in cells}
        amended = pricing.amended(found, offer).agreement
        edits = [*_print(pricing, amended, clause, day, said)]
        found = replace(found, edits=(*found.edits, *edits))
    return found


def _print(
    pricing: Pricing, agreement: Agreement, clause: str, day: dt.date, said: Mapping[Place, Fraction]
) -> Iterator[Edit]:
    """The edits that put typed salaries of one clause in force on a day; none where they are in force."""
    in_force = grid_on(pricing, pricing.held(agreement), clause, day)
    changed = {cell: dollars for cell, dollars in said.items() if in_force.get(cell) not in (dollars, None)}
    if not changed:
        return
    version = _standing(agreement, clause, day)
    terms = version.terms
    assert isinstance(terms, SalarySchedule)
    until = version.until if version.until != NEVER else None
    put_in = [step for step in terms.steps_added if step.effective == day]
    is_raised = terms.build is not Build.TABLE and _is_raised_on(pricing, agreement, clause, day)
    names = {cell[0] for cell in (in_force if put_in or is_raised else changed)}
    table = [*_table(terms, names, {**in_force, **changed})]
    yield Edit(Operation.SET, clause, "table", table, day, until, note=NOTE)
    if put_in:
        later = [step.model_dump(mode="json") for step in terms.steps_added if step not in put_in]
        yield Edit(Operation.SET, clause, "steps_added", later, day, until)
    if is_raised:
        yield Edit(Operation.SET, clause, "build", Build.TABLE.value, day, day + A_DAY)


def _table(terms: SalarySchedule, names: set[str], salaries: Grid) -> Iterator[Mapping[str, Any]]:
    """The cells of a clause as a file writes them, those of these schedules with these salaries."""
    left = {cell: dollars for cell, dollars in salaries.items() if cell[0] in names}
    for cell in terms.table:
        place = cell.schedule, cell.lane, cell.step
        said = cell.model_dump(mode="json", exclude_defaults=True)
        if place in left:
            said["salary"] = written(left.pop(place))
        yield said
    for (schedule, lane, step), dollars in left.items():
        cell = Cell(schedule=schedule, lane=lane, step=step, salary=dollars)
        yield {**cell.model_dump(mode="json", exclude_defaults=True), "salary": written(dollars)}


def _is_raised_on(pricing: Pricing, agreement: Agreement, clause: str, day: dt.date) -> bool:
    """Whether a raise reaches people of a clause's schedules on the day itself."""
    engine, held = pricing.engine, pricing.held(agreement)
    clauses = {name for band in _bands(engine, held, clause) for name in band.raises}
    return any(earned_on(each, engine.calendar) == day for name in clauses for each in raises_of(held, held[name]))


def _standing(agreement: Agreement, clause: str, day: dt.date) -> Version:
    version = agreement[clause].standing_on(day)
    if version is None:
        raise KeyError(clause)
    return version


def written(dollars: Fraction) -> str:
    """Dollars as people write them where decimals say them exactly, else as a fraction.

    >>> written(Fraction(189264749, 4000)), written(Fraction(60000)), written(Fraction(1, 3))
    ('47316.18725', '60000', '1/3')
    """
    with localcontext(prec=DIGITS):
        exact = Decimal(dollars.numerator) / Decimal(dollars.denominator)
    return f"{exact.normalize():f}" if Fraction(exact) == dollars else str(dollars)
