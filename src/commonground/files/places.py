"""Places: on which line of which file a clause or an edit stands, for problems that show only when files are joined.

A file is read again only when a problem asks for its place; a place that cannot be found is the file's name alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from commonground.files.toml import Document, read_toml
from commonground.files.toml_lines import Key
from commonground.values.problem import Place


class Places:
    """The places of one folder's clauses and edits."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._documents: dict[str, Document | None] = {}

    def clause(self, file: str, provision: str, field: str = "") -> Place:
        """Where a file writes a clause (or an offer last edits it), or a field of its terms; the column is the clause's id."""
        document = self._document(file)
        if document is None:
            return Place(file, column=provision, sort="clause")
        line = None
        for path in _paths(document.said, provision):
            found = (document.place(*path, *more).line for more in (("terms", field), (field,), ()))
            line = next(found) if field else document.place(*path).line
        return Place(file, line=line, column=provision, sort="clause")

    def edit(self, file: str, number: int, at: str) -> Place:
        """Where an offer's edit of this number stands, counted from 1."""
        document = self._document(file)
        line = document.place("edit", number - 1).line if document else None
        return Place(file, line=line, column=f"edit {number}: {at}", sort="entry")

    def field(self, file: str, *path: str | int) -> Place:
        """Where a file says a value."""
        document = self._document(file)
        return document.place(*path) if document else Place(file, column=str(path[-1]), sort="key")

    def _document(self, file: str) -> Document | None:
        if file not in self._documents:
            self._documents[file], _ = read_toml(self.folder / file, file)
        return self._documents[file]


def _paths(said: Mapping[str, Any], provision: str) -> Iterator[Key]:
    """The tables that a clause stands in, or that edit it."""
    for number, entry in enumerate(_tables(said, "provision")):
        if entry.get("id") == provision:
            yield "provision", number
    for number, entry in enumerate(_tables(said, "edit")):
        clause = entry.get("clause")
        if isinstance(clause, Mapping) and clause.get("id") == provision:
            yield "edit", number, "clause"
        elif entry.get("provision") == provision:
            yield "edit", number


def _tables(said: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    held = said.get(name)
    return [entry for entry in held if isinstance(entry, Mapping)] if isinstance(held, list) else []
