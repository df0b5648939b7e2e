"""Amounts past what whole numbers of 64 bits hold: a message, and never a sum that has come round."""

from __future__ import annotations

import json

import pytest

CLAUSE = '\n[[provision]]\nid = "more"\nkind = "{kind}"\n[provision.terms]\n{terms}\n'


@pytest.fixture
def with_clause(folder):
    """The folder with one clause more and another roster."""

    def made(kind: str, terms: str, roster: str = "lane,step,fte,count\nBA,1,1,1\n"):
        path = folder / "agreement.toml"
        path.write_text(path.read_text(encoding="utf-8") + CLAUSE.format(kind=kind, terms=terms), encoding="utf-8")
        (folder / "roster.csv").write_text(roster, encoding="utf-8")
        return folder

    return made


@pytest.mark.parametrize(
    ("kind", "terms"),
    [
        ("longevity", "bands = [{ years = 0, amount = 1_000_000_000 }]"),
        ("one_time_payment", 'payments = [{ year = "2026-27", amount = 1_000_000_000 }]'),
        ("stipend", "per_person = 1_000_000_000"),
        ("health", 'quoted_for = "2025-26"\nmean_per_fte = 1_000_000_000'),
    ],
)
def test_a_thousand_jobs_at_a_billion_dollars_each_are_refused(go, with_clause, kind, terms):
    said = go("check", with_clause(kind, terms, "lane,step,fte,count\nBA,1,1000,1\n"))

    assert said.code == 1
    assert 'error: agreement.toml line 79, clause "more": got more: a line of it comes to 10,995,116,278' in said.err


@pytest.mark.parametrize("verb", ["check", "cost", "percent"])
def test_positions_that_no_whole_number_holds_are_refused(go, with_clause, verb):
    terms = 'positions = [{ name = "coach", number = 1_000_000_000, amount = 1_000_000_000 }]'

    said = go(verb, with_clause("stipend", terms))

    assert said.code == 1
    assert "expected amounts that can be summed to the cent" in said.err


def test_the_largest_that_is_counted_is_counted_to_the_cent(go, with_clause):
    folder = with_clause("stipend", "per_person = 999_999_999.99", "lane,step,fte,count\n" + "BA,1,1,1000000\n" * 4)

    said = go("cost", folder, "--offer", "status-quo", "--by", "clause", "--against", "nothing", "--format", "json")

    rows = {row["label"]: row["values"][0] for row in json.loads(said.out)["tables"][0]["rows"]}
    assert rows["More"] == 99_999_999_999 * 4_000_000


def test_more_people_than_a_sum_has_room_for_are_refused(go, with_clause):
    folder = with_clause("stipend", "per_person = 1", "lane,step,fte,count\n" + "BA,1,1,1000000\n" * 4 + "BA,1,1,1\n")

    said = go("check", folder)

    assert said.code == 1
    assert 'roster.csv, column "count": got 4,000,001 people; expected at most 4,000,000' in said.err


@pytest.mark.parametrize(
    ("kind", "terms", "says"),
    [
        ("pool", 'amounts = { "2025-26" = 1_000_000_000.01 }', "an amount of money is at most a billion dollars"),
        ("pool", 'amounts = { "2025-26" = 99999999999999999999 }', "expected an amount of money"),
        ("stipend", 'percent = "10000.01%"', 'got "10000.01%"'),
    ],
)
def test_what_no_budget_holds_is_refused_where_it_is_written(go, with_clause, kind, terms, says):
    said = go("check", with_clause(kind, terms))

    assert said.code == 1
    assert says in said.err


def test_raises_that_multiply_a_salary_past_what_is_counted_are_refused(go, folder, edit):
    raises = ", ".join(f'{{ effective = {year}-07-01, percent = "999%" }}' for year in range(2026, 2029))
    edit(folder / "agreement.toml", "raises = [] # offers put theirs in here", f"raises = [{raises}]")
    edit(folder / "agreement.toml", "last = 2026-06-30", "last = 2029-06-30")
    edit(folder / "schedules" / "teachers.csv", "48000", "48000000")

    said = go("cost", folder)

    assert said.code == 1
    assert "expected amounts that can be summed to the cent" in said.err
