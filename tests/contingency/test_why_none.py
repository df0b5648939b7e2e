"""Why no plan was found: what is told of the whole never contradicts what is told of a limit."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from commonground.contingency.choose_sites import NoPlan, choose_sites
from commonground.contingency.effort import Effort
from commonground.contingency.exchange import best_exchange
from commonground.contingency.schools import School, Use
from commonground.contingency.site_plan import SitePlan
from commonground.contingency.siting import Siting
from commonground.contingency.why_none import Certainty, WhyNone, why_none
from commonground.report.no_plan import no_plan_tables
from commonground.report.site_why import why_table

EFFORT = Effort(seconds=60, gap=Fraction(0))


def on_a_line(**said):
    """Four schools of 100 pupils, 60 places each, 1,112, 1,112 and 3,336 m apart; a turnout of 25 % and two sites."""
    places = zip("ABCD", (41_800_000, 41_810_000, 41_820_000, 41_850_000), strict=True)
    schools = tuple(School(name, "all", latitude, -89_000_000, 100, 60) for name, latitude in places)
    return replace(Siting(schools, {}, Fraction(1, 4), 2), **said)


def with_places(places, **said):
    question = on_a_line(**said)
    return replace(question, schools=tuple(replace(school, capacity=places) for school in question.schools))


def why(siting, **said):
    """Why, where the search itself did not prove anything."""
    return why_none(NoPlan(siting, is_proven=False), EFFORT, **said)


@pytest.mark.parametrize("nearest", [4, 1])
def test_a_home_school_that_no_site_can_take_is_a_proof_however_few_candidates_there_were(nearest):
    found = why(with_places(12, nearest=nearest))

    assert isinstance(found, WhyNone)
    assert len(found.lonely) == 4
    assert found.certainty is Certainty.PROVEN


def test_a_limit_that_must_give_proves_what_the_search_left_open():
    found = why(with_places(40))

    assert isinstance(found, WhyNone)
    assert found.relaxed.proves_none
    assert found.certainty is Certainty.PROVEN


def test_what_is_proven_of_the_nearest_candidates_alone_is_told_as_that():
    found = why(with_places(40, nearest=1))

    assert isinstance(found, WhyNone)
    assert found.certainty is Certainty.OF_CANDIDATES
    notes = [note for table in no_plan_tables(found, EFFORT) for note in table.notes]
    assert any("nearest 1 sites of each home school as candidates" in note for note in notes)


def test_a_plan_that_is_found_while_the_limits_are_looked_at_is_given():
    found = why(on_a_line())

    assert isinstance(found, SitePlan)
    assert sorted(found.loads.values()) == [50, 50]
    assert found.longest.at_least == 0


def test_where_nothing_is_proven_the_limits_of_the_search_are_named():
    question = with_places(40)
    found = why(question, is_stopped=lambda: True)

    assert isinstance(found, WhyNone)
    assert found.certainty is Certainty.NOT_FOUND
    [table] = no_plan_tables(found, EFFORT)
    [hurried] = no_plan_tables(found, replace(EFFORT, steps=1))
    assert "(1 step, " in hurried.notes[0]
    assert table.title.startswith("No plan was found")
    assert table.notes[0].startswith("Not proven: the search ended at the limits of [effort] (120 steps, 60 seconds")
    assert table.notes[1] == "Ended by Ctrl-C: not every limit was looked at."


def test_the_best_exchange_is_by_distance_alone_the_longest_first():
    plan = choose_sites(on_a_line(), EFFORT)
    assert isinstance(plan, SitePlan)
    closed = next(school for school in plan.siting.schools if school not in plan.sites)

    exchange = best_exchange(plan, closed)

    ways = {}
    for site in plan.sites:
        left = [*(each for each in plan.sites if each != site), closed]
        numbers = [plan.siting.candidates.index(each) for each in left]
        near = plan.siting.metres[:, numbers].min(axis=1)
        ways[site.id] = (int(near.max()), int((near * 25).sum()))
    assert exchange is not None
    assert (exchange.longest, exchange.way) == min(ways.values()) == ways[exchange.site.id]


def test_why_a_home_school_goes_past_a_nearer_open_site_is_told():
    """B and D are open; B has room for A and itself, so C goes past it to D."""
    question = on_a_line()
    fixed = tuple(replace(each, use=Use.OPEN) if each.id in "BD" else each for each in question.schools)
    plan = choose_sites(replace(question, schools=fixed), EFFORT)
    assert isinstance(plan, SitePlan)

    told = {row.label: row.cells[0] for row in why_table(plan, fixed[2]).rows}

    assert told["its own pupils"] == "go to D, 3,336 m, 25 expected"
    assert told["not the nearest"] == "B is 1,112 m away, but it has no room for them"
    assert told["longest distance"] == "no home school of the plan goes further"
    assert told["in place of another"] == "no site can close for it"
