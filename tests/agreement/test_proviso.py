"""Worked example: docs/arithmetic/contingent.md."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commonground.agreement.expiry import Expiry
from commonground.agreement.provision import Status
from commonground.agreement.proviso import Proviso, settled
from commonground.costing.asides import beside_totals
from commonground.costing.price import Pricing
from commonground.values.citation import Citation
from little_district import JULY, agreement, clause, engine, people, schedule
from worked_figures import Figures

FIGURES = Figures("contingent")
GUIDE = schedule({("BA", "1"): 50_000})
PENSION = clause("pension", "pension", rate="10%", base=["pay"])
RAISE = clause("raise", "schedule_raise", raises=[{"effective": JULY[2026], "percent": "4%"}])
IF_REVENUE = replace(RAISE, contingent_on="revenue")


def pricing(raise_, *provisos):
    said = {one.name: one for one in provisos}
    return Pricing(engine(people({"lane": "BA", "step": "1"})), agreement(GUIDE, PENSION, raise_), Expiry(), said)


def test_a_clause_holds_where_its_proviso_is_declared_to_happen():
    without, added = FIGURES.cents("without", "added")

    assert pricing(IF_REVENUE, Proviso("revenue", happens=True)).status_quo.totals[1:] == (without + added,) * 3


@pytest.mark.parametrize("provisos", [(), (Proviso("revenue"),), (Proviso("vote", happens=True),)])
def test_a_clause_whose_proviso_is_not_declared_to_happen_is_in_no_total(provisos):
    found = pricing(IF_REVENUE, *provisos)

    assert found.status_quo.totals[1:] == FIGURES.cents("without") * 3
    assert found.status_quo_agreement["raise"].status is Status.CONTINGENT


@pytest.mark.parametrize("status", [Status.UNFUNDED, Status.RESCINDED, Status.CONTINGENT])
def test_what_a_clause_beside_the_totals_alone_would_add_is_said(status):
    found = pricing(replace(RAISE, status=status))

    (beside,) = beside_totals(found.engine, found.status_quo_agreement)

    assert found.status_quo.totals[1:] == FIGURES.cents("without") * 3
    assert beside.by_year == FIGURES.cents("added") * 3


def test_a_clause_that_is_missing_is_not_priced_beside_the_totals():
    found = pricing(replace(RAISE, status=Status.UNKNOWN))

    assert list(beside_totals(found.engine, found.status_quo_agreement)) == []


def test_a_clause_beside_the_totals_that_cannot_be_priced_has_no_price():
    wrong = clause("duty", "stipend", percent="1%", base=["nothing-such"], status=Status.UNFUNDED)
    found = pricing(wrong)

    assert [beside.by_year for beside in beside_totals(found.engine, found.status_quo_agreement)] == [None]


def test_another_status_is_left_as_it_is():
    gap = replace(IF_REVENUE, status=Status.UNKNOWN)

    assert settled(agreement(gap), {})["raise"].status is Status.UNKNOWN


def test_a_declaration_says_where_it_can_be_read():
    assert str(Proviso("revenue", happens=True, citation=Citation("Budget"))) == '"revenue" happens (Budget)'
    assert str(Proviso("revenue")) == '"revenue" does not happen (declared; no citation)'
