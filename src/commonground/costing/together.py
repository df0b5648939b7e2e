"""Issues that only stand together: those of which one agreement's clauses and another's cannot be mixed.

Law: two issues stand together where some mixture of them would pay a person by two schedules or by none although neither
agreement does so (one schedule is struck and another put in its place), or where the clauses of both would build upon or
follow one another in a circle. Such issues are attributed as one. All others can be mixed freely.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.agreement.provision import Status
from commonground.costing.bands import in_scope
from commonground.costing.lines import Join
from commonground.costing.reads import Reads

Rows = npt.NDArray[np.bool_]
TOGETHER = " + "


def together(
    issues: Sequence[str],
    issue_of: Callable[[str], str],
    agreements: tuple[Agreement, Agreement],
    joins: tuple[Join, Join],
    reads: Reads,
) -> list[tuple[str, ...]]:
    """The issues in groups that stand together, most of them alone; inside a group by name, whichever agreement comes first.

    `issue_of` tells the issue of a clause.
    """
    home = {issue: issue for issue in issues}

    def join(names: set[str]) -> None:
        homes = {home[name] for name in names & home.keys()}
        for issue, at in home.items():
            if at in homes:
                home[issue] = min(homes)

    for one, other in _of_the_same_people(agreements, joins):
        join({issue_of(one), issue_of(other)})
    for circle in reads.circles():
        lines = {**joins[0].lines, **joins[1].lines}
        join({issue_of(lines[name].provision if sort == "line" else name) for sort, name in circle})
    groups: dict[str, list[str]] = {}
    for issue, at in home.items():
        groups.setdefault(at, []).append(issue)
    return [tuple(sorted(group)) for group in groups.values()]


def _of_the_same_people(agreements: tuple[Agreement, Agreement], joins: tuple[Join, Join]) -> list[tuple[str, str]]:
    """The pairs of salary schedules that pay a person in one of the two agreements and not in the other."""
    one, other = (_paid_by(agreement, join) for agreement, join in zip(agreements, joins, strict=True))
    nobody = np.zeros(len(joins[0].roster), dtype=bool)
    differ = {c: one.get(c, nobody) ^ other.get(c, nobody) for c in dict.fromkeys((*one, *other))}
    return [(a, b) for a, b in itertools.combinations(differ, 2) if (differ[a] & differ[b]).any()]


def _paid_by(agreement: Agreement, join: Join) -> dict[str, Rows]:
    """For each salary schedule the rows that it pays, or that a schedule which is a gap is about."""
    found = {line.provision: line.group >= 0 for line in join.lines.values() if line.rule.name == "salary"}
    gaps = (p for p in agreement.of_kind("salary_schedule") if p.status is not Status.COSTED)
    return found | {provision.id: in_scope(provision.scope, join.roster) for provision in gaps}
