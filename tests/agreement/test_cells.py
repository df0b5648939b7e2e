"""Cells: the fast way of paying and raising them is the exact way, for every rounding and every carry."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from commonground.agreement.cells import Carry, Cells, Grain, Growth, round_filtered
from commonground.values.money import Rounding

CENTS = st.one_of(
    st.integers(1, 30_000_000),
    st.fractions(1, 30_000_000, max_denominator=10**6),
    st.integers(1, 30_000_000).map(lambda cents: Fraction(2 * cents + 1, 2)),
)
CELLS = st.lists(CENTS, min_size=1, max_size=6)
FTE = st.integers(1, 20_000)
SHARES = st.one_of(
    st.integers(1, 12).map(lambda months: Fraction(months, 12)),
    st.integers(1, 365).map(lambda days: Fraction(days, 365)),
)
PERCENTS = st.one_of(
    st.integers(-500, 2_000).map(lambda points: Fraction(points, 10_000)),
    st.integers(-(10**11), 10**11).map(lambda parts: Fraction(parts, 10**12)),
)
DOLLARS = st.one_of(st.just(0), st.integers(0, 500_000))
GROWTHS = st.builds(Growth, PERCENTS, DOLLARS, DOLLARS, st.one_of(st.none(), st.integers(500_000, 900_000)))


def rounded(value: Fraction, rounding: Rounding) -> int:
    """The plain way: whole part and what is left."""
    size = abs(value)
    whole, rest = divmod(size.numerator, size.denominator)
    left = Fraction(rest, size.denominator)
    halves_go_up = rounding is Rounding.HALF_UP or (rounding is Rounding.HALF_EVEN and whole % 2)
    if rounding is Rounding.UP:
        whole += left > 0
    elif rounding is not Rounding.DOWN and (left > Fraction(1, 2) or (left == Fraction(1, 2) and halves_go_up)):
        whole += 1
    return whole if value >= 0 else -whole


def carried(cell: Fraction, carry: Carry, rounding: Rounding) -> Fraction:
    if carry is Carry.EXACT:
        return cell
    unit = 1 if carry is Carry.CENT else 100 * int(carry.value.split(" ")[0].replace("dollar", "1"))
    return Fraction(rounded(cell / unit, rounding) * unit)


@given(CELLS, FTE, SHARES, st.sampled_from(Rounding))
@example([Fraction(11_101_885, 2)], 10_000, Fraction(1), Rounding.HALF_EVEN)
@example([5_000_000], 3_333, Fraction(7, 12), Rounding.HALF_UP)
def test_pay_is_the_exact_product_rounded_once(cells, fte, share, rounding):
    index = np.arange(len(cells))

    paid = Cells.of(cells).pay(index, np.full(len(cells), fte), share, rounding)

    assert paid.tolist() == [rounded(Fraction(cell) * fte * share / 10_000, rounding) for cell in cells]


@given(CELLS, st.lists(GROWTHS, min_size=1, max_size=6), st.sampled_from(Carry), st.sampled_from(Rounding), FTE)
@example([Fraction(4_630_000)], [Growth(Fraction(5, 200))] * 6, Carry.EXACT, Rounding.HALF_UP, 10_000)
@example([4_620_050], [Growth(Fraction(0), 50)], Carry.DOLLAR, Rounding.HALF_EVEN, 10_000)
def test_a_chain_of_raises_is_the_exact_chain(cells, growths, carry, rounding, fte):
    fast, plain = Cells.of(cells), [Fraction(cell) for cell in cells]

    for growth in growths:
        fast = fast.raised(growth, None, Grain(carry.cents, rounding))
        plain = [carried(growth.of(cell), carry, rounding) if cell else cell for cell in plain]

    assert fast.exact() == plain
    paid = fast.pay(np.arange(len(cells)), np.full(len(cells), fte), Fraction(1), rounding)
    assert paid.tolist() == [rounded(cell * fte / 10_000, rounding) for cell in plain]


@given(CELLS, GROWTHS, st.sampled_from(Carry), st.sampled_from(Rounding), st.integers(0, 63))
def test_a_raise_of_some_cells_leaves_the_others(cells, growth, carry, rounding, chosen):
    start = Cells.of(cells).carried(Grain(carry.cents, rounding))
    where = np.array([bool(chosen >> number & 1) for number in range(len(cells))])

    raised = start.raised(growth, where, Grain(carry.cents, rounding))

    old = start.exact()
    wanted = [carried(growth.of(c), carry, rounding) if w and c else c for c, w in zip(old, where, strict=True)]
    assert raised.exact() == wanted


@given(CELLS, st.lists(st.integers(-1, 5), min_size=6, max_size=6), CENTS)
def test_cells_taken_from_others_are_those_and_the_increment(cells, source, increment):
    index = np.array([min(number, len(cells) - 1) for number in source[: len(cells)]])

    taken = Cells.of(cells).taken(index, Cells.of([increment] * len(cells)))

    exact = [Fraction(cell) for cell in cells]
    assert taken.exact() == [exact[number] + increment if number >= 0 else Fraction(0) for number in index.tolist()]


def test_an_absent_cell_is_raised_by_nothing():
    cells = Cells.of([0, 4_800_000]).raised(Growth(Fraction(3, 100), 90_000), None, Grain(1))

    assert cells.exact() == [0, 5_034_000]


@pytest.mark.parametrize(
    ("rounding", "wanted"),
    [
        (Rounding.HALF_UP, [1, 2, 3, -3]),
        (Rounding.HALF_EVEN, [0, 2, 2, -2]),
        (Rounding.DOWN, [0, 1, 2, -2]),
        (Rounding.UP, [1, 2, 3, -3]),
    ],
)
def test_halves_are_decided_by_the_rounding_that_is_named(rounding, wanted):
    halves = [(1, 2), (3, 2), (5, 2), (-5, 2)]

    def exact(positions):
        return [halves[position] for position in positions]

    rounded_halves = round_filtered(np.array([n / d for n, d in halves]), 1e-12, rounding, exact)

    assert rounded_halves.tolist() == wanted


@pytest.mark.parametrize(
    ("cents", "unit", "wanted"),
    [
        ([20_000, 0, 110_000], Fraction(10_000), True),
        ([20_000, 15_000], Fraction(10_000), False),
        ([Fraction(41, 2), 41], Fraction(41, 2), True),
        ([Fraction(41, 2), 42], Fraction(41, 2), False),
        ([42], Fraction(41, 2), False),
    ],
)
def test_cells_are_multiples_of_a_unit_where_each_of_them_is(cents, unit, wanted):
    assert Cells.of(cents).are_multiples_of(unit) is wanted


@pytest.mark.parametrize("beside", [-1, 1])
def test_a_number_too_near_a_half_for_a_float_is_asked_for_exactly(beside):
    near = Fraction(5_550_942) + Fraction(1, 2) + Fraction(beside, 10**18)
    asked = []

    def exact(positions):
        asked.extend(positions)
        return [near.as_integer_ratio() for _ in positions]

    found = round_filtered(np.array([float(near)]), 1e-12, Rounding.HALF_UP, exact)

    assert asked == [0]
    assert found.tolist() == [5_550_942 if beside < 0 else 5_550_943]


def test_a_raise_of_at_least_so_much_is_the_larger_of_the_two():
    growth = Growth(Fraction(3, 100), at_least=150_000)

    assert [growth.of(Fraction(cents)) for cents in (4_000_000, 6_000_000)] == [4_150_000, 6_180_000]


def test_a_cut_with_a_flat_sum_is_a_cut():
    cut = Growth(Fraction(-1, 100), flat=1_000)

    cells = Cells.of([5_000_000]).raised(cut, None, Grain(0))

    assert cells.exact() == [4_951_000]
    assert cells.pay(np.array([0]), np.array([10_000])).tolist() == [4_951_000]


def test_a_rate_of_many_digits_raises_whole_cents_exactly():
    growth = Growth(Fraction("0.026666666667"))

    cells = Cells.of([4_800_000, 11_101_885]).raised(growth, None, Grain(1))

    assert cells.exact() == [4_928_000, 11_397_935]
