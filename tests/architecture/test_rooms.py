"""The house: a room imports only rooms that stand below it, and the contract that says so bites."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import commonground

PACKAGE = Path(commonground.__file__).parent
PROJECT = Path(__file__).parents[2]
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says of the package that stands in a folder, by the project's own contract."""
    run = f"import sys; sys.path.insert(0, {str(root)!r}); {LINT}"
    command = [sys.executable, "-c", run, "--config", str(PROJECT / "pyproject.toml"), "--no-cache"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def test_every_room_imports_only_rooms_below_it() -> None:
    found = lint(PACKAGE.parent)

    assert found.returncode == 0, found.stdout + found.stderr
    assert " 0 broken" in found.stdout


def test_an_import_upwards_breaks_the_contract(tmp_path: Path) -> None:
    skipped = shutil.ignore_patterns("__pycache__", ".mypy_cache")
    shutil.copytree(PACKAGE, tmp_path / "commonground", ignore=skipped)
    shutil.copytree(PACKAGE.parent / "commonground_web", tmp_path / "commonground_web", ignore=skipped)
    planted = tmp_path / "commonground" / "values" / "money.py"
    with planted.open("a", encoding="utf-8") as file:
        file.write("\nimport commonground.costing.price\n")

    found = lint(tmp_path)

    assert found.returncode == 1, found.stdout + found.stderr
    assert " 1 broken" in found.stdout
    assert "commonground.values.money -> commonground.costing.price" in found.stdout


@pytest.mark.slow
def test_the_library_importing_the_web_breaks_the_contract(tmp_path: Path) -> None:
    skipped = shutil.ignore_patterns("__pycache__", ".mypy_cache", "static")
    for name in ("commonground", "commonground_web"):
        shutil.copytree(PACKAGE.parent / name, tmp_path / name, ignore=skipped)
    planted = tmp_path / "commonground" / "report" / "table.py"
    with planted.open("a", encoding="utf-8") as file:
        file.write("\nimport commonground_web.desk\n")

    found = lint(tmp_path)

    assert found.returncode == 1, found.stdout + found.stderr
    assert "commonground.report.table -> commonground_web.desk" in found.stdout
