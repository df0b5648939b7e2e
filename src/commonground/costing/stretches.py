"""Stretches: which version of a clause holds in which periods of a costing, and for which share of a year.

Periods go together where a rule does not tell years apart, so that it is worked out once for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from commonground.agreement.fields import Terms
from commonground.agreement.kind import Rule
from commonground.agreement.provision import BEGINNING, NEVER, Provision, Version
from commonground.costing.lines import Line
from commonground.costing.period import Block
from commonground.values.fiscal_year import Proration


@dataclass(frozen=True, slots=True)
class Stretch:
    """Periods (by their numbers in a block) in which one version of a clause holds for the same share of a year."""

    version: Version
    share: Fraction
    numbers: tuple[int, ...]

    @property
    def rows(self) -> slice | list[int]:
        """The rows of a block of period by group."""
        first, last = self.numbers[0], self.numbers[-1] + 1
        return slice(first, last) if last - first == len(self.numbers) else list(self.numbers)


def stretches_of(provision: Provision, line: Line, block: Block, proration: Proration) -> Iterator[Stretch]:
    """The stretches of a line's clause. A one-time line has nothing in a full year of one day."""
    together: dict[tuple[int, int, int], tuple[Version, Fraction, list[int]]] = {}
    for number, period in enumerate(block):
        if period.is_annualised and line.rule.one_time:
            continue
        for version, share in period.versions(provision, proration, line.rule):
            if line.is_lump or tells_years_apart(line.rule, version.terms):
                yield Stretch(version, share, (number,))
            else:
                key = id(version), share.numerator, share.denominator
                together.setdefault(key, (version, share, []))[2].append(number)
    for version, share, numbers in together.values():
        yield Stretch(version, share, tuple(numbers))


def always(provision: Provision, line: Line) -> Terms | None:
    """The terms under which a line is worked out for all periods together; None where there are several stretches."""
    if len(provision.versions) != 1 or line.is_lump or line.rule.one_time:
        return None
    only = provision.versions[0]
    holds = only.start == BEGINNING and only.until == NEVER and not tells_years_apart(line.rule, only.terms)
    return only.terms if holds else None


def tells_years_apart(rule: Rule, terms: Terms) -> bool:
    """Whether a rule gives another result for the same pay in another year, under the same terms."""
    return "salaries" in rule.reads or ("year" in rule.reads and terms.differs_by_year)
