"""Attribution: how much of the difference between two agreements belongs to each issue.

Law (exact Shapley): v(S) is the cost with the issues in S taken from the second agreement and all others from the first; an
issue's share is the mean of what it adds over all orders. What a group of people costs on a line depends only on the issues whose
clauses reach these people, so each is enumerated over those alone (`costing.games`); shares add up over lines and groups
because the Shapley value is linear. Cents by largest remainder. A clause that only one agreement has says nothing in the
other, so that what follows it or builds upon it follows and builds upon nothing there. Issues that only stand together are
taken as one (see `costing.together`).
The order range is the least and the most that an issue adds in any order, over the whole package.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.costing.engine import Engine
from commonground.costing.games import MOST_READ, Games, TooManyIssues, games
from commonground.costing.lines import Join, pays_late
from commonground.costing.mixtures import Mixtures, differing_issues, issue_of
from commonground.costing.period import Period
from commonground.costing.reads import Reads
from commonground.costing.together import TOGETHER, together
from commonground.values.problem import BadInput, Place, Problem
from commonground.values.shares import Exact, largest_remainder, order_range, shapley

MOST_FOR_RANGE = 16


@dataclass(frozen=True)
class Share:
    """What an issue adds, by period in cents; and, by period, the least and the most in any order (None: too many
    issues, or not asked for).

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


def attribute(
    engine: Engine,
    one: Agreement,
    other: Agreement,
    periods: Sequence[Period] | None = None,
    *,
    with_ranges: bool = True,
) -> Attribution:
    """Attribute the cost of `other` less the cost of `one` to the issues on which they differ; ranges where they are asked for.

    Raises `BadInput` where what a group of people costs on one line depends on more than `MOST_READ` of them: each set of them
    would be costed.
    """
    asked = tuple(periods if periods is not None else engine.periods)
    late = pays_late(one) or pays_late(other)
    joins = engine.join(one, late=late), engine.join(other, late=late)
    reads = engine.reads(*joins)
    groups = together(
        differing_issues(one, other), lambda clause: issue_of(clause, one, other), (one, other), joins, reads
    )
    mixtures = Mixtures(one, other, groups)
    try:
        found = games(engine, mixtures, _players(mixtures, joins, reads), asked)
    except TooManyIssues as refused:
        raise BadInput((_too_many(refused),)) from refused
    ranged = with_ranges and len(groups) <= MOST_FOR_RANGE
    tables = [_worth(len(groups), found, number, ranged=ranged) for number in range(len(asked))]
    difference = tuple(table.difference for table in tables)
    shares = []
    cents = [largest_remainder(table.shares, table.difference) for table in tables]
    for number, issues in enumerate(groups):
        ranges = tuple(order_range(table.total, number) if table.total is not None else None for table in tables)
        shares.append(Share(issues, tuple(by_issue[number] for by_issue in cents), ranges))
    return Attribution(asked, difference, tuple(shares))


@dataclass(frozen=True)
class _Worth:
    shares: list[Exact]
    difference: int
    total: npt.NDArray[np.int64] | None


def _worth(groups: int, found: Games, period: int, *, ranged: bool) -> _Worth:
    """Each group's exact share in a period, summed over the games, and the worth of every set of groups where it is asked for."""
    exact: list[Exact] = [0] * groups
    total = np.zeros(1 << groups, dtype=np.int64) if ranged else None
    difference = 0
    for players, game in found.items():
        values = game[:, period]
        difference += int(values[-1] - values[0])
        for player, share in zip(players, shapley(values), strict=True):
            exact[player] += share
        if total is not None:
            total += values[_projection(groups, players)]
    return _Worth(exact, difference, total)


def _too_many(refused: TooManyIssues) -> Problem:
    """What would be costed in more sets of issues than anybody waits for."""
    got = f"{refused.issues} issues on which the two differ"
    expected = f"at most {MOST_READ} that one cost depends on, as every set of them is costed for exact shares"
    mend = "Give clauses that are bargained together the same `issue`, or see the cost by component or clause."
    place = Place("agreement.toml", column=refused.line.partition("/")[0], sort="clause")
    return Problem("too-many-issues", place, got, expected, mend)


def _projection(players: int, seen: Sequence[int]) -> npt.NDArray[np.int64]:
    """For each set of all players, the set of those among them that a line sees."""
    masks = np.arange(1 << players)
    return sum(((masks >> player) & 1) << bit for bit, player in enumerate(seen)) + np.zeros_like(masks)


def _players(mixtures: Mixtures, joins: tuple[Join, Join], reads: Reads) -> Mapping[str, tuple[int, ...]]:
    """For each line of either agreement, the numbers of the groups whose clauses it reads, in either or in a mixture of both."""
    lines = {**joins[0].lines, **joins[1].lines}
    paid = [name for name, line in lines.items() if line.rule.payer == "employer"]
    players = {name: tuple(sorted(mixtures.among(reads.clauses(name)))) for name in paid}
    return {name: found for name, found in players.items() if found}
