"""ALPHA: a test, ballot by ballot, of whether a reported outcome is right, that keeps its risk whenever it is stopped.

Law: where the outcome is wrong, the chance that the p-value ever falls to the risk limit is at most the risk limit,
however the sample's size is chosen along the way (Ville's inequality: T is a supermartingale that begins at 1).
Source: P. B. Stark, "ALPHA: Audit that Learns from Previously Hand-Audited Ballots", Annals of Applied Statistics 17(1),
2023 (arXiv:2201.02707), section 2: the recursion, the mean left under the null without replacement, and the truncated
shrinkage estimator. Written from the paper.
Units: values are whole numbers from 0 to `upper`; the null says that all ballots together hold at most `null_total`.
The test statistic is a chance and not a count, and so a binary fraction; counts and bounds are exact.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

GUESS_WORTH = 100  # `d` of the paper: how many ballots the reported share is worth against what is seen


@dataclass(frozen=True, slots=True)
class Null:
    """What the audit must refute: that `ballots` values from 0 to `upper` sum to at most `total`; and what was reported.

    `reported` is the reported sum, from which the estimator begins.
    """

    ballots: int
    upper: int
    total: int
    reported: int

    @property
    def mean(self) -> float:
        """The mean under the null, on a scale from 0 to 1."""
        return self.total / (self.ballots * self.upper)

    @property
    def reported_mean(self) -> float:
        """The reported mean, on a scale from 0 to 1."""
        return self.reported / (self.ballots * self.upper)


@dataclass(frozen=True, slots=True)
class MeasuredRisk:
    """What a sample says: the p-value after each ballot, and the smallest so far (at which the audit may stop)."""

    p_values: tuple[float, ...]

    @property
    def p_value(self) -> float:
        """The smallest p-value so far."""
        return min(self.p_values, default=1.0)

    def stops_at(self, risk_limit: float) -> int | None:
        """After how many ballots the risk limit is met; None where it is not."""
        return next((number for number, p in enumerate(self.p_values, start=1) if p <= risk_limit), None)


def measured_risk(seen: Iterable[int], null: Null, *, with_replacement: bool = False) -> MeasuredRisk:
    """The p-value after each ballot of a sample.

    Shape: n values from 0 to `upper`, in the order in which they were drawn; n p-values.

    >>> measured_risk([1, 1, 1], Null(ballots=20, upper=1, total=9, reported=14), with_replacement=True).stops_at(0.3)
    3
    """
    log_t, total, p_values, is_refuted = 0.0, 0, [], null.total < 0
    for number, value in enumerate(seen):
        if not 0 <= value <= null.upper:
            raise ValueError(f"a ballot's value {value} is not between 0 and {null.upper}")
        if not with_replacement and number >= null.ballots:
            raise ValueError(f"more ballots were drawn than the {null.ballots} there are")
        log_t += log_factor(value, null, number, total, with_replacement=with_replacement)
        total += value
        is_refuted = is_refuted or (not with_replacement and total > null.total)
        p_values.append(0.0 if is_refuted else min(1.0, math.exp(-log_t)))
    return MeasuredRisk(tuple(p_values))


def log_factor(value: int, null: Null, drawn: int, total: int, *, with_replacement: bool) -> float:
    """The logarithm of what one ballot multiplies the test statistic by, `drawn` ballots with sum `total` before it.

    eta is the shrunken and truncated guess at the mean of what is left, m that mean under the null:
    value/m x (eta - m)/(1 - m) + (1 - eta)/(1 - m), on a scale from 0 to 1.
    """
    if with_replacement:
        m = null.mean
    else:
        left, allowed = null.ballots - drawn, null.total - total
        if allowed <= 0 or allowed >= left * null.upper:
            return 0.0  # nothing to bet on: every value left is known under the null, or the null cannot be refuted
        m = allowed / (left * null.upper)
    if not 0 < m < 1:
        return 0.0
    eta = estimate(null, drawn, total, m)
    x = value / null.upper
    return math.log(x / m * (eta - m) / (1 - m) + (1 - eta) / (1 - m))


def estimate(null: Null, drawn: int, total: int, m: float) -> float:
    """The truncated shrinkage estimate of the mean: between the reported share and what was seen, above the null's m."""
    weight = GUESS_WORTH + drawn
    shrunk = (GUESS_WORTH * null.reported_mean + total / null.upper) / weight
    above = (null.reported_mean - null.mean) / 2 / math.sqrt(weight)
    return min(max(shrunk, m + above), (1 + m) / 2 if m + above >= 1 else 1 - 1e-12)
