"""The gap: what lies between two costings of one roster.

Law: the lines of a gap sum to the difference of the totals, to the cent.
Two offers of different length are compared twice: each on its own term, and both on the common horizon under what the
negotiation says holds after a term is over.
Not here: why it moved (attribution), or who is right (nobody's file).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commonground.agreement.agreement import Agreement
from commonground.costing.attribution import Attribution, attribute
from commonground.costing.breakdown import Against, total_difference
from commonground.costing.engine import Engine
from commonground.costing.views import Series
from commonground.values.fiscal_year import FiscalYear


@dataclass(frozen=True)
class OwnTerm:
    """An offer's cost against the status quo over its own term: the years in it, and the sum over them."""

    years: tuple[FiscalYear, ...]
    cumulative: int
    run_rate: int


@dataclass(frozen=True)
class Gap:
    """The second agreement less the first, on the common horizon; each against the status quo on its own term."""

    attribution: Attribution
    difference: Series
    own_terms: tuple[OwnTerm, OwnTerm]


def gap(engine: Engine, one: Agreement, other: Agreement, status_quo: Agreement) -> Gap:
    """What lies between two agreements, by issue and year."""
    return Gap(
        attribute(engine, one, other),
        total_difference(engine, other, Against("the other", one)),
        (own_term(engine, one, status_quo), own_term(engine, other, status_quo)),
    )


def own_term(engine: Engine, agreement: Agreement, status_quo: Agreement) -> OwnTerm:
    """An agreement's cost against the status quo over the years of its own term."""
    series = total_difference(engine, agreement, Against("status quo", status_quo))
    years = years_of_term(agreement, [period.year for period in engine.periods[1:]])
    inside = [cents for period, cents in zip(engine.periods, series.cents, strict=True) if period.year in years]
    return OwnTerm(years, sum(inside), series.run_rate)


def years_of_term(agreement: Agreement, years: Sequence[FiscalYear]) -> tuple[FiscalYear, ...]:
    """The fiscal years that begin before the agreement's last day."""
    if agreement.term is None:
        return tuple(years)
    return tuple(year for year in years if year.first <= agreement.term.last)
