"""Needs: what would have to be paid where a clause only grants a pool. They stand beside the totals and are in none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from commonground.agreement.agreement import Agreement
from commonground.costing.engine import Engine
from commonground.costing.period import Period


@dataclass(frozen=True, slots=True)
class Need:
    """A need in a year: its line, the clause's title, the full-time positions that it takes, and its cents."""

    line: str
    title: str
    jobs: Fraction
    cents: int


def needs_of(engine: Engine, agreement: Agreement, period: Period) -> Iterator[Need]:
    """The needs that an agreement's pools are granted for, in a period; those that are nothing are left out."""
    for line in engine.join(agreement).lines.values():
        if line.rule.payer == "nobody" and (cents := engine.total(agreement, line, period)):
            is_of_positions = line.rule.per == "position"
            provision = agreement[line.provision]
            filled = engine.positions.filled(provision, line, period) if is_of_positions else ()
            jobs = sum((stretch.share * stretch.jobs for stretch in filled), start=Fraction(0))
            yield Need(line.id, agreement[line.provision].title, jobs, cents)
