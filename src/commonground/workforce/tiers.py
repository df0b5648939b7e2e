"""Tiers by hire date: which pension tier a person belongs to, where the roster says the day of hire and not the tier."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from commonground.values.labels import Labels
from commonground.workforce.roster import Roster


def with_tiers_by_hire_date(roster: Roster, bounds: Iterable[tuple[str, int, int]]) -> Roster:
    """The roster with the tier filled in where it is empty and the day of hire lies in a tier's bounds.

    `bounds` holds name, first and last day as ordinals (0: unbounded). A tier that the roster states is never changed.
    """
    tier = roster.labels["tier"]
    words = list(tier.words)
    codes = tier.codes.copy()
    hired = roster.numbers["hired"]
    stated = tier.numbers({"": 0}, otherwise=1) == 1
    for name, first, last in bounds:
        if name not in words:
            words.append(name)
        inside = (hired > 0) & (hired >= first) & ((last == 0) | (hired <= last)) & ~stated
        codes[inside] = words.index(name)
    return roster.replace(labels={"tier": Labels(tuple(words), codes.astype(np.int32))})
