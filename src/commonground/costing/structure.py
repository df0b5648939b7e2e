"""Structure: what decides how a clause's rules join to rows, whatever its figures are.

Whom it covers, what it builds upon, which cells it prints, which of its lines there are: agreements that differ in figures
only are joined to the roster once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from commonground.agreement.fields import Terms
from commonground.agreement.kinds import KINDS
from commonground.agreement.kinds.salary_schedule import SalarySchedule
from commonground.agreement.kinds.schedule_raise import ScheduleRaise
from commonground.agreement.provision import Provision, Status
from commonground.costing.lines import base_of


def structure_of(provision: Provision) -> Hashable:
    """The structure of a clause: equal for clauses that differ in figures only."""
    asking = _ASKING[provision.kind]
    shape = tuple([_shape(provision.kind, version.terms, asking) for version in provision.versions])
    is_costed = provision.status is Status.COSTED
    return provision.id, provision.kind, is_costed, *provision.scope.spelled(), shape


_ASKING = {name: tuple(rule.when for rule in kind.rules if rule.when is not None) for name, kind in KINDS.items()}


def _shape(kind: str, terms: Terms, asking: tuple[Callable[[Any], bool], ...]) -> Hashable:
    has_lines = tuple([has_line(terms) for has_line in asking])
    if kind == "salary_schedule":
        assert isinstance(terms, SalarySchedule)
        in_order = sorted(terms.steps_added, key=lambda added: added.effective)
        cells = tuple((cell.schedule, cell.lane, cell.step) for cell in terms.table)
        return has_lines, cells, tuple((added.step, added.after) for added in in_order)
    if kind == "schedule_raise":
        assert isinstance(terms, ScheduleRaise)
        paid_from = [raise_.paid_from for raise_ in terms.raises]
        return has_lines, any(paid_from)
    return has_lines, base_of(terms), getattr(terms, "follows", None)
