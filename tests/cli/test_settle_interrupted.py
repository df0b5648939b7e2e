"""Ctrl-C while `settle` or `prefer` is at work: nothing is half-written, and what was there before stands."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys

import pytest

from commonground.files import atomic
from commonground.settlement import certificate, frontier
from little_settlement import with_settlement

INTERRUPT = """
import os, signal, sys
from commonground import cli
import {module} as module

real, calls = module.{name}, 0
def interrupted(*words, **options):
    global calls
    calls += 1
    if calls == {call}:
        os.kill(os.getpid(), signal.SIGINT)
    return real(*words, **options)
module.{name} = interrupted
sys.argv = ["commonground", *sys.argv[1:]]
cli.main()
"""


@pytest.fixture
def small(folder):
    return with_settlement(folder)


def digests(folder):
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def interrupted(*_, **__):
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("place", "name"),
    [(frontier, "search"), (certificate, "proof"), (atomic.Path, "replace"), (atomic.Path, "write_text")],
)
def test_wherever_it_comes_no_file_is_left_and_an_earlier_one_stands(go, small, tmp_path, monkeypatch, place, name):
    out = tmp_path / "out"
    out.mkdir()
    (out / "deal.json").write_text("as it was")
    before = digests(small)
    with monkeypatch.context() as patched:
        patched.setattr(place, name, interrupted)
        said = go("settle", small, "--certificate", out / "deal.json", "--plot", out / "frontier.svg")

    assert (said.code, said.out, said.err) == (130, "", "Interrupted; nothing was half-written.\n")
    assert [path.name for path in out.iterdir()] == ["deal.json"]
    assert (out / "deal.json").read_text() == "as it was"
    assert digests(small) == before
    assert go("settle", small, "--certificate", out / "deal.json").code == 0
    assert go("settle", small, "--verify", out / "deal.json").code == 0


class Answers(io.StringIO):
    """Two answers, then Ctrl-C."""

    def __init__(self):
        super().__init__("0 40 60 100\n100 50 0\n")

    def readline(self, size=-1):
        if line := super().readline(size):
            return line
        raise KeyboardInterrupt


def test_what_was_answered_before_it_is_kept(go, small, monkeypatch):
    monkeypatch.setattr("sys.stdin", Answers())
    preferences = (small / "preferences" / "union.toml").read_text()

    said = go("prefer", small, "--party", "union")

    monkeypatch.setattr("sys.stdin", io.StringIO("quit\n"))
    assert said.code == 130
    assert (small / "preferences" / "union.toml").read_text() == preferences
    assert "2 answers are kept from before." in go("prefer", small, "--party", "union").out


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "name", "call"),
    [
        ("commonground.settlement.frontier", "search", 1),
        ("commonground.settlement.frontier", "undominated", 1),
        ("commonground.costing.packages", "totals_of_lines", 1),
        ("commonground.settlement.certificate", "proof", 1),
        ("json", "dumps", 1),
    ],
)
def test_a_signal_of_its_own_process_leaves_nothing_behind(small, tmp_path, module, name, call):
    out = tmp_path / "out"
    out.mkdir()
    before = digests(small)
    code = INTERRUPT.format(module=module, name=name, call=call)
    words = ["settle", small, "--certificate", out / "deal.json", "--plot", out / "frontier.svg", "--format", "xlsx"]

    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, [*words, "--out", out / "settlement.xlsx"])],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (130, "", "Interrupted; nothing was half-written.\n")
    assert list(out.iterdir()) == []
    assert digests(small) == before
