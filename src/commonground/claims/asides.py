"""Asides: what a report adds of somebody in the middle of a sentence, read apart from the sentence around it.

"The union, which represents 3,300 teachers, says pay has fallen 9 percent" says two things: that the union represents 3,300, and
that the union says pay has fallen. Each is read as a sentence of its own, so that neither's words speak for the other's figures.
Not here: an aside after which only the speaker is named (", which is less, the union said"): that one says the aside too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from commonground.claims import lexicon
from commonground.claims.parties import MENTION, QUOTED, THOUSANDS
from commonground.claims.scope import clause_at

ASIDE = re.compile(r",\s(?:(?:some|most|many|all) of )?(?:which|who|whose|where|citing|pointing to)\b[^,;]*,(?=\s)")
SPEAKER_ONLY = re.compile(rf"(?:\s[\w.’'-]+){{0,7}}?\s(?:{lexicon.SAYS}|according to)\b[^,;\d]{{0,30}}$")
SAYS = re.compile(rf"\s(?:\w+\s)?(?:{lexicon.SAYS})\b")
NEXT_FIGURE = re.compile(r"\s(?:and|or)\s(?:\w+\s)?\$?\d")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence that is read by itself: its text, where in it its own figures begin, and what was left out of it."""

    text: str
    first: int = 0
    left_out: tuple[tuple[int, int], ...] = ()

    def place(self, at: int) -> int:
        """Where in the whole sentence a place of this part stands."""
        for start, end in self.left_out:
            at += end - start if at >= start else 0
        return at


def pieces(sentence: str) -> list[Piece]:
    """A sentence without its asides, and each aside with what stands before it.

    >>> [one.text for one in pieces("The union, which has 900 members, wants 4 percent.")]
    ['The union wants 4 percent.', 'The union, which has 900 members,']
    """
    outside = THOUSANDS.sub("_", QUOTED.sub(lambda quote: "_" * len(quote[0]), sentence))
    spans = [one.span() for one in ASIDE.finditer(outside) if not _goes_on(one[0], outside[one.end() :])]
    main = sentence
    for start, end in reversed(spans):
        main = main[:start] + main[end:]
    return [Piece(main, left_out=tuple(spans)), *(_aside(start, end, sentence) for start, end in spans)]


def _goes_on(aside: str, after: str) -> bool:
    """Whether the rest of the sentence belongs to what looks like an aside: its speaker, its next figure, who its person is."""
    is_who = aside.startswith(", who") and MENTION.search(aside) and SAYS.match(after)
    return bool(is_who or SPEAKER_ONLY.fullmatch(after) or NEXT_FIGURE.match(after))


def _aside(start: int, end: int, sentence: str) -> Piece:
    """An aside with what stands before it in its clause."""
    first, _ = clause_at(start, sentence)
    return Piece(sentence[first:end], start - first, ((0, first),) if first else ())
