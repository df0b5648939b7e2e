"""Parts of a question: levels whose home schools and sites share nothing with the others but the number of sites.

Where high schools take high schools alone, they are a part, and what is left is another; each is then answered by itself.
Shapes: `homes` and `sites` hold the number in the whole question of each home school and candidate of the part.
Law: every home school and every candidate is in one part. Rows that join parts (adults, features, pairs apart) are not in them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from commonground.contingency.candidate_pairs import Ints
from commonground.contingency.schools import School
from commonground.contingency.siting import Siting


@dataclass(frozen=True, eq=False)
class SitePart:
    """A part as a question of its own, without a number of sites."""

    siting: Siting
    homes: Ints
    sites: Ints


def site_parts(siting: Siting) -> tuple[SitePart, ...]:
    """The parts, the one with the fewest home schools first.

    >>> schools = tuple(School(name, level, 0, 0, 9, 9) for name, level in (("N", "high"), ("S", "all"), ("E", "all")))
    >>> [len(part.homes) for part in site_parts(Siting(schools, {}, Fraction(1), 2))]
    [1, 2]
    """
    found = [_part(siting, levels) for levels in _together(siting)]
    return tuple(sorted(found, key=lambda part: len(part.homes)))


def _together(siting: Siting) -> list[set[str]]:
    """The levels that hang together by which takes whose pupils."""
    groups: list[set[str]] = []
    for level in dict.fromkeys(school.level for school in siting.schools):
        linked = {level, *siting.goes_to.get(level, ())}
        joined = [group for group in groups if group & linked]
        groups = [group for group in groups if not group & linked] + [linked.union(*joined)]
    return groups


def _part(siting: Siting, levels: set[str]) -> SitePart:
    def numbers(schools: tuple[School, ...]) -> Ints:
        return np.array([n for n, school in enumerate(schools) if school.level in levels], dtype=np.int64)

    schools = tuple(school for school in siting.schools if school.level in levels)
    alone = replace(siting, schools=schools, sites=None, roles=(), requirements=(), apart=(), previous={})
    return SitePart(alone, numbers(siting.homes), numbers(siting.candidates))
