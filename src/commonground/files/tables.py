"""A table: any file that people export (CSV, TSV, XLSX, Parquet) as columns of text under one header.

Law: every row below the header keeps the row number that a spreadsheet shows; it is read whole, or marked as damaged.
Law: no file, whatever its bytes, raises; what cannot be read is a problem that says what to do.
Shapes: `columns` n texts each, by header, "" where blank; `row` n row numbers; `damaged` n booleans.
Not here: what a column means (`rosters`), and files that are not tables.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from commonground.files.delimited import read_delimited
from commonground.files.findings import gathered, quoted
from commonground.files.grid import Grid, column_names, header_row
from commonground.files.limits import LIMITS, Limits, too_large
from commonground.values.labels import Labels
from commonground.values.problem import Place, Problem, Severity
from commonground.values.wording import counted
from commonground.workforce.roster import Source

PARQUET, PACKED = b"PAR1", b"PK\x03\x04"
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


Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Table:
    """Columns of text under one header; see the module for shapes."""

    columns: Mapping[str, Labels]
    row: npt.NDArray[np.int64]
    damaged: npt.NDArray[np.bool_]
    source: Source
    sheet: str | None = None

    def __len__(self) -> int:
        return len(self.row)

    @property
    def headers(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(self.columns)

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
    if data.startswith(PARQUET):
        from commonground.files.parquet import read_parquet

        return read_parquet(data, file, limits)
    if data.startswith(PACKED):
        from commonground.files.workbook import read_workbook

        return read_workbook(data, file, sheet, limits)
    return read_delimited(data, file, limits)


def _headed(grid: Grid, source: Source) -> TableReading:
    """The table under the grid's header row."""
    place = Place(source.file, sheet=grid.sheet)
    header = header_row(grid)
    if header is None:
        return TableReading(None, (*grid.problems, _headless(grid, place)))
    heads = grid.texts(header)
    names, repeated = column_names(heads)
    width = len(names) if grid.cells is None else int(grid.cells[header])
    below = _below(grid, header)
    marks = [_filled(column) for column in below.columns]
    filled = np.logical_or.reduce(marks)
    damaged = np.zeros(len(filled), dtype=np.bool_) if below.cells is None else _ragged(marks, below.cells, width)
    problems = [*grid.problems, *(_repeated(place, int(grid.row[header]), name) for name in repeated)]
    problems += _damage(below, damaged & filled, width, place)
    kept = {
        name: column.take(filled)
        for index, (name, column) in enumerate(zip(names, below.columns, strict=True))
        if index < width and (heads[index].strip() or marks[index].any())
    }
    table = Table(kept, below.row[filled], damaged[filled], source, grid.sheet)
    if not len(table):
        problems.append(_no_rows(place, int(grid.row[header])))
    return TableReading(table, gathered(problems))


def _below(grid: Grid, header: int) -> Grid:
    """The rows below the header."""
    rows = slice(header + 1, None)
    columns = tuple(Labels(column.words, column.codes[rows]) for column in grid.columns)
    return Grid(columns, grid.row[rows], None if grid.cells is None else grid.cells[rows], grid.sheet)


def _filled(column: Labels) -> Flags:
    """Which cells of a column hold anything but blanks."""
    return np.array([bool(word.strip()) for word in column.words], dtype=np.bool_)[column.codes]


def _ragged(marks: Sequence[Flags], cells: npt.NDArray[np.int64], width: int) -> Flags:
    """Which rows have fewer cells than the header, or more that are not blank."""
    over = np.zeros(len(cells), dtype=np.bool_)
    for filled in marks[width:]:
        over |= filled
    return (cells < width) | over


def _damage(below: Grid, damaged: Flags, width: int, place: Place) -> list[Problem]:
    found: list[Problem] = []
    if below.cells is None:
        return found
    for index in np.flatnonzero(damaged).tolist():
        lines = sum(cell.count("\n") for cell in below.texts(index)) + 1
        over = f" over {counted(lines, 'line')}" if lines > 1 else ""
        last = index == len(below.row) - 1 and below.cells[index] < width
        mend = "Correct the row: " + (
            "the file seems to be cut off there; export it again."
            if last
            else "a delimiter or a quotation mark inside a value shifts what follows; put the value in quotation marks."
        )
        where = Place(place.file, row=int(below.row[index]), sheet=place.sheet)
        got = f"{int(below.cells[index])} cells{over}"
        found.append(Problem("ragged-row", where, got, f"{width}, as in the header", mend))
    return found


def _headless(grid: Grid, place: Place) -> Problem:
    if not any(_filled(column).any() for column in grid.columns):
        return Problem("empty-file", place, "nothing", "a header row and rows", "Choose another file.")
    first = Place(place.file, row=int(grid.row[0]), sheet=place.sheet)
    cells = ", ".join(quoted(cell) for cell in grid.texts(0)[:4])
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
