"""Schools that stay open: the plan against every plan there is, the worked example of docs/sites.md, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.contingency import longest_distance
from commonground.contingency.choose_sites import NoPlan, choose_sites
from commonground.contingency.effort import Effort
from commonground.contingency.relaxation import lonely_homes, relaxations
from commonground.contingency.schools import School, Use
from commonground.contingency.site_model import Limit
from commonground.contingency.site_plan import Binding, SitePlan
from commonground.contingency.siting import Role, SiteRequirement, Siting
from commonground.report.sites import plan_table

EXACT = Effort(seconds=3_600, gap=Fraction(0))
USES = st.sampled_from([Use.MAY_OPEN] * 6 + [Use.OPEN, Use.CLOSED, Use.AS_USUAL])


@st.composite
def sitings(draw: st.DrawFn, most: int = 7) -> Siting:
    """Small questions, with every kind of row."""
    count = draw(st.integers(1, most))
    degrees = st.integers(0, 90_000)
    schools = tuple(
        School(
            f"S{number}",
            draw(st.sampled_from("AB")),
            41_800_000 + draw(degrees),
            -87_600_000 + draw(degrees),
            draw(st.integers(0, 60)),
            draw(st.integers(5, 150)),
            draw(USES),
            frozenset(draw(st.sets(st.sampled_from(["cooling", "cafeteria"])))),
            draw(st.none() | st.integers(0, 99)),
        )
        for number in range(count)
    )
    names = st.sampled_from([school.id for school in schools])
    roles = st.lists(
        st.builds(Role, st.just("role"), st.sampled_from([0, 7, 25]), st.integers(0, 2), st.integers(0, 12)), max_size=1
    )
    needs = st.builds(
        SiteRequirement, st.just("cooling"), st.sampled_from([Fraction(0), Fraction(1, 2)]), st.none() | st.just(6_000)
    )
    return Siting(
        schools,
        draw(st.sampled_from([{}, {"A": ("A", "B")}])),
        draw(st.sampled_from([Fraction(1), Fraction(1, 4), Fraction(43, 100)])),
        draw(st.integers(1, max(1, count - 1))),
        draw(st.none() | st.just(7_000)),
        tuple(draw(roles)),
        tuple(draw(st.lists(needs, max_size=1))),
        tuple(draw(st.lists(st.tuples(names, names).filter(lambda pair: pair[0] != pair[1]), max_size=2)))
        if count > 1
        else (),
        draw(st.none() | st.just(20)),
        draw(st.dictionaries(names, names, max_size=2)),
        500,
    )


def plans(siting: Siting) -> Iterator[SitePlan]:
    """Every plan that keeps the rows, by trying all."""
    for opened in combinations(range(len(siting.candidates)), siting.sites or 0):
        sites = [siting.candidates[site] for site in opened]
        if any(school.use is Use.OPEN and school not in sites for school in siting.candidates):
            continue
        yield from filter(keeps_its_rows, sendings(siting, opened, ()))


def sendings(siting: Siting, opened: tuple[int, ...], goes: tuple[int, ...]) -> Iterator[SitePlan]:
    home = len(goes)
    if home == len(siting.homes):
        yield SitePlan(siting, goes, opened, 0, 0)
        return
    for site in opened:
        taken = sum(siting.pupils[n] for n, to in enumerate(goes) if to == site)
        is_near = siting.within is None or siting.metres[home, site] <= siting.within
        if siting.takes[home, site] and is_near and taken + siting.pupils[home] <= siting.candidates[site].capacity:
            yield from sendings(siting, opened, (*goes, site))


def keeps_its_rows(plan: SitePlan) -> bool:
    siting = plan.siting
    site = {each.home.id: each.site.id for each in plan.assigned}
    if any(count.spare is not None and count.spare < 0 for count in plan.adults()):
        return False
    if any(site.get(one, 1) == site.get(other, 2) for one, other in siting.apart):
        return False
    for need in siting.requirements:
        has = [number for number in plan.opened if need.what in siting.candidates[number].has]
        if len(has) < need.share * len(plan.opened):
            return False
        for home in range(len(siting.homes)):
            near = [s for s in has if siting.takes[home, s] and siting.metres[home, s] <= (need.within or 0)]
            if need.within is not None and not near:
                return False
    return True


def figures(plan: SitePlan | NoPlan) -> tuple[int, int] | None:
    return (int(plan.longest.value), plan.cost) if isinstance(plan, SitePlan) else None


@given(sitings())
def test_no_plan_is_better_than_the_one_that_is_chosen(siting):
    best = min((figures(plan) for plan in plans(siting)), default=None)

    found = choose_sites(siting, EXACT)

    assert figures(found) == best
    if isinstance(found, SitePlan):
        assert keeps_its_rows(found)
        assert (found.longest.gap, found.mean.gap) == (0, 0)


@given(sitings(most=5), st.integers(0, 4_000), st.sampled_from([0, 10**9]))
def test_within_a_distance_that_is_near_enough_the_mean_is_least(siting, near_enough, large):
    """Questions so small, decided by whole numbers, and as large ones are."""
    plain = replace(siting, roles=(), requirements=(), apart=()) if not large else siting
    all_of_it = [figures(plan) for plan in plans(plain)]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(longest_distance, "LARGE", large)

        found = choose_sites(replace(plain, near_enough=near_enough), replace(EXACT, steps=30))

    if not isinstance(found, SitePlan):
        assert not large or not all_of_it
        return
    shortest = min(longest for longest, _ in all_of_it)
    within = max(shortest, near_enough)
    best = min(cost for longest, cost in all_of_it if longest <= within)
    assert keeps_its_rows(found)
    assert found.longest.at_least <= shortest
    assert found.mean.at_least * found.pupils <= best
    assert not large or (found.longest.value <= within and found.cost == best)


@given(sitings(most=5))
def test_what_is_decided_by_loads_keeps_its_rows_and_no_plan_is_below_its_bounds(siting):
    """Questions so small, decided as large ones are."""
    plain = replace(siting, roles=(), requirements=(), apart=())
    best = min((figures(plan) for plan in plans(plain)), default=None)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(longest_distance, "LARGE", 0)

        found = choose_sites(plain, replace(EXACT, steps=30))

    assert (best is None) == isinstance(found, NoPlan)
    if isinstance(found, SitePlan) and best is not None:
        assert keeps_its_rows(found)
        assert found.loads.keys() >= {each.site.id for each in found.assigned}
        assert all(found.loads[site.id] <= site.capacity for site in found.sites)
        assert len(found.opened) == plain.sites
        assert found.longest.at_least <= best[0] <= found.longest.value
        assert min(found.cost_at_least, best[1]) == found.cost_at_least or found.longest.value > best[0]


@given(sitings(most=5))
def test_the_fewest_sites_are_found(siting):
    within = replace(siting, within=siting.within or 7_000)
    least = next(
        (n for n in range(1, len(siting.schools) + 1) if any(True for _ in plans(replace(within, sites=n)))), None
    )
    if not within.homes:
        return

    found = choose_sites(replace(within, sites=None), EXACT)

    assert (len(found.sites) if isinstance(found, SitePlan) else None) == least


def test_more_sites_than_there_are_to_open_are_no_plan_of_a_large_question_either(monkeypatch):
    monkeypatch.setattr(longest_distance, "LARGE", 0)
    schools = tuple(
        School(f"S{n}", "A", 41_800_000, -87_600_000, n, 5, use)
        for n, use in enumerate((Use.MAY_OPEN, Use.CLOSED, Use.CLOSED))
    )
    siting = Siting(schools, {}, Fraction(1), 2)

    assert choose_sites(siting, EXACT) == NoPlan(siting, is_proven=True)


def test_where_no_school_sends_pupils_the_sites_asked_for_must_still_be_there():
    closed = Siting((School("S0", "A", 41_800_000, -87_600_000, 0, 5, Use.CLOSED),), {}, Fraction(1), 1)
    empty = replace(closed, schools=(School("S0", "A", 41_800_000, -87_600_000, 0, 5),))

    assert choose_sites(closed, EXACT) == NoPlan(closed, is_proven=True)
    assert figures(choose_sites(empty, EXACT)) == (0, 0)


@given(sitings(most=5), st.data())
def test_candidates_that_are_left_out_are_checked_by_their_bound(siting, data):
    sparse = choose_sites(siting.with_nearest(2), EXACT)
    if not isinstance(sparse, SitePlan) or sparse.checked is None:
        return

    whole = choose_sites(siting.with_nearest(4), EXACT)

    assert isinstance(whole, SitePlan)
    assert sparse.checked.longest_at_least <= whole.longest.value
    if whole.longest.value == sparse.longest.value:
        assert sparse.checked.cost_at_least <= whole.cost


def on_a_line(**said: object) -> Siting:
    """The worked example of docs/sites.md."""
    places = zip("ABCD", (41_800_000, 41_810_000, 41_820_000, 41_850_000), strict=True)
    schools = tuple(School(name, "all", latitude, -89_000_000, 100, 60) for name, latitude in places)
    return replace(Siting(schools, {}, Fraction(1, 4), 2), **said)


def test_the_worked_example_of_the_page():
    plan = choose_sites(on_a_line(), EXACT)

    assert isinstance(plan, SitePlan)
    assert (int(plan.longest.value), plan.mean.value) == (3_336, Fraction(1_112))
    assert sorted(plan.loads.values()) == [50, 50]


@pytest.mark.parametrize("large", [0, 10**9])
@pytest.mark.parametrize(
    ("near_enough", "site", "longest"), [(0, "C", 3_336), (3_336, "C", 3_336), (6_000, "A", 5_560)]
)
def test_a_distance_that_is_near_enough_leaves_what_is_proven_as_it_is(monkeypatch, large, near_enough, site, longest):
    """One site: C is nearest to all, and A to the many of A."""
    monkeypatch.setattr(longest_distance, "LARGE", large)
    question = on_a_line(sites=1, near_enough=near_enough)
    schools = [replace(each, capacity=9_000, enrolment=9_000 if each.id == "A" else 100) for each in question.schools]

    plan = choose_sites(replace(question, schools=tuple(schools)), EXACT)

    assert isinstance(plan, SitePlan)
    assert ([each.id for each in plan.sites], plan.longest.value) == ([site], longest)
    assert plan.longest.at_least == 3_336
    told = plan_table(plan, ())
    assert any("was near enough" in note for note in told.notes) == bool(near_enough)


def test_a_plan_of_loads_that_lacks_a_feature_takes_a_site_beside_its_own(monkeypatch):
    """A and D have the same longest distance; loads take D, and A is cool. Whole numbers alone are not asked."""
    monkeypatch.delattr(longest_distance, "_any_plan")
    question = on_a_line(sites=1, requirements=(SiteRequirement("cooling", Fraction(1)),))
    cool = {"A": frozenset({"cooling"})}
    schools = tuple(replace(each, capacity=9_000, has=cool.get(each.id, frozenset())) for each in question.schools)

    plan = choose_sites(replace(question, schools=schools), EXACT)

    assert isinstance(plan, SitePlan)
    assert ([each.id for each in plan.sites], plan.longest.value) == (["A"], 5_560)


def test_without_room_the_places_that_lack_are_counted():
    question = on_a_line()
    tight = replace(question, schools=tuple(replace(school, capacity=12) for school in question.schools))

    found = choose_sites(tight, EXACT)
    lonely = lonely_homes(tight)
    by_limit = {each.limits: each for each in relaxations(tight, EXACT).limits}

    assert isinstance(found, NoPlan)
    assert found.is_proven
    assert [each.home for each in lonely] == ["A", "B", "C", "D"]
    assert by_limit[(Limit.SITES,)].is_proven_useless
    assert (by_limit[(Limit.PLACES,)].units, by_limit[(Limit.PLACES,)].at_least) == (76, 76)


def test_adults_who_lack_are_counted_and_told_of_their_role():
    short = on_a_line(roles=(Role("supervision", 25, 2, 3),))

    (found,) = [each for each in relaxations(short, EXACT).limits if each.limits == (Limit.ADULTS,)]

    assert isinstance(choose_sites(short, EXACT), NoPlan)
    assert (found.units, found.where) == (1, (("supervision", 1),))


def test_an_earlier_plan_is_kept_where_changing_it_is_dear_and_left_where_it_is_free():
    before = {"A": "A", "B": "A", "C": "D", "D": "D"}

    dear = choose_sites(on_a_line(previous=before, change=10_000), EXACT)
    free = choose_sites(on_a_line(previous={**before, "B": "C"}, change=0), EXACT)

    assert isinstance(dear, SitePlan)
    assert isinstance(free, SitePlan)
    assert {each.home.id: each.site.id for each in dear.assigned} == before
    assert dear.changed == ()
    assert free.cost == free.way


def test_the_proof_of_a_mean_with_changes_counted_says_that_they_are():
    """C alone keeps its site: 10,000 m more for three home schools in four are 7,500 m more for a pupil than the 1,668 m of the way."""
    moved = {"A": "D", "B": "D", "C": "A", "D": "A"}

    plan = choose_sites(on_a_line(previous=moved, change=10_000), EXACT)

    assert isinstance(plan, SitePlan)
    assert len(plan.changed) == 3
    row = next(row for row in plan_table(plan, ()).rows if row.label == "mean for a pupil")
    assert row.cells == ("1,668 m", "9,168 m with changes counted: the least there is")


def test_a_home_school_that_goes_past_a_nearer_site_is_told_why():
    plan = choose_sites(on_a_line(), EXACT)

    assert isinstance(plan, SitePlan)
    passing = [plan.why_not_nearest(each) for each in plan.assigned]
    assert Binding.PLACES in passing or plan.full == ()


def test_under_another_turnout_the_sites_stay_and_those_too_full_are_told():
    plan = choose_sites(on_a_line(), EXACT)

    assert isinstance(plan, SitePlan)
    assert sum(plan.loads_at(Fraction(1)).values()) == 400
    assert sorted(plan.over_at(Fraction(1)).values()) == [140, 140]
    assert plan.over_at(Fraction(3, 100)) == {}
