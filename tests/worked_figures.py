"""Worked figures: the numbers of a docs/arithmetic page, read by the test that uses them, so that the two cannot drift.

A page holds one fenced block that begins with ```figures; each line of it is `name = value`, where a value is an amount
("49,266.00"), a number ("0.5") or a percent ("2.25%"). What stands behind "#" is a remark.
"""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

PAGES = Path(__file__).parents[1] / "docs" / "arithmetic"
BLOCK = re.compile(r"^```figures\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINE = re.compile(r"^([a-z][a-z0-9_]*) = (-?[0-9][0-9,]*(?:\.[0-9]+)?%?)(?:\s+#.*)?$")


class Figures:
    """The figures of one page by name, as they are written."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.written = read_figures((PAGES / f"{page}.md").read_text(encoding="utf-8"))

    def __getitem__(self, name: str) -> Fraction:
        """A figure as an exact number; a percent as a share."""
        text = self.written[name].replace(",", "")
        return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)

    def cents(self, *names: str) -> tuple[int, ...]:
        """Amounts in cents. An amount with a part of a cent in it is a mistake of the page."""
        amounts = [self[name] * 100 for name in names]
        assert all(amount.denominator == 1 for amount in amounts), f"{self.page}: {names} hold a part of a cent"
        return tuple(int(amount) for amount in amounts)


def read_figures(text: str) -> dict[str, str]:
    """The figures that a page's text marks as the test's, by name."""
    found: dict[str, str] = {}
    for block in BLOCK.findall(text):
        for line in block.splitlines():
            match = LINE.match(line)
            assert match, f"{line!r} does not read as `name = value`"
            assert match[1] not in found, f"{match[1]} stands twice"
            found[match[1]] = match[2]
    return found
