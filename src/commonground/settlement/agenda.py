"""The agenda: what is on the table between two sides, as both know it: issues, options as edits, money, rules.

What the options are worth to either side is not in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from commonground.costing.menu import Menu
from commonground.costing.packages import price_menu
from commonground.costing.price import Pricing
from commonground.settlement.costs import cost_tables
from commonground.settlement.issue import Issue
from commonground.settlement.preference import Preference
from commonground.settlement.question import Caps, Question
from commonground.settlement.tables import Package, Rule


class Reference(StrEnum):
    """What the cost of a package is told against: nothing agreed, or the base year."""

    STATUS_QUO = "status-quo"
    BASE = "base"


@dataclass(frozen=True)
class Agenda:
    """Issues, and the menu whose options they are; the two sides (party ids); the years of the term; caps, rules.

    `signed` is a deal that was signed, where one was.
    """

    title: str
    sides: tuple[str, str]
    issues: tuple[Issue, ...]
    menu: Menu
    years: tuple[str, ...]
    against: Reference
    caps: Caps
    rules: tuple[Rule, ...]
    signed: Package | None = None
    notes: tuple[str, ...] = ()

    def question(self, pricing: Pricing, sides: tuple[Preference, Preference]) -> Question:
        """The question that is searched: every line of cost is the engine's.

        Raises `EditFailed` where options cannot stand together, `TooManyChoices` where a line reads too many of them.
        """
        costs = price_menu(pricing, self.menu)
        reference = self.reference(pricing)
        tables = cost_tables(costs, reference)
        return Question(self.issues, sides, self.years, tables, self.caps, self.rules)

    def reference(self, pricing: Pricing) -> tuple[int, ...]:
        """What the cost of a package is told against, in cents by year of the term."""
        costing = pricing.status_quo
        if self.against is Reference.BASE:
            return (costing.totals[0],) * len(self.years)
        return costing.totals[1 : len(self.years) + 1]

    def engine_cost(self, pricing: Pricing, package: Package) -> tuple[int, ...]:
        """What a package costs by year of the term, priced as one offer, without any table."""
        totals = pricing.offer(self.menu.offer(package)).totals[1 : len(self.years) + 1]
        return tuple(total - held for total, held in zip(totals, self.reference(pricing), strict=True))
