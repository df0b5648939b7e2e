"""Enrolment in health plans: how many contracts there are by plan and tier, as somebody counted them, beside the roster.

Shapes: a row for each plan, tier and fiscal year; contracts are exact numbers, because a mean over a year need not be whole.
Law: the rows of a year hold until a later year has rows of the same plan and tier; before the first year the first hold.
What a premium was billed at, and what the member paid of it, may stand beside; a cost is never made of them (`health`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from commonground.values.problem import Place

NO_YEAR = 0
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A row: contracts of a plan and tier from a fiscal year on (0: of every year), and twelve months' premium as billed."""

    plan: str
    tier: str
    contracts: Fraction
    year: int = NO_YEAR
    premium: int | None = None
    member_pays: int | None = None
    source: str = ""
    place: Place | None = None

    @property
    def pair(self) -> Pair:
        """The plan and the tier."""
        return self.plan, self.tier


@dataclass(frozen=True)
class Enrolment:
    """The rows of the table."""

    rows: tuple[Enrolled, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def contracts(self) -> Mapping[Pair, Mapping[int, Fraction]]:
        """Contracts by plan and tier and by the fiscal year from which they hold.

        >>> Enrolment((Enrolled("HMO", "single", Fraction(12), 2025),)).contracts()
        {('HMO', 'single'): {2025: Fraction(12, 1)}}
        """
        found: dict[Pair, dict[int, Fraction]] = {}
        for row in self.rows:
            found.setdefault(row.pair, {})[row.year] = row.contracts
        return found

    def in_year(self, pair: Pair, year: int) -> Enrolled | None:
        """The row of a plan and tier that holds in a fiscal year."""
        mine = sorted((row for row in self.rows if row.pair == pair), key=lambda row: row.year)
        begun = [row for row in mine if row.year <= year]
        return begun[-1] if begun else next(iter(mine), None)
