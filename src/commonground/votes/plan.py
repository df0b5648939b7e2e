"""Planning an audit: how many ballots it will take, found by simulation from a seed.

Law: the same seed gives the same plan. Each run draws ballots as they were reported until the risk limit is met, or all
are drawn; the plan is the quantiles of how many it took. It promises nothing: the audit goes on until the limit is met.
Shapes: `runs` audits side by side, one ballot of each at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from commonground.votes.alpha import GUESS_WORTH, Null

QUANTILES = (50, 80, 90, 99)


@dataclass(frozen=True, slots=True)
class SamplePlan:
    """How many ballots audits took: quantiles in percent of runs, and how many went through every ballot."""

    runs: int
    quantiles: tuple[tuple[int, int], ...]
    full_counts: int


def planned(
    null: Null,
    ballots: Sequence[tuple[int, int]],
    risk_limit: float,
    *,
    seed: int = 20_120_606,
    runs: int = 1_000,
    with_replacement: bool = False,
) -> SamplePlan:
    """The quantiles of the sample size where the ballots are `ballots`: (value, how many) pairs."""
    sizes = sample_sizes(null, ballots, risk_limit, seed=seed, runs=runs, with_replacement=with_replacement)
    ordered = np.sort(sizes)
    at = tuple((percent, int(ordered[min(runs - 1, -(-percent * runs // 100) - 1)])) for percent in QUANTILES)
    return SamplePlan(runs, at, int((sizes >= null.ballots).sum()))


def sample_sizes(
    null: Null,
    ballots: Sequence[tuple[int, int]],
    risk_limit: float,
    *,
    seed: int,
    runs: int,
    with_replacement: bool = False,
) -> npt.NDArray[np.int64]:
    """How many ballots each run took until the risk limit was met; one more than there are where it never was.

    With replacement a run ends, unmet, after as many draws as there are ballots.
    """
    draws = np.random.default_rng(seed)
    values = np.array([value for value, _ in ballots], dtype=np.int64)
    left = np.tile(np.array([number for _, number in ballots], dtype=np.int64), (runs, 1))
    running = np.arange(runs)
    total = np.zeros(runs, dtype=np.int64)
    log_t = np.zeros(runs)
    sizes = np.full(runs, null.ballots + 1, dtype=np.int64)
    for number in range(null.ballots):
        chosen = _chosen(left[running], draws)
        x = values[chosen]
        log_t[running] += _log_factors(x, null, number, total[running], with_replacement=with_replacement)
        total[running] += x
        if not with_replacement:
            left[running, chosen] -= 1
        met = log_t[running] >= -np.log(risk_limit)
        if not with_replacement:
            met |= total[running] > null.total
        sizes[running[met]] = number + 1
        running = running[~met]
        if not running.size:
            break
    return sizes


def _chosen(left: npt.NDArray[np.int64], draws: np.random.Generator) -> npt.NDArray[np.int64]:
    """Which sort of ballot each run draws, by how many of each are left."""
    bounds = np.cumsum(left, axis=1)
    at = draws.integers(0, bounds[:, -1])
    return (at[:, None] >= bounds).sum(axis=1)


def _log_factors(
    x: npt.NDArray[np.int64], null: Null, drawn: int, total: npt.NDArray[np.int64], *, with_replacement: bool
) -> npt.NDArray[np.float64]:
    """The logarithms of the factors of `alpha.log_factor`, for many runs at once."""
    if with_replacement:
        m = np.full(len(x), null.mean)
        bets = (m > 0) & (m < 1)
    else:
        allowed, most = null.total - total, (null.ballots - drawn) * null.upper
        bets = (allowed > 0) & (allowed < most)
        m = np.where(bets, allowed / most, 0.5)
    weight = GUESS_WORTH + drawn
    shrunk = (GUESS_WORTH * null.reported_mean + total / null.upper) / weight
    above = (null.reported_mean - null.mean) / 2 / np.sqrt(weight)
    eta = np.minimum(np.maximum(shrunk, m + above), np.where(m + above >= 1, (1 + m) / 2, 1 - 1e-12))
    share = x / null.upper
    with np.errstate(divide="ignore", invalid="ignore"):
        factors = np.log(share / m * (eta - m) / (1 - m) + (1 - eta) / (1 - m))
    return np.where(bets, factors, 0.0)
