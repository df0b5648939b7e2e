"""The neutral's limits: what a neutral tries beside the agenda that both sides know: another least, other caps, options left aside.

Law: what the law or a side's authority keeps off the table stays off it; where nothing is tried, the agenda's own holds.
What is found within them is the neutral's own and no suggestion: neither side has said any of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil

from commonground.settlement.issue import Issue
from commonground.settlement.question import Caps, Question

LEFT_ASIDE = "left aside by the neutral"


@dataclass(frozen=True)
class NeutralLimits:
    """The least of each side as a share of its scale, caps in cents by year and of the term, numbers of options by issue.

    None, or nothing, where the agenda's own holds.
    """

    least: tuple[Fraction | None, Fraction | None] = (None, None)
    caps: Caps = field(default_factory=Caps)
    left_aside: tuple[frozenset[int], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether all is as in the agenda."""
        return self.least == (None, None) and not self.caps.columns() and not any(self.left_aside)


def within(question: Question, limits: NeutralLimits) -> Question:
    """The question with the neutral's limits in the place of its own.

    A side's least is rounded up to its scale's next whole unit, so that nothing below the share is found.
    """
    least = tuple(
        side.least if share is None else ceil(share * side.most)
        for side, share in zip(question.sides, limits.least, strict=True)
    )
    aside = limits.left_aside or (frozenset(),) * len(question.issues)
    issues = tuple(_without(issue, numbers) for issue, numbers in zip(question.issues, aside, strict=True))
    found = replace(question, issues=issues, caps=_caps(question, limits.caps))
    return found.with_least((least[0], least[1]))


def _without(issue: Issue, numbers: frozenset[int]) -> Issue:
    options = tuple(
        replace(option, excluded=option.excluded or LEFT_ASIDE) if number in numbers else option
        for number, option in enumerate(issue.options)
    )
    return replace(issue, options=options)


def _caps(question: Question, tried: Caps) -> Caps:
    count = len(question.years)
    held, other = (caps.years or (None,) * count for caps in (question.caps, tried))
    years = tuple(old if new is None else new for old, new in zip(held, other, strict=True))
    return Caps(years, question.caps.term if tried.term is None else tried.term)
