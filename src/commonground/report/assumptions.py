"""The tables of assumptions: each party's value beside the others', agreed or not, signed or not; and the sources."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from commonground.assumptions.assumption import Assumption, Assumptions, Signature, Unit, written
from commonground.assumptions.compared import Accord, Compared, compared
from commonground.negotiation import Negotiation
from commonground.report.table import Column, Row, Table


def assumption_tables(negotiation: Negotiation, on: dt.date | None) -> list[Table]:
    """What is assumed on a day (None: all that was ever stated), side by side, and where each value comes from."""
    found = compared(negotiation.assumptions, negotiation.sides, on or dt.date.max)
    tables = [_side_by_side(negotiation, found, on), _sources(found), _signatures(negotiation, on or dt.date.max)]
    return [table for table in tables if table.rows or table is tables[0]]


def _side_by_side(negotiation: Negotiation, found: tuple[Compared, ...], on: dt.date | None) -> Table:
    parties = [party for party in negotiation.sides if any(party in one.held for one in found)]
    rows = [
        Row(one.name, (*(_held(one.held.get(party)) for party in parties), _accord(one), _signed(one))) for one in found
    ]
    columns = (*(Column(party, "text") for party in parties), Column("state", "text"), Column("signed", "text"))
    numbers = [f"{sum(one.accord is accord for one in found)} {accord}" for accord in Accord]
    notes = (
        f"{', '.join(numbers)}; {sum(one.is_signed for one in found)} signed by both sides.",
        "In parentheses the range that a party holds possible. What is agreed is agreed between the parties; nothing says"
        " that it is true.",
    )
    title = f"{negotiation.title}: assumptions" + (f" on {on}" if on else "")
    return Table(title, "assumption", columns, tuple(rows), notes, "assumptions")


def _held(one: Assumption | None) -> str:
    if one is None:
        return "–"
    value, span = written(one.value, one.unit), one.range
    return f"{value} ({_span(span, one.unit)})" if span is not None and one.states_range else value


def _span(span: tuple[Fraction, Fraction], unit: Unit) -> str:
    """A range; a count's word is not said again."""
    is_plain = unit in (Unit.SHARE, Unit.DOLLARS)
    least, most = (written(bound, unit).removesuffix("" if is_plain else f" {unit}") for bound in span)
    return f"{least} to {most}"


def _accord(one: Compared) -> str:
    if one.accord is not Accord.DISPUTED or not any(one.held[party].states_range for party in one.bargaining):
        return str(one.accord)
    if one.between is None:
        return f"{one.accord}; the ranges do not meet"
    return f"{one.accord}; both hold {_span(one.between, one.unit)} possible"


def _signed(one: Compared) -> str:
    if one.is_signed:
        return f"both, {max(mark.on for mark in one.signed.values())}"
    return ", ".join(f"{party} alone, {mark.on}" for party, mark in one.signed.items())


def _sources(found: tuple[Compared, ...]) -> Table:
    rows = [
        Row(f"{one.name}: {party}", (held.on.isoformat(), str(held.source or "no source"), held.note))
        for one in found
        for party, held in one.held.items()
    ]
    columns = (Column("since", "day"), Column("source", "text"), Column("note", "text"))
    return Table("Where the values come from", "assumption", columns, tuple(rows), (), "assumptions/sources")


def _signatures(negotiation: Negotiation, on: dt.date) -> Table:
    """Who signed which value when, and whether that signature still stands."""
    held = negotiation.assumptions
    units = {one.name: one.unit for one in held.stated}
    rows = [
        Row(
            f"{mark.name}: {mark.party}",
            (written(mark.value, units[mark.name]), mark.by, mark.on.isoformat(), _stands(held, mark, on)),
        )
        for mark in held.signed
        if mark.on <= on
    ]
    columns = (Column("signed", "text"), Column("by", "text"), Column("on", "day"), Column("stands", "text"))
    return Table("Who has signed", "assumption", columns, tuple(rows), (), "assumptions/signatures")


def _stands(held: Assumptions, mark: Signature, on: dt.date) -> str:
    if held.stands(mark, on):
        return "yes"
    last, now = held.signature(mark.name, mark.party, on), held.of(mark.name, mark.party, on)
    if last is not None and last != mark:
        return f"no: signed again on {last.on}"
    if now is not None and now.value != mark.value:
        return f"no: {written(now.value, now.unit)} since {now.on}"
    return "no: signed before it was stated"
