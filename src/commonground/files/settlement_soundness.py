"""Whether options can be carried out: each is tried on the agreement, beside the first options of all other issues.

A first option that cannot be carried out itself is told once, at its own issue, and the others are tried without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from commonground.agreement.offer import EditFailed
from commonground.agreement.provision import OverlappingVersions
from commonground.files.findings import quoted
from commonground.files.offer_soundness import failed_edit
from commonground.files.toml import Document
from commonground.negotiation import Negotiation
from commonground.settlement.agenda import Agenda
from commonground.values.problem import Problem

Chosen = Mapping[int, int]  # of some issues the number of an option
Failure = EditFailed | OverlappingVersions


def problems_of_options(agenda: Agenda, negotiation: Negotiation, document: Document) -> Iterator[Problem]:
    """Options whose edits cannot be carried out: of each issue the first of them."""
    sound, failing = _firsts(agenda, negotiation)
    for number, issue in enumerate(agenda.menu.issues):
        wrong = ((place, _fails(agenda, negotiation, {**sound, number: place})) for place in range(len(issue.options)))
        tried = [(0, failing[number])] if number in failing else wrong
        place, failure = next(((place, found) for place, found in tried if found is not None), (0, None))
        if failure is not None:
            yield _told(failure, agenda, number, place, negotiation, document)


def _firsts(agenda: Agenda, negotiation: Negotiation) -> tuple[dict[int, int], dict[int, Failure]]:
    """The issues whose first options can be carried out together, and those that can not be added to them."""
    sound: dict[int, int] = {}
    left = dict.fromkeys(range(len(agenda.issues)))
    while True:
        failing: dict[int, Failure] = {}
        for number in left:
            failure = _fails(agenda, negotiation, {**sound, number: 0})
            if failure is None:
                sound[number] = 0
            else:
                failing[number] = failure
        if len(failing) == len(left):
            return sound, failing
        left = dict.fromkeys(failing)


def _fails(agenda: Agenda, negotiation: Negotiation, chosen: Chosen) -> Failure | None:
    """Why some options cannot be carried out together; None where they can."""
    menu = agenda.menu
    edits = (edit for number in sorted(chosen) for edit in menu.issues[number].options[chosen[number]].edits)
    try:
        negotiation.pricing.amended(replace(menu.frame, edits=(*menu.frame.edits, *edits)))
    except (EditFailed, OverlappingVersions) as problem:
        return problem
    return None


def _told(
    failure: Failure, agenda: Agenda, number: int, place: int, negotiation: Negotiation, document: Document
) -> Problem:
    at, option = document.place("issue", number), agenda.menu.issues[number].options[place]
    if isinstance(failure, EditFailed):
        found = failed_edit(failure, replace(agenda.menu.frame, edits=option.edits), negotiation, at)
        got, expected, mend = found.got, found.expected, found.mend
    else:
        got, expected, mend = str(failure), "edits that can be carried out", "Correct the option's edits."
    return Problem("edit-of-option-fails", at, f"option {quoted(option.name)} with {got}", expected, mend)
