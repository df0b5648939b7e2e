"""Addresses: the words by which a printed figure is opened again.

    OFFER/YEAR/PART[/VIEW[/AGAINST]]           a cost or a gap: of an offer or `status-quo`, in a fiscal year or `run-rate`
    percent/RATE[@UNIT]/PART                   what a raise costs in a full year
    afford/DOLLARS[@UNIT]/PART                 which raise a sum of money is, and what is left of it
    member/WHERE/OFFER/YEAR/PART               one member's pay, deduction or take-home
    scattergram/MEASURE/OFFER/YEAR/WHERE       a cell of a grid, or a sum of its cells
    movement/PARTY/PART[:ISSUE]/DAY            a sum of a party's movement by a day
    claim/ID                                   what a claim was compared with
    health/OFFER/YEAR/plan=PLAN,tier=TIER[/PART]  what a health plan and tier costs, and who pays it; how many have it
    retirements/PART/OFFER/YEAR/NAME           who may retire and who does, what that saves and is paid, pensions by tier
    comparables/PART/OFFER/YEAR/NAME           a standing, a career, a settlement or a real change among other districts

WHERE is a list such as `lane=MA,step=4`. In it, and in names, the signs % / , = @ are written as %25 %2F %2C %3D %40.
Law: an address says all that the figure depends on beside the folder, so that it can be worked out anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from urllib.parse import unquote

from commonground.costing.breakdown import By
from commonground.costing.member import Member
from commonground.costing.views import View
from commonground.values.money import NotAnAmount, format_cents, parse_amount, to_cents
from commonground.values.rate import NotARate, parse_rate, write_rate
from commonground.workforce.roster import FULL_TIME

SIGNS = {"%": "%25", "/": "%2F", ",": "%2C", "=": "%3D", "@": "%40"}
ONE_TIME, ONGOING, AGREED = "one-time", "ongoing", "agreed by both"
WHOLE_PARTS = ("total", ONE_TIME, ONGOING, AGREED)
BREAKAGE, ACTUAL = "breakage", "actual"
OF_TURNOVER = (BREAKAGE, ACTUAL)
NEXT, ON_ACTUAL = "next ", "actual "
OF_MOVEMENT = ("opened", "toward", "away", "net", "changes", "agreed")
OF_MONEY = tuple(
    f"{roster}{which}{part}" for roster in ("", ON_ACTUAL) for which in ("", NEXT) for part in ("raise", "left")
)
LEAST, MOST, LINE = "least", "most", "line"
PLACE = ("unit", "schedule", "lane", "step")
OF_A_MEMBER = (*PLACE, "tier", "fte", "service", "plan", "plan-tier")
HOW = (
    "OFFER/YEAR/PART, as in union/2020-21/total or board/2021-22/component:pension; "
    "or what JSON output names under `cells`"
)


class BadAddress(ValueError):
    """An address that names no figure."""

    def __init__(self, address: str, got: str, expected: str) -> None:
        super().__init__(f'No figure has the address "{address}": got "{got}"; expected {expected}')


def safe(word: str) -> str:
    """A word as it stands inside an address.

    >>> safe("MA/30")
    'MA%2F30'
    """
    return "".join(SIGNS.get(sign, sign) for sign in word)


@dataclass(frozen=True)
class Address:
    """The words of a cost's address, or a gap's."""

    offer: str
    year: str
    by: str
    part: str
    view: View
    against: str
    text: str = ""

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read an address. Raises `BadAddress`.

        >>> Address.parse("union/2020-21/component:pension").part
        'pension'
        """
        words = text.split("/")
        if len(words) < 3:
            raise BadAddress(text, text, HOW)
        view, against = View.RUN_RATE if words[1] == View.RUN_RATE else View.ANNUAL, "base"
        views = {view.value: view for view in View}
        if len(words) >= 5 and words[-2] in views:
            view, against, words = views[words[-2]], words[-1], words[:-2]
        elif len(words) >= 4 and words[-1] in views:
            view, words = views[words[-1]], words[:-1]
        part = "/".join(words[2:])
        by, _, word = part.partition(":")
        plain = part.removeprefix(f"{ACTUAL}:")
        sort, _, named = plain.partition(":")
        if plain not in (*WHOLE_PARTS, *OF_TURNOVER) and (not named or sort not in {*By, LINE, LEAST, MOST}):
            expected = f"{', '.join(WHOLE_PARTS)}, or one of {', '.join([*By, LINE])} with a colon and its name"
            raise BadAddress(text, part, expected)
        if (view is View.RUN_RATE) != (words[1] == View.RUN_RATE):
            raise BadAddress(
                text, f"{words[1]} with view {view}", "run-rate for both, because a run-rate is of no year"
            )
        return cls(words[0], words[1], by, word, view, against, text)

    @property
    def on_actual(self) -> Address | None:
        """Of a part of the actual roster's total, the same part by itself; None of anything else."""
        if self.by != ACTUAL or not self.part:
            return None
        by, _, part = self.part.partition(":")
        return replace(self, by=by, part=part)


@dataclass(frozen=True)
class RaiseAddress:
    """What a raise costs: of which rate, for which unit alone, and which part: `total`, `breakage`, `actual` or BY:WORD."""

    rate: Fraction
    units: tuple[str, ...]
    by: str = "total"
    part: str = ""

    NAME = "percent"

    def __str__(self) -> str:
        part = self.by if self.by in ("total", *OF_TURNOVER) else f"{self.by}:{safe(self.part)}"
        return f"{self.NAME}/{safe_rate(self.rate)}{_at(self.units)}/{part}"

    @classmethod
    def parse(cls, text: str) -> RaiseAddress:
        """Read an address. Raises `BadAddress`."""
        words = words_of(text, 3, "percent/RATE/PART, as in percent/1%/total or percent/2.5%@teachers/fund:general")
        rate, units = _of_units(words[1])
        by, _, part = words[2].partition(":")
        if by not in ("total", *OF_TURNOVER, "component", "unit", "fund"):
            whole = ", ".join(("total", *OF_TURNOVER))
            raise BadAddress(text, words[2], f"{whole}, or component, unit or fund with a colon and its name")
        try:
            return cls(parse_rate(rate), units, by, unquote(part))
        except NotARate as problem:
            raise BadAddress(text, rate, str(problem)) from None


@dataclass(frozen=True)
class MoneyAddress:
    """Which raise a sum of money (in cents) is, for which unit alone, or what is left of it; or the same of the next raise.

    Its part is `raise` or `left`, with `next ` before it for the next raise, and `actual ` before that on the actual roster.
    """

    money: int
    units: tuple[str, ...]
    part: str = "raise"

    NAME = "afford"

    def __str__(self) -> str:
        return f"{self.NAME}/{format_cents(self.money).replace(',', '')}{_at(self.units)}/{self.part}"

    @classmethod
    def parse(cls, text: str) -> MoneyAddress:
        """Read an address. Raises `BadAddress`."""
        words = words_of(text, 3, "afford/DOLLARS/raise, as in afford/12000000/raise")
        money, units = _of_units(words[1])
        if words[2] not in OF_MONEY:
            raise BadAddress(text, words[2], f"one of {', '.join(OF_MONEY)}")
        try:
            return cls(to_cents(parse_amount(money)), units, words[2])
        except NotAnAmount as problem:
            raise BadAddress(text, money, str(problem)) from None


@dataclass(frozen=True)
class MemberAddress:
    """A line of one member's pay under an offer: `pay`, `take-home`, `change`, or pay: or less: with a component."""

    member: Member
    offer: str
    year: str
    part: str

    NAME = "member"

    def __str__(self) -> str:
        who = self.member
        said = {
            **{name: getattr(who, name) for name in (*PLACE, "tier")},
            "fte": f"{who.fte / FULL_TIME:g}" if who.fte != FULL_TIME else "",
            "service": str(who.service) if who.service else "",
            "plan": who.health_plan,
            "plan-tier": who.health_tier,
        }
        return f"{self.NAME}/{pairs_of(said)}/{self.offer}/{self.year}/{safe(self.part)}"

    @classmethod
    def parse(cls, text: str) -> MemberAddress:
        """Read an address. Raises `BadAddress`."""
        words = words_of(text, 5, "member/WHERE/OFFER/YEAR/PART, as in member/lane=MA,step=4/union/2027-28/take-home")
        said = read_pairs(text, words[1], OF_A_MEMBER)
        try:
            fte, service = int(Fraction(said.get("fte", "1")) * FULL_TIME), int(said.get("service", "0"))
        except (ValueError, ZeroDivisionError):
            raise BadAddress(text, words[1], "a number as fte and as service") from None
        place = {name: said.get(name, "") for name in (*PLACE, "tier")}
        plan = {"health_plan": said.get("plan", ""), "health_tier": said.get("plan-tier", "")}
        return cls(Member(**place, **plan, fte=fte, service=service), words[2], words[3], unquote(words[4]))


class Measure(StrEnum):
    """What the cells of a scattergram say."""

    PEOPLE = "people"
    FTE = "fte"
    DOLLARS = "dollars"
    SALARY = "salary"
    CELL = "cell"


@dataclass(frozen=True)
class CellAddress:
    """A cell of a scattergram under an offer in a year; a lane or a step that is not said means all of them."""

    measure: Measure
    offer: str
    year: str
    where: Mapping[str, str]

    NAME = "scattergram"

    def __str__(self) -> str:
        where = ",".join(f"{name}={safe(word)}" for name, word in self.where.items())
        return f"{self.NAME}/{self.measure}/{self.offer}/{self.year}/{where}"

    @property
    def text_of_place(self) -> str:
        """The place in words."""
        said = [f"{name} {word}" for name, word in self.where.items() if word]
        return ", ".join(said) or "all steps"

    @classmethod
    def parse(cls, text: str) -> CellAddress:
        """Read an address. Raises `BadAddress`."""
        how = "scattergram/MEASURE/OFFER/YEAR/WHERE, as in scattergram/people/status-quo/2025-26/lane=MA,step=4"
        words = words_of(text, 5, how)
        if words[1] not in tuple(Measure):
            raise BadAddress(text, words[1], f"one of {', '.join(Measure)}")
        return cls(Measure(words[1]), words[2], words[3], read_pairs(text, words[4], PLACE))


@dataclass(frozen=True)
class MovementAddress:
    """A sum of a party's movement by the end of a day: opened, toward, away, net (of one issue, or of all), changes, agreed."""

    party: str
    part: str
    day: str
    issue: str = ""

    NAME = "movement"

    def __str__(self) -> str:
        issue = f":{safe(self.issue)}" if self.issue else ""
        return f"{self.NAME}/{safe(self.party)}/{self.part}{issue}/{self.day}"

    @classmethod
    def parse(cls, text: str) -> MovementAddress:
        """Read an address. Raises `BadAddress`."""
        words = words_of(text, 4, "movement/PARTY/PART/DAY, as in movement/union/net:wages/2026-06-15")
        part, _, issue = words[2].partition(":")
        if part not in OF_MOVEMENT or (issue and part != "net"):
            raise BadAddress(text, words[2], f"one of {', '.join(OF_MOVEMENT)}, or net: with an issue")
        return cls(unquote(words[1]), part, words[3], unquote(issue))


@dataclass(frozen=True)
class ClaimAddress:
    """What a claim, by its id, was compared with."""

    claim: str

    NAME = "claim"

    def __str__(self) -> str:
        return f"{self.NAME}/{safe(self.claim)}"

    @classmethod
    def parse(cls, text: str) -> ClaimAddress:
        """Read an address. Raises `BadAddress`."""
        return cls(unquote(words_of(text, 2, "claim/ID, as in claim/union-gap")[1]))


def safe_rate(rate: Fraction) -> str:
    """A rate as it stands inside an address: a percent as people write it, else a fraction."""
    written = write_rate(rate)
    return written if written.endswith("%") else safe(written)


def _at(units: tuple[str, ...]) -> str:
    return "".join(f"@{safe(unit)}" for unit in units)


def _of_units(word: str) -> tuple[str, tuple[str, ...]]:
    said, *units = word.split("@")
    return (said if said.endswith("%") else unquote(said)), tuple(map(unquote, units))


def words_of(text: str, number: int, how: str) -> list[str]:
    """The words of an address that has so many. Raises `BadAddress`, with how it is written."""
    words = text.split("/")
    if len(words) != number:
        raise BadAddress(text, text, how)
    return words


def pairs_of(said: Mapping[str, str]) -> str:
    """Names with their words, as they stand inside an address."""
    return ",".join(f"{name}={safe(word)}" for name, word in said.items() if word)


def read_pairs(text: str, written: str, known: tuple[str, ...]) -> dict[str, str]:
    """Names with their words, read from an address. Raises `BadAddress` for a name that is not known."""
    pairs = [pair.partition("=") for pair in written.split(",") if pair]
    for name, sign, _ in pairs:
        if name not in known or not sign:
            raise BadAddress(text, name, f"one of {', '.join(known)} with = and a word")
    return {name: unquote(word) for name, _, word in pairs}
