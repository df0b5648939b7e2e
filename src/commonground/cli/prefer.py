"""`commonground prefer`: one side's preferences, by questions at the terminal."""

from __future__ import annotations

import sys
from pathlib import Path

from commonground.agreement.offer import EditFailed
from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.cli.layout import terminal_width
from commonground.cli.lines import filled
from commonground.cli.opened import opened
from commonground.costing.packages import TooManyChoices
from commonground.files.answers import answers_path, read_answers, write_answers
from commonground.files.atomic import write_text
from commonground.files.preferences import preference_path, preference_text
from commonground.files.ready import folder_named
from commonground.files.settlements import read_agenda
from commonground.files.validation import did_you_mean
from commonground.settlement.agenda import Agenda
from commonground.settlement.elicitation import Elicitation, NotAnAnswer, sound_answers
from commonground.settlement.preference import Preference
from commonground.values.printable import printable
from commonground.values.problem import BadInput, errors

QUIT = "quit"


def prefer(folder: Path, *, party: str, again: bool = False) -> int:
    """One side's preferences, by questions: values within issues, weights of swings, and what does not fit together.

    Each answer is kept as soon as it is given; come back another day and go on. `quit` ends it. Nothing of the other side is read.

    Examples
    --------
    commonground prefer my-district --party union

    Parameters
    ----------
    folder
        the folder, with settlement.toml
    party
        whose preferences
    again
        begin anew; earlier answers are let go
    """
    at = folder_named(folder)
    negotiation = opened(folder)
    agenda, problems = read_agenda(at, negotiation)
    if agenda is None:
        raise BadInput(errors(problems))
    if party not in agenda.sides:
        mend = did_you_mean(party, agenda.sides, f"Write {' or '.join(agenda.sides)}.")
        raise Misused(f'--party "{party}" is nobody who settles here. {mend}')
    try:
        question = agenda.question(negotiation.pricing, (_nothing(agenda, 0), _nothing(agenda, 1)))
    except (EditFailed, TooManyChoices) as problem:
        raise Misused(f"settlement.toml: {problem}.") from None
    kept = answers_path(at, party)
    held = sound_answers(question, party, [] if again else read_answers(kept))
    if held.answers:
        _say(f"{len(held.answers)} answers are kept from before.")
    while (ask := held.next()) is not None:
        _say(f"\n{ask.says}")
        said = _line(ask.how)
        if said is None or said.strip() == QUIT:
            _say(f"Kept; go on with: commonground prefer {folder} --party {party}")
            return exits.DONE
        try:
            told = held.answer(ask, said)
        except NotAnAnswer as problem:
            _say(f"Not taken: {problem}. Answer with {ask.how}.")
            continue
        write_answers(kept, held.answers)
        if told:
            _say(f"Does not fit: {told}")
    return _finished(held, agenda, preference_path(at, party))


def _finished(held: Elicitation, agenda: Agenda, path: Path) -> int:
    contradictions = held.contradictions()
    notes = ["Written by commonground prefer.", *(f"Does not fit: {one}" for one in contradictions)]
    write_text(path, preference_text(held.preference(), agenda.issues, notes))
    _say(f"\nWritten to {path}. It is {held.party}'s own: give it to the neutral and to nobody else.")
    if contradictions:
        _say("Look at what does not fit, and correct the file or begin --again:")
        for one in contradictions:
            _say(f"  {one}")
    return exits.DONE


def _nothing(agenda: Agenda, side: int) -> Preference:
    """A side of which nothing is known."""
    values = tuple((0,) * len(issue.options) for issue in agenda.issues)
    return Preference(agenda.sides[side], (0,) * len(values), values)


def _say(text: str) -> None:
    lines = (filled(printable(line), min(terminal_width(), 100)) for line in text.split("\n"))
    sys.stdout.write("\n".join(lines) + "\n")


def _line(how: str) -> str | None:
    """What is answered; None at the end of the input."""
    _say(f"[{how}; or {QUIT}]")
    sys.stdout.write("> ")
    sys.stdout.flush()
    said = sys.stdin.readline()
    return said if said else None
