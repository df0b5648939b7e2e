"""BCTF, 25 April 2014: seven items that sum to the total, three of them agreed by both."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from commonground.costing.attribution import attribute
from commonground.values.money import share_of
from commonground.values.rate import parse_rate
from little_district import agreement, clause, engine, people

HERE = Path(__file__).parent
PUBLISHED = tomllib.loads((HERE / "expected.toml").read_text())
ITEMS = list(csv.DictReader((HERE / "items.csv").read_text().splitlines()))
MARK = "agreed by both"


def item(row):
    """An item as a pool that begins with the third year (2028-29 stands for it)."""
    found = clause(row["item"], "pool", amounts={"2028-29": row["dollars"]})
    return replace(found, note=MARK) if row["agreed"] == "both" else found


NOTHING = agreement(*(clause(row["item"], "pool", amounts={"2028-29": 0}) for row in ITEMS))
PROPOSED = agreement(*(item(row) for row in ITEMS))


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


def test_what_both_agree_on_can_be_added_up():
    costing = engine(people()).price(PROPOSED)

    agreed = sum(line.totals[3] for line in costing.lines if line.provision.note == MARK)

    assert agreed == PUBLISHED["agreed"] * 100
