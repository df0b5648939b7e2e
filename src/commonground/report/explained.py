"""An opened figure: what its address names, worked out anew, down to formula, inputs, rows, clause and citation.

An address is OFFER/YEAR/PART[/VIEW[/AGAINST]]: an offer's name or `status-quo`; a fiscal year or `run-rate`; `total` or
BY:WORD such as `component:pension`, `issue:wages`, `unit:teachers`, `line:raise`; a view; `base`, `status-quo` or an offer.
"""

from __future__ import annotations

from dataclasses import dataclass

from commonground.agreement.agreement import Agreement
from commonground.costing.breakdown import Against, By, differences, total_difference
from commonground.costing.components import COMPONENTS
from commonground.costing.explain import LineShown, lines_of, open_line
from commonground.costing.period import Period
from commonground.costing.views import View
from commonground.negotiation import Negotiation
from commonground.report.costs import VIEW_SAYS, gap_notes
from commonground.report.table import Column, Row, Table
from commonground.values.money import format_cents
from commonground.values.problem import Place


class BadAddress(ValueError):
    """An address that names no figure."""

    def __init__(self, address: str, got: str, expected: str) -> None:
        super().__init__(f"{address}: got {got!r}; expected {expected}")


@dataclass(frozen=True)
class Address:
    """The words of a figure's address."""

    offer: str
    year: str
    by: str
    part: str
    view: View
    against: str

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read an address. Raises `BadAddress`.

        >>> Address.parse("union/2020-21/component:pension").part
        'pension'
        """
        words = text.split("/")
        if len(words) < 3:
            raise BadAddress(text, text, "OFFER/YEAR/PART, as in union/2020-21/total or board/2021-22/component:pension")
        view, against = View.ANNUAL, "base"
        views = {view.value: view for view in View}
        if len(words) >= 5 and words[-2] in views:
            view, against, words = views[words[-2]], words[-1], words[:-2]
        elif len(words) >= 4 and words[-1] in views:
            view, words = views[words[-1]], words[:-1]
        part = "/".join(words[2:])
        by, _, word = part.partition(":")
        if part != "total" and (not word or by not in {*By, "line"}):
            raise BadAddress(text, part, f"total, or one of {', '.join(By)} or line with a colon and its name")
        return cls(words[0], words[1], by, word, view, against)


def explained(negotiation: Negotiation, address: Address, agreement: Agreement, against: Against) -> list[Table]:
    """The tables that open a figure: how it is reckoned, then every line behind it."""
    engine = negotiation.pricing.engine
    period = _period(negotiation, agreement, address)
    shown = [open_line(engine, agreement, line, period) for line in lines_of(engine, agreement, address.by, address.part)]
    found = [_figure(negotiation, address, agreement, against, shown, period)]
    for line in sorted(shown, key=lambda line: -abs(line.total))[:6]:
        if line.total:
            found += [_line(line, address, agreement), _groups(line, negotiation)]
    return [table for table in found if table.rows]


def _period(negotiation: Negotiation, agreement: Agreement, address: Address) -> Period:
    engine = negotiation.pricing.engine
    if address.year == "run-rate":
        return engine.run_rate_period(agreement)
    for period in engine.periods:
        if period.label == address.year:
            return period
    raise BadAddress(address.year, address.year, f"run-rate or one of {', '.join(p.label for p in engine.periods)}")


def _figure(
    negotiation: Negotiation,
    address: Address,
    agreement: Agreement,
    against: Against,
    shown: list[LineShown],
    period: Period,
) -> Table:
    engine = negotiation.pricing.engine
    rows = []
    if address.by == "total":
        series = total_difference(engine, agreement, against)
    elif address.by == "line":
        series = None
    else:
        parts = differences(engine, agreement, against, By(address.by), negotiation.pricing.status_quo_agreement)
        if address.part not in parts:
            raise BadAddress(address.part, address.part, f"one of {', '.join(parts)}")
        series = parts[address.part]
    if series is not None:
        years = ("run-rate",) if address.view is View.RUN_RATE else tuple(p.label for p in engine.periods[1:])
        if address.view is View.RUN_RATE or address.year in years:
            seen = dict(zip(years, series.seen(address.view), strict=True))
            cents = seen["run-rate"] if address.view is View.RUN_RATE else seen[address.year]
            rows.append(Row("the figure", (format_cents(cents),), is_total=True))
            rows.append(Row("is", (VIEW_SAYS[address.view] + f", against {against.name}",)))
            for back in _steps(address, series.cents, [p.label for p in engine.periods]):
                rows.append(Row("from", (back,)))
    if address.part in COMPONENTS:
        rows.append(Row("formula", (COMPONENTS[address.part],)))
    if address.by == "issue":
        rows.append(Row("formula", ("the mean, over all orders, of what the issue adds; lines that read it are below",)))
    rows.append(Row("lines behind it", (f"{len(shown)}, {format_cents(sum(line.total for line in shown))} in {period.label}",)))
    rows += [Row("not in it", (note,)) for note in gap_notes([agreement])]
    rows.append(Row("after expiry", (str(negotiation.expiry),)))
    rows.append(Row("roster", (_roster(negotiation),)))
    title = f"{agreement.title}, {address.year}: {address.part or 'total'}"
    return Table(title, "", (Column("", "text"),), tuple(rows), (), "figure")


def _steps(address: Address, cents: tuple[int, ...], labels: list[str]) -> list[str]:
    if address.view is View.RUN_RATE:
        return []
    at = labels.index(address.year)
    if address.view is View.INCREMENT:
        return [f"{format_cents(cents[at])} in {labels[at]} - {format_cents(cents[at - 1])} in {labels[at - 1]}"]
    if address.view is View.CUMULATIVE:
        return [" + ".join(format_cents(part) for part in cents[1 : at + 1])]
    return []


def _roster(negotiation: Negotiation) -> str:
    roster = negotiation.roster
    cited = f"; {negotiation.roster_citation}" if negotiation.roster_citation else ""
    return f"{Place(roster.source.file)}: {roster.people:,} people, SHA-256 {roster.source.sha256[:12]}{cited}"


def _line(line: LineShown, address: Address, agreement: Agreement) -> Table:
    clause = line.clauses[0]
    rows = [
        Row("formula", (line.formula,)),
        Row("clause", (f"{clause.title} ({clause.kind}), {clause.scope}",)),
    ]
    rows += [Row("cited" if number == 0 else f"reads {other.id}", (str(other.citation or "no citation"),)) for number, other in enumerate(line.clauses)]
    rows += [Row(name, (value,)) for name, value in line.terms]
    rows += [Row(f"builds on {name}", (format_cents(cents),)) for name, cents in line.upstream if cents]
    title = f"{line.line.id} in {address.year}: {format_cents(line.total)}"
    return Table(title, "", (Column("", "text"),), tuple(rows), (), f"line/{line.line.id}")


def _groups(line: LineShown, negotiation: Negotiation) -> Table:
    rows = []
    for group in line.groups:
        reads = "; ".join(f"{name} {value}" for name, value in group.reads)
        source = ", ".join(map(str, group.rows)) + (" …" if group.heads > len(group.rows) and len(group.rows) > 5 else "")
        rows.append(Row(reads, (group.heads, group.cents, group.total, source)))
    columns = (Column("heads", "people"), Column("each"), Column("together"), Column("rows", "text"))
    left = line.groups_in_all - len(line.groups)
    notes = (f"{left:,} smaller groups are not shown.",) if left > 0 else ()
    return Table(f"Who is in it ({negotiation.roster.source.file})", "group", columns, tuple(rows), notes, "groups")
