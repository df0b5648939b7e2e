"""TOML: the folder's files as people write them, with exact decimals and the line of every value.

Law: a number with a point is read as an exact decimal, never as binary floating point.
Law: no file raises; what cannot be read is a problem with its line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from commonground.values.problem import Place, Problem

MOST_BYTES = 8_000_000
DEEPEST = 40
HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
KEY = re.compile(r"""^\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=""")
NAME = re.compile(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""")
WHERE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")

Key = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """A TOML file: what it says, and on which line it says it."""

    file: str
    said: Mapping[str, Any]
    lines: Mapping[Key, int]

    def place(self, *path: str | int) -> Place:
        """The place of a value, or of the nearest table around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return Place(self.file, line=self.lines[path[:length]], column=str(path[-1]))
        return Place(self.file, column=str(path[-1]) if path else None)


def read_toml(path: Path, name: str | None = None) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read a TOML file; the document is None where there is a problem."""
    file = name or path.name
    try:
        if path.stat().st_size > MOST_BYTES:
            return None, (_unreadable(file, f"{path.stat().st_size:,} bytes", f"at most {MOST_BYTES:,} bytes"),)
        raw = path.read_bytes()
    except OSError as problem:
        return None, (_unreadable(file, problem.strerror or "nothing readable", "a file that can be read"),)
    try:
        text = _decoded(raw)
    except UnicodeDecodeError as problem:
        return None, (_unreadable(file, f"byte {problem.start} that is not UTF-8", "text in UTF-8"),)
    try:
        said = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as problem:
        return None, (_syntax(file, text, str(problem)),)
    except RecursionError:
        return None, (_unreadable(file, "values nested too deep to read", f"at most {DEEPEST} levels"),)
    if _depth(said) > DEEPEST:
        return None, (_unreadable(file, f"values nested {_depth(said)} deep", f"at most {DEEPEST} levels"),)
    return Document(file, said, line_numbers(text)), ()


def _decoded(raw: bytes) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if raw.startswith(mark):
            return raw.decode(encoding).replace("\r\n", "\n")
    return raw.decode("utf-8").replace("\r\n", "\n")


def _unreadable(file: str, got: str, expected: str) -> Problem:
    return Problem("unreadable-file", Place(file), got, expected, "Check the file's name and how it was saved.")


def _syntax(file: str, text: str, message: str) -> Problem:
    found = WHERE.search(message)
    line = int(found[1]) if found and found[1] else text.count("\n") + 1
    shown = text.splitlines()[line - 1].strip()[:60] if line <= len(text.splitlines()) else "the end of the file"
    why = WHERE.sub("", message).strip()
    return Problem(
        "toml-syntax",
        Place(file, line=line),
        got=f"`{shown}` ({why})",
        expected='TOML, such as: title = "General raise"',
        mend="Look at this line and the one before it for a missing quote, bracket or equals sign.",
    )


def _depth(value: Any) -> int:
    deepest, waiting = 0, [(value, 1)]
    while waiting:
        held, depth = waiting.pop()
        deepest = max(deepest, depth)
        inner = held.values() if isinstance(held, dict) else held if isinstance(held, list) else ()
        waiting.extend((item, depth + 1) for item in inner if isinstance(item, dict | list))
    return deepest


def line_numbers(text: str) -> dict[Key, int]:
    """The line of each table, each key, and each item of a list that begins a line of its own.

    >>> line_numbers('[[edit]]\\nat = "rate"\\n')
    {('edit',): 1, ('edit', 0): 1, ('edit', 0, 'at'): 2}
    """
    lines: dict[Key, int] = {}
    counts: dict[Key, int] = {}
    table: Key = ()
    array: Key | None = None
    item = depth = 0
    quoted: str | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        if quoted is not None:
            quoted = None if line.count(quoted) % 2 else quoted
            continue
        bare = _without_strings(line)
        if depth == 0:
            array = None
            if header := HEADER.match(line):
                table = _table(header[1], _names(header[2]), counts, lines, number)
            elif key := KEY.match(line):
                array = (*table, *_names(key[1]))
                lines.setdefault(array, number)
                item = 0
                bare = _without_strings(line[key.end() :])
        elif (
            array is not None
            and depth == 1
            and bare.strip() not in ("", "]", "],")
            and not bare.strip().startswith("#")
        ):
            lines.setdefault((*array, item), number)
        for mark in ('"""', "'''"):
            if line.count(mark) % 2:
                quoted = mark
        opened = depth
        depth = max(0, depth + bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}"))
        if array is not None and opened >= 1 and depth == 1 and bare.strip() not in ("", "]"):
            item += 1
    return lines


def _table(mark: str, names: Key, counts: dict[Key, int], lines: dict[Key, int], number: int) -> Key:
    path: Key = ()
    for name in names[:-1]:
        path = (*path, name)
        if path in counts:
            path = (*path, counts[path] - 1)
    path = (*path, names[-1])
    lines.setdefault(path, number)
    if mark == "[[":
        path, counts[path] = (*path, counts.get(path, 0)), counts.get(path, 0) + 1
        lines[path] = number
    elif path in counts:
        path = (*path, counts[path] - 1)
    return path


def _names(text: str) -> Key:
    return tuple(name.strip("\"'") for name in NAME.findall(text))


def _without_strings(line: str) -> str:
    return re.sub(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'', "", line).split("#", 1)[0]
