"""`commonground scattergram`: who stands where on the schedule."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from commonground.asked.misused import Misused
from commonground.asked.offers import STATUS_QUO, agreement_named
from commonground.asked.units import units_named
from commonground.cli import exits
from commonground.cli.opened import opened
from commonground.cli.output import Format, show
from commonground.report.addresses import BadAddress, Measure
from commonground.report.scattergrams import UnknownSchedule, scattergram_tables
from commonground.report.schedule_grids import schedule_tables


class Shown(StrEnum):
    """What the grid shows: a measure of who stands there, or the schedule's own cells."""

    PEOPLE = "people"
    FTE = "fte"
    DOLLARS = "dollars"
    SALARY = "salary"
    CELL = "cell"


def scattergram(
    folder: Path,
    *,
    schedule: str | None = None,
    unit: str | None = None,
    measure: Shown = Shown.PEOPLE,
    offer: str | None = None,
    year: str | None = None,
    format: Format = Format.TABLE,
) -> int:
    """The grid of a salary schedule, lane by step: people, FTE or dollars, with heat; or the schedule itself.

    Examples
    --------
    commonground scattergram chicago-2019
    commonground scattergram chicago-2019 --schedule "208 day" --measure dollars
    commonground scattergram chicago-2019 --offer settlement --year 2021-22
    commonground scattergram my-district --measure cell --format csv

    Parameters
    ----------
    folder
        the negotiation's folder
    schedule
        only this schedule; without it every schedule that people stand on
    unit
        only this unit
    measure
        people, fte, dollars, salary (mean pay of a full-time job), or cell (the schedule itself, every cell of it)
    offer
        where people stand, and what they are paid, under an offer; it needs --year
    year
        a fiscal year; without it the snapshot's day
    format
        table, json or csv
    """
    negotiation = opened(folder)
    name, agreement = agreement_named(negotiation, offer or STATUS_QUO)
    if name != STATUS_QUO and year is None:
        years = ", ".join(map(str, negotiation.years))
        raise Misused(f"--offer {offer} needs --year, because an offer changes nothing before it: {years}.")
    units = units_named(negotiation, unit)
    try:
        if measure is Shown.CELL:
            tables = schedule_tables(negotiation, agreement, schedule=schedule, units=units, year=year, offer=name)
        else:
            tables = scattergram_tables(
                negotiation, agreement, Measure(measure), offer=name, schedule=schedule, units=units, year=year
            )
    except (UnknownSchedule, BadAddress) as problem:
        raise Misused(f"{problem}.") from None
    show(tables, format)
    return exits.DONE
