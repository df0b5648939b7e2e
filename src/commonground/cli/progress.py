"""Progress: what a command is at, and for how long already, on the terminal beside the result; silent where nobody watches.

Law: what takes less than a second says nothing; when longer work is done, its line goes.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

SHORT = 1.0  # seconds


@contextmanager
def working(what: str) -> Iterator[None]:
    """Say that something longer is under way, and count its seconds."""
    if not sys.stderr.isatty():
        yield
        return
    is_done = Event()
    teller = Thread(target=_tell, args=(what, is_done), daemon=True)
    teller.start()
    try:
        yield
    finally:
        is_done.set()
        teller.join()


def _tell(what: str, is_done: Event) -> None:
    seconds = 0
    widest = max(1, shutil.get_terminal_size().columns - 1)
    while not is_done.wait(SHORT):
        seconds += 1
        said = f"{what} … {seconds} s"
        sys.stderr.write(f"\r{said if len(said) <= widest else said[-widest:]}")
        sys.stderr.flush()
    if seconds:
        sys.stderr.write(f"\r{' ' * widest}\r")
        sys.stderr.flush()
