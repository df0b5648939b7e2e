"""Fiscal years: named by the calendar years they touch, and divided by months or days."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.values.fiscal_year import FiscalYear, NotAFiscalYear, Proration

YEAR = FiscalYear.parse("2019-20")
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31))


@pytest.mark.parametrize(
    "written", ["2019-20", "2019-2020", "2019–20", "2019/20", "FY20", "FY2020", "fy 20", " 2019-20 "]
)
def test_one_year_has_several_names(written):
    assert FiscalYear.parse(written) == YEAR


@pytest.mark.parametrize("written", ["2019-21", "2019-19", "19-20", "2020", "FY", "", "July"])
def test_a_name_that_names_no_year_is_refused(written):
    with pytest.raises(NotAFiscalYear, match="does not name a fiscal year"):
        FiscalYear.parse(written)


def test_a_year_that_begins_in_january_has_one_number():
    year = FiscalYear.parse("2020", 1, 1)

    assert (year.label, year.first, year.last) == ("2020", dt.date(2020, 1, 1), dt.date(2020, 12, 31))


def test_a_year_named_by_its_end_begins_the_year_before():
    assert FiscalYear.parse("FY24").first == dt.date(2023, 7, 1)


def test_the_turn_of_a_century_is_written_with_two_digits():
    assert FiscalYear.parse("1999-00").label == "1999-00"


@given(DAYS)
def test_a_day_is_in_the_year_that_contains_it_and_in_no_other(day):
    year = FiscalYear.containing(day)

    assert day in year
    assert day not in year.next()
    assert day not in year.next(-1)


@pytest.mark.parametrize(
    ("day", "months"),
    [
        (dt.date(2019, 7, 1), 12),
        (dt.date(2019, 1, 1), 12),
        (dt.date(2020, 1, 1), 6),
        (dt.date(2020, 1, 15), 6),
        (dt.date(2020, 2, 1), 5),
        (dt.date(2020, 6, 30), 1),
        (dt.date(2020, 7, 1), 0),
    ],
)
def test_months_begun_are_counted_whole(day, months):
    assert YEAR.share_from(day) == Fraction(months, 12)


def test_days_are_counted_in_a_leap_year():
    assert YEAR.share_from(dt.date(2020, 2, 29), Proration.DAYS) == Fraction(123, 366)


@given(DAYS, st.sampled_from(Proration))
def test_a_share_of_a_year_is_a_share(day, proration):
    assert 0 <= FiscalYear.containing(day).share_from(day, proration) <= 1


@given(st.integers(1991, 2060), st.sampled_from([(1, 1), (4, 1), (7, 1), (9, 1), (10, 1)]))
def test_a_years_name_reads_back_as_the_year(start, begins):
    year = FiscalYear(dt.date(start, *begins))

    assert FiscalYear.parse(year.label, *begins) == year
    assert year.next().first == year.last + dt.timedelta(days=1)


@pytest.mark.parametrize("name", ["0000-01", "0001-02", "1899-00", "2201-02", "9999-00"])
def test_a_year_that_no_agreement_is_made_in_names_no_fiscal_year(name):
    with pytest.raises(NotAFiscalYear, match="from 1900 to 2200"):
        FiscalYear.parse(name)
