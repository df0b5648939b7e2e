"""The settlement of the folder at the desk: its question and its frontier, reckoned once.

Law: what is made here tells what each side values; only the neutral is shown it whole, a side the package and its own value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.http import HttpRequest

from commonground.asked.settlements import Asked, settlement_asked
from commonground.files.settlements import SETTLEMENT
from commonground.report.settlement import cost_table_of, package_table
from commonground.report.table import Table
from commonground.settlement.agenda import Agenda
from commonground.settlement.blocks import TooEntangled
from commonground.settlement.frontier import Frontier, frontier
from commonground.settlement.neutral_limits import NeutralLimits, within
from commonground.settlement.points import Chosen, Solution, chosen
from commonground_web.desk import Desk
from commonground_web.shown.failures import Misasked


@dataclass(frozen=True)
class Settled:
    """A question, its frontier, what each rule singles out of it, and the neutral's limits within which it is."""

    asked: Asked
    frontier: Frontier
    singled: tuple[Chosen, ...]
    limits: NeutralLimits

    def first(self, rule: Solution) -> Chosen:
        """What a rule singles out."""
        return next(each for each in self.singled if each.solution is rule)


TRIED = "Within limits of the neutral's own, which take the place of what the folder and the sides have said."


def settled_at(request: HttpRequest, limits_of: Callable[[Agenda], NeutralLimits] | None = None) -> Settled | None:
    """The settlement, within a neutral's limits where `limits_of` gives any; None where the folder has none.

    Raises `BadInput`, `Misused`, `Misasked`.
    """
    desk: Desk = request.desk
    if not (desk.folder / SETTLEMENT).is_file():
        return None

    try:
        asked = desk.kept("settlement", lambda: settlement_asked(desk.folder, desk.negotiation, improve=False))
        limits = limits_of(asked.agenda) if limits_of else NeutralLimits()
        return desk.kept(("settled", limits), lambda: _searched(asked, limits))
    except TooEntangled as problem:
        raise Misasked(f"{problem}.") from None


def _searched(asked: Asked, limits: NeutralLimits) -> Settled:
    if not limits.is_empty:
        told = replace(asked.told, notes=(TRIED, *asked.told.notes))
        asked = replace(asked, question=within(asked.question, limits), told=told)
    found = frontier(asked.question)
    return Settled(asked, found, chosen(asked.question, found), limits)


def suggested_tables(settled: Settled, rule: Solution, side: int) -> list[Table]:
    """The package that a rule singles out, as one side (0 or 1) is told it; nothing where there is none."""
    if not settled.singled:
        return []
    question, told, first = settled.asked.question, settled.asked.told, settled.first(rule).points[0]
    return [package_table(question, first, side, str(rule), told), cost_table_of(question, first, told)]


def rule_asked(request: HttpRequest) -> Solution:
    """The rule whose point is suggested: Nash without a word. Raises `Misasked`."""
    said = request.GET.get("rule") or Solution.NASH.value
    if said not in tuple(Solution):
        raise Misasked(f'No rule is called "{said}". There is {", ".join(Solution)}.')
    return Solution(said)
