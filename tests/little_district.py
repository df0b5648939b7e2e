"""A little district: a handful of people under a few clauses, written in the lines of the test that needs them.

The base year is 2025-26 and the snapshot 1 October 2025; the years costed follow it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from commonground.agreement.agreement import Agreement, Term
from commonground.agreement.calendar import Calendar
from commonground.agreement.kinds import KINDS
from commonground.agreement.provision import BEGINNING, NEVER, Provision, Scope, Status, Version
from commonground.costing.cost import Costing
from commonground.costing.engine import Engine
from commonground.schools.schools import Schools
from commonground.schools.sections import Sections
from commonground.values.citation import Citation
from commonground.values.fiscal_year import FiscalYear, Proration
from commonground.workforce.roster import LABELS, Labels, Roster

SNAPSHOT = dt.date(2025, 10, 1)
BASE = FiscalYear.parse("2025-26")
JULY = {year: dt.date(year, 7, 1) for year in range(2023, 2034)}
CITE = Citation("Agreement of the little district", article="1", page="1")


def version(kind: str, start: dt.date = BEGINNING, until: dt.date = NEVER, **terms: Any) -> Version:
    """What a clause says from one day until another."""
    return Version(KINDS[kind].terms.model_validate(terms), start, until, CITE)


def clause(
    id: str,
    kind: str,
    *versions: Version,
    scope: Mapping[str, Any] | None = None,
    issue: str = "",
    status: Status = Status.COSTED,
    fund: str = "",
    **terms: Any,
) -> Provision:
    """A clause of one kind; its terms by name, or its versions one by one."""
    said = versions or (version(kind, **terms),)
    family = KINDS[kind].family
    words = {column: tuple(listed) for column, listed in (scope or {}).items()}
    return Provision(id, kind, id, family, issue or id, said, Scope(words), fund, status)


def schedule(table: Mapping[tuple[str, str], object], id: str = "schedule", **terms: Any) -> Provision:
    """A salary schedule from (lane, step) -> dollars."""
    scope = terms.pop("scope", None)
    issue = terms.pop("issue", "")
    cells = [{"lane": lane, "step": step, "salary": salary} for (lane, step), salary in table.items()]
    return clause(id, "salary_schedule", scope=scope, issue=issue, table=cells, **terms)


def agreement(*clauses: Provision, last: dt.date | None = None) -> Agreement:
    """An agreement of these clauses; `last` is the last day of its term."""
    term = Term(dt.date(2023, 7, 1), last) if last else None
    return Agreement("little", {provision.id: provision for provision in clauses}, term)


def people(*rows: Mapping[str, Any]) -> Roster:
    """A roster: each row names what differs from a full-time person who stands on no step."""
    labels = {name: Labels.of([str(row.get(name, "")) for row in rows]) for name in LABELS}
    numbers = {
        "count": [int(row.get("count", 1)) for row in rows],
        "fte": [int(Fraction(str(row.get("fte", 1))) * 10_000) for row in rows],
        "salary": [int(Fraction(str(row["salary"])) * 100) if "salary" in row else -1 for row in rows],
        "service": [int(row.get("service", 0)) for row in rows],
        "hired": [row["hired"].toordinal() if "hired" in row else 0 for row in rows],
        "leave_days": [int(Fraction(str(row.get("leave_days", 0))) * 100) for row in rows],
    }
    columns = {name: np.array(column, dtype=np.int64) for name, column in numbers.items()}
    return Roster(labels, columns, np.arange(2, len(rows) + 2))


def engine(
    roster: Roster,
    years: int = 3,
    proration: Proration = Proration.MONTHS,
    schools: Schools | None = None,
    sections: Sections | None = None,
) -> Engine:
    """An engine for the years after the base year."""
    calendar = Calendar(SNAPSHOT, tuple(BASE.next(number) for number in range(1, years + 1)), proration)
    return Engine(roster, calendar, BASE, schools, sections)


def line(costing: Costing, id: str) -> tuple[int, ...]:
    """One line's cents by period, the base year first."""
    return next(found.totals for found in costing.lines if found.id == id)


def deducted(engine: Engine, agreement: Agreement, id: str) -> tuple[int, ...]:
    """What members themselves pay on one line, in cents by period, the base year first."""
    found = engine.join(agreement).lines[id]
    return tuple(engine.total(agreement, found, period) for period in engine.periods)


def each_paid(agreement: Agreement, *rows: Mapping[str, Any], id: str, years: int = 3) -> list[tuple[int, ...]]:
    """One line's cents by period for each row by itself: the same rule on a roster of one."""
    return [line(engine(people(row), years).price(agreement), id) for row in rows]
