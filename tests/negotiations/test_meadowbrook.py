"""Meadowbrook, the invented district: it reads without a complaint, and its totals are those that a hand counts.

The counts are those of SOURCES.md: 87 teachers on the schedule and 3 beside it, 29 paraprofessionals and 1.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from commonground.agreement.agreement import Term
from commonground.agreement.kinds import KINDS
from commonground.agreement.offer import Offer, Operation, apply
from commonground.agreement.provision import Status
from commonground.asked.claims import model_of
from commonground.claims.check import Verdict, check_claims
from commonground.costing.engine import Engine
from commonground.costing.price import Pricing
from commonground.files.claims import read_claims
from commonground.files.folder import check_folder, read_negotiation
from commonground.values.party import Side
from little_district import line

CLAIMS = {
    "union-gap": 321_825,
    "district-gap": 693_518,
    "union-entry": 48_000,
    "district-entry": 48_960,
    "members-120": 120,
}
FOLDER = Path(__file__).parents[2] / "negotiations" / "meadowbrook"
MEADOWBROOK = read_negotiation(FOLDER)
OFFERS = tuple(MEADOWBROOK.offers)


def fresh_pricing():
    engine = Engine(MEADOWBROOK.roster, MEADOWBROOK.calendar, MEADOWBROOK.base)
    return Pricing(engine, MEADOWBROOK.agreement, MEADOWBROOK.expiry)


def roster_rows():
    return list(csv.DictReader((FOLDER / "roster.csv").read_text(encoding="utf-8").splitlines()))


def half_up(exact):
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def cents(dollars):
    exact = Fraction(str(dollars)) * 100
    assert exact.denominator == 1
    return int(exact)


def test_the_folder_reads_without_a_problem():
    assert [str(problem) for problem in check_folder(FOLDER).problems] == []


def test_every_kind_of_clause_is_in_the_agreement():
    assert {provision.kind for provision in MEADOWBROOK.agreement} == set(KINDS)


def test_every_clause_is_cited_to_an_article_and_a_page():
    uncited = [p.id for p in MEADOWBROOK.agreement if not (p.citation and p.citation.article and p.citation.page)]

    assert uncited == []


def test_every_operation_is_in_an_offer():
    used = {edit.operation for offer in MEADOWBROOK.offers.values() for edit in offer.edits}
    whole = [edit for offer in MEADOWBROOK.offers.values() for edit in offer.edits if edit.clause is not None]

    assert used == set(Operation)
    assert whole


def test_each_side_has_two_offers_for_terms_of_different_length():
    sides = {party.id: party.side for party in MEADOWBROOK.parties}
    years = {offer: (o.term.last.year - o.term.first.year, sides[o.party]) for offer, o in MEADOWBROOK.offers.items()}

    assert sorted(years.values()) == [(3, Side.EMPLOYER), (3, Side.EMPLOYER), (4, Side.UNION), (4, Side.UNION)]


def test_each_offers_duration_clause_says_its_term():
    for offer in MEADOWBROOK.offers.values():
        terms = apply(offer, MEADOWBROOK.agreement).agreement["duration"].on(offer.term.first).terms

        assert terms.last == offer.term.last


def test_what_nobody_has_counted_is_a_gap():
    assert [(gap.id, gap.status) for gap in MEADOWBROOK.agreement.gaps] == [("overload-pay", Status.UNKNOWN)]


def test_the_people_are_those_that_the_sources_count():
    table = re.findall(r"^\| (BA|MA|MA\+30) \|(.*)\| (\d+) \|$", (FOLDER / "SOURCES.md").read_text(), re.MULTILINE)
    placed = Counter((row["lane"], row["step"]) for row in roster_rows() if row["unit"] == "teachers" and row["step"])

    counted = {
        (lane, str(step)): int(number)
        for lane, numbers, _ in table
        for step, number in enumerate((cell.strip() for cell in numbers.split("|")), start=1)
        if number
    }

    assert placed == counted
    assert MEADOWBROOK.roster.people == 120
    assert MEADOWBROOK.roster.fte == 1_130_000


def test_teachers_salaries_in_the_base_year():
    # BA: 36 x 48,000 + 162 steps x 1,200; MA: 38 x 52,000 + 220 x 1,200; MA+30: 13 x 55,000 + 111 x 1,200.
    full_time = 1_922_400 + 2_240_000 + 848_200
    # What part-timers do not work: T003, T014, T022, T037, T045, T058, T070, T081.
    not_worked = 24_000 + 20_640 + 10_800 + 26_000 + 11_120 + 24_160 + 31_400 + 39_480
    own_salaries = 71_250 + 66_480 + 64_000

    assert line(MEADOWBROOK.pricing.status_quo, "teacher-schedule")[0] == cents(full_time - not_worked + own_salaries)


def test_paraprofessionals_salaries_in_the_base_year():
    full_time = 6 * 26_000 + 5 * 27_040 + 5 * 28_080 + 4 * 29_120 + 9 * 30_160
    not_worked = 13_000 + 6_500 + 5_408 + 14_040 + 7_280 + 14_560 + 6_032 + 15_080 + 18_096

    assert line(MEADOWBROOK.pricing.status_quo, "aide-schedule")[0] == cents(full_time - not_worked + 34_500)


def test_the_first_years_steps_are_worth_1200_for_each_job_below_the_top():
    below_the_top = 36 + 38 + 13 - (8 + 13 + 10)
    not_worked = sum(map(Fraction, ("0.5", "0.4", "0.2", "0.5", "0.2", "0.4")))

    salaries = line(MEADOWBROOK.pricing.status_quo, "teacher-schedule")

    assert salaries[1] - salaries[0] == (below_the_top - not_worked) * cents(1_200)


def test_positions_stipends_and_the_pool():
    costing = MEADOWBROOK.pricing.status_quo

    assert line(costing, "extra-duty/stipend_positions")[0] == cents(8 * 3_500 + 6 * 2_000 + 400 * 36)
    assert line(costing, "special-education-stipend")[0] == cents(7 * 1_200)
    assert line(costing, "learning-pool") == (cents(36_000),) * 5


def test_health_in_the_base_year():
    # The employer pays 85 %, or 80 % of PPO family. Two below half-time are not enrolled: HMO family, PPO single.
    employer = (39 - 1) * 18_360 + 21 * 7_140 + 21 * 19_200 + (20 - 1) * 8_160

    assert line(MEADOWBROOK.pricing.status_quo, "health")[0] == cents(employer)


def test_the_first_years_longevity():
    # The roster's years of service on 1 October 2025, one more by 2026-27, full-time but for T070 and T081.
    paid = 0
    for row in roster_rows():
        if row["unit"] == "teachers":
            service = int(row["service"]) + 1
            amount = 3_000 if service >= 25 else 2_000 if service >= 20 else 1_000 if service >= 15 else 0
            paid += amount * Fraction(row["fte"])

    assert line(MEADOWBROOK.pricing.status_quo, "longevity")[1] == paid * 100


def test_the_unions_first_raise_of_four_percent():
    on_the_schedule = Fraction(4_823_000 + 64_560) * Fraction(104, 100)
    own_salaries = 74_100 + 69_139 + 66_560  # carried to the dollar, as the schedule is: 66,480 x 1.04 = 69,139.20

    salaries = line(MEADOWBROOK.pricing.offer(MEADOWBROOK.offer("02-24-union")), "teacher-schedule")

    assert salaries[1] == (on_the_schedule + own_salaries) * 100


def test_the_districts_second_offer_owes_four_months_of_two_percent():
    # Steps come on 1 January, so July to December is earned at the base year's step; November and December are paid at
    # the new rate already. Each stretch of the year is rounded to the cent.
    first = {"BA": 48_000, "MA": 52_000, "MA+30": 55_000}
    owed = 0
    for row in roster_rows():
        if row["unit"] == "teachers":
            old = first[row["lane"]] + 1_200 * (int(row["step"]) - 1) if row["step"] else int(float(row["salary"]))
            new = half_up(Fraction(old) * Fraction(102, 100))
            job = Fraction(row["fte"]) * 100 if row["step"] else Fraction(100)
            owed += half_up(new * job / 2) - half_up(old * job * 4 / 12) - half_up(new * job * 2 / 12)

    costing = MEADOWBROOK.pricing.offer(MEADOWBROOK.offer("09-15-district"))

    assert line(costing, "teacher-schedule/retroactive_pay") == (0, owed, 0, 0, 0)
    assert owed == cents("33498.48")


def test_a_freeze_that_is_restored_costs_what_the_status_quo_does_from_then_on():
    offer = MEADOWBROOK.offer("02-10-district")
    steps_alone = replace(offer, edits=tuple(e for e in offer.edits if e.together == "freeze and restore"))

    frozen = line(MEADOWBROOK.pricing.offer(steps_alone), "teacher-schedule")
    status_quo = line(MEADOWBROOK.pricing.status_quo, "teacher-schedule")

    assert frozen[1] == status_quo[0]
    assert frozen[2:] == status_quo[2:]


def test_the_districts_one_time_payment_is_800_for_each_full_time_job_and_not_in_the_run_rate():
    costing = MEADOWBROOK.pricing.offer(MEADOWBROOK.offer("02-10-district"))
    payment = next(found for found in costing.lines if found.id == "signing-payment")

    assert payment.totals == (0, 113 * cents(800), 0, 0, 0)
    assert payment.run_rate == 0


def test_an_offer_without_edits_costs_what_the_status_quo_does():
    first = MEADOWBROOK.offer("02-24-union").term
    empty = Offer("empty", "Nothing new", "union", first.first, Term(first.first, first.last))

    assert MEADOWBROOK.pricing.offer(empty).totals == MEADOWBROOK.pricing.status_quo.totals


def test_pricing_every_offer_leaves_the_agreement_as_it_was():
    before = MEADOWBROOK.agreement.digest

    for offer in MEADOWBROOK.offers.values():
        MEADOWBROOK.pricing.offer(offer)

    assert MEADOWBROOK.agreement.digest == before
    assert read_negotiation(FOLDER).agreement.digest == before


@pytest.mark.parametrize("name", OFFERS)
def test_the_price_of_an_offer_does_not_depend_on_what_was_priced_before(name):
    alone = fresh_pricing().offer(MEADOWBROOK.offers[name])

    busy = fresh_pricing()
    for other in reversed(OFFERS):
        busy.offer(MEADOWBROOK.offers[other])
    among_others = busy.offer(MEADOWBROOK.offers[name])

    assert alone.totals == among_others.totals
    assert alone.run_rate == among_others.run_rate


@pytest.mark.parametrize("name", OFFERS)
def test_every_offer_is_measured_from_the_same_base_year(name):
    offered = MEADOWBROOK.pricing.offer(MEADOWBROOK.offers[name])

    assert offered.totals[0] == MEADOWBROOK.pricing.status_quo.totals[0]


@pytest.mark.parametrize(("one", "other"), [(OFFERS[0], OFFERS[1]), (OFFERS[2], OFFERS[3])])
def test_the_issues_shares_sum_to_the_gap(one, other):
    pricing = MEADOWBROOK.pricing
    here, there = (pricing.offer(MEADOWBROOK.offers[name]) for name in (one, other))

    found = pricing.gap(here.agreement, there.agreement)
    found = getattr(found, "attribution", found)

    for number, difference in enumerate(found.difference):
        assert sum(share.cents[number] for share in found.shares) == difference
        assert difference == there.totals[number] - here.totals[number]


def test_every_figure_that_was_said_in_meadowbrook_is_had_again():
    claims, problems = read_claims(FOLDER, MEADOWBROOK)
    checked = {one.claim.id: one for one in check_claims(claims, model_of(MEADOWBROOK))}

    assert problems == ()
    assert {one.verdict for one in checked.values()} == {Verdict.REPRODUCED, Verdict.UNVERIFIABLE}
    assert {name: round(checked[name].value) for name in CLAIMS} == CLAIMS
    assert [name for name, one in checked.items() if one.claim.figure is None] == ["union-session", "district-session"]
