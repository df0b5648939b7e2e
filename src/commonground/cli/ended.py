"""Ended from outside: a terminal that closes, a computer that shuts down, a scheduler that stops a command.

Law: what was begun is cleared away as after an interrupt; no part of a file stays behind.
Not here: how each file is written whole or not at all (`files.atomic`).
"""

from __future__ import annotations

import signal
from types import FrameType

FROM_OUTSIDE = ("SIGTERM", "SIGHUP")


class Ended(KeyboardInterrupt):
    """The command is to end. Its exit code is the one that a shell gives: 128 and the signal's number."""

    def __init__(self, number: int) -> None:
        self.code = 128 + number
        super().__init__(f"ended by signal {number}")


def heed() -> None:
    """From here on, what would kill the command on the spot raises `Ended` instead; what is ignored stays ignored."""
    for number in _numbers():
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _numbers() -> list[signal.Signals]:
    return [signal.Signals[name] for name in FROM_OUTSIDE if hasattr(signal, name)]


def _end(number: int, _: FrameType | None) -> None:
    for other in _numbers():
        signal.signal(other, signal.SIG_IGN)
    raise Ended(number)
