"""An opened line: the tables of one line of cost or deduction, its formula, clause, citation, inputs, and who is in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from commonground.agreement.provision import Provision
from commonground.costing.explain import GroupsLeft, LineShown
from commonground.costing.period import Period
from commonground.negotiation import Negotiation
from commonground.report.table import Column, Row, Table
from commonground.values.money import format_cents
from commonground.values.problem import Place
from commonground.values.wording import counted

NOUGHTS = re.compile(r"(\.\d\d)0+\b")
LONGEST_LIST = 4


def told(title: str, rows: Sequence[Row], name: str) -> Table:
    """A table of two columns: what is told, and what it says."""
    return Table(title, "", (Column("", "text"),), tuple(rows), (), name)


def line_table(line: LineShown, period: Period, year: str, *, extra: str = "", also: Sequence[Row] = ()) -> Table:
    """A line in a period: formula, clause, citation, terms, and what it builds on; `extra` goes behind the title."""
    clause = line.clauses[0]
    rows = [
        Row("formula", (line.formula,)),
        *also,
        Row("clause", (f"{clause.title} ({clause.kind.replace('_', ' ')}), {clause.scope}",)),
        Row("cited", (cited(clause, period),)),
        *agreed_rows(clause, period),
    ]
    rows += [Row(name.replace("_", " "), (said,)) for name, said in _terms(clause, period)]
    rows += _position_rows(line)
    rows += [Row("builds on", (f"{name}: {format_cents(cents)}",)) for name, cents in line.upstream if cents]
    rows += [Row("reads", (f"{other.id}: {cited(other, period)}",)) for other in line.clauses[1:]]
    return told(f"{line.line.id} in {year}: {format_cents(line.total)}{extra}", rows, f"line/{line.line.id}")


def _position_rows(line: LineShown) -> list[Row]:
    """How many positions stand, from which year, and what one of them costs."""
    rows = []
    for stretch in line.positions:
        share = "" if stretch.share == 1 else f", for {stretch.share} of the year"
        jobs = sum((jobs for _, jobs, _ in stretch.cohorts), start=Fraction(0))
        rows.append(Row("positions", (f"{jobs_written(jobs)} full-time{share}",)))
        for year, number, unit in stretch.cohorts:
            cents = (("pay", unit.pay), ("roll-up", unit.roll_up), ("health", unit.health))
            parts = ", ".join(f"{name} {format_cents(round(exact))}" for name, exact in cents)
            rows.append(Row(f"since {year}", (f"{jobs_written(number)}, each: {parts}",)))
    return rows


def jobs_written(jobs: Fraction) -> str:
    """Full-time jobs with four decimals at most."""
    whole, rest = divmod(round(jobs * 10_000), 10_000)
    return f"{whole:,}.{rest:04d}".rstrip("0").rstrip(".")


def cited(clause: Provision, period: Period) -> str:
    """The citation of what a clause says in a period."""
    version = clause.on(period.day or period.year.last)
    return str((version.citation if version else clause.citation) or "no citation")


def agreed_rows(clause: Provision, period: Period) -> list[Row]:
    """The mark that both sides have agreed, where what the clause says in a period bears it."""
    version = clause.on(period.day or period.year.last)
    return [Row("agreed", (f"by both sides on {version.agreed}",))] if version and version.agreed else []


def _terms(clause: Provision, period: Period) -> list[tuple[str, str]]:
    """What a clause says in a period, much as its file says it; long tables by their size."""
    version = clause.on(period.day or period.year.last)
    if version is None:
        return []
    said, fields = version.terms.model_dump(mode="json", exclude_defaults=True), type(version.terms).model_fields
    return [(n, in_words(value)) for n, value in said.items() if value not in ([], {}, None, fields[n].default)]


def in_words(value: Any, longest: int = LONGEST_LIST) -> str:
    """A value of a clause's terms in words; a table of more entries than `longest` by its size."""
    if isinstance(value, list):
        if len(value) > longest and not all(isinstance(item, str) for item in value):
            return counted(len(value), "entry", "entries")
        words = (in_words(item, longest) for item in value)
        return ("; " if any(isinstance(item, dict) for item in value) else ", ").join(words)
    if isinstance(value, dict):
        named = ((str(name).replace("_", " "), held) for name, held in value.items() if held not in (None, [], {}))
        return ", ".join(
            f"{name} ({in_words(held, longest)})" if isinstance(held, dict) else f"{name} {in_words(held, longest)}"
            for name, held in named
        )
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def groups_table(line: LineShown, title: str) -> Table:
    """Who is in a line: the groups that it treats alike, the largest first, with the rows that hold them; what they sum to."""
    rows = []
    for group in line.groups:
        reads = [(name.replace("_", " "), _to_the_cent(value)) for name, value in group.reads if not _is_nothing(value)]
        label = "; ".join(f"{name} {value}" for name, value in reads)
        source = ", ".join(map(str, group.rows)) + (" …" if group.heads > len(group.rows) > LONGEST_LIST else "")
        rows.append(Row(label or "everybody alike", (group.heads, group.cents, group.total, source)))
    rows += rows_left(line.left)
    return summed_groups(title, rows)


def rows_left(left: GroupsLeft) -> list[Row]:
    """The row of the groups that are not shown, and the row of what belongs to no person, where there are any."""
    rows = []
    if left.groups:
        label = counted(left.groups, "smaller group", "smaller groups")
        rows.append(Row(label, (left.heads, None, left.cents, "…")))
    if left.of_no_person:
        rows.append(Row("belongs to no person", (None, None, left.of_no_person, "")))
    return rows


def summed_groups(title: str, rows: Sequence[Row]) -> Table:
    """A table of groups (heads, cents each, cents together, rows of the roster), with their sum where there are several."""
    columns = (Column("heads", "people"), Column("each"), Column("together"), Column("rows", "text"))
    if len(rows) > 1:
        heads, cents = (sum(int(row.cells[at] or 0) for row in rows) for at in (0, 2))
        rows = [*rows, Row("total", (heads, None, cents, ""), is_total=True)]
    return Table(title, "group", columns, tuple(rows), (), "groups")


def _is_nothing(value: str) -> bool:
    return value.strip() in ("", "0", "0.00")


def _to_the_cent(value: str) -> str:
    """An amount without the noughts that follow its cents."""
    return NOUGHTS.sub(r"\1", value)


def roster_row(negotiation: Negotiation) -> Row:
    """Which file the people are read from, with its digest and citation."""
    roster = negotiation.roster
    source = f"; {negotiation.roster_citation}" if negotiation.roster_citation else ""
    people = counted(roster.people, "person", "people")
    return Row("roster", (f"{Place(roster.source.file)}: {people}, SHA-256 {roster.source.sha256[:12]}{source}",))


def who_title(negotiation: Negotiation) -> str:
    """The title above the groups of a line."""
    return f"Who is in it ({negotiation.roster.source.file})"
