"""Guessing a mapping from headers."""

from __future__ import annotations

from fractions import Fraction

import pytest

from commonground.workforce.columns import SalaryBasis
from commonground.workforce.headers import guess_mapping

CHICAGO_2012 = [
    "position_number",
    "budget_category",
    "dept_id",
    "department",
    "job_title",
    "fte",
    "salary",
    "union_affiliation",
    "vacant",
]
CHICAGO_2019 = [
    "Pos #",
    "Dept ID",
    "Department",
    "FTE",
    "ClsIndc",
    "Annual Salary",
    "FTE Annual Salary",
    "Annual Benefit Cost",
    "JobCode",
    "Job Title",
    "vacant",
]


def test_the_headers_of_the_chicago_payroll_of_2012_are_known() -> None:
    guess = guess_mapping(CHICAGO_2012)

    assert dict(guess.headers) == {
        "position": "position_number",
        "fund": "budget_category",
        "school": "department",
        "title": "job_title",
        "fte": "fte",
        "salary": "salary",
        "unit": "union_affiliation",
    }
    assert guess.vacancy is not None
    assert guess.vacancy.header == "vacant"


def test_the_headers_of_the_chicago_payroll_of_2019_are_known() -> None:
    guess = guess_mapping(CHICAGO_2019)

    assert dict(guess.headers) == {
        "position": "Pos #",
        "school": "Department",
        "title": "Job Title",
        "fte": "FTE",
        "salary": "Annual Salary",
    }
    assert guess.salary_basis is SalaryBasis.AS_PAID


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Employee ID", "person"),
        ("Emp. No.", "person"),
        ("Position", "title"),
        ("Step", "step"),
        ("Lane", "lane"),
        ("Column", "lane"),
        ("Class", "lane"),
        ("Salary", "salary"),
        ("Annual Rate", "salary"),
        ("2019-20 Annual Salary", "salary"),
        ("FTE", "fte"),
        ("% FTE", "fte"),
        ("Percent", "fte"),
        ("Hours", "fte"),
        ("Hire Date", "hired"),
        ("hireDate", "hired"),
        ("Years", "service"),
        ("Years of Experience", "service"),
        ("Building", "school"),
        ("School", "school"),
        ("Location", "school"),
        ("Fund", "fund"),
        ("Plan", "health_plan"),
        ("Coverage", "health_tier"),
        ("Bargaining Unit", "unit"),
        ("Headcount", "count"),
    ],
)
def test_a_usual_header_is_known(header: str, name: str) -> None:
    guess = guess_mapping([header])

    assert dict(guess.headers) == {name: header}
    assert header in guess.reasons[name]


def test_a_position_of_numbers_is_no_title() -> None:
    guess = guess_mapping(["Position", "Salary"], {"Position": ["1001", "1002"]})

    assert guess.headers["position"] == "Position"


@pytest.mark.parametrize("header", ["Health Benefits Amount", "Hourly Rate", "Annual Benefit Cost", "Notes"])
def test_a_column_that_is_something_else_is_left_alone(header: str) -> None:
    assert dict(guess_mapping([header]).headers) == {}


def test_percentages_are_told_from_shares_by_their_values() -> None:
    assert guess_mapping(["Percent"], {"Percent": ["100", "50", "100"]}).full_time == 100
    assert guess_mapping(["Percent"], {"Percent": ["1.0", "0.5"]}).full_time == 1


def test_jobs_of_several_people_are_no_percentages() -> None:
    jobs = ["3.5", "2.5", "3", "22"]

    assert guess_mapping(["fte"], {"fte": jobs}).full_time == 1
    assert guess_mapping(["fte", "count"], {"fte": ["75", "80", "100"], "count": ["1", "1", "1"]}).full_time == 1


def test_the_hours_of_a_full_time_job_are_those_of_most_rows() -> None:
    guess = guess_mapping(["Weekly Hours"], {"Weekly Hours": ["37.5", "37.5", "20"]})

    assert guess.full_time == Fraction(75, 2)
    assert guess.reasons["full_time"] == "most rows say 37.5 hours"


def test_a_salary_of_the_job_held_full_time_is_told_by_its_name() -> None:
    assert guess_mapping(["Full-Time Salary", "FTE"]).salary_basis is SalaryBasis.FULL_TIME


def test_no_header_is_used_twice() -> None:
    headers = ["Position", "Pos", "Job Title", "Title", "Salary", "Annual Salary", "School", "Location", "ID"]

    used = list(guess_mapping(headers).headers.values())

    assert len(used) == len(set(used))


def test_what_the_caller_says_for_every_row_is_not_guessed() -> None:
    guess = guess_mapping(["Union", "Salary"], unit="teachers")

    assert "unit" not in guess.headers
    assert guess.constants["unit"] == "teachers"


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("F.T.E.", "fte"),
        ("Contracted FTE", "fte"),
        ("Position FTE", "fte"),
        ("Health Plan Tier", "health_tier"),
        ("Med Plan", "health_plan"),
        ("Pension Tier", "tier"),
        ("Teacher ID", "person"),
        ("Sal. Step", "step"),
        ("Col.", "lane"),
        ("D.O.H.", "hired"),
        ("Yrs. Exp.", "service"),
    ],
)
def test_a_header_short_or_with_points_is_known_for_what_it_says(header: str, name: str) -> None:
    assert dict(guess_mapping([header]).headers) == {name: header}
