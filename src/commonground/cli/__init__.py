"""Command line: one verb, one file. `commonground --help` lists the verbs; each explains itself with examples.

Exit codes, for scripts:
    0    done
    1    the folder or file has errors; each is listed
    2    the command was not understood, or names something that does not exist
    3    a result could not be written
    130  interrupted
"""

from __future__ import annotations

import sys

from commonground.cli.verbs import help_text


def main() -> None:
    """The program's entry."""
    words = sys.argv[1:]
    if not words or words in (["--help"], ["-h"]):
        sys.stdout.write(help_text())
        return
    from commonground.cli.app import run

    sys.exit(run(words))
