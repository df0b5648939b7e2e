"""Alike: clauses that differ in nothing but rates, said as one clause.

What takes shares by a rate takes them as well by a rate for each package (`values.rates`), so clauses that say the same but for
such rates are worked out in one go. A kind names the fields of its terms in which it reads rates so (`Kind.rates`).
Law: what the one clause comes to in the rows of a package is what the package's own clause comes to.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from commonground.agreement.fields import spelled
from commonground.agreement.kinds import KINDS
from commonground.agreement.provision import Provision
from commonground.values.rates import Rates

PLAIN = frozenset({str, int, bool, dt.date, type(None)})  # what is compared at once
LARGEST_WHOLE = 1 << 32  # a denominator past which rates of several packages are not brought to one


@dataclass(frozen=True, slots=True)
class Lot:
    """Clauses that are alike: their numbers, and the one clause that says them all."""

    numbers: Sequence[int]
    said: Provision

    def only(self, places: Sequence[int]) -> Provision:
        """What says some of them, by their places in the lot."""
        if len(self.numbers) == 1 or list(places) == list(range(len(self.numbers))):
            return self.said
        versions = [replace(v, terms=_changed(v.terms, lambda rates: rates.take(places))) for v in self.said.versions]
        return replace(self.said, versions=tuple(versions))


def said_as_one(provisions: Sequence[Provision]) -> list[Lot]:
    """The clauses of some packages, all of one id, in as few lots as they can be said in."""
    if len(provisions) == 1:
        return [Lot((0,), provisions[0])]
    rates = KINDS[provisions[0].kind].rates
    if (one := _as_one(provisions, rates)) is not None:
        return [Lot(range(len(provisions)), one)]
    by_form: dict[Hashable, list[int]] = {}
    for number, provision in enumerate(provisions):
        by_form.setdefault(_besides_rates(provision, rates), []).append(number)
    found = []
    for numbers in by_form.values():
        one = _as_one([provisions[number] for number in numbers], rates)
        found += [Lot((n,), provisions[n]) for n in numbers] if one is None else [Lot(numbers, one)]
    return found


class _Unlike(Exception):
    """Clauses differ in more than the rates that their kind reads package by package."""


def _as_one(provisions: Sequence[Provision], rates: Sequence[str]) -> Provision | None:
    """The first of some clauses, with rates for all of them where they differ; None where they differ in more."""
    first = provisions[0]
    if not _are_framed_alike(provisions):
        return None
    try:
        versions = [
            replace(version, terms=_terms_as_one([each.versions[number].terms for each in provisions], rates))
            for number, version in enumerate(first.versions)
        ]
    except _Unlike:
        return None
    return replace(first, versions=tuple(versions))


def _are_framed_alike(provisions: Sequence[Provision]) -> bool:
    """Whether some clauses are the same besides their terms."""
    first = provisions[0]
    versions = [each.versions for each in provisions]
    return (
        _is_one(first.kind, [each.kind for each in provisions])
        and _is_one(first.status, [each.status for each in provisions])
        and _is_one(first.scope, [each.scope for each in provisions])
        and _is_one(len(first.versions), list(map(len, versions)))
        and all(
            _is_one(version.start, [each[number].start for each in versions])
            and _is_one(version.until, [each[number].until for each in versions])
            for number, version in enumerate(first.versions)
        )
    )


def _is_one(first: Any, values: Sequence[Any]) -> bool:
    """Whether all of some values are the first."""
    return values.count(first) == len(values)


def _days(provision: Provision) -> list[tuple[dt.date, dt.date]]:
    return [(version.start, version.until) for version in provision.versions]


def _terms_as_one(terms: Sequence[BaseModel], rates: Sequence[str]) -> Any:
    said = [each.__dict__ for each in terms]
    first = said[0]
    found = {name: _value_as_one([each[name] for each in said], name in rates) for name in first}
    differing = {name: one for name, one in found.items() if one is not first[name]}
    return terms[0].model_copy(update=differing) if differing else terms[0]


def _value_as_one(values: Sequence[Any], may_differ: bool) -> Any:
    """The first of some values, or what says them all: rates, or lists, tables and parts of clauses in which rates stand."""
    first = values[0]
    if type(first) in PLAIN and _is_one(first, values):
        return first
    sorts = set(map(type, values))
    if sorts == {Fraction}:
        return _rates(values, may_differ)
    if may_differ and len(sorts) == 1:
        if isinstance(first, BaseModel):
            return _terms_as_one(values, tuple(first.__dict__))
        if isinstance(first, Mapping) and all(each.keys() == first.keys() for each in values):
            return {key: _value_as_one([each[key] for each in values], may_differ) for key in first}
        if isinstance(first, tuple) and len(set(map(len, values))) == 1:
            return tuple([_value_as_one(each, may_differ) for each in zip(*values, strict=True)])
    if [each for each in values if each is not first and each != first]:
        raise _Unlike
    return first


def _rates(values: Sequence[Fraction], may_differ: bool) -> Fraction | Rates:
    rates = Rates.of(values)
    if len(set(rates.parts)) == 1:
        return values[0]
    if not may_differ or rates.whole > LARGEST_WHOLE:
        raise _Unlike
    return rates


def _changed(value: Any, change: Callable[[Rates], Rates]) -> Any:
    """A part of a clause with its rates of several packages changed."""
    if isinstance(value, Rates):
        return change(value)
    if isinstance(value, BaseModel):
        return value.model_copy(update={name: _changed(each, change) for name, each in value.__dict__.items()})
    if isinstance(value, Mapping):
        return {key: _changed(each, change) for key, each in value.items()}
    return tuple([_changed(each, change) for each in value]) if type(value) is tuple else value


def _besides_rates(provision: Provision, rates: Sequence[str]) -> Hashable:
    """What a clause says besides the rates that its kind reads package by package."""
    terms = [version.terms.__dict__.items() for version in provision.versions]
    said = [(name, _form(each) if name in rates else spelled(each)) for fields in terms for name, each in fields]
    frame = provision.kind, provision.status.value, provision.scope.spelled(), _days(provision)
    return repr(frame), *said


def _form(value: Any) -> Hashable:
    if isinstance(value, Fraction):
        return "rate"
    if isinstance(value, BaseModel):
        return tuple([_form(each) for each in value.__dict__.values()])
    if isinstance(value, Mapping):
        return tuple([(key, _form(each)) for key, each in value.items()])
    return tuple([_form(each) for each in value]) if type(value) is tuple else spelled(value)
