"""Standard output, once nothing more can be written to it: its reader has had enough, or the disk is full."""

from __future__ import annotations

import contextlib
import os
import sys


def let_go() -> None:
    """What is still to be written goes nowhere, so that the end of the program does not fail on it a second time."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
