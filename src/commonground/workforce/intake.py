"""The intake: what became of every row of a payroll file.

Law: nobody vanishes; every row is kept, vacant, filtered out, a duplicate, or in error, and the rows, people,
full-time equivalents and dollars of these five sum to those of the file.
Units: `fte` in ten-thousandths; `cents` as the file writes them (0 where a salary cannot be
read or is below nothing; those are counted).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Tally:
    """Rows, people, full-time equivalents and dollars counted together.

    >>> Tally(1, 1, 5_000, 4_739_200) + Tally(1, 1, 10_000, 8_263_000)
    Tally(rows=2, people=2, fte=15000, cents=13002200)
    """

    rows: int = 0
    people: int = 0
    fte: int = 0
    cents: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.rows + other.rows, self.people + other.people, self.fte + other.fte, self.cents + other.cents)


@dataclass(frozen=True, slots=True)
class Intake:
    """The five ways a row can go; `filtered` by reason.

    `several_rows` are kept rows of people (or positions) that have more than one, such as a teacher in two schools;
    `without_salary` are rows of the file whose salary cannot be read, is blank, or is below nothing.
    `paid_cents` is what the roster pays as read: it differs from `kept.cents` only where the file gives full-time
    salaries.
    """

    read: Tally
    kept: Tally
    vacant: Tally = Tally()
    filtered: Mapping[str, Tally] = field(default_factory=dict)
    duplicates: Tally = Tally()
    in_error: Tally = Tally()
    several_rows: int = 0
    without_salary: int = 0
    paid_cents: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "filtered", MappingProxyType(dict(self.filtered)))
        if self.accounted != self.read:
            raise RowsVanished(self.read, self.accounted)

    @property
    def filtered_out(self) -> Tally:
        """All rows that a filter left out."""
        return sum(self.filtered.values(), Tally())

    @property
    def accounted(self) -> Tally:
        """The five ways added up: the file's own total."""
        return self.kept + self.vacant + self.filtered_out + self.duplicates + self.in_error

    def lines(self) -> tuple[tuple[str, Tally], ...]:
        """The table of the intake: a line each way, every filter's reason its own, and the file's total last."""
        ways = (
            ("kept", self.kept),
            ("vacant", self.vacant),
            *self.filtered.items(),
            ("duplicate", self.duplicates),
            ("in error", self.in_error),
            ("in the file", self.read),
        )
        return tuple(ways)


class RowsVanished(ValueError):
    """An intake whose parts do not sum to the file: a mistake of the program, never of the file."""

    def __init__(self, read: Tally, accounted: Tally) -> None:
        super().__init__(f"the file has {read}, its parts add up to {accounted}")
