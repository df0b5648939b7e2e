"""Tie-out: the base year's cost against what the accounts say, with the difference explained line by line.

Law: ledger - model = the sum over components of what is explained and what is left, to the cent; nothing is adjusted to fit.
A component is what the model calls it (salaries, pension ...); accounts that are of none stand by themselves, outside the
model, and so do components that no account is of. An explanation says which part of a component's difference it explains, and
where that is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

NO_COMPONENT = ""


@dataclass(frozen=True, slots=True)
class Account:
    """What an account of the base year comes to, in cents; the component that it is of ("": none of the model's)."""

    name: str
    cents: int
    component: str = NO_COMPONENT
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """So many cents by which the accounts are more than the model in a component (less: negative), and why."""

    component: str
    cents: int
    why: str
    cite: str = ""


@dataclass(frozen=True)
class Tied:
    """One component: its accounts, what the model says, and what explains the difference."""

    component: str
    accounts: tuple[Account, ...]
    model: int
    explanations: tuple[Explanation, ...]

    @property
    def ledger(self) -> int:
        """What its accounts come to."""
        return sum(account.cents for account in self.accounts)

    @property
    def difference(self) -> int:
        """Ledger less model."""
        return self.ledger - self.model

    @property
    def explained(self) -> int:
        """What is explained of it; an account that is of no component is explained by what it is."""
        if self.component == NO_COMPONENT:
            return self.difference
        return sum(one.cents for one in self.explanations)

    @property
    def left(self) -> int:
        """What is not."""
        return self.difference - self.explained


def tie_out(
    model: Mapping[str, int], accounts: Sequence[Account], explanations: Sequence[Explanation]
) -> tuple[Tied, ...]:
    """Every component of the model (cents of the base year) and then what is of none, each with its accounts.

    >>> [one.left for one in tie_out({"salaries": 90}, [Account("1100", 100, "salaries")], [Explanation("salaries", 8, "subs")])]
    [2]
    """
    named = dict.fromkeys((*model, *(one.component for one in accounts), *(one.component for one in explanations)))
    return tuple(
        Tied(
            component,
            tuple(one for one in accounts if one.component == component),
            model.get(component, 0),
            tuple(one for one in explanations if one.component == component),
        )
        for component in sorted(named, key=lambda one: one == NO_COMPONENT)
    )
