"""A table: any file that people export (CSV, TSV, XLSX, Parquet) as columns of text under one header.

Law: every row below the header keeps the row number that a spreadsheet shows; it is read whole, or marked as damaged.
Law: no file, whatever its bytes, raises; what cannot be read is a problem that says what to do.
Shapes: `frame` n rows of text columns named by the header, "" where blank; `row` n row numbers; `damaged` n booleans.
Not here: what a column means (`rosters`), and files that are not tables.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from commonground.files.delimited import read_delimited
from commonground.files.findings import gathered, quoted
from commonground.files.grid import Grid, column_names, header_row
from commonground.files.limits import LIMITS, Limits, too_large
from commonground.files.parquet import MAGIC, read_parquet
from commonground.files.workbook import read_workbook
from commonground.values.problem import Place, Problem, Severity
from commonground.values.wording import counted
from commonground.workforce.roster import Source

FOREIGN = (
    (
        b"\xd0\xcf\x11\xe0",
        "an old workbook (.xls) or one locked with a password",
        "Save it as .xlsx without a password.",
    ),
    (b"%PDF", "a PDF", "Ask for the table as CSV or XLSX; a PDF is a picture of it."),
    (b"\x1f\x8b", "a compressed file", "Unpack it first."),
    (b"SQLite format 3", "a database", "Export the table as CSV."),
)


@dataclass(frozen=True, eq=False)
class Table:
    """Columns of text under one header; see the module for shapes."""

    frame: pl.DataFrame
    row: npt.NDArray[np.int64]
    damaged: npt.NDArray[np.bool_]
    source: Source
    sheet: str | None = None

    def __len__(self) -> int:
        return len(self.row)

    @property
    def headers(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(self.frame.columns)

    def place(self, row: int | None = None, column: str | None = None) -> Place:
        """Where in the file a row and a column are."""
        return Place(self.source.file, row=row, column=column, sheet=self.sheet)


@dataclass(frozen=True, eq=False)
class TableReading:
    """What came of reading a file: the table, or None where there is none, and the problems."""

    table: Table | None
    problems: tuple[Problem, ...] = ()


def read_table(path: str | Path, *, sheet: str | None = None, limits: Limits = LIMITS) -> TableReading:
    """Read a table from a file: CSV, TSV, XLSX or Parquet, told by its first bytes and not by its name.

    `sheet` names a sheet of a workbook; without it the first visible one that has a header is read, and said.
    """
    path = Path(path)
    data = _bytes(path, limits)
    if isinstance(data, Problem):
        return TableReading(None, (data,))
    grid = _grid(data, path.name, sheet, limits)
    if isinstance(grid, Problem):
        return TableReading(None, (grid,))
    return _headed(grid, Source(path.name, hashlib.sha256(data).hexdigest()))


def _bytes(path: Path, limits: Limits) -> bytes | Problem:
    place = Place(path.name or str(path))
    expected, mend = "a file that can be read", "Check the name and the folder."
    try:
        if path.is_dir():
            return Problem("not-a-file", place, "a folder", expected, "Name the file inside it.")
        if not path.exists():
            return Problem("no-such-file", place, "no file of that name", expected, mend)
        if not path.is_file():
            return Problem("not-a-file", place, "something that is no file", expected, mend)
        size = path.stat().st_size
        if size > limits.file_bytes:
            return too_large(place, "bytes", size, limits.file_bytes, "Keep only the rows and columns that are needed.")
        return path.read_bytes()
    except PermissionError:
        return Problem("no-permission", place, "a file that may not be read", expected, "Ask for the right to read it.")
    except (OSError, ValueError) as reason:
        return Problem("unreadable-file", place, str(reason) or "nothing", expected, mend)


def _grid(data: bytes, file: str, sheet: str | None, limits: Limits) -> Grid | Problem:
    for magic, what, mend in FOREIGN:
        if data.startswith(magic):
            return Problem("not-a-table", Place(file), what, "a table: CSV, TSV, XLSX or Parquet", mend)
    if data.startswith(MAGIC):
        return read_parquet(data, file, limits)
    if data.startswith(b"PK\x03\x04"):
        return read_workbook(data, file, sheet, limits)
    return read_delimited(data, file, limits)


def _headed(grid: Grid, source: Source) -> TableReading:
    """The table under the grid's header row."""
    place = Place(source.file, sheet=grid.sheet)
    header = header_row(grid)
    if header is None:
        return TableReading(None, (*grid.problems, _headless(grid, place)))
    names, repeated = column_names(grid.frame.row(header))
    width = len(names) if grid.cells is None else int(grid.cells[header])
    frame, row = grid.frame.slice(header + 1), grid.row[header + 1 :]
    cells = None if grid.cells is None else grid.cells[header + 1 :]
    filled = _filled(frame)
    damaged = np.zeros(len(row), dtype=np.bool_) if cells is None else _ragged(frame, cells, width)
    problems = [*grid.problems, *(_repeated(place, int(grid.row[header]), name) for name in repeated)]
    problems += _damage(frame, row, cells, damaged & filled, width, place)
    frame = frame.rename(dict(zip(frame.columns, names, strict=True)))
    kept = [
        name
        for index, name in enumerate(names)
        if index < width and (grid.frame.item(header, index).strip() or _any(frame[name]))
    ]
    table = Table(frame.select(kept).filter(pl.Series(filled)), row[filled], damaged[filled], source, grid.sheet)
    if not len(table):
        problems.append(_no_rows(place, int(grid.row[header])))
    return TableReading(table, gathered(problems))


def _any(column: pl.Series) -> bool:
    return bool((column.str.strip_chars() != "").any())


def _filled(frame: pl.DataFrame) -> npt.NDArray[np.bool_]:
    """Which rows hold anything but blanks."""
    filled = np.zeros(frame.height, dtype=np.bool_)
    for column in frame.iter_columns():
        filled |= (column != "").to_numpy()
        if filled.all():
            return filled
    filled[:] = False
    for column in frame.iter_columns():
        filled |= (column.str.strip_chars() != "").to_numpy()
    return filled


def _ragged(frame: pl.DataFrame, cells: npt.NDArray[np.int64], width: int) -> npt.NDArray[np.bool_]:
    """Which rows have fewer cells than the header, or more that are not blank."""
    over = np.zeros(len(cells), dtype=np.bool_)
    for column in frame.iter_columns():
        if frame.get_column_index(column.name) >= width:
            over |= (column.str.strip_chars() != "").to_numpy()
    return (cells < width) | over


def _damage(
    frame: pl.DataFrame,
    row: npt.NDArray[np.int64],
    cells: npt.NDArray[np.int64] | None,
    damaged: npt.NDArray[np.bool_],
    width: int,
    place: Place,
) -> list[Problem]:
    if cells is None:
        return []
    found = []
    for index in np.flatnonzero(damaged).tolist():
        lines = sum(cell.count("\n") for cell in frame.row(index)) + 1
        over = f" over {counted(lines, 'line')}" if lines > 1 else ""
        last = index == len(row) - 1 and cells[index] < width
        mend = "Correct the row: " + (
            "the file seems to be cut off there; export it again."
            if last
            else "a delimiter or a quotation mark inside a value shifts what follows; put the value in quotation marks."
        )
        where = Place(place.file, row=int(row[index]), sheet=place.sheet)
        found.append(
            Problem("ragged-row", where, f"{int(cells[index])} cells{over}", f"{width}, as in the header", mend)
        )
    return found


def _headless(grid: Grid, place: Place) -> Problem:
    if not grid.frame.height or not _filled(grid.frame).any():
        return Problem("empty-file", place, "nothing", "a header row and rows", "Choose another file.")
    first = Place(place.file, row=int(grid.row[0]), sheet=place.sheet)
    cells = ", ".join(quoted(cell) for cell in grid.frame.row(0)[:4])
    return Problem(
        "no-header", first, cells, "a row that names the columns", "Add a header row at the top of the table."
    )


def _repeated(place: Place, row: int, name: str) -> Problem:
    where = Place(place.file, row=row, column=name, sheet=place.sheet)
    mend = f"The second is read as {quoted(name + ' (2)')}; give each column a name of its own."
    return Problem("repeated-header", where, "the same name twice", "each name once", mend, Severity.WARNING)


def _no_rows(place: Place, header: int) -> Problem:
    where = Place(place.file, row=header, sheet=place.sheet)
    return Problem("no-rows", where, "a header and no rows under it", "at least one row", "Choose another file.")
