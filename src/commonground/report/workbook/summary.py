"""The Summary sheet: what each offer costs by year and component, more than the base year and the status quo, and the gap.

Law: every figure here is a formula on the cost sheets, but the gap by issue, whose shares no formula of a workbook can
give; it is written as values and says so. The views are those of `costing.views`.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from commonground.costing.actual import breakage
from commonground.costing.attribution import attribute
from commonground.costing.engine import Engine
from commonground.costing.gap import years_of_term
from commonground.negotiation import Negotiation
from commonground.report.asides import aside_notes
from commonground.report.workbook.cells import Chart, Role, Sheet, Unit, address, letters
from commonground.report.workbook.cost_sheet import CostSheet

Figures = list[tuple[str, float]]
FIRST = 1
ACTUAL = "Where a table says so: the actual roster, on which people leave by service and newcomers take their places."
MOST_IN_A_CHART, MOST_ON_A_PAGE = 6, 13


@dataclass(frozen=True, eq=False)
class Columns:
    """The columns of the summary's tables: base year and years, their sum, the sum over the own term, the run-rate."""

    years: tuple[str, ...]
    has_terms: bool

    @property
    def labels(self) -> list[str]:
        """The headings."""
        terms = ["Sum, own term"] if self.has_terms else []
        return [*self.years, "Sum of years", *terms, "Run-rate"]

    @property
    def sum(self) -> int:
        """The column of the sum of the years."""
        return FIRST + len(self.years)

    @property
    def run_rate(self) -> int:
        """The column of the run-rate."""
        return self.sum + (2 if self.has_terms else 1)


def run_rate_of(cost: CostSheet, engine: Engine) -> int | None:
    """The number of an agreement's own run-rate among the periods of the cost sheets; None where they have no such column."""
    wanted = engine.run_rate_period(cost.priced.agreement)
    found = [n for n, period in enumerate(cost.periods) if n >= len(engine.periods) and period == wanted]
    return found[0] if found else None


class Summary:
    """The summary being filled."""

    def __init__(
        self, sheet: Sheet, negotiation: Negotiation, status_quo: CostSheet, offers: Sequence[CostSheet]
    ) -> None:
        self.sheet, self.negotiation, self.status_quo, self.offers = sheet, negotiation, status_quo, offers
        self.engine = negotiation.pricing.engine
        shorter = any(len(self._term(offer)) < len(negotiation.years) for offer in offers)
        years = (f"{negotiation.base.label} base", *(year.label for year in negotiation.years))
        self.columns = Columns(years, shorter)
        self.row = 0

    def write(self) -> None:
        """Write the whole sheet."""
        self._title()
        every = [*([self.status_quo]), *self.offers]
        cost = self._headline("What it costs, by year", every, [self._cost(each, "") for each in every])
        self._on_the_actual_roster(every)
        more = None
        if self.offers:
            less = [self._less(self._cost(each, ""), self._cost(self.status_quo, "", each)) for each in self.offers]
            more = self._headline("More than the status quo, by year", self.offers, less)
        gap = self._gap() if len(self.offers) > 1 else None
        issues = self._issues() if len(self.offers) > 1 else None
        self.sheet.breaks.append(self.row)
        self._changes(every)
        self._pictures(cost, more, gap, issues, len(every))
        for offer in self.offers or [self.status_quo]:
            self._offer(offer)
        self.sheet.printed = self.row

    def _title(self) -> None:
        sheet, negotiation = self.sheet, self.negotiation
        sheet.left = 1
        sheet.put(0, 0, negotiation.title, Role.TITLE)
        parties = {party.id: party.name for party in negotiation.parties}
        sheet.put(
            1,
            0,
            "All employer cost in dollars. Figures are formulas and follow the Inputs sheet; those in red are values.",
            Role.ASIDE,
        )
        sheet.put(2, 0, "Contents", Role.LINK, link="Contents")
        row = 3
        for each in self.offers:
            offer = each.priced.offer
            if offer is not None:
                party = parties.get(offer.party, offer.party)
                sheet.put(row, 0, f"{offer.title}: {party}, passed {offer.passed_on}, term {offer.term}", Role.ASIDE)
                row += 1
        sheet.put(
            row,
            0,
            f"Assumed {negotiation.expiry}. Roster: {negotiation.roster.people:,} people advance; nobody leaves or is hired.",
            Role.ASIDE,
        )
        row += 1
        if negotiation.turnover is not None:
            sheet.put(row, 0, ACTUAL, Role.ASIDE)
            row += 1
        gaps = {p.id: p.title for each in (self.status_quo, *self.offers) for p in each.priced.agreement.gaps}
        for title in gaps.values():
            sheet.put(row, 0, f"Not in any total: {title}", Role.ASIDE)
            row += 1
        for note in aside_notes(negotiation, [each.priced.agreement for each in (self.status_quo, *self.offers)]):
            sheet.put(row, 0, note, Role.ASIDE)
            row += 1
        self.row = row + 1

    def _term(self, each: CostSheet) -> tuple[int, ...]:
        """The numbers of the periods that lie in an agreement's own term."""
        inside = years_of_term(each.priced.agreement, self.negotiation.years)
        return tuple(number for number, year in enumerate(self.negotiation.years, start=1) if year in inside)

    def _cost(self, each: CostSheet, component: str, at: CostSheet | None = None) -> Figures:
        """What a component (or everything) costs by period, with the run-rate of `at`, or of its own agreement."""
        years = range(len(self.negotiation.years) + 1)
        run_rate = run_rate_of(at or each, self.engine)
        periods = [*years, *([] if run_rate is None else [run_rate])]
        return [each.component(component, n) if component else each.total(n) for n in periods]

    @staticmethod
    def _less(one: Figures, other: Figures) -> Figures:
        found = []
        for (formula, value), (taken, less) in zip(one, other, strict=True):
            parts = f"{formula}-({taken})" if "+" in taken else f"{formula}-{taken}"
            found.append((f"ROUND({parts},2)", round(value - less, 2)))
        return found

    def _head(self, title: str, *, starred: CostSheet | None = None) -> None:
        """The heading of a table; years past an agreement's term have a star."""
        labels = self.columns.labels
        if starred is not None:
            inside = self._term(starred)
            labels = [
                f"{x}*" if 0 < n <= len(self.negotiation.years) and n not in inside else x for n, x in enumerate(labels)
            ]
        self.sheet.put(self.row, 0, title, Role.HEADING)
        self.sheet.put_row(self.row, FIRST, labels, Role.COLUMN)
        self.row += 1

    def _line(
        self,
        label: str,
        figures: Figures,
        each: CostSheet,
        role: Role = Role.PLAIN,
        *,
        sums: bool = True,
        own_term: bool = True,
    ) -> int:
        """One row: its years, their sums, its run-rate; returns the row."""
        sheet, row = self.sheet, self.row
        count = len(self.negotiation.years) + 1
        sheet.put(row, 0, label, Role.TOTAL if role is Role.TOTAL else Role.LABEL)
        for number, (formula, value) in enumerate(figures[:count]):
            sheet.put(row, FIRST + number, value, role, unit=Unit.DOLLARS, formula=formula)
        values = [value for _, value in figures]
        for column in range(self.columns.sum, self.columns.run_rate + 1):
            sheet.put(row, column, None, role)
        if sums:
            first, last = address(row, FIRST + 1), address(row, FIRST + count - 1)
            sheet.put(
                row,
                self.columns.sum,
                round(sum(values[1:count]), 2),
                role,
                unit=Unit.DOLLARS,
                formula=f"SUM({first}:{last})",
            )
            if own_term and self.columns.has_terms and (inside := self._term(each)):
                last = address(row, FIRST + inside[-1])
                value = round(sum(values[n] for n in inside), 2)
                sheet.put(row, self.columns.sum + 1, value, role, unit=Unit.DOLLARS, formula=f"SUM({first}:{last})")
        if len(figures) > count:
            formula, value = figures[count]
            sheet.put(row, self.columns.run_rate, value, role, unit=Unit.DOLLARS, formula=formula)
        self.row += 1
        return row

    def _headline(self, title: str, every: Sequence[CostSheet], figures: Sequence[Figures]) -> int:
        self._head(title)
        rows = [self._line(each.priced.title, found, each) for each, found in zip(every, figures, strict=True)]
        self.row += 1
        return rows[0]

    def _on_the_actual_roster(self, every: Sequence[CostSheet]) -> None:
        """The same with breakage taken off, where turnover is stated; breakage in values, as when the workbook was written."""
        actual = self.negotiation.actual
        if actual is None:
            return
        self._head("What it costs on the actual roster, by year (breakage: values, as when this workbook was written)")
        for each in every:
            less = breakage(self.engine, actual, each.priced.agreement).whole
            broken = [("", -cents / 100) for cents in (*less.cents, less.run_rate)]
            cost = self._cost(each, "")
            at = self._line(f"breakage: {each.priced.title}", broken[: len(cost)], each, Role.STATED)
            cells = self._own(at, broken[: len(cost)])
            figures = [
                (f"ROUND({formula}+{cell},2)", round(value + off, 2))
                for (formula, value), (cell, off) in zip(cost, cells, strict=True)
            ]
            self._line(each.priced.title, figures, each)
        self.row += 1

    def _gap(self) -> int:
        """The second offer less the first, in all and by component; returns the row of the gap."""
        one, other = self.offers[0], self.offers[-1]
        self._head(f"Gap: {other.priced.title} less {one.priced.title}")
        for name in _names(one, other):
            self._line(name, self._less(self._cost(other, name), self._cost(one, name, other)), other, own_term=False)
        figures = self._less(self._cost(other, ""), self._cost(one, "", other))
        row = self._line("gap", figures, other, Role.TOTAL, own_term=False)
        self.row += 1
        return row

    def _issues(self) -> range:
        """The gap by issue, as the engine attributes it, in values; returns the rows of the issues."""
        one, other = self.offers[0], self.offers[-1]
        run_rate = self.engine.run_rate_period(other.priced.agreement)
        periods = (*self.engine.periods, run_rate)
        shares = attribute(self.engine, one.priced.agreement, other.priced.agreement, periods).shares
        self._head("Gap by issue when this workbook was written (values: each issue's mean share over all orders)")
        first = self.row
        for share in shares:
            if any(share.cents):
                self._line(
                    share.issue, [("", cents / 100) for cents in share.cents], other, Role.STATED, own_term=False
                )
        rows = range(first, self.row)
        if not rows:
            self.sheet.put(self.row, 0, "the two do not differ", Role.ASIDE)
            self.row += 2
            return rows
        count = len(self.negotiation.years) + 1
        columns = [*range(FIRST, FIRST + count), self.columns.run_rate]
        values = [round(sum(share.cents[n] for share in shares) / 100, 2) for n in range(len(columns))]
        total = [
            (f"SUM({letters(c)}{rows.start + 1}:{letters(c)}{rows.stop})", value)
            for c, value in zip(columns, values, strict=True)
        ]
        self._line("gap when written", total, other, Role.TOTAL, own_term=False)
        self.row += 1
        return rows

    def _pictures(self, cost: int, more: int | None, gap: int | None, issues: range | None, count: int) -> None:
        """Cost, what is more than the status quo, and the gap, by year and by issue, two side by side."""
        first, last = FIRST, FIRST + len(self.negotiation.years)
        found = [("Cost by year", cost - 1, range(cost, cost + count), first, 0)]
        if more is not None:
            found.append(("More than the status quo", more - 1, range(more, more + count - 1), first + 1, 1))
        if gap is not None:
            found.append(("Gap by year", cost - 1, range(gap, gap + 1), first + 1, 3))
        if issues:
            found.append(("Gap by issue, when written", cost - 1, issues[:MOST_IN_A_CHART], first + 1, 3))
        for number, (title, heading, rows, start, colour) in enumerate(found):
            self.sheet.charts.append(
                Chart(self.row + number // 2 * 17, number % 2 * 515, title, heading, tuple(rows), (start, last), colour)
            )
        self.row += 17 * ((1 + len(found)) // 2)

    def _changes(self, every: Sequence[CostSheet]) -> None:
        """What changes of inputs have moved since the workbook was written."""
        self._head("Moved since this workbook was written (nothing until an input is changed)")
        for each in every:
            cost = self._cost(each, "")
            moved = [(f"ROUND({formula}-{value:.2f},2)", 0.0) for formula, value in cost]
            self._line(each.priced.title, moved, each)
        self.row += 1

    def _offer(self, each: CostSheet) -> None:
        """One agreement by component: its cost, then each view against the base year and against the status quo."""
        self.sheet.breaks.append(self.row)
        self.sheet.put(self.row, 0, each.priced.title, Role.SECTION)
        self.row += 1
        if len(self._term(each)) < len(self.negotiation.years):
            self.sheet.put(self.row, 0, f"* past its term: {self.negotiation.expiry}.", Role.ASIDE)
            self.row += 1
        costs, total = self._by_component(each)
        base = {name: [figures[0]] * len(figures) for name, figures in costs.items()}
        self._more(each, "the base year", costs, base, self._less(total, [total[0]] * len(total)))
        if each is not self.status_quo:
            if len(costs) > MOST_ON_A_PAGE:
                self.sheet.breaks.append(self.row)
            for name in self.status_quo.components:
                costs.setdefault(name, self._cost(each, name))
            reference = {name: self._cost(self.status_quo, name, each) for name in costs}
            less = self._less(total, self._cost(self.status_quo, "", each))
            self._more(each, "the status quo", costs, reference, less)

    def _by_component(self, each: CostSheet) -> tuple[dict[str, Figures], Figures]:
        """The table of costs by component; returns its figures by their cells."""
        self._head("Cost", starred=each)
        costs = {}
        for name in each.components:
            figures = self._cost(each, name)
            costs[name] = self._own(self._line(name, figures, each), figures)
        figures = self._cost(each, "")
        total = self._own(self._line("total", figures, each, Role.TOTAL), figures)
        self.row += 1
        return costs, total

    def _own(self, row: int, figures: Figures) -> Figures:
        """The same figures by their cells in this row."""
        count = len(self.negotiation.years) + 1
        columns = [*range(FIRST, FIRST + count), self.columns.run_rate]
        return [(f"${letters(c)}{row + 1}", value) for c, (_, value) in zip(columns, figures, strict=False)]

    def _more(
        self, each: CostSheet, against: str, costs: dict[str, Figures], reference: dict[str, Figures], total: Figures
    ) -> None:
        """What it costs more by component (annual, and the run-rate); the increment and the cumulative view in all."""
        self._head(f"More than {against}: annual and run-rate", starred=each)
        for name, figures in costs.items():
            self._line(name, self._less(figures, reference[name]), each)
        annual = self._own(self._line("total, annual", total, each, Role.TOTAL), total)[: len(self.columns.years)]
        self._line("total, increment: what a year adds", _increment(annual), each, sums=False)
        self._line("total, cumulative: paid so far", _cumulative(annual), each, sums=False)
        self.row += 1


def _names(*costs: CostSheet) -> list[str]:
    """The components of some agreements, each once."""
    return list(dict.fromkeys(name for cost in costs for name in cost.components))


def _increment(annual: Figures) -> Figures:
    found: Figures = [("", 0.0)]
    for (before, less), (now, value) in itertools.pairwise(annual):
        found.append((f"ROUND({now}-{before},2)", round(value - less, 2)))
    return found


def _cumulative(annual: Figures) -> Figures:
    found: Figures = [("", 0.0)]
    total = 0.0
    for cell, value in annual[1:]:
        total = round(total + value, 2)
        found.append((f"ROUND(SUM({annual[1][0]}:{cell}),2)", total))
    return found
