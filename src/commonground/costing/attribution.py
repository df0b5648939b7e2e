"""Attribution: how much of the difference between two agreements belongs to each issue.

Law (exact Shapley): v(S) is the cost with the issues in S taken from the second agreement and all others from the first; an
issue's share is the mean of what it adds over all orders. A line depends only on the issues of the clauses that it reads in
one agreement, in the other or in a mixture of both, so each line is enumerated over those alone; shares add up over lines
because the Shapley value is linear. Cents by largest remainder. A clause that only one agreement has says nothing in the
other, so that what follows it or builds upon it follows and builds upon nothing there. Issues that only stand together are
taken as one (see `costing.together`).
The order range is the least and the most that an issue adds in any order, over the whole package.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.costing.engine import Engine
from commonground.costing.lines import Join
from commonground.costing.period import Period
from commonground.costing.reads import Reads
from commonground.costing.together import TOGETHER, together
from commonground.values.problem import BadInput, Place, Problem
from commonground.values.shares import largest_remainder, order_range, shapley

MOST_FOR_RANGE = 16
MOST_READ = 16


@dataclass(frozen=True)
class Share:
    """What an issue adds, by period in cents; and, by period, the least and the most in any order (None: too many issues).

    `issues` are more than one where they only stand together.
    """

    issues: tuple[str, ...]
    cents: tuple[int, ...]
    ranges: tuple[tuple[int, int] | None, ...]

    @property
    def issue(self) -> str:
        """The issue's name; the names of issues that only stand together."""
        return TOGETHER.join(self.issues)


@dataclass(frozen=True)
class Attribution:
    """The difference between two agreements by period, and each issue's share of it. Shares sum to the difference."""

    periods: tuple[Period, ...]
    difference: tuple[int, ...]
    shares: tuple[Share, ...]


def attribute(engine: Engine, one: Agreement, other: Agreement, periods: Sequence[Period] | None = None) -> Attribution:
    """Attribute the cost of `other` less the cost of `one` to the issues on which they differ.

    Raises `BadInput` where one line reads the clauses of more than `MOST_READ` of them: each set of them would be costed.
    """
    asked = tuple(periods if periods is not None else engine.periods)
    joins = engine.join(one), engine.join(other)
    reads = Reads.between((one, other), joins)
    groups = together(
        differing_issues(one, other), lambda clause: issue_of(clause, one, other), (one, other), joins, reads
    )
    players = _players(one, other, joins, reads, groups)
    _not_too_many(players)
    mixtures = _Mixtures(engine, one, other)
    tables = [_worth(mixtures, groups, players, period) for period in asked]
    difference = tuple(table.difference for table in tables)
    shares = []
    cents = [largest_remainder(table.shares, table.difference) for table in tables]
    for number, issues in enumerate(groups):
        ranges = tuple(order_range(table.total, number) if table.total is not None else None for table in tables)
        shares.append(Share(issues, tuple(by_issue[number] for by_issue in cents), ranges))
    return Attribution(asked, difference, tuple(shares))


@dataclass(frozen=True)
class _Worth:
    shares: list[Fraction]
    difference: int
    total: npt.NDArray[np.int64] | None


def differing_issues(one: Agreement, other: Agreement) -> tuple[str, ...]:
    """The issues with a clause that the two agreements do not share, in the agreements' order."""
    found: dict[str, None] = {}
    for provision in dict.fromkeys((*one.provisions, *other.provisions)):
        here, there = one.provisions.get(provision), other.provisions.get(provision)
        if here is None or there is None or here.digest != there.digest:
            found[issue_of(provision, one, other)] = None
    return tuple(found)


def issue_of(clause: str, one: Agreement, other: Agreement) -> str:
    """The issue of a clause; where the two agreements file it under different ones, the first in the alphabet."""
    return min(agreement.provisions[clause].issue for agreement in (one, other) if clause in agreement.provisions)


def mixed(one: Agreement, other: Agreement, issues: frozenset[str]) -> Agreement:
    """The first agreement with the clauses of some issues taken from the second."""
    found = {}
    for clause in _in_order(tuple(one.provisions), tuple(other.provisions)):
        here, there = (other, one) if issue_of(clause, one, other) in issues else (one, other)
        said = here.provisions.get(clause)
        found[clause] = replace(there[clause], versions=()) if said is None else said
    return Agreement(one.title, found, one.term, one.citation)


def _in_order(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """The clauses of both in an order that keeps each one's own, the same whichever of the two comes first."""
    both = {*one} & {*other}
    shared = [clause for clause in one if clause in both]
    if shared != [clause for clause in other if clause in both]:
        return list(dict.fromkeys((*one, *other)))
    found: list[str] = []
    rests = list(one), list(other)
    for anchor in shared:
        first, second = (rest[: rest.index(anchor)] for rest in rests)
        found += [*min(first, second), *max(first, second), anchor]
        rests = rests[0][len(first) + 1 :], rests[1][len(second) + 1 :]
    return [*found, *min(rests), *max(rests)]


class _Mixtures:
    """The mixtures of two agreements, each made and joined to the roster once, however many lines and periods are asked of it."""

    def __init__(self, engine: Engine, one: Agreement, other: Agreement) -> None:
        self.engine, self.one, self.other = engine, one, other
        self._made: dict[frozenset[str], tuple[Agreement, Join]] = {}

    def worth(self, name: str, issues: frozenset[str], period: Period) -> int:
        """What a line costs in a period with some issues taken from the second agreement; nothing where there is no such line."""
        if issues not in self._made:
            agreement = mixed(self.one, self.other, issues)
            self._made[issues] = agreement, self.engine.join(agreement)
        agreement, join = self._made[issues]
        line = join.lines.get(name)
        return 0 if line is None else self.engine.total(agreement, line, period)


def _worth(
    mixtures: _Mixtures, groups: Sequence[tuple[str, ...]], seen: Mapping[str, tuple[int, ...]], period: Period
) -> _Worth:
    """Each group's exact share in a period, summed over the lines, and the worth of every set of groups where it fits."""
    exact = [Fraction(0)] * len(groups)
    whole = len(groups) <= MOST_FOR_RANGE
    total = np.zeros(1 << len(groups), dtype=np.int64) if whole else None
    difference = 0
    everything = frozenset(issue for group in groups for issue in group)
    for name, players in seen.items():
        values = [mixtures.worth(name, issues, period) for issues in _sets(groups, players, everything)]
        difference += values[-1] - values[0]
        for player, share in zip(players, shapley(values), strict=True):
            exact[player] += share
        if total is not None:
            total += np.array(values, dtype=np.int64)[_projection(len(groups), players)]
    return _Worth(exact, difference, total)


def _not_too_many(players: Mapping[str, tuple[int, ...]]) -> None:
    """Refuse what would be costed in more sets of issues than anybody waits for."""
    name = max(players, key=lambda line: len(players[line]), default="")
    if name and len(players[name]) > MOST_READ:
        got = f"{len(players[name])} issues on which the two differ"
        expected = f"at most {MOST_READ} that one cost depends on, as every set of them is costed for exact shares"
        mend = "Give clauses that are bargained together the same `issue`, or see the cost by component or clause."
        place = Place("agreement.toml", column=name.partition("/")[0], sort="clause")
        raise BadInput((Problem("too-many-issues", place, got, expected, mend),))


def _sets(
    groups: Sequence[tuple[str, ...]], players: Sequence[int], everything: frozenset[str]
) -> list[frozenset[str]]:
    """The issues of every set of groups; of the whole set all issues, as a line does not depend on what it does not read."""
    proper = (
        frozenset(issue for bit, player in enumerate(players) if mask >> bit & 1 for issue in groups[player])
        for mask in range((1 << len(players)) - 1)
    )
    return [*proper, everything]


def _projection(players: int, seen: Sequence[int]) -> npt.NDArray[np.int64]:
    """For each set of all players, the set of those among them that a line sees."""
    masks = np.arange(1 << players)
    return sum(((masks >> player) & 1) << bit for bit, player in enumerate(seen)) + np.zeros_like(masks)


def _players(
    one: Agreement, other: Agreement, joins: tuple[Join, Join], reads: Reads, groups: Sequence[tuple[str, ...]]
) -> Mapping[str, tuple[int, ...]]:
    """For each line of either agreement, the numbers of the groups whose clauses it reads, in either or in a mixture of both."""
    number = {issue: at for at, group in enumerate(groups) for issue in group}
    found = {}
    for name, line in {**joins[0].lines, **joins[1].lines}.items():
        named = {issue_of(clause, one, other) for clause in reads.clauses(name)}
        players = tuple(sorted({number[issue] for issue in named if issue in number}))
        if players and line.rule.payer == "employer":
            found[name] = players
    return found
