"""The tables of the statutory calendar: where a case stands, the earliest strike day, next steps, what was missed, and why.

Every day stands beside the number of its reasoning, and the last table says that reasoning link by link: event, rule, count,
adjustment. A rule that was not compared with its source is marked in every line that uses it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from commonground.procedure.case import Case
from commonground.procedure.counting import DayKind
from commonground.procedure.pack import UNVERIFIED, Clause, Duty, Lawful, SubjectStatus
from commonground.procedure.reckoning import Reckoned, written
from commonground.procedure.standing import Next, Standing, State, stand
from commonground.procedure.strike import Condition, StrikeDay, strike_day
from commonground.report.table import Column, Row, Table, Value

COUNSEL = (
    "Counsel decides. This is a reckoning of days by rules as written down here, not legal advice; it takes no side."
)
MARKED = (
    f'"{UNVERIFIED}": the rule could not be compared with the text that it cites; check it before you rely on the day.'
)
NOT_COMPARED = "Rules behind these days that were not compared with their source"
WHY = Column("why", "text")


def mark(is_verified: bool) -> str:
    """The word beside a line whose rule was not compared with its source."""
    return "" if is_verified else UNVERIFIED


def was_compared(reason: Reckoned | Clause) -> bool:
    """Whether every clause of a reasoning was compared with its source."""
    return reason.verified if isinstance(reason, Clause) else reason.is_verified


class Reasons:
    """The reasonings behind the days of a calendar, numbered in the order in which they are first used."""

    def __init__(self) -> None:
        self._found: dict[Reckoned | Clause, int] = {}

    def cell(self, reason: Reckoned | Clause | None) -> str:
        """The number of a reasoning, or of a clause that leads to no day yet, with its mark; nothing for nothing."""
        if reason is None:
            return ""
        return f"{self.number(reason)} {mark(was_compared(reason))}".strip()

    def number(self, reason: Reckoned | Clause) -> str:
        """The number of a reasoning without its mark, where the line bears the mark elsewhere."""
        return f"[{self._found.setdefault(reason, len(self._found) + 1)}]"

    def unverified(self) -> dict[Clause, list[str]]:
        """The clauses behind these days that were not compared with their source, with the reasonings that use them."""
        found: dict[Clause, list[str]] = {}
        for reason, number in self._found.items():
            for clause in (reason,) if isinstance(reason, Clause) else reason.clauses:
                if not clause.verified:
                    found.setdefault(clause, []).append(f"[{number}]")
        return found

    def table(self, notes: Sequence[str] = ()) -> Table:
        """The reasonings, link by link, with what the pack says of its own limits."""
        rows = [
            Row(f"[{number}] {_label(reason)}".strip() if first else "", (link,))
            for reason, number in self._found.items()
            for first, link in _links(reason)
        ]
        return Table("Why", "", (Column("", "text"),), tuple(rows), (*notes, COUNSEL, MARKED), "calendar/why")


def _label(reason: Reckoned | Clause) -> str:
    return "" if isinstance(reason, Clause) else written(reason.day)


def _links(reason: Reckoned | Clause) -> Iterable[tuple[bool, str]]:
    chain = (f"{reason.says} ({reason})",) if isinstance(reason, Clause) else reason.chain
    return ((number == 0, link) for number, link in enumerate(chain))


def calendar_tables(case: Case, on: dt.date, without: Case | None = None) -> list[Table]:
    """The tables of a case on a day; `without` is the case before anything was supposed. Raises `CountRunsOut`."""
    standing, reasons = stand(case, on), Reasons()
    strike = strike_day(standing.case, on)
    earliest = [] if standing.is_ended else [_strike(standing, strike, reasons), *_conditions(strike, reasons)]
    following, missed = _following(standing, reasons), _missed(standing, reasons)
    tables = [
        _where(standing, without),
        *earliest,
        _unverified(reasons),
        *([_changes(case, without, on)] if without is not None else []),
        following,
        _further(standing),
        missed,
        _alarms(standing),
        _events(standing),
        _subjects(standing),
        _consequences(standing),
        reasons.table(case.pack.notes),
    ]
    return [table for table in tables if table.rows]


def _where(standing: Standing, without: Case | None) -> Table:
    case, last = standing.case, standing.events[-1] if standing.events else None
    rows = [
        Row("procedure", (case.pack.title,)),
        Row("for", (case.pack.covers,)),
        Row(
            "last step",
            (f"{case.pack.title_of(last.step)}, {written(last.on)}" if last else "nothing has happened yet",),
        ),
    ]
    if standing.is_ended:
        rows.append(Row("now", ("the procedure is over",)))
    elif (opening := [found for found in standing.next if found.state is State.OVERDUE]) and opening:
        rows.append(Row("overdue", ("; ".join(found.step.title for found in opening),)))
    rows += [
        Row("day counted from", (f"{case.pack.title_of(id)}: {written(day)}",)) for id, day in case.anchors.items()
    ]
    supposed = [event for event in standing.events if event.is_supposed]
    rows += [Row("supposed", (f"{case.pack.title_of(event.step)}, {written(event.on)}",)) for event in supposed]
    if case.school is None:
        rows.append(
            Row("school calendar", ("none in the folder: school days are taken as weekdays without a holiday",))
        )
    title = f"{case.title or 'The case'} on {written(standing.on)}"
    return Table(title, "", (Column("", "text"),), tuple(rows), (COUNSEL,), "calendar/where")


def _strike(standing: Standing, strike: StrikeDay, reasons: Reasons) -> Table:
    columns = (Column("day", "day"), Column("first school day", "day"), WHY)
    notes: list[str] = [COUNSEL]
    rows: list[Row] = []
    if not strike.is_ever_lawful:
        clause = standing.case.pack.strike_clause
        never = Row("no lawful strike", (f"{clause.says} ({clause})",))
        return Table(
            "The earliest lawful strike day", "", (Column("", "text"),), (never,), (COUNSEL,), "calendar/strike"
        )
    if strike.no_before is not None and strike.rests_on_a_step:
        within = "" if strike.is_within_reach(standing.on) else ", but out of reach now"
        label = f"by what has happened alone{within}" if strike.missing else "by what has happened"
        rows.append(_strike_row(label, strike, strike.no_before.day, reasons.cell(strike.no_before)))
    if strike.missing:
        notes.insert(0, f"Still missing: {'; '.join(_condition_name(found) for found in strike.missing)}.")
        for label, way in (
            (f"if all the rest is done from {written(standing.on)} on", strike.at_once),
            ("if every step waits for its last day", strike.at_last if strike.at_last != strike.at_once else None),
        ):
            if way is not None:
                rows.append(_strike_row(label, strike, way.day, reasons.cell(way.by)))
    if strike.days_early:
        said = f"The strike of {written(strike.began or standing.on)} began {strike.days_early} days before that day."
        notes.insert(0, said)
    if any(row.cells[0] and not row.cells[1] for row in rows):
        notes.insert(
            0, "A day beyond the school calendar has no first school day here; add the next year to calendar.toml."
        )
    if not rows:
        rows.append(Row("no day can be told yet", (None, None, "")))
    return Table("The earliest lawful strike day", "", columns, tuple(rows), tuple(notes), "calendar/strike")


def _strike_row(label: str, strike: StrikeDay, day: dt.date, why: str) -> Row:
    school = strike.first_school_day(day)
    return Row(label, (day.isoformat(), school.isoformat() if school else None, why))


def _condition_name(found: Condition) -> str:
    return " or ".join(found.names)


def _conditions(strike: StrikeDay, reasons: Reasons) -> list[Table]:
    if not strike.conditions:
        return []
    kept = strike.rests_on_a_step
    rows = [Row(_needed(found), _condition_cells(found, reasons, kept)) for found in strike.conditions]
    columns = (Column("leads to", "day"), Column("keep by", "day"), WHY)
    notes = ("Keep by: the last day on which this leaves the day that follows from what has happened as it is.",)
    shown = notes if any(row.cells[1] for row in rows) else ()
    return [Table("What a strike needs", "needs", columns, tuple(rows), shown, "calendar/conditions")]


def _needed(found: Condition) -> str:
    wait = found.wait
    unit = "" if wait.kind is DayKind.CALENDAR else f"{wait.kind} "
    after = f", {wait.days} {unit}{'day' if wait.days == 1 else 'days'}" if wait.days else ""
    there = ": missing" if found.is_missing else ", on a day not stated" if found.is_met_without_day else ""
    return f"{_condition_name(found)}{after}{there}"


def _condition_cells(found: Condition, reasons: Reasons, kept: bool) -> tuple[Value, ...]:
    if found.reckoned is not None:
        return (found.reckoned.day.isoformat(), None, reasons.cell(found.reckoned))
    return (None, found.keep.isoformat() if found.keep and kept else None, reasons.cell(found.wait.clause))


def _unverified(reasons: Reasons) -> Table:
    """The rules behind the days of this calendar that were not compared with their source."""
    found = reasons.unverified()
    rows = [Row(clause.cite, (clause.says, " ".join(numbers))) for clause, numbers in found.items()]
    columns = (Column("as written down here", "text"), Column("behind", "text"))
    notes = (
        "Check these before you rely on a day that rests on them. Every other rule behind these days was compared with the"
        " text that it cites, or with a publication that prints that text.",
    )
    return Table(NOT_COMPARED, "rule", columns, tuple(rows), notes, "calendar/unverified")


def _following(standing: Standing, reasons: Reasons) -> Table:
    """The steps that can be taken now or from a day on, in the order of their days."""
    found = [each for each in standing.next if each.state is not State.NEEDS]
    pack = standing.case.pack
    unlawful = pack.strike if pack.lawful is Lawful.NEVER else ""
    rows = [
        Row(
            each.step.title,
            _unlawful_cells(each, pack.strike_clause, reasons)
            if each.step.id == unlawful
            else _next_cells(each, pack.source_of(each.step, standing.on), reasons),
        )
        for each in found
    ]
    columns = (Column("who", "text"), Column("open from", "day"), Column("due by", "day"), WHY)
    return Table("What each side may and must do next", "step", columns, tuple(rows), (), "calendar/next")


def _unlawful_cells(found: Next, forbids: Clause, reasons: Reasons) -> tuple[Value, ...]:
    """A strike's cells where none can be lawful: who would take it, and the clause that forbids it."""
    return f"{found.step.who.value}: never lawful", None, None, reasons.number(forbids)


def _next_cells(found: Next, source: Clause | None, reasons: Reasons) -> tuple[Value, ...]:
    """A step's cells; one that leads to no day is explained by the clause from which it comes."""
    opens, due = found.opens, found.due
    reckoned = [each for each in (opens, due) if each is not None]
    why: list[Reckoned | Clause] = [*reckoned] if reckoned else [] if source is None else [source]
    said = {State.OVERDUE: "overdue", State.WAITING: "later"}.get(found.state, found.step.duty.value)
    if found.state is State.OVERDUE and found.step.duty is Duty.MAY:
        said = "window closed"
    marked = "" if all(map(was_compared, why)) else f", {UNVERIFIED}"
    return (
        f"{found.step.who.value}: {said}{marked}",
        opens.day.isoformat() if opens else None,
        due.day.isoformat() if due else None,
        " ".join(map(reasons.number, why)),
    )


def _further(standing: Standing) -> Table:
    rows = [
        Row(found.step.title, (found.step.who.value, "; ".join(found.needs)))
        for found in standing.next
        if found.state is State.NEEDS
    ]
    columns = (Column("who", "text"), Column("needs first", "text"))
    return Table("Further on", "step", columns, tuple(rows), (), "calendar/further")


def _missed(standing: Standing, reasons: Reasons) -> Table:
    rows = [
        Row(
            found.step.title,
            (
                found.step.who.value,
                found.due.day.isoformat(),
                found.taken.isoformat() if found.taken else None,
                reasons.cell(found.due),
            ),
        )
        for found in standing.missed
    ]
    columns = (Column("who", "text"), Column("last day", "day"), Column("taken on", "day"), WHY)
    return Table("Windows missed", "step", columns, tuple(rows), (), "calendar/missed")


def _alarms(standing: Standing) -> Table:
    rows = []
    for alarm, state in standing.alarms:
        left = (alarm.last - standing.on).days
        said = f"{state}, {left} days left" if left >= 0 and state != "done" else str(state)
        cells = (alarm.who, alarm.first.isoformat() if alarm.first else None, alarm.last.isoformat(), said, alarm.cite)
        rows.append(Row(alarm.title, cells))
    columns = (
        Column("who", "text"),
        Column("from", "day"),
        Column("last day", "day"),
        Column("", "text"),
        Column("clause", "text"),
    )
    return Table("Alarms of the agreement", "alarm", columns, tuple(rows), (), "calendar/alarms")


def _events(standing: Standing) -> Table:
    rows = [
        Row(
            standing.case.pack.title_of(event.step),
            (event.on.isoformat(), event.by, _note(event.note, event.is_supposed)),
        )
        for event in standing.events
    ]
    columns = (Column("day", "day"), Column("by", "text"), Column("note", "text"))
    return Table("What has happened", "step", columns, tuple(rows), (), "calendar/events")


def _note(note: str, is_supposed: bool) -> str:
    return ", ".join(filter(None, ("supposed" if is_supposed else "", note)))


def _subjects(standing: Standing) -> Table:
    rows = [
        Row(subject.name, (subject.status.value, f"{subject.clause.says} ({subject.clause})"))
        for subject in sorted(standing.subjects, key=lambda subject: list(SubjectStatus).index(subject.status))
    ]
    columns = (Column("status", "text"), Column("rule", "text"))
    title = f"Subjects of bargaining on {written(standing.on)}"
    return Table(title, "subject", columns, tuple(rows), (), "calendar/subjects")


def _consequences(standing: Standing) -> Table:
    day = standing.on
    found = [each for each in standing.case.pack.consequences if each.clause.in_force(day)]
    rows = [Row(each.title, (f"{each.clause.says} ({each.clause})",)) for each in found]
    return Table("What a strike brings by law", "", (Column("", "text"),), tuple(rows), (), "calendar/consequences")


def _changes(case: Case, without: Case, on: dt.date) -> Table:
    """What supposing changes: each day with and without it."""
    before, after = _days(without, on), _days(case, on)
    rows = [
        Row(name, (before.get(name), after.get(name)))
        for name in dict.fromkeys((*before, *after))
        if before.get(name) != after.get(name)
    ]
    columns = (Column("as it is", "day"), Column("if", "day"))
    return Table("What it would change", "day", columns, tuple(rows), (), "calendar/changes")


def _days(case: Case, on: dt.date) -> dict[str, str]:
    standing = stand(case, on)
    strike = strike_day(standing.case, on)
    found: dict[str, dt.date | None] = {
        "earliest strike, by what has happened": strike.no_before.day if strike.no_before else None,
        "earliest strike, all the rest at once": strike.at_once.day if strike.at_once else None,
    }
    for each in standing.next:
        if each.state is not State.NEEDS:
            found[f"{each.step.title}: open from"] = each.opens.day if each.opens else None
            found[f"{each.step.title}: due by"] = each.due.day if each.due else None
    return {name: day.isoformat() for name, day in found.items() if day is not None}
