"""The sample of an audit: which ballots are drawn from a seed that was drawn in public.

Law: the n-th draw is SHA-256 of the text "<seed>,<n>", read as a whole number, modulo the number of ballots, plus one;
n begins at 1. Without replacement, a ballot that was drawn before is passed over. Anyone with a computer can repeat it.
Source: the counter-mode sampler that public risk-limiting audits use (P. B. Stark, "Tools for Comparison
Risk-Limiting Election Audits"; R. L. Rivest, `sampler.py`): seed from ten-sided dice, one hash for each draw.
The seed must be drawn after the counts are sealed; one roll of twenty ten-sided dice is common practice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

FEWEST_DIGITS = 20


@dataclass(frozen=True, slots=True)
class Box:
    """Where counted ballots lie: a site, and how many ballots it holds."""

    site: str
    ballots: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """One ballot of a sample: the how-many-th, its number among all, and where it lies (the how-many-th of which box)."""

    draw: int
    ballot: int
    site: str
    position: int


def numbers(seed: str, ballots: int, *, with_replacement: bool = False) -> Iterator[int]:
    """The numbers of the ballots drawn, from 1, in their order; without replacement it ends when all are drawn.

    >>> list(islice(numbers("12345678901234567890", 6), 6))
    [6, 1, 4, 3, 5, 2]
    """
    seen: set[int] = set()
    count = 0
    while ballots and (with_replacement or len(seen) < ballots):
        count += 1
        digest = hashlib.sha256(f"{seed},{count}".encode()).hexdigest()
        number = int(digest, 16) % ballots + 1
        if with_replacement or number not in seen:
            seen.add(number)
            yield number


def drawn(seed: str, boxes: Sequence[Box], size: int, *, with_replacement: bool = False) -> tuple[Drawn, ...]:
    """A sample of so many ballots, each with its place in a box; boxes are taken in the order of their names."""
    ordered = sorted(boxes, key=lambda box: box.site)
    places = []
    whole = sum(box.ballots for box in ordered)
    for draw, number in enumerate(islice(numbers(seed, whole, with_replacement=with_replacement), size), start=1):
        before = 0
        for box in ordered:
            if number <= before + box.ballots:
                places.append(Drawn(draw, number, box.site, number - before))
                break
            before += box.ballots
    return tuple(places)
