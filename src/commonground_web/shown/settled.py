"""The settlement of the folder at the desk: its question and its frontier, reckoned once.

Law: what is made here tells what each side values; only the neutral is shown it whole, a side the package and its own value.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from commonground.asked.settlements import Asked, settlement_asked
from commonground.files.settlements import SETTLEMENT
from commonground.settlement.blocks import TooEntangled
from commonground.settlement.frontier import Frontier, frontier
from commonground.settlement.points import Chosen, Solution, chosen
from commonground_web.desk import Desk
from commonground_web.shown.failures import Misasked


@dataclass(frozen=True)
class Settled:
    """A question, its frontier, and what each rule singles out of it."""

    asked: Asked
    frontier: Frontier
    singled: tuple[Chosen, ...]

    def first(self, rule: Solution) -> Chosen:
        """What a rule singles out."""
        return next(each for each in self.singled if each.solution is rule)


def settled_at(request: HttpRequest) -> Settled | None:
    """The settlement; None where the folder has none. Raises `BadInput`, `Misused`, `Misasked`."""
    desk: Desk = request.desk
    if not (desk.folder / SETTLEMENT).is_file():
        return None

    def made() -> Settled:
        asked = settlement_asked(desk.folder, desk.negotiation, improve=False)
        found = frontier(asked.question)
        return Settled(asked, found, chosen(asked.question, found))

    try:
        return desk.kept("settled", made)
    except TooEntangled as problem:
        raise Misasked(f"{problem}.") from None


def rule_asked(request: HttpRequest) -> Solution:
    """The rule whose point is suggested: Nash without a word. Raises `Misasked`."""
    said = request.GET.get("rule") or Solution.NASH.value
    if said not in tuple(Solution):
        raise Misasked(f'No rule is called "{said}". There is {", ".join(Solution)}.')
    return Solution(said)
