"""Links that lead in a circle, pipes and files where a folder belongs: said, and nothing waits or is written."""

from __future__ import annotations

import os

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="this system has no such links and pipes")


@pytest.mark.parametrize(
    "words", [["cost", "{folder}", "--format", "xlsx", "--out", "{loop}"], ["demo", "--out", "{loop}"]]
)
def test_a_link_that_leads_to_itself_is_not_written_to(go, folder, tmp_path, words):
    loop = tmp_path / "loop"
    loop.symlink_to("loop")

    said = go(*(word.format(folder=folder, loop=loop) for word in words))

    assert said.code == 3
    assert "links that lead in a circle" in said.err


def test_a_roster_that_is_a_link_to_itself_is_not_imported_into(go, folder, tmp_path):
    (tmp_path / "payroll.csv").write_text("lane,step\nBA,1\n", encoding="utf-8")
    (folder / "roster.csv").unlink()
    (folder / "roster.csv").symlink_to("roster.csv")

    said = go("import-roster", tmp_path / "payroll.csv", "--into", folder)

    assert said.code == 3
    assert "links that lead in a circle" in said.err
    assert not (folder / "roster-map.toml").exists()


@pytest.mark.parametrize("file", ["agreement.toml", "negotiation.toml", "offers/2026-03-08-union.toml"])
def test_a_pipe_in_the_place_of_a_file_is_said_and_not_waited_for(go, folder, file):
    (folder / file).unlink()
    os.mkfifo(folder / file)

    said = go("check", folder)

    assert said.code == 1
    assert "no file" in said.err or "without negotiation.toml" in said.err


def test_a_file_in_the_place_of_the_offers_is_said(go, folder):
    for offer in (folder / "offers").iterdir():
        offer.unlink()
    (folder / "offers").rmdir()
    (folder / "offers").write_text("", encoding="utf-8")

    assert go("check", folder).problems == [
        "error: offers: got a file; expected a folder of offers. Make a folder of this name, with a file for each offer."
    ]
