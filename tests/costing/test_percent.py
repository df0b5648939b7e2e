"""What one percent costs, and which raise a sum of money is: the worked examples of their pages."""

from __future__ import annotations

from fractions import Fraction

from commonground.costing.percent import affordable, worth_of
from little_district import agreement, clause, engine, people
from worked_figures import Figures

CELLS = [{"lane": "BA", "step": "1", "salary": 48_000}, {"lane": "BA", "step": "2", "salary": 49_800}]
PAY = clause("guide", "salary_schedule", table=CELLS, carry="dollar")
PENSION = clause("pension", "pension", rate="11.5%", base=["pay"])
MEDICARE = clause("medicare", "payroll_tax", rate="1.45%")
AGREEMENT = agreement(PAY, PENSION, MEDICARE)
TWO = engine(people({"lane": "BA", "step": "1"}, {"lane": "BA", "step": "2", "fte": "0.5"}))


def test_one_percent_drags_along_what_is_charged_on_pay():
    page = Figures("percent")

    worth = worth_of(TWO, AGREEMENT)

    assert tuple(worth.by_component.values()) == page.cents("salaries", "pension", "payroll_taxes")
    assert worth.total == page.cents("total")[0]
    assert worth_of(TWO, AGREEMENT, page["other_rate"]).total == page.cents("other_total")[0]


def test_the_raise_that_a_sum_is_bears_its_own_roll_up_and_a_ten_thousandth_more_does_not():
    page = Figures("afford")

    found = affordable(TWO, AGREEMENT, page.cents("money")[0])

    assert (found.rate, found.cost, found.left) == (page["rate"], *page.cents("cost", "left_over"))
    assert found.next_cost == page.cents("next_cost")[0] > found.money
    assert worth_of(TWO, AGREEMENT, found.rate + Fraction(1, 1_000_000)).total == found.next_cost
