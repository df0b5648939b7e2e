"""The named inputs: every rate, amount and number that some formula of the workbook reads, for each agreement priced.

Law: an input is made when a formula first asks for it, so each one on the sheet moves a total.
Law: a parameter that a clause keeps from one version to the next is one input; where an offer leaves a clause's parameter as
the first agreement has it, the offer's input follows that one, so it is changed for both in one place.
A name says whose it is and what it is: `board_raise_2019_07_01_percent`, `sq_pension_rate`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from commonground.agreement.agreement import Agreement
from commonground.agreement.fields import year_name
from commonground.agreement.offer import Offer
from commonground.agreement.provision import Provision, Version
from commonground.agreement.sheet import InputUnit, Path
from commonground.costing.cost import Costing

_MARKS = ("effective", "name", "year", "plan", "from_lane", "years", "step")
_BESIDES = {"plan": "tier", "from_lane": "to_lane"}
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9]+")
_PLAINLY = {"more": "points added to each raise that is followed", "trend_after": "trend in years not named"}


@dataclass(frozen=True, eq=False)
class Priced:
    """An agreement in the workbook: the short word that begins its names, its title, its cost, the offer it comes from."""

    tag: str
    title: str
    agreement: Agreement
    costing: Costing
    offer: Offer | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """One named input. `follows` is the name of the input whose value it takes, where it takes one."""

    name: str
    priced: Priced
    provision: Provision
    version: Version
    label: str
    unit: InputUnit
    value: Fraction
    marks: tuple[str, ...]
    follows: str = ""


Key = tuple[str, tuple[str, ...], Any]


@dataclass
class Inputs:
    """The inputs that formulas have asked for, by agreement and by what they are."""

    found: dict[Key, dict[str, Input]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    known: dict[tuple[str, str, Any, Path], str] = field(default_factory=dict)
    first: str = ""

    def name(
        self, priced: Priced, provision: Provision, version: Version, path: Path, unit: InputUnit, follows: str = ""
    ) -> str:
        """The name of the input for a parameter of a clause, made when it is first asked for."""
        asked = (priced.tag, provision.id, version.start, path)
        if asked not in self.known:
            self.first = self.first or priced.tag
            self.known[asked] = self._made(priced, provision, version, path, unit, follows)
        return self.known[asked]

    def _made(
        self, priced: Priced, provision: Provision, version: Version, path: Path, unit: InputUnit, follows: str
    ) -> str:
        marks, value = described(version.terms, path)
        first, is_later = first_with(provision, version, marks, value)
        key: Key = (provision.id, marks, first.start)
        held = self.found.setdefault(key, {})
        if priced.tag in held:
            return held[priced.tag].name
        other = held.get(self.first)
        number = Fraction(value) / (100 if unit == "dollars" else 1)
        if not follows and other is not None and not other.follows and other.value == number:
            follows = other.name
        since = f" (from {first.start})" if is_later else ""
        wanted = "_".join(
            [priced.tag, provision.id, *_short(provision.id, marks), *([f"from {first.start}"] * is_later)]
        )
        name = self._unused(_NOT_IN_A_NAME.sub("_", wanted).strip("_")[:180])
        held[priced.tag] = Input(
            name, priced, provision, version, " ".join(_said(marks)) + since, unit, number, marks, follows
        )
        return name

    def _unused(self, wanted: str) -> str:
        name, number = wanted, 2
        while name.lower() in self.names:
            name, number = f"{wanted}_{number}", number + 1
        self.names.add(name.lower())
        return name


def first_with(provision: Provision, version: Version, marks: tuple[str, ...], value: Any) -> tuple[Version, bool]:
    """The earliest version since which a parameter has been what it is, and whether it was something else before."""
    first = version
    for earlier in reversed([v for v in provision.versions if v.start < version.start]):
        path = path_of(earlier.terms, marks)
        if path is None:
            break
        if described(earlier.terms, path)[1] != value:
            return first, True
        first = earlier
    return first, False


def described(terms: Any, path: Path) -> tuple[tuple[str, ...], Any]:
    """A path into a clause's terms in words that hold from one version to the next, and the value there."""
    marks, value = [], terms
    for part in path:
        if isinstance(value, Mapping):
            marks.append(_key(part))
        elif isinstance(part, int):
            marks.append(_mark(value, part))
        else:
            marks.append(part)
        value = _inside(value, part)
    return tuple(marks), value


def path_of(terms: Any, marks: Sequence[str]) -> Path | None:
    """The path to what these words describe; None where the terms have no such thing."""
    path: list[str | int] = []
    value = terms
    for mark in marks:
        part: str | int | None
        if isinstance(value, Mapping):
            part = next((key for key in value if _key(key) == mark), None)
        elif isinstance(value, tuple):
            part = next((number for number in range(len(value)) if _mark(value, number) == mark), None)
        else:
            part = mark if hasattr(value, mark) else None
        if part is None:
            return None
        path.append(part)
        value = _inside(value, part)
    return None if value is None else tuple(path)


def _inside(value: Any, part: str | int) -> Any:
    held: Any = value
    return held[part] if isinstance(value, Mapping | tuple) else getattr(value, str(part))


def _key(key: str | int) -> str:
    return year_name(key) if isinstance(key, int) else key


def _mark(items: tuple[Any, ...], number: int) -> str:
    """What tells one part of a list from the others: its day, its name, its plan and tier."""
    words = [_word(item) for item in items]
    again = words[:number].count(words[number])
    return f"{words[number]} no. {again + 1}" if again else words[number]


def _word(item: Any) -> str:
    for mark in _MARKS:
        value = getattr(item, mark, None)
        if value not in (None, ""):
            word = year_name(value) if mark == "year" else f"{value} years" if mark == "years" else str(value)
            beside = getattr(item, _BESIDES.get(mark, ""), "")
            return f"{word} {'to ' if mark == 'from_lane' else ''}{beside}".strip()
    return "entry"


def _said(marks: tuple[str, ...]) -> list[str]:
    """The marks as people say them: the list's name in the singular, commas between."""
    if len(marks) == 1:
        return [_PLAINLY.get(marks[0], marks[0].replace("_", " "))]
    head = "" if _says_itself(marks) else f"{_singular(marks[0])} ".replace("_", " ")
    words = [f"{head}{marks[1]}", *marks[2:]]
    return [", ".join(word.replace("_", " ") for word in words)]


def _singular(word: str) -> str:
    """A list's name, for one of its entries: tiers, steps added."""
    return {"steps_added": "step_added"}.get(word, word.removesuffix("s"))


def _says_itself(marks: tuple[str, ...]) -> bool:
    """Whether an entry's own name begins with what its list is called, as in the tier "Tier 1"."""
    return marks[1].lower().startswith(_singular(marks[0]).lower())


def _short(provision: str, marks: tuple[str, ...]) -> list[str]:
    """The marks for a name, without what the clause's own id says already."""
    if len(marks) == 1:
        return list(marks)
    head = _singular(marks[0])
    return [*([] if provision.endswith(head) or _says_itself(marks) else [head]), *marks[1:]]


def tag_of(words: str, taken: set[str]) -> str:
    """A short word to begin names with: letters and digits, beginning with a letter, not taken yet."""
    plain = _NOT_IN_A_NAME.sub("_", words.lower()).strip("_")[:14].strip("_") or "offer"
    plain = plain if plain[0].isalpha() else f"o_{plain}"
    tag, number = plain, 2
    while tag in taken:
        tag, number = f"{plain}_{number}", number + 1
    taken.add(tag)
    return tag
