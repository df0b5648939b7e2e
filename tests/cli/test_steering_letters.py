"""Letters that steer a terminal, or turn the order of others, never reach it, whichever file they stand in."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import commonground.cli

STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
HOSTILE = "a\\u001b[2J\\u202Eb\\u009b31m"


@pytest.fixture
def hostile(folder, edit):
    """A folder in which the title, a clause's title and an issue would clear the screen."""
    edit(folder / "negotiation.toml", 'title = "A district', f'title = "{HOSTILE}')
    edit(folder / "agreement.toml", 'title = "General raise"', f'title = "{HOSTILE}"')
    edit(folder / "agreement.toml", 'issue = "wages"', f'issue = "{HOSTILE}"')
    return folder


@pytest.mark.parametrize("form", ["table", "json", "csv"])
@pytest.mark.parametrize("words", [("check",), ("cost", "--by", "issue"), ("compare", "status-quo", "union")])
def test_a_title_cannot_steer_the_terminal(go, hostile, words, form):
    verb, *rest = words

    said = go(verb, hostile, *rest, "--format", form)

    assert said.code == 0
    assert STEERING.findall(said.out + said.err) == []


def test_json_says_the_very_letters_by_their_numbers(go, hostile):
    tables = json.loads(go("cost", hostile, "--by", "clause", "--format", "json").out)["tables"]

    labels = {row["label"] for table in tables for row in table["rows"]}
    assert not any("␣" in label for label in labels)


def test_a_lane_at_the_head_of_a_column_cannot_steer_the_terminal(go, folder, edit):
    edit(folder / "schedules" / "teachers.csv", "MA", "M\x1b[2JA")
    path = folder / "roster.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("MA,", "M\x1b[2JA,"), encoding="utf-8")

    said = go("scattergram", folder)

    assert said.code == 0
    assert "M␣[2JA" in said.out
    assert STEERING.findall(said.out) == []


def test_a_line_that_a_message_shows_cannot_steer_the_terminal(go, folder, edit):
    edit(folder / "agreement.toml", 'kind = "salary_schedule"', 'kind = "salary\x1b[2J_schedule"')

    said = go("check", folder)

    assert said.code == 1
    assert '`kind = "salary␣[2J_schedule"`' in said.err
    assert STEERING.findall(said.err) == []


def test_the_name_of_a_file_cannot_steer_the_terminal(go, tmp_path):
    said = go("new", tmp_path / "a\x1b[2Jb")

    assert (said.code, STEERING.findall(said.out)) == (0, [])
    assert "a␣[2Jb" in said.out


def test_votes_write_nothing_that_was_not_looked_at():
    vote = Path(commonground.cli.__file__).parent / "vote"
    assert [file.name for file in vote.glob("*.py") if "stdout.write" in file.read_text(encoding="utf-8")] == []
