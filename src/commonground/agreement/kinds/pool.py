"""Pool: a fixed sum by year, whatever the need.

Law: a clause that grants a pool costs the pool in the years it names; after the last year named it stays, or stops, as the
clause says. A need that the pool was made for is never added to it.
Worked example: docs/arithmetic/pool.md.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from commonground.agreement.family import Family
from commonground.agreement.fields import Money, Terms, Year
from commonground.agreement.kind import Kind, Rule


class Pool(Terms):
    """A fixed sum by fiscal year."""

    amounts: dict[Year, Money] = Field(min_length=1)
    afterwards: Literal["stays", "stops"] = "stays"


def pool(year: int, clause: Pool) -> int:
    """The sum of a year."""
    if year in clause.amounts:
        return clause.amounts[year]
    earlier = [start for start in clause.amounts if start < year]
    if not earlier:
        return 0
    is_over = max(clause.amounts) < year and clause.afterwards == "stops"
    return 0 if is_over else clause.amounts[max(earlier)]


KIND = Kind("pool", Pool, Family.COMMON_GOOD, (Rule(pool, "pools", "the sum named for the year", per="district"),))
