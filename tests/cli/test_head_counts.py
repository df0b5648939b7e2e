"""Clauses that lay off, recall or retire more than there are: told, and priced as far as there are any."""

from __future__ import annotations

import pytest

CLAUSE = """
[[provision]]
id = "fewer"
kind = "{kind}"
cite = "the test"
[provision.terms]
{terms}
"""


@pytest.fixture
def checked(go, folder):
    """What `check` says where the folder has one clause more, of a kind and its terms, and a roster with years of service."""

    def given(kind, terms):
        roster, agreement = folder / "roster.csv", folder / "agreement.toml"
        served = zip(roster.read_text().splitlines(), ["service", 0, 1, 4, 19, 3, 8, 11, 27], strict=True)
        roster.write_text("\n".join(f"{line},{years}" for line, years in served))
        agreement.write_text(agreement.read_text() + CLAUSE.format(kind=kind, terms=terms))
        return go("check", folder)

    return given


@pytest.mark.parametrize(
    ("kind", "terms", "said"),
    [
        (
            "layoff",
            'cut = { "2026-27" = 5, "2027-28" = 3.5 }',
            "got 8.5 full-time jobs cut by 2027-28; expected at most 7.3, those of the people in the clause's scope.",
        ),
        (
            "layoff",
            'cut = { "2027-28" = 2 }\nrecalled = { "2026-27" = 1 }',
            "got 1 full-time job recalled by 2026-27; expected at most 0, those cut by then.",
        ),
        (
            "retirement_incentive",
            'years = { "2026-27" = { people = 3, service_from = 20 } }\namount = 1000',
            "got 3 people who leave in 2026-27; expected at most 2, those in the clause's scope with 20 years",
        ),
        (
            "leave_payout",
            'paid = "at retirement"\ndays = 9\ndays_in_year = 180\nshare = "25%"\n'
            'retiring = { "2027-28" = { people = 9 } }',
            "got 9 people who leave in 2027-28; expected at most 8, those in the clause's scope with 0 years",
        ),
        (
            "retirement_incentive",
            'years = { "2026-27" = { people = 6 }, "2027-28" = { people = 7 } }\namount = 1000',
            "got 7 people who leave in 2027-28; expected at most 2, those in the clause's scope with 0 years of service "
            "or more who have not left before.",
        ),
    ],
)
def test_more_than_there_are_is_told(checked, kind, terms, said):
    found = checked(kind, terms)

    assert found.code == 0
    assert said in " ".join(found.err.split())


def test_a_year_before_the_base_year_takes_nobody(checked):
    found = checked("retirement_incentive", 'years = { "2020-21" = { people = 900 } }\namount = 1000')

    assert "people who leave" not in found.err


def test_what_is_recalled_is_told_where_it_is_written(checked, folder):
    found = checked("layoff", 'cut = { "2027-28" = 2 }\nrecalled = { "2026-27" = 1 }')

    lines = (folder / "agreement.toml").read_text().splitlines()
    number = next(number for number, line in enumerate(lines, 1) if line.startswith("recalled"))
    assert f'agreement.toml line {number}, clause "fewer": got 1 full-time job recalled' in " ".join(found.err.split())
