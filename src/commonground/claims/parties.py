"""Parties: the sides that a text names, where they stand in it, and who of them a sentence says to speak or to act.

Not here: which of them has which figure (`scope`), and who was named in the sentences before (`remembering`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from commonground.claims import lexicon
from commonground.values.party import Side

MENTION = re.compile(
    rf"\b(?:(?P<neutral>(?i:{lexicon.NEUTRAL}))|(?P<union>(?i:{lexicon.UNION})(?: (?:of )?[A-Z][a-z]+){{0,3}}"
    rf"|{lexicon.ACRONYMS['union']})"
    rf"|(?P<employer>(?i:{lexicon.EMPLOYER})|{lexicon.ACRONYMS['employer']})|(?P<staff>(?i:{lexicon.STAFF})))\b"
)
POSSESSED = re.compile(
    rf"^(?:['’]s?\s+[\"“]?(?:[\w.$%-]+,?\s+){{0,4}}?[\"“]?"
    r"|\s(?:(?:latest|last|current|original|initial|final|budget|salary|wage|pay|contract|new)\s){0,2})"
    rf"(?:{lexicon.ASKED})s?\b(?!\s(?:to|for)\b)",
    re.IGNORECASE,
)
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")  # the comma of 3,300, which divides no clause
QUOTED = re.compile(r'"[^"]*"|“[^”]*”')


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named in a text: its side, the words, and where they stand. `is_staff`: people who may only be spoken of."""

    side: Side
    words: str
    start: int
    end: int
    is_staff: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """A party to whom the figures of a clause belong: by speaking, by asking, offering or owning a proposal, or by acting."""

    side: Side
    who: str
    start: int
    end: int
    is_speech: bool
    is_asking: bool = False
    is_inverted: bool = False


def mentions(text: str) -> list[Mention]:
    """Every party that a text names; of names that follow one another ("union president", "union's officials") the first."""
    found: list[Mention] = []
    for match in MENTION.finditer(text):
        kind = match.lastgroup or "neutral"
        is_staff = kind == "staff"
        side = Side.UNION if is_staff else Side(kind)
        if (
            found
            and not found[-1].is_staff
            and re.fullmatch(r"\s|['’]s?\s(?:\w+\s)?", text[found[-1].end : match.start()])
        ):
            side = found[-1].side
            if is_staff:
                continue
        found.append(Mention(side, match[0], match.start(), match.end(), is_staff))
    return found
