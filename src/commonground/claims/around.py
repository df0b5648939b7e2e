"""Around: the words around a number of a sentence: before it and after it, its clause, and what no contrast divides from it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from commonground.claims.amounts import SaidNumber

CONTRASTED = re.compile(r";|\bwhile\b|\bbut\b|,\sand\s(?=the\b|a\b|it\b)")


@dataclass(frozen=True, slots=True)
class Around:
    """The words around a number: its sentence, its clause's words before and after it, and where the next number begins."""

    sentence: str
    before: str
    after: str

    @property
    def is_first(self) -> bool:
        """Whether no number stands before this one in its sentence."""
        return self.sentence.startswith(self.before)

    @property
    def clause(self) -> str:
        """The number's own clause, from the last break before it to the first one after it, with # for the number."""
        before = re.split(r"[;:]|,\s(?:and|but|while)\s|\bwhile\b|\bbut\b", self.before)[-1]
        after = re.split(r"[;:]|,\s|\bwhile\b|\bbut\b|\bbecause\b", self.after)[0]
        return f"{before.rstrip()} # {after.lstrip()}"

    @property
    def segment(self) -> str:
        """The part of the sentence that no contrast divides from the number, with # for the number."""
        at = self.sentence.find(self.before) + len(self.before)
        before, after = self.sentence[:at], self.sentence[self.sentence.find(self.after, at) :]
        return f"{re.split(CONTRASTED, before)[-1].rstrip()} # {re.split(CONTRASTED, after)[0].lstrip()}"


def around(number: SaidNumber, previous: int, following: int, sentence: str) -> Around:
    """The words between the number before and the one after."""
    return Around(sentence, sentence[previous : number.start], sentence[number.end : following])
