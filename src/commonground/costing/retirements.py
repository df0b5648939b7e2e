"""Retirements: who may retire by year, how many are expected to, and what that saves and costs.

Law: whoever leaves at a year's end, by the separations of the actual roster, and may retire, is taken to retire; so retirements are
a part of the separations and add nothing to them. What they save is the breakage of a roster on which they alone leave:
cast-forward cost - actual cost, line by line; what other separations save beside it is not in it.
Leave paid out at retirement and incentives are counted by their own clauses, for the people whom those state.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.costing.actual import ActualEngine, breakage_by_line
from commonground.costing.cost import LineCost
from commonground.costing.engine import Engine
from commonground.costing.lines import Line
from commonground.costing.period import Period
from commonground.workforce.roster import FULL_TIME, JOINED
from commonground.workforce.turnover import Retirement

PAID = {"leave_payout_at_retirement": "leave paid out", "retirement_incentive": "incentive"}
PENSION = ("pension", "pension_pickup")
PARTS = ("pay", "pension", "health", "other charges")


@dataclass(frozen=True, slots=True)
class Retiring:
    """In a year: the expected full-time jobs of those who may retire by a rule, and of those who do at the year's end."""

    rule: Retirement
    may: Fraction
    do: Fraction


@dataclass(frozen=True, slots=True)
class Effect:
    """What retirements since the snapshot come to in a year, in cents: what less is paid, by part, and what clauses pay them."""

    saved: dict[str, int]
    paid: dict[str, int]

    @property
    def net(self) -> int:
        """What the year costs less."""
        return sum(self.saved.values()) - sum(self.paid.values())


def retiring(actual: ActualEngine, period: Period) -> Iterator[Retiring]:
    """Those who may retire in a year and those who are expected to, by each rule."""
    people, passed = actual.people, period.passed
    which, service = actual.turnover.retirement(people.roster), _service(actual, passed)
    leave = people.leave[passed] if passed < len(people.leave) else None
    for number, rule in enumerate(actual.turnover.retirements):
        inside = (which == number) & (service >= rule.service_from)
        do = Fraction(0) if leave is None else _leaving(actual, inside, passed)
        yield Retiring(rule, actual.jobs(inside, passed), do)


def by_service(actual: ActualEngine, period: Period, rule: Retirement) -> dict[int, Retiring]:
    """By completed years of service: those who may retire by a rule in a year, and those who are expected to."""
    people, passed = actual.people, period.passed
    service = _service(actual, passed)
    mine = actual.turnover.retirement(people.roster) == actual.turnover.retirements.index(rule)
    found = {}
    for years in np.unique(service[mine & (service >= rule.service_from)]).tolist():
        inside = mine & (service == years)
        do = _leaving(actual, inside, passed) if passed < len(people.leave) else Fraction(0)
        found[years] = Retiring(rule, actual.jobs(inside, passed), do)
    return found


def _service(actual: ActualEngine, passed: int) -> npt.NDArray[np.int64]:
    """Completed years of every holder of a job, so many years past the base year."""
    joined = actual.people.roster.numbers[JOINED]
    there = actual.turnover.service(actual.people.roster)
    return np.where(joined > 0, passed - joined, there + passed)


def _leaving(actual: ActualEngine, inside: npt.NDArray[np.bool_], passed: int) -> Fraction:
    """The expected full-time jobs of the rows inside whose holders leave at a year's end."""
    people = actual.people
    heads = people.roster.numbers["count"] * people.roster.numbers["fte"]
    by_class = np.zeros(len(people.parts[passed]), dtype=np.int64)
    np.add.at(by_class, people.of[inside], heads[inside])
    parts = zip(by_class.tolist(), people.parts[passed], people.leave[passed], strict=True)
    total = sum((rate * part * jobs for jobs, part, rate in parts if jobs and rate), start=Fraction(0))
    return total / (people.whole[passed] * FULL_TIME)


@dataclass(frozen=True, slots=True)
class MovedLine:
    """A line that retirements change, by period in cents: what less is paid on it, or what it pays those who retire.

    `part` is one of `PARTS`, or one of the values of `PAID` where `is_paid`.
    """

    line: LineCost
    part: str
    is_paid: bool
    cents: tuple[int, ...]


def lines_moved(engine: Engine, actual: ActualEngine, agreement: Agreement) -> Iterator[MovedLine]:
    """What retirements come to, line by line."""
    alone = ActualEngine(engine, actual.turnover.of_retirements_alone())
    for line, less in breakage_by_line(engine, alone, agreement):
        if (kind := PAID.get(line.rule.name)) is not None:
            yield MovedLine(line, kind, is_paid=True, cents=line.totals)
        else:
            part = _part(line.provision.kind, is_pay=line.rule.is_pay)
            yield MovedLine(line, part, is_paid=False, cents=less.cents)


def effects(engine: Engine, actual: ActualEngine, agreement: Agreement) -> list[Effect]:
    """What the retirements come to by period, the base year first."""
    periods = range(len(engine.periods))
    saved = [dict.fromkeys(PARTS, 0) for _ in periods]
    paid = [dict.fromkeys(PAID.values(), 0) for _ in periods]
    for moved in lines_moved(engine, actual, agreement):
        for at in periods:
            (paid if moved.is_paid else saved)[at][moved.part] += moved.cents[at]
    return [Effect(less, more) for less, more in zip(saved, paid, strict=True)]


def _part(kind: str, *, is_pay: bool) -> str:
    if is_pay:
        return "pay"
    return "pension" if kind in PENSION else "health" if kind == "health" else "other charges"


def pension_by_line(
    actual: ActualEngine, agreement: Agreement, period: Period
) -> Iterator[tuple[Line, dict[str, int]]]:
    """The employer's pension contributions of a year on the actual roster, line by line, in cents by pension tier."""
    for line in actual.join(agreement).of_employer:
        if agreement[line.provision].kind in PENSION and not line.is_lump:
            yield line, actual.split(agreement, line, period, "tier")


def pension_by_tier(actual: ActualEngine, agreement: Agreement, period: Period) -> dict[str, int]:
    """The employer's pension contributions of a year on the actual roster, in cents, by pension tier."""
    found: dict[str, int] = {}
    for _, by_tier in pension_by_line(actual, agreement, period):
        for tier, cents in by_tier.items():
            found[tier] = found.get(tier, 0) + cents
    return found
