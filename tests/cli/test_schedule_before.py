"""`commonground schedule-before`."""

from __future__ import annotations

import csv
import json
import re

import pytest

LATER = "lane,step,salary,increment\nBA,1,51500,0\nBA,2,53500,2000\nBA,3,55560,2000\n"


@pytest.fixture
def later(tmp_path):
    path = tmp_path / "later.csv"
    path.write_text(LATER)
    return path


def test_what_it_writes_is_a_schedule_that_is_read_again(go, later, tmp_path):
    said = go("schedule-before", later, "--raises", "3%", "--out", tmp_path / "earlier.csv")

    assert said.code == 0
    with (tmp_path / "earlier.csv").open() as stream:
        assert [(row["step"], row["salary"]) for row in csv.DictReader(stream)] == [
            ("1", "50000.00"),
            ("2", "52000.00"),
        ]
    again = go("schedule-before", tmp_path / "earlier.csv", "--raises", "0%", "--format", "json")
    assert again.code == 0


def test_a_step_that_leaves_no_trace_is_blank_and_said(go, later):
    table = json.loads(go("schedule-before", later, "--raises", "3%", "--format", "json").out)["tables"][0]

    assert [row["values"][2] for row in table["rows"]] == [50_000_00, 52_000_00, None]
    assert any(note.startswith("1 cell not recovered (step 3)") for note in table["notes"])


def test_increments_may_stand_in_a_file_of_their_own(go, tmp_path):
    (tmp_path / "bare.csv").write_text(re.sub(r",\d+$", "", LATER.replace(",increment", ""), flags=re.MULTILINE))
    (tmp_path / "steps.csv").write_text("lane,step,increment\nBA,2,2000\nBA,3,2000\n")

    bare = go("schedule-before", tmp_path / "bare.csv", "--raises", "3%")
    said = go(
        "schedule-before", tmp_path / "bare.csv", "--raises", "3%", "--increments", tmp_path / "steps.csv", "--format", "csv"
    )  # fmt: skip

    assert bare.code == 2
    assert "--increments" in bare.err
    assert "52000.00" in said.out


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["--raises", "three"], "--raises"),
        (["--raises", "100%"], "between -100 % and 100 %"),
        (["--raises", "3%", "--build", "index"], "expected scale or carry_then_step"),
        (["--raises", "3%", "--printed-to", "-1"], "--printed-to"),
        (["--raises", "3%", "--out", "later.csv/earlier.csv"], "Name a file that you may write"),
    ],
    ids=["no rate", "too much", "another law", "below nothing", "not to be written"],
)
def test_what_cannot_be_done_is_said_without_a_traceback(go, later, words, hint):
    said = go("schedule-before", later, *(str(later.parent / word) if "/" in word else word for word in words))

    assert said.code in (2, 3)
    assert hint in " ".join(said.err.split())
    assert "Traceback" not in said.err


def test_a_blank_salary_is_named(go, tmp_path):
    (tmp_path / "blank.csv").write_text("lane,step,salary,increment\nBA,1,51500,0\nBA,2,,2000\n")

    said = go("schedule-before", tmp_path / "blank.csv", "--raises", "3%")

    assert said.code == 2
    assert 'step "2" has no salary' in " ".join(said.err.split())
