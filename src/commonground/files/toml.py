"""TOML: the folder's files as people write them, with exact decimals and the line of every value.

Law: a number with a point is read as an exact decimal, never as binary floating point.
Law: no file raises; what cannot be read is a problem with its line.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from commonground.files.findings import quoted
from commonground.files.ready import how_to_write
from commonground.files.toml_lines import Key, line_numbers
from commonground.values.problem import Place, Problem
from commonground.values.wording import counted

MOST_BYTES = 8_000_000
MOST_DIGITS = 60
DEEPEST = 40
KEY_PART = r"(?:[A-Za-z0-9_-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*\.[ \t]*"
DEEP_KEY = re.compile(rf"(?<![A-Za-z0-9_-])(?:{KEY_PART}){{{DEEPEST}}}")
WHERE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")
A_DAY = re.compile(r"(?<![\w-])\d{4}-\d{1,2}-\d{1,2}(?![\w-])")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
SAVE_AGAIN = "Open it in a text editor and save it again as UTF-8."
LOOK = "Look at this line and the one before it for a missing quote, bracket or equals sign."


class NotExact(ValueError):
    """A number that no exact decimal of a sensible length says: infinite, no number, or of a thousand digits."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"{text} is no decimal of at most {MOST_DIGITS} digits")


@dataclass(frozen=True)
class Document:
    """A TOML file: what it says, and its text, by which a problem finds its line."""

    file: str
    said: Mapping[str, Any]
    text: str

    @cached_property
    def lines(self) -> Mapping[Key, int]:
        """On which line each table, value and entry of a list stands."""
        return line_numbers(self.text)

    def place(self, *path: str | int) -> Place:
        """The place of a value, or of the nearest table around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return Place(self.file, line=self.lines[path[:length]], column=named(path), sort="key")
        return Place(self.file, column=named(path), sort="key")


def named(path: Key) -> str | None:
    """How a message calls a value: by its own name, an entry of a list by the list's name and its number.

    >>> named(("provision", 3, "terms", "premiums", 1))
    'premiums[1]'
    """
    words = [number for number, part in enumerate(path) if isinstance(part, str)]
    return "".join([str(path[words[-1]]), *(f"[{part}]" for part in path[words[-1] + 1 :])]) if words else None


def read_toml(path: Path, name: str | None = None) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read a TOML file; the document is None where there is a problem."""
    file = name or path.name
    raw = _bytes(path, file)
    if isinstance(raw, Problem):
        return None, (raw,)
    try:
        text = _decoded(raw)
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        return None, (_unreadable(file, "a letter that is not UTF-8", "text in UTF-8", SAVE_AGAIN, line),)
    return toml_of(text, file)


def toml_of(text: str, file: str) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read a text as TOML; the document is None where there is a problem, which names `file`."""
    if deep := DEEP_KEY.search(text):  # before it is read: the time to read a key grows as the square of its parts
        line = text.count("\n", 0, deep.start()) + 1
        return None, (_too_deep(file, f"a key of more than {DEEPEST} parts", line),)
    try:
        said = tomllib.loads(text, parse_float=_exact)
    except tomllib.TOMLDecodeError as problem:
        return None, (_syntax(file, text, str(problem)),)
    except NotExact as problem:
        return None, (_inexact(file, text, problem.text),)
    except ValueError:
        return None, (_unreadable(file, "a number of thousands of digits", "numbers that people write", SAVE_AGAIN),)
    except RecursionError:
        return None, (_too_deep(file, "values nested too deep to read"),)
    if _depth(said) > DEEPEST:
        return None, (_too_deep(file, f"values nested {_depth(said)} deep"),)
    return Document(file, said, text), ()


def _bytes(path: Path, file: str) -> bytes | Problem:
    try:
        if path.is_dir():
            return _unreadable(file, "a folder", "a file", "Name the file inside it, or move the folder away.")
        if path.exists() and not path.is_file():
            return _unreadable(file, "something that is no file", "a file", "Put a file there, or correct the name.")
        if path.stat().st_size > MOST_BYTES:
            got, expected = counted(path.stat().st_size, "byte"), f"at most {MOST_BYTES:,} bytes"
            return _unreadable(file, got, expected, "Keep tables of figures in a CSV that the file names.")
        return path.read_bytes()
    except FileNotFoundError:
        return _unreadable(file, "no such file", "a file of this name", how_to_write(path.name))
    except (OSError, ValueError) as problem:
        got = getattr(problem, "strerror", None) or "nothing readable"
        return _unreadable(file, got, "a file that can be read", "Ask for the right to read it.")


def _decoded(raw: bytes) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if raw.startswith(mark):
            return _lines_ended(raw.decode(encoding))
    if raw[1:2] == b"\0" or raw[:1] == b"\0":
        return _lines_ended(raw.decode("utf-16-le" if raw[1:2] == b"\0" else "utf-16-be"))
    return _lines_ended(raw.decode("utf-8"))


def _lines_ended(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _exact(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite() or max(len(text), abs(number.adjusted())) > MOST_DIGITS:
        raise NotExact(text)
    return number


def _unreadable(file: str, got: str, expected: str, mend: str, line: int | None = None) -> Problem:
    return Problem("unreadable-file", Place(file, line=line), got, expected, mend)


def _too_deep(file: str, got: str, line: int | None = None) -> Problem:
    mend = "Write tables under headers of their own, such as [provision.terms]."
    return _unreadable(file, got, f"at most {DEEPEST} levels", mend, line)


def _inexact(file: str, text: str, number: str) -> Problem:
    line = text.count("\n", 0, max(0, text.find(number))) + 1
    expected = f"an exact number of at most {MOST_DIGITS} digits"
    return Problem("toml-syntax", Place(file, line=line), quoted(number), expected, "Write it out, such as 0.035.")


def _syntax(file: str, text: str, message: str) -> Problem:
    found = WHERE.search(message)
    written = text.split("\n")
    line = int(found[1]) if found and found[1] else len(written)
    shown = written[line - 1].strip()[:60] if line <= len(written) else ""
    why = WHERE.sub("", message).strip()
    expected, mend = 'TOML, such as: title = "General raise"', LOOK
    if (day := _impossible_day(shown)) is not None:
        why = f"{day} is no day"
    if day is not None or "date" in why:
        expected, mend = "a day that the calendar has, such as 2026-06-30", "Correct the day."
    elif "Cannot" in why:
        expected, mend = "each name once in a table", "Strike one of the two, or begin a table of its own above it."
    return Problem("toml-syntax", Place(file, line=line), f"`{shown or 'the end of the file'}` ({why})", expected, mend)


def _impossible_day(line: str) -> str | None:
    """The first day on a line, outside texts and comments, that the calendar does not have."""
    for day in A_DAY.findall(QUOTED.sub("", line).split("#")[0]):
        try:
            dt.date.fromisoformat(day)
        except ValueError:
            return str(day)
    return None


def _depth(value: Any) -> int:
    deepest, waiting = 0, [(value, 1)]
    while waiting:
        held, depth = waiting.pop()
        deepest = max(deepest, depth)
        inner = held.values() if isinstance(held, dict) else held if isinstance(held, list) else ()
        waiting.extend((item, depth + 1) for item in inner if isinstance(item, dict | list))
    return deepest
