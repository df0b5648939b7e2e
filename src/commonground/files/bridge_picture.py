"""The picture of a bridge (SVG): a waterfall lying on its side, a row for each line, with its whole name and its figure."""

from __future__ import annotations

from html import escape

from commonground.bridge.bridge import Bridge
from commonground.bridge.normal import MINOR
from commonground.report.bridges import Bar, bars, title
from commonground.report.waterfalls import Span, reach, spans
from commonground.values.money import format_cents
from commonground.values.typed_figure import DOLLARS, PERCENT

COLOURS = {"figure": "#1b3a5b", "mechanical": "#5b7f95", "hypothesis": "#c98a1b", "rest": "#8a8a8a"}
LEGEND = {"figure": "as said", "mechanical": "type", "hypothesis": "hypothesis", "rest": "left"}
WIDE, LEFT, LABEL, FIGURE, TOP, ROW = 720, 10, 240, 100, 66, 26
LONGEST = 38


def bridge_svg(found: Bridge) -> str:
    """The waterfall: a bar for each line, each beginning where the one before it ended."""
    made = bars(found)
    ends = spans((bar.change, bar.sort == "figure") for bar in made)
    low, high = reach(ends)
    scale = (WIDE - LEFT - LABEL - FIGURE) / ((high - low) or 1)
    tall = TOP + ROW * len(made) + 10
    zero = LEFT + LABEL - low * scale
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {tall}" role="img" font-family="sans-serif" font-size="13">',
        f"<title>{escape(title(found))}</title>",
        f'<rect width="{WIDE}" height="{tall}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="22" font-size="16" font-weight="bold">{escape(cut(title(found), 2 * LONGEST))}</text>',
        *_legend(),
        f'<line x1="{zero:.1f}" x2="{zero:.1f}" y1="{TOP}" y2="{tall - 10}" stroke="#444444"/>',
    ]
    for number, (bar, span) in enumerate(zip(made, ends, strict=True)):
        x = LEFT + LABEL + (min(span) - low) * scale
        parts += _bar(bar, span, x, scale, TOP + ROW * number, found.unit)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _legend() -> list[str]:
    found = []
    for number, (sort, words) in enumerate(LEGEND.items()):
        x = LEFT + 120 * number
        found.append(f'<rect x="{x}" y="36" width="12" height="12" fill="{COLOURS[sort]}"/>')
        found.append(f'<text x="{x + 18}" y="47">{words}</text>')
    return found


def _bar(bar: Bar, span: Span, x: float, scale: float, y: int, unit: str) -> list[str]:
    wide = max(1.5, abs(span[1] - span[0]) * scale)
    sign = "+" if bar.sort != "figure" and bar.change > 0 else ""
    return [
        f'<text x="{LEFT}" y="{y + 17}">{escape(cut(bar.name, LONGEST))}</text>',
        f'<rect x="{x:.1f}" y="{y + 4}" width="{wide:.1f}" height="18" fill="{COLOURS[bar.sort]}">'
        f"<title>{escape(bar.name)}</title></rect>",
        f'<text x="{x + wide + 5:.1f}" y="{y + 17}">{sign}{short(bar.change, unit)}</text>',
    ]


def cut(name: str, longest: int) -> str:
    """A name that is too long for its place, with a mark where it was cut.

    >>> cut("class-size distribution", 12)
    'class-size …'
    """
    return name if len(name) <= longest else f"{name[: longest - 1]}…"


def short(change: int, unit: str) -> str:
    """An amount in the fewest letters: dollars in millions with one decimal, percent with two; halves up.

    >>> short(11_400_000_000, "dollars"), short(-168_000, "percent"), short(1_000_000, "percent")
    ('$114.0M', '-0.17 %', '1 %')
    """
    sign, size = ("-" if change < 0 else ""), abs(change)
    if unit == PERCENT:
        whole, part = divmod((size * 100 + MINOR[PERCENT] // 2) // MINOR[PERCENT], 100)
        return f"{sign}{whole:,}" + (f".{part:02d}".rstrip("0") if part else "") + " %"
    if unit != DOLLARS:
        return f"{sign}{size:,}"
    if size < 100_000_000:
        return f"{sign}${format_cents(size)}"
    tenths = (size + 5_000_000) // 10_000_000
    return f"{sign}${tenths // 10:,}.{tenths % 10}M"
