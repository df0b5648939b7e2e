"""Starting: a command loads only the libraries that it uses.

One process carries out the commands one after the other and tells after each what has been loaded by then; a library
that a command must not load is so loaded by none before it either.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {"cyclopts", "django", "fastexcel", "numpy", "polars", "pydantic", "rich", "urllib.request", "xlsxwriter"}
READING = {"cyclopts", "numpy", "pydantic"}
TOLD = f"""
import json, sys
from commonground.cli import main
for words in json.loads(sys.argv.pop()):
    sys.argv[1:] = words
    try:
        main()
        code = 0
    except SystemExit as end:
        code = end.code
    sys.stderr.write(json.dumps([code, sorted({HEAVY} & set(sys.modules))]) + "\\n")
"""
TABLES = [
    ["check", "meadowbrook"],
    ["compare", "meadowbrook", "district", "union"],
    ["member", "meadowbrook", "--step", "4", "--lane", "MA"],
    ["scattergram", "chicago-2019", "--schedule", "208 day"],
]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """By command, the heavy libraries that are loaded when it and those before it are done."""
    folder = tmp_path_factory.mktemp("started")
    payroll = folder / "payroll.csv"
    payroll.write_text("Title,Annual Salary,FTE\nTeacher,58024,1\n")
    new = ["new", f"{folder}/district"]
    roster = ["import-roster", str(payroll), "--into", f"{folder}/district", "--dry-run"]
    commands = [["--help"], *TABLES, new, roster, ["demo", "--out", f"{folder}/chicago.xlsx"]]

    said = subprocess.run(
        [sys.executable, "-c", TOLD, json.dumps(commands)], capture_output=True, text=True, check=True
    )

    ends = [json.loads(line) for line in said.stderr.splitlines() if line.startswith("[")]
    assert [code for code, _ in ends] == [0] * len(commands), said.stderr
    return {words[0]: set(found) for words, (_, found) in zip(commands, ends, strict=True)}


def test_the_help_loads_nothing(loaded: dict[str, set[str]]) -> None:
    assert loaded["--help"] == set()


@pytest.mark.parametrize("name", [words[0] for words in TABLES])
def test_a_table_loads_what_reads_a_folder_and_nothing_more(loaded: dict[str, set[str]], name: str) -> None:
    assert loaded[name] <= READING


def test_a_payroll_that_is_small_text_loads_no_more(loaded: dict[str, set[str]]) -> None:
    assert loaded["new"] | loaded["import-roster"] <= READING


def test_the_demo_loads_beside_it_what_writes_a_workbook(loaded: dict[str, set[str]]) -> None:
    assert loaded["demo"] <= {*READING, "xlsxwriter"}
