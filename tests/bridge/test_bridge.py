"""A bridge: it sums, it turns, it names; and what is supposed where nothing is written."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.bridge.bridge import Bridge, bridge, reversed_bridge
from commonground.bridge.normal import NoCommonUnit, minor
from commonground.bridge.reckoning import Assumption, Hypothesis, Part, Reckoning
from commonground.claims.claim import Claim
from commonground.values.party import Side
from commonground.values.typed_figure import Basis, Measure, Standing, TypedFigure


def claim(id: str, amount: object, measure: Measure = Measure.GAP, **figure: object) -> Claim:
    typed = TypedFigure(measure, Fraction(str(amount)), **figure)  # type: ignore[arg-type]
    return Claim(id, id, "", Side.UNION, "Courier", dt.date(2019, 10, 27), "…", figure=typed)


UNION = claim("union", 38_000_000, basis=Basis.A_YEAR, years=3)
BOARD = claim("board", 100_000_000, basis=Basis.LIFE, years=5)
RATES = st.integers(0, 20).map(lambda twentieths: Fraction(twentieths, 20))


def sums(found: Bridge) -> bool:
    lines = sum(step.change for step in found.mechanical) + sum(one.share for one in found.hypotheses)
    return found.start + lines + found.rest == found.end


@st.composite
def reckonings(draw: st.DrawFn) -> Reckoning:
    amounts = st.lists(st.integers(-(10**8), 10**8).map(Fraction), min_size=1, max_size=5).map(tuple)
    parts = tuple(Part(name, draw(amounts)) for name in "ab")
    numbers = {
        Assumption.TERM: st.integers(1, 5),
        Assumption.YEAR_MEASURED: st.integers(0, 5),
        Assumption.PHASE_IN: st.integers(1, 5),
    }

    def hypothesis() -> Hypothesis:
        assumption = draw(st.sampled_from(Assumption))
        first, second = (Fraction(draw(numbers.get(assumption, RATES))) for _ in range(2))
        return Hypothesis(assumption, first, second, parts=draw(st.sampled_from([(), ("a",), ("a", "b")])))

    return Reckoning("dollars", parts, tuple(hypothesis() for _ in range(draw(st.integers(0, 4)))))


@given(reckonings())
def test_a_bridge_sums_and_turned_it_has_every_sign_turned(reckoning):
    there = bridge(UNION, BOARD, {}, reckoning)
    back = reversed_bridge(there)

    assert sums(there)
    assert sums(back)
    assert (back.start, back.end, back.rest, back.before) == (there.end, there.start, -there.rest, -there.before)
    assert [one.share for one in back.hypotheses] == [-one.share for one in there.hypotheses]
    assert [step.change for step in back.mechanical] == [-step.change for step in reversed(there.mechanical)]
    assert reversed_bridge(back) == there
    assert all(one.least - 1 <= one.share <= one.most + 1 for one in there.hypotheses)


def plainly(reckoning: Reckoning, mask: int) -> Fraction:
    """What a set of hypotheses comes to, amount by amount, as the table of the module says it."""
    total = Fraction(0)
    for part in reckoning.parts:
        for year, amount in enumerate(part.amounts, 1):
            for number, one in enumerate(reckoning.hypotheses):
                if not one.parts or part.id in one.parts:
                    amount *= one.factor(one.second if mask >> number & 1 else one.first, year)
            total += amount
    return total


@given(reckonings())
def test_every_set_of_hypotheses_is_reckoned_as_amount_by_amount(reckoning):
    sets = range(1 << len(reckoning.hypotheses))

    assert reckoning.values() == [minor(plainly(reckoning, mask), "dollars") for mask in sets]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (UNION, BOARD),
        (claim("a", 500, basis=Basis.BY_YEAR, year=5), claim("b", 1500, basis=Basis.LIFE, years=5)),
        (claim("a", 114, basis=Basis.LIFE, years=3), claim("b", 100, basis=Basis.LIFE, years=5)),
        (claim("a", 688, count=Fraction(15)), claim("b", 321, count=Fraction(7))),
        (claim("a", 1), claim("b", 2, basis=Basis.RUN_RATE, years=4)),
    ],
)
def test_the_other_way_round_is_the_same_bridge_turned(one, other):
    there, back = bridge(one, other, {}), bridge(other, one, {})

    assert sums(there)
    assert back == reversed_bridge(there)


@pytest.mark.parametrize(
    ("year", "mechanical", "hypotheses", "rest"),
    [
        (1, 300, [], -100),  # 100 in the first of four years is 400, if it stays
        (2, 300, [-50], -50),  # 50 + 100 + 100 + 100
        (4, 300, [-150], 50),  # 25 + 50 + 75 + 100
    ],
)
def test_a_figure_of_one_year_is_laid_over_the_years_of_the_other(year, mechanical, hypotheses, rest):
    one, other = claim("a", 100, basis=Basis.BY_YEAR, year=year), claim("b", 300, basis=Basis.LIFE, years=4)
    found = bridge(one, other, {})

    assert [step.change for step in found.mechanical] == [100 * mechanical]
    assert [one.share for one in found.hypotheses] == [100 * each for each in hypotheses]
    assert found.rest == 100 * rest
    assert bridge(other, one, {}) == reversed_bridge(found)


@pytest.mark.parametrize(("other", "notes"), [({"basis": Basis.LIFE, "years": 3}, 1), ({"basis": Basis.A_YEAR}, 0)])
def test_a_hypothesis_that_says_a_type_line_again_is_told(other, notes):
    again = Hypothesis(Assumption.YEAR_MEASURED, Fraction(1), Fraction(0))
    reckoning = Reckoning("dollars", (Part("level", (Fraction(20),) * 3),), (again,))
    found = bridge(claim("a", 20, basis=Basis.BY_YEAR, year=1), claim("b", 50, **other), {}, reckoning)

    assert sum("counts that again" in note for note in found.notes) == notes


def test_a_figure_and_itself_have_no_lines():
    found = bridge(UNION, UNION, {})

    assert (found.mechanical, found.named, found.hypotheses, found.rest, found.before) == ((), (), (), 0, 0)


def test_two_alike_figures_have_no_lines():
    found = bridge(UNION, replace(UNION, id="another"), {})

    assert (found.mechanical, found.named, found.hypotheses, found.rest) == ((), (), (), 0)


def test_what_arithmetic_cannot_size_is_named_and_left_in_the_rest():
    found = bridge(
        claim("a", "14.85", Measure.RAISE, unit="percent", steps=Standing.OUT),
        claim("b", "18.26", Measure.RAISE, unit="percent", steps=Standing.IN),
        {},
    )

    assert found.named == (("steps", "out against in"),)
    assert found.rest == 3_410_000


@pytest.mark.parametrize(
    ("one", "other", "named"),
    [
        ({"basis": Basis.A_YEAR}, {"basis": Basis.LIFE}, ("basis", "a year against contract life")),
        ({"basis": Basis.ONCE}, {"basis": Basis.LIFE, "years": 3}, ("basis", "once against contract life")),
        ({"basis": Basis.BY_YEAR, "year": 1}, {"basis": Basis.BY_YEAR, "year": 3}, ("year", "year 1 against year 3")),
        (
            {"basis": Basis.A_YEAR, "years": 3},
            {"basis": Basis.A_YEAR, "years": 5},
            ("length", "3 years against 5 years"),
        ),
        ({"years": 3}, {"years": 5}, ("length", "3 years against 5 years")),
    ],
)
def test_times_that_no_arithmetic_brings_together_are_named_and_change_nothing(one, other, named):
    found = bridge(claim("a", 100, **one), claim("b", 300, **other), {})

    assert (found.mechanical, found.named, found.rest) == ((), (named,), 20_000)


@pytest.mark.parametrize(
    ("one", "other", "named"),
    [
        ({"basis": Basis.A_YEAR}, {"basis": Basis.BY_YEAR, "year": 1}, ("basis", "a year against in year 1")),
        (
            {"basis": Basis.A_YEAR, "years": 3},
            {"basis": Basis.RUN_RATE, "years": 3},
            ("basis", "a year against run-rate"),
        ),
        ({"basis": Basis.RUN_RATE}, {"basis": Basis.BY_YEAR, "year": 5}, ("basis", "run-rate against in year 5")),
    ],
)
def test_two_amounts_of_one_year_are_not_laid_out_over_several(one, other, named):
    found = bridge(claim("a", 100, **one), claim("b", 110, **other), {})

    assert (found.mechanical, found.named, found.hypotheses, found.rest) == ((), (named,), (), 1_000)


def test_what_is_reached_by_a_year_is_beside_a_mean_the_mean_of_an_even_way():
    found = bridge(claim("a", 500, basis=Basis.BY_YEAR, year=5), claim("b", 300, basis=Basis.A_YEAR), {})

    assert [one.share for one in found.hypotheses] == [-20_000]  # (100 + 200 + 300 + 400 + 500) / 5
    assert (found.mechanical, found.rest) == ((), 0)


def test_the_raise_of_one_year_is_not_repeated_in_the_others():
    one = claim("a", "3.5", Measure.RAISE, unit="percent", basis=Basis.BY_YEAR, year=4)
    other = claim("b", 16, Measure.RAISE, unit="percent", years=5)
    found = bridge(one, other, {})

    assert [step.words for step in found.mechanical] == ["b is taken as contract life"]
    assert (found.named, found.rest) == ((("basis", "in year 4 against contract life"),), 12_500_000)


def test_a_count_a_year_comes_by_a_year_to_the_count_that_is_reached():
    one = claim("a", 30, Measure.COUNT, unit="schools", basis=Basis.A_YEAR)
    other = claim("b", 120, Measure.COUNT, unit="schools", basis=Basis.BY_YEAR, year=4)
    found = bridge(one, other, {})

    assert ([step.change for step in found.mechanical], found.named, found.rest) == ([90], (), 0)


def test_a_figure_without_a_basis_is_taken_to_be_of_the_others_where_no_years_are_known():
    found = bridge(claim("a", 8), claim("b", 9, basis=Basis.A_YEAR), {})

    assert [(step.name, step.words, step.change) for step in found.mechanical] == [
        ("basis not stated", "a is taken as a year", 0)
    ]


def test_a_percentage_of_a_known_sum_becomes_dollars():
    found = bridge(
        claim("a", "0.5", Measure.SHARE, unit="percent", base="budget"), UNION, {"budget": Fraction(7_700_000_000)}
    )

    assert found.start == 3_850_000_000


@pytest.mark.parametrize("unit", ["dollars", "percent"])
def test_a_range_is_bridged_from_its_middle(unit):
    share = {"measure": Measure.SHARE, "unit": "percent", "base": "pay"} if unit == "percent" else {}
    amounts = (4, 5) if unit == "percent" else (40_000_000, 50_000_000)
    one = claim("a", amounts[0], high=Fraction(amounts[1]), basis=Basis.A_YEAR, **share)
    found = bridge(one, claim("b", 45_000_000, basis=Basis.A_YEAR), {"pay": Fraction(10**9)})

    assert (found.start, found.mechanical, found.rest) == (45_000_000 * 100, (), 0)
    assert bridge(claim("b", 45_000_000, basis=Basis.A_YEAR), one, {"pay": Fraction(10**9)}).rest == 0


def test_two_units_without_a_known_sum_are_refused():
    with pytest.raises(NoCommonUnit):
        bridge(claim("a", 5, unit="percent"), UNION, {})


@pytest.mark.parametrize(
    ("assumption", "number", "factors"),
    [
        (Assumption.TERM, 2, (1, 1, 0)),
        (Assumption.YEAR_MEASURED, 3, (0, 0, 1)),
        (Assumption.YEAR_MEASURED, 0, (1, 1, 1)),
        (Assumption.PHASE_IN, 2, (Fraction(1, 2), 1, 1)),
        (Assumption.ROLL_UP, Fraction(1, 4), (Fraction(5, 4),) * 3),
        (Assumption.TREND, Fraction(1, 10), (1, Fraction(11, 10), Fraction(121, 100))),
        (Assumption.ATTRITION, Fraction(1, 10), (1, Fraction(9, 10), Fraction(81, 100))),
        (Assumption.FILL_RATE, Fraction(4, 5), (Fraction(4, 5),) * 3),
    ],
)
def test_an_assumption_acts_on_the_years_as_it_says(assumption, number, factors):
    one = Hypothesis(assumption, Fraction(0), Fraction(0))

    assert tuple(one.factor(Fraction(number), year) for year in (1, 2, 3)) == factors


@pytest.mark.slow
def test_ten_hypotheses_with_ranges_on_forty_years_are_attributed():
    hypotheses = [
        Hypothesis(one, Fraction(3), Fraction(5, 4), low=Fraction(1), high=Fraction(2)) for one in list(Assumption)[:10]
    ]
    parts = [Part(f"part-{number}", tuple(map(Fraction, range(number, number + 40)))) for number in range(12)]

    found = bridge(UNION, BOARD, {}, Reckoning("dollars", tuple(parts), tuple(hypotheses)))

    assert sums(found)
    assert all(one.at_low is not None for one in found.hypotheses)
