"""Clauses that would cost nothing, or cost twice, without a word: `check` says each, with its file and line."""

from __future__ import annotations

import pytest

from commonground.costing.engine import Engine

CLAUSE = """
[[provision]]
id = "another"
kind = "{kind}"
cite = "Agreement 2023-2026"
[provision.terms]
{terms}
"""
INSERTED = """
[[edit]]
op = "insert"
provision = "raise"
at = "raises"
value = {value}
"""
SECOND_SCHEDULE = """
[[edit]]
op = "insert"
[edit.clause]
id = "new-schedule"
kind = "salary_schedule"
from = 2027-07-01
[edit.clause.terms]
table = "schedules/teachers.csv"
"""
UNION = "offers/2026-03-08-union.toml"


def test_however_many_clauses_there_are_an_agreement_is_joined_to_the_roster_as_often(go, folder, monkeypatch):
    joined = []
    join = Engine.join
    monkeypatch.setattr(Engine, "join", lambda engine, agreement: joined.append(1) or join(engine, agreement))
    go("check", folder)
    few = len(joined)
    for number in range(30):
        pool = f'amounts = {{ "2026-27" = {number} }}'
        add(folder / "agreement.toml", CLAUSE.format(kind="pool", terms=pool).replace("another", f"pool-{number}"))

    assert go("check", folder).code == 0
    assert len(joined) == 2 * few


def add(path, text):
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.mark.parametrize(
    ("kind", "terms", "expected"),
    [
        ("pension", "", "a `rate` or an `employee_rate`"),
        ("payroll_tax", 'rate = "0%"', "a `rate` or an `employee_rate` above 0 %"),
        ("stipend", "", "`per_person`, `percent` or `positions`"),
        ("health", 'quoted_for = "2025-26"', "`premiums` that somebody has, or `mean_per_fte`"),
        ("pool", 'amounts = { "2036-37" = 5000 }', "an amount in one of these years"),
        ("one_time_payment", 'payments = [{ year = "2019-20", amount = 500 }]', "in one of these years"),
        ("longevity", "bands = [{ years = 60, amount = 500 }]", "people with so many years of `service`"),
        (
            "lane_movement",
            'changes = [{ from_lane = "PhD", to_lane = "MA", share = "5%", first_year = "2026-27" }]',
            "a lane that somebody stands on",
        ),
    ],
)
def test_a_clause_that_costs_nothing_in_any_year_is_said_with_what_its_kind_needs(go, folder, kind, terms, expected):
    add(folder / "agreement.toml", CLAUSE.format(kind=kind, terms=terms))
    line = (folder / "agreement.toml").read_text().splitlines().index('id = "another"')

    said = go("check", folder)

    assert said.code == 0
    assert len(said.problems) == 1
    assert said.problems[0].startswith(
        f'warning: agreement.toml line {line}, clause "another": got a {kind.replace("_", " ")} '
    )
    assert "costs nothing in any year from 2025-26 to 2028-29" in said.err
    assert expected in said.err


def test_a_clause_that_one_offer_fills_is_not_said(go, folder):
    add(folder / "agreement.toml", CLAUSE.format(kind="pool", terms='amounts = { "2026-27" = 0 }'))
    edit = '\n[[edit]]\nop = "set"\nprovision = "another"\nat = "amounts.2026-27"\nvalue = 9000\n'
    add(folder / UNION, edit)

    assert (go("check", folder).code, go("check", folder).err) == (0, "")


@pytest.mark.parametrize(
    ("kind", "terms", "fields"),
    [
        ("one_time_payment", 'payments = [{ year = "2026-27" }]', "amount, percent"),
        ("longevity", "bands = [{ years = 1 }]", "amount, percent"),
        ("schedule_raise", "raises = [{ effective = 2026-07-01 }]", "percent, flat, at_least"),
    ],
)
def test_an_entry_that_says_no_amount_is_an_error_said_once(go, folder, kind, terms, fields):
    add(folder / "agreement.toml", CLAUSE.format(kind=kind, terms=terms))

    said = go("check", folder)

    assert said.code == 1
    assert len(said.problems) == 1
    assert f"expected one of {fields}. Write one of them." in said.err
    assert "agreement.toml line 84" in said.err


def test_a_raise_of_nothing_is_an_amount(go, folder):
    add(folder / UNION, INSERTED.format(value='{ effective = 2029-01-01, percent = "0%" }'))

    assert (go("check", folder).code, go("check", folder).err) == (0, "")


def test_a_raise_that_an_offer_puts_in_without_an_amount_is_an_error_at_its_line(go, folder):
    add(folder / UNION, INSERTED.format(value="{ effective = 2028-07-01 }"))

    said = go("check", folder)

    assert said.code == 1
    assert f"{UNION} line " in said.err
    assert "expected one of percent, flat, at_least" in said.err


def test_a_raise_that_is_paid_after_the_last_year_is_said_to_fall_outside(go, folder):
    add(folder / UNION, INSERTED.format(value='{ effective = 2029-01-01, percent = "2%", paid_from = 2029-09-01 }'))

    said = go("check", folder)

    assert said.code == 0
    assert "got a raise that is paid from 2029-09-01, and earned from 2029-01-01" in said.err
    assert "costs nothing in the years shown: what it pays falls outside them." in said.err


@pytest.mark.parametrize(
    ("kind", "terms", "named"),
    [
        ("pension", 'rate = "2%"\nbase = ["another"]', "another"),
        ("longevity", 'bands = [{ years = 0, amount = 5 }]\nbase = ["salary", "longevity"]', "longevity"),
        ("stipend", 'percent = "1%"\nbase = ["another/stipend", "salary"]', "another/stipend"),
    ],
)
def test_a_base_that_names_its_own_clause_is_an_error(go, folder, kind, terms, named):
    add(folder / "agreement.toml", CLAUSE.format(kind=kind, terms=terms))

    said = go("cost", folder)

    assert (said.code, said.out) == (1, "")
    assert f'got "{named}" in the base of another itself; expected lines of other clauses. Strike "{named}"' in said.err


def test_a_base_may_name_its_own_kind_where_another_clause_is_of_it(go, folder):
    first = CLAUSE.format(kind="longevity", terms="bands = [{ years = 0, amount = 5 }]")
    add(folder / "agreement.toml", first)
    second = 'bands = [{ years = 0, percent = "1%" }]\nbase = ["another"]'
    add(folder / "agreement.toml", CLAUSE.format(kind="longevity", terms=second).replace('"another"', '"second"', 1))

    assert go("check", folder).code == 0


def test_contracts_beside_the_people_who_have_the_plan_are_an_error(go, folder, edit):
    edit(folder / "agreement.toml", "monthly = 710 }", "monthly = 710, enrolled = 3 }")

    said = go("cost", folder)

    assert (said.code, said.out) == (1, "")
    assert "3 contracts of plan" in said.err
    assert "Strike `enrolled`, or the plan on the roster; both would be paid." in said.err


def test_a_mean_for_each_job_beside_premiums_that_people_have_is_said(go, folder, edit):
    edit(folder / "agreement.toml", 'trend_after = "6%"', 'trend_after = "6%"\nmean_per_fte = 5000')

    said = go("check", folder)

    assert said.code == 0
    assert "got a mean cost of each job beside premiums" in said.err


def test_two_schedules_that_pay_one_row_are_an_error_that_names_both_and_the_row(go, folder):
    terms = 'table = "schedules/teachers.csv"'
    add(folder / "agreement.toml", CLAUSE.format(kind="salary_schedule", terms=terms))

    said = go("cost", folder)

    assert (said.code, said.out) == (1, "")
    assert "8 people whom schedule and another both pay (first in roster.csv row 2)" in said.err


def test_a_schedule_that_an_offer_puts_beside_the_old_one_is_an_error_in_the_offer(go, folder):
    add(folder / UNION, SECOND_SCHEDULE)

    said = go("check", folder)

    assert said.code == 1
    assert f"error: {UNION} line " in said.err
    assert "whom schedule and new-schedule both pay" in said.err


def test_a_second_schedule_for_other_people_is_sound(go, folder):
    terms = 'table = "schedules/teachers.csv"'
    scope = 'kind = "salary_schedule"\nscope = { unit = ["aides"] }'
    clause = CLAUSE.format(kind="salary_schedule", terms=terms).replace('kind = "salary_schedule"', scope)
    add(folder / "agreement.toml", clause)

    assert go("check", folder).code == 0
