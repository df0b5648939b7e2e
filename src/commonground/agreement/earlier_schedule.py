"""The schedule before: what a year paid, worked back from a later printed schedule and the raises between them.

Laws, the inverse of those of a salary schedule (see `kinds.salary_schedule`), for the last raise r between the two:
    scale             own[k] = later[k] / (1 + r)
    carry_then_step   own[k] = (later[k+1] - increment[k+1]) / (1 + r); the first step = later[1] / (1 + r)
Several raises are undone one after the other, the last one first; increments are dollars that no raise touches, the same every
year. Under `carry_then_step` the last step of a lane leaves no trace in the next schedule, so that each raise that is undone
loses a lane its last step; and its first step is known by two roads (own[1] is also what the second step came from): where
they differ by more than the print's rounding, that is said.
Law: built forward again, what is recovered gives every later cell but those.
Units: dollars of a full-time year, exact; a print rounded to u dollars leaves each cell known within u/2 / (1 + r) / ...
Not here: a ladder that was renumbered between the two years, or a year in which nobody moved and increments stood still.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from commonground.agreement.kinds.salary_schedule import Build, Cell

INVERTED = (Build.SCALE, Build.CARRY_THEN_STEP)
Lane = tuple[str, str]


@dataclass(frozen=True, slots=True)
class TwoRoads:
    """A first step that the later schedule gives in two ways that do not agree: from itself, and from the second step."""

    schedule: str
    lane: str
    step: str
    from_itself: Fraction
    from_second: Fraction


@dataclass(frozen=True)
class EarlierSchedule:
    """The cells of the year that is sought, in the later schedule's order; each is known within `within` dollars.

    `lost` are the later schedule's cells whose steps leave no trace; `two_roads` the first steps on which it disagrees.
    """

    cells: tuple[Cell, ...]
    lost: tuple[Cell, ...]
    within: Fraction
    two_roads: tuple[TwoRoads, ...] = ()


class NotInvertible(ValueError):
    """A way of building the next schedule that is not undone here."""

    def __init__(self, build: Build) -> None:
        self.build = build
        super().__init__(f"{build}: only {' and '.join(INVERTED)} are worked back")


def earlier_schedule(
    later: Sequence[Cell], raises: Sequence[Fraction], build: Build, printed_to: Fraction = Fraction(1)
) -> EarlierSchedule:
    """The schedule that `raises`, in the order in which they came, made into `later`, which is printed to so many dollars.

    Raises `NotInvertible` for another build.

    >>> guide = [Cell(step=s, salary=p, increment=i) for s, p, i in (("1", 51_500, 0), ("2", 53_500, 2_000))]
    >>> [str(cell.salary) for cell in earlier_schedule(guide, [Fraction(3, 100)], Build.CARRY_THEN_STEP).cells]
    ['50000']
    """
    if build not in INVERTED:
        raise NotInvertible(build)
    lanes: dict[Lane, list[Cell]] = {}
    for cell in later:
        lanes.setdefault((cell.schedule, cell.lane), []).append(cell)
    within = printed_to / 2 / prod((1 + raise_ for raise_ in raises), start=Fraction(1))
    found: dict[Lane, list[Fraction]] = {}
    roads = []
    for lane, cells in lanes.items():
        found[lane], disagreement = _lane_before(cells, raises, build, printed_to)
        roads += disagreement
    kept = [
        cell.model_copy(update={"salary": pay})
        for lane, pays in found.items()
        for cell, pay in _zipped(lanes[lane], pays)
    ]
    lost = [cell for lane, cells in lanes.items() for cell in cells[len(found[lane]) :]]
    return EarlierSchedule(tuple(kept), tuple(lost), within, tuple(roads))


def _zipped(cells: Sequence[Cell], pays: Sequence[Fraction]) -> Sequence[tuple[Cell, Fraction]]:
    """A lane's cells with what they paid; the last ones, of which nothing is known, left out."""
    return list(zip(cells[: len(pays)], pays, strict=True))


def _lane_before(
    cells: Sequence[Cell], raises: Sequence[Fraction], build: Build, printed_to: Fraction
) -> tuple[list[Fraction], list[TwoRoads]]:
    """What a lane's steps paid before the raises, and where its first step is told in two ways."""
    pays = [cell.salary or Fraction(0) for cell in cells]
    roads: list[TwoRoads] = []
    slack = printed_to
    for raise_ in reversed(raises):
        factor = 1 + raise_
        slack /= factor
        if build is Build.SCALE:
            pays = [pay / factor for pay in pays]
            continue
        came = [(pay - (cell.increment or 0)) / factor for cell, pay in zip(cells[1:], pays[1:], strict=False)]
        first = pays[0] / factor
        if came and abs(came[0] - first) > slack:
            roads = [TwoRoads(cells[0].schedule, cells[0].lane, cells[0].step, first, came[0])]
        pays = [first, *came[1:]] if came else [first]
    return pays, roads


def with_increments(cells: Sequence[Cell], increments: Mapping[tuple[str, str, str], Fraction]) -> tuple[Cell, ...]:
    """The cells with the increments of another table, by schedule, lane and step; a cell that has none there keeps its own."""
    return tuple(
        cell.model_copy(update={"increment": found})
        if (found := increments.get((cell.schedule, cell.lane, cell.step))) is not None
        else cell
        for cell in cells
    )
