"""The scattergram: how many people stand in each cell of a salary schedule, lane by step.

Law: nobody vanishes; the grid, those on other schedules and those off the schedule sum to the roster.
Law: collapsing a roster keeps the people of every combination of the columns that it is collapsed by.
Shapes: l lanes by s steps, int64. Units: heads; full-time equivalents in ten-thousandths; cents a year.
Not here: small cells are shown as they are; suppression is a matter of publishing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from commonground.workforce.intake import Tally
from commonground.workforce.roster import LABELS, NUMBERS, Integers, Labels, Roster


@dataclass(frozen=True, eq=False)
class Scattergram:
    """One schedule's grid; `elsewhere` are people on other schedules, `off_schedule` those who stand on no step."""

    schedule: str
    lanes: tuple[str, ...]
    steps: tuple[str, ...]
    people: Integers
    fte: Integers
    cents: Integers
    elsewhere: Tally
    off_schedule: Tally

    @property
    def total(self) -> Tally:
        """The grid and both asides: the roster's own total (`rows` counts rows only in the asides)."""
        grid = Tally(0, int(self.people.sum()), int(self.fte.sum()), int(self.cents.sum()))
        return grid + self.elsewhere + self.off_schedule


def scattergram(
    roster: Roster, schedule: str, pay_cents: Integers, *, lanes: Sequence[str] = (), steps: Sequence[str] = ()
) -> Scattergram:
    """Count a roster on a schedule's grid. `pay_cents` is the pay of one head of each row.

    Lanes and steps stand in the order given, then any further ones that people stand on, in the order people count
    (2 before 10, 14a before 14b).

    >>> both = Roster({name: Labels.of(words) for name, words in
    ...     {"schedule": ["208", "208"], "lane": ["1", "2"], "step": ["3", "3"]}.items()}, {}, np.array([2, 3]))
    >>> scattergram(both, "208", np.array([5_000_000, 6_000_000])).people
    array([[1],
           [1]])
    """
    place = {name: roster.labels[name] for name in ("schedule", "lane", "step")}
    whole = np.array([bool(word) for word in place["step"].words], dtype=np.bool_)[place["step"].codes]
    here = (
        whole
        & np.array([word == schedule for word in place["schedule"].words], dtype=np.bool_)[place["schedule"].codes]
    )
    lane, lane_words = _ordered(place["lane"], here, lanes)
    step, step_words = _ordered(place["step"], here, steps)
    count, fte = roster.numbers["count"], roster.numbers["fte"]
    figures = {"people": count, "fte": count * fte, "cents": count * pay_cents}
    grids = {name: np.zeros((len(lane_words), len(step_words)), dtype=np.int64) for name in figures}
    for name, grid in grids.items():
        np.add.at(grid, (lane[here], step[here]), figures[name][here])

    def aside(rows: npt.NDArray[np.bool_]) -> Tally:
        return Tally(int(rows.sum()), *(int(figure[rows].sum()) for figure in figures.values()))

    return Scattergram(
        schedule, lane_words, step_words, grids["people"], grids["fte"], grids["cents"],
        elsewhere=aside(whole & ~here), off_schedule=aside(~whole),
    )  # fmt: skip


def collapse(roster: Roster, columns: Sequence[str]) -> Roster:
    """One row for all people alike in these columns, with their count: counts can be shipped where rows may not.

    The share of a job is always one of the columns, since counting full-time equivalents needs it; every column not
    named is left unstated. Rows come in the order of their words, whatever order people came in.

    >>> teachers = Roster({"lane": Labels.of(["BA", "MA", "BA"])}, {}, np.array([2, 3, 4]))
    >>> collapse(teachers, ["lane"]).numbers["count"]
    array([2, 1])
    """
    unknown = [name for name in columns if name not in roster.labels and name not in roster.numbers]
    if unknown:
        raise UnknownColumns(unknown)
    names = [
        name for name in (*roster.labels, *roster.numbers) if (name in columns or name == "fte") and name != "count"
    ]
    number = np.zeros(len(roster), dtype=np.int64)
    first = np.zeros(0, dtype=np.intp)
    for name in names:
        rank = _ranks(roster.labels[name]) if name in roster.labels else roster.numbers[name]
        _, part = np.unique(rank, return_inverse=True)
        mixed = number * (int(part.max(initial=0)) + 1) + part
        _, first, number = np.unique(mixed, return_index=True, return_inverse=True)
    count = np.zeros(len(first), dtype=np.int64)
    np.add.at(count, number, roster.numbers["count"])
    taken = roster.take(first)
    labels = {name: column for name, column in taken.labels.items() if name in columns}
    numbers = {name: column for name, column in taken.numbers.items() if name in (*columns, "fte")}
    return Roster(labels, numbers | {"count": count}, taken.row, roster.source)


class UnknownColumns(ValueError):
    """Columns to collapse by that the roster does not have."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(f"the roster has no column {', '.join(names)}; it has {', '.join((*LABELS, *NUMBERS))}")


def _ranks(labels: Labels) -> Integers:
    """Each row's word as its place in the alphabet of the column's words."""
    places = {word: place for place, word in enumerate(sorted(set(labels.words)))}
    return np.array([places[word] for word in labels.words], dtype=np.int64)[labels.codes]


def _ordered(labels: Labels, rows: npt.NDArray[np.bool_], given: Sequence[str]) -> tuple[Integers, tuple[str, ...]]:
    """Each row's place along an edge of the grid, and the words along that edge."""
    used = {labels.words[code] for code in np.unique(labels.codes[rows]).tolist()}
    words = (*dict.fromkeys(given), *sorted(used - set(given), key=_as_people_count))
    places = {word: place for place, word in enumerate(words)}
    of_word = np.array([places.get(word, -1) for word in labels.words], dtype=np.int64)
    return of_word[labels.codes], words


def _as_people_count(word: str) -> list[tuple[int, int, str]]:
    parts = re.findall(r"\d+|\D+", word)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]
