"""Whether the audit's risk is held: of the narrowest wrong outcomes, how many of 2,000 audits would have passed them.

Bound: at most the risk limit, and three standard errors of the simulation. Each row is a rule, a size and a manner of
sampling, with the reported count taken from a landslide, which is when an auditor most expects to stop soon.

    python benchmarks/audit_risk.py [--quick]
"""

from __future__ import annotations

import math
import sys
from fractions import Fraction

from commonground.votes.assertion import Seen, assertions, reported_ballots
from commonground.votes.count import Count
from commonground.votes.outcome import Electors, weighed
from commonground.votes.plan import sample_sizes
from commonground.votes.rule import Comparison, Denominator, Requirement, Rule, VotingUnit

RUNS, LIMITS = 2_000, (Fraction(1, 20), Fraction(1, 10))
CASES = (
    ("3/4 of members", Requirement(Denominator.MEMBERS, Fraction(3, 4)), Count(yes=930, no=40, spoiled=10), 1_000),
    (
        "half of votes",
        Requirement(Denominator.BALLOTS, Fraction(1, 2), Comparison.MORE_THAN),
        Count(600, 350, 30),
        1_000,
    ),
    ("2/3 of votes", Requirement(Denominator.BALLOTS, Fraction(2, 3)), Count(800, 150, 0, 50), 1_000),
    ("half, close", Requirement(Denominator.BALLOTS, Fraction(1, 2), Comparison.MORE_THAN), Count(520, 480), 1_000),
)


def wrong_by_one(reported: Count, needed: Requirement, members: int) -> Count:
    """The count nearest to the reported one with as many ballots of which the outcome is wrong: yes turned to no."""
    yes, no = reported.yes, reported.no
    base = members if needed.of is not Denominator.BALLOTS else yes + no
    more = yes - (needed.needed(base) - 1)
    return Count(yes - more, no + more, reported.abstain, reported.blank, reported.spoiled)


def main(runs: int = RUNS) -> int:
    """Run every case; the exit code says whether the bound is kept."""
    worst = 0
    print(f"{'rule':<16} {'sampling':<20} {'limit':>6} {'passed wrongly':>15}")
    for name, requirement, reported, members in CASES:
        outcome = weighed(VotingUnit("u", "U", Rule((requirement,))), reported, Electors(members))
        [assertion] = assertions(outcome)
        null = assertion.null(reported)
        wrong = reported_ballots(wrong_by_one(reported, requirement, members))
        ballots = [(assertion.value(kind), number) for kind, number in wrong.items() if kind is not Seen.NOT_FOUND]
        assert sum(value * number for value, number in ballots) <= null.total
        for limit in LIMITS:
            for with_replacement in (False, True):
                sizes = sample_sizes(
                    null, ballots, float(limit), seed=20_120_606, runs=runs, with_replacement=with_replacement
                )
                share = float((sizes <= null.ballots).mean())
                bound = float(limit) + 3 * math.sqrt(float(limit * (1 - limit)) / runs)
                worst = max(worst, share > bound)
                how = "with replacement" if with_replacement else "without replacement"
                print(f"{name:<16} {how:<20} {float(limit):>6.0%} {share:>15.2%}{'  ABOVE' if share > bound else ''}")
    return int(worst)


if __name__ == "__main__":
    sys.exit(main(200 if "--quick" in sys.argv[1:] else RUNS))
