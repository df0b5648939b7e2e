"""`commonground pass`: something passed across the table."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from commonground.asked.days import day_given
from commonground.asked.folders import keep_ready_folders
from commonground.asked.misused import Misused
from commonground.bargaining.entry import Answer
from commonground.cli import exits
from commonground.cli.opened import opened
from commonground.files.pass_writing import Draft, PassedMeanwhile, append, read_draft, refuse_unsound, written
from commonground.files.passes import PASSES, read_passes
from commonground.files.validation import did_you_mean
from commonground.negotiation import Negotiation
from commonground.values.party import BOTH
from commonground.values.printable import printable_lines
from commonground.values.problem import BadInput, errors
from commonground.values.wording import counted

ISSUES = Annotated[list[str] | None, Parameter(negative=())]


def pass_(
    folder: Path,
    *,
    file: Path | None = None,
    by: str | None = None,
    answers: int | None = None,
    on: str | None = None,
    agree: ISSUES = None,
    hold: ISSUES = None,
    question: ISSUES = None,
    reject: ISSUES = None,
    note: str | None = None,
    yes: bool = False,
) -> int:
    """Pass something across the table: show exactly what will cross, ask, and add it to the ledger, sealed.

    What is passed stands in a draft of its own (--file), written as in passes.toml without numbers and seals; remarks in
    it stay behind. Short answers to an earlier pass need no draft. What does not fit is not passed.

    Examples
    --------
    commonground pass my-district --file counter.toml
    commonground pass my-district --by union --answers 3 --agree health

    Parameters
    ----------
    folder
        the negotiation's folder
    file
        a draft: one [[pass]] or more, or a session, a request, a reply, a fact
    by
        who passes, in place of a draft
    answers
        the number of the pass that is answered
    on
        the day; without it today
    agree
        an issue that is tentatively agreed to; may be given again for another
    hold
        an issue on which the party holds
    question
        an issue on which it asks what is meant
    reject
        an issue on which it rejects
    note
        a sentence that crosses with it
    yes
        pass without asking, for a script
    """
    said = {Answer.AGREE: agree, Answer.HOLD: hold, Answer.QUESTION: question, Answer.REJECT: reject}
    keep_ready_folders(folder)
    if (file is None) == (by is None):
        raise Misused("Give a draft with --file, or say who passes with --by and answer an earlier pass.")
    if file is not None and (answers is not None or on or note or any(said.values())):
        raise Misused("--file holds all that is passed; --by, --answers and the rest are for answers without one.")
    drafts = read_draft(file) if file is not None else (_answer(by or "", answers, on, said, note),)
    if not drafts:
        raise Misused(f"{file} holds no entry; write [[pass]], [[session]], [[request]], [[reply]] or [[fact]].")
    negotiation = opened(folder)
    if by is not None:
        _refuse_stranger(by, [*negotiation.sides, BOTH])
    return _passed(negotiation, folder, drafts, asks=not yes)


def _refuse_stranger(by: str, parties: Sequence[str]) -> None:
    if by not in parties:
        mend = did_you_mean(by, parties, "Correct the party, or add it to negotiation.toml.")
        raise Misused(f'--by is "{by}"; expected one of {", ".join(parties)}. {mend}')


def _answer(
    by: str, answers: int | None, on: str | None, said: Mapping[Answer, Sequence[str] | None], note: str | None
) -> Draft:
    """A pass of answers alone, as a draft would write it."""
    stands = [{"name": issue, "answer": answer.value} for answer, issues in said.items() for issue in issues or ()]
    if not stands or answers is None:
        raise Misused("Say which pass is answered, and how: --answers NUMBER --agree, --hold, --question or --reject.")
    day = day_given(on, "--on") if on else dt.datetime.now().astimezone().date()
    entry: dict[str, Any] = {"on": day, "by": by, "answers": answers}
    return "pass", {**entry, **({"note": note} if note else {}), "issue": stands}


def _passed(negotiation: Negotiation, folder: Path, drafts: Sequence[Draft], *, asks: bool) -> int:
    reading = read_passes(folder, negotiation.agreement, negotiation.offers)
    if errors(reading.problems):
        raise BadInput(errors(reading.problems))
    head = reading.ledger.head
    preview = written(drafts, folder, head)
    path = folder / PASSES
    before = reading.document.text if reading.document else ""
    refuse_unsound(before + preview.text, folder, negotiation)
    count = counted(len(drafts), "entry", "entries")
    sys.stdout.write(f"This crosses, and no more ({count}, into {path}):\n{printable_lines(preview.text)}\n")
    sys.stdout.write("".join(_with_it(folder, name) for name in preview.files))
    if asks and not _confirmed():
        exits.tell("Nothing was passed.")
        return exits.MISUSED
    try:
        result = append(drafts, folder, negotiation, head if asks else None)
    except PassedMeanwhile as problem:
        raise Misused(f"{str(problem).capitalize()}. Nothing was passed.") from None
    except OSError as problem:
        raise exits.Unwritten(
            f"{path}: {problem.strerror or problem}. Nothing was half-written; pass it again."
        ) from None
    numbers = ", ".join(map(str, result.numbers))
    sys.stdout.write(f"Passed: {'entry' if len(drafts) == 1 else 'entries'} {numbers}.\nLedger {result.head}\n")
    return exits.DONE


def _with_it(folder: Path, name: str) -> str:
    """A file that crosses with a pass: an offer whole, remarks and all, because the folder holds it so; a table by its size."""
    raw = (folder / name).read_bytes()
    if not name.endswith(".toml"):
        return f"With it: {name}, {counted(len(raw), 'byte')}\n\n"
    shown = "".join(f"    {line}\n" for line in printable_lines(raw.decode("utf-8", "replace")).split("\n"))
    return f"With it, as the folder has it: {name}\n\n{shown}\n"


def _confirmed() -> bool:
    """Whether the person says yes; where nobody can be asked, the end of the command."""
    if not sys.stdin.isatty():
        raise Misused("Nobody is there to confirm; add --yes where a script passes. Nothing was passed.")
    sys.stdout.write("Pass it? [y/N] ")
    sys.stdout.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")
