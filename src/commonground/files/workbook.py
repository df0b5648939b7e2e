"""A workbook (XLSX): one sheet's cells into a grid of text.

Law: every cell that a formula could not compute, and every merged one, is said; rows are the sheet's own.
fastexcel reads the values; the sheet's own XML is walked first, for what fastexcel does not tell (error values, merged
cells, formulas never computed) and for the sizes that a hostile file would lie about.
Fractions are read to nine decimals, which is more than any cent or any share of a job needs.
Not here: the old .xls, and formulas (their last computed values are read).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import replace
from xml.parsers import expat

import fastexcel
import numpy as np
import polars as pl

from commonground.files.findings import quoted
from commonground.files.frames import coded_columns
from commonground.files.grid import Grid, header_row
from commonground.files.limits import Limits, too_large
from commonground.files.numbers import number_text
from commonground.files.sheet_walk import (
    BLOCK,
    NEVER_COMPUTED,
    Walk,
    elements,
    expanded_text,
    shared_lengths,
    walk_sheet,
)
from commonground.values.problem import Place, Problem, Severity

LONG_FRACTION = re.compile(r"^-?\d+\.\d{12,}$")
Broken = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    NotImplementedError,
    RuntimeError,
)


def read_workbook(data: bytes, file: str, sheet: str | None, limits: Limits) -> Grid | Problem:
    """Take a workbook apart: the sheet of that name, else the first visible one that has a header."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            unpacked = sum(member.file_size for member in package.infolist())
            most = limits.unpacked_from(len(data))
            if unpacked > most:
                mend = "Save the one sheet that is needed as CSV."
                return too_large(Place(file), "bytes when unpacked", unpacked, most, mend)
            parts = _sheet_parts(package)
            if sheet is not None and sheet not in parts:
                names = ", ".join(quoted(name) for name in parts)
                return Problem(
                    "no-such-sheet", Place(file), f"no sheet {quoted(sheet)}", f"one of {names}", "Name one of these."
                )
            grid = _first_with_a_header(
                data, file, package, [sheet] if sheet is not None else list(parts), parts, limits
            )
    except Broken:
        return _broken(file)
    return _which_of_several(grid, file, list(parts)) if sheet is None and isinstance(grid, Grid) else grid


def _sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """The visible sheets, in order, and the member of the package that holds each; hidden ones last."""
    targets: dict[str, str] = {}
    for found in elements(package, "xl/_rels/workbook.xml.rels", "Relationship"):
        target = found.get("Target", "")
        targets[found.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    sheets = elements(package, "xl/workbook.xml", "sheet")
    sheets.sort(key=lambda found: found.get("state", "visible") != "visible")
    identity = [next((v for k, v in found.items() if k.rpartition(":")[2] == "id"), "") for found in sheets]
    return {found["name"]: targets[key] for found, key in zip(sheets, identity, strict=True) if key in targets}


def _first_with_a_header(
    data: bytes, file: str, package: zipfile.ZipFile, names: list[str], parts: dict[str, str], limits: Limits
) -> Grid | Problem:
    _read_through(package, set(parts.values()))
    last: Grid | Problem = Problem(
        "empty-file", Place(file), "a workbook without a table", "a header row and rows", "Choose another file."
    )
    lengths = shared_lengths(package)
    for name in names:
        walk = walk_sheet(package, parts[name], limits.rows + 1)
        if walk.listed > limits.rows + 1:
            mend = "Delete empty rows far below the table, or save the sheet as CSV."
            return too_large(Place(file, sheet=name), "rows or more", limits.rows + 1, limits.rows, mend)
        expanded = walk.shared * max(lengths, default=0)
        if expanded > limits.unpacked_bytes:
            expanded = expanded_text(package, parts[name], lengths)
        if expanded > limits.unpacked_bytes:
            mend = "Shorten the texts that are repeated, or save the sheet as CSV."
            return too_large(Place(file, sheet=name), "bytes of text", expanded, limits.unpacked_bytes, mend)
        last = _sheet(data, file, name, walk, limits)
        if isinstance(last, Problem) or _holds_rows(last):
            break
    return last


def _holds_rows(grid: Grid) -> bool:
    """Whether a sheet has a header with something under it; a cover sheet has not."""
    header = header_row(grid)
    return header is not None and any(
        any(column.words[code] for code in set(column.codes[header + 1 :].tolist())) for column in grid.columns
    )


def _read_through(package: zipfile.ZipFile, sheets: set[str]) -> None:
    """Unpack every part once, so that one that lies about its size is found out here and not in the reader."""
    for member in package.infolist():
        if member.filename not in sheets and member.filename.endswith((".xml", ".rels")):
            with package.open(member) as stream:
                while stream.read(BLOCK):
                    pass


def _sheet(data: bytes, file: str, name: str, walk: Walk, limits: Limits) -> Grid | Problem:
    place = Place(file, sheet=name)
    if problem := limits.exceeded_by(place, walk.rows - 1, walk.columns):
        return problem
    frame = _values(data, name)
    if frame is None:
        return _broken(file)
    left = max(walk.left, 1)
    columns = coded_columns(_with_marks(frame, walk, left))
    grid = Grid(columns, np.arange(1, frame.height + 1, dtype=np.int64), None, name)
    return replace(grid, problems=tuple(_hazards(place, grid, walk, left)))


def _values(data: bytes, name: str) -> pl.DataFrame | None:
    """The sheet's values as text; None where the reader gives up (it may panic over a damaged file)."""
    try:
        sheet = fastexcel.read_excel(data).load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
        frame = pl.DataFrame(sheet.to_polars())
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as reason:  # a panic of the reader is no Exception
        if isinstance(reason, Exception) or type(reason).__name__ == "PanicException":
            return None
        raise
    frame = frame.with_columns(
        pl.all().cast(pl.String).fill_null("").str.replace(r"^(\d{4}-\d\d-\d\d) 00:00:00(\.0+)?$", "$1")
    )
    return frame.with_columns(_short_fractions(frame[column]) for column in frame.columns)


def _short_fractions(column: pl.Series) -> pl.Series:
    if not column.str.contains(LONG_FRACTION.pattern).any():
        return column
    texts = [number_text(float(text)) if LONG_FRACTION.match(text) else text for text in column.to_list()]
    return pl.Series(column.name, texts, dtype=pl.String)


def _with_marks(frame: pl.DataFrame, walk: Walk, left: int) -> pl.DataFrame:
    """The frame with error values and uncomputed formulas written into their cells, which the reader leaves blank."""
    by_column: dict[int, dict[int, str]] = {}
    for (row, column), mark in walk.marks.items():
        if 0 < row <= frame.height and 0 <= column - left < frame.width:
            by_column.setdefault(column - left, {})[row - 1] = mark
    marked = []
    for index, marks in by_column.items():
        marked.append(frame.to_series(index).scatter(list(marks), list(marks.values())))
    return frame.with_columns(marked)


def _hazards(place: Place, grid: Grid, walk: Walk, left: int) -> list[Problem]:
    """A warning for each cell that cannot be read and each merged range below the header."""
    header = header_row(grid)
    names = ("",) * len(grid.columns) if header is None else grid.texts(header)
    first = (header or 0) + 2

    def at(row: int, column: int) -> Place:
        name = names[column - left].strip() if 0 <= column - left < len(names) else ""
        return Place(place.file, row=row, column=name or f"column {column}", sheet=place.sheet)

    found = [_unreadable(at(row, column), mark) for (row, column), mark in walk.marks.items() if row >= first]
    found += [_merged(at(top, one), bottom, two - one) for (top, one), (bottom, two) in walk.merged if bottom >= first]
    return found


def _unreadable(place: Place, mark: str) -> Problem:
    if mark == NEVER_COMPUTED:
        mend = "Open the workbook in a spreadsheet, save it, and read it again."
        return Problem("never-computed", place, "a formula without a computed value", "a value", mend, Severity.WARNING)
    mend = "Correct the formula in the spreadsheet."
    return Problem("error-value", place, quoted(mark), "a value", mend, Severity.WARNING)


def _merged(place: Place, bottom: int, wider: int) -> Problem:
    across = f" and across {wider + 1} columns" if wider else ""
    got = f"a merged cell down to row {bottom}{across}, so that the cells under it are blank"
    return Problem(
        "merged-cell",
        place,
        got,
        "a value in every row",
        "Unmerge it and repeat the value in each row.",
        Severity.WARNING,
    )


def _which_of_several(grid: Grid, file: str, names: list[str]) -> Grid:
    if len(names) < 2:
        return grid
    others = ", ".join(quoted(name) for name in names if name != grid.sheet)
    said = Problem(
        "several-sheets",
        Place(file, sheet=grid.sheet),
        f"a workbook with further sheets: {others}",
        "one table",
        "This sheet was read; name another if that one is meant.",
        Severity.WARNING,
    )
    return replace(grid, problems=(said, *grid.problems))


def _broken(file: str) -> Problem:
    return Problem(
        "broken-file",
        Place(file),
        "a workbook that is cut off, damaged or locked with a password",
        "a whole XLSX workbook",
        "Open it in a spreadsheet and save it again, or export the sheet as CSV.",
    )
