"""A party's desk for a browser: a folder served by the program itself, with drafts of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def served(data: Path, *said: str, folder: str | Path = "meadowbrook") -> Iterator[str]:
    """A folder served, with drafts of its own; its address."""
    command = [sys.executable, "-m", "commonground", "serve", str(folder), "--port", "0", *said]
    told = {**os.environ, "XDG_DATA_HOME": str(data)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=told) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().rsplit(" ", 1)[1].strip()
        finally:
            process.send_signal(signal.SIGINT)
