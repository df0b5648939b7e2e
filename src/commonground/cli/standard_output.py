"""Standard output, once nothing more can be written to it: its reader has had enough, or the disk is full."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path


def is_there() -> bool:
    """Whether a result can be told at all; said where it cannot. Standard error that is closed is written to nowhere."""
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    if sys.stdout is None:
        sys.stderr.write("error: The result: standard output is closed. Nothing was done.\n")
    return sys.stdout is not None


def let_go() -> None:
    """What is still to be written goes nowhere, so that the end of the program does not fail on it a second time."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
