"""The tables of a raise: what one percent costs, and which raise a sum of money is."""

from __future__ import annotations

from fractions import Fraction

from commonground.costing.breakdown import NOT_STATED
from commonground.costing.percent import HIGHEST, affordable, worth_of
from commonground.negotiation import Negotiation
from commonground.report.addresses import MoneyAddress, RaiseAddress
from commonground.report.asides import aside_notes
from commonground.report.basis import BROKEN
from commonground.report.costs import gap_notes
from commonground.report.table import Column, Row, Table, money_columns
from commonground.values.money import format_cents
from commonground.values.rate import format_rate

ON_ACTUAL = "On the actual roster, newcomers stand in the places of those who leave at the end of the base year."


def percent_tables(negotiation: Negotiation, rate: Fraction, units: tuple[str, ...]) -> list[Table]:
    """What a raise costs in a full year: by component (on both rosters where turnover is stated), by unit, by fund."""
    pricing = negotiation.pricing
    worth = worth_of(pricing.engine, pricing.agreement, rate, units)
    base = sum(line.totals[0] for line in pricing.status_quo.lines if line.rule.name == "salary")
    notes = (
        f"A full year at the schedule of {negotiation.snapshot}, nobody moving; salaries there are {format_cents(base)}.",
        *gap_notes([pricing.agreement]),
        *aside_notes(negotiation, [pricing.agreement]),
        *(() if negotiation.actual is None else (ON_ACTUAL,)),
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
        rows.append(Row("total", (worth.total,), (str(RaiseAddress(rate, units)),), is_total=True))
        if negotiation.actual is not None and heading == "component":
            there = worth_of(negotiation.actual, pricing.agreement, rate, units).total
            rows += [Row(BROKEN, (there - worth.total,)), Row("total, actual roster", (there,), is_total=True)]
        table_notes = notes if heading == "component" else ()
        named, columns = f"{title}, by {heading}", money_columns(["a year"])
        found.append(Table(named, heading, columns, tuple(rows), table_notes, f"percent/{heading}"))
    return found


def afford_table(negotiation: Negotiation, money: int, units: tuple[str, ...]) -> Table:
    """Which raise a sum of money is."""
    found = affordable(negotiation.pricing.engine, negotiation.pricing.agreement, money, units)
    finest = Fraction(1, 1_000_000)
    largest = "the largest that it pays for" if found.next_cost is not None else "the largest that is looked for"

    def opens(rate: Fraction, which: str = "") -> tuple[str, ...]:
        of_money = (str(MoneyAddress(money, units, f"{which}{part}")) for part in ("raise", "left"))
        first, last = of_money
        return first, str(RaiseAddress(rate, units)), last

    rows = [Row(largest, (found.rate, found.cost, found.left), opens(found.rate))]
    if found.next_cost is not None:
        more = found.rate + finest
        rows.append(Row("0.0001 % more", (more, found.next_cost, money - found.next_cost), opens(more, "next ")))
    columns = (Column("raise", "rate"), Column("cost a year"), Column("left over"))
    notes = (
        f"The money pays for more. No raise of {format_rate(HIGHEST)} or more is looked for." if len(rows) == 1 else "",
        "A full year, roll-up included, everything else as it is.",
        *gap_notes([negotiation.pricing.agreement]),
        *aside_notes(negotiation, [negotiation.pricing.agreement]),
    )
    title = f"Which raise ${format_cents(money)} a year is"
    return Table(title, "", columns, tuple(rows), tuple(filter(None, notes)), "afford")
