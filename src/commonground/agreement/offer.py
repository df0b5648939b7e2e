"""An offer: a party's ordered edits to an agreement, with the term that they are for.

Law: applying an offer returns a new agreement and never touches the old one; an edit from a day on leaves what held before
it standing as an earlier version. Operations:

    set          write a value where `at` points
    scale        multiply the number there
    add          add to the number there
    insert       put a value at the end of the list there, or a whole clause into the agreement
    insert_step  put a step into a salary schedule
    delete       strike what stands there, or the whole provision
"""

from __future__ import annotations

import datetime as dt
import operator
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from typing import Any

from pydantic import ValidationError

from commonground.agreement.agreement import Agreement, Term
from commonground.agreement.fields import Part, Terms
from commonground.agreement.kinds import KINDS
from commonground.agreement.provision import BEGINNING, NEVER, Provision, Version
from commonground.values.citation import Citation
from commonground.values.money import divide, format_cents, parse_amount
from commonground.values.rate import parse_rate, write_rate
from commonground.values.wording import counted

PART = re.compile(r"([^.\[\]]+)|\[([^\]]*)\]")


class Operation(StrEnum):
    """What an edit does."""

    SET = "set"
    SCALE = "scale"
    ADD = "add"
    INSERT = "insert"
    INSERT_STEP = "insert_step"
    DELETE = "delete"


@dataclass(frozen=True)
class Edit:
    """One change: to which provision, where in its terms, what; from which day until which; by whose word.

    `agreed` is the day on which both sides agreed to it; the version that it makes carries the day.
    """

    operation: Operation
    provision: str
    at: str = ""
    value: Any = None
    start: dt.date | None = None
    until: dt.date | None = None
    citation: Citation | None = None
    clause: Provision | None = None
    together: str = ""
    note: str = ""
    agreed: dt.date | None = None


@dataclass(frozen=True)
class Offer:
    """A party's offer, passed on a day: ordered edits, the term they cover, the offer that they replace."""

    id: str
    title: str
    party: str
    passed_on: dt.date
    term: Term
    edits: tuple[Edit, ...] = ()
    replaces: str = ""
    citation: Citation | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Conflict:
    """Two edits of one offer write the same place for the same days; the later one holds."""

    earlier: int
    later: int
    provision: str
    at: str

    def __str__(self) -> str:
        where = f"{self.provision}, {self.at}" if self.at else self.provision
        return f"edits {self.earlier + 1} and {self.later + 1} both write {where}; the later one holds"


@dataclass(frozen=True)
class Applied:
    """What an offer makes of an agreement, and the conflicts that were met on the way."""

    agreement: Agreement
    conflicts: tuple[Conflict, ...] = field(default=())


class EditFailed(ValueError):
    """An edit cannot be carried out; `number` counts from 1 in the offer's order."""

    def __init__(self, offer: str, number: int, edit: Edit, expected: str, got: str) -> None:
        self.offer, self.number, self.edit, self.expected, self.got = offer, number, edit, expected, got
        super().__init__(
            f"offer {offer}, edit {number} ({edit.operation} {edit.provision}): got {got}; expected {expected}"
        )


class NoSuchPlace(LookupError):
    """A place that a clause does not have: what it has there, and what was asked for."""

    def __init__(self, expected: str, got: str) -> None:
        self.expected, self.got = expected, got
        super().__init__(f"{got}: {expected}")


def apply(offer: Offer, agreement: Agreement, only: Iterable[str] | None = None) -> Applied:
    """The agreement as it would read under the offer. `only` keeps the parts (by their `together` word) that are named.

    Raises `EditFailed` at the first edit that cannot be carried out.
    """
    result = replace(agreement, title=offer.title, term=offer.term, citation=offer.citation)
    return Applied(_carried_out(offer, result, agreement, only=only), tuple(_conflicts(offer.edits)))


def goes_on(offer: Offer, begun: Offer) -> bool:
    """Whether an offer's first edits are all those of another, for the same term and from the same source."""
    first = offer.edits[: len(begun.edits)]
    alike = (offer.term, offer.citation) == (begun.term, begun.citation)
    return alike and len(first) == len(begun.edits) and all(map(operator.is_, first, begun.edits))


def apply_further(offer: Offer, begun: Offer, applied: Applied, agreement: Agreement) -> Applied:
    """What `apply` makes of an offer that goes on from another, of which `applied` was made: only the others are carried out.

    Raises `EditFailed` at the first of them that cannot be.
    """
    result = replace(applied.agreement, title=offer.title)
    return Applied(_carried_out(offer, result, agreement, after=len(begun.edits)), tuple(_conflicts(offer.edits)))


def _carried_out(
    offer: Offer, result: Agreement, before: Agreement, *, after: int = 0, only: Iterable[str] | None = None
) -> Agreement:
    """An agreement after an offer's edits, but so many of the first."""
    wanted = None if only is None else set(only)
    for number, edit in enumerate(offer.edits[after:], start=after + 1):
        if wanted is not None and edit.together not in wanted:
            continue
        try:
            result = _carry_out(edit, result, offer, before)
        except NoSuchPlace as problem:
            raise EditFailed(offer.id, number, edit, problem.expected, problem.got) from None
        except ValidationError as problem:
            first = problem.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or edit.at
            raise EditFailed(offer.id, number, edit, f"{where}: {first['msg']}", repr(first.get("input"))) from None
    return result


def _conflicts(edits: Sequence[Edit]) -> Iterable[Conflict]:
    writing = (Operation.SET, Operation.DELETE)
    for later, edit in enumerate(edits):
        for earlier in range(later):
            other = edits[earlier]
            if edit.operation not in writing or other.operation not in writing or edit.provision != other.provision:
                continue
            same = edit.at == other.at or edit.at.startswith(f"{other.at}.") or other.at.startswith(f"{edit.at}.")
            apart = (edit.until or NEVER) <= (other.start or BEGINNING) or (other.until or NEVER) <= (
                edit.start or BEGINNING
            )
            later_stage = (edit.start or BEGINNING) > (other.start or BEGINNING)
            if same and not apart and not later_stage:
                yield Conflict(earlier, later, edit.provision, edit.at)


def _carry_out(edit: Edit, agreement: Agreement, offer: Offer, before: Agreement) -> Agreement:
    if edit.clause is not None:
        if edit.clause.id in agreement.provisions:
            raise NoSuchPlace("an id that the agreement does not have yet", f'"{edit.clause.id}"')
        return agreement.with_provision(_from_day(edit.clause, edit.start or offer.term.first, edit.agreed))
    if edit.provision not in agreement.provisions:
        known = ", ".join(sorted(agreement.provisions))
        raise NoSuchPlace(f"the id of a provision: {known}", f'"{edit.provision}"')
    provision = agreement[edit.provision]
    untouched = before.provisions[edit.provision].versions if edit.provision in before.provisions else ()
    return agreement.with_provision(_amended(edit, provision, offer, untouched))


def _amended(edit: Edit, provision: Provision, offer: Offer, untouched: Sequence[Version]) -> Provision:
    start, until = edit.start or _first_day(edit, provision, offer), edit.until or NEVER
    kept: list[Version] = []
    for version in provision.versions:
        if version.until <= start or version.start >= until:
            kept.append(version)
            continue
        if version.start < start:
            kept.append(replace(version, until=start))
        inside = replace(version, start=max(version.start, start), until=min(version.until, until))
        if not (edit.operation is Operation.DELETE and not edit.at):
            is_agreed = version.agreed is not None or any(version.terms is held.terms for held in untouched)
            new = _rewritten(edit, inside, provision.kind, offer.citation)
            kept.append(replace(new, agreed=edit.agreed if is_agreed else None))
        if version.until > until:
            kept.append(replace(version, start=until))
    return replace(provision, versions=tuple(kept))


def _first_day(edit: Edit, provision: Provision, offer: Offer) -> dt.date:
    """From which day an edit holds that names none: the term's first, or the beginning where entries carry their own."""
    is_whole = edit.operation is Operation.DELETE and not edit.at
    return BEGINNING if KINDS[provision.kind].terms.carries_own_dates and not is_whole else offer.term.first


def _from_day(clause: Provision, day: dt.date, agreed: dt.date | None) -> Provision:
    """A clause that is put in: what it says without a first day, it says from this day on."""
    dated = (replace(version, start=day) if version.start == BEGINNING else version for version in clause.versions)
    held = (replace(version, agreed=agreed) for version in dated if version.start < version.until)
    return replace(clause, versions=tuple(held))


def _rewritten(edit: Edit, version: Version, kind: str, source: Citation | None) -> Version:
    """A version after one edit; it cites the edit's own source, else the offer's."""
    touched = "steps_added" if edit.operation is Operation.INSERT_STEP else next(iter(_parts(edit.at)), "")
    as_it_is = {name: held for name, held in version.terms.__dict__.items() if name != touched and _is_of_parts(held)}
    written = version.terms.model_dump(mode="json", exclude=set(as_it_is))
    said = {name: as_it_is[name] if name in as_it_is else written[name] for name in version.terms.__dict__}
    if edit.operation is Operation.INSERT_STEP:
        said["steps_added"] = [*said.get("steps_added", []), edit.value]
    else:
        _write(said, edit)
    terms = KINDS[kind].terms.model_validate(said).model_copy(update=as_it_is)
    return replace(
        version, terms=terms, citation=edit.citation or source or version.citation, note=edit.note or version.note
    )


def _is_of_parts(held: object) -> bool:
    """Whether a value is a list of parts: an edit elsewhere in the clause hands it on as it is."""
    return isinstance(held, tuple) and bool(held) and all(isinstance(each, Part) for each in held)


def _write(said: dict[str, Any], edit: Edit) -> None:
    parts = _parts(edit.at)
    if not parts:
        raise NoSuchPlace(f"`at` to name one of {', '.join(said)}", "nothing")
    holder: Any = said
    for part in parts[:-1]:
        holder = _step_into(holder, part)
    last = parts[-1]
    if edit.operation is Operation.DELETE:
        _strike(holder, last)
    elif edit.operation is Operation.INSERT:
        held = _step_into(holder, last)
        if not isinstance(held, list):
            raise NoSuchPlace("a list to insert into", f"{edit.at} = {held!r}")
        held.append(edit.value)
    elif edit.operation is Operation.SET:
        _put(holder, last, edit.value)
    else:
        _put(holder, last, _reckoned(_step_into(holder, last), edit))


def said_at(terms: Terms, at: str) -> Any:
    """What a clause's terms say at a place, written as in a file. Raises `NoSuchPlace`."""
    held: Any = terms.model_dump(mode="json")
    for part in _parts(at):
        held = _step_into(held, part)
    return held


def _parts(at: str) -> list[str]:
    return [plain or f"[{selector}]" for plain, selector in PART.findall(at)]


def _chosen(holder: list[Any], part: str) -> int:
    selector = part[1:-1] if part.startswith("[") else part
    if selector.lstrip("-").isdigit() and -len(holder) <= int(selector) < len(holder):
        return int(selector)
    wanted = [pair.split("=", 1) for pair in selector.split(",") if "=" in pair]
    for number, item in enumerate(holder):
        if wanted and isinstance(item, Mapping) and all(str(item.get(k.strip())) == v.strip() for k, v in wanted):
            return number
    raise NoSuchPlace(
        f"one of the {counted(len(holder), 'entry', 'entries')}, by number or as [key=value]", f"[{selector}]"
    )


def _step_into(holder: Any, part: str) -> Any:
    if isinstance(holder, list):
        return holder[_chosen(holder, part)]
    if isinstance(holder, dict) and part in holder:
        return holder[part]
    raise NoSuchPlace(f"one of {', '.join(map(str, holder))}" if isinstance(holder, dict) else "a table", f'"{part}"')


def _put(holder: Any, part: str, value: Any) -> None:
    if isinstance(holder, list):
        holder[_chosen(holder, part)] = value
    elif isinstance(holder, dict):
        holder[part] = value
    else:
        raise NoSuchPlace("a table or a list", f"{holder!r}")


def _strike(holder: Any, part: str) -> None:
    _step_into(holder, part)
    if isinstance(holder, list):
        del holder[_chosen(holder, part)]
    else:
        del holder[part]


def _reckoned(old: Any, edit: Edit) -> str:
    """The number that stands there, scaled or added to; written in the form that it had."""
    try:
        if isinstance(old, str) and (old.endswith("%") or "/" in old):
            rate = parse_rate(old)
            factor = parse_rate(edit.value) if edit.operation is Operation.ADD else Fraction(str(edit.value))
            return write_rate(rate * factor if edit.operation is Operation.SCALE else rate + factor)
        amount = Fraction(parse_amount(old))
        by = Fraction(parse_amount(edit.value)) if edit.operation is Operation.ADD else Fraction(str(edit.value))
        new = (amount * by if edit.operation is Operation.SCALE else amount + by) * 100
        return format_cents(int(divide(new.numerator, new.denominator)))
    except ValueError:
        raise NoSuchPlace("a number to reckon with", f"{old!r} and {edit.value!r}") from None
