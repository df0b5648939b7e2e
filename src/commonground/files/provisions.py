"""Provisions as a file writes them, and the agreement that they make."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from commonground.agreement.agreement import Agreement, Term
from commonground.agreement.kinds import KINDS
from commonground.agreement.provision import BEGINNING, NEVER, OverlappingVersions, Provision, Scope, Status, Version
from commonground.files.schedules import read_schedule
from commonground.files.shapes import AgreementShape, CitationShape, ProvisionShape, ScopeShape, VersionShape
from commonground.files.toml import Document, Key, read_toml
from commonground.files.validation import validated
from commonground.values.citation import Citation
from commonground.values.problem import Problem


def citation(cite: CitationShape | str | None) -> Citation | None:
    """A citation as a file writes it: a table, or the document's name alone."""
    if cite is None or isinstance(cite, str):
        return Citation(cite) if cite else None
    return Citation(cite.document, cite.article, cite.page, cite.verified_by)


def read_agreement(folder: Path) -> tuple[Agreement | None, tuple[Problem, ...]]:
    """Read agreement.toml of a folder, with the schedules that it names."""
    document, problems = read_toml(folder / "agreement.toml")
    if document is None:
        return None, problems
    shape, wrong = validated(AgreementShape, document.said, document)
    if shape is None:
        return None, (*problems, *wrong)
    found: dict[str, Provision] = {}
    gathered = list(problems)
    for number, entry in enumerate(shape.provision):
        provision, wrong = read_provision(entry, folder, document, ("provision", number))
        gathered += wrong
        if provision is None:
            continue
        if provision.id in found:
            place = document.place("provision", number, "id")
            gathered.append(
                Problem(
                    "repeated-id",
                    place,
                    f'"{provision.id}"',
                    "an id of its own for each provision",
                    "Rename one of the two.",
                )
            )
        found[provision.id] = provision
    term = Term(shape.first, shape.last) if shape.first and shape.last else None
    return Agreement(shape.title, found, term, citation(shape.cite)), tuple(gathered)


def read_provision(
    entry: ProvisionShape, folder: Path, document: Document, at: Key
) -> tuple[Provision | None, list[Problem]]:
    """One provision with all its versions."""
    kind = KINDS.get(entry.kind)
    if kind is None:
        close = difflib.get_close_matches(entry.kind, KINDS, 1)
        mend = f'Did you mean "{close[0]}"?' if close else 'Use "language_only" for a clause that no total holds.'
        expected = f"a kind of provision: {', '.join(KINDS)}"
        return None, [Problem("unknown-kind", document.place(*at, "kind"), f'"{entry.kind}"', expected, mend)]
    written: list[tuple[VersionShape, Key]] = [(v, (*at, "version", n)) for n, v in enumerate(entry.version)]
    if not written or entry.terms:
        written.insert(0, (entry, at))
    versions, problems = [], []
    for shape, where in written:
        terms, wrong = _terms(kind.terms, shape.terms, folder, document, (*where, "terms"))
        problems += wrong
        if terms is not None:
            versions.append(_version(shape, entry, terms))
    if problems or not versions:
        return None, problems
    title = entry.title or entry.id.replace("-", " ").replace("_", " ").capitalize()
    family = entry.family or kind.family
    status = Status.LANGUAGE_ONLY if entry.kind == "language_only" and entry.status is Status.COSTED else entry.status
    try:
        provision = Provision(
            entry.id,
            entry.kind,
            title,
            family,
            entry.issue or family.value,
            tuple(versions),
            scope(entry.scope),
            entry.fund,
            status,
            entry.note,
        )
    except OverlappingVersions as problem:
        expected = "versions of a provision that follow one another"
        mend = "Give the earlier one an `until` that is no later than the next one's `from`."
        return None, [Problem("overlapping-versions", document.place(*at), str(problem), expected, mend)]
    return provision, problems


def _version(shape: VersionShape, entry: ProvisionShape, terms: Any) -> Version:
    cite = shape.cite if shape.cite is not None else entry.cite
    return Version(terms, shape.start or BEGINNING, shape.until or NEVER, citation(cite), shape.note)


def _terms(
    model: Any, said: dict[str, Any], folder: Path, document: Document, at: Key
) -> tuple[Any, Sequence[Problem]]:
    said = dict(said)
    problems: Sequence[Problem] = ()
    if isinstance(file := said.get("table"), str):
        said["table"], problems = read_named_schedule(
            file, said.pop("table_year", None), folder, document, (*at, "table")
        )
        if not said["table"]:
            return None, problems
    terms, wrong = validated(model, said, document, at)
    if wrong and isinstance(file, str):
        wrong = tuple(_in_table(problem, file) for problem in wrong)
    return terms, (*problems, *wrong)


def read_named_schedule(
    file: str, year: str | None, folder: Path, document: Document, at: Key
) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The cells of a schedule's file that a clause names; a file outside the folder is not opened."""
    path, place = folder / file, document.place(*at)
    if not path.resolve().is_relative_to(folder.resolve()):
        expected = "a file in the negotiation's folder"
        return [], [Problem("outside-folder", place, f'"{file}"', expected, "Copy the file into the folder.")]
    cells, problems = read_schedule(path, file, year)
    if not cells and not problems:
        got = f'"{file}" without a cell' + (f' for year "{year}"' if year else "")
        return [], [Problem("empty-schedule", place, got, "at least one cell", "Check the file and `table_year`.")]
    return cells, list(problems)


def _in_table(problem: Problem, file: str) -> Problem:
    return Problem(problem.code, problem.place, f"{problem.got} in {file}", problem.expected, problem.mend)


def scope(shape: ScopeShape) -> Scope:
    """A scope as a file writes it."""
    dates = ("fte_from", "hired_from", "hired_until")
    words = {name: tuple(value) for name, value in shape if value is not None and name not in dates}
    return Scope(
        words,
        int((shape.fte_from or 0) * 10_000),
        shape.hired_from.toordinal() if shape.hired_from else 0,
        shape.hired_until.toordinal() if shape.hired_until else 0,
    )
