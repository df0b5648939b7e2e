"""Packages of a menu cost what their offers cost, one by one.

Source of the expected figures: `Pricing.offer`, the price of one offer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.agreement.agreement import Agreement, Term
from commonground.agreement.expiry import AfterExpiry, Expiry
from commonground.agreement.offer import Edit, EditFailed, Offer, Operation
from commonground.costing import packages
from commonground.costing.menu import Issue, Menu, NoOptions, Option
from commonground.costing.menu_clauses import MenuClauses
from commonground.costing.packages import TooManyChoices, lines_by_issues, price_menu
from commonground.costing.price import Pricing
from little_district import JULY, SNAPSHOT, agreement, clause, engine, people, schedule
from strategies import FEWER, HUNDREDS, District, Draw, districts, offers

NOTHING = Option("as it is")
TERM = Term(JULY[2026], dt.date(2029, 6, 30))
FRAME = Offer("menu", "a package", "", SNAPSHOT, TERM)


def raised(percent: str) -> Option:
    """A raise from July 2026 on."""
    value = {"effective": JULY[2026], "percent": percent}
    return Option(percent, (Edit(Operation.INSERT, "raise", "raises", value),))


def at(provision: str, place: str, value: Any) -> Option:
    """One value set in one clause."""
    return Option(f"{value}", (Edit(Operation.SET, provision, place, value),))


def pricing(*more: Any) -> Pricing:
    """Two teachers and an aide, under a schedule, a raise, a pension and a stipend."""
    little = agreement(
        schedule({("BA", "1"): 40_000, ("BA", "2"): "41111.11", ("MA", "1"): 45_000}),
        clause("raise", "schedule_raise", raises=[]),
        clause("steps", "step_movement"),
        clause("pension", "pension", rate="10.5%", base=["pay"]),
        clause("tax", "payroll_tax", rate="1.45%", base=["salary"]),
        clause("coach", "stipend", per_person="1500", scaled_by_fte=True),
        clause("fund", "pool", amounts={"2026-27": 10_000}),
        *more,
        last=dt.date(2026, 6, 30),
    )
    staff = people({"lane": "BA", "step": "1"}, {"lane": "MA", "step": "1", "fte": "0.5"}, {"salary": "31234.56"})
    return Pricing(engine(staff), little, Expiry())


def one_by_one(pricing: Pricing, menu: Menu) -> list[list[int]]:
    """What each package of the grid costs, priced as the offer that it is."""
    fresh = Pricing(type(pricing.engine)(*place_of(pricing)), pricing.agreement, pricing.expiry)
    costings = [fresh.offer(menu.offer(package)) for package in menu.grid().tolist()]
    return [[*costing.totals, costing.run_rate] for costing in costings]


def place_of(pricing: Pricing) -> tuple[Any, ...]:
    engine = pricing.engine
    return engine.roster, engine.calendar, engine.base, engine.schools, engine.sections


def by_lines(pricing: Pricing, menu: Menu) -> dict[tuple[str, ...], tuple[int, ...]]:
    """For each table's lines the issues that they read."""
    return {table.lines: table.issues for table in price_menu(pricing, menu).tables}


RAISES = Issue("raise", (NOTHING, raised("2%"), raised("3.5%")))
PENSIONS = Issue("pension", (NOTHING, at("pension", "rate", "12%")))
POOLS = Issue("pool", (NOTHING, at("fund", "amounts.2026-27", "500"), at("fund", "amounts.2026-27", "600")))


def test_every_package_of_a_grid_costs_what_its_offer_costs() -> None:
    menu = Menu(FRAME, (RAISES, PENSIONS, POOLS))
    district = pricing()

    costs = price_menu(district, menu).of(menu.grid())

    assert costs.tolist() == one_by_one(district, menu)


def test_a_line_reads_the_issues_that_write_its_closure_and_no_others() -> None:
    menu = Menu(FRAME, (RAISES, PENSIONS, POOLS))

    found = {line: issues for lines, issues in by_lines(pricing(), menu).items() for line in lines}

    assert found == {"schedule": (0,), "tax": (0,), "pension": (0, 1), "coach": (), "fund": (2,)}


def test_a_clause_that_an_option_puts_in_is_read_by_what_builds_upon_it() -> None:
    bonus = clause("bonus", "stipend", per_person="250")
    menu = Menu(
        FRAME, (Issue("bonus", (NOTHING, Option("250", (Edit(Operation.INSERT, "bonus", clause=bonus),)))), PENSIONS)
    )
    district = pricing()

    found = {line: issues for lines, issues in by_lines(district, menu).items() for line in lines}

    assert (found["bonus"], found["pension"], found["tax"]) == ((0,), (0, 1), ())
    assert price_menu(district, menu).of(menu.grid()).tolist() == one_by_one(district, menu)


def test_two_issues_may_write_one_clause() -> None:
    later = {"effective": JULY[2027], "percent": "1%"}
    menu = Menu(
        FRAME,
        (RAISES, Issue("second raise", (NOTHING, Option("1%", (Edit(Operation.INSERT, "raise", "raises", later),))))),
    )
    district = pricing()

    assert price_menu(district, menu).of(menu.grid()).tolist() == one_by_one(district, menu)


def test_an_issue_that_sets_the_term_is_read_by_what_is_held_after_it() -> None:
    shorter = Option("one year", term=Term(JULY[2026], dt.date(2027, 6, 30)))
    menu = Menu(FRAME, (Issue("duration", (NOTHING, shorter)), RAISES))
    district = replace(pricing(), expiry=Expiry(AfterExpiry.LAST_RAISE_CONTINUES))

    assert by_lines(district, menu)["schedule", "pension", "tax"] == (0, 1)
    assert price_menu(district, menu).of(menu.grid()).tolist() == one_by_one(district, menu)


def test_a_menu_without_issues_has_one_package_which_is_its_frame() -> None:
    district = pricing()

    costs = price_menu(district, Menu(FRAME, ())).of(np.zeros((1, 0), dtype=np.int64))

    costing = district.offer(FRAME)
    assert costs.tolist() == [[*costing.totals, costing.run_rate]]


def test_what_is_settled_already_is_in_every_package() -> None:
    menu = Menu(replace(FRAME, edits=raised("5%").edits), (PENSIONS,))
    district = pricing()

    assert price_menu(district, menu).of(menu.grid()).tolist() == one_by_one(district, menu)


def test_options_that_cannot_be_carried_out_are_said() -> None:
    menu = Menu(FRAME, (Issue("raise", (NOTHING, at("no such clause", "rate", "1%"))),))

    with pytest.raises(EditFailed, match="no such clause"):
        price_menu(pricing(), menu)


def test_a_line_that_reads_too_many_issues_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MOST_ENTRIES", 5)

    with pytest.raises(TooManyChoices, match=r"line pension reads 2 issues \(raise, pension\) with 6 choices"):
        price_menu(pricing(), Menu(FRAME, (RAISES, PENSIONS)))


def test_an_issue_without_options_is_refused() -> None:
    with pytest.raises(NoOptions, match="issue 'raise' has no options"):
        Issue("raise", ())


@st.composite
def menus(draw: Draw, agreement: Agreement, calendar: Any) -> Menu:
    """One to three issues, each with as many options besides what stands."""
    made = []
    for number in range(draw(st.integers(1, 3))):
        drawn = [draw(offers(agreement, calendar)) for _ in range(draw(st.integers(1, 2)))]
        edits = [tuple(map(renamed(number), offer.edits)) for offer in drawn]
        options = [Option(f"{n}", own) for n, own in enumerate(edits)]
        if draw(st.integers(0, 4)) == 0:
            options.append(Option("one year", term=Term(calendar.years[0].first, calendar.years[0].last)))
        made.append(Issue(f"issue {number}", (NOTHING, *options)))
    frame = replace(drawn[0], edits=())
    return Menu(frame, tuple(made))


def renamed(issue: int) -> Callable[[Edit], Edit]:
    """New clauses bear the issue's number, so that no two issues put the same one in."""

    def named(edit: Edit) -> Edit:
        if edit.clause is None:
            return edit
        name = f"{edit.clause.id} of {issue}"
        return replace(edit, provision=name, clause=replace(edit.clause, id=name))

    return named


DISTRICTS_WITH_MENUS = districts().flatmap(lambda d: st.tuples(st.just(d), menus(d.agreement, d.calendar)))


def equals_one_by_one(district: District, menu: Menu) -> None:
    pricing = Pricing(district.engine(), district.agreement, Expiry(AfterExpiry.LAST_RAISE_CONTINUES))

    assert price_menu(pricing, menu).of(menu.grid()).tolist() == one_by_one(pricing, menu)


@FEWER
@given(DISTRICTS_WITH_MENUS)
def test_packages_of_a_random_menu_cost_what_their_offers_cost(both: tuple[District, Menu]) -> None:
    equals_one_by_one(*both)


@pytest.mark.slow
@settings(HUNDREDS, max_examples=120)
@given(DISTRICTS_WITH_MENUS)
def test_packages_of_hundreds_of_menus_cost_what_their_offers_cost(both: tuple[District, Menu]) -> None:
    equals_one_by_one(*both)


def test_positions_that_no_package_creates_read_no_issue() -> None:
    three = clause("nurses", "staffing", existing=3, claims=[{"number": 3}])
    more = Issue("nurses", (NOTHING, at("nurses", "existing", 2)))
    kept, added = Menu(FRAME, (RAISES, PENSIONS)), Menu(FRAME, (RAISES, PENSIONS, more))
    district = pricing(three)

    def reads(menu: Menu) -> set[int]:
        found = lines_by_issues(district, MenuClauses(district, menu)).items()
        return {
            issue for issues, lines in found if any(line.startswith("nurses") for line in lines) for issue in issues
        }

    assert (reads(kept), reads(added)) == (set(), {0, 1, 2})
    assert price_menu(district, added).of(added.grid()).tolist() == one_by_one(district, added)


def test_a_clause_of_positions_may_be_of_another_kind_under_another_option() -> None:
    nurses = clause("new", "staffing", existing=2, claims=[{"number": 2}])
    bonus = clause("new", "stipend", per_person="250")
    options = [Option(made.kind, (Edit(Operation.INSERT, "new", clause=made),)) for made in (nurses, bonus)]
    menu = Menu(FRAME, (RAISES, Issue("new", (NOTHING, *options))))
    district = pricing()

    assert price_menu(district, menu).of(menu.grid()).tolist() == one_by_one(district, menu)
