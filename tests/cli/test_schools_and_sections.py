"""schools.csv and sections.csv, and the clauses that count them: read, refused with row and column, priced, opened."""

from __future__ import annotations

import json

import pytest

SCHOOLS = "school,level,students,plans\nAsh,elementary,420,49\nBirch,elementary,310,50\nDale,high,900,105\n"
SECTIONS = "school,grade,pupils,sections\nAsh,K,29,\nAsh,K,27,1\nAsh,1,85,3\nBirch,K,30,1\n"
MANAGERS = """
[[provision]]
id = "managers"
kind = "staffing"
title = "Case managers"
issue = "staffing"
cite = "the test"
[provision.terms]
claims = [{ of = "plans", bands = [{ at_least = 50, positions = 0.5 }, { at_least = 105, positions = 1 }] }]
price = { by = "stated", salary = 60000, benefits = "25%" }
"""
CLASSES = """
[[provision]]
id = "classes"
kind = "class_size"
title = "Class size"
issue = "class size"
cite = "the test"
[provision.terms]
limits = [{ grades = ["K", "1"], limit = 28 }]
price = { by = "stated", salary = 60000, benefits = "25%" }
"""


@pytest.fixture
def counted(folder):
    """A folder with two clauses that count schools and classes."""
    (folder / "schools.csv").write_text(SCHOOLS, encoding="utf-8")
    (folder / "sections.csv").write_text(SECTIONS, encoding="utf-8")
    agreement = folder / "agreement.toml"
    agreement.write_text(agreement.read_text(encoding="utf-8") + MANAGERS + CLASSES, encoding="utf-8")
    return folder


def edited(folder, file, old, new):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def by_component(go, folder, *words):
    table = json.loads(
        go("cost", folder, "--offer", "status-quo", "--against", "nothing", "--format", "json", *words).out
    )["tables"][0]
    return {row["label"]: row["values"][1] for row in table["rows"]}, table["notes"]


def test_positions_are_counted_over_the_folders_schools_and_classes(go, counted):
    found, _ = by_component(go, counted)

    assert found["added positions: pay"] == 150 * 60_000_00 // 100
    assert found["added positions: roll-up"] == 150 * 15_000_00 // 100
    assert found["class size: pay"] == 2 * 60_000_00


def test_a_need_beside_a_pool_is_said_under_the_table_and_is_in_no_total(go, counted):
    before, _ = by_component(go, counted)
    edited(counted, "agreement.toml", "limit = 28 }]", 'limit = 28 }]\npool = { "2020-21" = 1000 }')

    after, notes = by_component(go, counted)

    assert after["total"] - before["total"] == 1_000_00 - 2 * 75_000_00
    assert any("beside the pool, and in no total: Class size: 2 positions, 150,000.00." in note for note in notes)


@pytest.mark.parametrize(("pupils", "said"), [
    ({"2026-27": 30, "2028-29": 57}, "1 position, 75,000.00; 2028-29: 2 positions, 150,000.00."),
    ({"2026-27": 30, "2027-28": 20}, "1 position, 75,000.00; 2027-28: none."),
])  # fmt: skip
def test_a_need_is_said_again_in_the_years_in_which_it_changes(go, counted, pupils, said):
    edited(counted, "agreement.toml", "limit = 28 }]", 'limit = 28 }]\npool = { "2020-21" = 1000 }')
    rows = "".join(f"Birch,K,{number},1,{year}\n" for year, number in pupils.items())
    (counted / "sections.csv").write_text(
        f"school,grade,pupils,sections,year\nAsh,1,20,1,2026-27\n{rows}", encoding="utf-8"
    )

    _, notes = by_component(go, counted)

    assert f"Needed in 2026-27 beside the pool, and in no total: Class size: {said}" in notes


def test_a_class_at_a_school_that_is_not_listed_is_said(go, counted):
    edited(counted, "sections.csv", "Birch", "Brich")

    said = go("check", counted)

    assert said.code == 0
    assert 'sections.csv row 5, column "school": got "Brich"; expected a school of schools.csv. Did you' in said.err


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("price =", 'phase_in = { "2026-27" = "150%" }\nprice ='),
        ("limit = 28 }]", 'limit = 28 }]\npool = { "2026-27" = -1 }'),
    ],
)
def test_a_share_above_the_whole_and_a_pool_below_nothing_are_refused(go, counted, kind, says):
    edited(counted, "agreement.toml", kind, says)

    assert '"2026-27": got ' in go("check", counted).err


def test_a_line_of_positions_opens_to_how_many_stand_and_what_one_costs(go, counted):
    year = json.loads(go("cost", counted, "--offer", "status-quo", "--format", "json").out)["tables"][0]["columns"]
    said = go("explain", counted, f"status-quo/{year[0]['label'].rstrip('*')}/line:managers", "--format", "json")

    rows = {row["label"]: row["values"][0] for table in json.loads(said.out)["tables"] for row in table["rows"]}
    assert rows["positions"] == "1.5 full-time"
    assert any("1.5, each: pay 60,000.00" in str(value) for value in rows.values())


def test_a_need_opens_by_its_line(go, counted):
    edited(counted, "agreement.toml", "limit = 28 }]", 'limit = 28 }]\npool = { "2020-21" = 1000 }')
    year = json.loads(go("cost", counted, "--offer", "status-quo", "--format", "json").out)["tables"][0]["columns"]

    said = go("explain", counted, f"status-quo/{year[0]['label'].rstrip('*')}/line:classes/class_size_need")

    assert said.code == 0
    assert "2 full-time" in said.out


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (
            "schools.csv",
            "420",
            "4.5",
            'schools.csv row 2, column "students": got "4.5"; expected a whole number from 0',
        ),
        ("schools.csv", "Birch", "Ash", 'row 3, column "school": got "Ash"; expected each school once'),
        ("schools.csv", "Birch", "", 'row 3, column "school": got nothing; expected each school once'),
        (
            "schools.csv",
            "school,",
            "name,",
            'row 1: got "name, level, students, plans"; expected a column "school"',
        ),
        ("schools.csv", "plans\n", "iep\n", 'clause "managers": got of = "plans"; expected one of students, iep'),
        ("schools.csv", "plans", "students", 'row 1, column "students": got the same name twice; expected each column'),
        ("schools.csv", SCHOOLS, "\0", "schools.csv: got bytes that are no text"),
        (
            "sections.csv",
            ",85,3",
            ",85,0",
            'sections.csv row 4, column "sections": got "0"; expected a whole number from 1',
        ),
        ("sections.csv", "Birch", "", 'row 5, column "school": got nothing; expected the school of the class'),
        ("sections.csv", ",85,3", ",,3", 'row 4, column "pupils": got nothing; expected a whole number'),
        ("sections.csv", "sections\n", "sektions\n", 'got "sektions"; expected one of school, grade, pupils, sections'),
        ("sections.csv", "Ash,1,", "Ash,2,", 'clause "classes": got "1"; expected a grade of sections.csv'),
        ("agreement.toml", 'of = "plans"', 'of = "plnas"', 'Did you mean "plans"?'),
        ("agreement.toml", "bands = [", 'levels = ["hihg"], bands = [', 'got "hihg"; expected a level of schools.csv'),
        ("agreement.toml", ', benefits = "25%"', "", "none"),
        (
            "agreement.toml",
            'price = { by = "stated", salary = 60000, benefits = "25%" }',
            'price = { by = "entry", entry = { lane = "XX", step = "1" } }',
            'got lane "XX", step "1"; expected a cell of a salary schedule',
        ),
        (
            "agreement.toml",
            'title = "Case managers"\nissue = "staffing"',
            'title = "Case managers"\nscope = { title = ["Astronaut"] }',
            "none",
        ),
        (
            "agreement.toml",
            MANAGERS,
            MANAGERS.replace('issue = "staffing"', 'scope = { title = ["Astronaut"] }').replace(
                ', benefits = "25%"', ""
            ),
            'clause "managers": got a mean of nobody (title Astronaut); expected people of the roster',
        ),
    ],
)
def test_what_cannot_be_counted_or_priced_is_said_with_its_place(go, counted, file, old, new, says):
    edited(counted, file, old, new)

    said = go("check", counted)

    assert said.code == (0 if says == "none" else 1)
    assert says == "none" or says in " ".join(said.err.split())


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("schools.csv", "got a claim by school or by pupils; expected schools.csv in the folder"),
        ("sections.csv", "got a limit on classes; expected sections.csv in the folder"),
    ],
)
def test_clauses_that_count_need_their_table(go, counted, file, says):
    (counted / file).unlink()

    said = go("check", counted)

    assert said.code == 1
    assert says in " ".join(said.err.split())


def test_a_promise_that_is_kept_already_costs_nothing_and_is_no_finding(go, counted):
    edited(counted, "agreement.toml", "limit = 28", "limit = 40")
    edited(counted, "agreement.toml", "claims = [{ of", "existing = 2\nclaims = [{ of")

    found, _ = by_component(go, counted)

    assert not {name for name in found if "positions" in name or "class size" in name}
    assert "costs nothing" not in go("check", counted).err


def test_rows_of_a_year_are_read_and_a_wrong_year_is_said(go, counted):
    edited(counted, "schools.csv", SCHOOLS, "school,students,plans,year\nAsh,1,50,2025-26\nAsh,1,105,2026/27\n")

    said = go("check", counted)

    assert 'row 3, column "year": got "2026/27"; expected a fiscal year' in " ".join(said.err.split())


LAYOFF = """
[[provision]]
id = "layoffs"
kind = "layoff"
title = "Reduction in force"
issue = "job security"
cite = "the test"
[provision.terms]
cut = { "2026-27" = 1 }
"""


def test_a_layoff_has_no_price_to_check_and_is_costed(go, counted):
    (counted / "agreement.toml").write_text((counted / "agreement.toml").read_text(encoding="utf-8") + LAYOFF, "utf-8")

    assert not [problem for problem in go("check", counted).problems if problem.startswith("error")]
    assert by_component(go, counted)[0]["layoffs: pay"] < 0


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('order = "rating"\nratings = ["poor"]\n', 'got rating "poor" of 0 people'),
        ('closed = { "2026-27" = ["Nowhere"] }\n', 'got school "Nowhere" of 0 people'),
        ("", "got an order by seniority on a roster that says nobody's years of service"),
    ],
    ids=["rating", "school", "service"],
)
def test_an_order_that_the_roster_cannot_tell_is_a_warning(go, counted, said, told):
    text = (counted / "agreement.toml").read_text(encoding="utf-8")
    (counted / "agreement.toml").write_text(text + LAYOFF + said, encoding="utf-8")

    problems = go("check", counted).problems

    assert any(told in problem and 'clause "layoffs"' in problem for problem in problems), problems


def test_ratings_known_by_their_share_need_nobody_on_the_roster(go, counted):
    merit = LAYOFF.replace('"layoff"', '"performance_pay"').replace(
        'cut = { "2026-27" = 1 }', 'ratings = [{ rating = "good", amount = 100, share = "20%" }]'
    )
    (counted / "agreement.toml").write_text((counted / "agreement.toml").read_text(encoding="utf-8") + merit, "utf-8")

    assert not [problem for problem in go("check", counted).problems if "0 people" in problem]
