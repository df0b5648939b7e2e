"""`commonground calendar`: the statutory calendar of a negotiation."""

from __future__ import annotations

import datetime as dt
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from commonground.asked.days import day_given
from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.cli.output import Format, show
from commonground.files.atomic import replacing
from commonground.files.calendar_events import calendar_events
from commonground.files.ics import written_ics
from commonground.files.procedures import read_procedure
from commonground.files.ready import folder_named
from commonground.procedure.case import Case
from commonground.procedure.counting import CountRunsOut
from commonground.procedure.what_if import NotSupposed, supposed
from commonground.report.calendars import calendar_tables
from commonground.values.problem import BadInput, errors


class Form(StrEnum):
    """The forms of a calendar: those of every result, and a file for calendar programs."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    ICS = "ics"


def calendar(
    folder: Path,
    *,
    on: str | None = None,
    if_: Annotated[
        list[str] | None, Parameter(name="--if", help='suppose a step, "mediation demanded on 2019-05-01"')
    ] = None,
    format: Form = Form.TABLE,
    out: Annotated[Path | None, Parameter(help="where --format ics writes the file")] = None,
) -> int:
    """Where a negotiation stands in law: the earliest strike day, what each side may and must do by when, and why.

    Every day is explained by its clause. Counsel decides; what could not be compared with its source is marked.

    Examples
    --------
    commonground calendar chicago-2019 --on 2019-09-27
    commonground calendar chicago-2019 --if "strike notice on 2019-09-16"
    commonground calendar chicago-2019 --format ics --out chicago.ics

    Parameters
    ----------
    folder
        the folder that holds procedure.toml
    on
        the day asked about
    format
        table, json, csv or ics
    """
    day = dt.datetime.now().astimezone().date() if on is None else day_given(on, "--on")
    if out is not None and format is not Form.ICS:
        raise Misused("--out names a calendar file; add --format ics, or send the result on: … > FILE.")
    case = case_in(folder)
    supposing = _supposing(case, if_ or [])
    try:
        if format is Form.ICS:
            return _write(written_ics(calendar_events(supposing, day), case.title, dt.datetime.now(dt.UTC)), out)
        show(calendar_tables(supposing, day, case if if_ else None), Format(format.value))
    except CountRunsOut as problem:
        raise Misused(f"{problem}; add the next school year to calendar.toml.") from None
    return exits.DONE


def case_in(folder: Path) -> Case:
    """The case in a folder; warnings are told. Raises `BadInput` where there are errors."""
    reading = read_procedure(folder_named(folder))
    if reading.case is None:
        raise BadInput(errors(reading.problems))
    exits.tell_problems(reading.problems)
    return reading.case


def _supposing(case: Case, texts: list[str]) -> Case:
    try:
        return case.supposing(supposed(text, case.pack) for text in texts)
    except NotSupposed as problem:
        raise Misused(str(problem)) from None


def _write(text: str, out: Path | None) -> int:
    if out is None:
        sys.stdout.write(text)
        return exits.DONE
    try:
        with replacing(out) as part:
            part.write_bytes(text.encode())
    except OSError as problem:
        raise exits.Unwritten(f"{out}: {problem.strerror}. Name a file that you may write to.") from None
    sys.stdout.write(f"{out}\n")
    return exits.DONE
