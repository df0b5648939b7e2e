"""Place exchange: places are kept, nobody goes further than the pairs given, no more sites are open, and not more pupils are left."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from commonground.contingency.candidate_pairs import candidate_pairs
from commonground.contingency.loads import reach_within
from commonground.contingency.place_exchange import PlaceExchange
from commonground.contingency.region_program import LEFT
from commonground.contingency.schools import School
from commonground.contingency.siting import Siting


@st.composite
def sitings(draw: st.DrawFn) -> Siting:
    near, count = st.integers(0, 40_000), draw(st.integers(1, 6))
    schools = tuple(
        School(f"S{n}", "A", 41_800_000 + draw(near), -87_600_000, draw(st.integers(1, 60)), draw(st.integers(10, 150)))
        for n in range(count)
    )
    return Siting(schools, {}, Fraction(1), count)


def exchanged(siting: Siting, goes: list[int], longest: int, stay: set[int]) -> list[int]:
    reach = reach_within(siting, candidate_pairs(siting), longest)
    return PlaceExchange(reach, np.array(siting.pupils), np.array(goes, dtype=np.int64), stay, 0).fewest_left()


def pupils_left(siting: Siting, goes: list[int]) -> int:
    return sum(pupils for pupils, site in zip(siting.pupils, goes, strict=True) if site == LEFT)


@given(sitings(), st.integers(0, 7_000), st.randoms(use_true_random=False))
def test_an_exchange_keeps_places_distance_and_sites_and_leaves_no_more_pupils(siting, longest, chance):
    spare = [site.capacity for site in siting.candidates]
    goes = [LEFT] * len(siting.homes)
    for home, pupils in enumerate(siting.pupils):
        fits = [n for n, room in enumerate(spare) if room >= pupils and siting.takes[home, n]]
        near = [site for site in fits if siting.metres[home, site] <= longest]
        if near and chance.random() < 0.7:
            goes[home] = chance.choice(near)
            spare[goes[home]] -= pupils
    stay = {min(goes)} - {LEFT} if goes else set()

    found = exchanged(siting, goes, longest, stay)

    assert pupils_left(siting, found) <= pupils_left(siting, goes)
    assert len({*found, *stay} - {LEFT}) <= len({*goes, *stay} - {LEFT})
    for site, school in enumerate(siting.candidates):
        held = [home for home, to in enumerate(found) if to == site]
        assert sum(siting.pupils[home] for home in held) <= school.capacity
        assert all(siting.takes[home, site] and siting.metres[home, site] <= longest for home in held)


def in_one_place(pupils: list[int], places: list[int]) -> Siting:
    schools = tuple(
        School(f"S{n}", "A", 41_800_000, -87_600_000, p, c) for n, (p, c) in enumerate(zip(pupils, places, strict=True))
    )
    return Siting(schools, {}, Fraction(1), len(schools))


def test_places_that_are_to_spare_here_and_there_are_brought_together_for_one_who_is_left():
    siting = in_one_place([60, 50, 40, 50], [100, 100, 1, 1])

    found = exchanged(siting, [0, 1, 1, LEFT], 0, {0, 1})

    assert found in ([0, 1, 0, 1], [1, 0, 1, 0])


def test_a_site_gives_way_to_one_with_more_places_but_not_where_it_stays_open():
    siting = in_one_place([60, 50], [60, 120])

    assert exchanged(siting, [0, LEFT], 0, set()) == [1, 1]
    assert exchanged(siting, [0, LEFT], 0, {0}) == [0, LEFT]
