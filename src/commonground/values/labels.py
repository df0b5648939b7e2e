"""Labels: a column of words (a lane, a school, a health plan), kept as codes into the distinct words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Labels:
    """A column of words, kept as codes: `words[codes[i]]` is row i's word; the empty word means not stated."""

    words: tuple[str, ...]
    codes: npt.NDArray[np.int32]

    @classmethod
    def of(cls, values: Iterable[str]) -> Labels:
        """Code a column of words.

        >>> Labels.of(["BA", "MA", "BA"]).codes
        array([0, 1, 0], dtype=int32)
        """
        found: dict[str, int] = {}
        codes = np.fromiter((found.setdefault(value, len(found)) for value in values), dtype=np.int32)
        return cls(tuple(found), codes)

    @classmethod
    def constant(cls, word: str, rows: int) -> Labels:
        """A column that says the same word everywhere."""
        return cls((word,), np.zeros(rows, dtype=np.int32))

    def __getitem__(self, row: int) -> str:
        return self.words[int(self.codes[row])]

    def __len__(self) -> int:
        return len(self.codes)

    def take(self, rows: npt.NDArray[np.intp] | npt.NDArray[np.bool_]) -> Labels:
        """The same words for the chosen rows."""
        return Labels(self.words, self.codes[rows])

    def to_list(self) -> list[str]:
        """The words, row by row."""
        return [self.words[code] for code in self.codes.tolist()]

    def among(self, words: Collection[str]) -> npt.NDArray[np.bool_]:
        """Whether each row's word is one of these.

        >>> Labels.of(["BA", "MA", "BA"]).among(["MA"])
        array([False,  True, False])
        """
        per_word = np.array([word in words for word in self.words], dtype=bool)
        return per_word[self.codes] if len(self.words) else np.zeros(0, dtype=bool)

    def numbers(self, by_word: Mapping[str, int], otherwise: int = 0) -> npt.NDArray[np.int64]:
        """A number for each row by its word.

        >>> Labels.of(["BA", "MA", "BA"]).numbers({"MA": 1})
        array([0, 1, 0])
        """
        per_word = np.array([by_word.get(word, otherwise) for word in self.words], dtype=np.int64)
        return per_word[self.codes] if len(self.words) else np.zeros(0, dtype=np.int64)
