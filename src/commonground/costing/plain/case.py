"""One person in one period, as the clauses of the plain reading see them (see `costing.plain`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from commonground.costing.plain.counts import Comrade, Row


@dataclass(frozen=True)
class Case:
    """One person in one period: the share of a full-time job, the words of the roster, the base, the year, the service.

    `base_year` is the fiscal year of the snapshot; `in_lane` is what the person would be paid in another lane. `sections` are the
    rows of the district's classes in the year; `among` are the people whom the clause is about.
    """

    fte: Fraction
    words: Mapping[str, str]
    base: int
    year: int
    base_year: int
    service: int
    in_lane: Callable[[str], int]
    sections: Sequence[Row] = ()
    leave_days: Fraction = Fraction(0)
    among: Sequence[Comrade] = ()
