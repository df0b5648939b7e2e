"""Dials: the numbers of an agreement that a what-if may turn, and the edits that turning them comes to.

Law: an offer with no dial turned is the offer itself; turning a dial adds one edit, and turning it back takes the edit away.
A raise or a one-time payment may also be put into a year of the term that has none.
Not here: what it costs (`costing`); which dials a side means to turn.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from commonground.agreement.agreement import Agreement, Term
from commonground.agreement.family import Family
from commonground.agreement.offer import Edit, Offer, Operation
from commonground.agreement.provision import NEVER, Provision, Status, Version
from commonground.values.fiscal_year import FiscalYear
from commonground.values.money import parse_amount
from commonground.values.rate import parse_rate

RATE, AMOUNT = re.compile(r"-?\d+(\.\d+)?%"), re.compile(r"-?[\d,]+(\.\d+)?")
YEAR = re.compile(r"\d{4}-\d{2}")
STANDING = ("salary_schedule", "step_ladder", "lane_movement", "payroll_tax", "duration", "reopener", "language_only")
NO_DIALS = ("quoted_for", "existing", "years", "hours", "first_year", "after")
TELLING = ("name", "plan", "tier", "lane", "effective", "year", "years")
BLANKS = {"schedule_raise": ("raises", "percent", "0%"), "one_time_payment": ("payments", "amount", "0")}
MOST_ENTRIES = 24


@dataclass(frozen=True)
class Dial:
    """A number of a clause: where it stands, what it says before it is turned, and of which days the edit is.

    `blank` is what an inserted entry says beside the number, where the clause has no such entry yet.
    """

    provision: str
    clause: str
    issue: str
    family: Family
    at: str
    label: str
    value: str
    start: dt.date | None = None
    until: dt.date | None = None
    blank: Mapping[str, str] | None = None

    @property
    def id(self) -> str:
        """What it is called: the clause, the place, the first day of the version."""
        said = ",".join(self.blank.values()) if self.blank else ""
        return f"{self.provision}:{self.at}:{said}:{self.start or ''}"

    @property
    def is_rate(self) -> bool:
        """Whether it is a percentage; else it is an amount or a number."""
        return self.value.endswith("%")

    def read(self, text: str) -> str:
        """A value as a clause says it. Raises `NotARate`, `NotAnAmount`."""
        written = text.strip().removeprefix("$")
        if not self.is_rate:
            parse_amount(written)
            return written
        said = written if written.endswith("%") or "/" in written else f"{written}%"
        parse_rate(said)
        return said

    def is_turned(self, text: str) -> bool:
        """Whether a value is another than the one before. Raises `NotARate`, `NotAnAmount`."""
        return self._number(self.read(text)) != self._number(self.value)

    def _number(self, text: str) -> Fraction:
        return parse_rate(text) if self.is_rate else Fraction(parse_amount(text))

    def edit(self, text: str) -> Edit:
        """The edit that turning it to a value is. Raises `NotARate`, `NotAnAmount`."""
        said = self.read(text)
        if self.blank is None:
            return Edit(Operation.SET, self.provision, self.at, said, self.start, self.until)
        list_name, number, _ = next(blank for blank in BLANKS.values() if blank[0] == self.at)
        return Edit(Operation.INSERT, self.provision, list_name, {**self.blank, number: said})


def dials(agreement: Agreement, years: Sequence[FiscalYear], term: Term) -> tuple[Dial, ...]:
    """The numbers of an agreement from a term's first day on, of each clause that costs; `years` are those that are costed."""
    first, found = term.first, []
    in_term = [year for year in years if year.first <= term.last]
    for clause in agreement:
        if clause.kind not in STANDING and clause.status is Status.COSTED:
            for version in clause.versions:
                if version.until > first:
                    found += [*_of_version(clause, version, years, first)]
            found += [*_blanks(clause, in_term)]
    return tuple(found)


def turned(offer: Offer, known: Sequence[Dial], values: Mapping[str, str]) -> Offer:
    """An offer with dials turned to values, by their ids. Raises `NotARate`, `NotAnAmount`."""
    edits = [dial.edit(values[dial.id]) for dial in known if dial.id in values and dial.is_turned(values[dial.id])]
    return replace(offer, edits=(*offer.edits, *edits))


def _of_version(clause: Provision, version: Version, years: Sequence[FiscalYear], first: dt.date) -> Iterator[Dial]:
    said = version.terms.model_dump(mode="json", exclude_defaults=True)
    start = version.start if version.start > first else None
    until = version.until if version.until != NEVER else None
    for at, words, value in _leaves(said, "", (), years, first):
        label = ", ".join(words)
        yield Dial(clause.id, clause.title, clause.issue, clause.family, at, label, value, start, until)


Leaf = tuple[str, tuple[str, ...], str]


def _leaves(held: Any, at: str, words: tuple[str, ...], years: Sequence[FiscalYear], first: dt.date) -> Iterator[Leaf]:
    """Every number below a value: where it stands, in which words, what it says."""
    if isinstance(held, Mapping):
        if held and all(YEAR.fullmatch(str(key)) for key in held):
            yield from _by_year(held, at, words, years)
            return
        beside = tuple(_named(name, value) for name, value in held.items() if at and name in TELLING)
        for name, value in held.items():
            if name in NO_DIALS or re.search(r"[.\[\]]", str(name)) or (name == "percent" and _is_idle(held)):
                continue
            yield from _leaves(value, f"{at}.{name}".lstrip("."), (*words, *beside, _plain(name)), years, first)
    elif isinstance(held, list) and len(held) <= MOST_ENTRIES:
        for number, value in enumerate(held):
            if not _is_past(value, years, first):
                yield from _leaves(value, f"{at}[{number}]", words[:-1], years, first)
    elif not isinstance(held, bool) and (RATE.fullmatch(str(held)) or AMOUNT.fullmatch(str(held))):
        yield at, words, str(held)


def _by_year(held: Mapping[str, Any], at: str, words: tuple[str, ...], years: Sequence[FiscalYear]) -> Iterator[Leaf]:
    """The numbers of the years that are costed; what an earlier year says goes on, and may be set from the first one."""
    labels = [year.label for year in years]
    earlier = [value for label, value in held.items() if label < labels[0]]
    said = {label: value for label, value in held.items() if label in labels}
    if earlier and labels[0] not in said:
        said = {labels[0]: earlier[-1], **said}
    for label, value in said.items():
        if RATE.fullmatch(str(value)) or AMOUNT.fullmatch(str(value)):
            yield f"{at}.{label}", (*words, f"from {label}"), str(value)


def _blanks(clause: Provision, years: Sequence[FiscalYear]) -> Iterator[Dial]:
    """The years without a raise or a payment, each with the number that says none."""
    if clause.kind not in BLANKS or not clause.versions:
        return
    list_name, number, none = BLANKS[clause.kind]
    said = clause.versions[-1].terms.model_dump(mode="json", exclude_defaults=True).get(list_name, [])
    for year in years:
        days = (dt.date.fromisoformat(one["effective"]) for one in said if "effective" in one)
        if any(year.first <= day <= year.last for day in days) or any(one.get("year") == year.label for one in said):
            continue
        blank = {"effective": year.first.isoformat()} if number == "percent" else {"year": year.label}
        yield Dial(
            clause.id,
            clause.title,
            clause.issue,
            clause.family,
            list_name,
            ", ".join((*(_named(name, value) for name, value in blank.items()), number)),
            none,
            blank=blank,
        )


def _named(name: str, value: Any) -> str:
    return {"effective": f"from {value}", "year": str(value), "years": f"{value} years"}.get(name, str(value))


def _plain(name: str) -> str:
    return str(name).replace("_", " ")


def _is_idle(held: Mapping[str, Any]) -> bool:
    """Whether a percentage stands at nothing beside an amount that is meant."""
    return held.get("percent") == "0%" and "amount" in held


def _is_past(value: Any, years: Sequence[FiscalYear], first: dt.date) -> bool:
    """Whether an entry of a list is of a time before the days that may be turned."""
    if not isinstance(value, Mapping):
        return False
    if "effective" in value:
        return dt.date.fromisoformat(str(value["effective"])) < first
    return "year" in value and str(value["year"]) < years[0].label
