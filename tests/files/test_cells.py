"""Cells as payroll systems write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.files.cells import NotRead, read_cents, read_day, read_heads, read_share_of_job, read_whole
from texts import LETTERS

FIRST_OF_JULY = dt.date(2009, 7, 1).toordinal()


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("$82,630.00", 8_263_000),
        ("82,630", 8_263_000),
        ("82630.5", 8_263_050),
        ("(1,200)", -120_000),
        ("-5", -500),
        ("55509.4295", 5_550_943),
        ("0.005", 1),
        (" 1", 100),
    ],
)
def test_money_is_read_as_people_write_it(text: str, cents: int) -> None:
    assert read_cents(text) == cents


@pytest.mark.parametrize(
    ("text", "share"),
    [("0.5", 5_000), ("50%", 5_000), ("1", 10_000), (".2", 2_000), ("100 %", 10_000)],
)
def test_a_share_of_a_job_is_read_as_people_write_it(text: str, share: int) -> None:
    assert read_share_of_job(text) == share


@pytest.mark.parametrize(("text", "full_time"), [("50", 100), ("18.75", Fraction(75, 2)), ("50%", 100)])
def test_a_share_may_be_percent_or_hours(text: str, full_time: int | Fraction) -> None:
    assert read_share_of_job(text, Fraction(full_time)) == 5_000


@pytest.mark.parametrize(
    "text",
    [
        "07/01/2009", "7/1/09", "2009-07-01", "2009-07-01 00:00:00", "July 1, 2009", "Jul 1 2009", "1-Jul-2009",
        "20090701", "39995", "39995.0",
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert read_day(text) == FIRST_OF_JULY


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (read_cents, "n/a"),
        (read_cents, "1.234,56"),
        (read_cents, "1e5"),
        (read_cents, "#REF!"),
        (read_share_of_job, "half"),
        (read_share_of_job, "1/0"),
        (read_day, "31/12/2009"),
        (read_day, "2009-02-30"),
        (read_day, "soon"),
        (read_whole, "-1"),
        (read_heads, "2.5"),
    ],
)
def test_what_cannot_be_read_exactly_is_refused(read: Callable[[str], int], text: str) -> None:
    with pytest.raises(NotRead):
        read(text)


@given(cents=st.integers(0, 10**12))
def test_money_written_with_commas_is_the_same_money(cents: int) -> None:
    assert read_cents(f"${cents // 100:,}.{cents % 100:02d}") == cents


@given(text=st.text(LETTERS, max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (read_cents, read_share_of_job, read_day, read_whole, read_heads):
        with suppress(NotRead):
            assert isinstance(read(text), int)
