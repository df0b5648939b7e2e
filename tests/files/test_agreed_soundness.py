"""A mark "agreed by both": what one side's last offer marks, the other's must carry."""

from __future__ import annotations

import pytest

from commonground.files.folder import check_folder
from commonground.files.template import write_template

POOL = """
[[edit]]
op = "insert"
agreed = 2026-03-05
[edit.clause]
id = "coaching"
kind = "pool"
issue = "coaching"
[edit.clause.terms]
amounts = {{ "2026-27" = {dollars} }}
"""
HEALTH = """
[[edit]]
op = "set"
provision = "health"
at = "least_fte"
value = {share}
from = 2027-07-01
{agreed}
"""
BOTH = ("2026-03-01-district", "2026-03-08-union")


@pytest.fixture
def folder(tmp_path):
    write_template(tmp_path / "district")
    return tmp_path / "district"


def add(folder, offer, text):
    path = folder / "offers" / f"{offer}.toml"
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_a_clause_that_both_put_in_alike_is_agreed_and_has_no_problem(folder):
    for offer in BOTH:
        add(folder, offer, POOL.format(dollars=9000))

    reading = check_folder(folder)

    assert reading.problems == ()
    negotiation = reading.negotiation
    found = negotiation.pricing.applied(negotiation.offer("union")).agreement
    assert str(found["coaching"].agreed) == "2026-03-05"
    assert found["raise"].agreed is None


def test_different_sums_under_the_mark_are_said_at_each_edit(folder):
    add(folder, BOTH[0], POOL.format(dollars=9000))
    add(folder, BOTH[1], POOL.format(dollars=9001))

    said = check_folder(folder).problems

    assert [(problem.code, problem.place.file) for problem in said] == [
        ("agreed-differently", f"offers/{offer}.toml") for offer in BOTH
    ]
    assert "coaching, agreed on 2026-03-05, which 2026-03-08-union says otherwise" in said[0].got
    assert all(problem.place.line for problem in said)


def test_a_mark_that_the_other_side_makes_the_same_edit_to_is_borne_out_though_the_clause_differs_elsewhere(folder):
    add(folder, BOTH[0], HEALTH.format(share="0.5", agreed="agreed = 2026-03-05"))
    add(folder, BOTH[1], HEALTH.format(share="0.5", agreed=""))

    assert check_folder(folder).problems == ()


def test_a_version_that_another_edit_changes_without_the_mark_is_not_agreed(folder):
    add(folder, BOTH[0], HEALTH.format(share="0.5", agreed="agreed = 2026-03-05"))

    reading = check_folder(folder)
    negotiation = reading.negotiation
    found = negotiation.pricing.applied(negotiation.offer("district")).agreement["health"]

    assert [version.agreed for version in found.versions] == [None, None]
    assert [problem.code for problem in reading.problems] == ["agreed-differently"]
