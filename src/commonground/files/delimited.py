"""Delimited text (CSV, TSV): bytes into a grid of cells.

Law: the row of a record is the row that a spreadsheet shows, also past blank lines and line breaks in quotation marks.
A file is read record by record, a column's different texts once each. A large one is first tried all columns at once
(`regular`), which gives the same cells where every row is of one width, and nothing elsewhere.
Source: RFC 4180; what spreadsheets and payroll systems write beyond it was found by trying.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice, zip_longest

import numpy as np

from commonground.files.findings import quoted
from commonground.files.grid import Grid
from commonground.files.limits import Limits
from commonground.values.labels import Labels
from commonground.values.problem import Place, Problem, Severity
from commonground.values.wording import counted

DELIMITERS = (",", "\t", ";", "|")
SNIFFED = 100_000
CHUNK = 50_000
LARGE = 2_000_000  # bytes; below this, loading polars takes longer than it saves
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
    large = _large(text, delimiter, place, limits) if len(text) > LARGE else None
    grid = large or _record_by_record(text, delimiter, place, limits)
    if isinstance(grid, Problem):
        return grid
    if problem := limits.exceeded_by(place, len(grid.row) - 1, len(grid.columns)):
        return problem
    return Grid(grid.columns, grid.row, grid.cells, None, (*problems, *grid.problems))


def _large(text: bytes, delimiter: str, place: Place, limits: Limits) -> Grid | None:
    """The grid of a large file, all columns at once; None where it is not regular, or too large to be read so."""
    from commonground.files.regular import read_regular

    lines = text.count(b"\n") + 1
    width = max(line.count(delimiter.encode()) for line in text[:SNIFFED].split(b"\n")) + 1
    return None if limits.exceeded_by(place, lines - 1, width) else read_regular(text, delimiter)


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


def _record_by_record(text: bytes, delimiter: str, place: Place, limits: Limits) -> Grid | Problem:
    """The grid of any file, forgiving: ragged rows, blank lines, stray quotation marks."""
    lines = chain(io.StringIO(text.decode("utf-8"), newline=""), [SENTINEL])
    records = csv.reader(lines, delimiter=delimiter)
    columns: list[_Column] = []
    cells: list[int] = []
    problems: list[Problem] = []
    sound = _until_broken(records, place, problems)
    while chunk := list(islice(sound, CHUNK)):
        above = len(cells)
        cells.extend(map(len, chunk))
        width = max(len(columns), max(map(len, chunk)))
        if problem := limits.exceeded_by(place, len(cells) - 1, width):
            return problem
        columns += [_Column(above) for _ in range(width - len(columns))]
        texts, blank = zip_longest(*chunk, fillvalue=""), ("",) * len(chunk)
        for column in columns:
            column.add(next(texts, blank))
    counts = np.array(cells, dtype=np.int64)
    filled = counts > 0
    rows = np.arange(1, len(cells) + 1, dtype=np.int64)
    labels = tuple(column.labels().take(filled) for column in columns)
    return Grid(labels, rows[filled], counts[filled], None, tuple(problems))


class _Column:
    """A column while its texts come in, chunk by chunk; it starts blank beside the rows above."""

    def __init__(self, above: int) -> None:
        self.words: dict[str, int] = {"": 0} if above else {}
        self.codes = [np.zeros(above, dtype=np.int32)]

    def add(self, texts: Sequence[str]) -> None:
        words = self.words
        codes = (words.setdefault(text, len(words)) for text in texts)
        self.codes.append(np.fromiter(codes, dtype=np.int32, count=len(texts)))

    def labels(self) -> Labels:
        return Labels(tuple(self.words), np.concatenate(self.codes))


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
        problems.append(_too_long(place, row + 1))


def _too_long(place: Place, row: int) -> Problem:
    """What the reader of CSV refuses: a value past its limit, which is mostly a quotation mark that is never closed."""
    got = f"a value of more than {csv.field_size_limit():,} letters"
    mend = "Look in that row for a quotation mark that is never closed, or for stray text; or export the file again."
    return Problem("unclosed-quotation-mark", Place(place.file, row=row), got, "a table of short values", mend)


def _never_closed(place: Place, row: int, swallowed: str) -> Problem:
    lost = swallowed.count("\n")
    got = f"a quotation mark that is never closed, before {quoted(swallowed.partition(chr(10))[0])}"
    if lost:
        got += f"; the {counted(lost, 'line')} after it cannot be told apart"
    mend = "Close the quotation mark in that row, or export the file again: it may have been cut off."
    return Problem(
        "unclosed-quotation-mark", Place(place.file, row=row), got, "a quotation mark at both ends of a value", mend
    )
