"""Worked example: docs/arithmetic/payroll-tax.md."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from little_district import agreement, clause, engine, line, people, schedule
from worked_figures import Figures

FIGURES = Figures("payroll-tax")
GUIDE = schedule({("BA", "1"): 48_137, ("MA", "4"): 55_600})
TAXES = (
    clause("social", "payroll_tax", rate="6.2%", wage_base={"2026-27": 50_000, "2027-28": 52_500}),
    clause("medicare", "payroll_tax", rate="1.45%"),
    clause("compensation", "payroll_tax", rate="0.6%"),
)
COACHES = clause("duty", "stipend", positions=[{"name": "coach", "number": 8, "amount": 3_500}])
AMES, COLE = {"lane": "BA", "step": "1"}, {"lane": "MA", "step": "4"}


def charged(id, *rows, coaches=False):
    clauses = agreement(GUIDE, *TAXES, *([COACHES] if coaches else []))
    return line(engine(people(*rows)).price(clauses), id)


def test_pay_is_charged_up_to_the_wage_base_of_the_year_and_the_last_one_named_holds():
    assert charged("social", COLE)[1:] == FIGURES.cents("cole_2026", "cole_2027", "cole_2028")
    assert charged("social", AMES)[1:2] == FIGURES.cents("ames_2026")


def test_a_wage_base_below_nothing_is_refused():
    with pytest.raises(ValidationError, match="greater than or equal to 0"):
        clause("social", "payroll_tax", rate="6.2%", wage_base={"2026-27": -50_000})


@pytest.mark.parametrize("charge", ["medicare", "compensation"])
def test_a_charge_without_a_wage_base_is_on_all_pay(charge):
    assert (charged(charge, COLE)[0], charged(charge, AMES)[0]) == FIGURES.cents(f"cole_{charge}", f"ames_{charge}")


@pytest.mark.parametrize(("charge", "figure"), [
    ("social", "coaches_2026"), ("medicare", "coaches_medicare"), ("compensation", "coaches_compensation"),
])  # fmt: skip
def test_pay_that_belongs_to_no_person_is_charged_and_meets_no_wage_base(charge, figure):
    with_coaches, without = charged(charge, AMES, COLE, coaches=True), charged(charge, AMES, COLE)

    assert (with_coaches[1] - without[1],) == FIGURES.cents(figure)


@pytest.mark.parametrize(("units", "base", "figure"), [
    ({}, ["pay"], "coaches_of_no_unit"),
    ({"unit": ["teachers", "aides"]}, ["pay"], "coaches_of_no_unit"),
    ({"unit": ["aides"]}, ["pay"], "coaches_of_the_unit"),
    ({}, ["pay", "duty"], "coaches_of_the_unit"),
])  # fmt: skip
def test_pay_of_no_person_is_charged_for_one_unit_where_it_is_that_units_or_the_base_names_it(units, base, figure):
    social = clause("social", "payroll_tax", rate="6.2%", base=base, scope={"unit": ["aides"]})
    duty = clause("duty", "stipend", positions=[{"name": "coach", "number": 8, "amount": 3_500}], scope=units)
    said = agreement(GUIDE, social, duty)

    of_a_teacher_and_coaches = line(engine(people({**AMES, "unit": "teachers"})).price(said), "social")

    assert (of_a_teacher_and_coaches[1],) == FIGURES.cents(figure)


def test_pay_in_lieu_on_pay_of_no_person_is_charged_for_one_unit_where_it_is_that_units():
    pickup = clause("pickup", "pension_pickup", pay_in_lieu="10%", base=["duty"])
    social = clause("social", "payroll_tax", rate="6.2%", scope={"unit": ["aides"]})
    said = agreement(GUIDE, social, pickup, COACHES)

    assert line(engine(people({**AMES, "unit": "teachers"})).price(said), "social")[1] == 0
