"""The rule packs: each is sound, neutral, cited, and its versions of one rule follow one another without a gap or an overlap."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from pathlib import Path

import pytest

from commonground.files.procedure_packs import pack_names, ready_pack
from commonground.procedure.pack import Lawful, SubjectStatus, in_force

PACKS = {name: ready_pack(name) for name in pack_names()}


def rules(pack):
    return [rule for step in pack.steps for rule in (*step.waits, *step.dues)]


def clauses_of_steps(pack):
    return [*(rule.clause for rule in rules(pack)), *(clause for step in pack.steps for clause in step.rules)]


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_is_found_under_its_own_id(name):
    assert PACKS[name].id == name


@pytest.mark.parametrize("name", PACKS)
def test_every_rule_says_where_it_can_be_read(name):
    pack = PACKS[name]
    clauses = [rule.clause for rule in (*rules(pack), *pack.subjects, *pack.computations, *pack.consequences)]

    assert [clause.says for clause in clauses if not clause.cite.strip()] == []


@pytest.mark.parametrize("name", PACKS)
def test_every_step_has_a_source(name):
    pack, day = PACKS[name], dt.date(2026, 1, 1)

    assert [step.id for step in pack.steps if pack.source_of(step, day) is None] == []


@pytest.mark.parametrize("name", PACKS)
def test_versions_of_a_subject_never_hold_on_the_same_day(name):
    named = {}
    for subject in PACKS[name].subjects:
        named.setdefault(subject.name, []).append(subject.clause)

    for clauses in named.values():
        ordered = sorted(clauses, key=lambda clause: clause.since or dt.date.min)
        assert all(one.until is not None and one.until == other.since for one, other in pairwise(ordered))


@pytest.mark.parametrize("name", PACKS)
def test_every_period_has_a_rule_for_a_last_day_that_is_closed(name):
    assert {rule.of for rule in PACKS[name].computations} == {"deadline", "wait"}


def test_only_new_york_forbids_every_strike():
    assert [name for name, pack in PACKS.items() if pack.lawful is Lawful.NEVER] == ["new-york"]


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2000-01-01", "excluded"),
        ("2012-09-10", "permissive"),
        ("2019-10-17", "permissive"),
        ("2021-04-02", "mandatory"),
    ],
)
def test_class_size_in_chicago_was_excluded_then_permissive_and_is_bargained_again(day, status):
    held = in_force(PACKS["illinois-article-34"].subjects, dt.date.fromisoformat(day))

    [found] = [subject for subject in held if subject.name.startswith("Class size")]

    assert found.status is SubjectStatus(status)


def test_the_length_of_the_day_in_chicago_stays_permissive_by_another_section():
    pack = PACKS["illinois-article-34"]
    found = {}
    for day in (dt.date(2021, 4, 1), dt.date(2021, 4, 2)):
        [subject] = [each for each in in_force(pack.subjects, day) if each.name.startswith("Length")]
        found[day] = (subject.status, subject.clause.cite.split()[2])

    assert list(found.values()) == [("permissive", "5/4.5(a)(4),"), ("permissive", "5/4.10")]


def test_the_documentation_lists_every_rule_that_was_not_compared_and_no_other():
    page = (Path(__file__).parents[2] / "docs" / "calendar.md").read_text()
    listed = re.findall(
        r"^\| `([a-z0-9-]+)` \| (.+?) \| .+ \|$", page.partition("## What was not compared")[2], re.MULTILINE
    )

    unverified = {
        (name, clause.cite)
        for name, pack in PACKS.items()
        for clause in (
            *clauses_of_steps(pack),
            *(rule.clause for rule in (*pack.subjects, *pack.computations, *pack.consequences)),
        )
        if not clause.verified
    }

    assert set(listed) == unverified


def test_a_rule_that_was_not_compared_with_its_source_says_so():
    clauses = [rule.clause for rule in rules(PACKS["illinois"])]

    assert {str(clause).endswith("[unverified]") for clause in clauses if not clause.verified} == {True}
    assert {str(clause).endswith("[unverified]") for clause in clauses if clause.verified} == {False}
