"""The contingency of a folder: days.toml, and pickets.toml with picket_sites.csv and picket_signups.csv."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from commonground.contingency.benefits import BenefitRule
from commonground.contingency.pickets import PicketPlan, PicketSite, Rally, Shift
from commonground.contingency.withheld import PayEffect
from commonground.files.contingency_shapes import DaysShape, PicketsShape
from commonground.files.day_tables import DayRow, read_rows
from commonground.files.findings import quoted
from commonground.files.toml import read_toml
from commonground.files.validation import did_you_mean, validated
from commonground.values.problem import Problem
from commonground.values.school_calendar import DayStatus

SITES, SIGNUPS = "picket_sites.csv", "picket_signups.csv"
MOST_PEOPLE = 100_000


@dataclass(frozen=True)
class DayRules:
    """days.toml: the work year by unit ("" for every other), what days do to pay, who strikes and who is on furlough, benefits."""

    work_days: Mapping[str, int]
    effects: Mapping[DayStatus, PayEffect]
    units: tuple[str, ...]
    furlough_units: tuple[str, ...]
    benefits: tuple[BenefitRule, ...]
    notes: tuple[str, ...]


def read_day_rules(folder: Path) -> tuple[DayRules | None, tuple[Problem, ...]]:
    """Read a folder's days.toml."""
    document, problems = read_toml(folder / "days.toml")
    shape, wrong = (None, ()) if document is None else validated(DaysShape, document.said, document)
    if shape is None:
        return None, (*problems, *wrong)
    pay = shape.pay
    effects = {
        DayStatus.STRIKE: pay.strike,
        DayStatus.FURLOUGH: pay.furlough,
        DayStatus.CANCELLED: pay.cancelled,
        DayStatus.MADE_UP: pay.made_up,
    }
    benefits = tuple(
        BenefitRule(rule.about, " ".join(rule.says.split()), rule.until, rule.days, rule.cite, rule.verified)
        for rule in shape.benefit
    )
    cited = tuple(f"{what}: {cite}." for what, cite in (("Work year", shape.work_year.cite), ("Pay", pay.cite)) if cite)
    work_days = {**shape.work_year.by_unit, "": shape.work_year.days}
    return DayRules(
        work_days, effects, tuple(pay.units), tuple(pay.furlough_units), benefits, (*cited, *shape.note)
    ), ()


def unknown_units(folder: Path, known: Sequence[str]) -> tuple[Problem, ...]:
    """The units that days.toml names and nobody on the roster is in; `known` are the roster's, "" where people have none."""
    document, _ = read_toml(folder / "days.toml")
    shape = None if document is None else validated(DaysShape, document.said, document)[0]
    if document is None or shape is None:
        return ()
    named: list[tuple[tuple[str | int, ...], str]] = [
        *((("pay", "units", number), unit) for number, unit in enumerate(shape.pay.units)),
        *((("pay", "furlough_units", number), unit) for number, unit in enumerate(shape.pay.furlough_units)),
        *((("work_year", "by_unit", unit), unit) for unit in shape.work_year.by_unit),
    ]
    units = [unit for unit in known if unit]
    expected = f"a unit of the roster: {', '.join(units)}" if units else "none: the roster has no column `unit`"
    return tuple(
        Problem(
            "unknown-unit",
            document.place(*path),
            quoted(unit),
            expected,
            did_you_mean(unit, units, "Correct the name, or leave it out."),
        )
        for path, unit in named
        if unit not in units
    )


def read_pickets(folder: Path) -> tuple[PicketPlan | None, tuple[Problem, ...]]:
    """Read a folder's pickets: shifts, sites and sign-ups."""
    document, problems = read_toml(folder / "pickets.toml")
    shape, wrong = (None, ()) if document is None else validated(PicketsShape, document.said, document)
    if shape is None:
        return None, (*problems, *wrong)
    site_rows, of_sites = read_rows(folder / SITES, ("school",), ("school", "captain", "entrances", "needed", "note"))
    found: list[Problem] = [*of_sites]
    sites = tuple(_sites(site_rows, shape, found))
    shifts = tuple(Shift(shift.id, shift.start, shift.end) for shift in shape.shift)
    signed = _signups(folder, sites, shifts, found)
    if found:
        return None, tuple(found)
    rally = Rally(shape.rally.day, shape.rally.time, shape.rally.place) if shape.rally else None
    return PicketPlan(sites, tuple(sorted(shifts, key=lambda shift: shift.start)), signed, rally), ()


def _sites(rows: list[DayRow], shape: PicketsShape, problems: list[Problem]) -> Iterator[PicketSite]:
    seen: set[str] = set()
    for row in rows:
        school = row.cells["school"]
        if not school or school in seen:
            got, expected = quoted(school), "each school once, by its name"
            problems.append(Problem("repeated-school", row.place("school"), got, expected, "Correct the row."))
            continue
        seen.add(school)
        entrances = _whole(row, "entrances", 1, problems)
        needed = _whole(row, "needed", max(shape.needed, shape.per_entrance * entrances), problems)
        yield PicketSite(school, needed, row.cells.get("captain", ""), entrances)


def _signups(
    folder: Path, sites: tuple[PicketSite, ...], shifts: tuple[Shift, ...], problems: list[Problem]
) -> dict[tuple[str, str], int]:
    if not (folder / SIGNUPS).exists():
        return {}
    rows, wrong = read_rows(folder / SIGNUPS, ("school", "shift"), ("school", "shift", "people", "note"))
    problems += wrong
    schools, known = [site.school for site in sites], [shift.id for shift in shifts]
    signed: dict[tuple[str, str], int] = {}
    for row in rows:
        for column, words in (("school", schools), ("shift", known)):
            if row.cells[column] not in words:
                expected = f"a {column} of {SITES}" if column == "school" else "a shift of pickets.toml"
                mend = did_you_mean(row.cells[column], words, f"Add the {column} there, or correct the row.")
                problems.append(Problem("unknown-picket", row.place(column), quoted(row.cells[column]), expected, mend))
        key = (row.cells["school"], row.cells["shift"])
        signed[key] = signed.get(key, 0) + _whole(row, "people", 1, problems)
    return signed


def _whole(row: DayRow, column: str, otherwise: int, problems: list[Problem]) -> int:
    text = row.cells.get(column, "")
    if not text:
        return otherwise
    if text.isascii() and text.isdigit() and int(text[:9]) <= MOST_PEOPLE and len(text) < 9:
        return int(text)
    expected = f"a whole number of at most {MOST_PEOPLE:,}"
    problems.append(Problem("not-a-whole-number", row.place(column), quoted(text), expected, "Correct the row."))
    return otherwise
