"""Small questions of settlement, drawn at random, and the plain search of every package that the tests compare with."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from commonground.settlement.issue import Issue, Option
from commonground.settlement.preference import Preference
from commonground.settlement.question import Caps, Question
from commonground.settlement.tables import CostTable, Rule


def issues_of(sizes, excluded=()):
    return tuple(
        Issue(
            f"issue-{n}",
            f"Issue {n}",
            tuple(Option(f"{k}", "not yet" if (n, k) in excluded else "") for k in range(size)),
        )
        for n, size in enumerate(sizes)
    )


def every_package(question):
    """Every package that may be agreed and that neither side's floor bars."""
    for package in itertools.product(*(range(len(issue.options)) for issue in question.issues)):
        values = question.values(package)
        if question.is_feasible(package) and all(v >= least for v, least in zip(values, question.least, strict=True)):
            yield package, values


def plain_frontier(question):
    """The pairs of values on the frontier, by looking at every package."""
    found = sorted({values for _, values in every_package(question)}, reverse=True)
    best, stairs = -1, []
    for values in found:
        if values[1] > best:
            stairs.append(values)
            best = values[1]
    return stairs


def grid_frontier(question, at_once=200_000):
    """The same for up to millions of packages: every one is priced and valued by number, whole blocks at a time."""
    shape = [len(issue.options) for issue in question.issues]
    allowed = [np.isin(np.arange(size), numbers) for size, numbers in zip(shape, question.allowed, strict=True)]
    best = {}
    for start in range(0, math.prod(shape), at_once):
        grid = np.unravel_index(np.arange(start, min(start + at_once, math.prod(shape))), shape)
        fits = np.logical_and.reduce([one[chosen] for one, chosen in zip(allowed, grid, strict=True)])
        for rule in question.rules:
            fits &= rule.allowed[tuple(grid[n] for n in rule.issues)]
        cost = sum(table.cents[tuple(grid[n] for n in table.issues)] for table in question.tables)
        for year, cap in question.caps.columns():
            fits &= (cost.sum(axis=-1) if year is None else cost[..., year]) <= cap
        worth = [
            sum(np.array(side.values[n])[chosen].astype(np.int64) * side.weights[n] for n, chosen in enumerate(grid))
            for side in question.sides
        ]
        fits &= (worth[0] >= question.least[0]) & (worth[1] >= question.least[1])
        for one, other in np.unique(np.stack(worth, axis=1)[fits], axis=0).tolist():
            best[one] = max(other, best.get(one, -1))
    stairs = []
    for one in sorted(best, reverse=True):
        if not stairs or best[one] > stairs[-1][1]:
            stairs.append((one, best[one]))
    return stairs


def with_precedence(question, first, then):
    """The same question, in which an issue leaves its first option only where another has left its own."""
    axes = tuple(sorted((first, then)))
    shape = tuple(len(question.issues[n].options) for n in axes)
    numbers = dict(zip(axes, np.indices(shape), strict=True))
    rule = Rule(f"issue {then} only after issue {first}", axes, (numbers[then] == 0) | (numbers[first] > 0))
    return replace(question, rules=(*question.rules, rule))


def planted(question, package, values, ahead):
    """The question with one issue more, a bonus that only one package may have; it lifts its values to those ahead."""
    bonus = len(question.issues)
    rules = []
    for number, option in enumerate(package):
        allowed = np.ones((len(question.issues[number].options), 2), dtype=bool)
        allowed[:, 1] = np.arange(len(allowed)) == option
        rules.append(Rule(f"bonus with option {option} of issue {number}", (number, bonus), allowed))
    sides = tuple(
        replace(
            side,
            weights=(*side.weights, max(0, wanted - value)),
            values=(*side.values, (0, 1)),
            beyond=(*side.beyond, frozenset()),
        )
        for side, value, wanted in zip(question.sides, values, ahead, strict=True)
    )
    issues = (*question.issues, Issue("bonus", "Bonus", (Option("no"), Option("yes"))))
    return replace(question, issues=issues, sides=sides, rules=(*question.rules, *rules))


def drawn(seed, sizes, years=3, share=0.5, hubs=1, rules=1, floors=0.2):
    """A question from a seed: values and costs at random, the first `hubs` issues multiply what others cost."""
    rng = np.random.default_rng(seed)
    count = len(sizes)
    tables = [CostTable("always", (), rng.integers(0, 1_000, years))]
    for n in range(count):
        for axes in {tuple(sorted({hub, n})) for hub in range(min(hubs, count))} | {(n,)}:
            cents = rng.integers(0, 100_000, (*(sizes[a] for a in axes), years))
            tables.append(CostTable(f"line {axes}", axes, cents))
    if count > 2 and rng.random() < 0.5:
        axes = tuple(sorted(rng.choice(count, 2, replace=False).tolist()))
        tables.append(CostTable("both", axes, rng.integers(-50_000, 50_000, (*(sizes[a] for a in axes), years))))
    excluded = {(n, int(rng.integers(size))) for n, size in enumerate(sizes) if rng.random() < 0.1}
    ruled = [
        Rule(f"rule {axes}", axes, rng.random(tuple(sizes[a] for a in axes)) < 0.7)
        for axes in (tuple(sorted(rng.choice(count, 2, replace=False).tolist())) for _ in range(rules) if count > 1)
    ]
    top = sum(table.cents.reshape(-1, years).max(axis=0) for table in tables)
    caps = Caps(
        tuple(int(most * share) if rng.random() < 0.8 else None for most in top),
        int(top.sum() * share) if rng.random() < 0.5 else None,
    )
    sides = tuple(
        Preference(
            party,
            tuple(rng.integers(0, 9, count).tolist()),
            tuple(tuple(rng.integers(0, 101, size).tolist()) for size in sizes),
            beyond=tuple(frozenset({int(rng.integers(size))} if rng.random() < 0.1 else ()) for size in sizes),
        )
        for party in ("district", "union")
    )
    question = Question(
        issues_of(sizes, excluded), sides, tuple(f"year {n}" for n in range(years)), tuple(tables), caps, tuple(ruled)
    )
    return question.with_least(tuple(int(side.most * floors) if rng.random() < 0.5 else 0 for side in sides))


RAISES, NURSES = (0, 25, 50, 75, 100), (0, 20, 40, 60, 80, 100)


def table_of_two():
    """A raise of 0 to 4 points and 0 to 100 nurses; a raise makes each nurse dearer."""
    cents = np.array([[[100 * raised + nurses * (10 + raised // 25)] for nurses in NURSES] for raised in RAISES])
    district = Preference("district", (60, 40), (tuple(100 - v for v in RAISES), tuple(100 - v for v in NURSES)))
    union = Preference("union", (30, 70), (RAISES, NURSES))
    return Question(issues_of((5, 6)), (district, union), ("year",), (CostTable("pay", (0, 1), cents),), Caps((9_000,)))


@st.composite
def questions(draw, most_issues=5, most_options=4):
    sizes = draw(st.lists(st.integers(1, most_options), min_size=1, max_size=most_issues))
    return drawn(
        draw(st.integers(0, 2**32)),
        sizes,
        years=draw(st.integers(1, 3)),
        share=draw(st.sampled_from([0.3, 0.5, 0.7, 2])),
        hubs=draw(st.integers(0, 3)),
        rules=draw(st.integers(0, 2)),
        floors=draw(st.sampled_from([0, 0.2, 0.5])),
    )
