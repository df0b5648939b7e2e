"""A picture of the frontier, for the neutral: an SVG with one dot for each point and a mark for each rule's."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from html import escape

from commonground.settlement.frontier import Frontier, Point
from commonground.settlement.points import Chosen
from commonground.settlement.question import Question

SIZE, LEFT, TOP = 560, 70, 30
COLOURS = ("#b3261e", "#1a5fb4", "#26734d", "#8a5a00")


def frontier_svg(question: Question, found: Frontier, singled: Sequence[Chosen]) -> str:
    """The picture; both axes run from 0 to 100 % of a side's scale."""
    one, other = (escape(side.party) for side in question.sides)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE + 260} {SIZE + 100}" font-family="sans-serif" font-size="14">',
        f"<title>The frontier of packages: {one} and {other}</title>",
        f'<rect width="{SIZE + 260}" height="{SIZE + 100}" fill="#fff"/>',
        *_axes(one, other),
        *_floors(question),
        *(f'<circle cx="{x}" cy="{y}" r="3" fill="#555"/>' for x, y in (_place(question, p) for p in found.points)),
        *_marks(question, singled),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _axes(one: str, other: str) -> list[str]:
    parts = []
    for tenth in range(0, 11, 2):
        x, y = _at(Fraction(tenth, 10), Fraction(tenth, 10))
        bottom, right = TOP + SIZE, LEFT + SIZE
        parts.append(f'<path d="M{x} {TOP}V{bottom}M{LEFT} {y}H{right}" stroke="#ddd" fill="none"/>')
        parts.append(f'<text x="{x}" y="{bottom + 20}" text-anchor="middle">{tenth * 10} %</text>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 5}" text-anchor="end">{tenth * 10} %</text>')
    parts.append(f'<text x="{LEFT + SIZE // 2}" y="{TOP + SIZE + 45}" text-anchor="middle">value to {one}</text>')
    middle = TOP + SIZE // 2
    parts.append(
        f'<text x="20" y="{middle}" text-anchor="middle" transform="rotate(-90 20 {middle})">value to {other}</text>'
    )
    return parts


def _floors(question: Question) -> list[str]:
    shares = [side.share(side.least) for side in question.sides]
    x, y = _at(shares[0], shares[1])
    return [
        f'<path d="M{x} {TOP}V{TOP + SIZE}M{LEFT} {y}H{LEFT + SIZE}" stroke="#888" stroke-dasharray="5 4" fill="none"/>'
    ]


def _marks(question: Question, singled: Sequence[Chosen]) -> list[str]:
    parts = []
    for number, each in enumerate(singled):
        colour = COLOURS[number % len(COLOURS)]
        for point in each.points:
            x, y = _place(question, point)
            parts.append(
                f'<circle cx="{x}" cy="{y}" r="{6 + 3 * number}" fill="none" stroke="{colour}" stroke-width="2"/>'
            )
        top = TOP + 20 + 34 * number
        parts.append(
            f'<circle cx="{LEFT + SIZE + 24}" cy="{top - 5}" r="{6 + 3 * number}" fill="none" stroke="{colour}" stroke-width="2"/>'
        )
        parts.append(f'<text x="{LEFT + SIZE + 50}" y="{top}">{escape(str(each.solution))}</text>')
    top = TOP + 20 + 34 * len(singled)
    parts.append(f'<path d="M{LEFT + SIZE + 16} {top - 5}h16" stroke="#888" stroke-dasharray="5 4"/>')
    parts.append(f'<text x="{LEFT + SIZE + 50}" y="{top}">each side\'s least</text>')
    return parts


def _place(question: Question, point: Point) -> tuple[int, int]:
    one, other = (side.share(value) for side, value in zip(question.sides, point.values, strict=True))
    return _at(one, other)


def _at(one: Fraction, other: Fraction) -> tuple[int, int]:
    return LEFT + round(one * SIZE), TOP + SIZE - round(other * SIZE)
