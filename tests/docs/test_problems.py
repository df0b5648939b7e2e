"""docs/problems.md: every problem that the code can say is documented, and every one documented can be said."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from commonground.files.figures import expected_figures
from commonground.workforce.columns import AMOUNT, ColumnMapping

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src" / "commonground").rglob("*.py"))
PAGE = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
ENTRY = re.compile(r"^### `([a-z-]+)`(?: \(warning\))?\n\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
ENTRIES = dict(ENTRY.findall(PAGE))
MAKES_PROBLEMS = re.compile(r"\bProblem\(|\bcode\b")
FIGURES = expected_figures(ColumnMapping({f"{AMOUNT}further": "Further"}))


def said_in(source: str) -> Iterator[str]:
    """The codes of the problems that a source makes; a code that is passed on is found where it is first written."""
    tree = ast.parse(source)
    passed_on = {
        node.name: [argument.arg for argument in node.args.args].index("code")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and "code" in [argument.arg for argument in node.args.args]
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            place = passed_on.get(node.func.id, 0 if node.func.id == "Problem" else None)
            if place is not None and len(node.args) > place:
                yield from codes_of(node.args[place])


def codes_of(written: ast.expr) -> Iterator[str]:
    """The codes that an expression may come to."""
    if isinstance(written, ast.Constant):
        yield str(written.value)
    elif isinstance(written, ast.IfExp):
        yield from codes_of(written.body)
        yield from codes_of(written.orelse)
    elif isinstance(written, ast.JoinedStr):
        yield from codes_by_figure(ast.unparse(written))
    else:
        assert ast.unparse(written) in ("code", "problem.code"), (
            f"a code that nothing here reads: {ast.unparse(written)}"
        )


def codes_by_figure(written: str) -> list[str]:
    """The codes that are named for a column of figures; only one that must be there is missed when it is blank."""
    named = re.match(r"""f['"](wrong|blank)-\{figure\.name\b""", written)
    assert named, f"a code that nothing here reads: {written}"
    which = [figure for figure in FIGURES if named[1] == "wrong" or figure.needed]
    return sorted({f"{named[1]}-{figure.name.split(':')[0].replace('_', '-')}" for figure in which})


@cache
def all_said() -> set[str]:
    sources = (path.read_text(encoding="utf-8") for path in SOURCES)
    return {code for source in sources if MAKES_PROBLEMS.search(source) for code in said_in(source)}


def test_every_problem_that_the_code_says_is_documented():
    assert all_said() - set(ENTRIES) == set()


def test_every_problem_that_is_documented_is_said_by_the_code():
    assert set(ENTRIES) - all_said() == set()


def test_no_problem_is_documented_twice():
    assert len(ENTRY.findall(PAGE)) == len(ENTRIES) == PAGE.count("\n### ")


@pytest.mark.parametrize("code", ENTRIES)
def test_a_problem_has_a_meaning_and_a_message_that_says_place_found_expected_and_mending(code):
    meaning, message = ENTRIES[code].split("\n\n    ", 1)

    assert meaning.strip().endswith(".")
    assert re.match(r"\S.*: got .+; expected .+\. .+", " ".join(message.split()))


def test_a_scan_sees_a_code_that_is_written_plainly_chosen_or_passed_on():
    source = """
def told(code, place):
    return Problem(code, place, "", "", "")

told("passed-on", None)
Problem("plain", None, "", "", "")
Problem("one" if x else "other", None, "", "", "")
Problem(f"wrong-{figure.name}", None, "", "", "")
"""

    found = set(said_in(source))

    assert found == {"passed-on", "plain", "one", "other", *codes_by_figure("f'wrong-{figure.name}'")}
