"""Starting: a command loads only the libraries that it uses. Each runs in a process of its own, as a person runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"cyclopts", "fastexcel", "numpy", "polars", "pydantic", "rich", "urllib.request", "xlsxwriter"}
READING = {"cyclopts", "numpy", "pydantic"}
LISTED = rf"""
import json, sys
from commonground.cli import main
try:
    main()
except SystemExit as end:
    sys.stderr.write("\n" + json.dumps([end.code, sorted({HEAVY} & set(sys.modules))]))
else:
    sys.stderr.write("\n" + json.dumps([0, sorted({HEAVY} & set(sys.modules))]))
"""


def loaded(*words: object) -> set[str]:
    """The heavy libraries that a command has loaded when it is done."""
    command = [sys.executable, "-c", LISTED, *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    code, found = json.loads(done.stderr.splitlines()[-1])
    assert code == 0, done.stdout
    return set(found)


def test_the_help_loads_nothing() -> None:
    assert loaded("--help") == set()


@pytest.mark.parametrize(
    "words",
    [
        ("check", "meadowbrook"),
        ("compare", "meadowbrook", "district", "union"),
        ("member", "meadowbrook", "--step", "4", "--lane", "MA"),
        ("scattergram", "chicago-2019", "--schedule", "208 day"),
    ],
    ids=lambda words: words[0],
)
def test_a_table_loads_what_reads_a_folder_and_nothing_more(words: tuple[str, ...]) -> None:
    assert loaded(*words) <= READING


def test_the_demo_loads_beside_it_what_writes_a_workbook(tmp_path: Path) -> None:
    assert loaded("demo", "--out", tmp_path / "chicago.xlsx") <= {*READING, "xlsxwriter"}


def test_a_payroll_that_is_small_text_loads_no_more(tmp_path: Path) -> None:
    assert loaded("new", tmp_path / "district") <= READING
    payroll = tmp_path / "payroll.csv"
    payroll.write_text("Title,Annual Salary,FTE\nTeacher,58024,1\n")

    assert loaded("import-roster", payroll, "--into", tmp_path / "district", "--dry-run") <= READING
