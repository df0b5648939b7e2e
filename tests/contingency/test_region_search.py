"""Region search: what is left finds room, and nothing is promised where there is none."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from commonground.contingency.candidate_pairs import candidate_pairs
from commonground.contingency.effort import Work
from commonground.contingency.region_program import LEFT
from commonground.contingency.region_search import RegionSearch
from commonground.contingency.schools import School
from commonground.contingency.siting import Siting


def in_one_place(pupils: tuple[int, ...]) -> Siting:
    """Schools in one place, each with places for 100 pupils."""
    schools = tuple(School(f"S{n}", "A", 41_800_000, -87_600_000, each, 100) for n, each in enumerate(pupils))
    return Siting(schools, {}, Fraction(1), 2)


def search(siting: Siting, *, steps: int = 100) -> RegionSearch:
    return RegionSearch(siting, candidate_pairs(siting), 2, Work(steps))


def test_home_schools_that_have_a_site_make_room_for_one_that_has_none():
    """60 and 30, and 40 and 30, leave the last 40 without room; 60 and 40, and 40, 30 and 30, hold all."""
    goes = search(in_one_place((60, 30, 40, 30, 40))).mended(np.array([0, 0, 2, 2, LEFT]))

    assert goes is not None
    assert goes[0] in (goes[2], goes[4])
    assert len({*goes}) == 2
    assert len({goes[1], goes[3]}) == 1


def test_where_there_is_no_room_no_plan_is_said_to_be_there():
    assert search(in_one_place((60, 60, 60))).mended(np.array([0, 1, LEFT])) is None


def test_where_no_step_is_left_nothing_is_looked_for():
    assert search(in_one_place((60, 60)), steps=0).mended(np.array([0, LEFT])) is None


def test_a_whole_plan_is_made_shorter_and_keeps_its_places():
    """Three schools in one place and two 1,112 m further; a site holds two, so that three sites are enough for no way at all."""
    latitudes = (41_800_000, 41_800_000, 41_800_000, 41_810_000, 41_810_000)
    schools = tuple(School(f"S{n}", "A", at, -87_600_000, 40, 80) for n, at in enumerate(latitudes))
    siting = Siting(schools, {}, Fraction(1), 3)
    looked = RegionSearch(siting, candidate_pairs(siting), 3, Work(50), siting.costs)

    goes = looked.shortened(np.array([3, 3, 4, 0, 4]))

    assert sum(int(siting.costs[home, site]) for home, site in enumerate(goes)) == 0
    assert max(goes.count(site) for site in goes) == 2
