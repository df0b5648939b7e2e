"""Offers against the negotiation: whose they are, what they replace, which years they cover, whether their edits can be made."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import ValidationError

from commonground.agreement.kinds import KINDS
from commonground.agreement.offer import Edit, EditFailed, Offer, Operation
from commonground.agreement.provision import OverlappingVersions
from commonground.files.places import Places
from commonground.files.toml import named
from commonground.files.validation import did_you_mean, failings, shown, told
from commonground.negotiation import Negotiation
from commonground.values.party import BOTH
from commonground.values.problem import Place, Problem, Severity

NAMED_BY_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}")
CORRECT = "Correct the edit, or the agreement that it changes."


def misfitting(negotiation: Negotiation, places: Places) -> list[Problem]:
    """Everything about the offers that does not fit the negotiation or its agreement."""
    found = []
    for offer in negotiation.offers.values():
        file = f"offers/{offer.id}.toml"
        found += [*_of_party(negotiation, offer, file, places), *_of_years(negotiation, offer, file, places)]
        found += _of_day(offer, file, places)
        found += _of_edits(negotiation, offer, file, places)
    return found


def _of_party(negotiation: Negotiation, offer: Offer, file: str, places: Places) -> Iterator[Problem]:
    ids = sorted({party.id for party in negotiation.parties} | {BOTH})
    if offer.party not in ids:
        mend = did_you_mean(offer.party, ids, "Correct the party, or add it to negotiation.toml.")
        yield Problem(
            "unknown-party", places.field(file, "party"), f'"{offer.party}"', f"one of {', '.join(ids)}", mend
        )
    if offer.replaces and offer.replaces not in negotiation.offers:
        known = [name for name in negotiation.offers if name != offer.id]
        mend = did_you_mean(offer.replaces, known, "Correct it, or strike the line if that offer is not kept here.")
        expected = f"the name of another offer: {', '.join(known) or 'there is none'}"
        place = places.field(file, "replaces")
        yield Problem("unknown-offer", place, f'"{offer.replaces}"', expected, mend, Severity.WARNING)


def _of_day(offer: Offer, file: str, places: Places) -> Iterator[Problem]:
    named = NAMED_BY_DAY.match(offer.id)
    if named and named[0] != str(offer.passed_on):
        expected = f"{named[0]}, the day by which the file is named"
        mend = "Correct the day, or name the file by it: offers stand in the order of their days."
        place = places.field(file, "passed")
        yield Problem("passed-otherwise", place, str(offer.passed_on), expected, mend, Severity.WARNING)


def _of_years(negotiation: Negotiation, offer: Offer, file: str, places: Places) -> Iterator[Problem]:
    first, last = negotiation.years[0].first, negotiation.years[-1].last
    expected = f"a term within {first} to {last}, the years that are costed"
    if offer.term.first < first:
        mend = "Correct the term, or name an earlier base year and snapshot; what falls before is in no total."
        place = places.field(file, "first")
        yield Problem("term-outside-years", place, str(offer.term.first), expected, mend, Severity.WARNING)
    if offer.term.last > last:
        mend = "Correct the term, or name a later last_year in negotiation.toml; what falls after is in no total."
        place = places.field(file, "last")
        yield Problem("term-outside-years", place, str(offer.term.last), expected, mend, Severity.WARNING)


def _of_edits(negotiation: Negotiation, offer: Offer, file: str, places: Places) -> Iterator[Problem]:
    try:
        applied = negotiation.pricing.amended(offer)
    except EditFailed as problem:
        place = places.edit(file, problem.number, problem.edit.at or problem.edit.provision)
        yield failed_edit(problem, offer, negotiation, place)
        return
    except OverlappingVersions as problem:
        expected = "an `until` that is later than the first day of the edit"
        yield Problem("edit-failed", Place(file), str(problem), expected, CORRECT)
        return
    for conflict in applied.conflicts:
        place = places.edit(file, conflict.later + 1, conflict.at or conflict.provision)
        expected = "edits that do not overwrite one another"
        mend = "Join the two edits, or give each its own days."
        yield Problem("conflicting-edits", place, str(conflict), expected, mend, Severity.WARNING)


def failed_edit(problem: EditFailed, offer: Offer, negotiation: Negotiation, place: Place) -> Problem:
    """An edit that cannot be made, in the words of the file rather than of the program."""
    reason, edit = problem.__context__, problem.edit
    kind = _kind(edit, offer, negotiation)
    if kind and edit.operation is Operation.INSERT_STEP and kind != "salary_schedule":
        got, expected = f"{edit.provision}, a {kind.replace('_', ' ')}", "a salary schedule to put a step into"
        return Problem("edit-failed", place, got, expected, "Name the schedule's clause.")
    if isinstance(reason, ValidationError):
        failing = failings(reason)[0]
        said = told(failing, KINDS[kind].terms, place)
        where = named(failing.path) or edit.at or edit.operation
        expected = (
            said.expected if said.code in ("unknown-field", "missing-field") else f"{where} to be {said.expected}"
        )
        return Problem("edit-failed", place, said.got, expected, said.mend)
    got = problem.got
    if edit.operation in (Operation.SCALE, Operation.ADD) and "reckon" in problem.expected:
        got = f"{shown(edit.value)} as `value`"
    known = re.sub(r"^.*?(?:one of|: )\s*", "", problem.expected).split(", ")
    mend = did_you_mean(problem.got.strip('"[]'), known, CORRECT)
    return Problem("edit-failed", place, got, problem.expected, mend)


def _kind(edit: Edit, offer: Offer, negotiation: Negotiation) -> str:
    """The kind of the clause that an edit changes: the agreement's, or one that the offer itself puts in."""
    clauses = [other.clause for other in offer.edits if other.clause is not None and other.clause.id == edit.provision]
    known = negotiation.agreement.provisions.get(edit.provision)
    return clauses[0].kind if clauses else known.kind if known else ""
