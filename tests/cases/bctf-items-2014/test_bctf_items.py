"""BCTF, 25 April 2014: seven items that sum to the total, three of them agreed by both."""

from __future__ import annotations

import csv
import datetime as dt
import tomllib
from fractions import Fraction
from pathlib import Path

from commonground.agreement.agreement import Term
from commonground.agreement.offer import Edit, Offer, Operation, apply
from commonground.costing.attribution import attribute
from commonground.costing.breakdown import Against, By, differences
from commonground.report.agreed import agreed_in_gap, agreed_issues
from commonground.report.costs import agreed_share
from commonground.values.money import share_of
from commonground.values.rate import parse_rate
from little_district import JULY, agreement, clause, engine, people

HERE = Path(__file__).parent
PUBLISHED = tomllib.loads((HERE / "expected.toml").read_text())
ITEMS = list(csv.DictReader((HERE / "items.csv").read_text().splitlines()))
DAY = dt.date(2014, 4, 25)
TERM = Term(JULY[2026], dt.date(2029, 6, 30))
NOTHING = agreement()


def edit(row):
    """An item as a pool that begins with the third year (2028-29 stands for it), with its mark."""
    pool = clause(row["item"], "pool", amounts={"2028-29": row["dollars"]})
    return Edit(Operation.INSERT, pool.id, clause=pool, agreed=DAY if row["agreed"] == "both" else None)


def offered(party, rows):
    return apply(Offer(party, party, party, DAY, TERM, tuple(map(edit, rows))), NOTHING).agreement


PROPOSED = offered("federation", ITEMS)
ANSWERED = offered("employer", [row for row in ITEMS if row["agreed"] == "both"])
AGREED = [row["item"] for row in ITEMS if row["agreed"] == "both"]


def test_the_items_sum_to_the_published_total():
    costing = engine(people()).price(PROPOSED)

    assert costing.totals == (0, 0, 0, PUBLISHED["total"] * 100)


def test_the_total_is_the_published_share_of_the_base():
    assert Fraction(PUBLISHED["total"], PUBLISHED["base"]) == Fraction(19_206, 100_000)
    assert round(Fraction(PUBLISHED["total"], PUBLISHED["base"]), 3) == parse_rate(PUBLISHED["share_of_base"])


def test_the_wage_item_is_its_percent_of_its_own_base():
    wages = int(ITEMS[0]["dollars"])

    assert share_of(PUBLISHED["wage_base"] * 100, parse_rate(PUBLISHED["wage_percent"])) == wages * 100


def test_each_item_is_an_issue_whose_share_is_its_own_sum_in_any_order():
    found = attribute(engine(people()), NOTHING, PROPOSED)

    for share, row in zip(found.shares, ITEMS, strict=True):
        cents = int(row["dollars"]) * 100
        assert (share.issue, share.cents[3], share.ranges[3]) == (row["item"], cents, (cents, cents))


def test_the_mark_is_carried_to_the_version_and_names_the_agreed_issues():
    assert [clause.id for clause in PROPOSED if clause.agreed == DAY] == AGREED
    assert agreed_issues(NOTHING, PROPOSED) == frozenset(AGREED)


def test_what_both_agree_on_is_the_published_part_of_the_total():
    parts = differences(engine(people()), PROPOSED, Against("nothing agreed", NOTHING), By.ISSUE, NOTHING)

    assert agreed_share(parts, NOTHING, PROPOSED).cents[3] == PUBLISHED["agreed"] * 100


def test_what_both_agree_on_is_no_part_of_the_gap_and_is_listed_beside_it():
    found = attribute(engine(people()), ANSWERED, PROPOSED)

    assert found.difference[3] == (PUBLISHED["total"] - PUBLISHED["agreed"]) * 100
    assert [share.issue for share in found.shares] == [row["item"] for row in ITEMS if not row["agreed"]]
    assert agreed_in_gap(ANSWERED, PROPOSED) == [
        "Agreed by both, and so no part of the gap (on 2014-04-25): preparation-time; leave; health-and-dental."
    ]
