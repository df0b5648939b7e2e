"""An offer: edits that make a new agreement and never touch the old one."""

from __future__ import annotations

import datetime as dt

import pytest

from commonground.agreement.agreement import Term
from commonground.agreement.cells import Carry
from commonground.agreement.kinds.salary_schedule import SalarySchedule
from commonground.agreement.offer import Edit, EditFailed, Offer, Operation, apply
from commonground.agreement.provision import BEGINNING, NEVER
from commonground.values.citation import Citation
from little_district import JULY, agreement, clause, engine, people, schedule, version

TERM = Term(JULY[2026], dt.date(2029, 6, 30))
SOURCE = Citation("Proposal of 10 February 2026")
HEALTH = {
    "quoted_for": "2025-26",
    "employee_share": "15%",
    "premiums": [
        {"plan": "HMO", "tier": "single", "annual": 8_400},
        {"plan": "PPO", "tier": "family", "annual": 24_000},
    ],
}
OLD = agreement(
    schedule({("BA", "1"): 48_000, ("BA", "2"): 50_000}),
    clause("raise", "schedule_raise", raises=[{"effective": JULY[2025], "percent": "2%"}]),
    clause("steps", "step_movement"),
    clause("longevity", "longevity", bands=[{"years": 15, "amount": 1_000}, {"years": 25, "amount": 3_000}]),
    clause("health", "health", **HEALTH),
    clause("pool", "pool", amounts={"2025-26": 36_000}),
    last=dt.date(2026, 6, 30),
)


def offer(*edits):
    return Offer("2026-02-10-district", "An offer", "district", dt.date(2026, 2, 10), TERM, edits, citation=SOURCE)


def edit(operation, provision, at="", value=None, **rest):
    return Edit(Operation(operation), provision, at, value, **rest)


def after(*edits, day=JULY[2026]):
    """The terms of the clause that the last edit is about, on a day of the offer's term."""
    return apply(offer(*edits), OLD).agreement[edits[-1].provision].on(day).terms


def test_applying_an_offer_never_touches_the_old_agreement():
    before = OLD.digest

    applied = apply(offer(edit("set", "health", "employee_share", "18%")), OLD).agreement

    assert OLD.digest == before
    assert applied.digest != before


def test_an_offer_without_edits_changes_the_term_and_no_clause():
    applied = apply(offer(), OLD).agreement

    assert applied.provisions == OLD.provisions
    assert applied.term == TERM


def test_an_edit_leaves_what_held_before_its_first_day_standing():
    applied = apply(offer(edit("set", "health", "employee_share", "18%")), OLD).agreement
    earlier, later = applied["health"].versions

    assert (earlier.start, earlier.until, later.start, later.until) == (BEGINNING, JULY[2026], JULY[2026], NEVER)
    assert (str(earlier.terms.employee_share), str(later.terms.employee_share)) == ("3/20", "9/50")


def test_an_edit_with_a_last_day_leaves_what_held_before_and_comes_back_to_it():
    change = edit("set", "health", "employee_share", "18%", start=JULY[2027], until=JULY[2028])

    versions = apply(offer(change), OLD).agreement["health"].versions

    assert [str(held.terms.employee_share) for held in versions] == ["3/20", "9/50", "3/20"]
    assert [held.start for held in versions] == [BEGINNING, JULY[2027], JULY[2028]]


def test_an_edits_own_citation_goes_with_what_it_writes():
    change = edit("set", "health", "employee_share", "18%", citation=SOURCE)

    earlier, later = apply(offer(change), OLD).agreement["health"].versions

    assert (earlier.citation.document, later.citation) == ("Agreement of the little district", SOURCE)


def test_set_writes_a_value():
    assert after(edit("set", "steps", "years.2026-27", "freeze")).years == {2026: "freeze"}


def test_set_finds_an_entry_of_a_list_by_what_it_says():
    terms = after(edit("set", "health", "premiums[plan=PPO,tier=family].annual", 25_000))

    assert [premium.annual for premium in terms.premiums] == [840_000, 2_500_000]


def test_scale_multiplies_an_amount():
    assert after(edit("scale", "longevity", "bands[years=15].amount", "1.05")).bands[0].amount == 105_000


def test_scale_multiplies_a_rate():
    assert (
        after(edit("scale", "health", "employee_share", "1.2")).employee_share
        == after(edit("set", "health", "employee_share", "18%")).employee_share
    )


def test_add_adds_points_to_a_rate_and_dollars_to_an_amount():
    assert str(after(edit("add", "health", "employee_share", "3%")).employee_share) == "9/50"
    assert after(edit("add", "pool", "amounts.2025-26", "4000.50")).amounts == {2025: 4_000_050}


def test_insert_puts_a_value_at_the_end_of_a_list():
    terms = after(edit("insert", "raise", "raises", {"effective": JULY[2026], "percent": "3%"}))

    assert [raise_.effective for raise_ in terms.raises] == [JULY[2025], JULY[2026]]


def test_insert_puts_a_whole_clause_into_the_agreement():
    new = clause("mentors", "stipend", version("stipend", start=JULY[2026], per_person=500))

    applied = apply(offer(edit("insert", "mentors", clause=new)), OLD).agreement

    assert applied["mentors"] == new


def test_insert_step_puts_a_step_into_a_schedule():
    added = {"effective": JULY[2027], "step": "3", "after": "2", "amount": 1_500}

    [step] = after(edit("insert_step", "schedule", value=added)).steps_added

    assert (step.step, step.after, step.amount) == ("3", "2", 150_000)


def test_delete_strikes_an_entry_of_a_list():
    assert [band.years for band in after(edit("delete", "longevity", "bands[years=25]")).bands] == [15]


def test_delete_strikes_a_whole_clause():
    pool = apply(offer(edit("delete", "pool")), OLD).agreement["pool"]

    assert pool.on(TERM.first) is None


def test_delete_from_a_day_on_ends_a_clause_and_keeps_its_history():
    pool = apply(offer(edit("delete", "pool", start=JULY[2027])), OLD).agreement["pool"]

    assert [(held.start, held.until) for held in pool.versions] == [(BEGINNING, JULY[2027])]
    assert pool.on(JULY[2027]) is None


def test_edits_are_carried_out_in_their_order():
    terms = after(edit("set", "health", "employee_share", "20%"), edit("add", "health", "employee_share", "1%"))

    assert str(terms.employee_share) == "21/100"


def test_parts_that_stand_together_can_be_taken_alone():
    freeze = edit("set", "steps", "years.2026-27", "freeze", together="freeze")
    share = edit("set", "health", "employee_share", "18%", together="health")

    applied = apply(offer(freeze, share), OLD, only=["freeze"]).agreement

    assert applied["steps"] != OLD["steps"]
    assert applied["health"] == OLD["health"]


def test_two_edits_of_one_place_on_the_same_days_are_a_conflict_and_the_later_one_holds():
    edits = edit("set", "health", "employee_share", "18%"), edit("set", "health", "employee_share", "20%")

    applied = apply(offer(*edits), OLD)

    assert [str(conflict) for conflict in applied.conflicts] == [
        "edits 1 and 2 both write health, employee_share; the later one holds"
    ]
    assert str(applied.agreement["health"].versions[-1].terms.employee_share) == "1/5"


def test_edits_of_one_place_on_different_days_are_no_conflict():
    first = edit("set", "health", "employee_share", "18%", start=JULY[2026], until=JULY[2027])
    second = edit("set", "health", "employee_share", "20%", start=JULY[2027])

    assert apply(offer(first, second), OLD).conflicts == ()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (edit("set", "pensions", "rate", "9%"), 'edit 1 .*"pensions".*the id of a provision: health'),
        (edit("set", "health", "premiums[plan=HMO,tier=family].annual", 1), "one of the 2 entries"),
        (edit("insert", "health", "employee_share", "1%"), "a list to insert into"),
        (edit("scale", "raise", "raises", "1.1"), "a number to reckon with"),
        (edit("delete", "health", "rates"), "expected one of quoted_for"),
        (edit("set", "health", "employee_share", "118%"), "employee_share: .*less than or equal to 1"),
        (edit("set", "health", "employe_share", "18%"), "employe_share"),
        (edit("set", "health", "", "18%"), "`at` to name one of"),
        (edit("insert", "pool", clause=clause("pool", "pool", amounts={"2026-27": 1})), "does not have yet"),
        (edit("add", "health", "employee_share", "3"), "a number to reckon with"),
    ],
)
def test_an_edit_that_cannot_be_carried_out_says_which_and_what_would_do(wrong, said):
    with pytest.raises(EditFailed, match=said):
        apply(offer(wrong), OLD)


def test_a_clause_put_in_without_a_first_day_holds_from_the_offers_first_day():
    new = clause("mentors", "stipend", positions=[{"name": "mentor", "number": 5, "amount": 1_500}])
    pricing = engine(people({"lane": "BA", "step": "1"}))

    offered = pricing.price(apply(offer(edit("insert", "mentors", clause=new)), OLD).agreement)

    assert offered.totals[0] == pricing.price(OLD).totals[0]


def test_a_clause_struck_out_without_a_day_ends_on_the_offers_first_day():
    pricing = engine(people({"lane": "BA", "step": "1"}))

    offered = pricing.price(apply(offer(edit("delete", "pool")), OLD).agreement)

    assert offered.totals[0] == pricing.price(OLD).totals[0]


AUTUMN = Term(dt.date(2026, 9, 1), dt.date(2029, 6, 30))


def offered_in_autumn(change):
    """What one person costs under an offer whose term begins after the school year has."""
    autumn = Offer("2026-08-20-district", "An offer", "district", dt.date(2026, 8, 20), AUTUMN, (change,))
    return engine(people({"lane": "BA", "step": "1"})).price(apply(autumn, OLD).agreement).totals


def test_a_raise_that_reaches_back_before_the_offers_term_is_not_lost():
    late = {"effective": JULY[2026], "percent": "3%", "paid_from": dt.date(2026, 11, 1)}

    assert (
        offered_in_autumn(edit("insert", "raise", "raises", late))[1]
        > offered_in_autumn(edit("set", "health", "employee_share", "15%"))[1]
    )


def test_a_delay_that_is_agreed_after_the_year_began_is_not_lost():
    delay = edit("set", "steps", "years.2026-27", {"move": "delay", "on": dt.date(2027, 1, 1)})

    assert offered_in_autumn(delay)[1] < offered_in_autumn(edit("set", "health", "employee_share", "15%"))[1]


def test_an_edit_hands_on_the_lists_that_it_does_not_touch() -> None:
    edit = Edit(Operation.SET, "schedule", at="carry", value="dollar", start=JULY[2026])
    offer = Offer("o", "o", "board", JULY[2025], TERM, (edit,))

    before, after = (version.terms for version in apply(offer, OLD).agreement["schedule"].versions)

    assert isinstance(before, SalarySchedule) and isinstance(after, SalarySchedule)
    assert after.table is before.table
    assert (before.carry, after.carry) == (Carry.EXACT, Carry.DOLLAR)
