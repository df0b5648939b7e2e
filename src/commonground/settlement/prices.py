"""Prices for a proof: weights and prices of the search, handed to a proof that need not trust them."""

from __future__ import annotations

import itertools
from dataclasses import replace

from commonground.settlement.blocks import TooEntangled, parts
from commonground.settlement.multipliers import SCALE, Bounds, bounds
from commonground.settlement.program import Program, program
from commonground.settlement.proof import Price
from commonground.settlement.question import Question
from commonground.settlement.tables import Package

MOST_HELD = 5  # ways of holding the hubs whose prices are taken, that of the package first


def prices_for(question: Question, package: Package) -> tuple[Price, ...]:
    """Weights and prices that leave few beginnings to follow where no package beats the given one."""
    free = question.with_least((0, 0))
    try:
        fitting = _programs(free)
    except TooEntangled:
        fitting = _without_rules(free)
    fitting.sort(key=lambda one: sum(package[issue] != option for issue, option in one.held))
    caps = len(question.caps.columns())
    found = itertools.chain.from_iterable(_of(one, bounds(one), caps) for one in fitting[:MOST_HELD])
    return tuple(dict.fromkeys(found))


def _programs(question: Question) -> list[Program]:
    held = (program(question, part) for part in parts(question, with_costs=bool(question.caps.columns())))
    return [one for one in held if one is not None]


def _without_rules(question: Question) -> list[Program]:
    """Prices need no trust, so those of the question without its rules do; none where its tables too are tied together."""
    try:
        return _programs(replace(question, rules=()))
    except TooEntangled:
        return []


def _of(one: Program, made: Bounds, caps: int) -> list[Price]:
    """The rows of some bounds, a price of 0 on each cap that cannot bind."""
    found = []
    for weights, prices in zip(made.weights.tolist(), made.prices.tolist(), strict=True):
        priced = dict(zip(one.binding, prices, strict=True))
        shifts = dict(zip(one.binding, made.shift.tolist(), strict=True))
        found.append(
            Price(
                (int(weights[0]) * SCALE, int(weights[1]) * SCALE),
                tuple(int(priced.get(column, 0)) for column in range(caps)),
                tuple(int(shifts.get(column, 0)) for column in range(caps)),
            )
        )
    return found
