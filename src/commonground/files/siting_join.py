"""Schools joined with another file: what a school of sites.csv is used for, by a column of a file that somebody else keeps.

So that charters run as usual, say, by a list of schools with their type. Law: a cell of sites.csv that is filled stands; schools
that the other file does not have stay as they are, and are named where sites.csv says nothing of their use.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from commonground.files.day_tables import DayRow, read_rows
from commonground.files.findings import quoted
from commonground.files.inside_folder import outside_folder
from commonground.files.siting_shapes import JoinShape
from commonground.files.toml import Document
from commonground.files.validation import did_you_mean
from commonground.values.problem import Problem
from commonground.values.wording import counted

OWN = "id"  # the column of sites.csv that holds a school's number in other files; without it, its name
NAMED = 12  # schools that the other file does not have, as they are told


def joined(
    folder: Path, join: JoinShape | None, document: Document, rows: Sequence[DayRow], problems: list[Problem]
) -> tuple[list[DayRow], tuple[str, ...]]:
    """The rows with `use` filled from the other file, and what is to be told of it."""
    if join is None:
        return list(rows), ()
    if (outside := outside_folder(folder, join.file, document.place("join", "file"))) is not None:
        problems.append(outside)
        return list(rows), ()
    key, column = join.key.strip().lower(), join.column.strip().lower()
    others, wrong = read_rows(folder / join.file, (key, column), None)
    problems += wrong
    if wrong:
        return list(rows), ()
    said = _by_key(others, key, column, problems)
    problems += _unborne(join, document, sorted({*said.values()}))
    uses = {word.casefold(): use for word, use in join.use.items()}
    filled, missing, by_it = [], [], 0
    for row in rows:
        word = said.get(row.cells.get(OWN) or row.cells["school"])
        use = None if word is None else uses.get(word.casefold())
        if word is None and not row.cells.get("use"):
            missing.append(row.cells["school"])
        is_filled = use is not None and not row.cells.get("use")
        by_it += is_filled
        filled.append(replace(row, cells={**row.cells, "use": str(use)}) if is_filled else row)
    told = f"By {join.file}, column {quoted(join.column)}, the use of {counted(by_it, 'school')} was filled"
    if not missing:
        return filled, (f"{told}.",)
    named = f"{', '.join(missing[:NAMED])}{f' and {len(missing) - NAMED:,} more' if len(missing) > NAMED else ''}"
    are = "is" if len(missing) == 1 else "are"
    return filled, (f"{told}; {len(missing):,} of {len(rows):,} {are} not in it and may open: {named}.",)


def _by_key(rows: Sequence[DayRow], key: str, column: str, problems: list[Problem]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows:
        if row.cells[key] in found:
            expected = "each school once"
            mend = "Strike one of the rows."
            problems.append(Problem("repeated-school", row.place(key), quoted(row.cells[key]), expected, mend))
        found[row.cells[key]] = row.cells[column]
    return found


def _unborne(join: JoinShape, document: Document, known: list[str]) -> list[Problem]:
    """Words of the join that no row of the other file bears."""
    borne = {word.casefold() for word in known}
    expected = f"a word of the column {quoted(join.column)} of {join.file}"
    return [
        Problem(
            "unknown-in-siting",
            document.place("join", "use", word),
            quoted(word),
            expected,
            did_you_mean(word, known, "Correct the word."),
        )
        for word in join.use
        if word.casefold() not in borne
    ]
