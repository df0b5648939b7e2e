"""The desk: a folder that changes is read again; one that breaks is said, and the figures stay."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from commonground.files.ready import folder_named
from commonground.values.problem import BadInput
from commonground_web import desk


@pytest.fixture
def own(tmp_path):
    folder = tmp_path / "own"
    shutil.copytree(folder_named(Path("meadowbrook")), folder)
    return folder


def test_a_folder_that_has_changed_is_read_again(own):
    laid = desk.lay(own)
    agreement = own / "negotiation.toml"
    agreement.write_text(agreement.read_text().replace("Meadowbrook 2026", "Meadowbrook 2027"))

    now = desk.at_hand()

    assert laid.negotiation.title.startswith("Meadowbrook 2026")
    assert now.negotiation.title.startswith("Meadowbrook 2027")


def test_a_folder_that_has_not_changed_is_not_read_again(own):
    laid = desk.lay(own)

    assert desk.at_hand() is laid


def test_a_folder_that_breaks_keeps_its_figures_and_says_what_is_wrong(own):
    laid = desk.lay(own)
    (own / "agreement.toml").write_text("not = [toml")

    now = desk.at_hand()

    assert now.negotiation is laid.negotiation
    assert "agreement.toml" in str(now.stale[0])


def test_a_party_that_does_not_bargain_has_no_caucus(own):
    with pytest.raises(desk.UnknownParty, match=re.escape('No party is called "parents". There is')):
        desk.lay(own, "parents")


def test_a_folder_with_errors_is_not_laid_out(own):
    (own / "agreement.toml").unlink()

    with pytest.raises(BadInput):
        desk.lay(own)
