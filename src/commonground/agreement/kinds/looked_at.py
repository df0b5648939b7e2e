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
        except Exception as reason:  # other people's code may fail in any way; it is said whose it is
            raise unsound(f"failed ({type(reason).__name__}: {reason})", _expected(rule)) from reason
        if rule.per == "position":
            fine = isinstance(made, Fraction | int | Shares)
        else:
            fine = np.asarray(made).dtype == np.int64 and _fits(np.shape(made), given, rule)
        if not fine:
            raise unsound(f"gave {_said(made)}", _expected(rule))
        return made

    return watched


def _fits(shape: tuple[int, ...], given: Mapping[str, Any], rule: Rule) -> bool:
    """Whether there is an amount for each group of what the rule was given, or one for all; of a lump one, or one for each year."""
    if rule.per == "district" or not shape:
        return len(shape) < 2
    wide = {np.shape(one)[-1] for one in given.values() if isinstance(one, np.ndarray) and one.ndim}
    wide |= {len(one) for one in given.values() if isinstance(one, Labels)}
    return not wide or shape[-1] in wide


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
