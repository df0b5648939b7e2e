"""Asked to end: the first Ctrl-C asks a long search for the best it has so far, the second ends the program."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from commonground.cli import exits


@contextmanager
def asked_to_end() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl-C was pressed within; only the main thread of a program hears of it."""
    asked: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    before = signal.getsignal(signal.SIGINT)

    def ask(number: int, _: FrameType | None) -> None:
        asked.append(number)
        signal.signal(signal.SIGINT, before)
        exits.tell("Ending with the best plan so far; Ctrl-C again ends without one.")

    signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: bool(asked)
    finally:
        signal.signal(signal.SIGINT, before)
