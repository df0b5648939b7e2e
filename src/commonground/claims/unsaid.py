"""Unsaid: where a text does not say whose a figure is: a stranger's, a pronoun's, or a party's that is only named beside it.

Law: what is not said is left open for a person, not given to neither side.
"""

from __future__ import annotations

import re

from commonground.claims import lexicon, measure_words
from commonground.claims.counted import TIMES
from commonground.claims.parties import Attribution, mentions
from commonground.claims.remembering import Memory, is_cited, is_strangers
from commonground.claims.scope import NARRATED, clause_at
from commonground.claims.speakers import BETWEEN_THEM, PRONOUN, is_object
from commonground.values.party import Side
from commonground.values.typed_figure import Measure, TypedFigure

SPOKEN_OF = re.compile(
    r"(?:['’]s?)?\s(?:(?!the\b)[\w-]+\s){0,2}?(?:employees|teachers|educators|staff|workers|members|students"
    r"|schools|budget|contract)\b"
)
COSTING = re.compile(r"\bcost(?:s|ing)?\s(?:the\s)?$", re.IGNORECASE)
WITHIN = re.compile(r"\b(?:in|of|at)\s(?:the\s)?(?:[A-Z][\w’'-]*\s|[\w-]+(?:est|['’]s)\s){1,4}$")
SUPPOSED = re.compile(r"(?:If|Unless|Once|When|Should)\b[^,;]*,\s")
THEM = re.compile(r"(?:it|they|we)\b", re.IGNORECASE)
DEAL_WITH = re.compile(
    r"\b(?:deal|agreement|contract|pact|settlement)\s(?:with|between|for)\s(?:the\s)?(?:[A-Z][\w.’'-]*\s){0,3}$",
    re.IGNORECASE,
)
OF_A_PARTY = (Measure.COST, Measure.RAISE)
DECIDED = lexicon.words(rf"{measure_words.VOTED}|(?:{measure_words.DECIDED})")
IS_SO = re.compile(
    r"\b(?:ha(?:s|ve|d)|owe[sd]?|with|for|its|their|since|represent\w*|employ\w*|serv\w*|enrol\w*|educat\w*|cover\w*"
    r"|number\w*|includ\w*"
    r"|operat\w*|run\w*|pays?|is|are|was|were)\b|^['’]s?\s"
)  # what a party is or has, between it and the number
SIZE = re.compile(
    r"\b(?:district|system|union|city|town|association|group|school) of (?:[a-z]+\s){0,2}$", re.IGNORECASE
)


def is_a_strangers(at: int, sentence: str, said: list[Attribution], memory: Memory) -> bool:
    """Whether in the clause of a figure a name speaks that no party was joined to, and nobody else does."""
    first, end = clause_at(at, sentence)
    if is_cited(sentence, memory):
        return True
    spoken = any(one.is_speech and (first <= one.start < end or one.end == 0) for one in said)
    return not spoken and is_strangers(sentence[first:end], memory)


def is_somebodys(at: int, sentence: str, actor: Attribution | None) -> bool:
    """Whether a pronoun asks or says before a figure, or says behind it, and who it is was not said: "$4 million, she said"."""
    _, end = clause_at(at, sentence)
    later = PRONOUN.search(sentence, at, min(end, len(sentence)))
    earlier = next(
        (one for one in PRONOUN.finditer(sentence, 0, at) if actor is None or one.end() <= actor.start), None
    )
    if actor is not None and (earlier is None or earlier["says"] is None or THEM.match(earlier[0])):
        return False
    return earlier is not None or (later is not None and later["says"] is not None)


def is_nobodys(figure: TypedFigure, at: int, sentence: str) -> bool:
    """Whether a figure is no party's though its clause names one: it may be that one's, and a person says so.

    Of a cost or a raise any party named makes it doubtful; of what is counted one that does something before the number: "the
    board closed 14 schools", but not "the board has 14 schools".
    """
    first, end = clause_at(at, sentence)
    opening = SUPPOSED.match(sentence)
    first = max(first, opening.end()) if opening and opening.end() <= at else first
    if figure.measure not in OF_A_PARTY:
        is_done = figure.measure is Measure.COUNT and figure.unit not in (*TIMES, "votes")
        is_done = is_done or (figure.measure is Measure.SHARE and not DECIDED.search(sentence))
        return is_done and _is_of_a_doer(at, sentence, first)
    named = [one for one in mentions(sentence[first:end]) if not one.is_staff]
    named = [one for one in named if not SPOKEN_OF.match(sentence, first + one.end)]
    named = [one for one in named if not COSTING.search(sentence[first : first + one.start])]
    named = [one for one in named if not DEAL_WITH.search(sentence[: first + one.start])]
    if any(one.side is Side.NEUTRAL or BETWEEN_THEM.search(sentence[: first + one.start]) for one in named):
        return False
    return bool(named)


def _is_of_a_doer(at: int, sentence: str, first: int) -> bool:
    """Whether the party named last before a number, in its clause from `first` on, does something and is not only what it is."""
    if SIZE.search(sentence[:at]):
        return False
    named = [one for one in mentions(sentence[:at]) if first <= one.start and not one.is_staff]
    if not named or named[-1].side is Side.NEUTRAL or SPOKEN_OF.match(sentence, named[-1].end):
        return False
    between = sentence[named[-1].end : at]
    is_object_of = is_object(named[-1], sentence) or WITHIN.search(sentence[: named[-1].start])
    return not (is_object_of or IS_SO.search(between) or NARRATED.search(between))
