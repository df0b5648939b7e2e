"""Who is insured and what it costs, by plan and tier, from the lines that price health.

Law: members' and employer's cents sum, over plans and tiers, to the lines of the health clauses, to the cent. Contracts are
those of people for whom the year has a premium, or those that are known by number; people stand where the roster has them,
and where they are expected to be after migrations is said beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from commonground.agreement.agreement import Agreement
from commonground.agreement.kinds.health import Health
from commonground.agreement.premium import Pair, where_they_are
from commonground.agreement.provision import Provision
from commonground.costing.engine import Engine
from commonground.costing.lines import Line
from commonground.costing.period import Period
from commonground.values.shares import largest_remainder
from commonground.workforce.roster import FULL_TIME, Roster

NOWHERE = ("", "")  # of no plan: a mean for each job


@dataclass(frozen=True)
class Insured:
    """A plan and tier in a year: contracts, how many are expected there after migrations, what each side pays, in cents."""

    plan: str
    tier: str
    contracts: Fraction = Fraction(0)
    expected: Fraction = Fraction(0)
    members: int = 0
    employer: int = 0

    @property
    def premium(self) -> int:
        """The whole premium."""
        return self.members + self.employer

    def __add__(self, other: Insured) -> Insured:
        contracts, expected = self.contracts + other.contracts, self.expected + other.expected
        members, employer = self.members + other.members, self.employer + other.employer
        return Insured(self.plan, self.tier, contracts, expected, members, employer)


def insured(engine: Engine, agreement: Agreement, period: Period) -> list[Insured]:
    """Every plan and tier of an agreement's health clauses in a period, those that a clause lists in its order."""
    found: dict[Pair, Insured] = {}
    for clause in agreement.of_kind("health"):
        terms = in_force(clause, period)
        if terms is None:
            continue
        for pair in [premium.pair for premium in terms.premiums]:
            found.setdefault(pair, Insured(*pair))
        lines = {line.rule.name: line for line in engine.join(agreement).of_clause.get(clause.id, ())}
        for one in [
            *_of_people(engine, agreement, lines, terms, period),
            *_by_number(engine, agreement, lines, terms, period),
        ]:
            pair = (one.plan, one.tier)
            found[pair] = found.get(pair, Insured(*pair)) + one
        _expect(found, terms, period.year.first.year)
    return [one for one in found.values() if one.plan or one.premium]


def in_force(clause: Provision, period: Period) -> Health | None:
    """What a health clause says at the end of a period."""
    version = clause.standing_on(period.day or period.last)
    return version.terms if version is not None and isinstance(version.terms, Health) else None


def _rows_by_plan(roster: Roster) -> dict[Pair, np.ndarray]:
    plans, tiers = roster.labels["health_plan"], roster.labels["health_tier"]
    codes = plans.codes.astype(np.int64) * len(tiers.words) + tiers.codes
    found = {}
    for code in np.unique(codes).tolist():
        pair = (plans.words[code // len(tiers.words)], tiers.words[code % len(tiers.words)])
        found[pair] = np.flatnonzero(codes == code)
    return found


def _of_people(
    engine: Engine, agreement: Agreement, lines: Mapping[str, Line], terms: Health, period: Period
) -> Iterator[Insured]:
    """What the roster's people cost, by the plan and tier that they have."""
    line, deduction, roster = lines.get("health"), lines.get("health_deduction"), engine.roster
    if line is None or deduction is None or terms.enrolment == "table":
        return
    paid, taken = (engine.values(agreement, one, period) for one in (line, deduction))
    for pair, rows in _rows_by_plan(roster).items():
        here = rows[(line.group[rows] >= 0) & (deduction.group[rows] >= 0)]
        heads = roster.numbers["count"][here]
        employer, members = paid[line.group[here]] * heads, taken[deduction.group[here]] * heads
        each = heads if pair != NOWHERE else heads * roster.numbers["fte"][here]
        contracts = Fraction(int(each[employer + members > 0].sum()), 1 if pair != NOWHERE else FULL_TIME)
        yield Insured(*pair, contracts, contracts, int(members.sum()), int(employer.sum()))


def _by_number(
    engine: Engine, agreement: Agreement, lines: Mapping[str, Line], terms: Health, period: Period
) -> Iterator[Insured]:
    """What contracts cost that are known by number; their members' share of pay stands with each by its premium."""
    line, of_pay = lines.get("health_enrolled"), lines.get("health_enrolled_pay")
    if line is None:
        return
    year, at = period.year.first.year, {premium.pair: premium for premium in terms.premiums}
    exact: list[tuple[Pair, Fraction, Fraction, Fraction]] = []
    for premium in terms.premiums:
        net = full = Fraction(0)
        for place, share, _ in where_they_are(premium.pair, terms.migrations, year):
            cents = terms.grown(at[place].cents, year)
            full += share * cents
            net += share * (cents - at[place].members(cents, terms.share(at[place]), year))
        contracts = premium.contracts(year)
        exact.append((premium.pair, contracts, contracts * full, contracts * net))
    total = engine.total(agreement, line, period)
    credit = engine.total(agreement, of_pay, period) if of_pay is not None else 0
    nets, fulls = [one[3] for one in exact], [one[2] for one in exact]
    employer, premiums = _parted(nets, total + credit), _parted(fulls, None)
    for (pair, contracts, _, _), paid, whole in zip(exact, employer, premiums, strict=True):
        if contracts:
            yield Insured(*pair, contracts, contracts, whole - paid, paid)


def _parted(weights: list[Fraction], total: int | None) -> list[int]:
    """A total (the weights' own, to the cent, where none is given) in proportion to weights, in whole cents."""
    whole = sum(weights, start=Fraction(0))
    total = round(whole) if total is None else total
    if not whole:
        return [0] * len(weights)
    return largest_remainder([weight * total / whole for weight in weights], total)


def _expect(found: dict[Pair, Insured], terms: Health, year: int) -> None:
    """Move the expected contracts to where migrations lead them by a year."""
    moved: dict[Pair, Fraction] = {}
    for pair, one in found.items():
        for place, share, _ in where_they_are(pair, terms.migrations, year):
            moved[place] = moved.get(place, Fraction(0)) + share * one.contracts
    for pair, one in found.items():
        found[pair] = replace(one, expected=moved.get(pair, Fraction(0)))
