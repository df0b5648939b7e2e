"""A check: claims against a little district whose costs are known beforehand.

One person on 50,000; the offer raises it by 3 % in each of two years, the union's by 5 %. No roll-up.
Against the status quo: 1,500 and 3,045 (the offer); 2,500 and 5,125 (the union's); cumulative 4,545 and 7,625.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from commonground.agreement.agreement import Term
from commonground.agreement.expiry import Expiry
from commonground.agreement.offer import Edit, Offer, Operation
from commonground.claims.check import Checked, Verdict, check, check_claims
from commonground.claims.claim import Claim, Claims, Fact, Recipe
from commonground.claims.claim import Operation as Follows
from commonground.claims.model import Candidate, Model
from commonground.costing.price import Pricing
from commonground.values.party import Side
from commonground.values.typed_figure import Basis, Hedge, Measure, Standing, TypedFigure
from little_district import JULY, agreement, clause, engine, people, schedule

LATE = [{"effective": JULY[2027], "percent": "3%"}]
TERM = Term(JULY[2026], dt.date(2028, 6, 30))


def offer(id: str, party: str, percent: str, day: int = 1) -> Offer:
    raises = [{"effective": JULY[year], "percent": percent} for year in (2026, 2027)]
    edit = Edit(Operation.SET, "raise", "raises", raises)
    return Offer(id, id, party, dt.date(2026, 3, day), TERM, (edit,))


@pytest.fixture(scope="module")
def model() -> Model:
    little = agreement(
        schedule({("BA", "1"): 50_000}),
        clause("raise", "schedule_raise", raises=[{"effective": JULY[2025], "percent": "1%"}]),
    )
    one = people({"lane": "BA", "step": "1"})
    offers = {held.id: held for held in (offer("board-1", "board", "3%"), offer("union-1", "union", "5%"))}
    sides = {"board": Side.EMPLOYER, "union": Side.UNION}
    return Model(Pricing(engine(one, years=2), little, Expiry()), offers, sides)


def claim(
    measure: Measure, amount: object, *, offers: tuple[str, ...] = (), recipe: Recipe | None = None, **figure: object
) -> Claim:
    typed = TypedFigure(measure, Fraction(str(amount)), **figure)
    return Claim(
        "one", "A", "", Side.UNION, "Courier", dt.date(2026, 4, 1), "…", figure=typed, offers=offers, recipe=recipe
    )


def checked(model: Model, one: Claim) -> Checked:
    return check(one, Claims({one.id: one}), model)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (4545, {"basis": Basis.LIFE}),
        (4545, {"basis": Basis.LIFE, "years": 2}),
        (3045, {"basis": Basis.BY_YEAR, "year": 2}),
        (3045, {"basis": Basis.RUN_RATE}),
        ("2272.50", {"basis": Basis.A_YEAR}),
    ],
)
def test_a_cost_is_reproduced_on_the_basis_that_it_states(model, amount, said):
    found = checked(model, claim(Measure.COST, amount, offers=("board-1",), **said))

    assert (found.verdict, found.value, found.distance) == (Verdict.REPRODUCED, Fraction(str(amount)), 0)


def test_a_cost_that_another_basis_meets_says_which(model):
    found = checked(model, claim(Measure.COST, 4545, offers=("board-1",), basis=Basis.A_YEAR))

    assert found.verdict is Verdict.OTHER_BASIS
    assert found.recipe == "board-1 against the status quo: sum of its own 2 years"


def test_a_cost_without_a_basis_is_at_most_reproduced_on_another(model):
    assert checked(model, claim(Measure.COST, 4545, offers=("board-1",))).verdict is Verdict.OTHER_BASIS


def test_a_cost_that_nothing_meets_has_its_distance(model):
    found = checked(model, claim(Measure.COST, 9000, offers=("board-1",), basis=Basis.LIFE))

    assert (found.verdict, found.distance) == (Verdict.NOT_REPRODUCIBLE, 4545 - 9000)


def test_a_saving_is_a_cost_with_its_sign_turned(model):
    found = checked(model, claim(Measure.SAVING, -4545, offers=("board-1",), basis=Basis.LIFE))

    assert found.verdict is Verdict.REPRODUCED


@pytest.mark.parametrize(("measure", "amount"), [(Measure.COST, -3_080), (Measure.SAVING, 3_080)])
def test_a_cost_or_saving_against_another_offer_is_what_lies_between_both(model, measure, amount):
    one = claim(measure, amount, offers=("board-1",), base="union-1", basis=Basis.LIFE, years=2)
    found = checked(model, one)

    assert (found.verdict, found.value) == (Verdict.REPRODUCED, amount)
    assert found.recipe == "board-1 less union-1: sum of its own 2 years"


def test_a_gap_is_the_second_offer_less_the_first_and_by_itself_the_union_less_the_employer(model):
    named = checked(model, claim(Measure.GAP, 3080, offers=("board-1", "union-1"), basis=Basis.LIFE))
    latest = checked(model, claim(Measure.GAP, 3080, basis=Basis.LIFE))

    assert named.verdict is latest.verdict is Verdict.REPRODUCED
    assert named.recipe == latest.recipe == "union-1 less board-1: sum of its own 2 years"


def test_a_raise_is_simple_unless_it_is_said_to_be_compounded(model):
    simple = checked(model, claim(Measure.RAISE, 6, unit="percent", offers=("board-1",), years=2))
    compounded = checked(model, claim(Measure.RAISE, "6.09", unit="percent", offers=("board-1",), compounded=True))
    other = checked(model, claim(Measure.RAISE, "6.09", unit="percent", offers=("board-1",)))

    assert (simple.verdict, simple.recipe) == (Verdict.REPRODUCED, "board-1: 3 % + 3 %")
    assert compounded.verdict is Verdict.REPRODUCED
    assert other.verdict is Verdict.OTHER_BASIS


@pytest.mark.parametrize(
    ("amount", "figure"),
    [(3, {"years": 2}), ("1.5", {"basis": Basis.A_YEAR, "years": 2}), (3, {"basis": Basis.BY_YEAR, "year": 2})],
)
def test_a_raise_is_of_its_year_and_of_the_whole_term_though_other_years_have_none(model, amount, figure):
    one = replace(offer("late", "board", "3%"), edits=(Edit(Operation.SET, "raise", "raises", LATE),))
    late = Model(model.pricing, {"late": one}, model.sides)

    found = checked(late, claim(Measure.RAISE, amount, unit="percent", offers=("late",), **figure))

    assert (found.verdict, found.value) == (Verdict.REPRODUCED, Fraction(str(amount)))


def test_a_raise_is_reproduced_whatever_sum_it_is_said_to_be_a_percentage_of(model):
    found = checked(model, claim(Measure.RAISE, 6, unit="percent", offers=("board-1",), base="payroll-2025", years=2))

    assert (found.verdict, found.value) == (Verdict.REPRODUCED, 6)


def test_mean_pay_of_another_base_than_any_that_is_known_is_on_another_basis(model):
    found = checked(model, claim(Measure.PAY, "50500", basis=Basis.A_YEAR))
    elsewhere = checked(model, claim(Measure.PAY, found.value, basis=Basis.A_YEAR, base="the district of 1998"))

    assert elsewhere.verdict is not Verdict.REPRODUCED


def test_a_raise_with_steps_is_what_salaries_grow_by(model):
    found = checked(
        model, claim(Measure.RAISE, "6.09", unit="percent", offers=("board-1",), years=2, steps=Standing.IN)
    )

    assert found.verdict is Verdict.REPRODUCED


def test_a_hedge_widens_what_is_reproduced(model):
    nearly = checked(model, claim(Measure.COST, 4999, offers=("board-1",), basis=Basis.LIFE, hedge=Hedge.NEARLY))

    assert nearly.verdict is Verdict.REPRODUCED


def test_people_and_mean_pay_are_counted(model):
    assert checked(model, claim(Measure.COUNT, 1, unit="members")).verdict is Verdict.REPRODUCED
    assert checked(model, claim(Measure.PAY, 50_000, basis=Basis.A_YEAR)).verdict is Verdict.REPRODUCED


@pytest.mark.parametrize(
    "one",
    [
        claim(Measure.COUNT, 81, unit="schools"),
        claim(Measure.COST, 1000, offers=("board-1",), scope="nurses"),
        replace(claim(Measure.COST, 1), figure=None, tells="The talks broke off."),
    ],
    ids=["not in the model", "a part that is not there", "an event"],
)
def test_what_the_model_does_not_hold_is_unverifiable_and_never_false(model, one):
    found = checked(model, one)

    assert (found.verdict, found.value) == (Verdict.UNVERIFIABLE, None)


def test_a_net_figure_is_not_reproduced_by_a_gross_one(model):
    found = checked(model, claim(Measure.RAISE, 6, unit="percent", offers=("board-1",), is_net=True))

    assert found.verdict is Verdict.OTHER_BASIS


@pytest.mark.parametrize(
    ("recipe", "amount"),
    [
        (Recipe(Follows.SAME, ("fact",)), 200),
        (Recipe(Follows.SUM, ("fact", "other")), 250),
        (Recipe(Follows.SHARE, ("other", "fact")), 25),
        (Recipe(Follows.YEARS, ("fact",), Fraction(3)), 600),
        (Recipe(Follows.SCALE, ("fact",), Fraction(7, 15)), "93.33"),
        (Recipe(Follows.RAMP, ("fact",), Fraction(5)), 600),
        (Recipe(Follows.COMPOUND, ("other", "other")), 125),
    ],
)
def test_a_recipe_follows_from_other_public_figures(model, recipe, amount):
    facts = {"fact": Fact("fact", "", Fraction(200), "dollars"), "other": Fact("other", "", Fraction(50), "dollars")}
    one = claim(Measure.COST, amount, recipe=recipe)

    found = check(one, Claims({"one": one}, facts), model)

    assert found.verdict is Verdict.REPRODUCED


def test_a_share_of_nothing_is_unverifiable(model):
    facts = {"fact": Fact("fact", "", Fraction(0), "dollars")}
    one = claim(Measure.SHARE, 1, unit="percent", recipe=Recipe(Follows.SHARE, ("fact", "fact")))

    assert check(one, Claims({"one": one}, facts), model).verdict is Verdict.UNVERIFIABLE


def test_an_offer_is_priced_once_for_any_number_of_claims(model, monkeypatch):
    fresh = Model(model.pricing, model.offers, model.sides)
    asked = []
    applied = Pricing.applied
    monkeypatch.setattr(Pricing, "applied", lambda self, one: (asked.append(one.id), applied(self, one))[1])
    many = {f"c{n}": replace(claim(Measure.COST, n, offers=("board-1",)), id=f"c{n}") for n in range(1, 501)}

    found = check_claims(Claims(many), fresh)

    assert len(found) == 500
    assert asked == ["board-1"]


def test_replies_stand_beside_a_claim_both_ways():
    one = claim(Measure.COST, 1)
    reply = replace(one, id="two", side=Side.EMPLOYER, answers="one")
    held = Claims({"one": one, "two": reply})

    assert held.replies(one) == (reply,)
    assert held.replies(reply) == (one,)


@pytest.mark.parametrize(("side", "own", "amount"), [(Side.EMPLOYER, "board-1", 4545), (Side.UNION, "union-1", 7625)])
def test_a_claim_that_names_no_offer_is_of_its_own_sides_last_one_and_says_so(model, side, own, amount):
    cost = checked(model, replace(claim(Measure.COST, amount, basis=Basis.LIFE), side=side))
    rise = checked(model, replace(claim(Measure.RAISE, 6 if own == "board-1" else 10, unit="percent"), side=side))

    assert (cost.verdict, rise.verdict) == (Verdict.REPRODUCED, Verdict.REPRODUCED)
    assert cost.recipe.startswith(f"{own} against")
    assert cost.supposed == rise.supposed == f"about {own}, the {side}'s last offer by 2026-04-01 (supposed)"


@pytest.mark.parametrize(
    ("named", "amount", "supposed"),
    [
        ("employer", 4545, "about board-1, the employer's last offer by 2026-04-01"),
        ("union", 7625, "about union-1, the union's last offer by 2026-04-01"),
        ("board", 4545, "about board-1, board's last offer by 2026-04-01"),
        ("union-1", 7625, ""),
    ],
)
def test_a_claim_may_name_a_side_or_a_party_for_its_last_offer(model, named, amount, supposed):
    found = checked(model, claim(Measure.COST, amount, offers=(named,), basis=Basis.LIFE))

    assert (found.verdict, found.supposed) == (Verdict.REPRODUCED, supposed)


def test_an_offer_that_comes_after_the_day_of_a_claim_is_not_meant(model):
    early = replace(claim(Measure.COST, 7625), date=dt.date(2026, 2, 1))

    found = checked(model, early)

    assert (found.verdict, found.value) == (Verdict.UNVERIFIABLE, None)
    assert found.recipe.startswith("no offer of the union by 2026-02-01 is in the folder")


def test_a_neutrals_cost_is_of_neither_side_unless_it_says_whose(model):
    one = replace(claim(Measure.COST, 4545), side=Side.NEUTRAL)

    assert checked(model, one).recipe == "a neutral's figure, and not said of whose offer; name it in `offers`"
    assert checked(model, replace(one, offers=("employer",))).value == 4545


@pytest.mark.parametrize(
    ("amount", "offers", "said"),
    [
        (50_000, (), {"scope": "entry"}),
        (51_500, ("board-1",), {"scope": "entry", "basis": Basis.BY_YEAR, "year": 1}),
        (53_045, ("employer",), {"scope": "entry", "basis": Basis.BY_YEAR, "year": 2}),
        (55_125, ("union-1",), {"basis": Basis.BY_YEAR, "year": 2}),
    ],
)
def test_pay_at_entry_is_the_lowest_cell_now_or_in_a_year_under_an_offer(model, amount, offers, said):
    found = checked(model, claim(Measure.PAY, amount, offers=offers, **said))

    assert (found.verdict, found.value) == (Verdict.REPRODUCED, amount)


def test_mean_pay_at_the_end_of_a_term_is_that_of_a_full_year(model):
    half = [{"effective": dt.date(2028, 1, 1), "percent": "3%"}]
    one = replace(offer("late", "board", "3%"), edits=(Edit(Operation.SET, "raise", "raises", half),))
    late = Model(model.pricing, {"late": one}, model.sides)

    at_the_end = checked(late, claim(Measure.PAY, 51_500, offers=("late",), basis=Basis.RUN_RATE))
    in_the_year = checked(late, claim(Measure.PAY, 50_750, offers=("late",), basis=Basis.BY_YEAR, year=2))

    assert (at_the_end.verdict, at_the_end.value) == (Verdict.REPRODUCED, 51_500)
    assert (in_the_year.verdict, in_the_year.value) == (Verdict.REPRODUCED, 50_750)


def test_pay_under_an_offer_that_is_not_there_yet_is_unverifiable(model):
    early = replace(claim(Measure.PAY, 51_500, offers=("board",), scope="entry"), date=dt.date(2026, 2, 1))

    assert checked(model, early).verdict is Verdict.UNVERIFIABLE


def test_a_gap_is_also_summed_over_the_first_offers_own_term_where_that_is_shorter(model):
    short = replace(model.offers["board-1"], term=Term(JULY[2026], dt.date(2027, 6, 30)))
    other = Model(model.pricing, {**model.offers, "board-1": short}, model.sides)

    found = checked(other, claim(Measure.GAP, 1_000, basis=Basis.LIFE, years=1))

    assert (found.verdict, found.value) == (Verdict.REPRODUCED, 1_000)
    assert "sum of the 1 years of board-1" in found.recipe


@pytest.mark.parametrize("scope", ["schedule raises", "teachers"])
def test_a_cost_of_one_component_or_unit_is_against_the_base_year(model, scope):
    of_teachers = people({"lane": "BA", "step": "1", "unit": "teachers"})
    named = Model(Pricing(engine(of_teachers, years=2), model.pricing.agreement, Expiry()), model.offers, model.sides)
    said = {"basis": Basis.BY_YEAR, "year": 1, "base": "base year", "offers": ("board-1",)}

    found = checked(named, claim(Measure.COST, 1500, scope=scope, **said))
    saved = checked(named, claim(Measure.SAVING, -1500, scope=scope, **said))
    another = checked(named, claim(Measure.COST, 1500, scope="clerks", **said))

    assert found.verdict is saved.verdict is Verdict.REPRODUCED
    assert f"{scope} alone" in found.recipe
    assert another.verdict is Verdict.UNVERIFIABLE


def test_a_budget_of_one_component_is_what_it_costs_in_the_base_year(model):
    found = checked(model, claim(Measure.BUDGET, 50_000, scope="salaries", basis=Basis.A_YEAR))
    without = checked(model, claim(Measure.BUDGET, 50_000, basis=Basis.A_YEAR))

    assert (found.verdict, found.recipe) == (Verdict.REPRODUCED, "salaries of the base year")
    assert without.verdict is Verdict.UNVERIFIABLE


def test_mean_pay_of_a_unit_is_its_salaries_over_its_jobs(model):
    two = people({"lane": "BA", "step": "1", "unit": "teachers"}, {"unit": "clerks", "salary": 30_000})
    named = Model(Pricing(engine(two, years=2), model.pricing.agreement, Expiry()), model.offers, model.sides)

    found = checked(named, claim(Measure.PAY, 30_000, scope="clerks"))

    assert found.verdict is Verdict.REPRODUCED
    assert found.recipe == "salaries of unit clerks in the base year / its full-time jobs"


def test_claims_that_ask_the_same_are_checked_once_and_each_keeps_its_own_words(model: Model) -> None:
    asked = []

    class Counting(Model):
        def candidates(self, claim: Claim) -> tuple[tuple[Candidate, ...], str]:
            asked.append(claim.id)
            return super().candidates(claim)

    counting = Counting(model.pricing, model.offers, model.sides)
    first = claim(Measure.COST, 4545, offers=("board-1",), basis=Basis.LIFE)
    again, another = replace(first, id="two", who="B"), replace(first, id="three", date=dt.date(2026, 4, 2))

    found = check_claims(Claims({one.id: one for one in (first, again, another)}), counting)

    assert asked == ["one", "three"]
    assert [one.claim for one in found] == [first, again, another]
    assert found[1] == check(again, Claims({"two": again}), model)


def test_claims_checked_together_have_the_verdicts_that_each_has_alone(model):
    asked = [
        replace(claim(measure, amount, offers=offers), id=f"{measure}-{offers}-{amount}")
        for measure in (Measure.COST, Measure.SAVING, Measure.RAISE, Measure.GAP)
        for offers in (("board-1",), ("union-1",), ("board-1", "union-1"))
        for amount in (3045, 4545, 6)
        if measure is not Measure.GAP or len(offers) == 2
    ]
    together = check_claims(Claims({one.id: one for one in asked}), Model(model.pricing, model.offers, model.sides))
    alone = [checked(Model(model.pricing, model.offers, model.sides), one) for one in asked]

    assert repr(together) == repr(tuple(alone))


def test_an_offer_is_applied_once_however_many_claims_are_about_it(model, monkeypatch):
    applied = []
    monkeypatch.setattr(
        Pricing, "applied", lambda self, offer, apply=Pricing.applied: applied.append(offer.id) or apply(self, offer)
    )
    asked = [
        replace(claim(measure, 5), id=measure.value, offers=("board-1",))
        for measure in (Measure.COST, Measure.RAISE, Measure.PAY)
    ]

    check_claims(Claims({one.id: one for one in asked}), Model(model.pricing, model.offers, model.sides))

    assert applied == ["board-1"]
