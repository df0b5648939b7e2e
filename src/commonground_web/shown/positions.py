"""Positions over the passes: a line for each party, laid out for a picture whose text is the table of movement.

Shapes: places are in the picture's own units, `WIDTH` across and `HEIGHT` down; passes stand at equal distances.
"""

from __future__ import annotations

from dataclasses import dataclass

from commonground.report.table import Table
from commonground.report.written import money

WIDTH, HEIGHT, LEFT, RIGHT, MARGIN = 800, 260, 20, 190, 24
DAYS = 20  # room for the days, under the lines
DAY = 0  # the column of a pass's day
POSITION = 2  # the column of a party's position in the table of movement
LABEL_HEIGHT = 16
MARKS = 4  # how many looks of lines there are


@dataclass(frozen=True)
class Point:
    """A party's position after a pass: where it stands, and its words."""

    x: float
    y: float
    said: str


@dataclass(frozen=True)
class PartyLine:
    """A party's line: its points, the line through them, its look, and where its name stands."""

    party: str
    points: tuple[Point, ...]
    path: str
    look: int
    name_y: int
    now: str


@dataclass(frozen=True)
class Positions:
    """The picture: its lines, and the days of the first pass and the last, which stand under its ends."""

    lines: tuple[PartyLine, ...]
    first: str
    last: str
    width: int = WIDTH
    height: int = HEIGHT + DAYS
    days_at: int = HEIGHT + DAYS - 4
    left: int = LEFT
    ends_at: int = WIDTH - RIGHT
    names_at: int = WIDTH - RIGHT + 12


def positions(table: Table, size: int) -> Positions | None:
    """A picture of the table of movement; none where fewer than two positions were passed. Money is written by `size`."""
    held = [
        (number, row.label.split(" ", 1)[1], row.label, cents)
        for number, row in enumerate(table.rows)
        if isinstance(cents := row.cells[POSITION], int)
    ]
    if len(held) < 2:
        return None
    low, high = min(cents for *_, cents in held), max(cents for *_, cents in held)
    across = (WIDTH - LEFT - RIGHT) / max(1, len(table.rows) - 1)
    down = (HEIGHT - 2 * MARGIN) / ((high - low) or 1)
    by_party: dict[str, list[Point]] = {}
    now: dict[str, int] = {}
    for number, party, label, cents in held:
        point = Point(
            round(LEFT + number * across, 1), round(MARGIN + (high - cents) * down, 1), f"{label}: {money(cents, size)}"
        )
        by_party.setdefault(party, []).append(point)
        now[party] = cents
    names = _apart({party: points[-1].y for party, points in by_party.items()})
    return Positions(
        tuple(
            PartyLine(party, tuple(points), _path(points), look % MARKS, names[party], money(now[party], size))
            for look, (party, points) in enumerate(by_party.items())
        ),
        first=str(table.rows[0].cells[DAY]),
        last=str(table.rows[-1].cells[DAY]),
    )


def _path(points: list[Point]) -> str:
    """Steps: a position stands until the pass that changes it."""
    path = f"M{points[0].x} {points[0].y}"
    for point in points[1:]:
        path += f" H{point.x} V{point.y}"
    return f"{path} H{WIDTH - RIGHT}"


def _apart(wanted: dict[str, float]) -> dict[str, int]:
    """Names where their lines end, moved down where two would stand on one another."""
    found: dict[str, int] = {}
    last = -LABEL_HEIGHT
    for party, y in sorted(wanted.items(), key=lambda one: one[1]):
        last = max(round(y) + 4, last + LABEL_HEIGHT)
        found[party] = last
    return found
