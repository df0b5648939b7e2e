"""Chicago Tribune, 11 October 2019: pay with a master's degree and ten years beside two suburban districts'."""

from __future__ import annotations

from commonground.files.ready import ready_folder
from commonground.report.own_pay import OwnPay, Under
from readings import read_once

PUBLISHED = {"start": 52_958, "ten years": 82_630, "Indian Prairie 204": 67_329, "Plainfield 202": 55_833}


def test_chicagos_cells_are_the_published_figures_and_stand_first_of_the_three():
    negotiation = read_once(ready_folder() / "chicago-2019").negotiation
    own = OwnPay(negotiation)
    under = Under("status-quo", negotiation.pricing.status_quo_agreement)
    base = own.periods[0]

    start = own.cells(under, base).cents[own.place(under, base, "1 step 1")]
    paid, rank = own.standing(under, base, "master's degree, ten years")

    assert start == PUBLISHED["start"] * 100
    assert round(paid / 100) == PUBLISHED["ten years"]
    assert (rank.rank, rank.among) == (1, 3)
    assert rank.median == (PUBLISHED["Indian Prairie 204"] + PUBLISHED["Plainfield 202"]) * 100 / 2
