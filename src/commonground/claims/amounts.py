"""Amounts: the numbers that a text says, in digits or words, with the currency or percent that stands at them.

Read: $38 million, 38 million dollars, $1.5B, $27K, half a billion, half a percent, two hundred million, 14,000,000, 12.5%.
Law: a number that names something is not an amount: a date, an hour, an age, a room, an article, a street, an ordinal,
a length such as "five-year".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from commonground.values.typed_figure import DOLLARS, PERCENT

FIRST = "zero one two three four five six seven eight nine ten eleven twelve"
TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
UNITS = {word: number for number, word in enumerate(f"{FIRST} {TEENS}".split())}
TENS = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)
SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SHORT = {"k": 1_000, "m": 10**6, "mm": 10**6, "mn": 10**6, "mil": 10**6, "b": 10**9, "bn": 10**9}
WORD = "|".join(sorted((*UNITS, *TENS, *SCALES), key=len, reverse=True))
DIGITS = r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?(?!\d)|\d{1,15}(?:\.\d{1,6})?(?!\d)|\.\d{1,6}(?!\d)"
FRACTIONS = {
    "half": Fraction(1, 2),
    "third": Fraction(1, 3),
    "quarter": Fraction(1, 4),
    "quarters": Fraction(3, 4),
    "tenth": Fraction(1, 10),
}
HALF = r"(?:(?:an?|one|three)[\s-])?(?:half|quarters?|third|tenth)(?:[\s-](?:of[\s-])?(?:an?|one|1))?"
AMOUNT = re.compile(
    rf"(?<![\w.$])(?<!\d,)(?P<dollar>(?:US)?\$\s?)?(?:(?P<digits>{DIGITS})"
    rf"|(?P<half>{HALF})(?=[\s-](?:[mb]illion|percent|per\scent|point))"
    rf"|(?P<words>(?:an?\s(?=hundred|thousand|[mb]illion))?\b(?:{WORD})(?:(?:[\s-]|\sand\s)(?:{WORD}))*\b))"
    r"(?P<and_half>[\s-]and[\s-]a[\s-]half\b)?"
    r"(?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion)\b|\s?(?P<short>MM|[KMB]|bn|mn|mil"
    r"|[kmb])\b(?![.'’]?\w))?"
    r"(?:-plus\b)?(?P<unit>(?:\s(?:additional|more|extra|new))?[\s-]dollars?\b|\s?%|[\s-](?:percent|per[\s-]cent"
    r"|pct)(?:age\spoints?)?\b"
    r"|[\s-]percentage[\s-]points?\b)?",
    re.IGNORECASE,
)
NAMED_BEFORE = re.compile(
    r"(?:\bsteps\s\d+\s(?:through|to|and)\s|\b(?:years?|local|article|room|section|grade|steps?|lanes?|no\.|number"
    r"|chapter|title|route|channel"
    r"|district|proposition|measure"
    r"|page|p\.|age|aged|week|bulletin|day|question|item|appendix|line|art\.|phase|tier|level|class of"
    r"|jan(?:uary|\.)|feb(?:ruary|\.)|march|april|may|june|july|aug(?:ust|\.)|sept?(?:ember|\.)|oct(?:ober|\.)"
    r"|nov(?:ember|\.)|dec(?:ember|\.))\s+|#\s?|fy|:|\b(?:19|20)\d\d[-–/])$",
    re.IGNORECASE,
)
NAMED_AFTER = re.compile(
    r"^(?:st|nd|rd|th)\b|^[-–](?!year|to-|(?:member|student|pupil|teacher|school)\b)[a-z]|^[-–](?:year|day|month|hour"
    r"|week)|^:\d\d|^\s?(?:a|p)\.?m\b"
    r"|^\s?o['’]clock|^/\d"
    r"|^\s(?:north|south|east|west|n\.|s\.|e\.|w\.)\s[A-Z]|^(?:\s\w+)?\s(?:street|st\.|avenue|ave\.|boulevard"
    r"|road)\b",
    re.IGNORECASE,
)
NEAR = 40
A_YEAR = re.compile(r"^(?:19|20)\d\d$")


@dataclass(frozen=True, slots=True)
class SaidNumber:
    """A number in a text: its value, where it stands, and its unit (dollars, percent, or "" where none stands at it)."""

    value: Fraction
    start: int
    end: int
    unit: str = ""
    is_scaled: bool = False


def numbers_in(text: str) -> list[SaidNumber]:
    """Every number of a text that is an amount, in its order.

    >>> [(int(one.value), one.unit) for one in numbers_in("about $38 million, or 16 percent, on Oct. 27")]
    [(38000000, 'dollars'), (16, 'percent')]
    """
    found = list(_found(text))
    return [_with_next(one, found[number + 1 :], text) for number, one in enumerate(found)]


def _found(text: str) -> Iterator[SaidNumber]:
    for match in AMOUNT.finditer(text):
        unit = _unit(match)
        scale = (match["scale"] or match["short"] or "").lower()
        if not unit and not scale and _names_something(match, text):
            continue
        if match["short"] and not (unit or match["dollar"] or match["short"].isupper()):
            continue
        value = _value(match) * SCALES.get(scale, SHORT.get(scale, 1))
        yield SaidNumber(value, match.start(), match.end(), unit, bool(scale) or _has_scale(match["words"]))


def _unit(match: re.Match[str]) -> str:
    if match["dollar"] or "dollar" in (match["unit"] or "").lower():
        return DOLLARS
    return PERCENT if match["unit"] else ""


def _has_scale(words: str | None) -> bool:
    return bool(words and re.search("thousand|million|billion", words, re.IGNORECASE))


def _names_something(match: re.Match[str], text: str) -> bool:
    before, after = text[max(0, match.start() - NEAR) : match.start()], text[match.end() : match.end() + NEAR]
    if match["digits"] and A_YEAR.match(match["digits"]):
        return True
    return bool(NAMED_BEFORE.search(before) or NAMED_AFTER.match(after))


def _value(match: re.Match[str]) -> Fraction:
    if match["and_half"]:
        whole = match["digits"] or match["half"] or match["words"]
        return Fraction(whole.replace(",", "") if match["digits"] else spelled(whole)) + Fraction(1, 2)
    if match["half"]:
        return next(share for name, share in reversed(FRACTIONS.items()) if name in match["half"].lower())
    if match["digits"]:
        return Fraction(match["digits"].replace(",", ""))
    return Fraction(spelled(match["words"]))


def spelled(words: str) -> int:
    """A whole number in words.

    >>> spelled("four hundred and seventy-seven"), spelled("two hundred million")
    (477, 200000000)
    """
    total = current = 0
    for word in re.split(r"[\s-]+", words.lower()):
        if word in UNITS or word in TENS:
            current += UNITS.get(word, TENS.get(word, 0))
        elif word == "hundred":
            current = max(1, current) * 100
        elif word in SCALES:
            total += max(1, current) * SCALES[word]
            current = 0
    return total + current


SHARED = re.compile(r"^\s?(?:,|,?\s(?:and|to|or)|[-–](?:to[-–])?)\s?$")


def _with_next(one: SaidNumber, later: list[SaidNumber], text: str) -> SaidNumber:
    """A number that shares the scale and the unit of the next: "$70 and $80 million", "3, 3 and 3.5 percent"."""
    end = one
    for other in later:
        if not SHARED.match(text[end.end : other.start]):
            return one
        if (
            other.unit == DOLLARS
            and one.unit == DOLLARS
            and other.is_scaled
            and not one.is_scaled
            and one.value < 1_000
        ):
            scale = next(scale for scale in (10**12, 10**9, 10**6, 10**3) if other.value >= scale)
            return SaidNumber(one.value * scale, one.start, one.end, DOLLARS, True)
        if other.unit and not one.unit:
            return SaidNumber(one.value, one.start, one.end, other.unit, other.is_scaled)
        end = other
    return one
