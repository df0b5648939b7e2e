"""Kinds of a package that is installed beside this one: tests/third_party is one, with an entry point and two that fail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from fractions import Fraction
from importlib.metadata import EntryPoint
from pathlib import Path

import numpy as np
import pytest

from commonground.agreement.family import Family
from commonground.agreement.fields import Terms
from commonground.agreement.kind import Kind, Rule
from commonground.agreement.kinds import KINDS
from commonground.agreement.kinds.elsewhere import GROUP, from_elsewhere
from commonground.agreement.kinds.looked_at import UnsoundRule, looked_at
from commonground.agreement.leaving import Shares
from commonground.files.ready import ready_folder
from commonground.values.labels import Labels
from commonground.values.money import LARGEST_CENTS, BeyondBounds, Cents, bounded, share_of

PACKAGE = Path(__file__).parents[2] / "third_party"
CLAUSE = """

[[provision]]
id = "attendance"
kind = "{kind}"
title = "Attendance bonus"
cite = "Agreement, article 40"

[provision.terms]
per_day = 12.50
days = {days}
"""


@pytest.fixture
def beside(tmp_path):
    """A command in a process of its own that has the package beside it, on Meadowbrook with a clause more."""

    def given(verb, *words, kind="attendance_bonus", days="4"):
        folder = Path(shutil.copytree(ready_folder() / "meadowbrook", tmp_path / "meadowbrook"))
        path = folder / "agreement.toml"
        path.write_text(path.read_text(encoding="utf-8") + CLAUSE.format(kind=kind, days=days), encoding="utf-8")
        command = [sys.executable, "-m", "commonground", verb, str(folder), *words]
        around = {**os.environ, "PYTHONPATH": str(PACKAGE), "COLUMNS": "300"}
        return subprocess.run(command, capture_output=True, text=True, env=around, check=False)

    return given


def test_a_clause_of_its_kind_is_read_and_costed(beside):
    said = beside("cost", "--against", "nothing", "--by", "clause", "--format", "csv")

    rows = [line for line in said.stdout.splitlines() if line.startswith("Attendance bonus")]
    assert rows
    assert all(float(cents) > 0 for cents in rows[0].split(",")[1:])


@pytest.mark.slow
def test_its_terms_are_checked_like_any_other(beside):
    said = beside("check", days="-4")

    assert said.returncode == 1
    assert "agreement.toml line" in said.stderr
    assert 'key "days": got -4' in said.stderr


def test_a_kind_that_could_not_be_loaded_is_said_with_its_reason(beside):
    said = beside("check", kind="not_there")

    assert said.returncode == 1
    assert "commonground_absent:KIND cannot be loaded (ModuleNotFoundError" in said.stderr


@pytest.mark.slow
@pytest.mark.parametrize("verb", ["check", "cost"])
def test_a_rule_that_gives_halves_of_a_cent_is_told_with_its_clause(beside, verb):
    said = beside(verb, kind="attendance_in_halves")

    assert said.returncode == 1
    assert (
        'clause "attendance": got rule attendance_in_halves of commonground_attendance:HALVES, which gave'
        in said.stderr
    )
    assert "Traceback" not in said.stderr


@pytest.mark.slow
def test_a_folder_never_names_code(beside):
    said = beside("check", kind="commonground_attendance:KIND")

    assert said.returncode == 1
    assert 'got "commonground_attendance:KIND"; expected a kind of provision' in said.stderr


@pytest.fixture
def entries(monkeypatch):
    """Entry points to what stands in the package."""
    monkeypatch.syspath_prepend(str(PACKAGE))
    return lambda **named: [EntryPoint(name, value, GROUP) for name, value in named.items()]


def test_a_kind_from_elsewhere_comes_beside_the_own_ones(entries):
    found = from_elsewhere(KINDS, entries(attendance_bonus="commonground_attendance:KIND"))

    assert list(found.kinds) == ["attendance_bonus"]
    assert not found.refused


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("commonground_attendance:attendance_bonus", "is no Kind"),
        ("commonground_attendance:KINDS", "AttributeError"),
        ("commonground_absent:KIND", "ModuleNotFoundError"),
        ("commonground.agreement.kinds.pool:KIND", "is called pool, as another kind is"),
    ],
)
def test_what_is_no_kind_of_its_own_is_left_out_with_its_reason(entries, value, said):
    found = from_elsewhere(KINDS, entries(some=value))

    assert not found.kinds
    assert said in found.refused["some"]


def test_the_first_of_two_that_are_called_alike_holds(entries):
    value = "commonground_attendance:KIND"

    found = from_elsewhere(KINDS, entries(one=value, two=value))

    assert list(found.kinds) == ["attendance_bonus"]
    assert list(found.refused) == ["two"]


def rule_that_gives(made, per="person"):
    """The rule of a kind from elsewhere that makes the same of everything, or raises it."""

    def gives(fte: Cents, school: Labels, clause: Terms) -> Cents:
        if isinstance(made, Exception):
            raise made
        return made

    kind = Kind("mine", Terms, Family.COMPENSATION, (Rule(gives, "mine", "as it says", per=per),))
    return looked_at(kind, "theirs:KIND").rules[0]


THREE = {"fte": np.array([10_000, 5_000, 10_000]), "school": Labels.of(["N", "S", "N"]), "clause": Terms()}


@pytest.mark.parametrize(
    ("per", "made"),
    [
        ("person", np.array([1, 2, 3])),
        ("person", 7),
        ("district", 7),
        ("district", np.array([7])),
        ("position", Fraction(1, 2)),
        ("position", Shares((Fraction(1, 2),), np.array([0, 0, 0]))),
    ],
)
def test_what_a_rule_from_elsewhere_may_give_is_given(per, made):
    rule = rule_that_gives(made, per)

    assert rule.function(**THREE) is made
    assert (rule.name, rule.reads, rule.clause_argument) == ("gives", ("fte", "school"), "clause")


@pytest.mark.parametrize(
    ("per", "made", "said"),
    [
        (
            "person",
            np.array([1.5, 2.0, 3.0]),
            "gave float64 numbers of shape (3,); expected whole cents (int64), one for each",
        ),
        ("person", np.array([1, 2]), "gave int64 numbers of shape (2,)"),
        ("person", [[1, 2], [3]], "gave a list"),
        ("person", [5, 5, 5], "gave a list"),
        ("person", np.full((5, 3), 7), "gave int64 numbers of shape (5, 3)"),
        ("person", np.full((1, 1, 3), 7), "gave int64 numbers of shape (1, 1, 3)"),
        ("person", np.array([True, True, False]), "gave bool numbers of shape (3,)"),
        ("person", True, "gave a bool"),
        ("district", [7], "gave a list"),
        ("district", np.array([7, 7]), "gave int64 numbers of shape (2,)"),
        ("position", True, "gave a bool"),
        ("position", Shares((Fraction(1, 2),), np.array([0, 1, 0])), "gave a Shares"),
        ("position", Shares((Fraction(1, 2),), np.array([0, 0])), "gave a Shares"),
        ("person", 1.5, "gave a float"),
        ("person", "three dollars", "gave a str"),
        ("person", None, "gave a NoneType"),
        ("district", 7.0, "gave a float; expected whole cents (int64), one amount in all"),
        ("position", 0.5, "gave a float; expected full-time jobs as an exact fraction, or shares"),
        ("person", ZeroDivisionError("by nothing"), "failed (ZeroDivisionError: by nothing)"),
    ],
)
def test_what_no_amount_can_be_is_told_with_the_rule_and_its_package(per, made, said):
    with pytest.raises(UnsoundRule) as told:
        rule_that_gives(made, per).function(**THREE)

    assert str(told.value).startswith('kind "mine": got rule gives of theirs:KIND, which ')
    assert said in str(told.value)
    assert str(told.value).endswith("Mend or take out that package; until then no clause can be of this kind.")


@pytest.mark.parametrize(
    ("per", "made", "given"),
    [
        ("person", np.array([[1, 2, 3]]), [1, 2, 3]),
        ("person", np.array([1, 2, 3], dtype=np.uint8), [1, 2, 3]),
        ("person", np.array([1, 2, 3], dtype=object), [1, 2, 3]),
        ("district", np.array(700), 700),
        ("district", np.int32(700), 700),
    ],
)
def test_whole_cents_in_another_form_can_be_reckoned_with(per, made, given):
    found = rule_that_gives(made, per).function(**THREE)

    assert type(found) is int or found.dtype == np.int64
    assert np.asarray(share_of(bounded(found), Fraction(1))).tolist() == given


def by_rule(function, per="person"):
    """A rule of a kind from elsewhere, as it is called."""
    kind = Kind("mine", Terms, Family.COMPENSATION, (Rule(function, "mine", "as it says", per=per),))
    return looked_at(kind, "theirs:KIND").rules[0].function


def test_there_may_be_a_row_for_each_year_that_a_rule_is_given():
    def of_years(fte: Cents, years: Sequence[int]) -> Cents:
        return np.full((2, 3), 7)

    def of_pay(base: Cents) -> Cents:
        return np.full((2, 3), 7)

    assert by_rule(of_years)(fte=THREE["fte"], years=[2026, 2027]).shape == (2, 3)
    assert by_rule(of_pay)(base=np.ones((2, 3), dtype=np.int64)).shape == (2, 3)
    with pytest.raises(UnsoundRule, match=r"shape \(2, 3\)"):
        by_rule(of_years)(fte=THREE["fte"], years=[2026, 2027, 2028])


def test_a_lump_may_have_an_amount_for_each_year_that_it_is_given():
    def lump(years: Sequence[int]) -> Cents:
        return np.array([7, 8])

    assert by_rule(lump, "district")(years=[2026, 2027]).tolist() == [7, 8]
    with pytest.raises(UnsoundRule, match=r"shape \(2,\)"):
        by_rule(lump, "district")(years=[2026, 2027, 2028])


def test_a_rule_that_reads_no_groups_gives_one_amount_for_all():
    def of_the_clause(clause: Terms) -> Cents:
        return np.array([1, 2, 3])

    with pytest.raises(UnsoundRule, match=r"gave int64 numbers of shape \(3,\)"):
        by_rule(of_the_clause)(clause=Terms())


def test_an_amount_beyond_bounds_is_nobodys_fault():
    with pytest.raises(BeyondBounds):
        rule_that_gives(BeyondBounds()).function(**THREE)
    with pytest.raises(BeyondBounds):
        bounded(rule_that_gives(np.array([2**80, 1, LARGEST_CENTS])).function(**THREE))
