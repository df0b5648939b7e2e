"""The lines of a TOML file: where each table, each value, and each entry of a list stands, as an editor counts lines.

Law: the text has been read as TOML before; here it is only walked, so that a problem can name its line. Past a bound of
tokens nothing is told, and a problem there names the table around it.
Not here: what the values are (`toml`).
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterator

Key = tuple[str | int, ...]
TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
    r"|[\n\[\]{}=,.]"
    r"|[^\s\"'#\[\]{}=,.]+",
    re.DOTALL,
)
MOST_TOKENS = 300_000
ENDS = frozenset((",", "]", "}", "\n", ""))


def line_numbers(text: str) -> dict[Key, int]:
    """The line of each table, each key, and each entry of a list, however deep.

    >>> line_numbers('[[edit]]\\nat = "rate"\\n')
    {('edit',): 1, ('edit', 0): 1, ('edit', 0, 'at'): 2}
    """
    return _Walk(text).lines


class _Walk:
    """A walk over the tokens of a file; `table` is the one that the last header opened."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Key, int] = {}
        self.counts: dict[Key, int] = {}
        self.tokens = _tokens(text)
        self.token, self.line = "\n", 1
        table: Key = ()
        self._on()
        while self.token:
            if self.token == "\n":
                self._on()
            elif self.token == "[":
                table = self._header()
            else:
                self._pair(table)

    def _on(self) -> str:
        """Go to the next token; the one that was passed."""
        passed = self.token
        self.token, self.line = next(self.tokens, ("", self.line))
        return passed

    def _header(self) -> Key:
        line = self.line
        self._on()
        is_list = self.token == "["
        if is_list:
            self._on()
        names = self._names()
        while self.token == "]":
            self._on()
        path: Key = ()
        for name in names[:-1]:
            self.lines.setdefault((*path, name), line)
            path = self._last((*path, name))
        path = (*path, names[-1])
        self.lines.setdefault(path, line)
        if not is_list:
            return self._last(path)
        self.counts[path] = self.counts.get(path, 0) + 1
        path = self._last(path)
        self.lines[path] = line
        return path

    def _last(self, path: Key) -> Key:
        """The path itself, or its last entry where it is a list of tables."""
        return (*path, self.counts[path] - 1) if path in self.counts else path

    def _names(self) -> Key:
        names = [_name(self._on())]
        while self.token == ".":
            self._on()
            names.append(_name(self._on()))
        return tuple(names)

    def _pair(self, table: Key) -> None:
        line = self.line
        names = self._names()
        for length in range(1, len(names) + 1):
            self.lines.setdefault((*table, *names[:length]), line)
        self._on()
        self._value((*table, *names))

    def _value(self, path: Key) -> None:
        self.lines.setdefault(path, self.line)
        opened = self._on()
        if opened == "[":
            self._entries(path)
        elif opened == "{":
            while self.token not in ("}", ""):
                if self.token in (",", "\n"):
                    self._on()
                else:
                    self._pair(path)
            self._on()
        else:
            while self.token not in ENDS:
                self._on()

    def _entries(self, path: Key) -> None:
        number = 0
        while self.token not in ("]", ""):
            if self.token in (",", "\n"):
                self._on()
            else:
                self._value((*path, number))
                number += 1
        self._on()


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """Each token with its line, up to a bound; comments and blanks are left out."""
    line = 1
    for found in itertools.islice(TOKEN.finditer(text), MOST_TOKENS):
        token = found[0]
        if not token.startswith("#"):
            yield token, line
        line += token.count("\n")


def _name(token: str) -> str:
    """A key as it is meant, without its quotation marks."""
    if token[:1] not in ('"', "'"):
        return token
    return next(iter(tomllib.loads(f"{token} = 0"))) if "\\" in token else token[1:-1]
