"""Delimited text (CSV, TSV): bytes into a grid of cells.

Law: the row of a record is the row that a spreadsheet shows, also past blank lines and line breaks in quotation marks.
A regular file is taken apart by polars, all columns at once; where the counts of line ends and delimiters do not
agree with what came out (ragged rows, blank lines, stray quotation marks) it is read again, record by record.
Source: RFC 4180; what spreadsheets and payroll systems write beyond it was found by trying.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice

import numpy as np
import polars as pl

from commonground.files.findings import quoted
from commonground.files.grid import Grid
from commonground.files.limits import Limits
from commonground.values.problem import Place, Problem, Severity
from commonground.values.wording import counted

DELIMITERS = (",", "\t", ";", "|")
SNIFFED = 100_000
CHUNK = 50_000
FEW_MARKS = 200_000
SENTINEL = "\x1fend of file\x1f"


def read_delimited(data: bytes, file: str, limits: Limits) -> Grid | Problem:
    """Take delimited text apart; a problem where it is no text, or past a limit."""
    place = Place(file)
    text, problems = _as_utf8(data, file)
    if text is None:
        return problems[0]
    if b"\n" not in text and b"\r" in text:
        text = text.replace(b"\r", b"\n")
    text = text.rstrip(b"\r\n")
    delimiter, text = _delimiter(text)
    lines = text.count(b"\n") + 1
    width = max(line.count(delimiter.encode()) for line in text[:SNIFFED].split(b"\n")) + 1
    regular = None if limits.exceeded_by(place, lines - 1, width) else _at_once(text, delimiter)
    grid = regular or _record_by_record(text, delimiter, place, limits)
    if isinstance(grid, Problem):
        return grid
    if problem := limits.exceeded_by(place, grid.frame.height - 1, grid.frame.width):
        return problem
    return Grid(grid.frame, grid.row, grid.cells, None, (*problems, *grid.problems))


def _as_utf8(data: bytes, file: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The text as UTF-8 without a byte order mark, and a warning where its encoding had to be assumed."""
    marks = (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe\x00\x00", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    )
    encoding = next((name for mark, name in marks if data.startswith(mark)), None) or _unmarked(data)
    if encoding == "utf-8":
        data = data.removeprefix(b"\xef\xbb\xbf")
        if data.isascii() or _decodes(data, "utf-8"):
            return _if_text(data, file)
        encoding = "cp1252" if _decodes(data, "cp1252") else "latin-1"
    try:
        decoded = data.decode(encoding).removeprefix("\ufeff").encode("utf-8")
    except UnicodeError:
        return None, (_not_a_table(file, f"bytes that are not {encoding}"),)
    text, problems = _if_text(decoded, file)
    if text is None or encoding not in ("cp1252", "latin-1"):
        return text, problems
    mend = "If names look wrong, save the file again as CSV UTF-8."
    assumed = Problem(
        "encoding", Place(file), f"text that is not UTF-8, read as {encoding}", "UTF-8", mend, Severity.WARNING
    )
    return text, (assumed,)


def _unmarked(data: bytes) -> str:
    """UTF-16 without a mark shows as every other byte zero."""
    head = data[:4_000]
    if len(head) >= 4 and len(head) % 2 == 0 and head.count(0) * 3 > len(head):
        return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"
    return "utf-8"


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _if_text(data: bytes, file: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    head = data[:SNIFFED]
    strange = len(head) - len(head.translate(None, bytes(range(9)) + bytes(range(14, 32))))
    if strange * 50 > len(head):
        return None, (_not_a_table(file, "bytes that are not text"),)
    return data, ()


def _not_a_table(file: str, got: str) -> Problem:
    return Problem(
        "not-a-table", Place(file), got, "a table: CSV, TSV, XLSX or Parquet", "Export the table again as CSV or XLSX."
    )


def _delimiter(text: bytes) -> tuple[str, bytes]:
    """The delimiter, and the text without a spreadsheet's `sep=` line (which no spreadsheet shows as a row)."""
    head = text[:SNIFFED]
    if head[:4].lower() == b"sep=" and head[4:5] in (b",", b"\t", b";", b"|") and head[5:6] in (b"\r", b"\n"):
        return chr(head[4]), text[7:] if head[5:7] == b"\r\n" else text[6:]
    sample = head.decode("utf-8", errors="ignore")
    if len(text) > SNIFFED:
        sample = sample.rpartition("\n")[0] or sample
    return max(DELIMITERS, key=lambda delimiter: _fit(sample, delimiter)), text


def _fit(sample: str, delimiter: str) -> float:
    """How well a delimiter fits: the cells it makes in the rows that agree on the commonest width above one, times the
    share of the rows that agree; tenfold where the first row, which is mostly the header, is one of them.
    """
    if delimiter not in sample:
        return 0
    found: list[int] = []
    try:
        for record in islice(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), 200):
            found.append(len(record))
    except csv.Error:
        pass
    widths = Counter(width for width in found if width)
    rows, first = widths.total(), next((width for width in found if width), 0)
    scores = (w * agree * agree / rows * (10 if w == first else 1) for w, agree in widths.items() if w > 1)
    return max(scores, default=0)


def _at_once(text: bytes, delimiter: str) -> Grid | None:
    """The grid of a regular file, all columns at once; None where the counts do not agree."""
    if not text or text.count(b"\r") != text.count(b"\r\n"):
        return None
    try:
        frame = pl.read_csv(text, has_header=False, separator=delimiter, infer_schema=False).fill_null("")
    except (pl.exceptions.PolarsError, ValueError):
        return None
    ends, delimiters = frame.height - 1, frame.height * (frame.width - 1)
    if b'"' in text:
        inside = _inside_quotation_marks(text, delimiter, frame)
        ends, delimiters = ends + inside[0], delimiters + inside[1]
    if (text.count(b"\n"), text.count(delimiter.encode())) != (ends, delimiters):
        return None
    return Grid(frame, np.arange(1, frame.height + 1, dtype=np.int64))


def _inside_quotation_marks(text: bytes, delimiter: str, frame: pl.DataFrame) -> tuple[int, int]:
    """How many line ends and delimiters stand inside quotation marks, and so part nothing."""
    if text.count(b'"') < FEW_MARKS:
        quoted_text = b"".join(text.split(b'"')[1::2])
        return quoted_text.count(b"\n"), quoted_text.count(delimiter.encode())
    marks = frame.select(
        pl.sum_horizontal(pl.all().str.count_matches(mark, literal=True).sum()).alias(name)
        for name, mark in (("ends", "\n"), ("delimiters", delimiter))
    )
    return marks.row(0)[0], marks.row(0)[1]


def _record_by_record(text: bytes, delimiter: str, place: Place, limits: Limits) -> Grid | Problem:
    """The grid of any file: slower, and forgiving."""
    lines = chain(io.StringIO(text.decode("utf-8"), newline=""), [SENTINEL])
    records = csv.reader(lines, delimiter=delimiter)
    frames: list[pl.DataFrame] = []
    cells: list[int] = []
    problems: list[Problem] = []
    sound = _until_broken(records, place, problems)
    while chunk := list(islice(sound, CHUNK)):
        cells.extend(map(len, chunk))
        width = max(map(len, chunk))
        if problem := limits.exceeded_by(place, len(cells) - 1, max([width, *(frame.width for frame in frames)])):
            return problem
        padded = [[*record, *[""] * (width - len(record))] for record in chunk]
        frames.append(pl.DataFrame(padded, schema=[(f"column_{i + 1}", pl.String) for i in range(width)], orient="row"))
    frame = pl.concat(frames, how="diagonal").fill_null("") if frames else pl.DataFrame()
    counts = np.array(cells, dtype=np.int64)
    filled = counts > 0
    rows = np.arange(1, len(cells) + 1, dtype=np.int64)
    return Grid(frame.filter(pl.Series(filled)), rows[filled], counts[filled], None, tuple(problems))


def _until_broken(records: Iterator[list[str]], place: Place, problems: list[Problem]) -> Iterator[list[str]]:
    """The records up to the end of the file, or to the first quotation mark that nothing closes."""
    row = 0
    try:
        for row, record in enumerate(records, start=1):
            if record == [SENTINEL]:
                return
            if record and record[-1].endswith(SENTINEL):
                problems.append(_never_closed(place, row, record[-1].removesuffix(SENTINEL)))
                yield [cell.removesuffix(SENTINEL).partition("\n")[0] for cell in record[:-1]]
                return
            yield record
    except csv.Error:
        problems.append(_never_closed(place, row + 1, ""))


def _never_closed(place: Place, row: int, swallowed: str) -> Problem:
    lost = swallowed.count("\n")
    got = f"a quotation mark that is never closed, before {quoted(swallowed.partition(chr(10))[0])}"
    if lost:
        got += f"; the {counted(lost, 'line')} after it cannot be told apart"
    mend = "Close the quotation mark in that row, or export the file again: it may have been cut off."
    return Problem(
        "unclosed-quotation-mark", Place(place.file, row=row), got, "a quotation mark at both ends of a value", mend
    )
