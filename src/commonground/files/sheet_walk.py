"""A walk over a workbook's own XML: what the reader of values does not tell, and what a hostile file would hide.

Found: how far a sheet's cells reach, error values, formulas never computed, merged ranges, and how much text the cells
have once each has its own copy. Nothing is kept but these; a walk costs time and no memory.
Source: ECMA-376 part 1, chapter 18 (SpreadsheetML).
"""

from __future__ import annotations

import zipfile
from contextlib import suppress
from dataclasses import dataclass, field
from xml.parsers import expat

BLOCK = 1 << 20
MERGED_SHOWN = 1_000
MARKS_SHOWN = 200_000
NEVER_COMPUTED = "=not computed"
Position = tuple[int, int]


@dataclass
class Walk:
    """What a walk over a sheet found; positions are row and column, from one.

    `rows`, `columns` and `left` are the last row, last column and first column of cells that hold anything: a cell may
    be there for its colour alone. `listed` is how many rows the sheet lists, with or without cells.
    """

    rows: int = 0
    columns: int = 0
    left: int = 0
    shared: int = 0
    listed: int = 0
    marks: dict[Position, str] = field(default_factory=dict)
    merged: list[tuple[Position, Position]] = field(default_factory=list)


def local(name: str) -> str:
    """An element's name without its namespace."""
    return name.rpartition(":")[2] if ":" in name else name


def elements(package: zipfile.ZipFile, member: str, wanted: str) -> list[dict[str, str]]:
    """The attributes of every element of that name in a part of the package."""
    found: list[dict[str, str]] = []
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        if local(name) == wanted:
            found.append(attributes)

    parser.StartElementHandler = start
    feed(parser, package, member)
    return found


def feed(parser: expat.XMLParserType, package: zipfile.ZipFile, member: str) -> None:
    """Parse a part of the package, block by block."""
    with package.open(member) as stream:
        while block := stream.read(BLOCK):
            parser.Parse(block, False)
    parser.Parse(b"", True)


def position(reference: str, columns: dict[str, int]) -> Position | None:
    """Row and column of a reference such as "BC12"; None where it is none. `columns` remembers letters already read."""
    letters = reference.rstrip("0123456789")
    digits = reference[len(letters) :]
    if letters not in columns:
        columns[letters] = _column(letters)
    if not 0 < len(digits) < 8 or not columns[letters]:
        return None
    return int(digits), columns[letters]


def _column(letters: str) -> int:
    """The number of a column, 0 where the letters name none."""
    if not 0 < len(letters) < 4 or not (letters.isascii() and letters.isalpha() and letters.isupper()):
        return 0
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def walk_sheet(package: zipfile.ZipFile, member: str, most_rows: int) -> Walk:
    """Walk one sheet, to its end or to the first row beyond the most that are read."""
    return _SheetWalk(most_rows).over(package, member)


class _TooManyRows(Exception):
    """A sheet lists more rows than are read."""


class _SheetWalk:
    """The state of a walk over a sheet: where it is, and what it knows of the cell there."""

    def __init__(self, most_rows: int) -> None:
        self.walk = Walk()
        self.most_rows = most_rows
        self.row = self.column = 0
        self.error = self.formula = self.value = False
        self.known: dict[str, int] = {}
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start

    def over(self, package: zipfile.ZipFile, member: str) -> Walk:
        with suppress(_TooManyRows):
            feed(self.parser, package, member)
        self.leave_cell()
        return self.walk

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "c":
            self.enter_cell(attributes)
        elif name == "v" or name == "is":
            self.reach()
            if self.error or self.formula:
                self.parser.CharacterDataHandler = self.text
        elif name == "row":
            self.leave_cell()
            number = attributes.get("r", "")
            self.row = int(number) if number.isdecimal() and len(number) < 8 else self.row + 1
            self.column = 0
            self.walk.listed += 1
            if self.walk.listed > self.most_rows:
                raise _TooManyRows
        elif name == "f":
            self.formula = True
        elif name == "mergeCell":
            self.merge(attributes.get("ref", ""))

    def enter_cell(self, attributes: dict[str, str]) -> None:
        if self.error or self.formula:
            self.leave_cell()
        at = position(attributes.get("r", ""), self.known)
        self.row, self.column = at or (self.row, self.column + 1)
        kind = attributes.get("t")
        if kind == "s":
            self.walk.shared += 1
        elif kind == "e":
            self.error = True

    def reach(self) -> None:
        walk = self.walk
        if self.row > walk.rows:
            walk.rows = self.row
        if self.column > walk.columns:
            walk.columns = self.column
        if self.column < walk.left or not walk.left:
            walk.left = self.column

    def leave_cell(self) -> None:
        if self.formula and not self.value:
            self.mark(NEVER_COMPUTED)
        self.error = self.formula = self.value = False
        self.parser.CharacterDataHandler = None

    def text(self, characters: str) -> None:
        self.value = True
        if self.error:
            self.mark(self.walk.marks.get((self.row, self.column), "") + characters[:20])

    def mark(self, text: str) -> None:
        if len(self.walk.marks) < MARKS_SHOWN:
            self.walk.marks[self.row, self.column] = text

    def merge(self, reference: str) -> None:
        self.leave_cell()
        first, _, last = reference.partition(":")
        corners = position(first, self.known), position(last, self.known)
        if corners[0] and corners[1] and len(self.walk.merged) < MERGED_SHOWN:
            self.walk.merged.append((corners[0], corners[1]))


def shared_lengths(package: zipfile.ZipFile) -> list[int]:
    """How long each text is that the cells of a workbook share: a small file can repeat a long one a million times."""
    lengths: list[int] = []

    def start(name: str, _: dict[str, str]) -> None:
        if local(name) == "si":
            lengths.append(0)

    def text(characters: str) -> None:
        if lengths:
            lengths[-1] += len(characters)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    for member in package.namelist():
        if member.lower() == "xl/sharedstrings.xml":
            feed(parser, package, member)
    return lengths


def expanded_text(package: zipfile.ZipFile, member: str, lengths: list[int]) -> int:
    """How much text a sheet has once every cell has its own copy of the shared text that it names."""
    total = 0
    pending: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal total
        number = "".join(pending).strip()
        total += lengths[int(number)] if number.isdecimal() and int(number) < len(lengths) else 0
        pending.clear()
        shared = local(name) == "c" and attributes.get("t") == "s"
        parser.CharacterDataHandler = pending.append if shared or (local(name) == "v" and follows[0]) else None
        follows[0] = shared

    follows = [False]
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    feed(parser, package, member)
    return total
