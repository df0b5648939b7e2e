"""Worked example: docs/arithmetic/staffing.md."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from pydantic import ValidationError

from commonground.agreement.kinds import KINDS
from commonground.agreement.kinds.staffing import promised, staffing
from commonground.schools.schools import Schools
from little_district import agreement, clause, engine, line, people, schedule, version
from worked_figures import Figures

FIGURES = Figures("staffing")
FIVE = Schools.of(
    {"school": ["Ash", "Birch", "Cedar", "Dale", "Elm"], "level": ["elementary"] * 3 + ["high"] * 2},
    {"schools": [1] * 5, "students": [420, 310, 505, 900, 640], "plans": [49, 50, 104, 105, 240]},
)
BANDS = {
    "of": "plans",
    "bands": [
        {"at_least": at_least, "positions": positions}
        for at_least, positions in ((50, "0.5"), (105, 1), (175, "1.5"), (240, 2))
    ],
}
EACH = {"per_school": 1}
FLOOR = {"more": {"2026-27": 2, "2027-28": 3}}
NURSES = people(
    {"lane": "BA", "step": "1", "title": "nurse", "health_plan": "PPO", "health_tier": "single"},
    {"lane": "BA", "step": "3", "fte": "0.5", "title": "nurse", "health_plan": "PPO", "health_tier": "single"},
)
PREMIUM = {"plan": "PPO", "tier": "single", "annual": 6800}
AROUND = (
    schedule({("BA", "1"): 48_000, ("BA", "2"): 50_000, ("BA", "3"): 52_000, ("BA", "4"): 54_000}),
    clause("steps", "step_movement", otherwise="advance"),
    clause("pension", "pension", rate="10%", base=["salary"]),
    clause("premiums", "health", quoted_for="2025-26", premiums=[PREMIUM]),
)
ENTRY = {"by": "entry", "entry": {"lane": "BA", "step": "1"}}


def said(*claims, **terms):
    return KINDS["staffing"].terms.model_validate({"claims": claims, **terms})


def count(*claims, year=2026, schools=FIVE, **terms):
    return promised(said(*claims, **terms), year, schools)


def priced(*versions, years=3, **terms):
    nurses = clause("nurses", "staffing", *versions, scope={"title": ["nurse"]}, **terms)
    return engine(NURSES, years=years, schools=FIVE).price(agreement(*AROUND, nurses))


def three(**terms):
    """Three positions created in 2026-27: pay, roll-up and health of that year."""
    found = priced(claims=[{"number": 3, "first_year": "2026-27"}], **terms)
    return tuple(line(found, id)[1] for id in ("nurses", "nurses/staffing_roll_up", "nurses/staffing_health"))


def test_bands_give_what_the_pupils_of_each_school_reach():
    assert count(BANDS) == FIGURES["bands"]


def test_the_larger_of_two_claims_holds_at_each_school():
    assert count(EACH) == FIGURES["each"]
    assert count(BANDS, EACH) == FIGURES["larger"]


def test_a_ratio_is_exact_or_whole_at_each_school():
    assert count({"ratio": 250}) == FIGURES["ratio"]
    assert count({"ratio": 250, "whole": "up"}) == FIGURES["ratio_up"]
    assert count({"ratio": 250, "whole": "up", "across": "district"}) == 12


def test_a_floor_over_a_past_count_and_a_claim_by_school_are_never_added():
    assert count(FLOOR, existing=4) == FIGURES["floor_2026"]
    assert count(FLOOR, existing=4, year=2027) == FIGURES["floor_2027"]
    assert count(FLOOR, BANDS, EACH, existing=4, year=2027) == max(FIGURES["floor_2027"], FIGURES["larger"])


@pytest.mark.parametrize(
    ("year", "filled", "phased"), [(2026, "filled_2026", "phased_2026"), (2027, "filled_2027", "phased_2027")]
)
def test_what_exists_is_left_out_and_the_rest_is_filled_and_phased_in(year, filled, phased):
    claims = FLOOR, BANDS, EACH

    assert staffing(year, FIVE, said(*claims, existing=4, fill_rate="90%")) == FIGURES[filled]
    gradually = said(*claims, existing=4, phase_in={"2026-27": "50%", "2027-28": "100%"})
    assert staffing(year, FIVE, gradually) == FIGURES[phased]


def test_nothing_is_phased_in_before_the_first_year_named():
    assert staffing(2025, FIVE, said(EACH, phase_in={"2026-27": "50%"})) == 0


def test_claims_are_about_the_levels_schools_and_years_that_they_name():
    assert count({**EACH, "levels": ["high"]}) == 2
    assert count({**EACH, "schools": ["Ash", "Elm", "Dale"]}) == 3
    assert count({**EACH, "last_year": "2025-26"}) == 0


def test_a_row_may_stand_for_several_schools():
    rows = Schools.of({"school": ["small", "large"], "level": ["", ""]}, {"schools": [200, 3], "plans": [50, 110]})

    assert count(BANDS, schools=rows) == Fraction(103)


def test_a_table_of_a_year_holds_until_a_later_year_has_one():
    rows = Schools.of(
        {"school": ["Ash", "Ash"], "level": ["", ""]}, {"schools": [1, 1], "plans": [50, 240]}, [2025, 2027]
    )

    assert [count(BANDS, schools=rows.in_year(year)) for year in (2024, 2025, 2026, 2027, 2030)] == [
        Fraction(1, 2),
        Fraction(1, 2),
        Fraction(1, 2),
        2,
        2,
    ]


def test_positions_on_the_mean_cost_what_the_people_in_scope_cost_a_full_time_job():
    assert three() == FIGURES.cents("mean_pay", "mean_roll_up", "health")


def test_positions_by_entry_cost_a_newcomer_with_mean_health():
    assert three(price=ENTRY) == FIGURES.cents("entry_pay", "entry_roll_up", "health")


def test_a_stated_salary_drags_along_what_the_pay_of_the_people_in_scope_does():
    assert three(price={"by": "stated", "salary": 52_795}) == FIGURES.cents("stated_pay", "stated_roll_up", "health")


def test_newcomers_stand_on_the_schedule_and_advance_from_the_next_year_on():
    found = priced(claims=[{"number": 2, "first_year": "2026-27"}, {"number": 3, "first_year": "2027-28"}], price=ENTRY)

    assert line(found, "nurses") == (0, *FIGURES.cents("two_2026", "together_2027", "together_2028"))


def test_the_last_to_come_go_first():
    claims = [{"number": 2, "first_year": "2026-27"}, {"number": 3, "first_year": "2027-28", "last_year": "2027-28"}]

    found = priced(claims=claims, price=ENTRY)

    assert line(found, "nurses")[3] == 2 * 52_000_00


def test_positions_of_a_clause_that_begins_inside_a_year_cost_a_share_of_it_and_advance_in_the_next():
    begun = version("staffing", start=dt.date(2027, 1, 1), claims=[{"number": 2}], price=ENTRY)

    assert line(priced(begun), "nurses") == (0, 48_000_00, 100_000_00, 104_000_00)


def test_a_stated_salary_grows_by_its_rates_and_benefits_are_a_rate_of_the_rounded_pay():
    price = {
        "by": "stated",
        "salary": "52795.40",
        "growth": {"2027-28": "1/3"},
        "benefits": "10%",
        "rounded_to": "dollar",
    }

    found = priced(claims=[{"number": 1}], price=price)

    assert line(found, "nurses")[1:3] == (52_795_00, 70_394_00)
    assert line(found, "nurses/staffing_roll_up")[1:3] == (5_280_00, 7_039_00)
    assert not any(line(found, "nurses/staffing_health"))


def test_nothing_that_is_paid_once_is_in_a_price():
    once = clause("once", "one_time_payment", payments=[{"year": "2026-27", "amount": 900}])
    medicare = clause("medicare", "payroll_tax", rate="1%")
    nurse = clause("nurses", "staffing", scope={"title": ["nurse"]}, claims=[{"number": 1}])
    with_it, without = (
        engine(NURSES, schools=FIVE).price(agreement(*AROUND, medicare, *more, nurse)) for more in ((once,), ())
    )

    for id in ("nurses", "nurses/staffing_roll_up", "nurses/staffing_health"):
        assert line(with_it, id) == line(without, id)


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        ({"claims": [{"per_school": 1, "number": 2}]}, "of one sort, not per_school and number"),
        ({"claims": [{"of": "plans"}]}, "one of per_school, ratio, bands, number, more"),
        ({"claims": [{"number": 2, "across": "district"}]}, "goes with a ratio"),
        ({"claims": [{"ratio": 0}]}, "greater than 0"),
        ({"claims": [EACH], "fill_rate": "120%"}, "less than or equal to 1"),
        ({"claims": [EACH], "price": {"by": "entry"}}, "`entry` names a cell where by"),
        ({"claims": [EACH], "price": {"salary": 5}}, "`salary` names a figure where by"),
        ({"claims": [EACH], "price": {"growth": {"2026-27": "1%"}}}, "`growth` is that of a stated salary"),
    ],
)
def test_terms_that_do_not_fit_together_are_said(terms, says):
    with pytest.raises(ValidationError, match=says):
        KINDS["staffing"].terms.model_validate(terms)
