"""Sayers: the side of a pronoun or a name that speaks and was joined to no party, by what it calls its own.

"She said her members want 6 percent" is the union's, "our district cannot" the employer's; and whoever says "we offered 8 percent
and the union turned it down" is not the union.
"""

from __future__ import annotations

import re

from commonground.claims.parties import QUOTED, Attribution, mentions
from commonground.claims.remembering import CITED, STRANGER
from commonground.claims.speakers import OTHER
from commonground.values.party import Side

SAYS_SO = re.compile(
    r"\b(?:he|she)\s(?:also\s)?(?:said|says|told|tells|added|argued|insisted|warned|noted)\b", re.IGNORECASE
)
ITS_OWN = re.compile(r"\b(?:his|her|our|my)\s(?:own\s)?(?:\w+\s)?$", re.IGNORECASE)
WE = re.compile(r"\b[Ww]e\b")
ANYBODY = re.compile(
    r"\b(?:parents?|mother|father|teachers?|students?|pupils?|residents?|neighbou?rs?)\b", re.IGNORECASE
)


def sayers(text: str) -> list[Attribution]:
    """Who speaks in a sentence that names nobody who does, where its words say of which side that one is."""
    outside = QUOTED.sub(lambda quote: "_" * len(quote[0]), text)
    said = next((found for one in (SAYS_SO, STRANGER, CITED) if (found := one.search(outside))), None)
    side = _side(text) if said else None
    return [Attribution(side, f"the {side}", said.start(), said.end(), True)] if said and side else []


def _side(text: str) -> Side | None:
    named = [one for one in mentions(text) if one.side in OTHER]
    own = {
        one.side for one in named if ITS_OWN.search(text[: one.start]) and (not one.is_staff or one.words == "members")
    }
    if own == {Side.EMPLOYER} and ANYBODY.search(QUOTED.sub("", text)):
        return None  # a parent and a teacher say "our district", too
    if own:
        return own.pop() if len(own) == 1 else None
    quoted = " ".join(QUOTED.findall(text))
    if ANYBODY.search(quoted):
        return None
    others = {one.side for one in mentions(quoted) if one.side in OTHER and not one.is_staff}
    return OTHER[others.pop()] if WE.search(quoted) and len(others) == 1 else None
