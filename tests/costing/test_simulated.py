"""Simulated: chance decides who leaves (laws: costing.simulated)."""

from __future__ import annotations

from fractions import Fraction

from commonground.costing.actual import ActualEngine
from commonground.costing.simulated import simulated
from commonground.workforce.turnover import Entry, Separations, Turnover
from little_district import agreement, clause, engine, people, schedule

PAY = schedule({("BA", "1"): 40_000, ("BA", "2"): 50_000, ("BA", "3"): 60_000})
TERMS = agreement(
    PAY,
    clause("ladder", "step_ladder", steps=["1", "2", "3"]),
    clause("steps", "step_movement", otherwise="advance"),
    clause("pension", "pension", rate="10%"),
    clause("supplies", "pool", amounts={"2026-27": 1_000}),
)
ENTRY = Entry({}, {"lane": "BA", "step": "1"})


def moving(rate, count=40, years=2):
    staff = people({"lane": "BA", "step": "3", "service": 9, "count": count}, {"lane": "BA", "step": "1", "fte": "0.5"})
    return ActualEngine(engine(staff, years=years), Turnover((Separations({}, ((0, rate),)),), (ENTRY,)))


def test_a_seed_and_a_district_give_the_same_draws_again_and_others_do_not():
    actual = moving(Fraction(1, 4))

    first, again = (simulated(actual, TERMS, 1, 20, "here").totals.tolist() for _ in range(2))

    assert first == again
    assert simulated(moving(Fraction(1, 4)), TERMS, 1, 20, "here").totals.tolist() == first
    assert simulated(actual, TERMS, 2, 20, "here").totals.tolist() != first
    assert simulated(actual, TERMS, 1, 20, "there").totals.tolist() != first


def test_the_first_draws_are_the_same_however_many_there_are():
    actual = moving(Fraction(1, 4))

    assert simulated(actual, TERMS, 1, 5).totals[:1].tolist() == simulated(actual, TERMS, 1, 1).totals.tolist()


def test_where_nobody_or_everybody_leaves_there_is_no_chance():
    for rate in (Fraction(0), Fraction(1)):
        actual = moving(rate)

        found = simulated(actual, TERMS, 1, 5)

        assert found.totals.tolist() == [list(actual.price(TERMS).totals)] * 5
        assert found.mean == actual.price(TERMS).totals


def test_the_mean_of_many_draws_comes_near_the_expected_value_and_the_interval_holds_it():
    actual = moving(Fraction(1, 4))

    found = simulated(actual, TERMS, 1, 400)

    low, high = found.between()
    for expected, mean, least, most in zip(actual.price(TERMS).totals, found.mean, low, high, strict=True):
        assert least <= expected <= most
        assert abs(mean - expected) <= expected // 500


def test_the_base_year_is_the_same_in_every_draw():
    found = simulated(moving(Fraction(1, 2)), TERMS, 3, 30)

    assert len(set(found.totals[:, 0].tolist())) == 1
    assert len(set(found.totals[:, 1].tolist())) > 1


def test_an_interval_leaves_out_one_draw_of_twenty_on_either_side():
    found = simulated(moving(Fraction(1, 2)), TERMS, 3, 20)

    low, high = found.between()

    ordered = sorted(found.totals[:, 2].tolist())
    assert (low[2], high[2]) == (ordered[0], ordered[18])
