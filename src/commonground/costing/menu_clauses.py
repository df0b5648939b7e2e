"""The clauses of a menu: which issues each clause is written by, and what it says under any choice of their options.

Law: the agreement of a package is the agreement that its offer makes, carried past the term by what holds then; a clause
depends on the issues whose options edit it, and on those that set the term.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from commonground.agreement.agreement import Agreement
from commonground.agreement.offer import Edit, apply
from commonground.agreement.provision import Provision
from commonground.costing.menu import Menu
from commonground.costing.price import Pricing
from commonground.costing.structure import structure_of

Package = tuple[int, ...]


class MenuClauses:
    """The clauses of every package of a menu, each made once for each choice that writes it."""

    def __init__(self, pricing: Pricing, menu: Menu) -> None:
        self.pricing, self.menu = pricing, menu
        self.reference: Package = (0,) * len(menu.issues)
        self._made: dict[tuple[str, Package], Provision | None] = {}
        self._orders: dict[Package, tuple[tuple[str, tuple[int, ...]], ...]] = {}
        written: dict[str, set[int]] = {clause: set(menu.setting_terms) for clause in pricing.agreement.provisions}
        for number, edit in self._edits():
            written.setdefault(_clause(edit), set(menu.setting_terms)).update(() if number is None else (number,))
        self.writers = {clause: tuple(sorted(numbers)) for clause, numbers in written.items()}
        self._adding = tuple(
            number
            for number, issue in enumerate(menu.issues)
            if any(_clause(e) not in pricing.agreement.provisions for option in issue.options for e in option.edits)
        )

    def agreement(self, package: Package) -> Agreement:
        """The agreement as a package would have it, as `Pricing.applied` makes it. Raises `EditFailed`."""
        adding = tuple([package[number] for number in self._adding])
        if adding not in self._orders:
            self._orders[adding] = self._in_order(package)
        provisions = {}
        for clause, issues in self._orders[adding]:
            key = clause, tuple([package[number] for number in issues])
            if key not in self._made:
                self._made[key] = self._make(clause, package)
            if (made := self._made[key]) is not None:
                provisions[clause] = made
        frame = self.menu.frame
        return Agreement(frame.title, provisions, self.menu.term(package), frame.citation)

    def with_choice(self, issues: Sequence[int], choice: Sequence[int]) -> Package:
        """The package of the first options, but for some issues."""
        package = list(self.reference)
        for number, option in zip(issues, choice, strict=True):
            package[number] = option
        return tuple(package)

    def choices(self, issues: Sequence[int]) -> Iterator[Package]:
        """Every choice of the options of some issues, the last one changing fastest."""
        return itertools.product(*(range(self.menu.shape[number]) for number in issues))

    def of_every_structure(self) -> Iterator[Agreement]:
        """Agreements in which every structure that a clause can have is found: the first options, and what tells otherwise."""
        first = self.agreement(self.reference)
        yield first
        for clause, issues in self.writers.items():
            held = first.provisions.get(clause)
            seen = {None if held is None else structure_of(held)}
            for choice in self.choices(issues):
                agreement = self.agreement(self.with_choice(issues, choice))
                found = agreement.provisions.get(clause)
                structure = None if found is None else structure_of(found)
                if structure not in seen:
                    seen.add(structure)
                    yield agreement

    def _edits(self) -> Iterator[tuple[int | None, Edit]]:
        """Every edit there may be, with the number of the issue that it belongs to (None: the frame's)."""
        yield from ((None, edit) for edit in self.menu.frame.edits)
        for number, issue in enumerate(self.menu.issues):
            yield from ((number, edit) for option in issue.options for edit in option.edits)

    def _in_order(self, package: Package) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """The clauses that a package may have, in the order in which its agreement has them, each with its writers."""
        named = map(_clause, self.menu.offer(package).edits)
        return tuple((c, self.writers[c]) for c in dict.fromkeys((*self.pricing.agreement.provisions, *named)))

    def _make(self, clause: str, package: Package) -> Provision | None:
        offer = self.menu.offer(package)
        own = replace(offer, edits=tuple(edit for edit in offer.edits if _clause(edit) == clause))
        made = apply(own, self.pricing.agreement).agreement
        held = self.pricing.held(made)
        return held.provisions.get(clause)


def _clause(edit: Edit) -> str:
    return edit.provision if edit.clause is None else edit.clause.id
