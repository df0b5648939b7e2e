"""The exchange: what crosses singles nobody out, not even between two exchanges; and what it says is true."""

import datetime as dt
from collections import Counter
from itertools import product

import highspy
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.values.labels import Labels
from commonground.workforce.exchange import (
    PLACEMENT,
    TABLES,
    Exchange,
    GroupedOtherwise,
    exchange,
    is_off_schedule,
)
from commonground.workforce.exchanged import roster_of
from commonground.workforce.roster import NO_SALARY, Roster, Source

OCTOBER, MAY = dt.date(2025, 10, 1), dt.date(2026, 5, 1)
LANES, STEPS, TIERS = ("BA", "MA"), ("1", "2", "10", ""), ("old", "new")
PEOPLE = st.lists(
    st.tuples(st.sampled_from(LANES), st.sampled_from(STEPS), st.sampled_from(TIERS), st.sampled_from([10_000, 5_000])),
    max_size=60,
)


def roster(people):
    """A unit of people given by lane, step, tier and share of a job; who has no step has a salary."""
    lane, step, tier, fte = zip(*people, strict=True) if people else ((), (), (), ())
    off = np.array([not each for each in step], dtype=bool)
    labels = {
        "unit": ["teachers"] * len(people),
        "schedule": ["" if each else "A" for each in off],
        "lane": ["" if each else word for each, word in zip(off, lane, strict=True)],
        "step": step,
        "tier": tier,
    }
    numbers = {"fte": np.array(fte, dtype=np.int64), "salary": np.where(off, 7_012_345, NO_SALARY)}
    return Roster({name: Labels.of(words) for name, words in labels.items()}, numbers, np.arange(len(people)) + 2)


def held(people, table):
    """How many people each combination of a table holds in truth."""
    found = roster(people)
    columns = [found.labels[name].to_list() for name in TABLES[table]]
    return Counter(zip(*columns, strict=True))


@given(PEOPLE, st.integers(2, 12))
def test_cells_are_large_enough_and_sum_to_what_they_hold(people, smallest):
    made = exchange(roster(people), OCTOBER, TABLES, smallest)
    for table in (PLACEMENT, "tier"):
        truth = held(people, table)
        for cell in made.of("teachers", table):
            assert cell.people == sum(truth[place] for place in cell.combinations)
            assert cell.people >= smallest + len(cell.combinations) - 1
    if made.of("teachers", PLACEMENT):
        assert sum(cell.people for cell in made.of("teachers", PLACEMENT)) == len(people)
        assert sum(cell.fte for cell in made.of("teachers", PLACEMENT)) == sum(each[3] for each in people)


@given(PEOPLE, st.integers(2, 8), st.integers(2, 8))
def test_an_attack_by_all_that_two_exchanges_of_a_day_say_finds_no_small_group(people, smallest, again):
    """Whoever sets up every equation that the published cells are finds for each combination, and for each pair of a
    place and a tier, that as many people may stand there as make a cell."""
    some = {PLACEMENT: TABLES[PLACEMENT]}
    first = exchange(roster(people), OCTOBER, some, smallest)
    second = exchange(roster(people), OCTOBER, {**some, "tier": TABLES["tier"]}, again, [first])
    places = [place for cell in first.of("teachers", PLACEMENT) for place in cell.combinations]
    tiers = [tier for cell in second.of("teachers", "tier") for tier in cell.combinations]
    if not places or not tiers:
        return
    attack = Attack(places, tiers)
    for cell in (*first.cells, *second.cells):
        attack.knows(cell.combinations, cell.people)
    for place in places:
        assert attack.most([(place, tier) for tier in tiers]) >= smallest
    for pair in product(places, tiers):
        assert attack.most([pair]) >= min(smallest, again)


class Attack:
    """A linear program over how many people stand in each place and tier, with what is known of them."""

    def __init__(self, places, tiers):
        self.model = highspy.Highs()
        self.model.silent()
        self.pairs = {pair: self.model.addVariable(lb=0) for pair in product(places, tiers)}
        for one in (*places, *tiers):  # somebody stands in every combination that is named
            self.model.addConstr(sum(x for pair, x in self.pairs.items() if one in pair) >= 1)

    def knows(self, combinations, people):
        """A published cell."""
        self.model.addConstr(sum(x for pair, x in self.pairs.items() if set(pair) & set(combinations)) == people)

    def most(self, pairs):
        """How many people may stand in some of the pairs together."""
        self.model.maximize(sum(self.pairs[pair] for pair in pairs))
        assert self.model.getModelStatus() == highspy.HighsModelStatus.kOptimal
        return round(self.model.getInfo().objective_function_value)


@given(PEOPLE, PEOPLE, st.sets(st.integers(0, 59), max_size=8), st.integers(2, 10))
def test_the_difference_of_two_days_tells_of_nobody_or_of_enough(people, hired, left, smallest):
    later = [each for at, each in enumerate(people) if at not in left] + hired[:12]
    first = exchange(roster(people), OCTOBER, TABLES, smallest)
    second = exchange(roster(later), MAY, TABLES, smallest, [first])
    for table in (PLACEMENT, "tier"):
        before = first.of("teachers", table)
        for cell in second.of("teachers", table):
            within = [old for old in before if set(old.combinations) <= set(cell.combinations)]
            divided = [old for old in before if set(old.combinations) & set(cell.combinations) and old not in within]
            assert divided == []
            more = cell.people - sum(old.people for old in within)
            longer = (cell.fte or 0) - sum(old.fte or 0 for old in within)
            if before:
                assert abs(more) >= smallest or (more == 0 and longer == 0)


def test_a_single_hire_cannot_be_found_and_the_exchange_is_withheld_until_enough_have_changed():
    people = [("BA", "1", "old", 10_000)] * 30 + [("MA", "2", "new", 10_000)] * 30
    first = exchange(roster(people), OCTOBER, TABLES, 10)
    second = exchange(roster([*people, ("MA", "2", "new", 10_000)]), MAY, TABLES, 10, [first])
    assert len(first.of("teachers", PLACEMENT)) == 2
    assert second.cells == () and second.withheld == (("teachers", PLACEMENT),)
    third = exchange(roster([*people, *[("MA", "2", "new", 10_000)] * 10]), MAY, TABLES, 10, [first])
    assert [cell.people for cell in third.of("teachers", PLACEMENT)] == [30, 40]


def test_one_who_changes_lanes_is_told_in_a_cell_of_both_lanes():
    people = [("BA", "1", "old", 10_000)] * 30 + [("MA", "1", "old", 10_000)] * 30
    first = exchange(roster(people), OCTOBER, TABLES, 10)
    moved = [("MA", "1", "old", 10_000), *people[1:]]
    second = exchange(roster(moved), MAY, TABLES, 10, [first])
    assert [(len(cell.combinations), cell.people) for cell in second.of("teachers", PLACEMENT)] == [(2, 60)]


def test_dividing_by_other_columns_that_overlap_with_what_crossed_is_refused():
    people = [("BA", "1", "old", 10_000)] * 30
    first = exchange(roster(people), OCTOBER, TABLES, 10)
    with pytest.raises(GroupedOtherwise, match="schedule, lane, step, tier now could single somebody out"):
        exchange(roster(people), MAY, {PLACEMENT: ("schedule", "lane", "step", "tier")}, 10, [first])


def test_salaries_off_the_schedule_cross_as_a_mean_that_stays_until_enough_people_have_changed():
    people = [("BA", "", "old", 10_000)] * 12
    first = exchange(roster(people), OCTOBER, TABLES, 10)
    (cell,) = first.of("teachers", PLACEMENT)
    assert (cell.people, cell.mean_salary) == (12, 70_000_00)
    raised = roster(people).replace(numbers={"salary": np.full(12, 8_000_000, dtype=np.int64)})
    (again,) = exchange(raised, MAY, TABLES, 10, [first]).of("teachers", PLACEMENT)
    assert again.mean_salary == 70_000_00


def test_few_people_off_the_schedule_are_told_among_others_and_spread_with_them():
    made = exchange(roster([("BA", "", "old", 10_000)] * 2 + [("BA", "1", "old", 10_000)] * 20), OCTOBER, TABLES, 10)
    (cell,) = made.of("teachers", PLACEMENT)
    assert cell.people == 22 and any(map(is_off_schedule, cell.combinations)) and cell.mean_salary is None
    copy = roster_of(made, Source("copy"))
    assert set(copy.labels["step"].to_list()) == {"1"} and copy.people == 22


@given(PEOPLE, st.integers(2, 6))
def test_the_copy_holds_the_people_and_full_time_equivalents_of_every_cell(people, smallest):
    made = exchange(roster(people), OCTOBER, TABLES, smallest)
    copy = roster_of(made, Source("copy"))
    cells = made.of("teachers", PLACEMENT)
    assert copy.people == sum(cell.people for cell in cells) and copy.fte == sum(cell.fte for cell in cells)
    for table in (PLACEMENT, "tier"):
        columns = [copy.labels[name].to_list() for name in TABLES[table]]
        found = Counter()
        for place, count in zip(zip(*columns, strict=True), copy.numbers["count"].tolist(), strict=True):
            found[place] += count
        for cell in made.of("teachers", table):
            assert sum(found[place] for place in cell.combinations) == cell.people


def test_places_that_are_paid_alike_are_joined_first():
    people = [("BA", "1", "old", 10_000)] * 4 + [("BA", "2", "old", 10_000)] * 12 + [("MA", "10", "old", 10_000)] * 8
    pay = np.array([5_000_000] * 4 + [9_000_000] * 12 + [5_010_000] * 8)
    made = exchange(roster(people), OCTOBER, TABLES, 10, (), pay)
    assert [cell.combinations for cell in made.of("teachers", PLACEMENT)] == [
        (("A", "BA", "1"), ("A", "MA", "10")),
        (("A", "BA", "2"),),
    ]


def test_nobody_and_too_few_give_nothing():
    assert exchange(roster([]), OCTOBER, TABLES).cells == ()
    assert exchange(roster([("BA", "1", "old", 10_000)] * 9), OCTOBER, TABLES).cells == ()
    assert isinstance(roster_of(Exchange(OCTOBER, 10, TABLES, ()), Source("")), Roster)
