"""Structure: what decides how a clause's rules join to rows, whatever its figures are.

Whom it covers, what it builds upon, which cells it prints, which of its lines there are: agreements that differ in figures
only are joined to the roster once.
"""

from __future__ import annotations

from collections.abc import Hashable

from commonground.agreement.fields import Said, Terms
from commonground.agreement.kind import Rule
from commonground.agreement.kinds import KINDS
from commonground.agreement.kinds.me_too import MeToo
from commonground.agreement.kinds.salary_schedule import SalarySchedule
from commonground.agreement.kinds.schedule_raise import ScheduleRaise
from commonground.agreement.provision import Provision, Status
from commonground.costing.lines import base_of


def structure_of(provision: Provision) -> Said:
    """The structure of a clause: equal for clauses that differ in figures only."""
    rules = KINDS[provision.kind].rules
    shape = tuple(_shape(provision.kind, version.terms, rules) for version in provision.versions)
    is_costed = provision.status is Status.COSTED
    return Said((provision.id, provision.kind, is_costed, *provision.scope.spelled(), shape))


def _shape(kind: str, terms: Terms, rules: tuple[Rule, ...]) -> Hashable:
    has_lines = tuple(rule.when is None or rule.when(terms) for rule in rules)
    if kind == "salary_schedule":
        assert isinstance(terms, SalarySchedule)
        in_order = sorted(terms.steps_added, key=lambda added: added.effective)
        cells = tuple((cell.schedule, cell.lane, cell.step) for cell in terms.table)
        return has_lines, cells, tuple((added.step, added.after) for added in in_order)
    if kind == "schedule_raise":
        assert isinstance(terms, ScheduleRaise)
        return has_lines, any(raise_.paid_from for raise_ in terms.raises)
    if kind == "me_too":
        assert isinstance(terms, MeToo)
        return has_lines, terms.follows
    return has_lines, base_of(terms)
