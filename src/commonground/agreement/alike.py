"""Alike: clauses that differ in nothing but rates, said as one clause.

A rule that takes shares by a rate takes them as well by a rate for each package (`values.rates`), so clauses that say the same
but for such rates are worked out in one go. The rule's declaration names the fields in which it reads them so (`Rule.rates`).
Law: what the one clause comes to in the rows of a package is what the package's own clause comes to.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from commonground.agreement.fields import spelled
from commonground.agreement.kind import Rule
from commonground.agreement.provision import Provision
from commonground.values.rates import Rates

LARGEST_WHOLE = 1 << 32  # a denominator past which rates of several packages are not brought to one


def said_as_one(provisions: Sequence[Provision], rule: Rule) -> list[tuple[list[int], Provision]]:
    """The clauses of some packages, by number, that a rule can work out together; with each lot the one that says them all."""
    everything = list(range(len(provisions)))
    if (one := _as_one(provisions, rule)) is not None:
        return [(everything, one)]
    lots: dict[Hashable, list[int]] = {}
    for number in everything:
        lots.setdefault(_besides_rates(provisions[number], rule), []).append(number)
    found: list[tuple[list[int], Provision]] = []
    for lot in lots.values():
        one = _as_one([provisions[number] for number in lot], rule)
        found += [(lot, one)] if one is not None else [([number], provisions[number]) for number in lot]
    return found


class _Unlike(Exception):
    """Clauses differ in more than the rates that a rule reads package by package."""


def _as_one(provisions: Sequence[Provision], rule: Rule) -> Provision | None:
    """The first of some clauses, with rates for all of them where they differ; None where they differ in more."""
    first = provisions[0]
    days = [(version.start, version.until) for version in first.versions]
    if any([(v.start, v.until) for v in each.versions] != days for each in provisions):
        return None
    try:
        versions = [
            replace(version, terms=_terms_as_one([each.versions[number].terms for each in provisions], rule.rates))
            for number, version in enumerate(first.versions)
        ]
    except _Unlike:
        return None
    return replace(first, versions=tuple(versions))


def _terms_as_one(terms: Sequence[BaseModel], rates: Sequence[str]) -> Any:
    said = [each.__dict__ for each in terms]
    first = said[0]
    found = {name: _value_as_one([each[name] for each in said], name in rates) for name in first}
    differing = {name: one for name, one in found.items() if one is not first[name]}
    return terms[0].model_copy(update=differing) if differing else terms[0]


def _value_as_one(values: Sequence[Any], is_rate: bool) -> Any:
    """The first of some values, or what says them all: rates, or parts of clauses and tables in which rates stand."""
    first, sorts = values[0], set(map(type, values))
    if sorts == {Fraction}:
        return _rates(values, is_rate)
    if is_rate and len(sorts) == 1:
        if isinstance(first, BaseModel):
            return _terms_as_one(values, tuple(first.__dict__))
        if isinstance(first, Mapping) and all(each.keys() == first.keys() for each in values):
            return {key: _value_as_one([each[key] for each in values], is_rate) for key in first}
    unlike = [each for each in values if each is not first and each != first]
    if unlike:
        raise _Unlike
    return first


def _rates(values: Sequence[Fraction], may_differ: bool) -> Fraction | Rates:
    rates = Rates(values)
    if len(set(rates.parts)) == 1:
        return values[0]
    if not may_differ or rates.whole > LARGEST_WHOLE:
        raise _Unlike
    return rates


def _besides_rates(provision: Provision, rule: Rule) -> Hashable:
    """What a clause says besides the rates that a rule reads package by package."""
    return tuple(
        (
            v.start,
            v.until,
            *[_form(each) if name in rule.rates else spelled(each) for name, each in v.terms.__dict__.items()],
        )
        for v in provision.versions
    )


def _form(value: Any) -> Hashable:
    if isinstance(value, Fraction):
        return "rate"
    if isinstance(value, BaseModel):
        return tuple([_form(each) for each in value.__dict__.values()])
    if isinstance(value, Mapping):
        return tuple([(key, _form(each)) for key, each in value.items()])
    return spelled(value)
