"""Points: packages of the frontier that four well-known rules single out, each with all that tie.

A side's gain is what a package is worth to it above its least. All comparisons are of exact rationals.

    Nash                  the product of the two gains is greatest
    Kalai-Smorodinsky     each gain as a share of the most that the side could gain on the frontier; the smaller share is
                          greatest, and where it ties the larger one too
    egalitarian           each gain as a share of the side's scale; the smaller is greatest, then the larger
    utilitarian           the sum of the gains as shares of the sides' scales is greatest

Law: every point lies on the frontier. A rule that makes the two shares as equal as can be instead may choose a package that
another beats on both sides.
Sources: J. F. Nash, "The bargaining problem", 1950; E. Kalai and M. Smorodinsky, "Other solutions to Nash's bargaining
problem", 1975; H. Imai, "Individual monotonicity and lexicographic maxmin solution", 1983.
Not here: which of them is right.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from commonground.settlement.frontier import Frontier, Point
from commonground.settlement.question import Question

Merit = tuple[Fraction, ...]


class Solution(StrEnum):
    """A rule that singles out points of the frontier."""

    NASH = "Nash"
    KALAI_SMORODINSKY = "Kalai-Smorodinsky"
    EGALITARIAN = "egalitarian"
    UTILITARIAN = "utilitarian"


@dataclass(frozen=True)
class Chosen:
    """What a rule singles out: every point of the frontier that ties, the best for the first side first."""

    solution: Solution
    points: tuple[Point, ...]


def chosen(question: Question, found: Frontier) -> tuple[Chosen, ...]:
    """What each rule singles out; nothing where the frontier is empty."""
    if not found.points:
        return ()
    return tuple(Chosen(solution, _best(found.points, merit)) for solution, merit in _merits(question, found).items())


def _best(points: tuple[Point, ...], merit: Callable[[Point], Merit]) -> tuple[Point, ...]:
    merits = [merit(point) for point in points]
    most = max(merits)
    return tuple(point for point, one in zip(points, merits, strict=True) if one == most)


def _merits(question: Question, found: Frontier) -> dict[Solution, Callable[[Point], Merit]]:
    most = [max(gain) for gain in zip(*(_gains(question, point) for point in found.points), strict=True)]
    scales = [side.most for side in question.sides]

    def nash(point: Point) -> Merit:
        one, other = _gains(question, point)
        return (Fraction(one * other),)

    def leximin(point: Point, whole: list[int]) -> Merit:
        return tuple(sorted(_shares(_gains(question, point), whole)))

    return {
        Solution.NASH: nash,
        Solution.KALAI_SMORODINSKY: lambda point: leximin(point, most),
        Solution.EGALITARIAN: lambda point: leximin(point, scales),
        Solution.UTILITARIAN: lambda point: (sum(_shares(_gains(question, point), scales), Fraction(0)),),
    }


def _gains(question: Question, point: Point) -> tuple[int, int]:
    (one, other), (floor, ground) = point.values, question.least
    return one - floor, other - ground


def _shares(gains: tuple[int, int], whole: list[int]) -> list[Fraction]:
    """Gains as shares of a whole; who can gain nothing has all that it can have."""
    return [Fraction(gain, most) if most else Fraction(1) for gain, most in zip(gains, whole, strict=True)]
