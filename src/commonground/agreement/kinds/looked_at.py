"""What a rule of somebody else's gives is looked at before it is believed: whole cents, one amount for each group, or positions.

Own rules are proven by tests and are called as they are; a rule from elsewhere is other people's code, which may give fractions of
a cent, too few amounts, or no number at all, and may fail in any way.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np

from commonground.agreement.kind import Kind, Rule
from commonground.agreement.leaving import Shares
from commonground.values.labels import Labels
from commonground.values.money import BeyondBounds, Cents, settle


class UnsoundRule(Exception):
    """A rule from elsewhere failed, or gave what no amount can be."""

    def __init__(self, kind: str, rule: str, package: str, gave: str, expected: str) -> None:
        self.kind, self.gave, self.expected = kind, f"rule {rule} of {package}, which {gave}", expected
        super().__init__(f'kind "{kind}": got {self.gave}; expected {expected}. {self.mend}')

    @property
    def mend(self) -> str:
        """What can be done about it."""
        return "Mend or take out that package; until then no clause can be of this kind."


def looked_at(kind: Kind, package: str) -> Kind:
    """The same kind, each of whose rules raises `UnsoundRule` in place of giving what it may not."""
    return replace(kind, rules=tuple(replace(rule, function=_watched(kind.name, rule, package)) for rule in kind.rules))


def _watched(kind: str, rule: Rule, package: str) -> Callable[..., Any]:
    unsound = functools.partial(UnsoundRule, kind, rule.name, package)

    @functools.wraps(rule.function)
    def watched(**given: Any) -> Any:
        try:
            made = rule.function(**given)
            sound = _jobs(made, given, rule) if rule.per == "position" else _cents(made, given, rule)
        except BeyondBounds:  # sound work on too large an amount: it is told with its clause
            raise
        except Exception as reason:  # other people's code may fail in any way; it is said whose it is
            raise unsound(f"failed ({type(reason).__name__}: {reason})", _expected(rule)) from reason
        if sound is None:
            raise unsound(f"gave {_said(made)}", _expected(rule))
        return sound

    return watched


def _cents(made: Any, given: Mapping[str, Any], rule: Rule) -> int | Cents | None:
    """The same whole cents: one number, or an array whose shape fits; None where it is neither."""
    if _is_whole(made):
        return int(made)
    if not isinstance(made, np.ndarray) or not (made.dtype.kind in "iu" or all(map(_is_whole, made.flat))):
        return None
    cents: Cents = np.asarray(made) if made.dtype == np.int64 else settle(made.astype(object))
    if not cents.ndim:
        return int(cents)
    if not (_fits_lump if rule.per == "district" else _fits)(cents.shape, given):
        return None
    return cents[0] if cents.ndim == 2 and len(cents) == 1 else cents


def _jobs(made: Any, given: Mapping[str, Any], rule: Rule) -> Fraction | int | Shares | None:
    """The same jobs, or shares that each person's job has one of; None where it is neither."""
    if not isinstance(made, Shares):
        return made if isinstance(made, Fraction | int) and not isinstance(made, bool) and not rule.leavers else None
    which, most = made.which, len(made.rates)
    fine = which.dtype.kind == "i" and _fits(which.shape, given) and which.ndim == 1
    fine = fine and all(0 <= at < most for at in which.tolist())
    return made if fine and all(isinstance(rate, Fraction | int) for rate in made.rates) else None


def _is_whole(one: object) -> bool:
    return isinstance(one, int | np.integer) and not isinstance(one, bool)


def _fits(shape: tuple[int, ...], given: Mapping[str, Any]) -> bool:
    """Whether there is an amount for each group of what the rule was given, in one row or in one for each year."""
    wide = {np.shape(one)[-1] for one in given.values() if isinstance(one, np.ndarray) and one.ndim}
    wide |= {len(one) for one in given.values() if isinstance(one, Labels)}
    if "salaries" in given:
        wide.add(len(given["salaries"].in_lane("")))
    return shape[-1] in wide and (len(shape) == 1 or (len(shape) == 2 and shape[0] in _rows(given)))


def _fits_lump(shape: tuple[int, ...], given: Mapping[str, Any]) -> bool:
    """Whether there is one amount, or one for each year."""
    return len(shape) == 1 and shape[0] in _rows(given)


def _rows(given: Mapping[str, Any]) -> set[int]:
    """How many rows an array may have: one, or as many years as the rule was given."""
    years = {len(given["years"])} if "years" in given else set()
    return {1, *years, *(len(one) for one in given.values() if isinstance(one, np.ndarray) and one.ndim == 2)}


def _expected(rule: Rule) -> str:
    if rule.per == "position":
        return "full-time jobs as an exact fraction, or shares"
    return (
        "whole cents (int64), one amount in all"
        if rule.per == "district"
        else "whole cents (int64), one for each group of people"
    )


def _said(made: object) -> str:
    if isinstance(made, np.ndarray):
        return f"{made.dtype} numbers of shape {made.shape}"
    return f"a {type(made).__name__}"
