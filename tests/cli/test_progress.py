"""What a command says of itself while it works: nothing at first, then how long already, and nothing afterwards."""

from __future__ import annotations

import io
import sys
from threading import Event

import pytest

from commonground.cli import progress


class Watched(io.StringIO):
    """A terminal that lets the test know when something was shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = Event()

    def isatty(self) -> bool:
        return True

    def flush(self) -> None:
        self.shown.set()


def watched(monkeypatch: pytest.MonkeyPatch, seconds: float) -> Watched:
    """A terminal of 20 columns in the place of standard error; work is short up to so many seconds."""
    terminal = Watched()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "SHORT", seconds)
    monkeypatch.setenv("COLUMNS", "20")
    return terminal


def test_longer_work_is_said_with_its_seconds_and_its_line_goes(monkeypatch):
    terminal = watched(monkeypatch, seconds=0.001)

    with progress.working("Reading my-district-of-2026"):
        terminal.shown.wait(60)

    first, *_, last, rest = terminal.getvalue().split("\r")[1:]
    assert first == "Reading my-district-of-2026 … 1 s"[-19:]
    assert (last, rest) == (" " * 19, "")


def test_short_work_says_nothing(monkeypatch):
    terminal = watched(monkeypatch, seconds=3_600)

    with progress.working("Reading"):
        pass

    assert terminal.getvalue() == ""
