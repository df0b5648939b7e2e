"""A coded column: each different text of a column read once, and every row pointing at its text.

Shapes: `words` are the k different texts without blanks around them; `codes` n numbers below k.
The column as the file has it, blanks and all, is `values.labels.Labels`.
A payroll of forty thousand rows has some two thousand different salaries; reading each once is exact and quick.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from commonground.files.cells import NotRead
from commonground.values.labels import Labels

SHIELDED = re.compile(r"^'+[=+\-@\t\r]")


@dataclass(frozen=True, eq=False)
class Coded:
    """A column of text, coded; see the module for shapes."""

    words: list[str]
    codes: npt.NDArray[np.int32]

    @classmethod
    def of(cls, column: Labels) -> Coded:
        """A file's column, the blanks around its texts taken off."""
        return cls([_unshielded(text.strip()) for text in column.words], column.codes)._each_word_once()

    def translated(self, translation: Mapping[str, str]) -> Coded:
        """The column with the file's words replaced by the roster's."""
        if not translation:
            return self
        return Coded([translation.get(word, word) for word in self.words], self.codes)._each_word_once()

    def _each_word_once(self) -> Coded:
        found: dict[str, int] = {}
        again = np.array([found.setdefault(word, len(found)) for word in self.words], dtype=np.int32)
        return self if len(found) == len(self.words) else Coded(list(found), again[self.codes])

    @classmethod
    def constant(cls, word: str, rows: int) -> Coded:
        """A column that says the same everywhere."""
        return cls([word], np.zeros(rows, dtype=np.int32))

    def read(self, read: Callable[[str], int], blank: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
        """Every word read as a number, `blank` where it is blank; and which words could not be read."""
        values = np.full(len(self.words), blank, dtype=np.int64)
        unread = np.zeros(len(self.words), dtype=np.bool_)
        for code, word in enumerate(self.words):
            if word:
                try:
                    values[code] = read(word)
                except (NotRead, OverflowError):
                    unread[code] = True
        return values, unread

    def which(self, chosen: Callable[[str], bool]) -> npt.NDArray[np.bool_]:
        """Which rows hold a word that is chosen."""
        return np.fromiter(map(chosen, self.words), dtype=np.bool_, count=len(self.words))[self.codes]

    def labels(self, rows: npt.NDArray[np.bool_]) -> Labels:
        """The chosen rows as a roster's words, with no word that they do not use."""
        codes = self.codes[rows]
        used = np.bincount(codes, minlength=len(self.words)) > 0
        renumbered = (np.cumsum(used) - 1).astype(np.int32)
        return Labels(
            tuple(word for word, is_used in zip(self.words, used.tolist(), strict=True) if is_used), renumbered[codes]
        )


def shielded(text: str) -> str:
    """A word as it is written to CSV: one that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{text}" if re.match(r"^'*[=+\-@\t\r]", text) else text


def _unshielded(text: str) -> str:
    return text[1:] if text.startswith("'") and SHIELDED.match(text) else text
