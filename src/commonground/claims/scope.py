"""Scope: to which of those who speak, ask or act in a sentence a figure of it belongs.

Law: in a figure's own clause whoever speaks has it, then whoever asks or acts; what a report adds of its own is nobody's.
"""

from __future__ import annotations

import re

from commonground.claims.parties import QUOTED, Attribution

CONTRAST = re.compile(r";\s|,?\s\b(?:but|while|whereas|though|although)\b\s|,\s(?=and\s(?:the|a)\s)")
RELATIVE = re.compile(r"[^,;]{0,60}?\b(?:that|which)\s(?:(?:was|is)\s)?(?:the\s)?|[^,;]{0,30}\s")
UNDER = re.compile(r"\b(?:under|in|of|by|from)\s(?:the\s)?$", re.IGNORECASE)
NARRATED = re.compile(
    r",\s(?:an?|the)\s(?:\w+\s)?(?:move|step|decision|strike|walkout|vote|action|proposal|plan|deal)\s(?:that|which)\b"
    r"|,\swhich\s(?:faces?|faced|has|have|had|represents?|serves?|enrolls?|covers?|includes?|employs?)\b"
)


def speaker_of(at: int, text: str, found: list[Attribution]) -> Attribution | None:
    """To whom the figure at a place belongs: in its own clause a speaker, then an actor across a contrast, then anybody."""
    outside = QUOTED.sub(lambda quote: "_" * len(quote[0]), text)
    breaks = [0, *(match.end() for match in CONTRAST.finditer(outside)), len(text)]
    number = next(
        number
        for number in range(len(breaks) - 1)
        if breaks[number] <= at < breaks[number + 1] or number == len(breaks) - 2
    )
    found = [one for one in found if not _is_past(one, at, outside)]
    own = [one for one in found if breaks[number] <= one.start < breaks[number + 1]]

    def nearest(ones: list[Attribution]) -> Attribution | None:
        before = [one for one in ones if one.start <= at]
        return before[-1] if before else (ones[0] if ones else None)

    speech = [one for one in found if one.is_speech]
    that = [one for one in own if one.is_asking and one.start > at and RELATIVE.fullmatch(text[at : one.start])]
    own_speech = [one for one in own if one.is_speech]
    own_acts = [one for one in own if one.start < at]
    is_later = bool(own_speech) and min(one.start for one in own_speech) > at
    if own_speech and not (is_later and own_acts and re.search(r"\d", text[own_speech[0].end : breaks[number + 1]])):
        return nearest(own_speech)
    under = [one for one in own if one.is_asking and UNDER.search(text[: one.start])]
    return (
        nearest(that)
        or nearest(own_acts)
        or nearest(speech)
        or nearest(under)
        or nearest([one for one in found if one.start < at])
    )


def _is_past(one: Attribution, at: int, outside: str) -> bool:
    """Whether what is said ends before a place: after `"...," said the mayor`, or in what a report adds of its own."""
    if at < one.end or outside[at] == "_":
        return False
    return (one.is_speech and one.is_inverted) or any(
        "," not in outside[added.end() : at] for added in NARRATED.finditer(outside, one.end, at)
    )
