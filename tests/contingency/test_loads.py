"""Loads: the best one against every one there is, and what they prove of the fewest sites against every plan."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import chain, combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from commonground.contingency.candidate_pairs import candidate_pairs
from commonground.contingency.effort import Work
from commonground.contingency.load_cover import LoadCover
from commonground.contingency.loads import best_load
from commonground.contingency.part_cover import PartCover
from commonground.contingency.schools import School, Use
from commonground.contingency.siting import Siting

THINGS = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 12)), max_size=7)


@given(THINGS, st.integers(0, 40))
def test_no_load_that_fits_is_worth_more_than_the_best(things, places):
    worth, pupils = (np.array([each[k] for each in things], dtype=np.int64) for k in (0, 1))
    every = chain.from_iterable(combinations(range(len(things)), n) for n in range(len(things) + 1))

    found, chosen = best_load(worth, pupils, places)

    assert found == worth[chosen].sum() == max(worth[[*k]].sum() for k in every if pupils[[*k]].sum() <= places)
    assert pupils[chosen].sum() <= places


@st.composite
def sitings(draw: st.DrawFn) -> Siting:
    degrees, count = st.integers(0, 60_000), draw(st.integers(1, 6))
    schools = tuple(
        School(
            f"S{number}",
            draw(st.sampled_from("AB")),
            41_800_000 + draw(degrees),
            -87_600_000 + draw(degrees),
            draw(st.integers(1, 60)),
            draw(st.integers(10, 150)),
            draw(st.sampled_from([Use.MAY_OPEN, Use.MAY_OPEN, Use.MAY_OPEN, Use.OPEN, Use.CLOSED])),
        )
        for number in range(count)
    )
    return Siting(schools, {"A": ("A", "B")}, Fraction(1), count)


def fewest_of_all(siting: Siting, longest: int) -> int | None:
    """The fewest sites that hold every home school within a distance, by trying every set of them."""
    fixed = {n for n, site in enumerate(siting.candidates) if site.use is Use.OPEN}
    numbers = range(len(siting.candidates))
    sets = chain.from_iterable(combinations(numbers, n) for n in range(len(numbers) + 1))
    return next((len(each) for each in sets if fixed <= {*each} and holds(siting, each, longest)), None)


def holds(siting: Siting, opened: tuple[int, ...], longest: int, home: int = 0, taken: tuple[int, ...] = ()) -> bool:
    if home == len(siting.homes):
        return True
    return any(
        siting.takes[home, site]
        and siting.metres[home, site] <= longest
        and sum(siting.pupils[k] for k, to in enumerate(taken) if to == site) + siting.pupils[home]
        <= siting.candidates[site].capacity
        and holds(siting, opened, longest, home + 1, (*taken, site))
        for site in opened
    )


@given(sitings(), st.integers(0, 7_000))
def test_no_plan_has_fewer_sites_than_loads_prove(siting, longest):
    true = fewest_of_all(siting, longest)
    cover = LoadCover(siting, candidate_pairs(siting), Work(100))

    found = [cover.fewest(within, enough).at_least for within, enough in ((9_000, 0), (longest, 99), (longest, 0))]

    assert true is None or max(found[1:]) <= true


@given(sitings(), st.integers(0, 7_000))
def test_a_plan_of_loads_holds_every_home_school_within_distance_places_and_number(siting, longest):
    cover = LoadCover(siting, candidate_pairs(siting), Work(100))
    most = max(1, len(siting.candidates) - 1)

    goes = cover.plan(longest, most)

    assert goes is None or is_kept_by(siting, goes, longest, most)


def is_kept_by(siting: Siting, goes: tuple[int, ...], longest: int, most: int) -> bool:
    sites = siting.candidates
    return (
        all(siting.takes[home, site] and siting.metres[home, site] <= longest for home, site in enumerate(goes))
        and len({*goes} | {n for n, each in enumerate(sites) if each.use is Use.OPEN}) <= most
        and all(
            sum(n for n, to in zip(siting.pupils, goes, strict=True) if to == number) <= site.capacity
            for number, site in enumerate(sites)
        )
    )


@given(sitings(), st.integers(0, 7_000))
def test_parts_together_prove_and_plan_as_many_sites_as_the_whole_needs(siting, longest):
    """Parts this small are answered by whole numbers, so that they prove and plan just what is true."""
    apart = replace(siting, goes_to={})
    true = fewest_of_all(apart, longest)
    cover = PartCover(apart, Work(100))
    many = len(apart.schools)

    at_least = cover.at_least(longest, many)
    goes = cover.plan(longest, many)

    assert at_least == true if true is not None else at_least > len(apart.candidates) or goes is None
    assert (goes is None) == (true is None)
    assert goes is None or (is_kept_by(apart, goes, longest, at_least) and len(goes) == len(apart.homes))


def test_places_raise_the_number_that_is_proven_above_what_distance_alone_needs():
    """Six schools in one place, 40 pupils each, 100 places each: two fit in a site, so three sites are needed and not one."""
    schools = tuple(School(f"S{n}", "A", 41_800_000, -87_600_000, 40, 100) for n in range(6))
    siting = Siting(schools, {}, Fraction(1), 6)
    cover = LoadCover(siting, candidate_pairs(siting), Work(100))

    assert cover.fewest(0, 6).at_least <= 3
    assert cover.fewest(0, 2).at_least == 3
    assert len({*(cover.plan(0, 3) or ())}) == 3


def test_where_somebody_asked_to_end_nothing_is_proven_and_no_plan_is_said_to_be_there():
    schools = tuple(School(f"S{n}", "A", 41_800_000, -87_600_000, 40, 100) for n in range(6))
    siting = Siting(schools, {}, Fraction(1), 6)
    cover = LoadCover(siting, candidate_pairs(siting), Work(100, lambda: True))

    assert cover.fewest(0, 2).at_least == 0
    assert cover.plan(0, 3) is None
