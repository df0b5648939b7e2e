"""Worked example: docs/arithmetic/reopener.md."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from commonground.agreement.kinds import KINDS
from little_district import agreement, clause, engine, people, schedule
from worked_figures import Figures

FIGURES = Figures("reopener")


def cost(*clauses):
    guide = schedule({("BA", "1"): 50_000})
    return engine(people({"lane": "BA", "step": "1"})).price(agreement(guide, *clauses)).totals[1]


def test_a_reopener_costs_nothing():
    with_clause = cost(clause("reopener", "reopener", by="2027-03-01"))

    assert (with_clause,) == FIGURES.cents("with_clause")
    assert (with_clause - cost(),) == FIGURES.cents("added")


def test_a_reopener_that_opens_after_its_last_day_is_refused():
    with pytest.raises(ValidationError, match="after its last day"):
        KINDS["reopener"].terms.model_validate({"by": "2027-03-01", "opens": "2027-03-02"})
