"""Scope: to which of those who speak, ask or act in a sentence a figure of it belongs.

Law: in a figure's own clause whoever speaks has it, then whoever asks or acts; what a report adds of its own is nobody's.
"""

from __future__ import annotations

import re

from commonground.claims.parties import QUOTED, THOUSANDS, Attribution, mentions

GOES_ON = (
    r"(?!(?:\w+ly\s|later\s|then\s)?(?:settl|sav|los|agree|accept|reject|lower|rais|dropp|offered|proposed|asked|ha[sd]\b|would"
    r"|will\b|could)\w*\s)"
)
CONTRAST = re.compile(
    rf";\s|,?\s\bbut\b\s{GOES_ON}|,?\s\b(?:while|whereas|though|although)\b\s|,\s(?=and\s(?:the|a)\s)"
)
RELATIVE = re.compile(
    r"[^,;]{0,60}?\b(?:that|which)\s(?:(?:was|is)\s)?(?:the\s)?|(?:(?!\sand\s|\swhile\s)[^,;]){0,30}\s"
)
DIRECTLY = re.compile(
    r"\$?[\d.,]+(?:\s?(?:[mb]illion|percent|%|dollars))*\s(?:that\s|which\s)?(?:the\s)?"
)  # "the $9 million the board offered"
CLAIMED = re.compile(r"\s*(?:[.;]|$|is\b|was\b)")
AFTER = re.compile(r"(?<!,)\s(?:after|before|when|until|if|unless)\s(?:the\s)?$")
OPENS = re.compile(
    r"(?:(?:After|Before|Since|During|Following|Despite|Amid|Until)\b|(?:In|At|On)\b[^,;]*,\swhere\b)[^,;]*,\s"
)
SAID_MORE = re.compile(r"\b(?:is|are|was|were|it|they|that|would|will|can|has|have|had|do|does|did)(?:n['’]t)?\b")
MOST_WORDS_AFTER = 6
THEN_SAID = re.compile(r"\sand\s(?:\w+\s)?\w+$")
FOR_THEM = re.compile(r"\w+\s(?:for|representing)\s[^,]*$")
WHICH_WOULD = re.compile(r",\s(?:which|that)\s(?:would|could|will|may|might)\s(?!(?:\w+\s)?sav)")
WHICH = re.compile(r",\swhich\s(?:the\s)?$")
BESIDE = re.compile(r",\s(?:which|who|whose)\b")
UNDER = re.compile(r"\b(?:under|in|of|by|from)\s(?:the\s)?$", re.IGNORECASE)
NARRATED = re.compile(
    r",\s(?:an?|the)\s(?:\w+\s)?(?:move|step|decision|strike|walkout|vote|action|proposal|plan|deal)\s(?:that|which)\b"
    r"|\sas\s(?:[\w’'-]+\s){1,4}?(?:were|was|went|continued|walked|took|remained|entered|picketed|marched)\b"
    r"|\b(?:union|association|federation|group)\srepresenting\b"
    r"|,\swho\s(?:now\s|already\s)?(?:earns?|makes?|is paid|heads?|leads?|represents?)\b"
    r"|,\swhich\s(?:faces?|faced|(?:has|have|had)\s(?!(?:\w+\s){0,2}?(?:ask|offer|propos|sought|said|demand"
    r"|call|warn|estimat))|represents?|serves?|enrolls?|covers?|includes?|employs?)\b"
)


def clause_at(at: int, text: str) -> tuple[int, int]:
    """Where the clause of a place begins and ends, between the contrasts of its sentence."""
    outside = THOUSANDS.sub("_", QUOTED.sub(lambda quote: "_" * len(quote[0]), text))
    breaks = [0, *(match.end() for match in CONTRAST.finditer(outside)), len(text) + 1]
    first = max(one for one in breaks if one <= at)
    return first, min(one for one in breaks if one > at)


def speaker_of(at: int, text: str, found: list[Attribution]) -> Attribution | None:
    """To whom the figure at a place belongs: in its own clause a speaker, then an actor across a contrast, then anybody."""
    outside = THOUSANDS.sub("_", QUOTED.sub(lambda quote: "_" * len(quote[0]), text))
    first, end = clause_at(at, text)
    found = [one for one in found if not (_is_past(one, at, outside) or _is_yet_to_come(one, at, text))]
    own = [one for one in found if first <= one.start < end]

    def nearest(ones: list[Attribution]) -> Attribution | None:
        before = [one for one in ones if one.start <= at]
        return before[-1] if before else (ones[0] if ones else None)

    speech = [one for one in found if one.is_speech and (one.start < at or _ends(one, text))]
    that = [one for one in own if one.is_asking and one.start > at and RELATIVE.fullmatch(text[at : one.start])]
    own_speech = [one for one in own if one.is_speech]
    own_acts = [one for one in own if one.start < at]
    claimed = [one for one in own if one.is_speech and one.start > at and CLAIMED.match(text, one.end)]
    directly = [one for one in (*that, *claimed) if DIRECTLY.fullmatch(text[at : one.start])]
    if directly:
        return directly[0]
    is_later = bool(own_speech) and min(one.start for one in own_speech) > at
    if own_speech and not (is_later and own_acts and re.search(r"\d", text[own_speech[0].end : end])):
        return nearest(own_speech)
    under = [one for one in own if one.is_asking and UNDER.search(text[: one.start])]
    return (
        nearest(that)
        or nearest(own_acts)
        or nearest(speech)
        or nearest(under)
        or nearest([one for one in found if one.start < at])
    )


def is_doubtful(one: Attribution, at: int, text: str) -> bool:
    """Whether it is not said that a figure is this party's: it stands across a contrast, or acts and another is named between.

    What a demand or an offer "would" do, in a clause that a report adds, may be of whoever makes it or of whoever answers it.

    Opening words and whoever goes on from the sentence before stand outside every clause, and are not doubted.
    """
    first, end = clause_at(at, text)
    if one.end and not first <= one.start < end:
        return not (one.is_speech and text.startswith("According to ", one.start) and one.start == 0)
    if one.is_asking and one.end <= at and WHICH_WOULD.search(text, one.end, at):
        return True
    between = {other.side for other in mentions(text[one.end : at]) if not other.is_staff} - {one.side}
    return bool(between) and not (one.is_speech or one.is_asking)


def _ends(one: Attribution, text: str) -> bool:
    """Whether a sentence ends with who says it, "the district said Monday", and not with something else that is said."""
    rest = text[one.end :]
    words = re.findall(r"\w+", rest)
    return len(words) <= MOST_WORDS_AFTER and not SAID_MORE.search(rest) and not re.search(r"\d", rest)


def _is_yet_to_come(one: Attribution, at: int, text: str) -> bool:
    """Whether a report opens with something of its own: "After 300 days without a contract, the union said that"."""
    opening = OPENS.match(THOUSANDS.sub("_", text))
    return one.is_speech and opening is not None and at < opening.end() <= one.start and not _ends(one, text)


def _is_past(one: Attribution, at: int, outside: str) -> bool:
    """Whether what is said ends before a place: after `"...," said the mayor`, or in what a report adds of its own."""
    if one.start <= at < one.end:
        added = BESIDE.search(outside, one.start, at) or FOR_THEM.match(outside, one.start, at)
        return added is not None or THEN_SAID.search(outside[at : one.end]) is not None
    if one.is_speech and at < one.start:
        added = NARRATED.search(outside, 0, at)
        if AFTER.search(outside[: one.start]):
            return True
        is_beside = added is not None and "," not in outside[added.end() : at]
        return is_beside or WHICH.search(outside[: one.start]) is not None
    if at < one.end or outside[at] == "_":
        return False
    goes_on = re.match(r"[^,;]*,\s(?:with|and)\s", outside[one.end :])
    return (one.is_speech and one.is_inverted and not goes_on) or any(
        "," not in outside[added.end() : at] for added in NARRATED.finditer(outside, one.end, at)
    )
