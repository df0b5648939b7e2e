"""The procedure of a folder: procedure.toml, with its rule pack, its events and alarms, and the days that they count from.

Law: reading never writes. What cannot be is a problem: an unknown step, an event before what it needs, a day that no calendar has.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from commonground.agreement.kinds.reopener import Reopener
from commonground.files.day_tables import read_holidays
from commonground.files.findings import quoted
from commonground.files.procedure_packs import pack_named
from commonground.files.procedure_shapes import AlarmShape, EventShape, ProcedureShape
from commonground.files.provisions import read_agreement
from commonground.files.school_calendars import read_school_calendar
from commonground.files.toml import Document, read_toml
from commonground.files.validation import did_you_mean, validated
from commonground.procedure.case import Alarm, Case, Event
from commonground.procedure.counting import CountRunsOut
from commonground.procedure.pack import Pack, Who
from commonground.procedure.reckoning import written
from commonground.procedure.soundness import OutOfOrder, out_of_order
from commonground.procedure.what_if import exactly_named
from commonground.values.problem import Place, Problem, Severity, errors
from commonground.values.school_calendar import SchoolCalendar

FILE = "procedure.toml"
EXPIRES, YEAR_BEGINS = "agreement-expires", "school-year-begins"
FACT_FINDER = "fact-finder"  # who some packs call a panel


@dataclass(frozen=True)
class ProcedureReading:
    """What came of reading a folder's procedure: the case, or None where an error stands in the way, and every problem."""

    case: Case | None
    problems: tuple[Problem, ...]


def read_procedure(folder: Path) -> ProcedureReading:
    """Read a folder's procedure.toml, calendar.toml, days.csv and holidays.csv."""
    if not (folder / FILE).is_file():
        mend = f"Write {FILE} (docs/calendar.md shows one), or name the folder that holds it."
        got = "no such folder" if not folder.is_dir() else f"a folder without {FILE}"
        return ProcedureReading(
            None, (Problem("no-procedure", Place(str(folder)), got, "a folder with a procedure", mend),)
        )
    document, problems = read_toml(folder / FILE)
    shape, wrong = (None, ()) if document is None else validated(ProcedureShape, document.said, document)
    school, of_school = read_school_calendar(folder)
    holidays, of_holidays = read_holidays(folder / "holidays.csv") if (folder / "holidays.csv").exists() else ({}, ())
    found = [*problems, *wrong, *of_school, *of_holidays]
    if document is None or shape is None:
        return ProcedureReading(None, tuple(found))
    pack, of_pack = pack_named(shape.pack, folder, document.place("pack"))
    found += of_pack
    if pack is None:
        return ProcedureReading(None, tuple(found))
    found += _unknown(shape, pack, document)
    found += _unknown_actors(shape, folder, document)
    if errors(found):
        return ProcedureReading(None, tuple(found))
    anchors = _anchors(shape, pack, folder, school)
    case = Case(
        pack,
        tuple(Event(_step_of(event, pack), event.on, event.by, event.note) for event in shape.event),
        anchors,
        (*_alarms(shape, anchors, document, found), *_reopeners(folder)),
        school,
        holidays,
        _title(folder),
    )
    found += _unsound(case, shape, document)
    return ProcedureReading(None if errors(found) else case, tuple(found))


def _title(folder: Path) -> str:
    title = _of_negotiation(folder, "title")
    return title if isinstance(title, str) else folder.resolve().name


def _of_negotiation(folder: Path, field: str) -> object:
    """What the folder's negotiation.toml says under a field; nothing where there is no such file."""
    document, _ = read_toml(folder / "negotiation.toml") if (folder / "negotiation.toml").is_file() else (None, ())
    return document.said.get(field) if document else None


def _unknown_actors(shape: ProcedureShape, folder: Path, document: Document) -> Iterator[Problem]:
    """Who took a step, or is to keep a day in mind, and is neither a party of the folder nor named so by the law."""
    parties = _of_negotiation(folder, "party")
    named = [party.get("id") for party in parties if isinstance(party, dict)] if isinstance(parties, list) else []
    known = list(dict.fromkeys([*map(str, named), *map(str, Who), FACT_FINDER]))
    said = [(("event", number, "by"), event.by) for number, event in enumerate(shape.event)]
    said += [(("alarm", number, "who"), alarm.who) for number, alarm in enumerate(shape.alarm)]
    for at, who in said:
        if who and who not in known:
            mend = did_you_mean(who, known, "Correct it, or leave it out and say in the note who it was.")
            yield Problem("unknown-party", document.place(*at), quoted(who), f"one of {', '.join(known)}", mend)


def _unknown(shape: ProcedureShape, pack: Pack, document: Document) -> Iterator[Problem]:
    steps = list(pack.by_id)
    for number, event in enumerate(shape.event):
        if exactly_named(event.step, pack) is None:
            place = document.place("event", number, "step")
            mend = did_you_mean(event.step, steps, f"There is {', '.join(steps)}.")
            yield Problem("unknown-procedure-step", place, quoted(event.step), f"a step of the pack {pack.id}", mend)
    anchors = [anchor.id for anchor in pack.anchors]
    for name in shape.days:
        if name not in anchors:
            mend = did_you_mean(name, anchors, "Remove it." if not anchors else f"There is {', '.join(anchors)}.")
            yield Problem("unknown-anchor", document.place("days", name), quoted(name), "a day of the pack", mend)


def _step_of(event: EventShape, pack: Pack) -> str:
    """The id of the step that an event names by its id, its title or another name."""
    found = exactly_named(event.step, pack)
    return found.id if found else event.step


def _anchors(shape: ProcedureShape, pack: Pack, folder: Path, school: SchoolCalendar | None) -> dict[str, dt.date]:
    """The days that the pack counts from: as stated, else the agreement's last day and the next school year's first."""
    found = dict(shape.days)
    known = {anchor.id for anchor in pack.anchors}
    if EXPIRES in known and EXPIRES not in found and (last := _last_day(folder)) is not None:
        found[EXPIRES] = last
    if YEAR_BEGINS in known and YEAR_BEGINS not in found and school is not None:
        after = found.get(EXPIRES, dt.date.min)
        forthcoming = [year.first for year in school.years if year.first > after]
        if forthcoming:
            found[YEAR_BEGINS] = forthcoming[0]
    return found


def _last_day(folder: Path) -> dt.date | None:
    document, _ = read_toml(folder / "agreement.toml") if (folder / "agreement.toml").is_file() else (None, ())
    last = document.said.get("last") if document else None
    return last if isinstance(last, dt.date) and not isinstance(last, dt.datetime) else None


def _alarms(
    shape: ProcedureShape, anchors: Mapping[str, dt.date], document: Document, problems: list[Problem]
) -> Iterator[Alarm]:
    for number, alarm in enumerate(shape.alarm):
        last = _last_of(alarm, anchors)
        if last is None:
            name = alarm.before or alarm.after
            place = document.place("alarm", number, "before" if alarm.before else "after")
            mend = did_you_mean(name, anchors, f"State it under [days], as in {name} = 2026-06-30.")
            problems.append(Problem("unknown-anchor", place, quoted(name), "a day that is stated", mend))
            continue
        first = alarm.opens if alarm.opens_days is None else last - dt.timedelta(days=alarm.opens_days)
        if first is not None and first > last:
            place, expected = document.place("alarm", number), f"a window that opens before {last}"
            problems.append(
                Problem("wrong-value", place, f"one from {first}", expected, "Correct one of the two days.")
            )
            continue
        yield Alarm(alarm.title, alarm.who, last, first, alarm.cite, alarm.done)


def _reopeners(folder: Path) -> Iterator[Alarm]:
    """The last days on which clauses of the agreement let bargaining be opened again."""
    agreement = read_agreement(folder)[0] if (folder / "agreement.toml").is_file() else None
    for provision in () if agreement is None else agreement.of_kind("reopener"):
        for version in provision.versions:
            if isinstance(terms := version.terms, Reopener):
                over = f": {', '.join(terms.subjects)}" if terms.subjects else ""
                cite = str(version.citation or "")
                yield Alarm(f"{provision.title}{over}", terms.who, terms.by, terms.opens, cite, is_done=False)


def _last_of(alarm: AlarmShape, anchors: Mapping[str, dt.date]) -> dt.date | None:
    if alarm.on is not None or alarm.days is None:
        return alarm.on
    start = anchors.get(alarm.before or alarm.after)
    days = dt.timedelta(days=alarm.days)
    return None if start is None else start - days if alarm.before else start + days


def _unsound(case: Case, shape: ProcedureShape, document: Document) -> Iterator[Problem]:
    try:
        found = list(out_of_order(case))
    except CountRunsOut as problem:
        mend = "Add the next school year to calendar.toml."
        yield Problem("calendar-too-short", document.place("pack"), str(problem), "enough school days", mend)
        return
    for each in found:
        taken = (each.event.step, each.event.on)
        number = next(n for n, event in enumerate(shape.event) if (_step_of(event, case.pack), event.on) == taken)
        yield _told(each, case, document.place("event", number, "on"))


def _told(found: OutOfOrder, case: Case, place: Place) -> Problem:
    got = f"{found.event.on} ({case.pack.title_of(found.event.step)})"
    if found.is_early:
        expected = f"{written(found.opens.day)} or later: {found.opens.rule}"
        mend = "Correct the day; if it is right, the step was taken before its waiting period had run out."
        return Problem("early-event", place, got, expected, mend, Severity.WARNING)
    expected = f"a day after what it needs ({found.opens.event})"
    return Problem("event-before-need", place, got, expected, "Correct one of the two days.")
