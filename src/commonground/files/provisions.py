"""Provisions as a file writes them, and the agreement that they make."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from commonground.agreement.agreement import Agreement, Term
from commonground.agreement.kind import PAY
from commonground.agreement.kinds import ELSEWHERE, KINDS
from commonground.agreement.provision import BEGINNING, NEVER, OverlappingVersions, Provision, Scope, Status, Version
from commonground.files.findings import quoted
from commonground.files.inside_folder import outside_folder
from commonground.files.schedules import read_schedule
from commonground.files.shapes import AgreementShape, CitationShape, ProvisionShape, ScopeShape, VersionShape
from commonground.files.toml import Document, read_toml
from commonground.files.toml_lines import Key
from commonground.files.validation import did_you_mean, validated
from commonground.values.citation import Citation
from commonground.values.problem import Place, Problem, errors

RESERVED = (PAY, "salary")


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
        provision, of_clause = read_provision(entry, folder, document, ("provision", number))
        gathered += of_clause
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
    gathered += _of_term(shape, document)
    term = Term(shape.first, shape.last) if shape.first and shape.last else None
    return Agreement(shape.title, found, term, citation(shape.cite)), tuple(gathered)


def _of_term(shape: AgreementShape, document: Document) -> list[Problem]:
    """A term of which one day is missing, or which ends before it begins."""
    if shape.first and shape.last:
        return [backwards(document.place("last"), shape.first, shape.last)] if shape.last <= shape.first else []
    for here, there in (("first", "last"), ("last", "first")):
        if getattr(shape, here):
            mend = f"Add a line: {there} = …, or strike {here}: an agreement without a term never ends."
            return [Problem("missing-field", document.place(here), f"only {here}", f'"{there}" too', mend)]
    return []


def read_provision(
    entry: ProvisionShape, folder: Path, document: Document, at: Key
) -> tuple[Provision | None, list[Problem]]:
    """One provision with all its versions."""
    kind = KINDS.get(entry.kind)
    if kind is None:
        mend = did_you_mean(entry.kind, KINDS, 'Use "language_only" for a clause that no total holds.')
        if reason := ELSEWHERE.refused.get(entry.kind):
            mend = f"An installed package brings it, but {reason}. Mend or take out that package."
        expected = f"a kind of provision: {', '.join(KINDS)}"
        return None, [Problem("unknown-kind", document.place(*at, "kind"), f'"{entry.kind}"', expected, mend)]
    written: list[tuple[VersionShape, Key]] = [(v, (*at, "version", n)) for n, v in enumerate(entry.version)]
    if not written or entry.terms:
        written.insert(0, (entry, at))
    versions: list[Version] = []
    problems: list[Problem] = []
    for shape, where in written:
        terms, wrong = _terms(kind.terms, shape.terms, folder, document, (*where, "terms"))
        problems += wrong
        if terms is not None:
            versions.append(_version(shape, entry, terms))
    problems += _of_provision(entry, versions, document, at)
    if errors(problems) or not versions:
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
            entry.contingent_on,
        )
    except OverlappingVersions as problem:
        expected = "versions of a provision that follow one another"
        mend = "Give the earlier one an `until` that is no later than the next one's `from`."
        place = replace(document.place(*at), column=entry.id, sort="clause")
        return None, [Problem("overlapping-versions", place, str(problem), expected, mend)]
    return provision, problems


def _of_provision(entry: ProvisionShape, versions: Sequence[Version], document: Document, at: Key) -> list[Problem]:
    """A clause whose id means something else already, or one of whose versions ends before it begins."""
    found = []
    if entry.id in RESERVED:
        expected = f"another id: {' and '.join(map(quoted, RESERVED))} mean lines of pay wherever a base names them"
        place = document.place(*at, "id")
        found.append(Problem("reserved-id", place, quoted(entry.id), expected, "Choose another id, such as base-pay."))
    for number, version in enumerate(versions):
        if version.start >= version.until:
            where = (*at, "version", number - (len(versions) - len(entry.version)))
            found.append(
                backwards(document.place(*(where if entry.version else at), "until"), version.start, version.until)
            )
    return found


def backwards(place: Place, first: dt.date, last: dt.date) -> Problem:
    """The problem of a stretch of time that ends before it begins."""
    return Problem("term-backwards", place, str(last), f"a day after {first}", "Correct one of the two days.")


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
        if not said["table"] or errors(problems):
            return None, problems
    terms, wrong = validated(model, said, document, at)
    if wrong and isinstance(file, str):
        wrong = tuple(_in_table(problem, file) for problem in wrong)
    return terms, (*problems, *wrong)


def read_named_schedule(
    file: str, year: str | None, folder: Path, document: Document, at: Key
) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The cells of a schedule's file that a clause names; a file outside the folder is not opened."""
    place = document.place(*at)
    if (outside := outside_folder(folder, file, place)) is not None:
        return [], [outside]
    if not (folder / file).exists():
        known = [path.relative_to(folder).as_posix() for path in sorted(folder.glob("**/*.csv"))]
        mend = did_you_mean(file, known, "Correct the name, or put the file there.")
        return [], [Problem("no-such-file", place, quoted(file), "a file in the folder", mend)]
    cells, problems = read_schedule(folder / file, file, year)
    if not cells and not errors(problems):
        got = f'"{file}" without a cell' + (f' for year "{year}"' if year else "")
        return [], [Problem("empty-schedule", place, got, "at least one cell", "Check the file and `table_year`.")]
    return cells, list(problems)


def _in_table(problem: Problem, file: str) -> Problem:
    return replace(problem, got=f"{problem.got} in {file}")


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
