"""A costing: every line of cost, by period, of one agreement on one roster.

Law: the lines sum to the total, to the cent, in every period.
"""

from __future__ import annotations

from typing import NamedTuple

from commonground.agreement.agreement import Agreement
from commonground.agreement.kind import Rule
from commonground.agreement.provision import Provision
from commonground.costing.period import Period


class LineCost(NamedTuple):
    """One line: the clause and the rule that it comes from, cents by period (the base year first), and the run-rate."""

    id: str
    provision: Provision
    rule: Rule
    totals: tuple[int, ...]
    run_rate: int

    @property
    def component(self) -> str:
        """What the line is called in a table by component."""
        return self.rule.component

    @property
    def is_one_time(self) -> bool:
        """Whether the line is never built upon."""
        return self.rule.one_time


class Costing(NamedTuple):
    """The lines of an agreement's cost; `periods[0]` is the base year, annualised on the snapshot's day."""

    agreement: Agreement
    periods: tuple[Period, ...]
    run_rate_period: Period
    lines: tuple[LineCost, ...]

    @property
    def totals(self) -> tuple[int, ...]:
        """The whole cost by period, in cents."""
        by_line = [line.totals for line in self.lines] or [(0,) * len(self.periods)]
        return tuple(map(sum, zip(*by_line, strict=True)))

    @property
    def run_rate(self) -> int:
        """The whole cost of a full year of what is in force on the term's last day."""
        return sum(line.run_rate for line in self.lines)

    def by_component(self) -> dict[str, tuple[int, ...]]:
        """Cents by component and period; the run-rate comes last."""
        found: dict[str, list[int]] = {}
        for line in self.lines:
            held = found.setdefault(line.component, [0] * (len(self.periods) + 1))
            for number, cents in enumerate((*line.totals, line.run_rate)):
                held[number] += cents
        return {component: tuple(cents) for component, cents in found.items()}
