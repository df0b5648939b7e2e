"""Pool: a fixed sum by year, whatever the need.

Law: a clause that grants a pool costs the pool in the years it names; after the last year named it stays, or stops, as the
clause says. A sum is of a fiscal year: it is never a share of one, and where the clause changes inside a year the last version
of the year says the sum. A need that the pool was made for is never added to it.
Worked example: docs/arithmetic/pool.md.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from commonground.agreement.family import Family
from commonground.agreement.fields import Money, Terms, Year
from commonground.agreement.kind import Kind, Rule
from commonground.agreement.sheet import SheetRow


class Pool(Terms):
    """A fixed sum by fiscal year."""

    amounts: dict[Year, Money] = Field(min_length=1)
    afterwards: Literal["stays", "stops"] = "stays"


def _named_for(clause: Pool, year: int) -> int | None:
    """The year whose sum is granted in a year; None where nothing is."""
    is_over = max(clause.amounts) < year and clause.afterwards == "stops"
    return None if is_over else max((start for start in clause.amounts if start <= year), default=None)


def pool(year: int, clause: Pool) -> int:
    """The sum of a year."""
    named = _named_for(clause, year)
    return 0 if named is None else clause.amounts[named]


def pool_sheet(row: SheetRow) -> str:
    """The same as a spreadsheet's formula."""
    named = _named_for(row.clause, row.year)
    return "0" if named is None else row.dollars("amounts", named)


KIND = Kind(
    "pool",
    Pool,
    Family.COMMON_GOOD,
    (Rule(pool, "pools", "the sum named for the year", per="district", of_the_year=True, sheet=pool_sheet),),
)
