"""The pictures of a brief (SVG): cost by year, the steps of a gap, a member's pay by year. Each has its table beside it.

Colour is never alone: the second of two has stripes, lines have dashes and marks. Text is set as text.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from commonground.report.waterfalls import reach, spans

WIDE = 720
INK, QUIET, GRID = "#1b1b1b", "#565c65", "#dfe1e2"
COLOURS = ("#1b3a5b", "#2378c3", "#b38c00", "#5d7c36", "#8a4f7d", "#8a8a8a")
DASHES = ("", "7 3", "2 2", "9 3 2 3", "12 4", "1 3")
UP, DOWN, TOTAL = "#2378c3", "#b38c00", "#3d4551"
MOST_SERIES = len(COLOURS)
MOST_OF_A_NAME, MOST_OF_A_LABEL = 44, 36  # characters for which a legend, and a bar's margin, have room in any script

Named = tuple[str, Sequence[int]]


def in_millions(cents: int, digits: int = 1) -> str:
    """Dollars in millions, or in thousands where they are few.

    >>> in_millions(123_456_789_00), in_millions(-45_678_00)
    ('$123.5M', '-$46K')
    """
    sign, dollars = "-" if cents < 0 else "", abs(cents) / 100
    return f"{sign}${dollars / 1e6:,.{digits}f}M" if dollars >= 1e6 else f"{sign}${dollars / 1e3:,.0f}K"


def bars_by_year(years: Sequence[str], series: Sequence[Named]) -> str:
    """Bars side by side for each year; the second of a pair is striped."""
    tall, top, foot, left = 250, 34, 26, 8
    low = min(0, *(cents for _, held in series for cents in held))
    high = max(0, *(cents for _, held in series for cents in held))
    room = (tall - top - foot) / ((high - low) or 1)
    wide = (WIDE - 2 * left) / max(1, len(years))
    bar = wide * 0.8 / max(1, len(series))

    def y(cents: int) -> float:
        return top + (high - cents) * room

    parts = [_stripes(), *_legend([name for name, _ in series], is_striped=True)]
    for at, year in enumerate(years):
        parts.append(_text(left + (at + 0.5) * wide, tall - 8, year, "middle"))
        for number, (_, held) in enumerate(series):
            x, start, end = left + at * wide + wide * 0.1 + number * bar, y(0), y(held[at])
            fill = "url(#stripes)" if number % 2 else COLOURS[0]
            box = f'y="{min(start, end):.1f}" width="{bar * 0.92:.1f}" height="{max(0.8, abs(end - start)):.1f}"'
            parts.append(f'<rect x="{x:.1f}" {box} fill="{fill}" stroke="{COLOURS[0]}" stroke-width="0.6"/>')
            over = min(start, end) - 3 if held[at] >= 0 else max(start, end) + 10
            parts.append(_text(x + bar * 0.46, over, in_millions(held[at]), "middle", 9))
    parts.append(f'<line x1="{left}" x2="{WIDE - left}" y1="{y(0):.1f}" y2="{y(0):.1f}" stroke="{INK}"/>')
    return _svg(tall, parts)


def steps(rows: Sequence[tuple[str, int, bool]]) -> str:
    """From one total to another: label, cents, whether it is a total; what takes away is dashed."""
    row, left, right = 22, 210, 90
    ends = spans((cents, is_total) for _, cents, is_total in rows)
    low, high = reach(ends)
    scale = (WIDE - left - right) / ((high - low) or 1)
    parts = []
    for at, ((label, cents, is_total), pair) in enumerate(zip(rows, ends, strict=True)):
        x, long = left + (min(pair) - low) * scale, max(0.8, abs(pair[1] - pair[0]) * scale)
        fill = TOTAL if is_total else UP if cents >= 0 else DOWN
        dash = f' stroke="{INK}" stroke-dasharray="3 2"' if cents < 0 and not is_total else ""
        parts.append(_text(0, at * row + 15, _short(label, MOST_OF_A_LABEL)))
        parts.append(f'<rect x="{x:.1f}" y="{at * row + 4}" width="{long:.1f}" height="14" fill="{fill}"{dash}/>')
        parts.append(_text(WIDE, at * row + 15, in_millions(cents, 2), "end"))
    return _svg(len(rows) * row + 4, parts)


def lines_by_year(years: Sequence[str], series: Sequence[Named]) -> str:
    """A line for each series; at most as many as there are ways to draw one."""
    series = series[:MOST_SERIES]
    tall, top, foot, left, right = 260, 14 + 15 * ((len(series) + 1) // 2), 24, 56, 20
    low = min(cents for _, held in series for cents in held)
    high = max(cents for _, held in series for cents in held)
    room, wide = (tall - top - foot) / ((high - low) or 1), (WIDE - left - right) / max(1, len(years) - 1)

    def y(cents: int) -> float:
        return top + (high - cents) * room

    parts = _legend([name for name, _ in series], is_striped=False)
    for part in range(5):
        cents = low + (high - low) * part // 4
        parts.append(f'<line x1="{left}" x2="{WIDE - right}" y1="{y(cents):.1f}" y2="{y(cents):.1f}" stroke="{GRID}"/>')
        parts.append(_text(left - 6, y(cents) + 3, in_millions(cents), "end", 9))
    parts += [_text(left + at * wide, tall - 7, year, "middle") for at, year in enumerate(years)]
    for number, (_, held) in enumerate(series):
        points = " ".join(f"{left + at * wide:.1f},{y(cents):.1f}" for at, cents in enumerate(held))
        parts.append(f'<polyline points="{points}" fill="none" {_stroke(number)}/>')
    return _svg(tall, parts)


def _stroke(number: int) -> str:
    dash = f' stroke-dasharray="{DASHES[number]}"' if DASHES[number] else ""
    return f'stroke="{COLOURS[number]}" stroke-width="2"{dash}'


def _legend(names: Sequence[str], *, is_striped: bool) -> list[str]:
    parts = []
    for number, name in enumerate(names):
        x, y = (number % 2) * WIDE / 2, 12 + 15 * (number // 2)
        if is_striped:
            fill = "url(#stripes)" if number % 2 else COLOURS[0]
            parts.append(f'<rect x="{x:.0f}" y="{y - 9}" width="16" height="10" fill="{fill}" stroke="{COLOURS[0]}"/>')
        else:
            parts.append(f'<line x1="{x:.0f}" x2="{x + 26:.0f}" y1="{y - 4}" y2="{y - 4}" {_stroke(number)}/>')
        parts.append(_text(x + (22 if is_striped else 32), y, _short(name, MOST_OF_A_NAME)))
    return parts


def _short(said: str, most: int) -> str:
    """What there is room for; the whole stands in the table beside the picture."""
    return said if len(said) <= most else f"{said[: most - 1]}…"


def _stripes() -> str:
    lines = f'<rect width="6" height="6" fill="#ffffff"/><rect width="2.6" height="6" fill="{COLOURS[1]}"/>'
    turned = 'patternTransform="rotate(45)"'
    return f'<defs><pattern id="stripes" width="6" height="6" patternUnits="userSpaceOnUse" {turned}>{lines}</pattern></defs>'


def _text(x: float, y: float, said: str, anchor: str = "start", size: int = 11) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{INK}">{escape(said)}</text>'


def _svg(tall: float, parts: Sequence[str]) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {tall}" font-family="sans-serif">'
    return "\n".join([head, *parts, "</svg>"])
