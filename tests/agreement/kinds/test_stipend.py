"""Worked example: docs/arithmetic/stipend.md."""

from __future__ import annotations

from little_district import agreement, clause, each_paid, engine, line, people, schedule
from worked_figures import Figures

FIGURES = Figures("stipend")
GUIDE = schedule({("BA", "1"): 48_137, ("BA", "3"): 50_400})
AMES, BELL = {"lane": "BA", "step": "1"}, {"lane": "BA", "step": "3", "fte": "0.5"}
GROWTH = {"2027-28": "3%"}


def test_a_stipend_grows_by_the_percents_named_and_stays_at_the_last():
    by_person = clause("duty", "stipend", per_person=1_200, growth=GROWTH)

    ames, bell = each_paid(agreement(GUIDE, by_person), AMES, BELL, id="duty")

    assert ames[1:] == FIGURES.cents("ames_2026", "ames_2027", "ames_2027")
    assert bell[1:] == FIGURES.cents("bell_2026", "bell_2027", "bell_2027")


def test_a_stipend_may_be_a_percent_of_salary():
    [ames] = each_paid(agreement(GUIDE, clause("duty", "stipend", percent="1%")), AMES, id="duty")

    assert (ames[1],) == FIGURES.cents("percent_ames")


def test_a_stipend_may_be_the_same_for_part_timers():
    same = clause("duty", "stipend", per_person=1_200, scaled_by_fte=False)

    [bell] = each_paid(agreement(GUIDE, same), BELL, id="duty")

    assert bell[1] == 120_000


def test_positions_are_paid_by_the_number_each_line_rounded_once():
    positions = [
        {"name": "coach", "number": 8, "amount": 3_500},
        {"name": "hour", "number": 1, "hours": "399.5", "amount": "36.25"},
    ]
    duty = clause("duty", "stipend", positions=positions, growth=GROWTH)

    costing = engine(people(AMES)).price(agreement(GUIDE, duty))

    assert line(costing, "duty/stipend_positions")[1:3] == FIGURES.cents("positions_2026", "positions_2027")


def test_a_stipend_reaches_only_the_people_in_its_scope():
    for_masters = clause("duty", "stipend", per_person=1_200, scope={"lane": ["MA"]})

    [ames] = each_paid(agreement(GUIDE, for_masters), AMES, id="duty")

    assert set(ames) == {0}


def test_a_long_chain_of_growth_stays_exact():
    growth = {f"{year}-{(year + 1) % 100:02d}": "2.25%" for year in range(2026, 2032)}
    duty = clause("duty", "stipend", per_person=1_200, growth=growth)

    [ames] = each_paid(agreement(GUIDE, duty), AMES, id="duty", years=6)

    assert ames == (120_000, 122_700, 125_461, 128_284, 131_170, 134_121, 137_139)
