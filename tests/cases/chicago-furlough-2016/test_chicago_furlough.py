"""Chicago 2016 and 2017: furlough days as a share of pay, and what three of them are for one unit."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

from commonground.files.ready import ready_folder
from commonground.values.rate import parse_rate
from little_district import agreement, clause, engine, line, people, schedule
from readings import read_once

PUBLISHED = tomllib.loads((Path(__file__).parent / "expected.toml").read_text())


def share_lost(days, of):
    """The share of a salary of 100,000 that days off cost, of a work year of so many."""
    off = clause("off", "work_time", days=of, minutes=420, furlough={"2026-27": days})
    staff = engine(people({"lane": "T", "step": "1"}), years=1)
    return Fraction(-line(staff.price(agreement(schedule({("T", "1"): 100_000}), off)), "off/furlough")[1], 10_000_000)


@pytest.mark.parametrize("said", PUBLISHED["furlough"], ids=lambda said: f"{said['days']} days")
def test_days_off_are_the_published_share_of_pay(said):
    share = parse_rate(said["said"])
    finest = Fraction(1, 1_000) if "." in said["said"] else Fraction(1, 100)

    found = {of: round(share_lost(said["days"], of) / finest) * finest for of in (*said["of"], *said["not-of"])}

    assert {of for of, rounded in found.items() if rounded == share} == {*said["of"]}


@pytest.mark.parametrize("of", [190, 208])
def test_three_days_of_one_unit_are_most_of_what_all_employees_were_said_to_save(of):
    chicago = read_once(ready_folder() / "chicago-2019").negotiation
    off = clause("off", "work_time", days=of, minutes=420, furlough={"2019-20": 3})
    lines = chicago.pricing.engine.price(chicago.pricing.status_quo_agreement.with_provision(off)).lines

    [saved] = [-one.totals[1] for one in lines if one.id == "off/furlough"]
    assert Fraction(3, 4) < Fraction(saved, PUBLISHED["all-employees"] * 100) < 1
