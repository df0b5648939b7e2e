"""An opened cell of a scattergram: who stands there, on which rows of the roster, and which schedule pays them what."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.costing.explain import MOST_GROUPS, GroupsLeft
from commonground.costing.period import Period
from commonground.costing.placed import placed
from commonground.negotiation import Negotiation
from commonground.report.addresses import BadAddress, CellAddress, Measure
from commonground.report.opened_lines import cited, roster_row, rows_left, summed_groups, told
from commonground.report.table import Row, Table
from commonground.values.money import format_cents
from commonground.workforce.roster import FULL_TIME, Roster

Rows = npt.NDArray[np.bool_]
MOST_ROWS = 6
FORMULAS = {
    Measure.PEOPLE: "the sum of the people on the rows that stand there",
    Measure.FTE: "the sum of people x FTE over the rows that stand there",
    Measure.DOLLARS: "the sum of people x round(cell x FTE x share of the year) over the rows that stand there",
    Measure.SALARY: "dollars / full-time jobs, cut to the cent",
}


def explained_cell(
    negotiation: Negotiation, address: CellAddress, agreement: Agreement, most: int | None = MOST_GROUPS
) -> list[Table]:
    """The figure of a cell, then the rows of the roster that stand there, those alike together (at most so many; None: all)."""
    engine = negotiation.pricing.engine
    period = next((period for period in engine.periods if period.label == address.year), None)
    if period is None:
        raise BadAddress(str(address), address.year, f"one of {', '.join(p.label for p in engine.periods)}")
    roster, pay = placed(engine, agreement, period)
    here = roster.labels["step"].numbers({"": 0}, otherwise=1) == 1
    for column, word in address.where.items():
        here &= roster.labels[column].numbers({word: 1}) == 1
    if not here.any():
        raise BadAddress(str(address), address.text_of_place, "a cell on which somebody stands")
    rows = [
        *_figure(address.measure, roster, pay, here),
        Row("is", (f"{_said(address.measure)} of those on {address.text_of_place}, {_when(period)}",)),
        Row("formula", (FORMULAS[address.measure],)),
        *_clauses(negotiation, agreement, here, period),
        roster_row(negotiation),
    ]
    title = f"{agreement.title}, {address.year}: {address.text_of_place}"
    return [told(title, rows, "figure"), _groups(negotiation, roster, pay, here, most)]


def _said(measure: Measure) -> str:
    return {Measure.SALARY: "the mean pay of a full-time job", Measure.FTE: "the full-time jobs"}.get(
        measure, f"the {measure}"
    )


def _when(period: Period) -> str:
    return f"on {period.day}" if period.day else f"at the end of {period.label}"


def _figure(measure: Measure, roster: Roster, pay: npt.NDArray[np.int64], here: Rows) -> list[Row]:
    count, fte = roster.numbers["count"][here], roster.numbers["fte"][here]
    people, jobs, cents = int(count.sum()), int((count * fte).sum()), int((count * pay[here]).sum())
    said = {
        Measure.PEOPLE: f"{people:,}",
        Measure.FTE: _jobs(jobs),
        Measure.DOLLARS: format_cents(cents),
        Measure.SALARY: format_cents(cents * FULL_TIME // max(jobs, 1)),
    }
    rows = [Row("the figure", (said[measure],), is_total=True)]
    if measure is Measure.SALARY:
        rows.append(Row("from", (f"{format_cents(cents)} / {_jobs(jobs)}",)))
    return rows


def _jobs(fte: int) -> str:
    return f"{fte // FULL_TIME:,}.{fte % FULL_TIME:04d}"


def _clauses(negotiation: Negotiation, agreement: Agreement, here: Rows, period: Period) -> list[Row]:
    """The schedules that pay the people there, and the clauses that shape their steps and raises, each with its citation."""
    lines = negotiation.pricing.engine.join(agreement).lines.values()
    paying = [line for line in lines if line.rule.name == "salary" and (line.group[here] >= 0).any()]
    rows = []
    for line in paying:
        first, *others = (agreement[name] for name in line.closure)
        rows += [Row("clause", (first.title,)), Row("cited", (cited(first, period),))]
        rows += [Row("reads", (f"{clause.id}: {cited(clause, period)}",)) for clause in others]
    return rows


def _groups(
    negotiation: Negotiation, roster: Roster, pay: npt.NDArray[np.int64], here: Rows, most: int | None
) -> Table:
    before = negotiation.roster.labels["step"]
    found: dict[tuple[str, str, str, int, int], list[int]] = {}
    for row in np.flatnonzero(here).tolist():
        lane, step = roster.labels["lane"][row], roster.labels["step"][row]
        found.setdefault((lane, step, before[row], int(roster.numbers["fte"][row]), int(pay[row])), []).append(row)
    sized = {key: int(roster.numbers["count"][rows].sum()) for key, rows in found.items()}
    rows = []
    order = sorted(sized, key=lambda key: -sized[key])
    for key in order[:most]:
        lane, step, was, fte, cents = key
        moved = f"stood on step {was}" if was != step else ""
        parts = (f"lane {lane}" if lane else "", f"step {step}", moved, f"FTE {_jobs(fte)}")
        numbers = [int(roster.row[row]) for row in found[key]]
        source = ", ".join(map(str, numbers[:MOST_ROWS])) + (" …" if len(numbers) > MOST_ROWS else "")
        label = "; ".join(part for part in parts if part)
        rows.append(Row(label, (sized[key], cents, sized[key] * cents, source)))
    rest = order[len(rows) :]
    heads, cents = sum(sized[key] for key in rest), sum(sized[key] * key[-1] for key in rest)
    return summed_groups(
        f"Who stands there ({roster.source.file})", [*rows, *rows_left(GroupsLeft(len(rest), heads, cents))]
    )
