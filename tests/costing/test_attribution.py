"""Gaps between agreements whose clauses cannot be mixed freely, and what is said of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commonground.agreement.provision import Status
from commonground.costing.attribution import MOST_READ, attribute
from commonground.costing.engine import Engine
from commonground.costing.explain import lines_of
from commonground.report.costs import together_notes
from commonground.values.problem import BadInput
from little_district import JULY, agreement, clause, engine, people, schedule

FIRST = {"lane": "BA", "step": "1", "unit": "teachers"}
OLD = {("BA", "1"): 40_000, ("BA", "2"): 41_000}
NEW = {("BA", "1"): 45_000, ("BA", "2"): 46_000}


def raise_of(percent, **more):
    return clause(
        "raise", "schedule_raise", issue="raise", raises=[{"effective": JULY[2026], "percent": percent}], **more
    )


def shares(one, other, *rows, years=1):
    pricing = engine(people(*(rows or (FIRST,))), years=years)
    found = attribute(pricing, one, other)
    totals = [pricing.price(side).totals for side in (one, other)]
    assert found.difference == tuple(there - here for here, there in zip(*totals, strict=True))
    assert found.difference == tuple(sum(cents) for cents in zip(*(s.cents for s in found.shares), strict=True))
    return {share.issue: share.cents[1] for share in found.shares}


def test_one_schedule_in_the_place_of_another_is_one_issue_with_it():
    one = agreement(schedule(OLD, id="guide", issue="guide"), raise_of("0%"))
    other = agreement(schedule(NEW, id="grid", issue="grid"), raise_of("10%"))

    assert shares(one, other) == {"grid + guide": 525_000, "raise": 425_000}


def test_a_raise_that_only_one_side_has_reaches_the_others_schedule_in_a_mixture():
    one = agreement(schedule(OLD, id="guide", issue="guide"))
    other = agreement(schedule(NEW, id="grid", issue="grid"), raise_of("10%"))

    assert shares(one, other) == {"grid + guide": 525_000, "raise": 425_000}
    assert shares(other, one) == {"grid + guide": -525_000, "raise": -425_000}


def test_a_schedule_that_is_struck_for_another_is_one_issue_with_it_though_some_stand_on_neither():
    unknown = schedule(OLD, id="aides", issue="aides", scope={"unit": ["aides"]})
    gap = replace(schedule(OLD, id="gap", issue="gap", scope={"unit": ["aides"]}), status=Status.UNKNOWN)
    teachers = schedule(OLD, id="guide", issue="guide", scope={"unit": ["teachers"]})

    found = shares(agreement(teachers, unknown), agreement(teachers, gap), FIRST, {**FIRST, "unit": "aides"})

    assert found == {"aides + gap": -4_000_000}


def test_schedules_of_other_people_stay_issues_of_their_own():
    def both(table):
        teachers = schedule(table, id="guide", issue="guide", scope={"unit": ["teachers"]})
        return agreement(teachers, schedule(table, id="aides", issue="aides", scope={"unit": ["aides"]}))

    found = shares(both(OLD), both(NEW), FIRST, {**FIRST, "unit": "aides"})

    assert found == {"guide": 500_000, "aides": 500_000}


def test_people_who_change_from_one_schedule_to_another_tie_the_two_issues():
    def sides(titles, others):
        first = schedule(OLD, id="first", issue="first", scope={"title": titles})
        return agreement(first, schedule(NEW, id="second", issue="second", scope={"title": others}))

    found = shares(
        sides(["nurse", "clerk"], ["aide"]), sides(["nurse"], ["clerk", "aide"]), {**FIRST, "title": "clerk"}
    )

    assert found == {"first + second": 500_000}


def test_clauses_that_build_upon_one_another_only_when_mixed_are_one_issue():
    one = agreement(
        schedule(OLD),
        clause("duty", "stipend", percent="10%", base=["schedule"]),
        clause("extra", "stipend", percent="10%", base=["duty"]),
        raise_of("0%"),
    )
    other = agreement(
        schedule(OLD),
        clause("duty", "stipend", percent="10%", base=["extra"]),
        clause("extra", "stipend", percent="20%", base=["schedule"]),
        raise_of("10%"),
    )

    found = shares(one, other)

    # duty and extra: 440,000 under one; 880,000 under the other; both a tenth more under the raise
    assert found == {"duty + extra": 440_000 + 22_000, "raise": 400_000 + 44_000 + 22_000}


def test_clauses_that_follow_one_another_only_when_mixed_are_one_issue():
    units = {"teachers": ["teachers"], "aides": ["aides"]}

    def bargain(leader, follower, percent):
        raises = [{"effective": JULY[2026], "percent": percent}]
        own = clause(leader, "schedule_raise", scope={"unit": units[leader]}, raises=raises)
        return agreement(
            schedule(OLD), own, clause(follower, "me_too", scope={"unit": units[follower]}, follows=leader)
        )

    rows = FIRST, {**FIRST, "unit": "aides"}

    found = shares(bargain("teachers", "aides", "1%"), bargain("aides", "teachers", "3%"), *rows)

    assert found == {"aides + teachers": 160_000}


def test_issues_that_stand_together_are_opened_to_the_lines_of_all_of_them():
    said = agreement(schedule(NEW, id="grid", issue="grid"), clause("tuition", "pool", amounts={"2026-27": 1}))

    found = lines_of(engine(people(FIRST)), said, "issue", "grid + guide")

    assert [line.id for line in found] == ["grid"]


@pytest.mark.parametrize("name", ["grid + guide", "raise"])
def test_a_share_names_its_issues(name):
    one = agreement(schedule(OLD, id="guide", issue="guide"), raise_of("0%"))
    other = agreement(schedule(NEW, id="grid", issue="grid"), raise_of("10%"))

    found = attribute(engine(people(FIRST), years=1), one, other)

    assert [share.issues for share in found.shares if share.issue == name] == [tuple(name.split(" + "))]


def test_a_row_of_issues_that_stand_together_is_said_to_be_one_and_an_issue_of_that_name_is_not():
    said = agreement(schedule(OLD, id="grid", issue="bed + board"))

    notes = together_notes(["grid + guide", "bed + board", "raise"], said)

    assert [note.split(":")[0] for note in notes] == ["grid + guide"]


def stipends(number, amount):
    return [clause(f"duty-{at}", "stipend", issue=f"duty {at}", per_person=amount) for at in range(number)]


def test_costs_that_read_one_issue_each_are_attributed_over_two_joins_however_many_they_are(monkeypatch):
    joined = []
    join = Engine.join
    kept = lambda self, one, **said: joined.append(one.digest) or join(self, one, **said)  # noqa: E731
    monkeypatch.setattr(Engine, "join", kept)

    found = shares(agreement(schedule(OLD), *stipends(60, 100)), agreement(schedule(OLD), *stipends(60, 150)))

    assert found == {f"duty {at}": 5_000 for at in range(60)}
    assert len(set(joined)) == 2


def test_a_cost_that_depends_on_more_issues_than_can_be_enumerated_is_refused_with_what_to_do():
    def side(amount, number):
        pension = clause("pension", "pension", rate="10%", base=["pay"])
        return agreement(schedule(OLD), *stipends(number, amount), pension)

    with pytest.raises(BadInput) as refused:
        shares(side(100, MOST_READ + 1), side(150, MOST_READ + 1))

    assert [problem.code for problem in refused.value.problems] == ["too-many-issues"]
    assert str(refused.value).startswith('agreement.toml, clause "pension": got 17 issues on which the two differ')
