"""Sun Prairie, 2009: three retire and are replaced at 32,000. Worked example: docs/arithmetic/retirements.md."""

from __future__ import annotations

from fractions import Fraction

from commonground.costing.actual import ActualEngine, breakage
from commonground.costing.retirements import effects, retiring
from commonground.workforce.turnover import Entry, Retirement, Separations, Turnover
from little_district import agreement, clause, engine, people, schedule
from worked_figures import Figures

FIGURES = Figures("retirements")
THREE = (72_478, 66_866, 79_015)
PUBLISHED = {"leaves": 328_000, "comes": 144_000, "saved": 184_000}  # to the thousand
BARGAIN = agreement(
    schedule({("BA", "1"): 32_000, ("BA", "2"): 33_000}),
    clause("benefits", "pension", rate="50%", base=["salary"]),
)
TEACHERS = people(
    *({"salary": paid, "service": 30} for paid in THREE), {"lane": "BA", "step": "2", "service": 3, "tier": "new"}
)
ENTRY = (Entry({}, {"lane": "BA", "step": "1"}),)
RATES = (Separations({}, ((0, Fraction(1, 10)), (20, Fraction(1)))),)


def turnover(*rules):
    return Turnover(RATES, ENTRY, retirements=rules)


def actual(*rules):
    return ActualEngine(engine(TEACHERS, years=2), turnover(*rules))


def test_three_retirements_save_what_was_published():
    here = actual(Retirement({}, 20))

    one = effects(engine(TEACHERS, years=2), here, BARGAIN)[1]

    assert (one.saved["pay"], one.saved["pension"]) == FIGURES.cents("saved_pay", "saved_benefits")
    assert one.net == FIGURES.cents("saved")[0]
    assert FIGURES["left_pay"] == sum(THREE)
    assert FIGURES["left_pay"] - FIGURES["replaced_pay"] == FIGURES["saved_pay"]
    assert FIGURES["leaves"] - FIGURES["comes"] == FIGURES["saved"]
    assert {name: round(FIGURES[name], -3) for name in PUBLISHED} == PUBLISHED


def test_those_who_may_retire_and_those_who_do_are_counted_by_rule():
    here = actual(Retirement({}, 20))

    found = [next(retiring(here, period)) for period in here.periods[:2]]

    assert [(one.may, one.do) for one in found] == [(3, 3), (0, 0)]


def test_where_all_who_leave_may_retire_retirements_save_all_breakage():
    here, cast_forward = actual(Retirement({}, 0)), engine(TEACHERS, years=2)

    found = effects(cast_forward, here, BARGAIN)

    assert [one.net for one in found] == list(breakage(cast_forward, here, BARGAIN).whole.cents)


def test_a_rule_by_tier_lets_nobody_else_retire():
    here = actual(Retirement({"tier": ("new",)}, 20))

    found = effects(engine(TEACHERS, years=2), here, BARGAIN)

    assert [one.net for one in found] == [0, 0, 0]
