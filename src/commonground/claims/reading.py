"""Reading: what the words around a number make of it: measure, unit, hedge, basis, years."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from commonground.claims import lexicon
from commonground.claims.amounts import SaidNumber, spelled
from commonground.values.typed_figure import DOLLARS, PERCENT, Basis, Hedge, Measure, Standing, TypedFigure

STOPS = (
    r"of|and|or|to|in|for|the|at|on|from|with|an?|per|by|more than|years?|percent|million|billion|is|are|was"
    r"|were|will|would|said|says|apart|among|each|its|their"
)
COUNTED = {
    unit: re.compile(rf"^(?:\s(?!(?:{STOPS})\b)[a-z-]+){{0,2}}\s(?:{said})\b", re.IGNORECASE)
    for unit, said in lexicon.COUNTED.items()
}
OF_COUNTED = re.compile(r"^\s(?:of|out of)\s(?:its\s|the\s|their\s)?(?:[\w]+['’]s?\s)?[\d,]+")
ELLIPTICAL = re.compile(r"^\s(?:will|were|was|are|voted|said|against|had|would)\b")
TALLY = re.compile(r"\b(?:votes?|margin|tally|count) of\b[^.;]{0,20}$", re.IGNORECASE)
HEDGED = [
    (Hedge(hedge), re.compile(rf"(?:^|[\s\"“(])(?:{said})\s(?:an?\s|another\s|the\s)?$", re.IGNORECASE))
    for hedge, said in lexicon.HEDGES
]
HEDGED_AFTER = [
    (Hedge(hedge), re.compile(rf"^,?\s(?:{said})\b", re.IGNORECASE)) for hedge, said in lexicon.HEDGES_AFTER
]
CARDINAL = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
ORDINALS = {
    name: number
    for number, name in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1
    )
}
A_YEAR = re.compile(
    r"^[^,;.]{0,28}?\b(?:a year|per year|each year|every year|annually|yearly|per annum|in each of (?:its "
    r"|the )?\w+ years)\b",
    re.IGNORECASE,
)
BEFORE_A_YEAR = re.compile(r"\b(?:annual|yearly)\s(?:\w+\s){0,3}(?:of\s)?$", re.IGNORECASE)
SPAN = re.compile(
    rf"\b(?:over|across|for|during|through|in each of its|in each of the|spread over"
    rf"|within)\s(?:the\s)?(?:next\s|last\s|past\s|its\s|all\s)?({CARDINAL})[\s-](?:years|yrs)\b",
    re.IGNORECASE,
)
LENGTH = re.compile(rf"\b({CARDINAL})[\s-]year\b", re.IGNORECASE)
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
    rf"|sixth|final|last)(?:\syear)?(?=\W|$))",
    re.IGNORECASE,
)
BY_YEAR_BEFORE = re.compile(
    rf"\bby\s(?:(?:the|its)\s)?(?:year\s({CARDINAL})|(first|second|third|fourth|fifth|sixth)\syear)\b", re.IGNORECASE
)
ONCE = re.compile(r"\bone[- ]time\b|\bone[- ]off\b|\blump[- ]sum\b|\bsigning bonus\b", re.IGNORECASE)
NET = re.compile(
    r"\bnet of\b|\bafter (?:\w+ )?(?:costs|premiums|deductions|health)|\bonce (?:\w+ ){1,3}(?:is|are) counted",
    re.IGNORECASE,
)
WITH_STEPS = lexicon.words(
    r"(?:with|including|counting|plus)\s(?:the\s)?(?:value of\s)?steps?|steps?(?: and lanes?)? included"
)
WITHOUT_STEPS = lexicon.words(r"(?:without|excluding|before|not counting|not including)\s(?:any\s)?steps?")
CONTRASTED = re.compile(r";|\bwhile\b|\bbut\b|,\sand\s(?=the\b|a\b|it\b)")
NEAR = 60
SMALL, PERSONAL = 400_000, 20_000
ENTRY_PAY = "entry"
OF_SUMS = ("gap", "saving", "budget", "deficit")


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


def around(number: SaidNumber, previous: int, following: int, sentence: str) -> Around:
    """The words between the number before and the one after."""
    return Around(sentence, sentence[previous : number.start], sentence[number.end : following])


def unit_of(number: SaidNumber, sentence: str, earlier: str) -> str:
    """Dollars, percent, or what is counted; "" where the number counts nothing that a claim is about."""
    if number.unit:
        return number.unit
    before, after = sentence[max(0, number.start - NEAR) : number.start], sentence[number.end :]
    if (re.match(r"\s(?:out of|in)\s(?:every\s)?(?:\d+|[a-z]+)\b", after) and number.value < 100) or (
        re.search(r"\b\w+\s(?:out of|in)\s(?:every\s)?$", before) and number.value < 13
    ):
        return ""
    if number.value == 1 or (number.value == 2 and not sentence[number.start].isdigit()):
        return ""
    for unit, counted in COUNTED.items():
        if found := counted.match(after):
            return "" if re.match(lexicon.NOT_COUNTED_AFTER, after[found.end() :], re.IGNORECASE) else unit
    if TALLY.search(before):
        return "votes"
    if found := OF_COUNTED.match(after):
        rest = after[found.end() :]
        return next((unit for unit, counted in COUNTED.items() if counted.match(rest)), "")
    if earlier == PERCENT and re.search(r"percent,\s(?:or\s)?$", before):
        return PERCENT
    is_last = re.match(r"^(?:[.;]|,\s(?:but|while|and)\b|$)", after) and re.search(CONTRASTED, sentence[: number.start])
    if is_last and earlier not in ("", DOLLARS, PERCENT):
        return earlier
    joined = re.search(r"\b(?:and|but)\s(?:only\s)?$", before)
    return earlier if joined and earlier not in ("", DOLLARS, PERCENT) and ELLIPTICAL.match(after) else ""


def typed(number: SaidNumber, unit: str, words: Around) -> TypedFigure:
    """The typed figure of a number among its words."""
    figure = TypedFigure(_measure(number, unit, words), number.value, unit, _hedge(words))
    if figure.measure is Measure.SHARE:
        return replace(figure, base=_base(words))
    if unit not in (DOLLARS, PERCENT):
        return figure
    basis, years, year = _basis(words)
    figure = replace(figure, basis=basis, years=years, year=year, is_net=True if NET.search(words.after[:60]) else None)
    if figure.measure is Measure.PAY and re.search(lexicon.ENTRY, _segment(words), re.IGNORECASE):
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
            return hedge
    return next((hedge for hedge, said in HEDGED_AFTER if said.match(words.after)), Hedge.NONE)


def _clause(words: Around) -> str:
    """The words of a number's own clause: from the last break before it to the first one after it."""
    before = re.split(r"[;:]|,\s(?:and|but|while)\s|\bwhile\b|\bbut\b", words.before)[-1]
    after = re.split(r"[;:]|,\s|\bwhile\b|\bbut\b", words.after)[0]
    return f"{before} # {after}"


def _segment(words: Around) -> str:
    """The part of the sentence that no contrast divides from the number."""
    at = words.sentence.find(words.before) + len(words.before)
    before, after = words.sentence[:at], words.sentence[at:]
    return f"{re.split(CONTRASTED, before)[-1]} {re.split(CONTRASTED, after)[0]}"


def _measure(number: SaidNumber, unit: str, words: Around) -> Measure:
    near = _clause(words)
    if unit == PERCENT:
        return _of_percent(near, words)
    if unit != DOLLARS:
        return Measure.COUNT
    if re.search(lexicon.BETWEEN, near, re.IGNORECASE):
        return Measure.GAP
    if number.value < SMALL:
        return _of_small(number, near, words)
    if not _first(near, ("gap",)) and re.search(rf"(?:{lexicon.COSTS}).{{0,20}}$", near.split("#")[0], re.IGNORECASE):
        return Measure.COST
    found = _first(near, OF_SUMS) or (
        None if re.search(lexicon.COSTS, near, re.IGNORECASE) else _first(_segment(words), OF_SUMS)
    )
    return found or Measure.COST


def _of_small(number: SaidNumber, near: str, words: Around) -> Measure:
    if re.search(r"\b(?:increase|rise|raise|grow|go up|raised)[sd]? (?:by|of)\s*(?:\w+\s)?#", near, re.IGNORECASE):
        return Measure.RAISE
    if re.search(lexicon.RAISES_PAY, near, re.IGNORECASE):
        return Measure.RAISE
    if number.value >= PERSONAL and (found := _first(near, ("deficit",))):
        return found
    if re.search(lexicon.APART, near, re.IGNORECASE):
        return Measure.GAP
    if re.search(r"\bcost|\bpay (?:between|about|more|an extra)?\s*#|\bpay between", near, re.IGNORECASE):
        return Measure.COST
    return Measure.PAY if _first(words.sentence, ("pay",)) or number.value < PERSONAL else Measure.COST


def _first(text: str, measures: tuple[str, ...]) -> Measure | None:
    """The measure whose word stands nearest to the number (which `#` stands for), or first in the text."""
    at = max(0, text.find("#"))
    found = [
        (min(abs(match.start() - at), abs(match.end() - at)), Measure(measure))
        for measure, said in lexicon.MEASURES
        if measure in measures
        for match in re.finditer(said, text.replace("#", " "), re.IGNORECASE)
    ]
    return min(found, key=lambda one: one[0])[1] if found else None


def _of_percent(near: str, words: Around) -> Measure:
    after = words.after[:40]
    if re.match(rf"\s*(?:{lexicon.OF_WHOLE}|{lexicon.SHARED})", after, re.IGNORECASE):
        return Measure.SHARE
    own = f"{words.before.rsplit(', ', 1)[-1]} {re.split(r'[,;]', words.after)[0]}"
    if (
        re.search(r"\braises?\b|\brises?\b|increas\w+|\bhikes?\b|\bpay\b(?! for)", own, re.IGNORECASE)
        and "premium" not in own
    ):
        return Measure.RAISE
    if re.search(lexicon.RAISES, near, re.IGNORECASE) and not re.search(
        r"\bvot(?:e|ed|ing)\b|ballots|premium", near, re.IGNORECASE
    ):
        return Measure.RAISE
    if re.search(rf"{lexicon.VOTED}|{lexicon.SHARED}", words.sentence, re.IGNORECASE) and not re.search(
        r"\braises?\b|\bhike\b", words.sentence, re.IGNORECASE
    ):
        return Measure.SHARE
    return Measure.RAISE


def _base(words: Around) -> str:
    """Of what a share is taken: members or votes, a budget, or as it is said."""
    said = re.match(r"\s*of\s(?:all\s|the\s|its\s|their\s|our\s)?([^,;.#]{3,40})", words.after)
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
        if (year := IN_YEAR.search(after)) and not years:
            return Basis.BY_YEAR, None, _year(year)
        within = re.search(rf"\bin each of (?:its |the )?({CARDINAL}) years", after, re.IGNORECASE)
        return Basis.A_YEAR, years or (_number(within[1]) if within else None), None
    if ONCE.search(words.before) or ONCE.search(after):
        return Basis.ONCE, None, None
    if years:
        return Basis.LIFE, years, None
    if year := IN_YEAR.search(after) or BY_YEAR_BEFORE.search(words.before):
        return Basis.BY_YEAR, None, _year(year)
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
    return between.strip() in ("to", "-", "–") and not re.search(r"\bfrom\s(?:\w+\s)?$", before, re.IGNORECASE)


def widened(figure: TypedFigure, high: Fraction) -> TypedFigure:
    """The figure as the lower end of a range."""
    return replace(figure, high=high)
