"""Attribution: how much of the difference between two agreements belongs to each issue.

Law (exact Shapley): v(S) is the cost with the issues in S taken from the second agreement and all others from the first; an
issue's share is the mean of what it adds over all orders. A line depends only on the issues of the clauses that it reads in
one agreement, in the other or in a mixture of both, so each line is enumerated over those alone; shares add up over lines
because the Shapley value is linear. Cents by largest remainder. A clause that only one agreement has says nothing in the
other, so that what follows it or builds upon it follows and builds upon nothing there.
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
from commonground.costing.period import Period
from commonground.values.shares import largest_remainder, order_range, shapley

MOST_FOR_RANGE = 16
Read = tuple[str, str]


@dataclass(frozen=True)
class Share:
    """What an issue adds, by period in cents; and, by period, the least and the most in any order (None: too many issues)."""

    issue: str
    cents: tuple[int, ...]
    ranges: tuple[tuple[int, int] | None, ...]


@dataclass(frozen=True)
class Attribution:
    """The difference between two agreements by period, and each issue's share of it. Shares sum to the difference."""

    periods: tuple[Period, ...]
    difference: tuple[int, ...]
    shares: tuple[Share, ...]


def attribute(engine: Engine, one: Agreement, other: Agreement, periods: Sequence[Period] | None = None) -> Attribution:
    """Attribute the cost of `other` less the cost of `one` to the issues on which they differ."""
    asked = tuple(periods if periods is not None else engine.periods)
    issues = differing_issues(one, other)
    players = _players(engine, one, other, issues)
    tables = [_worth(engine, one, other, issues, players, period) for period in asked]
    difference = tuple(table.difference for table in tables)
    shares = []
    cents = [largest_remainder(table.shares, table.difference) for table in tables]
    for number, issue in enumerate(issues):
        ranges = tuple(order_range(table.total, number) if table.total is not None else None for table in tables)
        shares.append(Share(issue, tuple(by_issue[number] for by_issue in cents), ranges))
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
    shared = [clause for clause in one if clause in other]
    if shared != [clause for clause in other if clause in one]:
        return list(dict.fromkeys((*one, *other)))
    found: list[str] = []
    rests = list(one), list(other)
    for anchor in shared:
        first, second = (rest[: rest.index(anchor)] for rest in rests)
        found += [*min(first, second), *max(first, second), anchor]
        rests = rests[0][len(first) + 1 :], rests[1][len(second) + 1 :]
    return [*found, *min(rests), *max(rests)]


def _worth(
    engine: Engine,
    one: Agreement,
    other: Agreement,
    issues: Sequence[str],
    seen: Mapping[str, tuple[int, ...]],
    period: Period,
) -> _Worth:
    """Each issue's exact share in a period, summed over the lines, and the worth of every set of issues where it fits."""
    exact = [Fraction(0)] * len(issues)
    whole = len(issues) <= MOST_FOR_RANGE
    total = np.zeros(1 << len(issues), dtype=np.int64) if whole else None
    difference = 0
    for name, players in seen.items():
        values = [
            _line_worth(engine, one, other, name, _chosen(issues, players, mask), period)
            for mask in range(1 << len(players))
        ]
        difference += values[-1] - values[0]
        for player, share in zip(players, shapley(values), strict=True):
            exact[player] += share
        if total is not None:
            total += np.array(values, dtype=np.int64)[_projection(len(issues), players)]
    return _Worth(exact, difference, total)


def _chosen(issues: Sequence[str], players: Sequence[int], mask: int) -> frozenset[str]:
    return frozenset(issues[player] for bit, player in enumerate(players) if mask >> bit & 1)


def _projection(players: int, seen: Sequence[int]) -> npt.NDArray[np.int64]:
    """For each set of all players, the set of those among them that a line sees."""
    masks = np.arange(1 << players)
    return sum(((masks >> player) & 1) << bit for bit, player in enumerate(seen)) + np.zeros_like(masks)


def _players(engine: Engine, one: Agreement, other: Agreement, issues: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
    """For each line of either agreement, the issues whose clauses it reads, in either or in a mixture of both."""
    number = {issue: position for position, issue in enumerate(issues)}
    sides, joins = (one, other), [engine.join(agreement) for agreement in (one, other)]
    reads: dict[Read, set[Read]] = {}
    for agreement, join in zip(sides, joins, strict=True):
        for name, line in join.lines.items():
            clauses = line.closure if line.standings else (line.provision,)
            held = reads.setdefault(("line", name), set())
            held.update(("clause", clause) for clause in clauses)
            held.update(("line", read) for other_join in joins for read in other_join.named_by(name, *join.rules[name]))
        for provision in agreement:
            follows = (getattr(version.terms, "follows", None) for version in provision.versions)
            reads.setdefault(("clause", provision.id), set()).update(("clause", f) for f in follows if f is not None)
    found = {}
    for name, line in {**joins[0].lines, **joins[1].lines}.items():
        read = [clause for sort, clause in _reached(("line", name), reads) if sort == "clause"]
        named = {issue_of(clause, one, other) for clause in read}
        players = tuple(sorted(number[issue] for issue in named if issue in number))
        if players and line.rule.payer == "employer":
            found[name] = players
    return found


def _reached(start: Read, reads: Mapping[Read, set[Read]]) -> set[Read]:
    """All that a line reads, what that reads, and so on."""
    found, waiting = {start}, [start]
    while waiting:
        more = reads.get(waiting.pop(), set()) - found
        found |= more
        waiting += more
    return found


def _line_worth(
    engine: Engine, one: Agreement, other: Agreement, name: str, issues: frozenset[str], period: Period
) -> int:
    agreement = mixed(one, other, issues)
    line = engine.join(agreement).lines.get(name)
    return 0 if line is None else engine.total(agreement, line, period)
