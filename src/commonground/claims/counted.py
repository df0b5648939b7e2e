"""Counted: what a number counts: dollars, percent, people, schools, days, votes; "" for what no claim is about.

Not counted: spans by which something is to happen ("30 days to reply", "within ten days"), and what ranks or names.
"""

from __future__ import annotations

import re

from commonground.claims import lexicon
from commonground.claims.amounts import WORD, SaidNumber
from commonground.claims.around import CONTRASTED
from commonground.values.typed_figure import DOLLARS, PERCENT

UNITS = {
    "social workers": r"social workers",
    "members": r"members",
    "teachers": r"(?:school)?teachers|instructors",
    "educators": r"educators",
    "students": r"students|pupils|children|kids|youngsters|schoolchildren",
    "schools": r"schools|campuses|(?:school )?buildings",
    "districts": r"(?:school )?districts",
    "administrators": r"administrators|principals",
    "substitutes": r"substitutes|substitute teachers",
    "employees": r"employees|staff(?: members)?|staffers|workers|support staff|aides|paraprofessionals|paras|custodians"
    r"|(?:bus )?drivers",
    "nurses": r"nurses",
    "librarians": r"librarians",
    "counselors": r"counsell?ors",
    "psychologists": r"psychologists",
    "positions": r"positions|vacancies|posts",
    "jobs": r"jobs",
    "layoffs": r"layoffs",
    "days": r"(?:school |instructional |class |strike |work )?days",
    "hours": r"hours",
    "minutes": r"minutes",
    "votes": r"votes|ballots",
    "classes": r"classes|classrooms",
    "families": r"families|households",
    "people": r"people|protesters|residents",
}
NOT_COUNTED_AFTER = (
    r"(?:['’]\s*\w|\s*(?:ago|later|earlier|after|before|from now|notice|old|to go|away|a week|per week|each week)\b)"
)
STOPS = (
    r"of|and|or|to|in|for|the|at|on|from|with|an?|per|by|more than|years?|percent|million|billion|is|are|was"
    r"|were|will|would|said|says|apart|among|each|its|their"
)
ADJECTIVE = rf"(?:\s(?!(?:{STOPS})\b)[a-z-]+(?:\sand\s(?!(?:{STOPS})\b)[a-z-]+)?)"
LISTED = r"(?:\s[a-z]+(?:,\s[a-z]+)+,?\sand\s[a-z]+)"
PROPER = r"(?-i:(?:\s[A-Z][\w.’'-]+){1,4})"
ANY = "|".join(UNITS.values())
COUNTED = {
    unit: re.compile(
        rf"^{PROPER}?(?:{LISTED}|{ADJECTIVE}{{0,3}})\s(?P<noun>{said})\b(?!(?:\s(?:union|association|federation"
        rf"|guild))?\s(?:{ANY})\b)",
        re.IGNORECASE,
    )
    for unit, said in UNITS.items()
}
OF_GROUP = re.compile(r"^\sof\s(?:its|their|our|the|those)(?=\s)")
OF_COUNTED = re.compile(r"^\s(?:of|out of)\s(?:its\s|the\s|their\s)?(?:[\w]+['’]s?\s)?[\d,]+")
JOINED = re.compile(r"^-(member|student|pupil|teacher|school)\b")
ELLIPTICAL = re.compile(r"^\s(?:will|were|was|are|voted|said|against|for it|had|would)\b|^\s(?:in|at)\s(?-i:[A-Z])")
TALLY = re.compile(r"\b(?:votes?|margin|tally|count) of (?!error)[^.;]{0,20}$", re.IGNORECASE)
VOTES_TO = re.compile(r"^\sto\s([\d,]+)\b(?!\s(?:percent|%|million|\$))")
VOTES_FOR = re.compile(
    r"\bvot(?:ed|ing|e)\b[^.;]{0,16}\b([\d,]+)\sto\s$|\bvot(?:ed|ing|e)\s$"
    r"|\b(?:approved|ratified|rejected|accepted|adopted)\b[^.;\d]{0,40}\s(?:[\d,]+\sto\s)?$|\bvot(?:ed|ing"
    r"|e)\b[^.;\d]{0,16}\b[\d,]+[-–]$"
    r"|\bvote\b[^.;]{0,40}\b(?:was|is)\s$|\bvote\b[^.;]{0,40}\b(?:was|is)\s[\d,]+\sto\s$",
    re.IGNORECASE,
)
CLASS_CAP = re.compile(
    r"\b(?:caps?|capped|capping|limit(?:s|ed)?|ceilings?|class(?:es)? sizes?)\b[^.;$]{0,40}"
    r"\b(?:at|of|to|from|was|is)\s(?:no more than\s)?$",
    re.IGNORECASE,
)
CROWD = re.compile(r"\bcrowds?\b[^.;]{0,50}\b(?:at|of)\s(?:\w+\s)?$", re.IGNORECASE)
WHOLE = re.compile(r"\b(enrol\w+|membership)\s(?:of|is|was)\s(?:[a-z]+\s){0,2}$", re.IGNORECASE)
OF_THEM = re.compile(r"Of (?:the |its |some |about |roughly |nearly )?[^,;]*,\s(?:\w+\s){0,2}$")
LOWERED = re.compile(r"\bfrom\s(?:\w+\s)?[\w,]+\s[a-z]+(?:\s[a-z]+)?\sto\s(?:\w+\s)?$", re.IGNORECASE)
UP_TO_SECOND = re.compile(r"^(?:\sto\s|\sor\s|[-–])(?:\d{1,3}(?:,\d{3})+|\d+)(?=\s[a-z])")
DUE = re.compile(
    rf"^\s(?:(?:more|calendar|business|working)\s)?(?:days|hours|minutes)\sto\s(?!(?:{WORD}|the|its|each"
    rf"|every)\b)[a-z]+",
    re.IGNORECASE,
)
OWN_FAMILY = re.compile(r"\b(?:she|he|who) has\s$|\b(?:mother|father|parent|mom|dad) of\s$", re.IGNORECASE)
SUPPOSED = re.compile(r"\b(?:if|unless|once|until)\b[^,;]*$", re.IGNORECASE)
OF_A_HOME = re.compile(r"^\s(?:home|house)\b")
WITHIN = re.compile(r"\b(?:within|in|every)\s(?:the\s(?:next|last|past)\s)?$", re.IGNORECASE)
TIMES = ("days", "hours", "minutes")
VOTED_SO = re.compile(r"^\svoted\s(?:against|for|in favor|in favour|yes|no|to)\b")
OUT_OF = re.compile(
    r"\b[\d,]+\s(?:out )?of\s(?:its\s|their\s)?$"
)  # the whole of which the number before is a part: "61 of 88 schools"
A_FEW = 12  # "three of nine members", "six people were held": a few of anything but days are seldom a claim
MONEY = re.compile(
    r"\bapart\b|\bdeficits?\b|\bbudgets?\b|\bcost(?:s|ing)?\b|\bgaps?\b|\bshortfalls?\b|\bspen(?:d\w*|t)\b|\bsav(?:es?|ed"
    r"|ings?)\b"
    r"|\bprice\b|\breserves?\b|\bsurplus\b|\braises?\b|\bsalar(?:y|ies)\b|\bmoney\b|\bfund\w*|\bdebt\b|\bdollars?\b|\$",
    re.IGNORECASE,
)
UNNAMED = re.compile(
    r"^(?:[\s-](?:of|and|or|to|in|for|at|on|over|from|through|than|a|an|per|by|each|every|this|next|last|more|less|extra"
    r"|apart|short"
    r"|annually|yearly|deficit|gap|shortfall|hole|budget|price|is|was|would|will|could|while|but|between|across|the|it|they)\b"
    r"|\W*$|[,.;:)?!\"”’'])",
    re.IGNORECASE,
)  # what follows a bare sum: nothing that it could count
PEOPLE_OR_FOREIGN = re.compile(
    r"[€£¥]\s?$|\b(?:city|state|county|town|area|region|metropolis|population|country|pop\.)\s?(?:of|is|was)?\s?(?:\w+\s){0,2}$"
    r"|\b(?:seen|viewed|watched|read)\sby\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)  # what stands before a bare number that is of inhabitants or onlookers, or of other money
NEAR, LARGEST_CLASS, LARGEST_BOARD, MILLION = 60, 60, 15, 10**6
A_RAISE_IS_UNDER = 40
OFFERS = re.compile(
    rf"\b(?:{lexicon.ASKS}|{lexicon.ASKED}|(?:stands|holding|is|was|are|now|offer|proposal)\sat"
    r"|(?:moved|went|came|going) (?:up |down )?to)\s(?:(?:only|just|about|nearly|up to|of|is|was)\s){0,2}$",
    re.IGNORECASE,
)
THEN = re.compile(r",\s(?:and\s)?then\s$|\bfrom\s[\d.]+\s?(?:percent|%)\sto\s(?:\w+\s)?$")
UNSAID = re.compile(r"^(?!,?\s(?:and\s)?\d)(?:[.;,\"”)]|$|\s(?:and|but|while|over|for|in)\b)")


def unit_of(number: SaidNumber, sentence: str, earlier: str, *, is_in_dollars: bool = False) -> str:
    """Dollars, percent, or what is counted; "" where the number counts nothing that a claim is about.

    "100 million" that counts nothing is dollars where the text gives sums in dollars, or where its sentence speaks of money.
    """
    if number.unit:
        return "" if OF_A_HOME.match(sentence[number.end :]) else number.unit
    before, after = sentence[max(0, number.start - NEAR) : number.start], sentence[number.end :]
    if _is_rank(number, sentence, before, after) or OUT_OF.search(before):
        return ""
    unit = (
        _named(before, after, is_many=number.value > LARGEST_BOARD)
        or _by_its_place(number, before, after)
        or _as_before(number, sentence, before, after, earlier)
        or ("votes" if VOTED_SO.match(after) else "")
        or _as_money(number, sentence, after, is_in_dollars=is_in_dollars)
    )
    return "" if number.value <= A_FEW and unit not in (*TIMES, DOLLARS, PERCENT) else unit


def _is_rank(number: SaidNumber, sentence: str, before: str, after: str) -> bool:
    """Whether a number is one of a few ("1 in 6"), or a one or two that counts nothing."""
    if (
        re.match(
            r"\s(?:out of|in)\s(?:every\s)?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)\b",
            after,
        )
        and number.value < 100
    ):
        return True
    if re.search(r"\b\w+\s(?:out of|in)\s(?:every\s)?$", before) and number.value < 13:
        return True
    return number.value in (0, 1) or (number.value == 2 and not sentence[number.start].isdigit())


def _named(before: str, after: str, *, is_many: bool) -> str:
    """By the word that follows: "209 social workers", "300 of its members"."""
    group = OF_GROUP.match(after)
    rest = after[group.end() :] if group else UP_TO_SECOND.sub("", after)
    nouns = [(found.start("noun"), -found.end(), unit) for unit, one in COUNTED.items() if (found := one.match(rest))]
    if nouns:
        _, end, unit = min(nouns)
        if unit == "districts" and not is_many:
            return ""
        return "" if _is_no_count(unit, before, rest, -end) else unit
    if joined := JOINED.match(after) if is_many else None:
        return f"{joined[1]}s".replace("pupils", "students")
    if found := OF_COUNTED.match(after):
        rest = after[found.end() :]
        return next((unit for unit, counted in COUNTED.items() if counted.match(rest)), "")
    return ""


def _is_no_count(unit: str, before: str, after: str, end: int) -> bool:
    if unit in TIMES and (DUE.match(after) or WITHIN.search(before) or SUPPOSED.search(before)):
        return True
    if unit == "students" and OWN_FAMILY.search(before):
        return True
    return re.match(NOT_COUNTED_AFTER, after[end:], re.IGNORECASE) is not None


def _by_its_place(number: SaidNumber, before: str, after: str) -> str:
    """By what stands before it: a tally, a cap on classes, a crowd."""
    other = VOTES_TO.match(after) or VOTES_FOR.search(before)
    if TALLY.search(before) or (other and VOTES_FOR.search(before) and number.value > LARGEST_BOARD):
        return "votes"
    if CLASS_CAP.search(before) and number.value <= LARGEST_CLASS:
        return "students"
    if whole := WHOLE.search(before):
        return "students" if whole[1].lower().startswith("enrol") else "members"
    return "people" if CROWD.search(before) else ""


def _as_money(number: SaidNumber, sentence: str, after: str, *, is_in_dollars: bool) -> str:
    """A sum without its currency: "they are 100 million apart"."""
    is_of_others = PEOPLE_OR_FOREIGN.search(sentence[: number.start]) is not None
    is_sum = number.is_scaled and number.value >= MILLION and UNNAMED.match(after) is not None and not is_of_others
    return DOLLARS if is_sum and (is_in_dollars or MONEY.search(sentence)) else ""


def _as_before(number: SaidNumber, sentence: str, before: str, after: str, earlier: str) -> str:
    """As the number before it: "3 or 4 percent", "from 32 students to 29"."""
    if earlier == PERCENT and re.search(r"percent,\s(?:or\s)?$", before):
        return PERCENT
    is_offer = OFFERS.search(before) or (THEN.search(before) and after[:1] != ";" and not after.startswith(',"'))
    if earlier == PERCENT and number.value < A_RAISE_IS_UNDER and is_offer and UNSAID.match(after):
        return PERCENT
    if earlier in ("", DOLLARS, PERCENT):
        return ""
    is_last = re.match(r"^(?:[.;]|,\s(?:but|while|and)\b|$)", after)
    if is_last and (re.search(CONTRASTED, sentence[: number.start]) or LOWERED.search(before)):
        return earlier
    if OF_THEM.match(sentence[: number.start]):
        return earlier
    joined = re.search(r"\b(?:and|but)\s(?:only\s)?$", before)
    return earlier if joined and ELLIPTICAL.match(after) else ""
