"""The ready negotiation chicago-2019: its placement, its prices, and what is said of them in the docs."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from commonground.agreement.kinds import KINDS
from commonground.agreement.kinds.salary_schedule import Build, SalarySchedule
from commonground.asked.claims import model_of
from commonground.bargaining.ratified import ratified
from commonground.claims.check import Checked, Verdict, check_claims
from commonground.costing.cells_in_force import cells_in_force
from commonground.costing.percent import affordable, worth_of
from commonground.files.claims import read_claims
from commonground.files.folder import read_negotiation
from commonground.files.mappings import read_mapping
from commonground.files.ready import ready_folder
from commonground.files.rosters import read_roster
from commonground.negotiation import Negotiation
from commonground.workforce.placement import place

FOLDER = ready_folder() / "chicago-2019"
ROOT = Path(__file__).parents[2]
PAYROLL = ROOT.parent / "shared/data/roster/cps_2019-06-30.csv"
ARTICLE_49 = tomllib.loads((ROOT / "tests/cases/chicago-positions-2019/clauses.toml").read_text(), parse_float=Decimal)
PAGE = (ROOT / "docs/arithmetic/carry-then-step.md").read_text(encoding="utf-8")
OFFERS = {"district, 26 August": "2019-08-26-board", "union, before the strike": "2019-10-16-union"}

needs_payroll = pytest.mark.skipif(not PAYROLL.exists(), reason=f"the payroll of 30 June 2019 is not at {PAYROLL}")


@cache
def chicago() -> Negotiation:
    return read_negotiation(FOLDER)


@needs_payroll
def test_everyone_on_the_payroll_is_placed_or_kept_aside_to_the_cent() -> None:
    mapping, _ = read_mapping(FOLDER / "roster-map.toml")
    reading = read_roster(PAYROLL, mapping)
    report = place(reading.roster, cells_in_force(chicago().agreement, chicago().snapshot, "teachers")).report

    assert {line.name: (line.people, line.payroll) for line in report.by_class if line.people} == {
        "unique": (16_562, 1_260_795_700_00),
        "by title": (806, 63_090_122_00),
        "ambiguous": (1_732, 156_445_056_00),
        "off schedule": (1_560, 122_024_434_00),
    }
    assert (report.total.people, report.total.payroll) == (20_660, 1_602_355_312_00)


@needs_payroll
def test_the_counts_that_are_shipped_are_those_of_the_placed_payroll() -> None:
    mapping, _ = read_mapping(FOLDER / "roster-map.toml")
    placed = place(
        read_roster(PAYROLL, mapping).roster, cells_in_force(chicago().agreement, chicago().snapshot, "teachers")
    ).roster

    assert placed.people == chicago().roster.people
    assert placed.fte == chicago().roster.fte
    for column in ("schedule", "lane", "step", "tier"):
        assert _heads(placed, column) == _heads(chicago().roster, column)


def _heads(roster: object, column: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for word, count in zip(roster.labels[column].to_list(), roster.numbers["count"].tolist(), strict=True):  # type: ignore[attr-defined]
        found[word] = found.get(word, 0) + count
    return found


@pytest.mark.parametrize(("said", "offer"), OFFERS.items())
def test_pricing_by_scale_instead_of_carry_then_step_overstates_by_what_the_page_says(said: str, offer: str) -> None:
    pricing = chicago().pricing
    agreement = pricing.applied(chicago().offer(offer)).agreement
    schedule = agreement["schedule"]
    scaled = tuple(
        replace(version, terms=version.terms.model_copy(update={"build": Build.SCALE}))
        for version in schedule.versions
        if isinstance(version.terms, SalarySchedule)
    )

    both = [pricing.engine.price(a) for a in (agreement, agreement.with_provision(replace(schedule, versions=scaled)))]
    carried, by_scale = (next(line.totals for line in c.lines if line.id == "schedule") for c in both)

    row = next(line for line in PAGE.splitlines() if line.startswith(f"| {said}"))
    figures = [int(figure.replace(",", "").replace(".", "")) for figure in re.findall(r"[\d,]+\.\d\d(?= \|)", row)]
    assert [there - here for here, there in zip(carried, by_scale, strict=True)][1:] == figures


def test_one_percent_costs_what_its_parts_sum_to_and_twelve_million_is_the_largest_raise_it_bears() -> None:
    pricing = chicago().pricing

    worth = worth_of(pricing.engine, pricing.agreement)
    found = affordable(pricing.engine, pricing.agreement, 12_000_000_00)

    assert sum(worth.by_component.values()) == sum(worth.by_unit.values()) == worth.total
    assert found.cost <= 12_000_000_00 < found.next_cost
    assert abs(found.rate - Fraction(12_000_000_00, worth.total * 100)) < Fraction(1, 100_000)


def test_the_gap_between_the_two_sides_sums_over_its_issues_in_every_year() -> None:
    pricing = chicago().pricing
    one, other = (pricing.applied(chicago().offer(offer)).agreement for offer in OFFERS.values())

    gap = pricing.gap(one, other)

    sums = tuple(sum(cents) for cents in zip(*(share.cents for share in gap.shares), strict=True))
    assert sums == gap.difference
    assert gap.difference[0] == 0


def test_what_nobody_can_price_is_named_and_not_counted() -> None:
    agreement = chicago().pricing.applied(chicago().offer("union")).agreement

    assert {gap.id for gap in agreement.gaps} >= {"demanded-staffing", "demanded-class-size", "demanded-preparation"}
    assert not {gap.id for gap in agreement.gaps} & {line.provision.id for line in chicago().pricing.status_quo.lines}


def test_the_dated_offers_are_the_passes_of_the_table():
    passed = [(one.on.isoformat(), one.by, one.offer) for one in chicago().ledger.passes]

    assert passed == [
        ("2019-07-16", "board", "2019-07-16-board"),
        ("2019-08-11", "fact-finder", "2019-08-11-fact-finder"),
        ("2019-08-26", "board", "2019-08-26-board"),
        ("2019-10-16", "union", "2019-10-16-union"),
        ("2019-10-27", "union", ""),
        ("2019-10-28", "board", ""),
        ("2019-10-31", "both", "2019-10-31-settlement"),
    ]


def test_the_old_agreement_and_what_both_signed_are_the_settlement_clause_by_clause():
    settled = chicago().pricing.amended(chicago().offers["2019-10-31-settlement"]).agreement

    new = ratified(chicago().history)

    assert {clause.id: clause.digest for clause in new} == {clause.id: clause.digest for clause in settled}
    assert new.term == settled.term


def test_the_agreement_with_its_positions_is_the_settlement_and_what_article_49_adds():
    pricing = chicago().pricing
    settled, added = (pricing.amended(chicago().offer(name)).agreement for name in ("settlement", "with-positions"))
    said = {name: KINDS["staffing"].terms.model_validate(terms) for name, terms in ARTICLE_49.items()}

    new = [one for one in added if one.id not in settled.provisions]
    shared = [one for one in settled if one.id != "added-positions"]

    assert {one.id: one.versions[-1].terms for one in new if not one.status.is_gap} == said
    assert all(added[one.id].digest == one.digest for one in shared)
    paid = [sum(pricing.engine.price(pricing.held(one)).totals[5:]) for one in (settled, added)]
    assert round((paid[1] - paid[0]) / 1e7) / 10 == 88.1


def test_figures_whose_edits_nobody_has_published_leave_the_positions_where_they_were():
    changed = [change.made_by.number for change in chicago().history.changes]

    assert not {5, 6} & set(changed)


@cache
def checked() -> dict[str, Checked]:
    claims, _ = read_claims(FOLDER, chicago())
    assert claims is not None
    return {one.claim.id: one for one in check_claims(claims, model_of(chicago()))}


@pytest.mark.parametrize(
    ("claim", "verdict", "value"),
    [
        ("city-half-billion", Verdict.REPRODUCED, 500_000_000),
        ("city-1-5-billion", Verdict.REPRODUCED, 1_500_000_000),
        ("both-16", Verdict.REPRODUCED, 16),
        (
            "appendix-25",
            Verdict.NOT_REPRODUCIBLE,
            25_200_000,
        ),  # the appendix prints 25.0 under figures whose sum is 25.2
        ("pension-fy21", Verdict.REPRODUCED, 874_000_000),
        ("pension-fy22", Verdict.REPRODUCED, 932_300_000),
        ("both-209-social", Verdict.REPRODUCED, 209),
        ("both-250-nurses", Verdict.REPRODUCED, 250),
        ("both-120-schools", Verdict.REPRODUCED, 120),
        ("both-case-managers-175", Verdict.REPRODUCED, Fraction(3, 2)),
        ("both-nurse-pipeline", Verdict.REPRODUCED, 2_500_000),
        ("both-veterans", Verdict.REPRODUCED, 5_000_000),
        ("union-5-in-year-3", Verdict.REPRODUCED, 5),
        ("both-health-1-point", Verdict.NOT_REPRODUCIBLE, Fraction(3, 4)),  # Appendix B prints .25 and .5 alone
        ("pickup-7-points", Verdict.REPRODUCED, 7),
    ],
)
def test_a_published_figure_has_its_verdict(claim, verdict, value):
    found = checked()[claim]

    assert (found.verdict, found.value) == (verdict, value)
