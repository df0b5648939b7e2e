"""Votes carried: how many votes a delegate's ballot counts as, by the size of the school that the delegate speaks for.

Law: votes are whole. One for each so many members of the school, what is left over counted as the bylaw says; never below
the least. With one for each member a delegate carries as many votes as the roll says that the delegate represents.
Source of the form: unions' constitutions, such as "one for each ten members or major fraction thereof".
Not here: who is a delegate, and how a school's votes are shared by several; the roll says whom each represents.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from commonground.values.citation import Citation


class Remainder(StrEnum):
    """What becomes of the members who are left over once whole groups are counted."""

    COUNTS = "counts"
    MORE_THAN_HALF = "counts if more than half"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class VotesCarried:
    """A rule of unequal votes: one vote for each `per` members represented.

    >>> rule = VotesCarried(per=10, remainder=Remainder.MORE_THAN_HALF)
    >>> [rule.of(size) for size in (0, 4, 10, 15, 16, 47)]
    [1, 1, 1, 1, 2, 5]
    """

    per: int
    remainder: Remainder = Remainder.COUNTS
    least: int = 1
    citation: Citation | None = None

    def of(self, represented: int) -> int:
        """The votes of one ballot of a delegate who represents so many members."""
        whole, rest = divmod(represented, self.per)
        is_counted = rest > 0 if self.remainder is Remainder.COUNTS else 2 * rest > self.per
        if self.remainder is not Remainder.LEFT_OUT and is_counted:
            whole += 1
        return max(self.least, whole)

    def __str__(self) -> str:
        each = "one for each member" if self.per == 1 else f"one for each {self.per:,} members"
        rest = {
            Remainder.COUNTS: " or part of them",
            Remainder.MORE_THAN_HALF: " or more than half as many",
            Remainder.LEFT_OUT: ", the rest left out",
        }[self.remainder]
        return f"{each}{'' if self.per == 1 else rest}, at least {self.least:,}"
