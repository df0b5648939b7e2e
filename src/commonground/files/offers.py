"""Offers as files write them: offers/<date>-<party>.toml, each an offer whose id is the file's name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from commonground.agreement.agreement import Term
from commonground.agreement.offer import Edit, Offer
from commonground.agreement.provision import Provision
from commonground.files.provisions import backwards, citation, read_named_schedule, read_provision
from commonground.files.shapes import EditShape, OfferShape
from commonground.files.toml import Document, read_toml
from commonground.files.toml_lines import Key
from commonground.files.validation import validated
from commonground.values.problem import Place, Problem, errors


def read_offers(folder: Path) -> tuple[dict[str, Offer], tuple[Problem, ...]]:
    """Read every offer of a folder, in the order of their days."""
    found, problems = {}, []
    if (folder / "offers").is_file():
        mend = "Make a folder of this name, with a file for each offer."
        problems.append(Problem("unreadable-file", Place("offers"), "a file", "a folder of offers", mend))
    for path in sorted((folder / "offers").glob("*.toml")):
        offer, wrong = read_offer(path, folder)
        problems += wrong
        if offer is not None:
            found[offer.id] = offer
    return dict(sorted(found.items(), key=lambda item: (item[1].passed_on, item[0]))), tuple(problems)


def read_offer(path: Path, folder: Path) -> tuple[Offer | None, list[Problem]]:
    """Read one offer."""
    document, problems = read_toml(path, f"offers/{path.name}")
    if document is None:
        return None, list(problems)
    shape, wrong = validated(OfferShape, document.said, document)
    if shape is None:
        return None, list(wrong)
    edits, found = [], list(wrong)
    if shape.last <= shape.first:
        found.append(backwards(document.place("last"), shape.first, shape.last))
    for number, entry in enumerate(shape.edit):
        edit, wrong_edit = read_edit(entry, folder, document, ("edit", number))
        found += wrong_edit
        if edit is not None:
            edits.append(edit)
    if errors(found):
        return None, found
    term = Term(shape.first, shape.last)
    notes = tuple(shape.note)
    cite = citation(shape.cite)
    offer = Offer(path.stem, shape.title, shape.party, shape.passed, term, tuple(edits), shape.replaces, cite, notes)
    return offer, found


def read_edit(entry: EditShape, folder: Path, document: Document, at: Key) -> tuple[Edit | None, list[Problem]]:
    """Read one change, of an offer or of a pass."""
    clause: Provision | None = None
    problems: list[Problem] = []
    if entry.start and entry.until and entry.until <= entry.start:
        return None, [backwards(document.place(*at, "until"), entry.start, entry.until)]
    if entry.clause is not None:
        clause, problems = read_provision(entry.clause, folder, document, (*at, "clause"))
        if clause is None:
            return None, problems
    elif not entry.provision:
        return None, [
            Problem(
                "missing-field",
                document.place(*at, "provision"),
                "an edit of nothing",
                '"provision", or a whole [edit.clause]',
                "Name the provision that the edit changes.",
            )
        ]
    value, wrong = _value(entry, folder, document, at)
    problems = [*problems, *wrong]
    if errors(problems):
        return None, problems
    cite = citation(entry.cite)
    provision = clause.id if clause else entry.provision
    return Edit(
        entry.op,
        provision,
        entry.at,
        value,
        entry.start,
        entry.until,
        cite,
        clause,
        entry.together,
        entry.note,
        entry.agreed,
    ), problems


def _value(entry: EditShape, folder: Path, document: Document, at: Key) -> tuple[Any, list[Problem]]:
    """The edit's value; where it sets a schedule's table to a file, the cells of that file."""
    if entry.at != "table" or not isinstance(entry.value, str):
        return entry.value, []
    return read_named_schedule(entry.value, None, folder, document, (*at, "value"))
