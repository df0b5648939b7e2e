"""Command line: one verb, one file. `commonground --help` lists the verbs; each explains itself with examples.

Exit codes, for scripts:
    0    done
    1    the folder or file has errors; each is listed
    2    the command was not understood, or names something that does not exist
    3    a result could not be written
    130  interrupted
    143  ended from outside (129 where the terminal was closed)
"""

from __future__ import annotations

import gc
import io
import os
import sys
from pathlib import Path

from commonground.cli import ended, standard_output
from commonground.cli.verbs import help_text

# A command is short and leaves few circles behind; looking for them as often as usual takes a tenth of its time.
SELDOM = (500_000, 20, 20)


def _help() -> int:
    try:
        sys.stdout.write(help_text())
        sys.stdout.flush()
    except OSError as problem:
        sys.stderr.write(f"error: The result: {problem.strerror or problem}.\n")
        standard_output.let_go()
        return 3
    return 0


def main() -> None:
    """The program's entry."""
    gc.set_threshold(*SELDOM)
    ended.heed()
    words = sys.argv[1:]
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115
    if not standard_output.is_there():
        sys.exit(3)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    if not words or words in (["--help"], ["-h"]):
        sys.exit(_help())
    try:
        from commonground.cli.app import run
    except ended.Ended as end:
        sys.exit(end.code)
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(run(words))
