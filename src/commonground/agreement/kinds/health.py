"""Health: premiums by plan and tier, how they grow, and who pays which part.

Law: premium of a year = annual premium x (1 + trend) for each year past the one it was quoted for, rounded to the cent;
member's share = round(premium x share) + the dollars that the member pays, but at least what is left of the premium above the
most that the employer pays; with it round(pay x rate of pay). Employer cost = premium - member's share,
which is never more than the premium. Who has no premium pays no share of pay.
Without enrolment by person the clause takes contracts by plan and tier, its own or a table's (health.csv), or a mean cost for
each full-time job. Whose contracts are known by number pays a share of the mean pay of the people whom the clause covers.
Law of a migration: premium and member's share of who may go are the means over where they then are, each rounded to the cent.
Worked example: docs/arithmetic/health.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Literal, cast

import numpy as np
from pydantic import Field, model_validator

from commonground.agreement.family import Family
from commonground.agreement.fields import Money, Number, Rate, Terms, Year
from commonground.agreement.kind import Kind, Rule
from commonground.agreement.premium import Migration, Pair, Premium, misplaced, named_year, where_they_are
from commonground.agreement.sheet import SheetRow, added, to_the_cent
from commonground.values.at_hand import AtHand
from commonground.values.labels import Labels
from commonground.values.money import Cents, bounded, divide, share_of, shares_of


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
    enrolment: Literal["roster", "table"] = Field(
        "roster", description="who is enrolled: the people of the roster, or the contracts that health.csv counts"
    )
    migrations: tuple[Migration, ...] = ()
    base: tuple[str, ...] = ("salary",)

    @model_validator(mode="after")
    def _plans_are_listed_once(self) -> Health:
        seen = [premium.pair for premium in self.premiums]
        if len(set(seen)) != len(seen):
            raise ValueError("a plan and tier is listed twice")
        if wrong := misplaced(self.premiums, self.migrations):
            raise ValueError(wrong)
        if self.enrolment == "table" and self.mean_per_fte:
            raise ValueError("a mean for each job beside contracts of a table would pay both")
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
        return bool(self.employee_share_of_pay)

    @property
    def is_counted(self) -> bool:
        """Whether any contracts are known by number."""
        return _COUNTED.of(_any_counted, self.premiums)

    def share(self, premium: Premium) -> Fraction:
        """The member's share of one premium."""
        return self.employee_share if premium.employee_share is None else premium.employee_share

    def counted(self, year: int) -> tuple[Fraction, Fraction]:
        """Contracts that are known by number, and what the employer pays for them in a year before any share of pay."""
        contracts, net = Fraction(0), Fraction(0)
        at = {premium.pair: premium for premium in self.premiums}
        for premium in self.premiums:
            contracts += premium.contracts(year)
            for place, share, _ in where_they_are(premium.pair, self.migrations, year):
                cents = self.grown(at[place].cents, year)
                paid = cents - at[place].members(cents, self.share(at[place]), year)
                net += premium.contracts(year) * share * paid
        return contracts, net


_COUNTED: AtHand[bool] = AtHand(most=64)


def _any_counted(premiums: tuple[Premium, ...]) -> bool:
    return any(premium.is_counted for premium in premiums)


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
    listed, quoted, theirs = _QUOTED.of(_quoted, clause.premiums, clause.migrations, plan, tier)
    full = _GROWN.of(_grown, quoted, growths)
    members = share_of(full, clause.employee_share)
    for number, premium in enumerate(listed):
        own = slice(number, number + 1)
        if premium.employee_share is not None:
            members[:, own] = share_of(full[:, own], premium.employee_share)
        if premium.employee_pays or premium.employer_at_most:
            paid = zip(full[:, number].tolist(), members[:, number].tolist(), years, strict=True)
            members[:, number] = [premium.in_dollars(*each) for each in paid]
    if clause.migrations:
        full, members = (_migrated(cents, listed, years, clause.migrations) for cents in (full, members))
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


def _quoted(premiums: tuple[Premium, ...], migrations: tuple[Migration, ...], plan: Labels, tier: Labels) -> _Quoted:
    """The premiums of which there is or may come to be somebody; their cents, and none; for each person the number of theirs."""
    targets = {one.target for one in migrations}
    listed = tuple(p for p in premiums if p.pair in targets or (p.plan in plan.words and p.tier in tier.words))
    at = {premium.pair: number for number, premium in enumerate(listed)}
    grid = [at.get((p, t), len(listed)) for p in plan.words for t in tier.words]
    chosen = np.array(grid, dtype=np.intp).reshape(len(plan.words), len(tier.words))
    cents = np.array([*(premium.cents for premium in listed), 0], dtype=np.int64)
    return listed, cents, chosen[plan.codes, tier.codes]


_GROWN: AtHand[Cents] = AtHand(most=64)


def _grown(quoted: Cents, growths: tuple[tuple[int, ...], int]) -> Cents:
    """Premiums in cents, by year, grown."""
    return cast("Cents", bounded(shares_of(quoted, *growths)))


def _migrated(cents: Cents, listed: Sequence[Premium], years: Sequence[int], migrations: Sequence[Migration]) -> Cents:
    """Cents by year and premium, each the mean over where those who have it at first are in the year."""
    at = {premium.pair: number for number, premium in enumerate(listed)}
    found = cents.copy()
    for row, year in enumerate(years):
        for premium in listed:
            places = where_they_are(premium.pair, [one for one in migrations if one.source in at], year)
            mean = sum((share * int(cents[row, at[pair]]) for pair, share, _ in places), start=Fraction(0))
            found[row, at[premium.pair]] = divide(mean.numerator, mean.denominator)
    return found


def _members(base: Cents, full: Cents, members: Cents, clause: Health) -> Cents:
    """All that members pay: their share of the premium, and of pay, but no more than the premium."""
    if not clause.needs_base:
        return members
    return np.minimum(full, members + (full > 0) * share_of(base, clause.employee_share_of_pay))


def health(
    base: Cents, health_plan: Labels, health_tier: Labels, fte: Cents, years: Sequence[int], clause: Health
) -> Cents:
    """The employer's cost for each person; none where contracts are those of a table."""
    if clause.enrolment == "table":
        return np.zeros((len(years), len(fte)), dtype=np.int64)
    full, members = _premiums(health_plan, health_tier, fte, years, clause)
    return full - _members(base, full, members, clause)


def health_deduction(
    base: Cents, health_plan: Labels, health_tier: Labels, fte: Cents, years: Sequence[int], clause: Health
) -> Cents:
    """The member's share, taken from pay."""
    full, members = _premiums(health_plan, health_tier, fte, years, clause)
    return _members(base, full, members, clause)


def health_enrolled(year: int, clause: Health) -> int:
    """The employer's cost for contracts that are known by number only, before a share of pay."""
    _, net = clause.counted(year)
    return int(divide(net.numerator, net.denominator))


def health_enrolled_pay(base: Cents, heads: Cents, year: int, clause: Health) -> Cents:
    """What members with those contracts pay of their pay, taken from the employer's cost: of each person the mean over all."""
    contracts, net = clause.counted(year)
    people = int(heads.sum())
    if not contracts or not people or not clause.needs_base:
        return np.zeros_like(base)
    covered = min(Fraction(1), contracts / people)
    most = net / contracts * covered
    return -np.minimum(share_of(base, clause.employee_share_of_pay * covered), divide(most.numerator, most.denominator))


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
    if (named := named_year(premium.employee_pays, row.year)) is not None:
        paid = f"{paid}+{row.dollars('premiums', number, 'employee_pays', named)}"
    if (named := named_year(premium.employer_at_most, row.year)) is not None:
        paid = f"MAX({paid},{full}-{row.dollars('premiums', number, 'employer_at_most', named)})"
    if premium.employee_pays or premium.employer_at_most:
        paid = f"MIN({full},{paid})"
    cents = premium.members(row.clause.grown(premium.cents, row.year), row.clause.share(premium), row.year)
    return full, row.work(f"member's share of premium, {title}", paid, cents / 100)


def _places_sheet(row: SheetRow, pair: Pair) -> list[tuple[str, str, str]]:
    """Where those of a plan and tier are in the row's year: the share, the full premium, the member's share; all of them cells."""
    number = {premium.pair: at for at, premium in enumerate(row.clause.premiums)}
    places = list(where_they_are(pair, row.clause.migrations, row.year))
    rates = [row.rate("migrations", at, "share") for _, _, at in places[1:]]
    shares = ["(" + "-".join(("1", *rates)) + ")" if rates else "1", *rates]
    return [(share, *_premium_sheet(row, number[place])) for share, (place, _, _) in zip(shares, places, strict=True)]


def _mean_sheet(cells: Sequence[tuple[str, str]]) -> str:
    """The mean of some cells by their shares, rounded to the cent; of one cell, itself."""
    if len(cells) == 1:
        return cells[0][1]
    return to_the_cent(f"({'+'.join(f'{share}*{cell}' for share, cell in cells)})")


def health_sheet(row: SheetRow) -> str:
    """The employer's cost of each person as a spreadsheet's formula."""
    full, members = "0", "0"
    if row.clause.enrolment == "table":
        return "0"
    for premium in row.clause.premiums:
        if premium.pair == (row.words["health_plan"], row.words["health_tier"]):
            places = _places_sheet(row, premium.pair)
            full = _mean_sheet([(share, cell) for share, cell, _ in places])
            members = _mean_sheet([(share, cell) for share, _, cell in places])
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


def _counted_sheet(row: SheetRow) -> tuple[str, str]:
    """Contracts that are known by number, and what the employer pays for them, unrounded; "0" where there are none."""
    numbers, owed = [], []
    for number, premium in enumerate(row.clause.premiums):
        if premium.is_counted:
            named = named_year(premium.enrolled_in, row.year)
            at = ("enrolled",) if named is None else ("enrolled_in", named)
            net = [f"{share}*({full}-{members})" for share, full, members in _places_sheet(row, premium.pair)]
            numbers.append(row.number("premiums", number, *at))
            owed.append(f"{numbers[-1]}*({'+'.join(net)})")
    return added(*numbers), added(*owed)


def health_enrolled_sheet(row: SheetRow) -> str:
    """The employer's cost of contracts that are known by number only, as a spreadsheet's formula."""
    _, owed = _counted_sheet(row)
    return "0" if owed == "0" else to_the_cent(f"({owed})")


def health_enrolled_pay_sheet(row: SheetRow) -> str:
    """What members with those contracts pay of their pay, as a spreadsheet's formula."""
    numbers, owed = _counted_sheet(row)
    if owed == "0" or not row.people or not row.clause.employee_share_of_pay:
        return "0"
    contracts, net = row.clause.counted(row.year)
    number = row.work("contracts", numbers, float(contracts))
    each = row.work(
        "employer's cost of the mean contract", f"IF({number}=0,0,({owed})/{number})", _mean(net, contracts)
    )
    share = row.work("contracts by person", f"MIN(1,{number}/{row.people})", float(min(1, contracts / row.people)))
    of_pay = to_the_cent(f"{row.base}*{row.rate('employee_share_of_pay')}*{share}")
    return f"-MIN({of_pay},{to_the_cent(f'{each}*{share}')})"


def _mean(cents: Fraction, contracts: Fraction) -> float:
    return float(cents / contracts / 100) if contracts else 0.0


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
            when=lambda clause: clause.is_counted,
            sheet=health_enrolled_sheet,
            own_rates=True,
        ),
        Rule(
            health_enrolled_pay,
            "health",
            "- contracts / people x round(pay x rate of pay), at most what the employer pays of the mean contract",
            when=lambda clause: clause.is_counted and clause.needs_base,
            sheet=health_enrolled_pay_sheet,
            own_rates=True,
        ),
        Rule(
            health_deduction,
            "health contribution",
            "member's share of premium + round(pay x rate of pay) per person",
            payer="employee",
        ),
    ),
    rates=("employee_share",),
)
