"""A row of a spreadsheet, as a rule may speak of it: references to cells and named inputs, never figures of its own.

Law: the formula that a rule gives for a row is the rule's own arithmetic in dollars; a spreadsheet that works it out
comes to the cents that the rule comes to. A rule gives "0" where it pays nothing whatever the row holds.
Why two roundings stand in every formula: a spreadsheet reckons in binary, so half a cent may come out as 0.4999999999;
the inner rounding (ten-millionths of a cent) takes that residue away, the outer is the one that the agreement names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from commonground.values.money import RoundedTo, Rounding

InputUnit = Literal["rate", "dollars", "number"]
Path = tuple[str | int, ...]
DIGITS = 7  # of what is rounded, that binary arithmetic keeps: what is beyond them is its residue


class Work(Protocol):
    """Puts a figure of the year, with its value, in a cell of its own; gives what stands for the cell."""

    def __call__(self, title: str, formula: str, value: float, unit: InputUnit = "dollars") -> str: ...


def to_the_cent(amount: str, rounding: Rounding = Rounding.HALF_UP) -> str:
    """The formula for an amount of dollars, rounded to the cent. `amount` is a product, or stands in parentheses.

    >>> to_the_cent("H12*sq_pension_rate")
    'ROUND(ROUND(100*H12*sq_pension_rate,7),0)/100'
    """
    return f"{to_a_whole(f'100*{amount}', rounding)}/100"


def rounded_as(unit: RoundedTo, amount: str, digits: int = DIGITS) -> str:
    """The formula for an amount of dollars, rounded to the cent or to the dollar."""
    if unit is RoundedTo.DOLLAR:
        return to_a_whole(amount, digits=digits)
    return f"{to_a_whole(f'100*{amount}', digits=digits)}/100"


def to_a_whole(amount: str, rounding: Rounding = Rounding.HALF_UP, digits: int = DIGITS) -> str:
    """The formula for an amount rounded to a whole number, free of binary residue beyond so many digits."""
    exact = f"ROUND({amount},{digits})"
    if rounding is Rounding.DOWN:
        return f"TRUNC({exact})"
    if rounding is Rounding.UP:
        return f"ROUNDUP({exact},0)"
    if rounding is Rounding.HALF_EVEN:
        return f"(ROUND({exact},0)-SIGN({exact})*(MOD(ABS({exact}),2)=0.5))"
    return f"ROUND({exact},0)"


def added(*terms: str) -> str:
    """The sum of some formulas; those that are nothing are left out."""
    return "+".join([term for term in terms if term != "0"]) or "0"


@dataclass(frozen=True)
class SheetRow:
    """What a rule's formula may name, for one row in one period: all of it text that stands for a cell.

    `passed` is how many fiscal years `year` is past the base year; `base`, `salary` are dollars, `fte` a number of jobs,
    `service` completed years in the period, `leave_days` days, `heads` the people of all rows; `words` are the row's own
    labels; `input_name` names the input at a path of the clause's terms; `work` puts a figure of the year that is the same
    for all rows (a premium, a growth factor) in a cell of its own; `pay_in_lane` is pay on another lane; `people` are those
    of the snapshot whom a rule that reads heads covers, `counts` and `services` how many of them are on each row and their
    years in the period, and `each_count`, `each_service` the rows' cells that say so. `columns` are those of the roster
    that the rule reads, with an entry for each row, as the rule is given them; `by_row` takes a formula for each row that
    follows from them, and gives what stands for the row's own.
    """

    clause: Any
    year: int
    passed: int
    words: Mapping[str, str]
    input_name: Callable[[Path, InputUnit], str]
    work: Work
    pay_in_lane: Callable[[str], str]
    base: str = "{base}"
    salary: str = "{salary}"
    fte: str = "{fte}"
    service: str = field(default="{service}")
    leave_days: str = field(default="{leave_days}")
    heads: str = field(default="{heads}")
    each_count: str = field(default="{each count}")
    each_service: str = field(default="{each service}")
    counts: Sequence[int] = ()
    services: Sequence[int] = ()
    columns: Mapping[str, Any] = field(default_factory=dict)
    by_row: Callable[[tuple[str, ...]], str] = field(default="".join)

    @property
    def people(self) -> int:
        """The people of all rows."""
        return sum(self.counts)

    def rate(self, *path: str | int) -> str:
        """The name of the input that holds a rate of the clause."""
        return self.input_name(path, "rate")

    def dollars(self, *path: str | int) -> str:
        """The name of the input that holds an amount of money of the clause."""
        return self.input_name(path, "dollars")

    def number(self, *path: str | int) -> str:
        """The name of the input that holds a plain number of the clause."""
        return self.input_name(path, "number")
