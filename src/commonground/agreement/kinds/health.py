"""Health: premiums by plan and tier, how they grow, and who pays which part.

Law: premium of a year = annual premium x (1 + trend) for each year past the one it was quoted for, rounded to the cent;
member's share = round(premium x share) + the dollars that the member pays, but at least what is left of the premium above the
most that the employer pays; with it round(pay x rate of pay). Employer cost = premium - member's share,
which is never more than the premium. Who has no premium pays no share of pay.
Without enrolment by person the clause takes counts by plan and tier, or a mean cost for each full-time job.
Worked example: docs/arithmetic/health.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import cast

import numpy as np
from pydantic import Field, model_validator

from commonground.agreement.family import Family
from commonground.agreement.fields import Label, Money, Number, Part, Rate, Terms, Year
from commonground.agreement.kind import Kind, Rule
from commonground.agreement.sheet import SheetRow, added, to_the_cent
from commonground.values.at_hand import AtHand
from commonground.values.labels import Labels
from commonground.values.money import Cents, bounded, divide, share_of, shares_of


class Premium(Part):
    """The full premium of one plan and tier for twelve months, and the member's share of it if it is not the general one."""

    plan: Label
    tier: Label
    annual: Money = 0
    monthly: Money = 0
    employee_share: Rate | None = Field(None, ge=0, le=1)
    employee_pays: dict[Year, Money] = Field(
        default_factory=dict, description="dollars of twelve months that the member pays; the last year named holds on"
    )
    employer_at_most: dict[Year, Money] = Field(
        default_factory=dict,
        description="the most that the employer pays of twelve months; the last year named holds on",
    )
    enrolled: Number = Field(
        0, validate_default=True, ge=0, description="contracts, where the roster does not say who is enrolled"
    )

    @model_validator(mode="after")
    def _one_price(self) -> Premium:
        if bool(self.annual) == bool(self.monthly):
            raise ValueError(f"plan {self.plan!r} tier {self.tier!r} needs either an annual or a monthly premium")
        if self.cents < 0 or any(
            cents < 0 for cents in (*self.employee_pays.values(), *self.employer_at_most.values())
        ):
            raise ValueError(f"plan {self.plan!r} tier {self.tier!r} has dollars below nothing")
        return self

    @property
    def cents(self) -> int:
        """The premium of twelve months."""
        return self.annual or self.monthly * 12

    def members(self, cents: int, share: Fraction, year: int) -> int:
        """What the member pays of this premium in a year in which it is so many cents, pay left aside."""
        paid = int(share_of(cents, share))
        if (named := _named(self.employee_pays, year)) is not None:
            paid += self.employee_pays[named]
        if (named := _named(self.employer_at_most, year)) is not None:
            paid = max(paid, cents - self.employer_at_most[named])
        return min(paid, cents)


def _named(amounts: dict[int, int], year: int) -> int | None:
    """The year whose amount holds in a year: the last one named, or the first where none is named yet; None without any."""
    return max([start for start in amounts if start <= year] or sorted(amounts)[:1], default=None)


class Health(Terms):
    """Health insurance: premiums, their trend, and the members' share of premium or of pay."""

    quoted_for: Year
    premiums: tuple[Premium, ...] = ()
    mean_per_fte: Money = Field(
        0, ge=0, description="mean employer cost of a full-time job, where enrolment is not known"
    )
    trend: dict[Year, Rate] = Field(default_factory=dict)
    trend_after: Rate = Field("0%", validate_default=True, description="growth in years that trend does not name")
    employee_share: Rate = Field("0%", validate_default=True, ge=0, le=1)
    employee_share_of_pay: Rate = Field("0%", validate_default=True, ge=0, le=1)
    least_fte: Number = Field(0, validate_default=True, ge=0, le=1)
    base: tuple[str, ...] = ("salary",)

    @model_validator(mode="after")
    def _plans_are_listed_once(self) -> Health:
        seen = [(premium.plan, premium.tier) for premium in self.premiums]
        if len(set(seen)) != len(seen):
            raise ValueError("a plan and tier is listed twice")
        return self

    def growths(self, years: Sequence[int]) -> tuple[tuple[int, ...], int]:
        """How much premiums have grown by each year, exactly: whole numbers, and what each of them is to be divided by."""
        trend = tuple((year, rate.as_integer_ratio()) for year, rate in self.trend.items())
        return _growths(self.quoted_for, trend, self.trend_after.as_integer_ratio(), tuple(years))

    def grown(self, cents: int, year: int) -> int:
        """A premium in a year, rounded to the cent after the whole chain."""
        (growth,), whole = self.growths([year])
        return int(divide(cents * growth, whole))

    @property
    def needs_base(self) -> bool:
        """Whether any part of the cost is a share of pay."""
        return self.employee_share_of_pay != 0

    def share(self, premium: Premium) -> Fraction:
        """The member's share of one premium."""
        return self.employee_share if premium.employee_share is None else premium.employee_share


@lru_cache(maxsize=64)
def _growths(
    quoted_for: int, trend: tuple[tuple[int, tuple[int, int]], ...], after: tuple[int, int], years: tuple[int, ...]
) -> tuple[tuple[int, ...], int]:
    """The same, of trends as numerators and denominators."""
    grown, parts, named = [1], [1], dict(trend)
    for year in range(quoted_for + 1, max(years) + 1):
        numerator, denominator = named.get(year, after)
        grown.append(grown[-1] * (denominator + numerator))
        parts.append(parts[-1] * denominator)
    passed = [max(0, year - quoted_for) for year in years]
    return tuple(grown[n] * (parts[-1] // parts[n]) for n in passed), parts[-1]


def _premiums(plan: Labels, tier: Labels, fte: Cents, years: Sequence[int], clause: Health) -> tuple[Cents, Cents]:
    """The full premium of each person, and the member's share of it, in cents by year and group."""
    growths = clause.growths(years)
    listed, quoted, theirs = _QUOTED.of(_quoted, clause.premiums, plan, tier)
    full = _GROWN.of(_grown, quoted, growths)
    members = share_of(full, clause.employee_share)
    for number, premium in enumerate(listed):
        if premium.employee_pays or premium.employer_at_most:
            share = clause.share(premium)
            paid = zip(full[:, number].tolist(), years, strict=True)
            members[:, number] = [premium.members(cents, share, year) for cents, year in paid]
        elif premium.employee_share is not None:
            members[:, number] = share_of(full[:, number], premium.employee_share)
    full, members = full.take(theirs, axis=1), members.take(theirs, axis=1)
    if clause.least_fte:
        covered = fte * clause.least_fte.denominator >= clause.least_fte.numerator * 10_000
        full, members = full * covered, members * covered
    if clause.mean_per_fte:
        means = shares_of(np.array([clause.mean_per_fte]), *growths)[:, 0]
        full = full + np.array([share_of(fte, Fraction(int(mean), 10_000)) for mean in means])
    return full, members


_Quoted = tuple[tuple[Premium, ...], Cents, Cents]
_QUOTED: AtHand[_Quoted] = AtHand(most=64)


def _quoted(premiums: tuple[Premium, ...], plan: Labels, tier: Labels) -> _Quoted:
    """The premiums of which there is somebody; their cents, and none; and for each person the number of theirs."""
    listed = tuple(p for p in premiums if p.plan in plan.words and p.tier in tier.words)
    at = {(premium.plan, premium.tier): number for number, premium in enumerate(listed)}
    grid = [at.get((p, t), len(listed)) for p in plan.words for t in tier.words]
    chosen = np.array(grid, dtype=np.intp).reshape(len(plan.words), len(tier.words))
    cents = np.array([*(premium.cents for premium in listed), 0], dtype=np.int64)
    return listed, cents, chosen[plan.codes, tier.codes]


_GROWN: AtHand[Cents] = AtHand(most=64)


def _grown(quoted: Cents, growths: tuple[tuple[int, ...], int]) -> Cents:
    """Premiums in cents, by year, grown."""
    return cast("Cents", bounded(shares_of(quoted, *growths)))


def _members(base: Cents, full: Cents, members: Cents, clause: Health) -> Cents:
    """All that members pay: their share of the premium, and of pay, but no more than the premium."""
    if not clause.needs_base:
        return members
    return np.minimum(full, members + (full > 0) * share_of(base, clause.employee_share_of_pay))


def health(
    base: Cents, health_plan: Labels, health_tier: Labels, fte: Cents, years: Sequence[int], clause: Health
) -> Cents:
    """The employer's cost for each person."""
    full, members = _premiums(health_plan, health_tier, fte, years, clause)
    return full - _members(base, full, members, clause)


def health_deduction(
    base: Cents, health_plan: Labels, health_tier: Labels, fte: Cents, years: Sequence[int], clause: Health
) -> Cents:
    """The member's share, taken from pay."""
    full, members = _premiums(health_plan, health_tier, fte, years, clause)
    return _members(base, full, members, clause)


def health_enrolled(year: int, clause: Health) -> int:
    """The employer's cost for contracts that are known by number only."""
    total = Fraction(0)
    for premium in clause.premiums:
        cents = clause.grown(premium.cents, year)
        total += premium.enrolled * (cents - premium.members(cents, clause.share(premium), year))
    return int(divide(total.numerator, total.denominator))


def _grown_sheet(row: SheetRow, quoted: str, cents: int, title: str) -> str:
    """The cell of a premium as it has grown by the row's year."""
    passed = range(row.clause.quoted_for + 1, row.year + 1)
    trends = (row.rate("trend", year) if year in row.clause.trend else row.rate("trend_after") for year in passed)
    grown = "".join(f"*(1+{trend})" for trend in trends)
    return row.work(title, to_the_cent(quoted + grown), row.clause.grown(cents, row.year) / 100)


def _premium_sheet(row: SheetRow, number: int) -> tuple[str, str]:
    """The cells of one plan and tier in the row's year: the full premium, and the member's share of it."""
    premium = row.clause.premiums[number]
    quoted = row.dollars("premiums", number, "annual" if premium.annual else "monthly")
    title = f"{premium.plan} {premium.tier}"
    full = _grown_sheet(row, quoted if premium.annual else f"12*{quoted}", premium.cents, f"premium, {title}")
    own = premium.employee_share is not None
    paid = to_the_cent(
        f"{full}*{row.rate('premiums', number, 'employee_share') if own else row.rate('employee_share')}"
    )
    if (named := _named(premium.employee_pays, row.year)) is not None:
        paid = f"{paid}+{row.dollars('premiums', number, 'employee_pays', named)}"
    if (named := _named(premium.employer_at_most, row.year)) is not None:
        paid = f"MAX({paid},{full}-{row.dollars('premiums', number, 'employer_at_most', named)})"
    if premium.employee_pays or premium.employer_at_most:
        paid = f"MIN({full},{paid})"
    cents = premium.members(row.clause.grown(premium.cents, row.year), row.clause.share(premium), row.year)
    return full, row.work(f"member's share of premium, {title}", paid, cents / 100)


def health_sheet(row: SheetRow) -> str:
    """The employer's cost of each person as a spreadsheet's formula."""
    full, members = "0", "0"
    for number, premium in enumerate(row.clause.premiums):
        if (premium.plan, premium.tier) == (row.words["health_plan"], row.words["health_tier"]):
            full, members = _premium_sheet(row, number)
            if row.clause.least_fte:
                enough = f"{row.fte}>={row.number('least_fte')}"
                full, members = f"IF({enough},{full},0)", f"IF({enough},{members},0)"
    if row.clause.mean_per_fte:
        cents = row.clause.mean_per_fte
        mean = _grown_sheet(row, row.dollars("mean_per_fte"), cents, "mean cost of a full-time job")
        full = added(full, to_the_cent(f"{row.fte}*{mean}"))
    if row.clause.employee_share_of_pay and full != "0":
        of_pay = to_the_cent(f"{row.base}*{row.rate('employee_share_of_pay')}")
        members = f"MIN({full},{added(members, f'IF({full}>0,{of_pay},0)')})"
    return full if members == "0" else f"{full}-{members}"


def health_enrolled_sheet(row: SheetRow) -> str:
    """The employer's cost of contracts that are known by number only, as a spreadsheet's formula."""
    owed = []
    for number, premium in enumerate(row.clause.premiums):
        if premium.enrolled:
            full, members = _premium_sheet(row, number)
            owed.append(f"{row.number('premiums', number, 'enrolled')}*({full}-{members})")
    return to_the_cent(f"({added(*owed)})") if owed else "0"


KIND = Kind(
    "health",
    Health,
    Family.HEALTH,
    (
        Rule(
            health,
            "health",
            "premium x trend - member's share of it - round(pay x rate of pay) per person",
            sheet=health_sheet,
        ),
        Rule(
            health_enrolled,
            "health",
            "contracts x (premium x trend - member's share of it)",
            per="district",
            when=lambda clause: any(premium.enrolled for premium in clause.premiums),
            sheet=health_enrolled_sheet,
        ),
        Rule(
            health_deduction,
            "health contribution",
            "member's share of premium + round(pay x rate of pay) per person",
            payer="employee",
        ),
    ),
)
