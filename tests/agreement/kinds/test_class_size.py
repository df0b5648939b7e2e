"""Worked example: docs/arithmetic/class-size.md."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from commonground.agreement.kinds import KINDS
from commonground.agreement.kinds.class_size import needed, pupils_above
from commonground.costing.needs import needs_of
from commonground.schools.sections import Sections
from little_district import agreement, clause, engine, line, people, schedule
from worked_figures import Figures

FIGURES = Figures("class-size")
ROWS = [("Ash", "K", 29, 1), ("Ash", "K", 27, 1), ("Ash", "1", 85, 3), ("Ash", "2", 60, 2), ("Birch", "K", 30, 1)]
CLASSES = Sections.of(
    {"school": [row[0] for row in ROWS], "grade": [row[1] for row in ROWS]},
    {"pupils": [row[2] for row in ROWS], "sections": [row[3] for row in ROWS]},
)
LIMITS = {"limits": [{"limit": 28}]}
AVERAGE = {"limits": [{"limit": 28, "counted": "average"}]}
STATED = {"by": "stated", "salary": 60_000, "benefits": "25%"}
GUIDE = schedule({("BA", "1"): 48_000})


def said(**terms):
    return KINDS["class_size"].terms.model_validate(terms)


def costing(**terms):
    found = engine(people({"lane": "BA", "step": "1"}), sections=CLASSES)
    agreed = agreement(GUIDE, clause("classes", "class_size", **terms))
    return found, agreed, found.price(agreed)


def test_a_cap_needs_sections_grade_by_grade_and_an_average_school_by_school():
    assert needed(said(**LIMITS), CLASSES) == FIGURES["cap"]
    assert needed(said(**AVERAGE), CLASSES) == FIGURES["average"]


def test_a_trigger_leaves_out_grades_whose_largest_class_is_not_above_it():
    assert needed(said(limits=[{"limit": 28, "trigger": 29}]), CLASSES) == FIGURES["triggered"]
    assert needed(said(limits=[{"limit": 28, "trigger": 30}]), CLASSES) == 0


def test_an_aide_is_for_each_class_above_the_limit():
    assert needed(said(**LIMITS, remedy="aide", positions_each="0.5"), CLASSES) == FIGURES["aides"]


def test_limits_are_about_the_grades_that_they_name():
    limits = [{"grades": ["K"], "limit": 28}, {"grades": ["1", "2"], "limit": 43}]

    assert needed(said(limits=limits), CLASSES) == 1


def test_overload_is_paid_for_each_pupil_above_the_limit():
    for terms, figure in ((LIMITS, "overload"), (AVERAGE, "overload_average")):
        _, _, found = costing(**terms, remedy="overload", overload=500)
        assert line(found, "classes/class_size_overload") == FIGURES.cents(figure) * 4


def test_overload_above_a_trigger_is_for_all_pupils_above_the_limit():
    triggered = said(limits=[{"limit": 28, "trigger": 29}], remedy="overload", overload=500)

    assert pupils_above(triggered, CLASSES) == 4 + 2


def test_overload_is_pay_in_every_base_that_is_all_pay():
    medicare = clause("medicare", "payroll_tax", rate="1%")
    overload = clause("classes", "class_size", **LIMITS, remedy="overload", overload=500)

    found = engine(people(), sections=CLASSES).price(agreement(overload, medicare))

    assert line(found, "medicare") == (40_00,) * 4


def test_sections_are_priced_as_positions():
    _, _, found = costing(**LIMITS, price=STATED)

    assert line(found, "classes") == FIGURES.cents("pay") * 4
    assert line(found, "classes/class_size_roll_up") == FIGURES.cents("benefits") * 4


def test_a_clause_that_only_grants_a_pool_costs_the_pool_and_the_need_stands_beside_it():
    priced, agreed, found = costing(**LIMITS, price=STATED, pool={"2026-27": 100_000})

    assert [(cost.id, cost.totals) for cost in found.lines if cost.provision.id == "classes"] == [
        ("classes/class_size_pool", (0, *FIGURES.cents("pool") * 3))
    ]
    need = next(iter(needs_of(priced, agreed, priced.periods[1])))
    assert (need.jobs, need.cents) == (FIGURES["cap"], *FIGURES.cents("need"))


def test_a_need_of_overload_pay_stands_beside_a_pool_too():
    priced, agreed, found = costing(**LIMITS, remedy="overload", overload=500, pool={"2026-27": 1_000})

    assert found.totals[1] == 48_000_00 + 1_000_00
    assert [need.cents for need in needs_of(priced, agreed, priced.periods[1])] == [*FIGURES.cents("overload")]


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        ({"limits": []}, "at least 1 item"),
        ({"limits": [{"limit": 28, "trigger": 27}]}, "a trigger is the limit or above it"),
        ({**LIMITS, "remedy": "overload"}, "`overload` is the pay for a pupil"),
        ({**LIMITS, "overload": 500}, "`overload` is the pay for a pupil"),
        ({**AVERAGE, "remedy": "aide"}, 'it goes with counted = "cap"'),
    ],
)
def test_terms_that_do_not_fit_together_are_said(terms, says):
    with pytest.raises(ValidationError, match=says):
        said(**terms)
