"""Standings: whether everybody on the roster stands on one cell of a schedule, or has a salary of their own.

Law: a row that cannot be paid is an error that names the word which is wrong and where its own ladder ends; rows alike are
said once, with how many there are.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.agreement.kinds.salary_schedule import SalarySchedule
from commonground.agreement.provision import Provision, Status
from commonground.costing.bands import in_scope
from commonground.costing.engine import Engine
from commonground.files.findings import gathered, quoted
from commonground.files.validation import did_you_mean
from commonground.values.money import format_cents
from commonground.values.problem import Place, Problem, Severity
from commonground.values.wording import counted
from commonground.workforce.roster import NO_SALARY, Roster

Rows = npt.NDArray[np.bool_]
Cell = tuple[str, str, str]
ALIKE_CENTS = 200


@dataclass(frozen=True, eq=False)
class _Covering:
    """A salary schedule, the cells that it has ever printed, and the rows that its scope is about."""

    provision: Provision
    cells: Mapping[Cell, None]
    inside: Rows


def without_place(roster: Roster, agreement: Agreement) -> tuple[Problem, ...]:
    """The rows that no salary schedule pays, those alike together."""
    schedules = agreement.of_kind("salary_schedule")
    covering = [_Covering(p, _cells(p), in_scope(p.scope, roster)) for p in schedules if p.status is Status.COSTED]
    if not covering:
        return ()
    paid = np.zeros(len(roster), dtype=np.bool_)
    for provision in schedules:
        if provision.status is not Status.COSTED:
            paid |= in_scope(provision.scope, roster)
    on_step = roster.labels["step"].numbers({"": 0}, otherwise=1) == 1
    for one in covering:
        paid |= one.inside & np.where(on_step, _stands_on(roster, one.cells), roster.numbers["salary"] != NO_SALARY)
    return gathered(_said(roster, row, rows, covering) for row, rows in _alike(roster, np.flatnonzero(~paid)))


def _cells(schedule: Provision) -> dict[Cell, None]:
    found: dict[Cell, None] = {}
    for version in schedule.versions:
        assert isinstance(version.terms, SalarySchedule)
        found.update(dict.fromkeys((cell.schedule, cell.lane, cell.step) for cell in version.terms.table))
        for added in version.terms.steps_added:
            found.update(
                dict.fromkeys((name, lane, added.step) for name, lane, step in [*found] if step == added.after)
            )
    return found


def _stands_on(roster: Roster, cells: Iterable[Cell]) -> Rows:
    columns = [roster.labels[name] for name in ("schedule", "lane", "step")]
    places = [{word: number for number, word in enumerate(column.words)} for column in columns]
    known = {
        tuple(place[word] for place, word in zip(places, cell, strict=True))
        for cell in cells
        if all(word in place for place, word in zip(places, cell, strict=True))
    }
    stands = np.zeros(tuple(max(1, len(column.words)) for column in columns), dtype=np.bool_)
    for codes in known:
        stands[codes] = True
    return stands[tuple(column.codes for column in columns)]


def _alike(roster: Roster, rows: npt.NDArray[np.intp]) -> Iterable[tuple[int, int]]:
    """The first of the rows that say the same of their place, and how many rows say it."""
    if not len(rows):
        return
    columns = [roster.labels[name].codes[rows] for name in ("unit", "schedule", "lane", "step")]
    _, first, count = np.unique(np.stack(columns), axis=1, return_index=True, return_counts=True)
    yield from ((int(rows[one]), int(times)) for one, times in sorted(zip(first.tolist(), count.tolist(), strict=True)))


def _said(roster: Roster, row: int, times: int, covering: Sequence[_Covering]) -> Problem:
    unit, schedule, lane, step = (roster.labels[name][row] for name in ("unit", "schedule", "lane", "step"))
    cells = [cell for one in covering if one.inside[row] for cell in one.cells]

    def problem(code: str, column: str, got: str, expected: str, mend: str) -> Problem:
        place = Place(roster.source.file or "roster", row=int(roster.row[row]), column=column)
        return Problem(code, place, got, expected, mend, times=times)

    if not cells:
        expected = "somebody whom a salary schedule of agreement.toml is about"
        mend = "Correct the row, or the scope of the schedule's clause."
        return problem("unknown-unit", "unit", quoted(unit) if unit else "a blank cell", expected, mend)
    if not step:
        mend = "Fill in the step, or a salary of the row's own."
        return problem("no-step-or-salary", "step", "neither a step nor a salary", "one of the two", mend)
    names = list(dict.fromkeys(cell[0] for cell in cells))
    if schedule not in names:
        expected = f"one of {', '.join(map(quoted, names))}" if any(names) else "a blank cell: the schedule has no name"
        mend = did_you_mean(schedule, names, "Correct the row, or name the schedule so.")
        return problem("unknown-schedule", "schedule", quoted(schedule), expected, mend)
    on = f"schedule {schedule}" if schedule else "the schedule"
    lanes = list(dict.fromkeys(cell[1] for cell in cells if cell[0] == schedule))
    if lane not in lanes:
        expected = f"a lane of {on}: {', '.join(lanes)}" if any(lanes) else f"a blank cell: {on} has one lane"
        got = quoted(lane) if lane else "a blank cell"
        return problem("unknown-lane", "lane", got, expected, _alike_word(lane, lanes, "lane"))
    steps = [cell[2] for cell in cells if cell[:2] == (schedule, lane)]
    ladder = ", ".join(
        part for part in (f"schedule {schedule}" if schedule else "", f"lane {lane}" if lane else "") if part
    )
    expected = f"a step of {ladder or 'the schedule'}, which ends at {steps[-1]}"
    return problem("unknown-step", "step", quoted(step), expected, _alike_word(step, steps, "step"))


def _alike_word(got: str, known: Sequence[str], what: str) -> str:
    """The word that was probably meant: `6.0` is 6, `06` is 6, `ba` is BA."""
    plain = {_plain(word): word for word in known}
    add = f"add {what} {got} to the schedule, or" if got else "or"
    otherwise = f"Correct the row, {add} give the row a salary of its own and no step."
    return f'Did you mean "{plain[_plain(got)]}"?' if _plain(got) in plain else otherwise


def _plain(word: str) -> str:
    return re.sub(r"\.0+$", "", word.strip().casefold()).lstrip("0")


def without_salary(engine: Engine, agreement: Agreement) -> tuple[Problem, ...]:
    """The rows on a step that prints no salary on the snapshot's day, so that nobody knows their pay; those alike together."""
    roster = engine.roster
    lines = [line for line in engine.join(agreement).lines.values() if line.rule.name == "salary"]
    stands = np.zeros(len(roster), dtype=np.bool_)
    paid = np.zeros(len(roster), dtype=np.int64)
    for line in lines:
        inside = line.group >= 0
        stands |= inside & (roster.labels["step"].numbers({"": 0}, otherwise=1) == 1)
        paid[inside] += engine.values(agreement, line, engine.periods[0])[line.group[inside]]
    found = []
    for row, times in _alike(roster, np.flatnonzero(stands & (paid == 0))):
        lane, step = roster.labels["lane"][row], roster.labels["step"][row]
        where = f"step {step} of lane {lane}" if lane else f"step {step}"
        place = Place(roster.source.file or "roster", row=int(roster.row[row]), column="step")
        expected = f"a cell that prints a salary on {engine.calendar.snapshot}"
        mend = "Fill in the salary of the cell; until then nobody on it is paid."
        found.append(Problem("unpaid-step", place, f"{where}, which has no salary", expected, mend, times=times))
    return gathered(found)


def paid_otherwise(engine: Engine, agreement: Agreement) -> tuple[Problem, ...]:
    """A warning where the roster states salaries that are not those of the steps beside them: a step is what is priced.

    Pay in lieu of a pension pickup may be in the stated salary. Differences up to `ALIKE_CENTS` are rounding.
    """
    roster = engine.roster
    stated = roster.numbers["salary"]
    on_step = roster.labels["step"].numbers({"": 0}, otherwise=1) == 1
    if not (on_step & (stated != NO_SALARY)).any():
        return ()
    salary, in_lieu = (_paid(engine, agreement, rule) for rule in ("salary", "pay_in_lieu_of_pickup"))
    apart = np.minimum(np.abs(stated - salary), np.abs(stated - salary - in_lieu)) > ALIKE_CENTS
    rows = np.flatnonzero(on_step & (stated != NO_SALARY) & (salary != 0) & apart)
    if not len(rows):
        return ()
    first = int(rows[0])
    count = roster.numbers["count"][rows]
    people, more = int(count.sum()), int(((stated - salary)[rows] * count).sum())
    step, lane = (roster.labels[name][first] for name in ("step", "lane"))
    where = f"step {step} of lane {lane}" if lane else f"step {step}"
    place = Place(roster.source.file or "roster", row=int(roster.row[first]), column="salary")
    expected = f"{format_cents(int(salary[first]))}, which is what {where} pays for this share of a job"
    mend = (
        f"Correct the salary or the step, or strike the step. Steps are priced: of {counted(people, 'person', 'people')} "
        f"the salaries stated are {format_cents(abs(more))} {'more' if more > 0 else 'less'} than what is priced."
    )
    got = format_cents(int(stated[first]))
    return (Problem("paid-otherwise", place, got, expected, mend, Severity.WARNING, len(rows)),)


def _paid(engine: Engine, agreement: Agreement, rule: str) -> npt.NDArray[np.int64]:
    """Cents that the lines of a rule pay each row's person in the base year."""
    paid = np.zeros(len(engine.roster), dtype=np.int64)
    for line in engine.join(agreement).lines.values():
        if line.rule.name == rule:
            inside = line.group >= 0
            paid[inside] += engine.values(agreement, line, engine.periods[0])[line.group[inside]]
    return paid


@dataclass(frozen=True)
class PaidTwice:
    """Two schedules that pay the same people on the same day: the clauses, and the first of the rows."""

    one: str
    other: str
    people: int
    where: str

    def __str__(self) -> str:
        return f"{counted(self.people, 'person', 'people')} whom {self.one} and {self.other} both pay ({self.where})"


def paid_twice(engine: Engine, agreement: Agreement) -> Iterator[PaidTwice]:
    """Every two schedules that pay the same rows on a day of the years that are costed."""
    roster = engine.roster
    lines = [line for line in engine.join(agreement).lines.values() if line.rule.name == "salary"]
    for one, other in combinations(lines, 2):
        both = np.flatnonzero((one.group >= 0) & (other.group >= 0))
        for day in _turns(engine, agreement, (one.provision, other.provision)) if len(both) else ():
            period = engine.full_year_on(day)
            paid = [engine.values(agreement, line, period)[line.group[both]] for line in (one, other)]
            if len(rows := both[(paid[0] != 0) & (paid[1] != 0)]):
                row = f"{roster.source.file or 'roster'} row {int(roster.row[rows[0]])}"
                unit = roster.labels["unit"][int(rows[0])]
                people = int(roster.numbers["count"][rows].sum())
                where = f"unit {unit}, first in {row}" if unit else f"first in {row}"
                yield PaidTwice(one.provision, other.provision, people, where)
                break


def _turns(engine: Engine, agreement: Agreement, clauses: Iterable[str]) -> list[dt.date]:
    """The days on which what two schedules pay may change: the snapshot's, each year's first, each version's."""
    calendar = engine.calendar
    versions = [version for clause in clauses for version in agreement[clause].versions]
    days = {calendar.snapshot, *(year.first for year in calendar.years)}
    days |= {day for version in versions for day in (version.start, version.until)}
    return sorted(day for day in days if calendar.snapshot <= day <= calendar.last_day)
