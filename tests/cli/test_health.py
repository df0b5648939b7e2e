"""health.csv and `health`: contracts by plan and tier, read, refused with row and column, priced, and shown beside the roster."""

from __future__ import annotations

import json

import pytest

from commonground.files.enrolment import read_enrolment

HEALTH = """\
plan,tier,contracts,year,premium,member_pays,source
HMO,single,3,2025-26,"8,520.00","1,278.00",Invoice
HMO,family,4,2025-26,,,
"""
HSA = """
[[edit]]
op = "insert"
provision = "health"
at = "premiums"
value = { plan = "HSA", tier = "family", annual = 18000 }

[[edit]]
op = "insert"
provision = "health"
at = "migrations"
value = { plan = "HMO", tier = "family", to_plan = "HSA", to_tier = "family", share = "50%", since = "2027-28" }
"""
ANOTHER = '\n[[provision]]\nid = "more"\nkind = "health"\ntitle = "More"\n[provision.terms]\nquoted_for = "2025-26"\n'


def edited(folder, file, old, new):
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


def reads_the_table(folder):
    edited(folder, "agreement.toml", 'trend_after = "6%"\n', 'trend_after = "6%"\nenrolment = "table"\n')


def tables(go, *words):
    said = go("health", *words, "--format", "json")
    assert said.code == 0, said.err
    return [{row["label"]: row["values"] for row in table["rows"]} for table in json.loads(said.out)["tables"]]


def cost_of_health(go, folder, offer):
    """The health line of a costing, by year, in cents."""
    cost = json.loads(go("cost", folder, "--offer", offer, "--against", "nothing", "--format", "json").out)
    return next(row["values"] for row in cost["tables"][0]["rows"] if row["label"] == "health")


@pytest.fixture
def enrolled(folder):
    """The template's district, with its contracts counted beside the roster."""
    (folder / "health.csv").write_text(HEALTH, encoding="utf-8")
    return folder


def test_plans_and_tiers_sum_to_what_the_costing_says(go, enrolled):
    by_plan, by_year, counts = tables(go, enrolled, "--offer", "district", "--year", "2028-29")

    cost = cost_of_health(go, enrolled, "district")[3]
    assert sum(values[3] for name, values in by_plan.items() if name != "total") == by_plan["total"][3] == cost
    assert by_year["2028-29"][2:] == [by_plan["total"][3], by_plan["total"][2]]
    assert counts["HMO single"] == [3_0000, 3_0000, 0, 8_520_00, 1_278_00, "Invoice"]


def test_the_table_is_priced_to_the_cent_as_the_roster_is_where_both_count_the_same(go, enrolled):
    on_roster = cost_of_health(go, enrolled, "district")
    reads_the_table(enrolled)

    assert cost_of_health(go, enrolled, "district") == on_roster
    assert tables(go, enrolled)[0]["total"][0] == 7_0000


def test_a_row_of_a_later_year_holds_from_it_on(go, enrolled):
    reads_the_table(enrolled)
    before = cost_of_health(go, enrolled, "status-quo")
    with (enrolled / "health.csv").open("a", encoding="utf-8") as file:
        file.write("HMO,single,13,2027-28,,,\n")

    after = cost_of_health(go, enrolled, "status-quo")

    premium, member = 9_573_07, 1_435_96  # 8,520 x 1.06 x 1.06 = 9,573.072; 15 % of it
    assert [new - old for old, new in zip(before[:3], after[:3], strict=True)] == [0, 0, 10 * (premium - member)]


def test_an_offer_adds_a_plan_and_states_who_migrates(go, enrolled):
    path = enrolled / "offers" / "2026-03-01-district.toml"
    path.write_text(path.read_text(encoding="utf-8") + HSA, encoding="utf-8")

    by_plan, _, _ = tables(go, enrolled, "--offer", "district", "--year", "2028-29")

    assert [by_plan["HMO family"][at] for at in (0, 5)] == [4_0000, 2_0000]
    assert [by_plan["HSA family"][at] for at in (0, 5)] == [0, 2_0000]
    said = " ".join(go("health", enrolled, "--offer", "district", "--year", "2028-29").out.split())
    assert "Assumed: 50 % of HMO family are in HSA family from 2027-28 on." in said


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("single,3", "single,many", 'row 2, column "contracts": got "many"; expected a number from 0'),
        ("single,3", "single,", 'row 2, column "contracts": got nothing; expected a number from 0'),
        ('"8,520.00"', "much", 'row 2, column "premium": got "much"; expected dollars of twelve months'),
        ("HMO,family", ",family", 'row 3, column "plan": got nothing; expected a plan'),
        ("HMO,family", "HMO,single", 'row 3, column "plan": got "HMO single"; expected each plan and tier once'),
        ("2025-26", "2025-27", 'row 2, column "year": got "2025-27"; expected a fiscal year'),
    ],
)
def test_a_row_that_cannot_be_read_is_left_out_with_its_place(tmp_path, old, new, says):
    (tmp_path / "health.csv").write_text(HEALTH.replace(old, new, 1), encoding="utf-8")

    found, problems = read_enrolment(tmp_path)

    assert len(found) == 1
    assert f"health.csv {says}" in str(problems[0])


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("HMO,single", "HMO,singel", 'Did you mean "HMO single"?'),
        ('"8,520.00"', '"8,604.00"', "got 8,604.00; expected 8,520.00, as the health clause has it"),
        ("single,3", "single,23", "got 23 contracts of HMO single; expected 3, as the base year counts them"),
    ],
)
def test_a_table_that_says_otherwise_than_the_rest_is_told(go, enrolled, old, new, says):
    edited(enrolled, "health.csv", old, new)

    said = go("check", enrolled)

    assert said.code == 0
    assert any(says in problem for problem in said.problems)


def test_a_clause_that_reads_a_table_needs_one(go, enrolled):
    reads_the_table(enrolled)
    (enrolled / "health.csv").unlink()

    assert any("expected health.csv in the folder" in problem for problem in go("check", enrolled).problems)


def test_two_clauses_do_not_read_the_same_contracts(go, enrolled):
    reads_the_table(enrolled)
    with (enrolled / "agreement.toml").open("a", encoding="utf-8") as file:
        file.write(ANOTHER + 'enrolment = "table"\n')

    assert any("two clauses that read health.csv: health, more" in one for one in go("check", enrolled).problems)


def test_contracts_that_nothing_prices_are_told(go, enrolled):
    rows = (enrolled / "roster.csv").read_text(encoding="utf-8")
    rows = rows.replace("HMO,single", ",").replace("HMO,family", ",")
    (enrolled / "roster.csv").write_text(rows, encoding="utf-8")

    assert any("contracts that nothing prices" in problem for problem in go("check", enrolled).problems)


def test_a_year_that_is_not_costed_is_refused(go, folder):
    said = go("health", folder, "--year", "2040-41")

    assert said.code == 2
    assert "expected one of 2025-26" in said.err


def test_a_member_keeps_the_plan_that_is_named_whoever_else_migrates(go, enrolled):
    where = ("--lane", "BA", "--step", "2", "--plan", "HMO", "--plan-tier", "family")
    before = go("member", enrolled, *where, "--format", "json").out
    path = enrolled / "offers" / "2026-03-01-district.toml"
    path.write_text(path.read_text(encoding="utf-8") + HSA, encoding="utf-8")

    assert go("member", enrolled, *where, "--format", "json").out == before


def test_each_plans_figures_open_to_one_contracts_premium(go, enrolled):
    path = enrolled / "offers" / "2026-03-01-district.toml"
    path.write_text(path.read_text(encoding="utf-8") + HSA, encoding="utf-8")
    said = json.loads(go("health", enrolled, "--offer", "district", "--year", "2027-28", "--format", "json").out)
    row = next(row for row in said["tables"][0]["rows"] if row["label"] == "HMO family")

    opened = go("explain", enrolled, row["cells"][3], "--format", "json")

    figure, contract = json.loads(opened.out)["tables"]
    told = {row["label"]: row["values"][0] for row in contract["rows"]}
    assert f"{row['values'][3] / 100:,.2f}" in figure["rows"][0]["values"][0]
    assert (told["quoted"], told["premium"]) == ("23,820.00 for 2025-26", "26,764.15")  # 1,985 x 12; x 1.06 x 1.06
    assert told["member"] == "4,282.26: 16 % of it"
    assert told["assumed"] == "50 % of those who have it are in HSA family"


def test_a_plan_that_no_clause_has_is_refused(go, enrolled):
    said = go("explain", enrolled, "health/status-quo/2026-27/plan=POS,tier=single")

    assert said.code == 2
    assert "a plan and tier: HMO single, HMO family" in said.err
