"""The tables of a raise: what one percent costs, and which raise a sum of money is."""

from __future__ import annotations

from fractions import Fraction

from commonground.costing.breakdown import NOT_STATED
from commonground.costing.percent import FINEST, HIGHEST, Affordable, affordable, worth_of
from commonground.negotiation import Negotiation
from commonground.report.addresses import ACTUAL, BREAKAGE, NEXT, ON_ACTUAL, MoneyAddress, RaiseAddress
from commonground.report.asides import aside_notes
from commonground.report.basis import BROKEN, RosterBasis
from commonground.report.costs import gap_notes
from commonground.report.table import Column, Row, Table, money_columns
from commonground.values.money import format_cents
from commonground.values.rate import format_rate

LOOKED_FOR = "the largest that is looked for"
ON_ACTUAL_ROSTER = "On the actual roster, newcomers stand in the places of those who leave at the end of the base year."


def percent_tables(
    negotiation: Negotiation, rate: Fraction, units: tuple[str, ...], basis: RosterBasis = RosterBasis.BOTH
) -> list[Table]:
    """What a raise costs in a full year: by component (on both rosters where turnover is stated), by unit, by fund."""
    pricing = negotiation.pricing
    worth = worth_of(pricing.engine, pricing.agreement, rate, units)
    base = sum(line.totals[0] for line in pricing.status_quo.lines if line.rule.name == "salary")
    notes = (
        f"A full year at the schedule of {negotiation.snapshot}, nobody moving; salaries there are {format_cents(base)}.",
        *gap_notes([pricing.agreement]),
        *aside_notes(negotiation, [pricing.agreement]),
        *_basis_note(negotiation, basis),
    )
    title = f"What {format_rate(rate)} costs"
    found = []
    for heading, parts in (("component", worth.by_component), ("unit", worth.by_unit), ("fund", worth.by_fund)):
        if heading != "component" and set(parts) <= {""}:
            continue
        rows = [
            Row(name or NOT_STATED, (cents,), (str(RaiseAddress(rate, units, heading, name or NOT_STATED)),))
            for name, cents in parts.items()
            if cents
        ]
        on_both = _on_both(negotiation, rate, units, worth.total, basis) if heading == "component" else []
        rows += on_both or [Row("total", (worth.total,), (str(RaiseAddress(rate, units)),), is_total=True)]
        table_notes = notes if heading == "component" else ()
        named, columns = f"{title}, by {heading}", money_columns(["a year"])
        found.append(Table(named, heading, columns, tuple(rows), table_notes, f"percent/{heading}"))
    return found


def _on_both(
    negotiation: Negotiation, rate: Fraction, units: tuple[str, ...], total: int, basis: RosterBasis
) -> list[Row]:
    """The totals of a raise on the rosters that are asked for, breakage between them; nothing without an actual roster."""
    actual = negotiation.actual
    if actual is None or basis is RosterBasis.CAST_FORWARD:
        return []
    there = worth_of(actual, negotiation.pricing.agreement, rate, units).total
    at = [str(RaiseAddress(rate, units, part)) for part in ("total", BREAKAGE, ACTUAL)]
    rows = [
        Row("total, cast-forward roster", (total,), (at[0],), is_total=True),
        Row(BROKEN, (there - total,), (at[1],)),
        Row("total, actual roster", (there,), (at[2],), is_total=True),
    ]
    return rows if basis.shows_cast_forward else rows[1:]


def _basis_note(negotiation: Negotiation, basis: RosterBasis) -> tuple[str, ...]:
    return () if negotiation.actual is None or basis is RosterBasis.CAST_FORWARD else (ON_ACTUAL_ROSTER,)


def afford_table(
    negotiation: Negotiation, money: int, units: tuple[str, ...], basis: RosterBasis = RosterBasis.BOTH
) -> Table:
    """Which raise a sum of money is, on the rosters that are asked for."""
    rows: list[Row] = []
    agreement = negotiation.pricing.agreement
    if basis.shows_cast_forward or negotiation.actual is None:
        rows += _afforded(affordable(negotiation.pricing.engine, agreement, money, units), units)
    is_plain = negotiation.actual is None or basis is RosterBasis.CAST_FORWARD
    if negotiation.actual is not None and not is_plain:
        rows += _afforded(affordable(negotiation.actual, agreement, money, units), units, on_actual=True)
    columns = (Column("raise", "rate"), Column("cost a year"), Column("left over"))
    notes = (
        f"The money pays for more. No raise of {format_rate(HIGHEST)} or more is looked for."
        if any(row.label.startswith(LOOKED_FOR) for row in rows)
        else "",
        "A full year, roll-up included, everything else as it is.",
        *gap_notes([agreement]),
        *aside_notes(negotiation, [agreement]),
        *_basis_note(negotiation, basis),
    )
    title = f"Which raise ${format_cents(money)} a year is"
    return Table(title, "", columns, tuple(rows), tuple(filter(None, notes)), "afford")


def _afforded(found: Affordable, units: tuple[str, ...], *, on_actual: bool = False) -> list[Row]:
    """The largest raise that the money bears, and the next one, on one roster."""

    def opens(rate: Fraction, which: str = "") -> tuple[str, ...]:
        roster = ON_ACTUAL if on_actual else ""
        first, last = (str(MoneyAddress(found.money, units, f"{roster}{which}{part}")) for part in ("raise", "left"))
        return first, str(RaiseAddress(rate, units, ACTUAL if on_actual else "total")), last

    where = ", actual roster" if on_actual else ""
    largest = "the largest that it pays for" if found.next_cost is not None else LOOKED_FOR
    rows = [Row(f"{largest}{where}", (found.rate, found.cost, found.left), opens(found.rate))]
    if found.next_cost is not None:
        more = found.rate + Fraction(1, FINEST)
        cells = (more, found.next_cost, found.money - found.next_cost)
        rows.append(Row(f"0.0001 % more{where}", cells, opens(more, NEXT)))
    return rows
