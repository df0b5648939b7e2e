"""The tables of a raise: what one percent costs, and which raise a sum of money is."""

from __future__ import annotations

from fractions import Fraction

from commonground.costing.percent import HIGHEST, affordable, worth_of
from commonground.negotiation import Negotiation
from commonground.report.costs import gap_notes
from commonground.report.table import Column, Row, Table, money_columns
from commonground.values.money import format_cents
from commonground.values.rate import format_rate


def percent_tables(negotiation: Negotiation, rate: Fraction, units: tuple[str, ...]) -> list[Table]:
    """What a raise costs in a full year: by component, by unit, by fund."""
    pricing = negotiation.pricing
    worth = worth_of(pricing.engine, pricing.agreement, rate, units)
    base = sum(line.totals[0] for line in pricing.status_quo.lines if line.rule.name == "salary")
    notes = (
        f"A full year at the schedule of {negotiation.snapshot}, nobody moving; salaries there are {format_cents(base)}.",
        *gap_notes([pricing.agreement]),
    )
    title = f"What {format_rate(rate)} costs"
    found = []
    for heading, parts in (("component", worth.by_component), ("unit", worth.by_unit), ("fund", worth.by_fund)):
        if heading != "component" and set(parts) <= {""}:
            continue
        rows = [Row(name or "not stated", (cents,)) for name, cents in parts.items() if cents]
        rows.append(Row("total", (worth.total,), is_total=True))
        table_notes = notes if heading == "component" else ()
        named, columns = f"{title}, by {heading}", money_columns(["a year"])
        found.append(Table(named, heading, columns, tuple(rows), table_notes, f"percent/{heading}"))
    return found


def afford_table(negotiation: Negotiation, money: int, units: tuple[str, ...]) -> Table:
    """Which raise a sum of money is."""
    found = affordable(negotiation.pricing.engine, negotiation.pricing.agreement, money, units)
    finest = Fraction(1, 1_000_000)
    largest = "the largest that it pays for" if found.next_cost is not None else "the largest that is looked for"
    rows = [Row(largest, (found.rate, found.cost, found.left))]
    if found.next_cost is not None:
        rows.append(Row("0.0001 % more", (found.rate + finest, found.next_cost, money - found.next_cost)))
    columns = (Column("raise", "rate"), Column("cost a year"), Column("left over"))
    notes = (
        f"The money pays for more. No raise of {format_rate(HIGHEST)} or more is looked for." if len(rows) == 1 else "",
        "A full year, roll-up included, everything else as it is.",
        *gap_notes([negotiation.pricing.agreement]),
    )
    title = f"Which raise ${format_cents(money)} a year is"
    return Table(title, "", columns, tuple(rows), tuple(filter(None, notes)), "afford")
