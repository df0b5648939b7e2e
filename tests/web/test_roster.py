"""A payroll comes in by steps: nothing is written before it is asked for, what is written is what the command writes, and undo brings back what was."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commonground.cli.app import run
from commonground_web import desk
from commonground_web.shown import uploads

READY = Path(__file__).parents[2] / "negotiations" / "meadowbrook"
PAYROLL = (
    "Employee,Bargaining Unit,Schedule,Lane,Step,FTE,Annual Salary\n"
    "T1,teachers,teacher,BA,1,1.0,\n"
    "T2,teachers,teacher,MA,4,0.5,\n"
    "T3,teachers,teacher,MA,4,=half,\n"
    "T4,teachers,teacher,MA,5,much,\n"
    "P1,paraprofessionals,aide,P,A,1,\n"
)


@pytest.fixture
def folder(site, tmp_path, monkeypatch):
    monkeypatch.setenv("COMMONGROUND_DRAFTS", str(tmp_path / "drafts" / "own.sqlite3"))
    return Path(shutil.copytree(READY, tmp_path / "own", ignore=shutil.ignore_patterns("votes")))


@pytest.fixture
def browser(folder):
    desk.lay(folder)
    return Client(headers={"host": "127.0.0.1"})


def sent(browser, text=PAYROLL, name="payroll.csv", sheet=""):
    file = SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)
    return browser.post("/roster/upload", {"sheet": sheet, "file": file})


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def state_of(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def sound(text=PAYROLL):
    return "\n".join(line for line in text.splitlines() if "half" not in line and "much" not in line) + "\n"


def test_columns_are_guessed_and_asked(browser):
    assert sent(browser).headers["Location"] == "/roster/columns"
    html = browser.get("/roster/columns").content.decode()

    rows = re.findall(r'<th scope="row">([^<]+)</th>.*?</tr>', html, re.DOTALL)
    assert rows == ["Employee", "Bargaining Unit", "Schedule", "Lane", "Step", "FTE", "Annual Salary"]
    chosen = re.findall(r"<option selected>([^<]+)</option>", html)
    assert chosen[:6] == ["unit", "schedule", "lane", "step", "fte", "salary"]


def test_a_dry_run_says_problems_by_row_and_column_and_writes_nothing(browser, folder):
    before = state_of(folder)
    sent(browser)

    said = text_of(browser.get("/roster/check"))
    rows = list(csv.reader(io.StringIO(browser.get("/roster/check?format=csv&table=0").content.decode("utf-8-sig"))))

    assert "2 rows of the file would be left out" in said
    assert [row[2:5] for row in rows if row[0] == "error"] == [["4", "FTE", '"=half"'], ["5", "FTE", '"much"']]
    assert state_of(folder) == before


def test_the_rows_left_out_are_downloaded_as_they_stand_and_are_no_formula(browser):
    sent(browser)
    link = re.search(r'href="([^"]*table=\d&amp;format=csv)">The rows', browser.get("/roster/check").content.decode())[
        1
    ]

    rows = list(
        csv.reader(io.StringIO(browser.get(f"/roster/check{link.replace('&amp;', '&')}").content.decode("utf-8-sig")))
    )

    assert [row[0] for row in rows[1:]] == ["4", "5"]
    assert rows[0][2:] == ["Employee", "Bargaining Unit", "Schedule", "Lane", "Step", "FTE", "Annual Salary"]
    assert rows[1][7] == "'=half"


def test_rows_in_error_are_left_out_only_by_intent(browser, folder):
    before = state_of(folder)
    sent(browser)

    refused = browser.post("/roster/write")
    same = state_of(folder) == before
    written = browser.post("/roster/write", {"skip": "on"})

    assert refused.status_code == 404
    assert same
    assert written.headers["Location"] == "/roster"
    assert "3 people, read from roster.csv" in text_of(browser.get("/roster"))


def test_what_is_written_is_what_the_command_writes(browser, folder, tmp_path):
    other = Path(shutil.copytree(folder, tmp_path / "other"))
    (tmp_path / "payroll.csv").write_text(sound(), encoding="utf-8")
    sent(browser, sound())

    browser.post("/roster/write")

    assert run(["import-roster", str(tmp_path / "payroll.csv"), "--into", str(other)]) == 0
    for name in ("roster.csv", "roster-map.toml", "roster.csv.bak"):
        assert (folder / name).read_bytes() == (other / name).read_bytes()


def test_what_is_written_is_taken_back_to_the_byte(browser, folder):
    before = state_of(folder)
    sent(browser, sound())
    browser.post("/roster/write")
    offered = "Take it back" in browser.get("/roster").content.decode()

    browser.post("/roster/undo")

    after = state_of(folder)
    assert offered
    assert {name: held for name, held in after.items() if not name.endswith(".bak")} == before
    assert "120 people" in text_of(browser.get("/roster"))
    assert browser.post("/roster/undo").status_code == 404


def test_what_has_changed_since_is_not_taken_back(browser, folder):
    sent(browser, sound())
    browser.post("/roster/write")
    with (folder / "roster.csv").open("a", encoding="utf-8") as file:
        file.write("\n")

    assert browser.post("/roster/undo").status_code == 404
    assert "Take it back" not in browser.get("/roster").content.decode()


def test_a_column_that_is_chosen_otherwise_is_read_otherwise(browser, folder):
    sent(browser, sound())
    names = ["", "unit", "schedule", "lane", "step", "", ""]

    browser.post("/roster/columns", {f"column-{at}": name for at, name in enumerate(names)})
    browser.post("/roster/write")

    rows = list(csv.DictReader((folder / "roster.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["fte"] for row in rows] == ["1", "1", "1"]


def test_a_dry_run_says_what_would_not_fit_the_folder(browser, folder):
    sent(browser, sound().replace("BA,1", "PhD,1"))

    said = text_of(browser.get("/roster/check"))

    assert "PhD" in said
    assert "The folder could not be read with these people" in said


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["lane", "lane"], 'Both "Employee" and "Bargaining Unit" were chosen as lane'),
        (["height"], 'No column of a roster is called "height".'),
    ],
)
def test_a_choice_that_cannot_be_is_told(browser, names, said):
    sent(browser)

    response = browser.post("/roster/columns", {f"column-{at}": name for at, name in enumerate(names)})

    assert said in text_of(response).replace("&quot;", '"')


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no workbook", b"%PDF-1.7", b"\x00" * 300])
def test_a_file_that_is_no_table_is_told_and_nothing_is_written(browser, folder, data):
    before = state_of(folder)
    sent(browser, data, "payroll.xlsx")

    response = browser.get("/roster/columns")

    assert response.status_code == 200
    assert "error" in text_of(response) or sent(browser, data).status_code == 404
    assert browser.post("/roster/write", {"skip": "on"}).status_code == 404
    assert state_of(folder) == before


def test_a_file_past_the_limit_is_not_taken_in(browser, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_BYTES", 100)

    response = sent(browser)

    assert response.status_code == 404
    assert "No file came" in text_of(response)
    assert browser.get("/roster/check").status_code == 404


def test_a_name_that_leads_elsewhere_leads_nowhere(browser, tmp_path):
    sent(browser, name="..\\..\\up.csv")

    assert [path.name for path in (tmp_path / "drafts" / "own.roster" / "payroll").iterdir()] == ["up.csv"]


def test_a_folder_that_comes_with_the_program_is_only_read(client, monkeypatch, tmp_path):
    monkeypatch.setenv("COMMONGROUND_DRAFTS", str(tmp_path / "own.sqlite3"))

    assert "is only read" in text_of(client.get("/roster"))
    assert sent(client).status_code == 404
