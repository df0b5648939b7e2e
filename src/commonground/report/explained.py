"""An opened figure: what its address names, worked out anew, down to formula, inputs, rows, clause and citation.

An address is OFFER/YEAR/PART[/VIEW[/AGAINST]]: an offer's name or `status-quo`; a fiscal year or `run-rate`; `total` or
BY:WORD such as `component:pension`, `issue:wages`, `unit:teachers`, `line:raise`; a view; `base`, `status-quo`, an
offer or `nothing`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from commonground.agreement.agreement import Agreement
from commonground.agreement.provision import Provision
from commonground.costing.breakdown import (
    NOT_STATED,
    STATUS_QUO,
    STATUS_QUO_COSTS,
    Against,
    By,
    differences,
    total_difference,
)
from commonground.costing.components import COMPONENTS
from commonground.costing.explain import LineShown, lines_of, open_line
from commonground.costing.period import Period
from commonground.costing.views import Series, View
from commonground.negotiation import Negotiation
from commonground.report.costs import gap_titles, view_says
from commonground.report.table import Column, Row, Table
from commonground.values.money import format_cents
from commonground.values.problem import Place
from commonground.values.wording import counted

NOUGHTS = re.compile(r"(\.\d\d)0+\b")
MOST_LINES = 6
LONGEST_LIST = 4
STATED_PARTS = (By.FUND, By.UNIT, By.SCHOOL)


class BadAddress(ValueError):
    """An address that names no figure."""

    def __init__(self, address: str, got: str, expected: str) -> None:
        super().__init__(f'No figure has the address "{address}": got "{got}"; expected {expected}')


@dataclass(frozen=True)
class Address:
    """The words of a figure's address."""

    offer: str
    year: str
    by: str
    part: str
    view: View
    against: str
    text: str = ""

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read an address. Raises `BadAddress`.

        >>> Address.parse("union/2020-21/component:pension").part
        'pension'
        """
        words = text.split("/")
        if len(words) < 3:
            raise BadAddress(
                text, text, "OFFER/YEAR/PART, as in union/2020-21/total or board/2021-22/component:pension"
            )
        view, against = View.RUN_RATE if words[1] == View.RUN_RATE else View.ANNUAL, "base"
        views = {view.value: view for view in View}
        if len(words) >= 5 and words[-2] in views:
            view, against, words = views[words[-2]], words[-1], words[:-2]
        elif len(words) >= 4 and words[-1] in views:
            view, words = views[words[-1]], words[:-1]
        part = "/".join(words[2:])
        by, _, word = part.partition(":")
        if part != "total" and (not word or by not in {*By, "line"}):
            raise BadAddress(text, part, f"total, or one of {', '.join(By)} or line with a colon and its name")
        if (view is View.RUN_RATE) != (words[1] == View.RUN_RATE):
            raise BadAddress(
                text, f"{words[1]} with view {view}", "run-rate for both, because a run-rate is of no year"
            )
        return cls(words[0], words[1], by, word, view, against, text)


def explained(negotiation: Negotiation, address: Address, agreement: Agreement, against: Against) -> list[Table]:
    """The tables that open a figure: how it is reckoned, then every line behind it."""
    engine = negotiation.pricing.engine
    period = _period(negotiation, agreement, address)
    if address.by == By.ISSUE and address.part in (STATUS_QUO, STATUS_QUO_COSTS):
        lines = lines_of(engine, negotiation.pricing.status_quo_agreement, "total", "")
        priced = negotiation.pricing.status_quo_agreement
    else:
        lines, priced = lines_of(engine, agreement, address.by, address.part), agreement
    if address.by == "line" and not lines:
        known = [line.id for line in lines_of(engine, agreement, "total", "")]
        raise BadAddress(address.text, address.part, f"a line of cost: {', '.join(known)}")
    shown = [open_line(engine, priced, line, period) for line in lines]
    shown = sorted((line for line in shown if line.total), key=lambda line: -abs(line.total))
    found = [_figure(negotiation, address, agreement, against, shown, period)]
    for line in shown[:MOST_LINES]:
        found += [_line(line, address, priced, negotiation, period), _groups(line, negotiation)]
    return [table for table in found if table.rows]


def _period(negotiation: Negotiation, agreement: Agreement, address: Address) -> Period:
    engine = negotiation.pricing.engine
    if address.view is View.RUN_RATE:
        return engine.run_rate_period(agreement)
    for period in engine.periods:
        if period.label == address.year:
            return period
    raise BadAddress(address.text, address.year, f"run-rate or one of {', '.join(p.label for p in engine.periods)}")


def _figure(
    negotiation: Negotiation,
    address: Address,
    agreement: Agreement,
    against: Against,
    shown: list[LineShown],
    period: Period,
) -> Table:
    rows = _reckoned(negotiation, address, agreement, against)
    if address.part in COMPONENTS:
        rows.append(Row("formula", (COMPONENTS[address.part],)))
    if address.by == By.ISSUE and address.part == STATUS_QUO:
        rows.append(Row("formula", ("the whole cost if nothing is agreed - the whole cost of the base year",)))
    elif address.by == By.ISSUE:
        rows.append(
            Row("formula", ("the mean, over all orders, of what the issue adds; lines that read it are below",))
        )
    together = format_cents(sum(line.total for line in shown))
    rows.append(Row("behind it", (f"{counted(len(shown), 'line')} of cost, together {together} in {period.label}",)))
    if len(shown) > MOST_LINES:
        rows.append(Row("", (f"the {MOST_LINES} largest are below; line:NAME in the address opens another",)))
    rows += [Row("not in it", (title,)) for title in gap_titles([agreement])]
    rows.append(Row("assumed", (str(negotiation.expiry),)))
    rows.append(Row("roster", (_roster(negotiation),)))
    title = f"{agreement.title}, {address.year}: {address.part or 'total'}"
    return Table(title, "", (Column("", "text"),), tuple(rows), (), "figure")


def _reckoned(negotiation: Negotiation, address: Address, agreement: Agreement, against: Against) -> list[Row]:
    """The figure, what it is, and what it comes from; a line of cost has no figure beside its own."""
    engine = negotiation.pricing.engine
    if address.by == "line":
        return []
    if address.by == "total":
        series = total_difference(engine, agreement, against)
    else:
        parts = differences(engine, agreement, against, By(address.by), negotiation.pricing.status_quo_agreement)
        if address.part not in parts:
            raise BadAddress(address.text, address.part, f"one of {', '.join(parts)}")
        series = parts[address.part]
    labels = [period.label for period in engine.periods]
    if address.view is View.RUN_RATE:
        cents = series.seen(View.RUN_RATE)[0]
    elif address.year == labels[0] and against.is_nothing and address.view is View.ANNUAL:
        cents = series.cents[0]
    elif address.year == labels[0]:
        return [Row("is", (f"the base year {labels[0]}, with which the others are compared",))]
    else:
        cents = series.seen(address.view)[labels.index(address.year) - 1]
    rows = [Row("the figure", (format_cents(cents),), is_total=True)]
    compared = "" if against.is_nothing else f", against {against.name}"
    rows.append(Row("is", (f"{view_says(address.view, against)}{compared}",)))
    return rows + [Row("from", (step,)) for step in _steps(negotiation, address, agreement, against, series)]


def _steps(
    negotiation: Negotiation, address: Address, agreement: Agreement, against: Against, series: Series
) -> list[str]:
    """The subtraction or the sum that gives the figure, with its numbers."""
    engine = negotiation.pricing.engine
    labels = [period.label for period in engine.periods]
    if address.view is View.RUN_RATE:
        return []
    at, cents = labels.index(address.year), series.cents
    if address.view is View.INCREMENT:
        return [f"{format_cents(cents[at])} in {labels[at]} - {format_cents(cents[at - 1])} in {labels[at - 1]}"]
    if address.view is View.CUMULATIVE:
        return [" + ".join(format_cents(part) for part in cents[1 : at + 1])]
    if address.by != "total" or against.is_nothing:
        return []
    here = engine.price(agreement).totals[at]
    return [
        f"{format_cents(here)} in {labels[at]} - {format_cents(here - cents[at])} in {against.name.removeprefix('the ')}"
    ]


def _roster(negotiation: Negotiation) -> str:
    roster = negotiation.roster
    cited = f"; {negotiation.roster_citation}" if negotiation.roster_citation else ""
    return f"{Place(roster.source.file)}: {counted(roster.people, 'person', 'people')}, SHA-256 {roster.source.sha256[:12]}{cited}"


def _line(line: LineShown, address: Address, agreement: Agreement, negotiation: Negotiation, period: Period) -> Table:
    clause = line.clauses[0]
    rows = [
        Row("formula", (line.formula,)),
        Row("clause", (f"{clause.title} ({clause.kind.replace('_', ' ')}), {clause.scope}",)),
        Row("cited", (_cited(clause, period),)),
    ]
    rows += [Row(name.replace("_", " "), (said,)) for name, said in _terms(clause, period)]
    rows += [Row("builds on", (f"{name}: {format_cents(cents)}",)) for name, cents in line.upstream if cents]
    rows += [Row("reads", (f"{other.id}: {_cited(other, period)}",)) for other in line.clauses[1:]]
    title = f"{line.line.id} in {address.year}: {format_cents(line.total)}"
    if address.by in STATED_PARTS:
        word = "" if address.part == NOT_STATED else address.part
        part = negotiation.pricing.engine.split(agreement, line.line, period, address.by).get(word, 0)
        title += f", of which {address.part} {format_cents(part)}"
    return Table(title, "", (Column("", "text"),), tuple(rows), (), f"line/{line.line.id}")


def _cited(clause: Provision, period: Period) -> str:
    """The citation of what a clause says in a period."""
    version = clause.on(period.day or period.year.last)
    return str((version.citation if version else clause.citation) or "no citation")


def _terms(clause: Provision, period: Period) -> list[tuple[str, str]]:
    """What a clause says in a period, much as its file says it; long tables by their size."""
    version = clause.on(period.day or period.year.last)
    if version is None:
        return []
    said = version.terms.model_dump(mode="json", exclude_defaults=True)
    return [(name, _said(value)) for name, value in said.items() if value not in ([], {}, None)]


def _said(value: Any) -> str:
    if isinstance(value, list):
        if len(value) > LONGEST_LIST and not all(isinstance(item, str) for item in value):
            return counted(len(value), "entry", "entries")
        return ("; " if any(isinstance(item, dict) for item in value) else ", ").join(map(_said, value))
    if isinstance(value, dict):
        named = ((str(name).replace("_", " "), held) for name, held in value.items() if held not in (None, [], {}))
        return ", ".join(
            f"{name} ({_said(held)})" if isinstance(held, dict) else f"{name} {_said(held)}" for name, held in named
        )
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _groups(line: LineShown, negotiation: Negotiation) -> Table:
    rows = []
    for group in line.groups:
        told = [(name.replace("_", " "), _to_the_cent(value)) for name, value in group.reads if not _is_nothing(value)]
        reads = "; ".join(f"{name} {value}" for name, value in told)
        source = ", ".join(map(str, group.rows)) + (" …" if group.heads > len(group.rows) > LONGEST_LIST else "")
        rows.append(Row(reads or "everybody alike", (group.heads, group.cents, group.total, source)))
    columns = (Column("heads", "people"), Column("each"), Column("together"), Column("rows", "text"))
    left = line.groups_in_all - len(line.groups)
    notes = (f"{counted(left, 'smaller group is', 'smaller groups are')} not shown.",) if left > 0 else ()
    return Table(f"Who is in it ({negotiation.roster.source.file})", "group", columns, tuple(rows), notes, "groups")


def _is_nothing(value: str) -> bool:
    return value.strip() in ("", "0", "0.00")


def _to_the_cent(value: str) -> str:
    """An amount without the noughts that follow its cents."""
    return NOUGHTS.sub(r"\1", value)
