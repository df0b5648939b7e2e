"""Whose: of which side's offer a sentence says its figure to be, whoever speaks.

"The union's demands would cost $4 million, the district said" is the district's figure, of the union's offer.
Law: only what the sentence itself names counts, for both sides by the same words; nothing is guessed from the speaker.
"""

from __future__ import annotations

import re

from commonground.claims.parties import POSSESSED, Mention, mentions
from commonground.claims.scope import CONTRAST
from commonground.values.party import Side
from commonground.values.typed_figure import Measure

OFFERED = r"offer|proposal|counteroffer|counterproposal|demand|package|plan|bid|ask"
OWNED = re.compile(rf"^\s(?:(?:latest|last|current|original)\s)?(?:{OFFERED})s?\b", re.IGNORECASE)
PASSED = re.compile(
    r"^\s(?:has\s|had\s|is\s|was\s|now\s)?(?:offer(?:s|ed|ing)|propos(?:es|ed|ing)|demand(?:s|ed|ing)"
    r"|ask(?:s|ed|ing)\sfor|want(?:s|ed)|seek(?:s|ing)|sought)\b"
)
OF = re.compile(rf"\b(?:{OFFERED})s?\s(?:from|by|of)\s(?:the\s)?$", re.IGNORECASE)
OF_ONE_OFFER = (Measure.COST, Measure.SAVING, Measure.RAISE, Measure.PAY)
BREAK = re.compile(rf"{CONTRAST.pattern}|\b(?:while|but)\b", re.IGNORECASE)


def whose_offer(at: int, measure: Measure, sentence: str) -> Side | None:
    """The side whose offer the clause of a figure names, the last before the figure or else the first after it.

    >>> text = "The union's demands would cost $4 million, the district said."
    >>> str(whose_offer(text.index("$"), Measure.COST, text))
    'union'
    """
    if measure not in OF_ONE_OFFER:
        return None
    starts = [0, *(match.end() for match in BREAK.finditer(sentence)), len(sentence) + 1]
    first = max(start for start in starts if start <= at)
    end = min(start for start in starts if start > at)
    named = [one for one in mentions(sentence) if first <= one.start < end and _offers(one, sentence)]
    before = [one for one in named if one.start < at]
    return before[-1].side if before else named[0].side if named else None


def _offers(one: Mention, sentence: str) -> bool:
    """Whether a party is named as the one whose offer it is."""
    after = sentence[one.end :]
    return bool(POSSESSED.match(after) or OWNED.match(after) or PASSED.match(after) or OF.search(sentence[: one.start]))
