"""A menu: issues, each with options, and the packages that are put together from them, one option of each issue.

Law: a package is an offer: the edits of the menu's frame, then those of the options chosen, in the order of the issues. What
a package costs is what that offer costs (`costing.price.Pricing.offer`).
Options that make sense only together (one strikes a schedule, another puts one in its place) belong to one issue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Term
from commonground.agreement.offer import Edit, Offer

Packages = npt.NDArray[np.integer]


@dataclass(frozen=True)
class Option:
    """One thing that may be agreed on an issue: ordered edits (none: all stays as it is), and a term where it sets one."""

    name: str
    edits: tuple[Edit, ...] = ()
    term: Term | None = None

    @classmethod
    def of(cls, offer: Offer) -> Option:
        """An offer's edits and its term as one option."""
        return cls(offer.title, offer.edits, offer.term)


class NoOptions(ValueError):
    """An issue on a menu has nothing to choose from."""

    def __init__(self, issue: str) -> None:
        self.issue = issue
        super().__init__(
            f"issue {issue!r} has no options; give it one at least, without edits where all stays as it is"
        )


@dataclass(frozen=True)
class Issue:
    """What is chosen on its own, one of its options for each package. Raises `NoOptions` where there is none."""

    name: str
    options: tuple[Option, ...]

    def __post_init__(self) -> None:
        if not self.options:
            raise NoOptions(self.name)


@dataclass(frozen=True)
class Menu:
    """Issues with options. `frame` is the offer that every package is a copy of: its term, its party, what is settled already."""

    frame: Offer
    issues: tuple[Issue, ...]

    @property
    def shape(self) -> tuple[int, ...]:
        """How many options each issue has."""
        return tuple(len(issue.options) for issue in self.issues)

    @cached_property
    def setting_terms(self) -> tuple[int, ...]:
        """The issues, by number, with an option that sets another term than the frame's."""
        terms = [{option.term or self.frame.term for option in issue.options} for issue in self.issues]
        return tuple(number for number, found in enumerate(terms) if found != {self.frame.term})

    def offer(self, package: Sequence[int]) -> Offer:
        """A package, the number of an option for each issue, as an offer."""
        chosen = [issue.options[number] for issue, number in zip(self.issues, package, strict=True)]
        names = ", ".join(f"{issue.name}: {option.name}" for issue, option in zip(self.issues, chosen, strict=True))
        edits = (edit for option in chosen for edit in option.edits)
        return replace(
            self.frame,
            id=f"{self.frame.id} ({names})",
            edits=(*self.frame.edits, *edits),
            term=self.term(package),
        )

    def term(self, package: Sequence[int]) -> Term:
        """The term of a package: the last that an option sets, or the frame's."""
        chosen = (self.issues[number].options[package[number]].term for number in self.setting_terms)
        return next((term for term in reversed([*chosen]) if term is not None), self.frame.term)

    def grid(self) -> Packages:
        """Every package: a row for each, the last issue's option changing fastest."""
        return np.stack([index.reshape(-1) for index in np.indices(self.shape, dtype=np.int32)], axis=1)
