"""A settlement asked for: a folder's agenda with both sides' preferences, and every option priced."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from commonground.agreement.offer import EditFailed
from commonground.asked.misused import Misused
from commonground.costing.packages import TooManyChoices
from commonground.files.preferences import PreferenceFile, read_preference
from commonground.files.settlements import read_agenda
from commonground.negotiation import Negotiation
from commonground.report.basis import RosterBasis, seen_on
from commonground.report.settlement import Told
from commonground.settlement.agenda import Agenda, Reference
from commonground.settlement.question import Question
from commonground.values.problem import BadInput, Problem, errors

EXAMPLE = "The preferences of {} are an example; nobody has said that they are so."


@dataclass(frozen=True)
class Asked:
    """A folder's agenda and question, read and priced."""

    folder: Path
    negotiation: Negotiation
    agenda: Agenda
    question: Question
    told: Told
    warnings: tuple[Problem, ...] = ()


def settlement_asked(
    at: Path, negotiation: Negotiation, *, improve: bool, roster: RosterBasis = RosterBasis.BOTH
) -> Asked:
    """A folder's agenda and both sides' preferences, and every option priced. Raises `BadInput`, `Misused`.

    To improve is to start from the deal that was signed: it is worth each side's least.
    """
    negotiation = seen_on(negotiation, roster)
    agenda, sides, warnings = _read(at, negotiation)
    try:
        question = agenda.question(negotiation.pricing, (sides[0].preference, sides[1].preference))
    except (EditFailed, TooManyChoices) as problem:
        raise Misused(f"settlement.toml: {problem}.") from None
    told = _told(agenda, sides, negotiation, roster)
    asked = Asked(at, negotiation, agenda, question, told, warnings)
    return _from_signed(asked) if improve else asked


def _read(
    at: Path, negotiation: Negotiation
) -> tuple[Agenda, tuple[PreferenceFile, PreferenceFile], tuple[Problem, ...]]:
    agenda, problems = read_agenda(at, negotiation)
    if agenda is None:
        raise BadInput(errors(problems))
    read = [read_preference(at, party, agenda) for party in agenda.sides]
    wrong = [problem for _, found in read for problem in found]
    one, other = (found for found, _ in read)
    if one is None or other is None:
        raise BadInput(errors(wrong))
    return agenda, (one, other), (*problems, *wrong)


def _told(
    agenda: Agenda, sides: tuple[PreferenceFile, PreferenceFile], negotiation: Negotiation, roster: RosterBasis
) -> Told:
    examples = [party for party, side in zip(agenda.sides, sides, strict=True) if side.is_example]
    notes = (*((EXAMPLE.format(" and ".join(examples)),) if examples else ()), *agenda.notes)
    against = "the status quo" if agenda.against is Reference.STATUS_QUO else f"{negotiation.base}"
    if negotiation.is_on_actual:
        return Told(f"against {against}, on the actual roster", notes)
    pricing = negotiation.actual_pricing if roster is RosterBasis.BOTH else None
    on_actual = None if pricing is None else partial(agenda.engine_cost, pricing)
    return Told(f"against {against}, on the cast-forward roster", notes, on_actual)


def _from_signed(asked: Asked) -> Asked:
    """The same, with what the signed deal is worth to each side as its least; what keeps that deal itself out is told."""
    signed, question = asked.agenda.signed, asked.question
    if signed is None:
        raise Misused("--improve starts from a signed deal; name its options under [signed] in settlement.toml.")
    why_not = "; ".join(question.why_not(signed))
    notes = (f"The signed deal itself is in no package of these: {why_not}.",) if why_not else ()
    told = replace(
        asked.told, notes=("Each side's least is what the signed deal is worth to it.", *notes, *asked.told.notes)
    )
    return replace(asked, question=question.with_least(question.values(signed)), told=told)
