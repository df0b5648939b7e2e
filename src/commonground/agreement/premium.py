"""A premium: what a plan costs in a tier of coverage, who pays which part of it, and where those who have it may go.

Law of migrations: of the contracts of a plan and tier, the shares that are named by a year are in other plans and tiers in it,
and the rest stays. All are shares of those who have the plan at first, so their order does not count. They are assumptions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from pydantic import Field, model_validator

from commonground.agreement.fields import Label, Money, Number, Part, Rate, Year
from commonground.values.money import share_of

Pair = tuple[str, str]


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
    enrolled_in: dict[Year, Number] = Field(
        default_factory=dict, description="contracts by fiscal year instead; the last year named holds on"
    )

    @model_validator(mode="after")
    def _one_price(self) -> Premium:
        if bool(self.annual) == bool(self.monthly):
            raise ValueError(f"plan {self.plan!r} tier {self.tier!r} needs either an annual or a monthly premium")
        if self.cents < 0 or any(
            cents < 0 for cents in (*self.employee_pays.values(), *self.employer_at_most.values())
        ):
            raise ValueError(f"plan {self.plan!r} tier {self.tier!r} has dollars below nothing")
        if any(contracts < 0 for contracts in self.enrolled_in.values()):
            raise ValueError(f"plan {self.plan!r} tier {self.tier!r} has contracts below nothing")
        return self

    @property
    def pair(self) -> Pair:
        """The plan and the tier."""
        return self.plan, self.tier

    @property
    def cents(self) -> int:
        """The premium of twelve months."""
        return self.annual or self.monthly * 12

    @property
    def is_counted(self) -> bool:
        """Whether its contracts are known by number."""
        return bool(self.enrolled or any(self.enrolled_in.values()))

    def contracts(self, year: int) -> Fraction:
        """The contracts of a year, where they are known by number."""
        named = named_year(self.enrolled_in, year)
        return self.enrolled if named is None else self.enrolled_in[named]

    def members(self, cents: int, share: Fraction, year: int) -> int:
        """What the member pays of this premium in a year in which it is so many cents, pay left aside."""
        return self.in_dollars(cents, int(share_of(cents, share)), year)

    def in_dollars(self, cents: int, paid: int, year: int) -> int:
        """What the member pays of so many cents whose share of them is paid, with the dollars that the premium names."""
        if (named := named_year(self.employee_pays, year)) is not None:
            paid += self.employee_pays[named]
        if (named := named_year(self.employer_at_most, year)) is not None:
            paid = max(paid, cents - self.employer_at_most[named])
        return min(paid, cents)


class Migration(Part):
    """A share of those in one plan and tier who are in another from a fiscal year on: an assumption."""

    plan: Label
    tier: Label
    to_plan: Label
    to_tier: Label
    share: Rate = Field(ge=0, le=1)
    since: Year

    @property
    def source(self) -> Pair:
        """Where they come from."""
        return self.plan, self.tier

    @property
    def target(self) -> Pair:
        """Where they go."""
        return self.to_plan, self.to_tier


def named_year(amounts: Mapping[int, int | Fraction], year: int) -> int | None:
    """The year whose amount holds in a year: the last one named, or the first where none is named yet; None without any."""
    return max([start for start in amounts if start <= year] or sorted(amounts)[:1], default=None)


def where_they_are(source: Pair, migrations: Sequence[Migration], year: int) -> Iterator[tuple[Pair, Fraction, int]]:
    """Where those of a plan and tier are in a year: each place, the share, and the migration's number (-1: those who stay)."""
    gone = [(number, one) for number, one in enumerate(migrations) if one.source == source and one.since <= year]
    yield source, 1 - sum((one.share for _, one in gone), start=Fraction(0)), -1
    for number, one in gone:
        yield one.target, one.share, number


def misplaced(premiums: Sequence[Premium], migrations: Sequence[Migration]) -> str:
    """What is wrong with migrations between these premiums, in words; "" where nothing is."""
    known = {premium.pair for premium in premiums}
    for one in migrations:
        for pair in (one.source, one.target):
            if pair not in known:
                return f"a migration names plan {pair[0]!r} tier {pair[1]!r}, which has no premium"
        if one.source == one.target:
            return f"a migration leads from plan {one.plan!r} tier {one.tier!r} to itself"
        if sum(other.share for other in migrations if other.source == one.source) > 1:
            return f"more than all migrate from plan {one.plan!r} tier {one.tier!r}"
    return ""
