"""turnover.toml: who leaves and where newcomers begin, read with problems, and looked at beside the roster.

Law: a folder without the file has no actual roster, and `check` says so; nothing is assumed about who leaves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.costing.bands import NoPlace
from commonground.costing.engine import Engine
from commonground.files.findings import quoted
from commonground.files.places import Places
from commonground.files.provisions import citation
from commonground.files.toml import read_toml
from commonground.files.turnover_shapes import OfJobs, RetirementShape, TurnoverShape
from commonground.files.validation import validated
from commonground.negotiation import Negotiation
from commonground.values.problem import Place, Problem, Severity
from commonground.values.wording import counted
from commonground.workforce.movement import newcomers
from commonground.workforce.roster import Roster
from commonground.workforce.turnover import OF_THE_JOB, OF_THE_PERSON, Entry, Retirement, Separations, Turnover, Words

TURNOVER = "turnover.toml"
Rows = npt.NDArray[np.bool_]


def read_turnover(folder: Path, tiers: Iterable[tuple[str, int, int]]) -> tuple[Turnover | None, tuple[Problem, ...]]:
    """The turnover that a folder states; None where it states none, or wrongly. `tiers` are bounded by day of hire."""
    if not (folder / TURNOVER).is_file():
        return None, ()
    document, problems = read_toml(folder / TURNOVER)
    if document is None:
        return None, problems
    shape, wrong = validated(TurnoverShape, document.said, document)
    if shape is None:
        return None, (*problems, *wrong)
    separations = tuple(Separations(_words(one), tuple(sorted(one.rates.items()))) for one in shape.separations)
    entries = []
    for one in shape.entry:
        put = {column: getattr(one, f"begin_{column}") for column in OF_THE_PERSON}
        entries.append(Entry(_words(one), {column: word for column, word in put.items() if word is not None}))
    retirements = tuple(Retirement(_of_retirement(one), one.service_from) for one in shape.retirement)
    cite = citation(shape.cite)
    found = Turnover(separations, tuple(entries), shape.service_of_step, tuple(tiers), cite, shape.note, retirements)
    return found, problems


def _words(shape: OfJobs) -> Words:
    named = {column: getattr(shape, column) for column in OF_THE_JOB}
    return {column: tuple(words) for column, words in named.items() if words is not None}


def _of_retirement(shape: RetirementShape) -> Words:
    tier = {} if shape.tier is None else {"tier": tuple(shape.tier)}
    return {**_words(shape), **tier}


def unsound_turnover(negotiation: Negotiation, places: Places) -> list[Problem]:
    """What keeps newcomers from being placed, and what a reader should know of who leaves."""
    turnover, roster = negotiation.turnover, negotiation.roster
    if turnover is None:
        return []
    leaves = _may_leave(turnover, roster)
    found = [*_without_entry(turnover, roster, leaves, places)]
    if found:
        return found
    newcomer = newcomers(_distinct(roster.take(leaves), turnover), turnover, negotiation.base)
    agreements = [negotiation.pricing.status_quo_agreement]
    agreements += [negotiation.pricing.applied(offer).agreement for offer in negotiation.offers.values()]
    for agreement in agreements:
        found += _without_cell(newcomer, agreement, negotiation, places)
        if found:
            return found
    return [*_about_nobody(turnover, roster, places), *_unknown_service(turnover, roster, places)]


def _may_leave(turnover: Turnover, roster: Roster) -> Rows:
    ever = [any(rate for _, rate in one.bands) for one in turnover.separations]
    return np.array([*ever, False], dtype=bool)[turnover.table(roster)]


def _distinct(roster: Roster, turnover: Turnover) -> Roster:
    """One row for each place from which somebody may leave."""
    keys = [roster.labels[column].codes for column in ("unit", "schedule", "lane", "step", "tier")]
    keys.append(turnover.entry(roster).astype(np.int32))
    _, first = np.unique(np.stack(keys), axis=1, return_index=True)
    return roster.take(first)


def _without_entry(turnover: Turnover, roster: Roster, leaves: Rows, places: Places) -> Iterator[Problem]:
    missing = leaves & (turnover.entry(roster) < 0)
    units = dict.fromkeys(roster.labels["unit"].take(missing).to_list())
    for unit in units:
        rows = missing & roster.labels["unit"].among([unit])
        people = int(roster.numbers["count"][rows].sum())
        got = f"{counted(people, 'person', 'people')}{f' of {unit}' if unit else ''} who may leave, and no entry"
        expected, mend = "an [[entry]] for everyone who may leave", "Say where who takes their place begins."
        yield Problem("no-entry", places.field(TURNOVER, "entry"), got, expected, mend)


def _without_cell(
    newcomer: Roster, agreement: Agreement, negotiation: Negotiation, places: Places
) -> Iterator[Problem]:
    try:
        Engine(newcomer, negotiation.calendar, negotiation.base).join(agreement)
    except NoPlace as problem:
        key = problem.key
        got = f"unit {quoted(key.unit)}, schedule {quoted(key.schedule)}, lane {quoted(key.lane)}, step {quoted(key.step)}"
        expected = f"a cell of a salary schedule ({agreement.title})"
        mend = "Name the schedule, lane and step at which newcomers begin, as the schedule spells them."
        yield Problem("no-entry-cell", places.field(TURNOVER, "entry"), got, expected, mend)


def _about_nobody(turnover: Turnover, roster: Roster, places: Places) -> Iterator[Problem]:
    named: Sequence[tuple[str, Sequence[Words], npt.NDArray[np.intp]]] = (
        ("separations", [one.words for one in turnover.separations], turnover.table(roster)),
        ("entry", [one.words for one in turnover.entries], turnover.entry(roster)),
        ("retirement", [one.words for one in turnover.retirements], turnover.retirement(roster)),
    )
    for name, scopes, which in named:
        for number, words in enumerate(scopes):
            if not (which == number).any():
                said = ", ".join(f"{column} {' or '.join(listed)}" for column, listed in words.items()) or "everyone"
                expected = "somebody on the roster whom no statement before it is about"
                mend = "Correct the words, or put it before the statement that is about the same people."
                place = places.field(TURNOVER, name, number)
                yield Problem("turnover-of-nobody", place, said, expected, mend, Severity.WARNING)


def _unknown_service(turnover: Turnover, roster: Roster, places: Places) -> Iterator[Problem]:
    by_service = any(len(one.bands) > 1 or one.bands[0][0] for one in turnover.separations)
    if by_service and len(roster) and not turnover.service(roster).any():
        got, expected = "no completed year of anybody", "the service by which people leave"
        mend = "Fill the roster's column service, or state [service_of_step]."
        place = Place(roster.source.file or "roster", column="service")
        yield Problem("no-service", place, got, expected, mend, Severity.WARNING)
