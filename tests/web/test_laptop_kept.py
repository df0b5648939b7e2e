"""On a laptop: a file holds one side's drafts alone, and a process that is killed while it passes has passed all or nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from commonground.files.ready import folder_named
from web import sides

pytestmark = pytest.mark.slow
BEFORE = "os.kill(os.getpid(), signal.SIGKILL); real(self, target)"
AFTER = "real(self, target); os.kill(os.getpid(), signal.SIGKILL)"
DIES = """
import os, pathlib, signal
real = pathlib.Path.replace
def replace(self, target):
    if pathlib.Path(target).name == "passes.toml":
        {}
    return real(self, target)
pathlib.Path.replace = replace
"""


@pytest.fixture
def folder(tmp_path):
    found = tmp_path / "own"
    shutil.copytree(folder_named(Path("meadowbrook")), found)
    return found


@pytest.fixture
def variables(tmp_path):
    return {"XDG_DATA_HOME": str(tmp_path / "data"), "HOME": str(tmp_path)}


def shown(browser):
    browser.get("/pass")
    return browser.post(
        "/pass/look", {"answers": "38", "name": "health", "answer": "hold", "says": "", "on": "2026-10-20"}
    )


def test_the_other_sides_rows_are_not_in_a_sides_file(folder, variables, tmp_path):
    for party in ("district", "union"):
        with sides.serving(variables, str(folder), "--party", party) as browser:
            browser.get("/package")
            browser.post("/package/begin", {"start": party, "title": f"zebra of the {party}"})
    files = {path.stem.rpartition("-")[2]: path.read_bytes() for path in (tmp_path / "data").rglob("*.sqlite3")}

    assert b"zebra of the union" in files["union"]
    assert b"zebra of the district" in files["district"]
    assert b"zebra of the district" not in files["union"]
    assert b"zebra of the union" not in files["district"]
    assert not [path for path in folder.rglob("*") if path.is_file() and b"zebra" in path.read_bytes()]


@pytest.mark.parametrize(("when", "more"), [(BEFORE, 0), (AFTER, 1)])
def test_a_process_that_is_killed_while_it_passes_has_passed_all_or_nothing(folder, variables, when, more):
    ledger = folder / "passes.toml"
    before = ledger.read_text()
    with sides.serving(variables, str(folder), "--party", "union", code=DIES.format(when)) as browser:
        form = sides.hidden(shown(browser))
        with pytest.raises(OSError):
            browser.post("/pass/across", form)
    after = ledger.read_text()
    proved = sides.run("-m", "commonground_web", "verify", str(folder), "--party", "union", env=variables)

    assert after.startswith(before)
    assert after.count('answer = "hold"') == before.count('answer = "hold"') + more
    assert (proved.returncode, f"Ledger: {40 + more} entries" in proved.stdout) == (0, True), proved.stderr
    with sides.serving(variables, str(folder), "--party", "union") as browser:
        assert browser.post("/pass/across", sides.hidden(shown(browser))).status == 200
