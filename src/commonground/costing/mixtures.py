"""Mixtures of two agreements: some issues as the second has them, all others as the first.

Law: a clause belongs to one issue, and is taken whole from one of the two. A clause that only one agreement has says nothing in the
other: where no other clause follows it or stands on it, it says so by versions that begin when everything is over, so that it joins
to the roster as it does where it speaks; else by no version at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from commonground.agreement.agreement import Agreement
from commonground.agreement.kinds import KINDS
from commonground.agreement.provision import NEVER, Provision
from commonground.costing.lines import SHAPING
from commonground.costing.structure import structure_of


def differing_issues(one: Agreement, other: Agreement) -> tuple[str, ...]:
    """The issues with a clause that the two agreements do not share, in the agreements' order."""
    found: dict[str, None] = {}
    for provision in dict.fromkeys((*one.provisions, *other.provisions)):
        here, there = one.provisions.get(provision), other.provisions.get(provision)
        if here is None or there is None or here.said != there.said:
            found[issue_of(provision, one, other)] = None
    return tuple(found)


def issue_of(clause: str, one: Agreement, other: Agreement) -> str:
    """The issue of a clause; where the two agreements file it under different ones, the first in the alphabet."""
    return min(agreement.provisions[clause].issue for agreement in (one, other) if clause in agreement.provisions)


def mixed(one: Agreement, other: Agreement, issues: frozenset[str]) -> Agreement:
    """The first agreement with the clauses of some issues taken from the second."""
    return Mixtures(one, other, [tuple(issues)]).agreement({0})


class _Clause(NamedTuple):
    """A clause as each of the two has it, and the number of the group of issues that it belongs to; None where they share it."""

    one: Provision
    other: Provision
    group: int | None


class Mixtures:
    """The mixtures of two agreements by groups of issues, each group taken whole."""

    def __init__(self, one: Agreement, other: Agreement, groups: Sequence[tuple[str, ...]]) -> None:
        self.one, self.other, self.groups = one, other, groups
        number = {issue: at for at, group in enumerate(groups) for issue in group}
        self.clauses: Mapping[str, _Clause] = {
            clause: _Clause(*_both(clause, one, other), number.get(issue_of(clause, one, other)))
            for clause in _in_order(tuple(one.provisions), tuple(other.provisions))
        }

    @cached_property
    def structural(self) -> frozenset[int]:
        """The groups on which it turns how clauses join to the roster, and not what they say alone."""
        return frozenset(
            clause.group
            for clause in self.clauses.values()
            if clause.group is not None and structure_of(clause.one) != structure_of(clause.other)
        )

    def among(self, clauses: Iterable[str]) -> frozenset[int]:
        """The groups to which some clauses belong."""
        found = (self.clauses[clause].group for clause in clauses)
        return frozenset(group for group in found if group is not None)

    def agreement(self, groups: Iterable[int]) -> Agreement:
        """The first agreement with the clauses of some groups taken from the second."""
        taken = frozenset(groups)
        provisions = {
            name: clause.other if clause.group in taken else clause.one for name, clause in self.clauses.items()
        }
        return Agreement(self.one.title, provisions, self.one.term, self.one.citation)


def _both(clause: str, one: Agreement, other: Agreement) -> tuple[Provision, Provision]:
    here, there = one.provisions.get(clause), other.provisions.get(clause)
    if here is None:
        assert there is not None
        return _silent(there), there
    return here, _silent(here) if there is None else there


def _silent(clause: Provision) -> Provision:
    """A clause that says nothing on any day."""
    if not _stands_alone(clause):
        return replace(clause, versions=())
    late = [NEVER - dt.timedelta(days) for days in range(len(clause.versions), -1, -1)]
    said = zip(clause.versions, late, late[1:], strict=False)
    return replace(clause, versions=tuple(replace(each, start=start, until=until) for each, start, until in said))


def _stands_alone(clause: Provision) -> bool:
    """Whether a clause is read period by period only, and neither shapes a schedule nor creates positions or owes for the past."""
    shapes = clause.kind in ("salary_schedule", *SHAPING)
    return not shapes and all(rule.per != "position" and not rule.owed_back for rule in KINDS[clause.kind].rules)


def _in_order(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """The clauses of both in an order that keeps each one's own, the same whichever of the two comes first."""
    both = {*one} & {*other}
    shared = [clause for clause in one if clause in both]
    if shared != [clause for clause in other if clause in both]:
        return list(dict.fromkeys((*one, *other)))
    found: list[str] = []
    rests = list(one), list(other)
    for anchor in shared:
        first, second = (rest[: rest.index(anchor)] for rest in rests)
        found += [*min(first, second), *max(first, second), anchor]
        rests = rests[0][len(first) + 1 :], rests[1][len(second) + 1 :]
    return [*found, *min(rests), *max(rests)]
