"""Progress: what a command is at, on the terminal beside the result; silent where nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def working(what: str) -> Iterator[None]:
    """Say that something longer is under way; the line goes when it is done."""
    if not sys.stderr.isatty():
        yield
        return
    said = f"{what} …"
    sys.stderr.write(said)
    sys.stderr.flush()
    try:
        yield
    finally:
        sys.stderr.write(f"\r{' ' * len(said)}\r")
        sys.stderr.flush()
