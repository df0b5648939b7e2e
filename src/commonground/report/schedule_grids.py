"""The salary schedule as it is built in a year: every cell, also those on which nobody stands.

Law: a cell is what a full-time job on it is paid for a year, rounded to the cent as pay is; where the schedule prints the
rate of an hour or a day, the rate. People of one schedule whose raises differ have a grid each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import count
from typing import NamedTuple

from commonground.agreement.agreement import Agreement
from commonground.agreement.band import Band, CellKey
from commonground.agreement.kinds.salary_schedule import SalarySchedule
from commonground.costing.period import Period
from commonground.negotiation import Negotiation
from commonground.report.addresses import CellAddress, Measure
from commonground.report.scattergrams import STATUS_QUO, UnknownSchedule, in_schedule_order, period_named
from commonground.report.table import Column, Row, Table
from commonground.values.money import divide


class Grid(NamedTuple):
    """One schedule of one unit: cents by lane and step, and how many units make a full-time year ("" for whole years)."""

    unit: str
    schedule: str
    cents: tuple[tuple[CellKey, int], ...]
    units: str


def schedule_tables(
    negotiation: Negotiation,
    agreement: Agreement,
    *,
    schedule: str | None = None,
    units: Sequence[str] = (),
    year: str | None = None,
    offer: str = STATUS_QUO,
) -> list[Table]:
    """A table for each schedule that people of these units (or of all) stand on, as in force at the end of a fiscal year.

    `offer` is what the agreement is called. Cells of grids of one schedule whose raises differ have no address.
    Raises `UnknownSchedule` where nobody stands on the schedule, `BadAddress` for a year that is not costed.
    """
    period = period_named(negotiation, year)
    grids = dict.fromkeys(_grids(negotiation, agreement, period))
    chosen = [
        grid for grid in grids if (not units or grid.unit in units) and (schedule is None or grid.schedule == schedule)
    ]
    if schedule is not None and not chosen:
        raise UnknownSchedule(schedule, [*dict.fromkeys(grid.schedule for grid in grids)])
    numbers = {(grid.unit, grid.schedule): count(1) for grid in chosen}
    several = {place for place in numbers if sum((grid.unit, grid.schedule) == place for grid in chosen) > 1}
    lanes, steps = (in_schedule_order(agreement, which, period.day or period.year.last) for which in ("lane", "step"))
    found = []
    for grid in chosen:
        place = grid.unit, grid.schedule
        part = f", people {next(numbers[place])} of those whose raises differ" if place in several else ""
        at = (
            None
            if part
            else CellAddress(Measure.CELL, offer, period.label, {"unit": grid.unit, "schedule": grid.schedule})
        )
        found.append(_table(grid, f"{period.label}{part}", lanes, steps, at))
    return found


class BuiltCell(NamedTuple):
    """A cell of a schedule as built: its place, its band, the cents that it prints, and of how many units a full-time year is."""

    key: CellKey
    band: Band
    cents: int
    units: Fraction


def built_cells(negotiation: Negotiation, agreement: Agreement, period: Period) -> Iterator[BuiltCell]:
    """Every cell with a salary of every schedule that people stand on, band by band, at the end of a period."""
    engine, day = negotiation.pricing.engine, period.day or period.year.last
    for line in engine.join(agreement).lines.values():
        for standing in line.standings if line.rule.name == "salary" else ():
            band = standing.band
            version = agreement[band.schedule].standing_on(day)
            if band.is_personal or version is None:
                continue
            assert isinstance(version.terms, SalarySchedule)
            moment, units = engine.timeline(agreement, band, period).on(day), version.terms.full_time_units
            for number, key in enumerate(band.keys):
                exact = moment.cells.exact_at(number) / units
                if moment.present[number] and exact:
                    paid = int(divide(exact.numerator, exact.denominator, moment.pay_rounding))
                    yield BuiltCell(key, band, paid, Fraction(units))


def _grids(negotiation: Negotiation, agreement: Agreement, period: Period) -> Iterator[Grid]:
    found: dict[tuple[int, str, str, Fraction], list[tuple[CellKey, int]]] = {}
    for key, band, paid, units in built_cells(negotiation, agreement, period):
        found.setdefault((band.serial, key.unit, key.schedule, units), []).append((key, paid))
    for (_, unit, name, units), cells in found.items():
        yield Grid(unit, name, tuple(cells), "" if units == 1 else f"{float(units):,g}")


def _addresses(
    at: CellAddress | None, lanes: Sequence[str], step: str, cents: Mapping[tuple[str, str], int]
) -> tuple[str, ...]:
    """The addresses of a row's cells that have a salary."""
    if at is None:
        return ()
    where = [{**at.where, "lane": lane, "step": step} for lane in lanes]
    return tuple(str(replace(at, where=place)) if (place["lane"], step) in cents else "" for place in where)


def _table(grid: Grid, when: str, lanes: Sequence[str], steps: Sequence[str], at: CellAddress | None) -> Table:
    cents = {(key.lane, key.step): paid for key, paid in grid.cents}
    shown = [lane for lane in lanes if any(lane == at for at, _ in cents)]
    rows = [
        Row(step, tuple(cents.get((lane, step)) for lane in shown), _addresses(at, shown, step, cents))
        for step in steps
        if any(step == at for _, at in cents)
    ]
    name = " ".join(part for part in (grid.unit, grid.schedule) if part) or "schedule"
    said = "full-time salary of a year"
    if grid.units:
        said = f"rate, of which a full-time year is {grid.units}"
    columns = tuple(Column(f"lane {lane}" if lane else "all", "cents") for lane in shown)
    return Table(f"Salary schedule of {name}, {when}: {said}", "step", columns, tuple(rows), (), "schedule")
