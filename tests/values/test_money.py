"""Money: whole cents in, whole cents out, one named rounding on the way."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.values.money import (
    LARGEST_CENTS,
    BeyondBounds,
    NotAnAmount,
    Rounding,
    bounded,
    divide,
    format_cents,
    parse_amount,
    settle,
    share_of,
    shares_by,
    shares_of,
    to_cents,
)

CENTS = st.integers(-LARGEST_CENTS, LARGEST_CENTS)
RATES = st.fractions(-2, 2, max_denominator=10**7)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("$82,630.00", "82630.00"),
        ("82630", "82630"),
        (" 1,200 ", "1200"),
        ("(1,200)", "-1200"),
        ("-$5", "-5"),
        ("$-5", "-5"),
        (".50", "0.50"),
        (7, "7"),
        (Decimal("1E+3"), "1000"),
    ],
)
def test_an_amount_is_read_as_people_and_payrolls_write_it(written, amount):
    assert parse_amount(written) == Decimal(amount)


@pytest.mark.parametrize("written", ["", "$", "1,20", "12,34,567", "(5", "--5", "1.2.3", "5 dollars", 1.5, True, None])
def test_what_does_not_read_as_an_amount_is_refused(written):
    with pytest.raises(NotAnAmount, match="does not read as an amount"):
        parse_amount(written)


@pytest.mark.parametrize("written", [Decimal("NaN"), Decimal("Infinity"), "9" * 20])
def test_an_amount_larger_than_any_budget_is_refused(written):
    with pytest.raises(NotAnAmount):
        parse_amount(written)


@pytest.mark.parametrize(
    ("rounding", "wanted"),
    [(Rounding.HALF_UP, [1, 2, 3, -3]), (Rounding.HALF_EVEN, [0, 2, 2, -2]), (Rounding.DOWN, [0, 1, 2, -2])],
)
def test_halves_go_as_the_rounding_says(rounding, wanted):
    halves = [1, 3, 5, -5]

    assert [divide(half, 2, rounding) for half in halves] == wanted
    assert divide(np.array(halves), 2, rounding).tolist() == wanted


def test_half_a_cent_of_chicagos_schedule_goes_up():
    assert to_cents(Decimal("55509.4295")) == 5_550_943
    assert to_cents(Decimal("55509.425"), Rounding.HALF_EVEN) == 5_550_942


@given(st.lists(CENTS, min_size=1, max_size=5), RATES, st.sampled_from(Rounding))
def test_a_share_of_many_is_the_share_of_each(cents, rate, rounding):
    together = share_of(np.array(cents, dtype=np.int64), rate, rounding)

    assert together.tolist() == [share_of(each, rate, rounding) for each in cents]


@given(CENTS, RATES)
def test_a_share_is_within_half_a_cent_of_the_exact_one(cents, rate):
    assert abs(share_of(cents, rate) - cents * rate) <= Fraction(1, 2)


@given(CENTS, RATES, st.sampled_from(Rounding))
def test_a_negative_amount_is_rounded_as_its_positive_one(cents, rate, rounding):
    assert share_of(-cents, rate, rounding) == -share_of(cents, rate, rounding)


def test_a_rate_with_many_digits_does_not_overflow():
    rate = Fraction(10**9 + 7, 10**9 + 9)

    shared = share_of(np.array([LARGEST_CENTS]), rate)

    assert shared.dtype == np.int64
    assert int(shared[0]) == divide(LARGEST_CENTS * rate.numerator, rate.denominator)


def test_amounts_that_outgrow_int64_stay_whole():
    large = np.array([2**70], dtype=object)

    assert settle(large) is large


@pytest.mark.parametrize(
    ("cents", "text", "dollars"),
    [(388_566, "3,885.66", "3,886"), (-150, "-1.50", "-2"), (0, "0.00", "0"), (-49, "-0.49", "0"), (5, "0.05", "0")],
)
def test_cents_are_written_as_dollars(cents, text, dollars):
    assert format_cents(cents) == text
    assert format_cents(cents, dollars=True) == dollars


@given(CENTS)
def test_an_amount_that_is_written_reads_back_as_itself(cents):
    assert to_cents(parse_amount(format_cents(cents))) == cents


@pytest.mark.parametrize("whole", [10**3, 10**12, 10**40])
def test_shares_by_several_rates_are_the_shares_by_each(whole: int) -> None:
    cents = np.array([0, 5, 1_234_567, 2_400_000])
    parts = [whole, whole // 8 + 1, 3 * whole + 7]

    found = shares_of(cents, parts, whole)

    assert found.dtype == np.int64
    for row, part in zip(found, parts, strict=True):
        assert row.tolist() == share_of(cents, Fraction(part, whole)).tolist()


@pytest.mark.parametrize("whole", [10**3, 10**12, 10**40])
@pytest.mark.parametrize("unit", [1, 100])
def test_shares_by_a_rate_for_each_group_are_the_shares_by_each(whole: int, unit: int) -> None:
    cents = np.array([[0, 5, 1_234_567, 2_400_000], [50, 150, 250, -250]])
    rates = [Fraction(whole // 8 + 1, whole), Fraction(1, 3), Fraction(0)]
    which = np.array([0, 1, 2, 0])

    found = shares_by(cents, rates, which, unit)

    for group, rate in enumerate(which):
        assert found[:, group].tolist() == share_of(cents[:, group], rates[rate], unit=unit).tolist()


def test_a_share_of_nothing_is_nothing_whatever_the_rate():
    assert share_of(np.array([0, 0]), Fraction(10**30, 7)).tolist() == [0, 0]


def test_one_amount_in_an_array_without_axes_is_shared_as_any() -> None:
    assert share_of(np.array(5), Fraction(1, 2)) == 3
    assert shares_by(np.array(5), [Fraction(1, 2)], np.array(0)) == 3


@pytest.mark.parametrize("cents", [LARGEST_CENTS, -LARGEST_CENTS, 2**63 - 1, -(2**63)])
def test_an_amount_as_large_as_the_bound_is_refused_on_either_side_of_nothing(cents):
    with pytest.raises(BeyondBounds):
        bounded(np.array([1, cents]))
    with pytest.raises(BeyondBounds):
        bounded(cents)
    assert bounded(1 - LARGEST_CENTS) == 1 - LARGEST_CENTS
