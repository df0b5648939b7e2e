"""The laws of a count: order changes nothing, no single teller decides, one ballot flips, what is called certain is."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from commonground.values.hash_chain import Head, Link, first_break, head_of, sealed
from commonground.votes.alpha import measured_risk
from commonground.votes.assertion import Seen, assertions, reported_ballots
from commonground.votes.count import Count
from commonground.votes.entry import CountEntered, Publication
from commonground.votes.outcome import Electors, Verdict, outcome_of, weighed
from commonground.votes.publication import SiteCount, TooTelling, cells, may_be_shown, next_cells
from commonground.votes.roll import Roll, SiteRoll
from commonground.votes.rule import Comparison, Denominator, Requirement, Rule, Treatment, VotingUnit
from commonground.votes.tellers import BoxState, agreement_of

SHARES = st.fractions(Fraction(1, 20), 1, max_denominator=20)
REQUIREMENTS = st.builds(Requirement, st.sampled_from(Denominator), SHARES, st.sampled_from(Comparison))
RULES = st.builds(
    Rule,
    st.tuples(REQUIREMENTS),
    abstentions=st.sampled_from(Treatment),
    blanks=st.sampled_from(Treatment),
    spoiled=st.sampled_from(Treatment),
)
FEW = st.integers(0, 12)
COUNTS = st.builds(Count, yes=FEW, no=FEW, abstain=FEW, blank=FEW, spoiled=FEW)
SITES = ("a", "b", "c")


def unit_under(rule):
    return VotingUnit("u", "U", rule)


@given(st.data(), RULES, st.dictionaries(st.sampled_from(SITES), COUNTS, min_size=1))
def test_the_order_in_which_counts_come_in_changes_nothing(data, rule, found):
    roll = Roll(1, None, tuple(SiteRoll("u", site, 60, 80) for site in SITES))
    entries = [CountEntered(0, by, "u", site, count) for site, count in found.items() for by in ("Ames", "Bell")]
    entries.append(CountEntered(0, "Cole", "u", "a", data.draw(COUNTS)))

    shuffled = data.draw(st.permutations(entries))

    assert outcome_of(unit_under(rule), roll, shuffled) == outcome_of(unit_under(rule), roll, entries)


@given(st.lists(st.integers(0, 3)), st.sampled_from(["Ames", "Bell", "Cole"]))
def test_no_single_teller_changes_what_two_agreed_on(entered, one):
    history = [("Ames", 1), ("Bell", 1), *((one, found) for found in entered)]

    assert agreement_of(history).agreed == 1


@given(st.integers(0, 3), st.integers(0, 3))
def test_a_mismatch_blocks_the_box_and_a_third_count_opens_it(first, second):
    assume(first != second)

    assert agreement_of([("Ames", first), ("Bell", second)]).state is BoxState.MISMATCH
    assert agreement_of([("Ames", first), ("Bell", second), ("Cole", second)]).agreed == second


@pytest.mark.parametrize("comparison", Comparison)
@pytest.mark.parametrize("beside", [0, 1, -1], ids=["whole", "one more", "one fewer"])
@given(of=st.sampled_from(Denominator), share=SHARES, parts=st.integers(1, 250))
def test_one_ballot_flips_exactly_at_the_threshold(comparison, beside, of, share, parts):
    requirement = Requirement(of, share, comparison)
    base = max(1, parts * requirement.share.denominator + beside)  # the share of it is whole, or just not
    needed = requirement.needed(base)
    assume(needed <= base)

    def verdict(yes):
        count = Count(yes=yes, no=base - yes)
        return weighed(unit_under(Rule((requirement,))), count, Electors(base, base)).verdict

    exact = requirement.share * base
    enough = needed >= exact if requirement.comparison is Comparison.AT_LEAST else needed > exact
    one_less = needed - 1 >= exact if requirement.comparison is Comparison.AT_LEAST else needed - 1 > exact
    assert (enough, one_less) == (True, False)
    assert (verdict(needed), verdict(needed - 1)) == (Verdict.PASSED, Verdict.FAILED)


@given(RULES, COUNTS, st.integers(0, 8), st.integers(0, 8), st.data())
def test_what_is_called_certain_holds_whatever_comes(rule, count, waiting, challenged, data):
    electors = Electors(count.voters + waiting + challenged + 3, count.voters + waiting + challenged + 9)
    said = weighed(unit_under(rule), count, electors, waiting=waiting, challenged=challenged).verdict
    yes = data.draw(st.integers(0, waiting + challenged))
    no = data.draw(st.integers(0, waiting + challenged - yes))

    came = weighed(
        unit_under(rule), Count(count.yes + yes, count.no + no, count.abstain, count.blank, count.spoiled), electors
    ).verdict

    assert said is came or said in (Verdict.OPEN, Verdict.CHALLENGED)


@given(RULES, COUNTS, st.integers(0, 4))
def test_an_assertion_says_what_the_outcome_says(rule, count, challenged):
    electors = Electors(80, 90)
    outcome = weighed(unit_under(rule), count, electors, challenged=challenged)
    assume(outcome.verdict in (Verdict.PASSED, Verdict.FAILED) and count.valid)
    [assertion] = assertions(outcome)
    seen = [assertion.value(kind) for kind, number in reported_ballots(outcome.count).items() for _ in range(number)]

    assert assertion.holds_for(outcome.count)
    assert assertion.passed is (outcome.verdict is Verdict.PASSED)
    assert measured_risk(seen, assertion.null(outcome.count)).p_value == 0


@given(st.lists(COUNTS, max_size=8), st.integers(3, 15))
def test_every_cell_that_is_shown_may_be_shown_and_nothing_is_left_to_subtract(counts, smallest):
    sites = [SiteCount(str(number), count) for number, count in enumerate(counts)]

    found = cells(sites, smallest)

    named = [site for cell in found for site in cell.sites]
    assert sorted(named) == (sorted(one.site for one in sites) if found else [])
    for cell in found:
        whole = Count(cell.yes, cell.no, cell.voters - cell.yes - cell.no)
        assert may_be_shown(whole, smallest)


@given(COUNTS, COUNTS, st.integers(3, 15))
def test_the_difference_of_two_publications_shows_nobody(first, more, smallest):
    sites = [SiteCount("a", first)]
    then = cells(sites, smallest)
    assume(then)

    try:
        now = next_cells(sites, more, [Publication(1, "Ames", "u", then)], smallest)
    except TooTelling:
        return

    added = now[0].voters - then[0].voters
    assert added == 0 or may_be_shown(Count(more.yes, more.no, added - more.yes - more.no), smallest)


@given(st.lists(st.integers(0, 9), min_size=2, max_size=6), st.data())
def test_whoever_changes_takes_out_or_moves_an_entry_is_found(said, data):
    links: list[Link] = []
    for number in said:
        links.append(sealed(head_of(links), {"yes": number}))
    at = data.draw(st.integers(0, len(links) - 2))
    changed = Link(links[at].number, links[at].previous, {"yes": said[at] + 1}, links[at].seal)

    assert first_break(links) is None
    assert first_break([*links[:at], changed, *links[at + 1 :]]).number == at + 1
    assert first_break([*links[:at], *links[at + 1 :]]) is not None
    assert first_break([*links[:at], links[at + 1], links[at], *links[at + 2 :]]) is not None


def test_a_key_is_needed_to_seal_under_a_key():
    link = sealed(Head(), {"offer": "3 %"}, key=b"secret")

    assert first_break([link], key=b"secret") is None
    assert first_break([link]).number == 1


def test_a_ballot_that_is_not_found_speaks_against_the_outcome():
    outcome = weighed(unit_under(Rule((Requirement(Denominator.MEMBERS, Fraction(1, 2)),))), Count(8, 2), Electors(12))
    [assertion] = assertions(outcome)

    assert assertion.value(Seen.NOT_FOUND) == assertion.value(Seen.NO) == 0
