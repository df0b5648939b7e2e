"""`commonground sites`."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import signal
import zipfile

import pytest

from commonground.cli import sites as sites_command
from commonground.contingency import choose_sites as choosing
from commonground.contingency.choose_sites import NoPlan


def tables(said):
    return {table["name"]: table for table in json.loads(said.out)["tables"]}


def cells(table):
    return {row["label"]: row["values"] for row in table["rows"]}


def test_meadowbrooks_plan_keeps_its_number_and_sends_every_home_school_somewhere(go):
    said = tables(go("sites", "meadowbrook", "--format", "json"))

    assert len(said["sites/sites"]["rows"]) == 3
    assert cells(said["sites/homes"])["Orchard Elementary"][0] == "Brook Elementary"
    assert cells(said["sites/closed"])["Meadowbrook Charter"][2] == "runs as usual"
    assert sum(row["values"][1] for row in said["sites/sites"]["rows"]) == 408


def test_other_turnouts_tell_the_adults_who_lack(go):
    turnouts = cells(tables(go("sites", "meadowbrook", "--format", "json"))["sites/turnouts"])

    assert turnouts["43 %"] == [704, 0, 0, "30 (10 short)", "3"]


def test_without_a_plan_the_limits_are_told_and_the_command_fails(go, meadowbrook, edit):
    edit(meadowbrook / "contingency.toml", "people = 20", "people = 14")

    said = go("sites", meadowbrook, "--format", "json")

    assert said.code == 1
    assert cells(tables(said)["sites/relaxations"])["adults who work"] == ["3 further adults: supervision 3"]


def test_a_supposed_number_and_turnout_are_taken(go):
    said = tables(go("sites", "meadowbrook", "--number", "2", "--turnout", "3%", "--format", "json"))

    assert cells(said["sites/plan"])["sites"][0] == "2 of 5 that may open"
    assert cells(said["sites/plan"])["pupils expected"][0] == "52 (3 %)"


@pytest.mark.parametrize("words", [("--number", "0"), ("--number", "6"), ("--turnout", "0"), ("--turnout", "many")])
def test_what_cannot_be_supposed_is_misused(go, words):
    assert go("sites", "meadowbrook", *words).code == 2


def test_its_tables_fit_80_columns_and_give_no_advice(go):
    said = go("sites", "meadowbrook")

    assert [line for line in said.out.splitlines() if len(line) > 80] == []
    assert "is not for it to say" in said.out


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("sites.csv", "-89.190800", "89 W", 'sites.csv row 5, column "longitude": got "89 W"'),
        ("sites.csv", "-89.190800", "-189.1908", "decimal degrees between -180 and 180"),
        ("sites.csv", "240,", "many,", 'sites.csv row 5, column "enrolment": got "many"'),
        ("sites.csv", "as usual", "as usuall", 'Did you mean "as usual"?'),
        ("sites.csv", "Hill Elementary,elementary", "Hill Elementary,", 'row 5, column "level": got nothing'),
        ("sites.csv", "Hill Elementary", "Brook Elementary", "each school once, by its name"),
        ("sites.csv", "no,no,yes,85", "ramp,no,yes,85", 'column "accessible": got "ramp"; expected yes or no'),
        ("sites.csv", "enrolment", "pupils", 'expected a column "enrolment"'),
        ("contingency.toml", 'turnout = "25%"', 'turnout = "250%"', 'contingency.toml line 3, key "turnout"'),
        ("contingency.toml", "sites = 3\n", "", "expected sites or longest_metres"),
        ("contingency.toml", "sites = 3\n", "sites = 9\n", 'key "sites": got 9; expected at most 5, the schools'),
        (
            "contingency.toml",
            "sites = 3\n",
            'sites = 3\napart = [["Hil Elementary", "Brook Elementary"]]\n',
            'Did you mean "Hill Elementary"?',
        ),
        ("contingency.toml", 'role = "nurse"', 'role = "nurses"', "expected the id of a role"),
        ("contingency.toml", 'id = "nurse"', 'id = "supervision"', "an id of its own for each role"),
        (
            "contingency.toml",
            "[levels]\n",
            '[previous]\nfile = "../plan.csv"\n\n[levels]\n',
            "a file in the negotiation's folder",
        ),
    ],
)
def test_bad_input_is_told_by_check_with_its_place(go, beside, edit, file, old, new, said):
    edit(beside / file, old, new)

    found = go("check", beside)

    assert found.code == 1
    assert any(said in problem for problem in found.problems), found.problems


def test_out_writes_the_list_the_maps_the_sheets_the_notices_and_the_locator(go, tmp_path):
    said = go("sites", "meadowbrook", "--out", tmp_path / "plan")

    features = json.loads((tmp_path / "plan/sites.geojson").read_text())["features"]
    located = json.loads((tmp_path / "plan/locator.json").read_text())["schools"]
    notices = sorted(path.name for path in (tmp_path / "plan/notices").iterdir())
    assert said.code == 0
    assert [feature["properties"]["kind"] for feature in features].count("site") == 3
    assert located["Orchard Elementary"]["site"] == "Brook Elementary"
    assert notices[0] == "0001-meadowbrook-high.pdf"
    assert len(notices) == 5
    assert (tmp_path / "plan/notices/0001-meadowbrook-high.pdf").read_bytes()[:5] == b"%PDF-"
    assert sheet_of(tmp_path / "plan/staffing-and-meals.xlsx", "Meals")[-1][1:] == [408.0, 408.0, 408.0]


def sheet_of(path, name):
    import fastexcel

    sheet = fastexcel.read_excel(path).load_sheet(name)
    return [list(row) for row in sheet.to_polars().rows()]


def test_a_plan_that_was_written_is_an_earlier_plan(go, meadowbrook, edit):
    go("sites", meadowbrook, "--out", meadowbrook / "plan")
    edit(meadowbrook / "contingency.toml", "[levels]\n", '[previous]\nfile = "plan/plan.csv"\n\n[levels]\n')

    said = go("sites", meadowbrook, "--format", "json")

    assert cells(tables(said)["sites/plan"])["another site than before"][0] == "0 home schools, 0 pupils"


def test_a_name_in_a_map_or_a_notice_is_only_letters(go, meadowbrook, edit, tmp_path):
    name = "<script>#panic()</script>"
    edit(meadowbrook / "sites.csv", "Hill Elementary", name)

    said = go("sites", meadowbrook, "--out", tmp_path / "plan")

    page = (tmp_path / "plan/map.html").read_text()
    assert said.code == 0
    assert name not in page
    assert "<script>#panic" not in page


def test_only_the_scripts_of_the_map_may_run_and_nothing_is_fetched(go, tmp_path):
    go("sites", "meadowbrook", "--out", tmp_path / "plan")

    page = (tmp_path / "plan/map.html").read_text()
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    [policy] = re.findall(r'content="(default-src[^"]*)"', page)
    assert len(scripts) == 2
    assert policy.startswith("default-src 'none'; script-src " + " ".join(f"'sha256-{one}'" for one in hashes))
    assert not re.findall(r"<(?:link|img|iframe)|\ssrc=", page)


def test_a_longitude_without_its_minus_is_a_warning(go, beside, edit):
    edit(beside / "sites.csv", "-89.214500", "89.214500")

    said = go("check", beside)

    assert said.code == 0
    of_sites = [line for line in said.problems if "sites.csv" in line]
    assert ["row 3" in line and "km from the nearest other school" in line for line in of_sites] == [True]


TYPES = "number,Kind,since\nm-4,Charter,1999\nm-1,District,1950\n"


@pytest.fixture
def typed(meadowbrook, edit):
    """Meadowbrook, Hill Elementary being number m-4 of a list of types that calls it a charter."""
    rows = (meadowbrook / "sites.csv").read_text().splitlines()
    ids = {"Hill Elementary": "m-4", "Meadowbrook High": "m-1"}
    filled = [rows[0] + ",id", *(f"{row},{ids.get(row.split(',')[0], '')}" for row in rows[1:])]
    (meadowbrook / "sites.csv").write_text("\n".join(filled) + "\n")
    (meadowbrook / "types.csv").write_text(TYPES)
    join = '[join]\nfile = "types.csv"\nkey = "number"\ncolumn = "kind"\nuse = { charter = "as usual" }\n\n[levels]\n'
    edit(meadowbrook / "contingency.toml", "[levels]\n", join)
    return meadowbrook


def test_a_school_that_another_file_calls_a_charter_runs_as_usual(go, typed):
    said = tables(go("sites", typed, "--format", "json"))

    notes = said["sites/plan"]["notes"]
    assert cells(said["sites/closed"])["Hill Elementary"][2] == "runs as usual"
    assert "Hill Elementary" not in cells(said["sites/homes"])
    [told] = [note for note in notes if note.startswith("By types.csv")]
    assert told.startswith(
        'By types.csv, column "kind", the use of 1 school was filled; 3 of 6 are not in it and may open: '
    )
    assert told.endswith(": Meadowbrook Middle, Brook Elementary, Orchard Elementary.")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("types.csv", "m-1", "m-4", 'types.csv row 3, column "number": got "m-4"; expected each school once'),
        ("types.csv", "Kind", "type", "types.csv"),
        ("contingency.toml", "charter", "chater", 'Did you mean "Charter"?'),
        ("contingency.toml", "types.csv", "../types.csv", "a file in the negotiation's folder"),
        ("contingency.toml", '"as usual"', '"as ever"', "contingency.toml line"),
    ],
)
def test_a_join_that_cannot_be_read_is_told_with_its_place(go, typed, edit, file, old, new, said):
    edit(typed / file, old, new)

    found = go("sites", typed)

    assert found.code == 1
    assert any(said in problem for problem in found.problems), found.problems


def test_the_sheet_for_security_tells_where_schools_come_together(go, meadowbrook, edit, tmp_path):
    guards = '[[role]]\nid = "security"\nper_site = 2\npupils_each = 50\n\n[[staff]]\ngroup = "admin'
    edit(meadowbrook / "contingency.toml", '[[staff]]\ngroup = "admin', guards)

    go("sites", meadowbrook, "--out", tmp_path / "plan")

    rows = {row[0]: row[1:] for row in sheet_of(tmp_path / "plan/staffing-and-meals.xlsx", "Security")}
    assert rows["Brook Elementary"] == ["4 Mill Lane", "70", 123.0, 2.0, 3.0]
    assert rows["all sites"][2:] == [408.0, 5.0, 10.0]


def test_a_long_name_has_room_in_the_sheets(go, meadowbrook, edit, tmp_path):
    name = "The Hill Elementary School of Arts and of Sciences"
    edit(meadowbrook / "sites.csv", "Hill Elementary", name)

    go("sites", meadowbrook, "--out", tmp_path / "plan")

    with zipfile.ZipFile(tmp_path / "plan/staffing-and-meals.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    [width] = re.findall(r'<col min="1" max="1" width="([0-9.]+)"', sheet)
    assert float(width) > len(name)


def test_a_notice_tells_the_distance_in_each_languages_own_writing():
    from commonground.contingency.schools import School
    from commonground.contingency.site_plan import Assigned
    from commonground.report.site_documents import Sender, notice_document

    home, site = (School(name, "A", 0, 0, 1, 1) for name in ("North", "South"))
    sender = Sender(bring={"en": ("a jacket", "medicine, in its box"), "es": ("una chaqueta",)})

    def told(metres):
        pages = notice_document(Assigned(home, site, metres, 1), sender, ())["pages"]
        return [page["facts"][1][1] for page in pages], [page["lines"][0] for page in pages]

    assert told(2_202)[0] == [
        "about 1.4 mi (2,202 m) from North, in a straight line",
        "aproximadamente 1.4 mi (2202 m) desde North, en línea recta",
    ]
    assert told(12_345)[0][1] == "aproximadamente 7.7 mi (12\N{NO-BREAK SPACE}345 m) desde North, en línea recta"
    assert told(60)[0] == ["60 m from North, in a straight line", "60 m desde North, en línea recta"]
    assert told(60)[1] == ["Please bring: a jacket; medicine, in its box.", "Por favor, traiga: una chaqueta."]


def test_fewer_sites_than_are_fixed_open_are_a_problem_with_its_place(go, meadowbrook, edit):
    for safety in ("80", "75"):
        edit(meadowbrook / "sites.csv", f"yes,{safety},,", f"yes,{safety},open,")
    edit(meadowbrook / "contingency.toml", "sites = 3", "sites = 1")

    said = go("sites", meadowbrook)

    assert said.code == 1
    assert 'key "sites": got 1; expected at least 2, the schools of sites.csv that are fixed open' in said.problems[0]


def test_a_number_of_sites_that_is_a_truth_value_is_told(go, meadowbrook, edit):
    edit(meadowbrook / "contingency.toml", "sites = 3", "sites = true")

    said = go("sites", meadowbrook)

    assert said.code == 1
    assert 'contingency.toml line 5, key "sites": got true; expected a whole number' in said.err


def test_letters_without_a_font_are_told_before_anything_is_written(go, meadowbrook, edit, tmp_path):
    edit(meadowbrook / "contingency.toml", 'hours = "8:30-14:30"', 'hours = "8:30 \\u0007\\U0010FFFE"')

    said = go("sites", meadowbrook, "--out", tmp_path / "out")

    assert said.code == 1
    assert 'notices/0001-meadowbrook-high.pdf: got "' in said.err and "letters that a font has" in said.err
    assert 'in "8:30 ' in said.err
    assert not (tmp_path / "out").exists()


def test_notices_of_an_earlier_plan_do_not_stay(go, meadowbrook, tmp_path):
    notices = tmp_path / "out" / "notices"
    go("sites", meadowbrook, "--out", tmp_path / "out")
    (notices / "0003-a-school-that-closed.pdf").write_bytes(b"%PDF")
    (notices / "to the printer.pdf").write_bytes(b"%PDF")

    go("sites", meadowbrook, "--out", tmp_path / "out")

    kept = {path.name for path in notices.iterdir()}
    assert "to the printer.pdf" in kept and "0003-a-school-that-closed.pdf" not in kept
    assert len(kept) == 6


@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c_gives_the_best_plan_so_far_and_a_second_one_none(go, monkeypatch, times):
    """Here it is pressed once a plan is there, before the mean is looked at."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background has none
    real = choosing.mean_distance

    def pressed(*words):
        for _ in range(times):
            signal.raise_signal(signal.SIGINT)
        return real(*words)

    monkeypatch.setattr(choosing, "mean_distance", pressed)
    try:
        said = go("sites", "meadowbrook", "--format", "json")
    finally:
        signal.signal(signal.SIGINT, before)

    assert "Ending with the best plan so far" in said.err
    assert said.code == (0 if times == 1 else 130)
    assert times == 2 or len(tables(said)["sites/sites"]["rows"]) == 3


def test_ctrl_c_before_there_is_a_plan_gives_none(go, monkeypatch):
    monkeypatch.setattr(sites_command, "choose_sites", stopped_at_once)

    said = go("sites", "meadowbrook")

    assert (said.code, said.out) == (130, "")
    assert said.err.endswith("Stopped before a plan was found; whether there is one is not known.\n")


def stopped_at_once(siting, effort, told, is_stopped):
    signal.raise_signal(signal.SIGINT)
    assert is_stopped()
    return NoPlan(siting, is_proven=False)


@pytest.mark.parametrize(
    ("asked", "label", "told"),
    [
        ("orchard", "open", "no: it may open and is not among the sites chosen"),
        ("orchard", "in place of another", "of Brook Elementary at best: longest at least 2,202 m (plan: 2,202 m)"),
        ("Meadowbrook Middle", "its own pupils", "go to Meadowbrook High, 1,393 m, 95 expected"),
        ("Charter", "open", "no: runs as usual"),
        ("Charter", "its own pupils", "none need a site"),
        ("HILL ELEMENTARY", "open", "yes: a site for 1 home school, 60 of 240 places taken"),
        ("High", "without it", "no other open site takes its level"),
    ],
)
def test_why_one_school_is_open_or_not_is_told_by_its_name_or_a_part_of_it(go, asked, label, told):
    said = tables(go("sites", "meadowbrook", "--why", asked, "--format", "json"))

    assert list(said) == ["sites/why"]
    assert cells(said["sites/why"])[label][0].startswith(told)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Orchad", 'No school is called "Orchad". Did you mean "Orchard Elementary"?'),
        (
            "Elementary",
            'is part of 3 schools\' names: "Brook Elementary", "Hill Elementary", "Orchard Elementary". Write',
        ),
        ("Springfield", 'No school is called "Springfield". The names stand in sites.csv.'),
        ("", 'No school is called "".'),
    ],
)
def test_a_school_that_is_not_there_is_told_with_names_much_like_it(go, asked, told):
    said = go("sites", "meadowbrook", "--why", asked)

    assert said.code == 2
    assert told in said.err


def test_a_school_is_known_by_its_number_and_several_are_told_in_turn(go, typed):
    said = go("sites", typed, "--why", "M-1", "--why", "m-4")

    assert [line for line in said.out.splitlines() if line.startswith("Why")] == [
        "Why: Meadowbrook High",
        "Why: Hill Elementary",
    ]


def test_where_no_plan_is_proven_it_is_said_at_80_columns_beside_what_would_have_to_give(go, meadowbrook, edit):
    edit(meadowbrook / "contingency.toml", "people = 20", "people = 14")

    said = go("sites", meadowbrook)

    assert said.out.startswith("There is no plan: the least that each limit would have to give\n")
    assert "It is proven that no plan keeps every row." in said.out
    assert [line for line in said.out.splitlines() if len(line) > 80] == []
