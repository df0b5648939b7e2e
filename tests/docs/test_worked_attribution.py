"""Worked example: docs/arithmetic/attribution.md."""

from __future__ import annotations

from commonground.costing.attribution import attribute
from little_district import JULY, agreement, clause, engine, people, schedule
from worked_figures import Figures

FIGURES = Figures("attribution")
GUIDE = schedule({("BA", "1"): 50_000, ("BA", "2"): 51_201}, issue="wages")
AMES = {"lane": "BA", "step": "1"}


def bargain(percent, move):
    raises = [{"effective": JULY[2026], "percent": percent}]
    return agreement(
        GUIDE,
        clause("raise", "schedule_raise", issue="raise", raises=raises),
        clause("steps", "step_movement", issue="steps", otherwise=move),
    )


def test_the_shares_are_the_means_over_all_orders_and_sum_to_the_difference():
    pricing = engine(people(AMES), years=1)
    one, other = bargain("0%", "freeze"), bargain("3%", "advance")

    found = attribute(pricing, one, other)
    shares = {share.issue: share.cents[1] for share in found.shares}

    assert (pricing.price(one).totals[1], pricing.price(other).totals[1]) == FIGURES.cents("neither", "both")
    assert found.difference[1:] == FIGURES.cents("difference")
    assert (shares["raise"], shares["steps"]) == FIGURES.cents("raise", "step")
    assert sum(shares.values()) == found.difference[1]


def test_each_share_comes_with_the_least_and_the_most_in_any_order():
    found = attribute(engine(people(AMES), years=1), bargain("0%", "freeze"), bargain("3%", "advance"))
    ranges = {share.issue: share.ranges[1] for share in found.shares}

    assert ranges["raise"] == FIGURES.cents("raise_least", "raise_most")
    assert ranges["steps"] == FIGURES.cents("step_least", "step_most")
