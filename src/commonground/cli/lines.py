"""Lines: a text broken at its words to fit a width, what belongs together kept together.

Kept together: a fiscal year or a day with its hyphens, `art. 12`, `p. 3`, `3 %`, and what stands in short parentheses at the end.
"""

from __future__ import annotations

import re
import sys
import textwrap

from commonground.values.printable import printable_lines

TOGETHER = re.compile(r"(?<=\bart\.) (?=\S)|(?<=\bp\.) (?=\S)|(?<=\d) (?=%)")
UNBROKEN = "\u00a0"


def filled(text: str, width: int, indent: str = "") -> str:
    """The text in lines of at most a width; lines after the first begin with the indent.

    >>> print(filled("Assumed: steps continue (art. 12)", 30))
    Assumed: steps continue
    (art. 12)
    """
    return "\n".join(broken(text, max(20, width), indent))


def broken(text: str, width: int, indent: str = "") -> list[str]:
    """The lines of a text at a width, however narrow; none where it is blank."""
    kept = TOGETHER.sub(UNBROKEN, text)
    lines = textwrap.wrap(kept, width, subsequent_indent=indent, break_on_hyphens=False)
    return [line.replace(UNBROKEN, " ") for line in lines]


def titled(title: str, unit: str, width: int) -> str:
    """A title with the unit of its figures in parentheses, which go to a line of their own before they are broken."""
    if not unit:
        return filled(title, width)
    return filled(f"{title} ({unit.replace(' ', UNBROKEN)})", width)


def say(text: str) -> None:
    """Write a result of one or more lines, without what would steer the terminal."""
    sys.stdout.write(printable_lines(text))
