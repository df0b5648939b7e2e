"""The ways out of a command: whatever ends it without its result is said in one manner, first word "error:"."""

from __future__ import annotations

import pytest

from commonground.asked.misused import Misused
from commonground.cli import app, exits
from commonground.values.money import BeyondBounds
from commonground.values.problem import BadInput, Place, Problem

PROBLEM = Problem("unknown-step", Place("roster.csv", row=3), "13", "a step up to 12", "Correct the row.")


@pytest.mark.parametrize(
    ("end", "code", "line"),
    [
        (BadInput((PROBLEM,)), 1, "error: roster.csv row 3: got 13; expected a step up to 12. Correct the row."),
        (BeyondBounds("pay"), 1, "error: "),
        (Misused("Name an offer."), 2, "error: Name an offer."),
        (exits.Unwritten("out.csv: no."), 3, "error: out.csv: no."),
        (OSError(28, "No space left on device"), 3, "error: The result: No space left on device."),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_a_command_raises_is_said_as_an_error(go, monkeypatch, end, code, line):
    def raising(asked):
        def carried_out(words, **how):
            raise end

        return carried_out

    monkeypatch.setattr(app, "build", raising)

    said = go("cost", "meadowbrook")

    assert (said.code, said.out) == (code, "")
    assert said.err.startswith(line)


@pytest.mark.parametrize(
    "words",
    [
        ("nothing-of-the-kind",),
        ("cost",),
        ("cost", "meadowbrook", "--nowhere"),
        ("cost", "meadowbrook", "--by", "colour"),
        ("cost", "meadowbrook", "left over"),
        ("cost", "no-such-folder"),
        ("cost", "meadowbrook", "--out", "book.xlsx"),
        ("explain", "meadowbrook", "nothing"),
        ("calendar", "meadowbrook", "--from", "tomorrow"),
        ("member", "meadowbrook", "--step", "99", "--lane", "BA"),
        ("vote", "check", "meadowbrook", "no-such-vote"),
        ("import-roster", "no-such-file.csv", "--into", "no-such-folder"),
        ("settle", "meadowbrook", "--for", "mayor"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_said_as_an_error(go, words):
    said = go(*words)

    assert (said.code in (1, 2), said.out) == (True, "")
    assert said.err.startswith("error: ")
