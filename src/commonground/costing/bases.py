"""Bases: which lines a word of a clause's base names, whether two clauses can be about one person, and bases that lead nowhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from commonground.agreement.kind import PAY, Rule
from commonground.agreement.provision import Provision


class UnknownBase(ValueError):
    """A clause's base names something that is neither a line, a kind, a provision nor a roster column."""

    def __init__(self, provision: str, name: str, known: Sequence[str]) -> None:
        self.provision, self.name, self.known = provision, name, tuple(known)
        super().__init__(f"provision {provision}: base names {name!r}; it may name {', '.join(known)}")


class CyclicBase(ValueError):
    """Two lines are each part of the other's base."""

    def __init__(self, chain: Sequence[str]) -> None:
        self.chain = tuple(chain)
        super().__init__(f"{' builds on '.join(chain)}: a circle, so none of them can be worked out")


def is_named(base: str, name: str, provision: Provision, rule: Rule) -> bool:
    """Whether a base names a line. Created positions are in none: what their pay drags along is a line of their own."""
    if rule.per == "position":
        return False
    if base == PAY:
        return rule.is_pay
    if base == "salary":
        return provision.kind == "salary_schedule"
    return rule.payer == "employer" and base in (name, provision.id, provision.kind, rule.name)


def meets(asking: Provision, paying: Provision, rule: Rule, line: str, bases: Collection[str]) -> bool:
    """Whether some of a line that a clause's base names is in the scope of the clause."""
    return takes(asking, paying, line, bases) if rule.per == "district" else may_meet(paying, asking)


def takes(asking: Provision, paying: Provision, line: str, bases: Collection[str]) -> bool:
    """Whether a clause builds upon what another pays to no person.

    Such pay has no unit, no school and no day of hire. A clause for some people only takes it where the clause that pays it
    is for the same people, or where its base names that clause or line by its id.
    """
    return asking.scope.holds(paying.scope) or line in bases or paying.id in bases


def may_meet(one: Provision, other: Provision) -> bool:
    """Whether two scopes leave room for the same person."""
    for column, words in one.scope.words.items():
        if column in other.scope.words and not set(words) & set(other.scope.words[column]):
            return False
    return True
