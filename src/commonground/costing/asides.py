"""Asides: clauses that are read and are in no total, because a proviso is not declared to happen, no money was granted, or they
were rescinded; and what they would cost beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from commonground.agreement.agreement import Agreement
from commonground.agreement.provision import Provision, Status
from commonground.costing.engine import Engine


@dataclass(frozen=True, slots=True)
class Beside:
    """A clause that is in no total, and what it would add to the cost of each year, in cents; None where it has no price."""

    provision: Provision
    by_year: tuple[int, ...] | None


def beside_totals(engine: Engine, agreement: Agreement) -> Iterator[Beside]:
    """The clauses of an agreement that stand beside its totals, each with what it alone would add."""
    asides = [provision for provision in agreement if provision.status.is_aside]
    if not asides:
        return
    without = engine.price(agreement).totals[1:]
    for provision in asides:
        counted = agreement.with_provision(replace(provision, status=Status.COSTED))
        try:
            with_it = engine.price(counted).totals[1:]
        except (ArithmeticError, ValueError):
            yield Beside(provision, None)
        else:
            yield Beside(provision, tuple(one - other for one, other in zip(with_it, without, strict=True)))
