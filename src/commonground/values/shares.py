"""Shares: how a whole is divided among its causes without losing a cent.

Law (Shapley): a player's share is the mean of what it adds over every order in which players can arrive; the shares sum
to the value of all players together. Source: L. S. Shapley, "A value for n-person games", 1953.
Law (largest remainder): cents are first given by whole parts, then one each to the largest remainders, so parts sum to the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from math import comb, factorial

import numpy as np
import numpy.typing as npt

Exact = Fraction | int


def shapley(values: Sequence[int] | npt.NDArray[np.int64]) -> list[Exact]:
    """Each player's exact share. `values[mask]` is the worth of the players whose bits are set in `mask`.

    Shape: 2**n whole numbers for n players; returns n rationals (one alone: a whole number) that sum to values[-1] - values[0].

    >>> shapley([0, 10, 20, 50])
    [Fraction(20, 1), Fraction(30, 1)]
    """
    players = len(values).bit_length() - 1
    if len(values) != 1 << players:
        raise ValueError(f"{len(values)} values are not 2**n of them")
    if players == 1:
        return [int(values[1]) - int(values[0])]
    if players == 2:
        none, one, other, both = map(int, values)
        return [Fraction(one - none + both - other, 2), Fraction(other - none + both - one, 2)]
    worth = np.asarray(values, dtype=object)
    if max(abs(int(worth.max())), abs(int(worth.min()))) < 2**62 >> players:  # sums of all sets fit
        worth = worth.astype(np.int64)
    shares: list[Exact] = []
    for player in range(players):
        added = worth[_without(players, player) | 1 << player] - worth[_without(players, player)]
        by_others = np.split(added, _starts(players))
        total = sum(
            int(each.sum()) * factorial(others) * factorial(players - others - 1)
            for others, each in enumerate(by_others)
        )
        shares.append(Fraction(total, factorial(players)))
    return shares


@cache
def _without(players: int, player: int) -> npt.NDArray[np.intp]:
    """The sets that lack a player, those of fewer players first."""
    sets = [mask for mask in range(1 << players) if not mask >> player & 1]
    return np.array(sorted(sets, key=int.bit_count), dtype=np.intp)


@cache
def _starts(players: int) -> npt.NDArray[np.intp]:
    """Where, among the sets that lack one player, those of one more begin."""
    return np.cumsum([comb(players - 1, others) for others in range(players - 1)])


def order_range(values: Sequence[int] | npt.NDArray[np.int64], player: int) -> tuple[int, int]:
    """The lowest and the highest that a player adds, over all orders of arrival.

    >>> order_range([0, 10, 20, 50], 0)
    (10, 30)
    """
    worth, without = np.asarray(values), _without(len(values).bit_length() - 1, player)
    added = worth[without | (1 << player)] - worth[without]
    return int(added.min()), int(added.max())


def largest_remainder(shares: Sequence[Exact], total: int) -> list[int]:
    """Whole numbers that sum to `total`, each within one of its exact share; ties go to the earlier player.

    >>> largest_remainder([Fraction(10, 3)] * 3, 10)
    [4, 3, 3]
    """
    whole = [share.numerator // share.denominator for share in shares]
    missing = total - sum(whole)
    if not 0 <= missing <= len(shares):
        raise ValueError(f"shares sum to {float(sum(shares, Fraction(0)))}, not to {total}")
    if missing:
        ranked = sorted(range(len(shares)), key=lambda index: (whole[index] - shares[index], index))
        for index in ranked[:missing]:
            whole[index] += 1
    return whole
