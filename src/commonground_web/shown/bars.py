"""A bar of a picture. Positions and lengths are in the picture's own units, `WIDTH` across."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH, ROW, BAR, FIGURE = 800, 30, 18, 110


@dataclass(frozen=True)
class Bar:
    """A bar: its label and figure, where it begins and how long it is, and its sort, which words tell as well."""

    label: str
    figure: str
    x: float
    y: int
    length: float
    sort: str
