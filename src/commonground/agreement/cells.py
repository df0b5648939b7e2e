"""Cells: the salaries that a schedule prints, kept exactly through every raise.

Law: a cell is an exact number of cents, a fraction where the schedule carries fractions; integer cents begin at pay.
Cell pay = round(cell x FTE x share of the year), once, per person.

How it is both exact and fast: beside the exact value (worked out cell by cell, when it is asked for) stands a float64 that is
within one part in 10^12 of it. Where the float cannot decide a rounding, because the value lies too near a half,
the exact one does; a schedule that is carried in whole cents is whole numbers throughout.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from commonground.values.money import Rounding, bounded, divide

FULL_TIME = 10_000
FLOAT_ERROR = 1e-12
LEAST_DOUBT = 1e-6  # cents: far above what a flat cut can leave of the error of a salary
Index = npt.NDArray[np.intp]
Ratio = tuple[int, int]
Positions = npt.NDArray[np.intp]


class Carry(StrEnum):
    """What next year's schedule is built on: this year's exact chain, or its cells rounded to cents, dollars or more."""

    EXACT = "exact"
    CENT = "cent"
    DOLLAR = "dollar"
    FIVE_DOLLARS = "5 dollars"
    TEN_DOLLARS = "10 dollars"
    FIFTY_DOLLARS = "50 dollars"
    HUNDRED_DOLLARS = "100 dollars"

    @property
    def cents(self) -> int:
        """The unit in cents; 0 where nothing is rounded."""
        return UNIT_IN_CENTS[self]


UNIT_IN_CENTS = {
    Carry.EXACT: 0,
    Carry.CENT: 1,
    Carry.DOLLAR: 100,
    Carry.FIVE_DOLLARS: 500,
    Carry.TEN_DOLLARS: 1_000,
    Carry.FIFTY_DOLLARS: 5_000,
    Carry.HUNDRED_DOLLARS: 10_000,
}


class Grain(NamedTuple):
    """To what a cell is rounded before the next schedule is built on it: so many cents (0: to nothing), by a rounding."""

    cents: Fraction | int
    rounding: Rounding = Rounding.HALF_UP


@dataclass(frozen=True, slots=True)
class Growth:
    """What one raise does to a full-time salary: percent and flat cents, but `at_least` and `at_most` so many cents.

    A salary that is already of a part of a job (`jobs`) gets that part of the cents.

    >>> Growth(Fraction(3, 100), at_least=150_000).of(Fraction(4_000_000))
    Fraction(4150000, 1)
    >>> Growth(Fraction(3, 100), at_most=150_000).of(Fraction(6_000_000))
    Fraction(6150000, 1)
    """

    percent: Fraction = Fraction(0)
    flat: int = 0
    at_least: int = 0
    at_most: int | None = None

    @property
    def is_in_dollars(self) -> bool:
        """Whether it depends on the part of a job that a salary is for."""
        return bool(self.flat or self.at_least or self.at_most)

    def of(self, salary: Fraction, jobs: Fraction = Fraction(1)) -> Fraction:
        """The salary after the raise."""
        raised = salary * (1 + self.percent)
        if self.flat:
            raised += self.flat * jobs
        if self.at_most is not None:
            raised = min(raised, salary + self.at_most * jobs)
        return max(raised, salary + self.at_least * jobs) if self.at_least else raised


def carried(cents: Fraction, grain: Grain) -> Fraction:
    """One cell as the next schedule is built on it.

    >>> carried(Fraction(11101885, 2), Grain(100))
    Fraction(5550900, 1)
    """
    if not grain.cents:
        return cents
    times = Fraction(cents) / grain.cents
    return Fraction(divide(times.numerator, times.denominator, grain.rounding) * grain.cents)


class Cells:
    """Full-time annual salaries in cents, by cell. Immutable; absent cells are 0."""

    __slots__ = ("_approx", "_known", "_work_out", "whole")

    def __init__(
        self,
        whole: npt.NDArray[np.int64] | None,
        approx: npt.NDArray[np.float64] | None,
        work_out: Callable[[int], Fraction],
    ) -> None:
        self.whole = whole
        self._approx = approx
        self._work_out = work_out
        self._known: dict[int, Fraction] = {}

    @classmethod
    def of(cls, cents: Sequence[Fraction | int]) -> Cells:
        """Cells from exact cents.

        >>> Cells.of([Fraction(11101885, 2)]).pay(np.array([0]), np.array([10000]))
        array([5550943])
        """
        if all(value.denominator == 1 for value in cents):
            return cls.in_whole_cents(np.array([int(value) for value in cents], dtype=np.int64))
        exact = [Fraction(value) for value in cents]
        return cls(None, np.array([float(value) for value in exact]), exact.__getitem__)

    @classmethod
    def in_whole_cents(cls, whole: npt.NDArray[np.int64]) -> Cells:
        """Cells that are whole cents."""
        return cls(bounded(whole), None, lambda cell: Fraction(int(whole[cell])))

    @property
    def approx(self) -> npt.NDArray[np.float64]:
        """Each cell within one part in 10^12."""
        if self._approx is None:
            assert self.whole is not None
            self._approx = self.whole.astype(np.float64)
        return self._approx

    def __len__(self) -> int:
        return len(self.approx if self.whole is None else self.whole)

    def exact_at(self, cell: int) -> Fraction:
        """The exact cents of one cell."""
        if cell not in self._known:
            self._known[cell] = self._work_out(cell)
        return self._known[cell]

    def exact(self) -> list[Fraction]:
        """The exact cents, cell by cell."""
        return [self.exact_at(cell) for cell in range(len(self))]

    def are_multiples_of(self, unit: Fraction | int) -> bool:
        """Whether every cell is a multiple of so many cents."""
        if self.whole is not None and unit.denominator == 1:
            return not bool((self.whole % int(unit)).any())
        return all(cents % unit == 0 for cents in self.exact())

    def raised(self, raise_: Growth, where: npt.NDArray[np.bool_] | None, grain: Grain) -> Cells:
        """The cells (of those in `where`) after one raise, carried as the agreement says."""
        if self.whole is not None and grain.cents and grain.cents.denominator == 1:
            new = self._raised_in_whole_cents(raise_, int(grain.cents), grain.rounding)
        else:
            new = self._raised_exactly(raise_).carried(grain)
        return new if where is None else self.put(where, new)

    def _raised_exactly(self, raise_: Growth) -> Cells:
        def work_out(cell: int) -> Fraction:
            old = self.exact_at(cell)
            return raise_.of(old) if old else old

        new = self.approx * float(1 + raise_.percent)
        if raise_.flat:
            new = np.where(self.approx != 0, new + raise_.flat, 0.0)
        if raise_.at_most is not None:
            new = np.minimum(new, self.approx + raise_.at_most)
        if raise_.at_least:
            new = np.where(self.approx != 0, np.maximum(new, self.approx + raise_.at_least), 0.0)
        return Cells(None, bounded(new), work_out)

    def _raised_in_whole_cents(self, raise_: Growth, unit: int, rounding: Rounding) -> Cells:
        assert self.whole is not None
        part, denominator = raise_.percent.as_integer_ratio()
        numerator = denominator + part
        extra = abs(raise_.flat) + abs(raise_.at_least) + (raise_.at_most or 0)
        largest = max(numerator, denominator)
        fits = largest < 2**21 or (int(np.abs(self.whole).max(initial=0)) + extra) * largest < 2**60
        old = self.whole if fits else self.whole.astype(object)
        parts = old * numerator
        if raise_.flat:
            parts = parts + raise_.flat * denominator
        if raise_.at_most is not None:
            parts = np.minimum(parts, (old + raise_.at_most) * denominator)
        if raise_.at_least:
            parts = np.maximum(parts, (old + raise_.at_least) * denominator)
        new = divide(parts, denominator * unit, rounding) * unit
        if extra:
            new = np.where(old != 0, new, 0)
        return Cells.in_whole_cents(new if fits else bounded(new).astype(np.int64))

    def taken(self, source: Index, plus: Cells) -> Cells:
        """Cell k becomes the cell at `source[k]` plus the cell `plus[k]`; a negative source leaves it absent."""

        def work_out(cell: int) -> Fraction:
            return self.exact_at(int(source[cell])) + plus.exact_at(cell) if source[cell] >= 0 else Fraction(0)

        absent = source < 0
        if self.whole is not None and plus.whole is not None:
            return Cells.in_whole_cents(np.where(absent, 0, self.whole[source] + plus.whole))
        return Cells(None, np.where(absent, 0.0, self.approx[source] + plus.approx), work_out)

    def kept(self, where: npt.NDArray[np.bool_]) -> Cells:
        """The cells in `where`; the others are absent."""

        def work_out(cell: int) -> Fraction:
            return self.exact_at(cell) if where[cell] else Fraction(0)

        if self.whole is not None:
            return Cells.in_whole_cents(np.where(where, self.whole, 0))
        return Cells(None, np.where(where, self.approx, 0.0), work_out)

    def put(self, where: npt.NDArray[np.bool_], other: Cells) -> Cells:
        """These cells, but those of `other` in `where`."""
        if self.whole is not None and other.whole is not None:
            return Cells.in_whole_cents(np.where(where, other.whole, self.whole))

        def work_out(cell: int) -> Fraction:
            return other.exact_at(cell) if where[cell] else self.exact_at(cell)

        return Cells(None, np.where(where, other.approx, self.approx), work_out)

    def carried(self, grain: Grain) -> Cells:
        """The cells as the next schedule is built on them: exact, or rounded to so many cents."""
        unit, rounding = grain
        if not unit or (self.whole is not None and unit == 1):
            return self
        if self.whole is not None and unit.denominator == 1:
            return Cells.in_whole_cents(divide(self.whole, int(unit), rounding) * int(unit))
        times = self.approx / float(unit)

        def exactly(cells: Positions) -> list[Ratio]:
            return [(self.exact_at(cell) / unit).as_integer_ratio() for cell in cells.tolist()]

        rounded = round_filtered(times, FLOAT_ERROR, rounding, exactly)
        if unit.denominator == 1:
            return Cells.in_whole_cents(rounded * int(unit))
        return Cells.of([number * unit for number in rounded.tolist()])

    def pay(
        self,
        index: Index,
        fte: npt.NDArray[np.int64],
        share: Fraction = Fraction(1),
        rounding: Rounding = Rounding.HALF_UP,
    ) -> npt.NDArray[np.int64]:
        """What the people who stand on cells `index` are paid for a share of a year, in cents."""
        if self.whole is not None:
            _payable(self.whole, fte)
            paid: npt.NDArray[np.int64] = divide(
                self.whole[index] * (fte * share.numerator), FULL_TIME * share.denominator, rounding
            )
            return paid
        part, whole = share.numerator, FULL_TIME * share.denominator

        def exact(positions: Positions) -> list[Ratio]:
            cents = [self.exact_at(cell).as_integer_ratio() for cell in index[positions].tolist()]
            jobs = fte[positions].tolist()
            return [(top * job * part, of * whole) for (top, of), job in zip(cents, jobs, strict=True)]

        return round_filtered(self.approx[index] * (fte * (part / whole)), FLOAT_ERROR, rounding, exact)


def _payable(cells: npt.NDArray[np.int64], fte: npt.NDArray[np.int64]) -> None:
    """Raise where the dearest cell at the greatest share of a job is past what one row may come to."""
    bounded(int(np.abs(cells).max(initial=0)) * int(fte.max(initial=0)) // FULL_TIME)


def pay_block(
    cells: Sequence[Cells],
    index: npt.NDArray[np.intp],
    fte: npt.NDArray[np.int64],
    rounding: Rounding = Rounding.HALF_UP,
) -> npt.NDArray[np.int64]:
    """Full years together: row p of the result is what those on cells `index[p]` of `cells[p]` are paid, in cents.

    Shapes: p periods, g groups; `index` p by g, `fte` g.
    """
    in_a_row = index + np.arange(0, len(cells) * len(cells[0]), len(cells[0]))[:, None]
    known = [each.whole for each in cells if each.whole is not None]
    if len(known) == len(cells):
        _payable(np.concatenate(known), fte)
        paid: npt.NDArray[np.int64] = divide(np.concatenate(known).take(in_a_row) * fte, FULL_TIME, rounding)
        return paid
    approx = np.concatenate([each.approx for each in cells]).take(in_a_row) * (fte * (1 / FULL_TIME))

    def exact(positions: Positions) -> list[Ratio]:
        periods, groups = np.divmod(positions, index.shape[1])
        stood = zip(periods.tolist(), index[periods, groups].tolist(), fte[groups].tolist(), strict=True)
        ratios = [(*cells[period].exact_at(cell).as_integer_ratio(), job) for period, cell, job in stood]
        return [(salary * job, of * FULL_TIME) for salary, of, job in ratios]

    return round_filtered(approx.reshape(-1), FLOAT_ERROR, rounding, exact).reshape(index.shape)


def round_filtered(
    approx: npt.NDArray[np.float64], error: float, rounding: Rounding, exact: Callable[[Positions], Sequence[Ratio]]
) -> npt.NDArray[np.int64]:
    """Round numbers that are known within a relative error; ask for the exact number where that cannot decide.

    `exact(those)`, a numerator and a denominator for each, is asked only for those whose neighbourhood holds a place where
    the rounding turns.
    """
    if rounding in (Rounding.DOWN, Rounding.UP):
        whole = np.trunc(approx) if rounding is Rounding.DOWN else np.copysign(np.ceil(np.abs(approx)), approx)
        distance = np.abs(approx - np.rint(approx))
    else:
        whole = np.copysign(np.floor(np.abs(approx) + 0.5), approx)
        distance = np.abs(np.abs(approx - np.trunc(approx)) - 0.5)
    unsure = distance <= np.abs(approx) * error + LEAST_DOUBT
    result = whole.astype(np.int64)
    if unsure.any():
        positions = np.flatnonzero(unsure)
        result[positions] = _rounded(exact(positions), rounding)
    return result


def _rounded(ratios: Sequence[Ratio], rounding: Rounding) -> npt.NDArray[np.int64]:
    """Exact numbers rounded, those of one denominator together."""
    found = np.empty(len(ratios), dtype=np.int64)
    by_whole: dict[int, list[int]] = {}
    for number, (_, whole) in enumerate(ratios):
        by_whole.setdefault(whole, []).append(number)
    for whole, numbers in by_whole.items():
        parts = [ratios[number][0] for number in numbers]
        fits = 2 * max(map(abs, parts)) + whole < 2**62
        found[numbers] = divide(np.array(parts, dtype=np.int64 if fits else object), whole, rounding)
    return found
