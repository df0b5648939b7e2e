"""A command line in this process: a folder to break, and a way to give it a command."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from commonground.cli.app import run
from commonground.files.folder import FolderReading
from commonground.files.ready import ready_folder
from commonground.files.template import write_template
from readings import read, read_once


class Said(NamedTuple):
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def problems(self) -> list[str]:
        """The problems that it listed, a line each."""
        return [line for line in self.err.splitlines() if line.startswith(("error:", "warning:"))]


Go = Callable[..., Said]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `commonground new` writes, for reading only."""
    folder = tmp_path_factory.mktemp("template") / "district"
    write_template(folder)
    return folder


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    """A folder of its own, to break."""
    return Path(shutil.copytree(template, tmp_path / "district"))


@pytest.fixture
def meadowbrook(tmp_path: Path) -> Path:
    """Meadowbrook, to break."""
    return Path(shutil.copytree(ready_folder() / "meadowbrook", tmp_path / "meadowbrook"))


@pytest.fixture
def go(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, template: Path) -> Go:
    """Give a command, 80 columns wide; how it ended and what it said."""

    def read_or_kept(folder: Path) -> FolderReading:
        return read_once(folder) if folder == template else read(folder)

    for module in ("opened", "check"):
        monkeypatch.setattr(f"commonground.cli.{module}.check_folder", read_or_kept)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)

    def given(*words: object) -> Said:
        code = run([str(word) for word in words])
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return given


@pytest.fixture
def beside(go: Go, meadowbrook: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Meadowbrook, to break in what stands beside the agreement and its offers: those are not read anew by `check`."""
    monkeypatch.setattr("commonground.cli.check.check_folder", lambda _: read_once(ready_folder() / "meadowbrook"))
    return meadowbrook


@pytest.fixture
def edit() -> Callable[[Path, str, str], None]:
    """Replace a text in a file, which must be there."""

    def edited(path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edited
