"""The scattergram for the other side, from one folder into another."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from commonground.files.ready import folder_named


@pytest.fixture
def meadowbrook(tmp_path: Path) -> Path:
    return Path(shutil.copytree(folder_named(Path("meadowbrook")), tmp_path / "meadowbrook"))


def test_what_one_side_writes_the_other_reads_and_prices(go, folder, meadowbrook):
    said = go("exchange", meadowbrook)
    assert said.code == 0
    assert "their copy" in said.out and "Every cell holds at least 10 people" in said.out
    sent = meadowbrook / "exchanges" / "001-2025-10-01"
    assert sorted(path.name for path in sent.iterdir()) == ["cells.csv", "exchange.toml"]

    read = go("import-exchange", sent, "--into", folder)
    assert read.code == 0
    assert 'To have them from "scattergram.csv", write under [roster]: file = "scattergram.csv"' in read.err
    assert "their copy" not in read.out

    shutil.copy(folder / "scattergram.csv", meadowbrook)
    negotiation = meadowbrook / "negotiation.toml"
    negotiation.write_text(negotiation.read_text().replace('file = "roster.csv"', 'file = "scattergram.csv"'))
    priced = go("cost", meadowbrook, "--offer", "union")
    assert priced.code == 0


def test_no_person_of_the_roster_is_in_what_crosses(go, meadowbrook):
    go("exchange", meadowbrook)
    crossed = "".join(path.read_text() for path in meadowbrook.glob("exchanges/*/*"))
    assert "T001" in (meadowbrook / "roster.csv").read_text()
    for secret in ("T001", "Hill Middle", "Special education", "2025-08-25"):
        assert secret not in crossed


def test_a_dry_run_writes_nothing(go, meadowbrook):
    assert go("exchange", meadowbrook, "--dry-run").code == 0
    assert not (meadowbrook / "exchanges").exists()


def test_a_later_exchange_after_one_hire_does_not_tell_of_it(go, meadowbrook):
    go("exchange", meadowbrook)
    roster = meadowbrook / "roster.csv"
    lines = roster.read_text().splitlines()
    roster.write_text("\n".join([*lines, lines[1].replace("T001", "T999")]) + "\n")
    said = go("exchange", meadowbrook)
    assert "teachers: schedule" not in said.out
    assert "teachers: the table placement holds too few people to be told, or has changed by too few" in " ".join(
        said.out.split()
    )


def test_what_was_changed_on_the_way_is_not_read(go, folder, meadowbrook):
    go("exchange", meadowbrook)
    cells = meadowbrook / "exchanges" / "001-2025-10-01" / "cells.csv"
    cells.write_text(cells.read_text().replace("teachers,tier,1,", "teachers,tier,1,1"))
    before = {path.name for path in folder.iterdir()}
    said = go("import-exchange", cells.parent, "--into", folder)
    assert said.code == 1 and "changed after it was written" in said.err
    assert {path.name for path in folder.iterdir()} == before
    again = go("exchange", meadowbrook)
    assert again.code == 1 and "changed after it was written" in again.err


@pytest.mark.parametrize("smallest", ["1", "1001"])
def test_a_size_that_protects_nobody_is_refused(go, meadowbrook, smallest):
    said = go("exchange", meadowbrook, "--smallest", smallest)
    assert said.code == 2 and "expected people, from 2 to 1,000" in said.err


def test_too_few_people_are_told(go, meadowbrook):
    said = go("exchange", meadowbrook, "--smallest", "900")
    assert said.code == 2 and "no unit is large enough for cells of 900 people" in said.err


def test_a_folder_that_is_not_there_is_told(go, meadowbrook, tmp_path):
    assert go("import-exchange", tmp_path / "nowhere", "--into", meadowbrook).code == 1
    assert go("import-exchange", meadowbrook, "--into", tmp_path / "nowhere").code == 2
