"""New York 2018: a tally by title that adds up, and a unit that says no where the whole says yes."""

from __future__ import annotations

from pathlib import Path

from commonground.files.printed_tallies import read_printed
from commonground.files.vote_rule_packs import rule_packs
from commonground.votes.count import Count
from commonground.votes.outcome import Electors, Verdict, weighed
from commonground.votes.printed import comparisons
from commonground.votes.rule import VotingUnit, percent_written

ROWS, PROBLEMS = read_printed(Path(__file__).parent / "printed.csv")
RULE = rule_packs()["chicago-ratification"].rule  # more yes than no of the ballots cast
OF_THERAPISTS = ("Occupational and physical therapists", "Staff Nurses")


def verdict_of(*rows):
    count = Count(sum(row.counts["yes"] for row in rows), sum(row.counts["no"] for row in rows))
    return weighed(VotingUnit("u", "U", RULE), count, Electors(None)).verdict


def test_every_percentage_comes_out():
    assert PROBLEMS == ()
    assert [one.misprint for one in comparisons(ROWS)] == [None] * 8


def test_the_ballots_are_as_many_as_the_union_reported():
    ballots = {row.label.split()[0]: row.counts["yes"] + row.counts["no"] for row in ROWS}

    assert [ballots[name] for name in ("Teachers", "Paraprofessionals", "Staff", "Occupational")] == [
        61_708,
        19_753,
        282,
        1_251,
    ]


def test_a_unit_fails_by_its_own_ballots_though_the_whole_passes():
    of_therapists = [row for row in ROWS if row.label in OF_THERAPISTS]
    yes, no = (sum(row.counts[side] for row in ROWS) for side in ("yes", "no"))

    assert verdict_of(*ROWS) is Verdict.PASSED
    assert percent_written(yes, yes + no, 0) == "87 %"
    assert verdict_of(*of_therapists) is Verdict.FAILED
    assert {verdict_of(row) for row in ROWS if row not in of_therapists} == {Verdict.PASSED}
