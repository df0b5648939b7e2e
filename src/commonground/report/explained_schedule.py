"""An opened cell of the salary schedule: what it pays at the snapshot, and each day on which it changes, with what changes it.

Law: the last amount of the chain is the figure; each begins where the one before it ended.
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from commonground.agreement.agreement import Agreement
from commonground.agreement.band import Band, CellKey, Moment
from commonground.agreement.cells import Growth
from commonground.costing.components import given_since
from commonground.costing.explain import to_four_decimals
from commonground.costing.period import Period
from commonground.negotiation import Negotiation
from commonground.report.addresses import PLACE, BadAddress, CellAddress
from commonground.report.opened_lines import cited, told
from commonground.report.scattergrams import period_named
from commonground.report.schedule_grids import BuiltCell, built_cells
from commonground.report.table import Row, Table
from commonground.values.money import format_cents
from commonground.values.rate import format_rate

FORMULA = "the schedule's cell at the snapshot, raised by each raise in turn and built as the schedule's clause says"


def explained_schedule_cell(negotiation: Negotiation, address: CellAddress, agreement: Agreement) -> list[Table]:
    """The figure of a cell of the schedule, and the chain of amounts that leads to it, with citations.

    Raises `BadAddress` where the schedule has no such cell.
    """
    period = period_named(negotiation, address.year)
    key = CellKey(*(address.where.get(name, "") for name in PLACE))
    found = [cell for cell in built_cells(negotiation, agreement, period) if cell.key == key]
    if not found:
        raise BadAddress(
            str(address), address.text_of_place, "a cell of a schedule, with its unit, schedule, lane and step"
        )
    cell, day = found[0], period.day or period.year.last
    schedule = agreement[cell.band.schedule]
    rows = [
        Row("the figure", (format_cents(cell.cents),), is_total=True),
        Row("is", (f"{_said(cell)} on {address.text_of_place}, on {day}",)),
        Row("formula", (FORMULA,)),
        Row("clause", (schedule.title,)),
        Row("cited", (cited(schedule, period),)),
        *_chain(negotiation, agreement, cell.band, key, period),
        *(Row("reads", (f"{name}: {cited(agreement[name], period)}",)) for name in cell.band.clauses[1:]),
    ]
    return [told(f"{agreement.title}, {address.year}: {address.text_of_place}", rows, "figure")]


def _said(cell: BuiltCell) -> str:
    if cell.units == 1:
        return "what a full-time job is paid a year"
    return f"the rate, of which a full-time year below is {float(cell.units):,g},"


def _chain(negotiation: Negotiation, agreement: Agreement, band: Band, key: CellKey, period: Period) -> list[Row]:
    """The amount at the snapshot, and each day up to the period's end on which it is another."""
    engine, number = negotiation.pricing.engine, band.index[key]
    moments: dict[dt.date, Moment] = {}
    for each in engine.periods[: engine.periods.index(period) + 1]:
        timeline, last = engine.timeline(agreement, band, each), each.day or each.year.last
        moments |= {moment.day: moment for moment in timeline.moments if moment.day <= last}
    held = [moments[day] for day in sorted(moments)]
    rows = [Row(str(held[0].day), (_amount(held[0], number),))]
    for before, now in pairwise(held):
        if _amount(now, number) != _amount(before, number):
            rows.append(Row(str(now.day), (f"{_amount(now, number)}{_raised(before, now, number)}",)))
    return rows


def _amount(moment: Moment, number: int) -> str:
    return to_four_decimals(moment.cells.exact_at(number)) if moment.present[number] else "no salary"


def _raised(before: Moment, now: Moment, number: int) -> str:
    """The raises that reach a cell between two moments, in words; nothing where another schedule was printed or built."""
    given = (now.growths[at] for at in given_since(before.growths, now.growths))
    said = [_in_words(growth) for growth, where in given if where is None or where[number]]
    return f", by a raise of {' and of '.join(said)}" if said else ""


def _in_words(growth: Growth) -> str:
    parts = [format_rate(growth.percent)] if growth.percent or not growth.is_in_dollars else []
    parts += [format_cents(growth.flat)] if growth.flat else []
    parts += [f"at least {format_cents(growth.at_least)}"] if growth.at_least else []
    parts += [f"at most {format_cents(growth.at_most)}"] if growth.at_most is not None else []
    return ", ".join(parts)
