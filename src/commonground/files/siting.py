"""Siting in a folder: sites.csv, contingency.toml, and the earlier plan that it may name.

Law: no file raises. A blank capacity is filled by the folder's stated rule, and the school is marked
as one whose places are not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np

from commonground.contingency.effort import Effort
from commonground.contingency.schools import School, Use, metres_between
from commonground.contingency.siting import Role, SiteRequirement, Siting
from commonground.contingency.staffing import StaffGroup, working
from commonground.files.day_tables import DayRow, read_rows
from commonground.files.findings import quoted
from commonground.files.inside_folder import outside_folder
from commonground.files.siting_join import OWN, joined
from commonground.files.siting_shapes import CapacityShape, ContingencyShape, NoticeShape
from commonground.files.toml import Document, read_toml
from commonground.files.validation import did_you_mean, validated
from commonground.values.problem import Problem, Severity, errors
from commonground.values.rate import format_rate

SCHOOLS, RULES = "sites.csv", "contingency.toml"
FEATURES = ("accessible", "cooling", "cafeteria")
COLUMNS = (
    "school",
    OWN,
    "level",
    "latitude",
    "longitude",
    "enrolment",
    "capacity",
    *FEATURES,
    "safety",
    "use",
    "address",
    "note",
)
NEEDED = ("school", "level", "latitude", "longitude", "enrolment")
DEGREES = re.compile(r"^[+-]?\d{1,3}(\.\d{1,12})?$", re.ASCII)
WORDS = {
    "yes": True,
    "y": True,
    "true": True,
    "1": True,
    "no": False,
    "n": False,
    "false": False,
    "0": False,
    "": False,
}
MOST = 1_000_000
MOST_COMPARED = 2_000
FAR_METRES = 200_000


@dataclass(frozen=True)
class Contingency:
    """contingency.toml with sites.csv: the question, scenarios of turnout, staff, meals, what notices say, and notes."""

    siting: Siting
    scenarios: tuple[Fraction, ...]
    staff: tuple[StaffGroup, ...]
    meals: tuple[str, ...]
    notice: NoticeShape
    effort: Effort
    notes: tuple[str, ...]


def read_contingency(folder: Path) -> tuple[Contingency | None, tuple[Problem, ...]]:
    """Read what a folder says of schools that stay open."""
    document, problems = read_toml(folder / RULES)
    shape, wrong = (None, ()) if document is None else validated(ContingencyShape, document.said, document)
    rows, of_rows = read_rows(folder / SCHOOLS, NEEDED, COLUMNS)
    found = [*problems, *wrong, *of_rows]
    if shape is None or document is None:
        return None, tuple(found)
    rows, of_join = joined(folder, shape.join, document, rows, found)
    schools = tuple(_schools(rows, shape.capacity, found))
    found += _of_names(shape, document, schools)
    found += _far_off(rows, schools) if not errors(found) else ()
    previous = _previous(folder, shape, document, schools, found)
    if not errors(found):
        found += _of_number(shape, document, schools)
    if any(problem.severity is Severity.ERROR for problem in found) or not schools:
        return None, tuple(found)
    unknown = sum(not school.is_capacity_known for school in schools)
    said = (
        f"The capacity of {unknown:,} of {len(schools):,} schools is not known; it is taken as a share of the enrolment"
    )
    share = format_rate(shape.capacity.unknown)
    notes = (*((f"{said} ({share}).",) if unknown else ()), *of_join, *shape.note)
    staff = tuple(StaffGroup(each.group, each.role, each.people, each.union, each.honours_line) for each in shape.staff)
    return (
        Contingency(
            _siting(shape, schools, staff, previous),
            tuple(shape.scenarios),
            staff,
            tuple(shape.meals),
            shape.notice,
            Effort(shape.effort.seconds, shape.effort.gap, shape.effort.steps),
            notes,
        ),
        tuple(found),
    )


def _siting(
    shape: ContingencyShape, schools: tuple[School, ...], staff: tuple[StaffGroup, ...], previous: Mapping[str, str]
) -> Siting:
    roles = tuple(Role(role.id, role.pupils_each, role.per_site, working(staff, role.id)) for role in shape.role)
    needs = tuple(
        SiteRequirement(need.what, need.share or Fraction(0), need.within_metres) for need in shape.requirement
    )
    return Siting(
        schools,
        {level: tuple(takes) for level, takes in shape.levels.items()},
        shape.turnout,
        shape.sites,
        shape.longest_metres,
        roles,
        needs,
        tuple(shape.apart),
        shape.least_safety,
        previous,
        shape.previous.change_metres if shape.previous else 0,
        shape.nearest,
        near_enough=shape.near_enough_metres,
    )


def _schools(rows: Sequence[DayRow], capacity: CapacityShape, problems: list[Problem]) -> Iterator[School]:
    seen: set[str] = set()
    for row in rows:
        name = row.cells["school"]
        if not name or name in seen:
            expected = "each school once, by its name"
            problems.append(Problem("repeated-school", row.place("school"), quoted(name), expected, "Correct the row."))
            continue
        seen.add(name)
        if not row.cells["level"]:
            expected = "the level that the school teaches, such as elementary"
            problems.append(Problem("blank-level", row.place("level"), "nothing", expected, "Fill the cell."))
        enrolment = _count(row, "enrolment", problems)
        known = _count(row, "capacity", problems) if row.cells.get("capacity") else None
        places = Fraction(known) if known is not None else (enrolment or 0) * capacity.unknown
        yield School(
            name,
            row.cells["level"],
            _degrees(row, "latitude", 90, problems),
            _degrees(row, "longitude", 180, problems),
            enrolment or 0,
            int(places * capacity.used),
            _use(row, problems),
            frozenset(feature for feature in FEATURES if _is_said(row, feature, problems)),
            _count(row, "safety", problems) if row.cells.get("safety") else None,
            known is not None,
            row.cells.get("address", ""),
            row.cells.get(OWN, ""),
        )


def _count(row: DayRow, column: str, problems: list[Problem]) -> int | None:
    text = row.cells.get(column, "").replace(",", "")
    if text.isascii() and text.isdigit() and len(text) < 9 and int(text) <= MOST:
        return int(text)
    expected = f"a whole number of at most {MOST:,}"
    got = quoted(row.cells.get(column, "")) if text else "nothing"
    problems.append(Problem("not-a-whole-number", row.place(column), got, expected, "Correct the row."))
    return None


def _degrees(row: DayRow, column: str, most: int, problems: list[Problem]) -> int:
    """Degrees as millionths, rounded half to even."""
    text = row.cells.get(column, "")
    if DEGREES.match(text) and abs(Fraction(text)) <= most:
        return round(Fraction(text) * 1_000_000)
    expected = (
        f"decimal degrees between -{most} and {most}, such as {41.881832 if column == 'latitude' else -87.623177}"
    )
    mend = "Write the place as decimal degrees, west and south with a minus."
    problems.append(Problem("wrong-degrees", row.place(column), quoted(text) if text else "nothing", expected, mend))
    return 0


def _far_off(rows: Sequence[DayRow], schools: Sequence[School]) -> Iterator[Problem]:
    """Schools that are far from every other, as one is whose longitude lost its minus."""
    if not 2 < len(schools) <= MOST_COMPARED:
        return
    metres = metres_between(tuple(schools), tuple(schools))
    np.fill_diagonal(metres, metres.max())
    places = {row.cells["school"]: row for row in reversed(rows)}
    for school, nearest in zip(schools, metres.min(axis=1).tolist(), strict=True):
        if nearest > FAR_METRES:
            row = places[school.id]
            got = f"{row.cells.get('latitude')}, {row.cells.get('longitude')}, {nearest // 1000:,} km from the nearest other school"
            expected = f"a place within {FAR_METRES // 1000} km of another school"
            mend = "Look for a minus that is missing (west and south have one), or degrees that changed places."
            yield Problem("far-off", row.place("longitude"), got, expected, mend, Severity.WARNING)


def _use(row: DayRow, problems: list[Problem]) -> Use:
    text = row.cells.get("use", "").lower()
    if not text:
        return Use.MAY_OPEN
    if text in list(Use):
        return Use(text)
    expected = "one of " + ", ".join(Use)
    mend = did_you_mean(text, list(Use), "Correct the row, or leave the cell blank.")
    problems.append(Problem("unknown-use", row.place("use"), quoted(text), expected, mend))
    return Use.MAY_OPEN


def _is_said(row: DayRow, column: str, problems: list[Problem]) -> bool:
    text = row.cells.get(column, "").lower()
    if text in WORDS:
        return WORDS[text]
    problems.append(Problem("neither-yes-nor-no", row.place(column), quoted(text), "yes or no", "Correct the row."))
    return False


def _of_names(shape: ContingencyShape, document: Document, schools: Sequence[School]) -> Iterator[Problem]:
    """Words of contingency.toml that nothing in the folder bears."""
    names, levels = [school.id for school in schools], sorted({school.level for school in schools})
    roles = [role.id for role in shape.role]
    said: list[tuple[tuple[str | int, ...], str, list[str], str]] = [
        *((("apart", n), name, names, f"a school of {SCHOOLS}") for n, pair in enumerate(shape.apart) for name in pair),
        *((("levels", of), of, levels, f"a level of {SCHOOLS}") for of in shape.levels),
        *(
            (("levels", of), name, levels, f"a level of {SCHOOLS}")
            for of, takes in shape.levels.items()
            for name in takes
        ),
        *((("staff", n, "role"), each.role, roles, "the id of a role") for n, each in enumerate(shape.staff)),
        *(
            (("requirement", n, "what"), each.what, list(FEATURES), f"one of {', '.join(FEATURES)}")
            for n, each in enumerate(shape.requirement)
        ),
    ]
    for path, word, known, expected in said:
        if word not in known:
            mend = did_you_mean(word, known, "Correct the name.")
            yield Problem("unknown-in-siting", document.place(*path), quoted(word), expected, mend)
    if shape.sites is None and shape.longest_metres is None:
        mend = "Say how many sites, or from which distance on the fewest sites are looked for."
        yield Problem("no-size", document.place("sites"), "neither", "sites or longest_metres", mend)


def _of_number(shape: ContingencyShape, document: Document, schools: tuple[School, ...]) -> Iterator[Problem]:
    """A number of sites that the schools cannot come to, whatever the plan."""
    may = len(_siting(shape, schools, (), {}).candidates)
    must = sum(school.use is Use.OPEN for school in schools)
    if shape.sites is None or must <= shape.sites <= may:
        return
    expected = f"at most {may:,}, the schools of {SCHOOLS} that may open"
    mend = "Ask for fewer sites, or let further schools open."
    if shape.sites < must:
        expected = f"at least {must:,}, the schools of {SCHOOLS} that are fixed open"
        mend = "Ask for more sites, or leave their `use` blank."
    yield Problem("sites-out-of-reach", document.place("sites"), f"{shape.sites:,}", expected, mend)


def _previous(
    folder: Path, shape: ContingencyShape, document: Document, schools: Sequence[School], problems: list[Problem]
) -> dict[str, str]:
    """An earlier plan: each home school's site."""
    if shape.previous is None:
        return {}
    place = document.place("previous", "file")
    if (outside := outside_folder(folder, shape.previous.file, place)) is not None:
        problems.append(outside)
        return {}
    rows, wrong = read_rows(folder / shape.previous.file, ("school", "site"), ("school", "site", "note"))
    problems += wrong
    names = [school.id for school in schools]
    for row in rows:
        for column in ("school", "site"):
            if row.cells[column] not in names:
                mend = did_you_mean(row.cells[column], names, "Correct the row, or strike it.")
                got, expected = quoted(row.cells[column]), f"a school of {SCHOOLS}"
                problems.append(Problem("unknown-in-siting", row.place(column), got, expected, mend))
    return {row.cells["school"]: row.cells["site"] for row in rows}
