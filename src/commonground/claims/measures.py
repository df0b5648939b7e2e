"""Measures: what a number measures, by the words around it; None where they do not say it.

Law: a measure is named by a word of the text, never by what is usual: a sum of money in a sentence that says neither what it
buys, saves or is short of has no measure, and is left open for a person.
"""

from __future__ import annotations

import re

from commonground.claims import lexicon, measure_words
from commonground.claims.amounts import SaidNumber
from commonground.claims.around import Around
from commonground.values.typed_figure import DOLLARS, PERCENT, Measure

SMALL, PERSONAL, LARGEST_RAISE = 400_000, 20_000, 60_000
OTHERS = re.compile(r",\s|;|\sand\san?\s|\s(?:but|while|though|although)\s")
NAMING = dict(measure_words.MEASURES) | {
    "cost": measure_words.COSTS,
    "raise": r"\braises?\b|\bincreas\w+|\bhikes?\b|\bbumps?\b",
}
FAR = 999
OTHERS_NOUN = re.compile(
    r"\$[\d.,]+(?:\s[mb]illion)?\s(?:[\w-]+\s){0,2}?(?:budget|deficit|shortfall|surplus|reserves?|fund)\b"
)  # what another sum of the sentence is
BUYING = rf"{measure_words.COSTS}|\b(?:{lexicon.ASKS})\b|\b(?:would|will) take\b"
OF_SUMS = ("gap", "saving", "budget", "deficit")


def measure_of(
    number: SaidNumber, unit: str, words: Around, earlier: Measure | None, topic: Measure | None
) -> Measure | None:
    """What a number measures.

    `earlier` is what the number before it in the sentence measures, and `topic` what the last of the text before does, where they
    are of the same unit and nothing nearer says it.
    """
    if unit not in (DOLLARS, PERCENT):
        return Measure.COUNT
    if unit == PERCENT:
        return _of_percent(words, earlier or topic)
    if earlier and found(measure_words.COMPARED, words.before):
        return earlier
    if found(measure_words.BETWEEN, words.clause):
        return Measure.GAP
    if (own := _named_at(words)) is not None and number.value >= SMALL:
        return own
    return _of_small(number, words, earlier) if number.value < SMALL else _of_large(words, earlier, topic)


def found(pattern: str, text: str) -> bool:
    """Whether a pattern stands in a text, in capitals or not."""
    return re.search(pattern, text, re.IGNORECASE) is not None


def _named_at(words: Around) -> Measure | None:
    """The measure that the noun at a sum names: "$4 million in savings", "a $9 million deficit"."""
    return next((Measure(one) for one, noun in measure_words.OWN_NOUN if found(noun, words.clause)), None)


def _uncontested(measure: Measure | None, words: Around) -> Measure | None:
    """A measure, or None where a word of another one stands nearer to the sum than any word of its own: then it is not said."""
    near = words.clause
    at = near.index("#")
    apart = {
        name: min(
            (_distance(match, at) for match in re.finditer(said, near.replace("#", " "), re.IGNORECASE)), default=FAR
        )
        for name, said in NAMING.items()
    }
    others = [far for name, far in apart.items() if name != measure]
    return None if min(others) < apart.get(str(measure), FAR) else measure


def _distance(match: re.Match[str], at: int) -> int:
    return min(abs(match.start() - at), abs(match.end() - at))


def _of_large(words: Around, earlier: Measure | None, topic: Measure | None) -> Measure | None:
    near = words.clause
    if found(measure_words.AID_LOST, near):
        return None
    if found(measure_words.BUDGET_GAP, near):
        return Measure.DEFICIT
    if found(measure_words.GRANTED, near):
        return Measure.BUDGET
    if found(measure_words.FOR_THINGS, near):
        return Measure.COST
    if found(measure_words.CUT_BY, near):
        return Measure.SAVING
    if not _first(near, ("gap",)) and found(rf"(?:{measure_words.COSTS}).{{0,32}}$", near.split("#")[0]):
        return Measure.COST
    return _uncontested(_by_the_words(words, earlier, topic), words)


def _by_the_words(words: Around, earlier: Measure | None, topic: Measure | None) -> Measure | None:
    """What a large sum measures by the words of its clause, then of its sentence, then by what went before."""
    near = words.clause
    named = _first(near, OF_SUMS) or (
        None if found(BUYING, near) else _first(OTHERS_NOUN.sub(" ", words.segment), OF_SUMS)
    )
    if named is not None:
        return named
    if topic is not None and not found(measure_words.COSTS, words.segment):
        return topic
    if found(measure_words.BUYS, words.segment):
        return Measure.COST
    return earlier or (Measure.COST if found(measure_words.A_YEAR, words.after) else None)


def _of_small(number: SaidNumber, words: Around, earlier: Measure | None) -> Measure | None:
    near = words.clause
    if found(measure_words.AID_LOST, near) and not found(r"\blos(?:e|es|ing|t)\b", near):
        return None
    if found(measure_words.OF_HEALTH, near) and found(r"\b(?:up|rise|increase|climb|grow|higher|more)\b", near):
        return Measure.COST
    raises = (measure_words.RAISED_BY, measure_words.RAISES_PAY, measure_words.GAINED)
    if number.value < LARGEST_RAISE and any(found(said, near) for said in raises):
        return Measure.RAISE
    if number.value >= PERSONAL and (named := _first(near, ("deficit",))):
        return named
    if found(measure_words.PAY_TO, near):
        return Measure.PAY
    if found(measure_words.APART, near):
        return Measure.GAP
    if found(measure_words.BORNE, near):
        return Measure.COST
    if found(measure_words.BY_THE_DAY, near):
        return Measure.PAY
    if _first(words.segment, ("pay",)) or found(measure_words.RECEIVED, near):
        return _uncontested(Measure.PAY, words)
    buys = measure_words.COSTS if number.value < PERSONAL else measure_words.BUYS
    return _uncontested(Measure.COST if found(buys, words.segment) else earlier, words)


def _first(text: str, measures: tuple[str, ...]) -> Measure | None:
    """The measure whose word stands nearest to the number (which `#` stands for), or first in the text."""
    at = max(0, text.find("#"))
    near = [
        (min(abs(match.start() - at), abs(match.end() - at)), Measure(measure))
        for measure, said in measure_words.MEASURES
        if measure in measures
        for match in re.finditer(said, text.replace("#", " "), re.IGNORECASE)
    ]
    return min(near, key=lambda one: one[0])[1] if near else None


def _nearest(own: str) -> str:
    """The words at a number that no "and" divides from it."""
    before, after = own.split("#", 1)
    return f"{before.rsplit(' and ', 1)[-1]}#{after.split(' and ', 1)[0]}"


def _is_of_people(words: Around, own: str) -> bool:
    """Whether a percentage is said of those who vote, or of what rises besides pay."""
    return (
        found(measure_words.VOTED, words.sentence)
        or found(measure_words.OF_DECIDERS, own)
        or found(rf"{measure_words.SHARED}|{measure_words.OTHER_RISES}", _nearest(own))
    )


def _of_percent(words: Around, earlier: Measure | None) -> Measure | None:
    near, own = (
        words.clause,
        f"{OTHERS.split(words.before)[-1].rstrip()} # {OTHERS.split(words.after)[0].lstrip()}",
    )
    if re.match(r"\s(?:less|more) than (?:the|what|its|their)\b", words.after):
        return None
    if re.match(r"\s(?:points?\s)?apart\b", words.after):
        return Measure.GAP
    if re.match(measure_words.OF_BUDGET, words.after):
        return Measure.SHARE
    if found(measure_words.RAISE_OF, own) or found(measure_words.PAY_MOVED, own):
        return Measure.RAISE
    if (
        found(measure_words.OF_WHICH, words.before)
        or found(measure_words.OR_PERCENT, words.before)
        or found(measure_words.PROPORTION, near)
        or (earlier is Measure.SHARE and found(r"\b(?:to|than|from)\s(?:\w+\s){0,2}$", words.before))
        or found(measure_words.BORNE_SHARE, own)
        or re.match(rf"\s*(?:{measure_words.OF_WHOLE}|{measure_words.SHARED})", words.after[:40], re.IGNORECASE)
    ):
        return Measure.SHARE
    if re.match(r"\s(?:higher|lower|above|below|behind|short of)\b", words.after):
        return Measure.SHARE
    if found(rf"(?:{measure_words.DECIDED})[^#]{{0,60}}\bby\s(?:\w+\s){{0,2}}#", near):
        return Measure.SHARE
    if found(measure_words.RAISED, own) and not found(measure_words.OTHER_RISES, _nearest(own)):
        return Measure.RAISE
    if found(rf"{measure_words.RAISES}|\b(?:{lexicon.ASKS})\b", near) and not found(
        rf"\bvot(?:e|ed|ing)\b|ballots|{measure_words.OTHER_RISES}", near
    ):
        return Measure.RAISE
    if _is_of_people(words, own) and not found(r"\braises?\b|\bhike\b", words.sentence):
        return Measure.SHARE
    return (
        Measure.RAISE
        if found(measure_words.HELD_OUT, words.segment) or found(measure_words.A_YEAR, words.after)
        else earlier
    )
