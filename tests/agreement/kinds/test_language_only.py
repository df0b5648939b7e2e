"""Worked example: docs/arithmetic/language-only.md."""

from __future__ import annotations

from commonground.agreement.provision import Status
from little_district import agreement, clause, engine, people, schedule
from worked_figures import Figures

FIGURES = Figures("language-only")
GUIDE = schedule({("BA", "1"): 48_000})
GRIEVANCE = clause("grievance", "language_only", status=Status.LANGUAGE_ONLY, says="four levels, then arbitration")
OVERLOAD = clause("overload", "language_only", status=Status.UNKNOWN, says="pay for a class above the limit")
AMES = {"lane": "BA", "step": "1"}


def total(*clauses):
    return engine(people(AMES)).price(agreement(GUIDE, *clauses)).totals[0]


def test_words_cost_nothing():
    assert (total(GRIEVANCE),) == FIGURES.cents("total")
    assert (total(GRIEVANCE) - total(),) == FIGURES.cents("added")


def test_a_clause_whose_cost_nobody_has_counted_is_a_gap_and_in_no_total():
    clauses = agreement(GUIDE, GRIEVANCE, OVERLOAD)

    assert total(GRIEVANCE, OVERLOAD) == total()
    assert len(clauses.gaps) == FIGURES["gaps"]
    assert clauses.gaps == (OVERLOAD,)
