"""Rates: what people write is read exactly, and what is written is read back."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.values.rate import NotARate, format_rate, parse_rate, write_rate


@pytest.mark.parametrize(
    ("written", "rate"),
    [
        ("3.5%", Fraction(7, 200)),
        (" 3.5 % ", Fraction(7, 200)),
        ("-1%", Fraction(-1, 100)),
        ("0.035", Fraction(7, 200)),
        (".5", Fraction(1, 2)),
        ("1/3", Fraction(1, 3)),
        ("100%", Fraction(1)),
        (Decimal("0.07"), Fraction(7, 100)),
        (0, Fraction(0)),
        (Fraction(7, 200), Fraction(7, 200)),
    ],
)
def test_a_rate_is_read_as_people_write_it(written, rate):
    assert parse_rate(written) == rate


@pytest.mark.parametrize("written", ["3", "1", 3, "1.5", "", "%", "three", "3,5%", "1/0", "1e-3", True, 0.035, None])
def test_what_could_mean_two_things_or_nothing_is_refused(written):
    with pytest.raises(NotARate, match="does not read as a rate"):
        parse_rate(written)


@given(st.fractions(-9, 9, max_denominator=10**6))
def test_a_rate_that_is_written_reads_back_as_itself(rate):
    assert parse_rate(write_rate(rate)) == rate


@pytest.mark.parametrize(
    ("rate", "text"), [(Fraction(7, 200), "3.5 %"), (Fraction(1, 3), "33.333333 %"), (Fraction(0), "0 %"), (1, "100 %")]
)
def test_a_rate_is_shown_with_no_more_digits_than_it_has(rate, text):
    assert format_rate(Fraction(rate)) == text


@pytest.mark.parametrize("rate", [Fraction(-7, 200), Fraction(1, 10), Fraction(10)])
def test_zeros_before_the_point_are_kept(rate):
    assert parse_rate(write_rate(rate)) == rate
    assert parse_rate(format_rate(rate)) == rate
