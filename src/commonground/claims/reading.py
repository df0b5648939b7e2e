"""Reading: what the words around a number make of it: hedge, basis, years, the type that they give a figure."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from commonground.claims import lexicon, measure_words
from commonground.claims.amounts import SaidNumber, spelled
from commonground.claims.around import Around
from commonground.claims.claim import ENTRY_PAY
from commonground.values.typed_figure import DOLLARS, PERCENT, Basis, Hedge, Measure, Standing, TypedFigure

HEDGED = [
    (
        Hedge(hedge),
        re.compile(
            rf"(?:^|[\s\"“(])(?:{said})\s(?:an?\s|another\s|(?<!than )(?<!over )(?<!above )(?<!below )(?<!of )the\s)?"
            r"(?:(?:additional|extra|combined|total|record|annual|average)\s)?$",
            re.IGNORECASE,
        ),
    )
    for hedge, said in lexicon.HEDGES
]
HEDGED_AFTER = [
    (Hedge(hedge), re.compile(rf"^,?\s(?:{said})\b", re.IGNORECASE)) for hedge, said in lexicon.HEDGES_AFTER
]
CARDINAL = r"(?<![\d.,-])(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
ORDINALS = {
    name: number
    for number, name in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1
    )
}
A_YEAR = re.compile(
    r"^\s(?:annual|yearly)\b|^[^,;.]{0,28}?\b(?:a year|per year|each year|every year|annually|yearly|per annum"
    r"|(?:in|for) each of (?:its |the )?(?:(?:next|last|past) )?\w+ years)\b",
    re.IGNORECASE,
)
BEFORE_A_YEAR = re.compile(r"\b(?:annual|yearly)\s(?:\w+\s){0,3}(?:of\s)?$", re.IGNORECASE)
SPAN = re.compile(
    rf"\b(?:over|across|for|during|through|in each of its|in each of the|spread over"
    rf"|within)\s(?:the\s|an?\s)?(?:\w+['’]s\s)?(?:course of (?:the\s|an?\s)?)?(?:next\s|first\s|last\s|past\s|its\s"
    rf"|all\s|same\s)?({CARDINAL})"
    r"[\s-](?:(?:academic|school|fiscal|calendar)\s)?(?:years|yrs|year (?:term|life|contract|deal|agreement|pact|period"
    r"|span))\b",
    re.IGNORECASE,
)
LENGTH = re.compile(rf"\b({CARDINAL})[\s-]year\b", re.IGNORECASE)
PRICED = re.compile(rf"\b({CARDINAL})[\s-]year (?:cost|price|total|tab|bill)\b", re.IGNORECASE)
MOVED_UP = re.compile(
    r"\b(?:bump|rais|lift|bring|brought|mov|go|went)\w*\s(?:[\w'’]+\s){0,6}?(?<!of )up to\s$", re.IGNORECASE
)
OPENING = re.compile(
    rf"(?:an?|the|its|this)\s(?:\w+\s)?({CARDINAL})[\s-]year\s(?:deal|contract|pact|agreement|offer)\b", re.IGNORECASE
)
LIFE = re.compile(
    r"\b(?:over|across|during|for) (?:the )?(?:whole |entire |full )?(?:life|term|length|course"
    r"|duration)? ?(?:of )?(?:the |its |a )?(?:contract|deal|agreement|pact)\b",
    re.IGNORECASE,
)
IN_YEAR = re.compile(
    rf"\b(?:by|in|for|during|after)\s(?:(?:the|its)\s)?(?:year\s({CARDINAL})|(first|second|third|fourth|fifth"
    rf"|sixth|final|last)(?:\syear\b|(?=\s?(?:[,.;:)]|$)|\sand\b)))",
    re.IGNORECASE,
)
BY_YEAR_BEFORE = re.compile(
    rf"\bby\s(?:(?:the|its)\s)?(?:year\s({CARDINAL})|(first|second|third|fourth|fifth|sixth)\syear)\b", re.IGNORECASE
)
ONCE = re.compile(r"\b(?:at )?one[- ]time\b|\bone[- ]off\b|\blump[- ]sum\b|\bsigning bonus\b", re.IGNORECASE)
NET = re.compile(
    r"\bnet of\b|\bafter (?:\w+ )?(?:costs|premiums|deductions|health)|\bonce (?:\w+ ){1,3}(?:is|are) counted",
    re.IGNORECASE,
)
WITH_STEPS = lexicon.words(
    r"(?:with|including|counting|plus)\s(?:the\s)?(?:value of\s)?steps?|steps?(?: and lanes?)? included"
)
WITHOUT_STEPS = lexicon.words(r"(?:without|excluding|before|not counting|not including)\s(?:any\s)?steps?")


def typed(number: SaidNumber, unit: str, measure: Measure, words: Around) -> TypedFigure:
    """The typed figure of a number among its words."""
    figure = TypedFigure(measure, number.value, unit, _hedge(words))
    if figure.measure is Measure.SHARE:
        return replace(figure, base=_base(words))
    if unit not in (DOLLARS, PERCENT):
        return figure
    basis, years, year = _basis(words)
    figure = replace(figure, basis=basis, years=years, year=year, is_net=True if NET.search(words.after[:60]) else None)
    if figure.measure is Measure.PAY and re.search(measure_words.ENTRY, words.segment, re.IGNORECASE):
        return replace(figure, scope=ENTRY_PAY)
    if figure.measure is not Measure.RAISE or unit == DOLLARS:
        return figure
    near = f"{words.before[-40:]} # {words.after[:50]}"
    steps = (
        Standing.IN if WITH_STEPS.search(near) else Standing.OUT if WITHOUT_STEPS.search(near) else Standing.NOT_STATED
    )
    return replace(figure, steps=steps, compounded=True if re.search(r"\bcompound", near, re.IGNORECASE) else None)


def _hedge(words: Around) -> Hedge:
    for hedge, said in HEDGED:
        if said.search(words.before):
            return Hedge.NONE if hedge is Hedge.UP_TO and MOVED_UP.search(words.before) else hedge
    return next((hedge for hedge, said in HEDGED_AFTER if said.match(words.after)), Hedge.NONE)


def _base(words: Around) -> str:
    """Of what a share is taken: members or votes, a budget, or as it is said."""
    said = re.match(r"[\"”]?\s*of\s(?:all\s|the\s|its\s|their\s|our\s)?([^,;.#]{3,40})", words.after)
    after = (said[1] if said else "").lower()
    if re.search(
        r"who (?:voted|cast)|those (?:voting|voted|who)|ballots|votes|valid", f"{after} {words.after[:60].lower()}"
    ):
        return "votes"
    if "member" in after or "union" in after or re.search(r"took part|turnout", words.after[:40]):
        return "members"
    return "budget" if "budget" in after else " ".join(after.split()[:3])


def _basis(words: Around) -> tuple[Basis, int | None, int | None]:
    after = re.split(r"[;]|\bwhile\b|\bbut\b|,\s(?:and|a)\s", words.after)[0]
    span = SPAN.search(after) or (SPAN.search(words.before) if words.is_first else None)
    years = _number(span[1]) if span else None
    if A_YEAR.match(after) or BEFORE_A_YEAR.search(words.before):
        if (year := IN_YEAR.search(after) or BY_YEAR_BEFORE.search(words.before)) and not years:
            return Basis.BY_YEAR, None, _year(year)
        length = LENGTH.search(after)
        years = years or (_number(length[1]) if length else None)
        within = re.search(
            rf"\b(?:in|for) each of (?:its |the )?(?:next |last |past )?({CARDINAL}) years", after, re.IGNORECASE
        )
        return Basis.A_YEAR, years or (_number(within[1]) if within else None), None
    if ONCE.search(words.before) or ONCE.search(re.split(r"\b(?:with|plus|and)\b|,\s", after)[0]):
        return Basis.ONCE, None, None
    if years:
        return Basis.LIFE, years, None
    if year := IN_YEAR.search(after) or BY_YEAR_BEFORE.search(words.before):
        return Basis.BY_YEAR, None, _year(year)
    priced = PRICED.search(words.before)
    if priced:
        return Basis.LIFE, _number(priced[1]), None
    opening = OPENING.match(words.before) if words.is_first else None
    if length := opening or LENGTH.search(f"{words.before[-24:]} # {after[:28]}"):
        return Basis.LIFE, _number(length[1]), None
    return (Basis.LIFE if LIFE.search(after) else Basis.NOT_STATED), None, None


def _number(said: str) -> int:
    return int(said) if said.isdigit() else spelled(said)


def _year(match: re.Match[str]) -> int | None:
    if match[1]:
        return _number(match[1])
    return ORDINALS.get(match[2].lower())


def is_range(one: SaidNumber, other: SaidNumber, sentence: str) -> bool:
    """Whether two numbers are the ends of one range: "between $40 and $50 million", "$6 million to $8 million"."""
    between, before = sentence[one.end : other.start], sentence[: one.start]
    if one.unit != other.unit or other.value <= one.value:
        return False
    if re.search(r"\bbetween\s(?:about\s|roughly\s)?$", before, re.IGNORECASE):
        return between.strip() in ("and", "to")
    return between.strip() in ("to", "-", "–", "-to-") and not re.search(
        r"(?<!range )(?<!ranges )(?<!ranging )(?<!anywhere )\bfrom\s(?:[\w’'-]+\s){0,6}$", before, re.IGNORECASE
    )


def widened(figure: TypedFigure, high: Fraction) -> TypedFigure:
    """The figure as the lower end of a range."""
    return replace(figure, high=high)
