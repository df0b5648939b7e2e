"""What does it mean for me? One member's pay, deductions and take-home by year, under each offer.

Law: a member is a roster of one row, priced by the same engine as everyone else; pay is the lines that are pay, deductions
are the member's own share of pension, taxes and health. Income tax and union dues are not known here and are not in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from commonground.agreement.agreement import Agreement
from commonground.agreement.calendar import Calendar
from commonground.agreement.enrolled import of_one_member
from commonground.costing.engine import Engine
from commonground.values.fiscal_year import FiscalYear
from commonground.values.labels import Labels
from commonground.workforce.roster import FULL_TIME, Roster


@dataclass(frozen=True)
class Member:
    """Where a member stands: schedule, lane and step; FTE in ten-thousandths; tier, plan, years of service."""

    step: str
    lane: str = ""
    schedule: str = ""
    unit: str = ""
    tier: str = ""
    fte: int = FULL_TIME
    service: int = 0
    health_plan: str = ""
    health_tier: str = ""
    title: str = ""

    def roster(self, further: Iterable[str] = ()) -> Roster:
        """A roster of this one person; of further columns nothing is known, so they hold 0."""
        words = {
            "unit": self.unit,
            "schedule": self.schedule,
            "lane": self.lane,
            "step": self.step,
            "tier": self.tier,
            "health_plan": self.health_plan,
            "health_tier": self.health_tier,
            "title": self.title,
        }
        labels = {name: Labels.of([word]) for name, word in words.items()}
        numbers = {column: np.array([0]) for column in further}
        numbers |= {"fte": np.array([self.fte]), "service": np.array([self.service])}
        return Roster(labels, numbers, np.array([1]))


@dataclass(frozen=True)
class MemberPay:
    """A member's lines by period in cents: pay by component, deductions by component."""

    pay: Mapping[str, tuple[int, ...]]
    deductions: Mapping[str, tuple[int, ...]]

    @property
    def gross(self) -> tuple[int, ...]:
        """All pay by period."""
        return _sums(self.pay)

    @property
    def take_home(self) -> tuple[int, ...]:
        """Pay less deductions, before income tax and dues."""
        deducted = _sums(self.deductions)
        return tuple(gross - (deducted[number] if deducted else 0) for number, gross in enumerate(self.gross))


def _sums(parts: Mapping[str, tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sum(cents) for cents in zip(*parts.values(), strict=True))


def member_pay(
    member: Member, agreement: Agreement, calendar: Calendar, base: FiscalYear, further: Iterable[str] = ()
) -> MemberPay:
    """What a member is paid and what is taken from it, in the base year and each year after.

    `further` are the roster's own columns that clauses build upon; nothing is known of them for one member. Nor is it known who
    is among a number of people whom a clause pays: such lines are left out. The member keeps the health plan that is named.
    """
    engine = Engine(member.roster(further), calendar, base, spreads=False)
    agreement = of_one_member(agreement)
    pay: dict[str, tuple[int, ...]] = {}
    deductions: dict[str, tuple[int, ...]] = {}
    for line in engine.join(agreement).lines.values():
        if line.is_lump or not (line.rule.is_pay or line.rule.payer == "employee"):
            continue
        cents = tuple(int(engine.values(agreement, line, period)[: len(line.count)].sum()) for period in engine.periods)
        if any(cents) or line.rule.name == "salary":
            into = pay if line.rule.is_pay else deductions
            held = into.get(line.rule.component, (0,) * len(cents))
            into[line.rule.component] = tuple(a + b for a, b in zip(held, cents, strict=True))
    return MemberPay(pay, deductions)
