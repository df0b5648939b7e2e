"""The tables of a vote: rolls, counts, what auditors saw; columns by name, whole numbers, days.

Law: a figure is a whole number as people write it ("1,204"), or the row is a problem that names row and column.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from commonground.files.cells import NotRead, read_day
from commonground.files.findings import gathered, quoted
from commonground.files.tables import Table, read_table
from commonground.files.validation import did_you_mean
from commonground.values.problem import Place, Problem, Severity, errors
from commonground.votes.assertion import Seen
from commonground.votes.count import FIGURES, MOST, Count
from commonground.votes.roll import Enrolled, SiteRoll

WHOLE = re.compile(r"^\+?(\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?$", re.ASCII)
YES = ("yes", "y", "1", "true", "member", "x")
NO = ("no", "n", "0", "false", "")
ALIKE = {
    "site": ("site", "school", "building", "work_location", "location", "polling_place"),
    "unit": ("unit", "bargaining_unit", "local"),
    "id": ("id", "member_id", "employee_id"),
    "member": ("member", "is_member"),
    "members": ("members", "eligible", "eligible_members", "eligible_voters"),
    "employees": ("employees", "unit_employees"),
    "represents": ("represents", "represented", "members_represented", "school_size"),
    "joined": ("joined", "member_since"),
    "left": ("left", "member_until"),
    "yes": ("yes", "for", "in_favor", "in_favour", "accept", "authorize", "authorise", "votes_for", "yes_votes"),
    "no": ("no", "against", "opposed", "reject", "votes_against", "no_votes"),
    "abstain": ("abstain", "abstentions", "abstained"),
    "blank": ("blank", "blanks"),
    "spoiled": ("spoiled", "spoilt", "void", "invalid", "spoiled_ballots", "ballots_spoiled"),
    "challenged": ("challenged", "provisional"),
    "area": ("area", "region", "county", "district", "site", "school", "local", "unit", "name", "category", "title"),
    "cast": ("cast", "ballots_cast", "votes_cast", "ballots", "voted", "ballots_returned", "ballots_counted"),
    "valid": ("valid", "valid_ballots", "valid_votes", "total_votes"),
    "not_voting": ("not_voting", "did_not_vote", "did_not_cast_a_valid_ballot"),
    "turnout": ("turnout", "turnout_percent"),
    "yes_of_valid": (
        "yes_of_valid",
        "yes_percent",
        "percent_yes",
        "yes_pct",
        "yes_of_votes",
        "percent_ratifying",
        "percent_for",
        "percent_in_favor",
        "percent_in_favour",
    ),
    "no_of_valid": ("no_of_valid", "no_percent", "percent_no", "no_pct", "no_of_votes", "percent_against"),
}
CUT_SPACE = re.compile(r"[\s\-/]+")


@dataclass(frozen=True)
class Rows:
    """A table by columns that have a meaning: the file's rows, and each column's header."""

    table: Table
    headers: Mapping[str, str]

    def __iter__(self) -> Iterator[tuple[int, dict[str, str]]]:
        columns = [self.table.columns[header].to_list() for header in self.headers.values()]
        for number, *cells in zip(self.table.row.tolist(), *columns, strict=True):
            yield number, {name: cell.strip() for name, cell in zip(self.headers, cells, strict=True)}

    def place(self, row: int, name: str) -> Place:
        """Where a cell stands."""
        return self.table.place(row, self.headers.get(name, name))


def named_columns(
    path: Path, names: Iterable[str], called: Callable[[Table, str], str] | None = None
) -> tuple[Rows | None, tuple[Problem, ...]]:
    """A file's columns of these names, or names that people give them; a file that is no table is a problem.

    `called` says what a header is called, where its cells must be looked at; without it the header alone does.
    """
    reading = read_table(path)
    if reading.table is None or errors(reading.problems):
        return None, reading.problems
    table = reading.table
    known = {called(table, header) if called else plain(header): header for header in reversed(table.headers)}
    found: dict[str, str] = {}
    for name in names:
        header = next((known[alias] for alias in ALIKE.get(name, (name,)) if alias in known), None)
        if header is not None and header not in found.values():
            found[name] = header
    return Rows(table, found), reading.problems


def unread(rows: Rows, names: Iterable[str]) -> Iterator[Problem]:
    """Columns that hold something and that nothing is read from: a misspelt name would otherwise pass for a check."""
    read = set(rows.headers.values())
    for header in rows.table.headers:
        if header not in read and any(cell.strip() for cell in rows.table.columns[header].to_list()):
            expected = f"one of {', '.join(names)}"
            mend = "Name the column as one of these, or leave it: it is not looked at."
            place = rows.table.place(None, header)
            yield Problem("column-not-read", place, quoted(header), expected, mend, Severity.WARNING)


def plain(header: str) -> str:
    return CUT_SPACE.sub("_", header.strip().lower().replace("%", "percent").strip("_. "))


def missing(rows: Rows, name: str, what: str) -> Problem:
    got = ", ".join(quoted(header) for header in rows.table.headers[:8])
    return Problem("missing-column", rows.table.place(), got, f'a column "{name}": {what}', f'Name a column "{name}".')


def read_whole_number(text: str) -> int | None:
    """A whole number from 0 to a thousand million; None where the text is none.

    >>> read_whole_number("1,204"), read_whole_number("12.5")
    (1204, None)
    """
    found = WHOLE.match(text.strip())
    number = int(found[1].replace(",", "")) if found and len(found[1]) <= 13 else None
    return number if number is not None and number <= MOST else None


def not_whole(rows: Rows, row: int, name: str, text: str) -> Problem:
    expected = "a whole number, 0 or more"
    return Problem("not-a-count", rows.place(row, name), quoted(text), expected, "Correct the figure.")


def read_roll(
    path: Path, units: tuple[str, ...], counted: Callable[[list[Enrolled], bool], tuple[SiteRoll, ...]]
) -> tuple[tuple[SiteRoll, ...], tuple[Problem, ...]]:
    """A roll's file: a row for each person, or counts by site (a column `members`). `counted` counts people by site."""
    names = ("unit", "site", "id", "member", "members", "employees", "joined", "left", "represents")
    rows, problems = named_columns(path, names)
    if rows is None:
        return (), problems
    found: list[Problem] = list(problems)
    if "site" not in rows.headers:
        return (), (*found, missing(rows, "site", "the school or building where someone votes"))
    if "unit" not in rows.headers and len(units) > 1:
        return (), (*found, missing(rows, "unit", f"one of {', '.join(units)}"))
    found += _of_units(rows, units)
    found += _nowhere(rows)
    if "members" in rows.headers:
        sites = _counts_of_sites(rows, units, found)
    else:
        people = _people(rows, units, found)
        sites = counted(people, "member" in rows.headers)
    return sites, gathered(found)


@dataclass(frozen=True)
class PeopleReading:
    """The people of a roll's file with the cells of their rows, under the file's own headers."""

    headers: tuple[str, ...]
    people: tuple[tuple[Enrolled, tuple[str, ...]], ...]
    problems: tuple[Problem, ...]


def read_people(path: Path, units: tuple[str, ...]) -> PeopleReading:
    """Who stands in a roll's file, row by row; a problem where it holds counts and no people."""
    names = ("unit", "site", "id", "member", "members", "joined", "left", "represents")
    rows, problems = named_columns(path, names)
    if rows is None:
        return PeopleReading((), (), problems)
    if "members" in rows.headers or "id" not in rows.headers:
        return PeopleReading((), (), (*problems, missing(rows, "id", "a row for each person, with an id")))
    found: list[Problem] = [*problems, *_of_units(rows, units), *_nowhere(rows)]
    people = _people(rows, units, found)
    cells = list(zip(*(column.to_list() for column in rows.table.columns.values()), strict=True))
    return PeopleReading(rows.table.headers, tuple(zip(people, cells, strict=True)), gathered(found))


def _unit(said: Mapping[str, str], units: tuple[str, ...]) -> str:
    return said["unit"] if said.get("unit") else (units[0] if len(units) == 1 else "")


def _of_units(rows: Rows, units: tuple[str, ...]) -> Iterator[Problem]:
    for row, said in rows:
        if _unit(said, units) not in units:
            mend = did_you_mean(said.get("unit", ""), units, "Correct it, or add the unit to rule.toml.")
            expected = f"a unit of this vote: {', '.join(units)}"
            yield Problem("unknown-voting-unit", rows.place(row, "unit"), quoted(said.get("unit", "")), expected, mend)


def _nowhere(rows: Rows) -> Iterator[Problem]:
    for row, said in rows:
        if not said["site"]:
            mend = 'Write the site; who votes at no school may have one of their own, such as "citywide".'
            yield Problem("blank-site", rows.place(row, "site"), '""', "the name of a site", mend)


def _counts_of_sites(rows: Rows, units: tuple[str, ...], found: list[Problem]) -> tuple[SiteRoll, ...]:
    sites: dict[tuple[str, str], SiteRoll] = {}
    for row, said in rows:
        at = (_unit(said, units), said["site"])
        figures = {}
        for name in ("members", "employees"):
            if name in said and (said[name] or name == "members"):
                figures[name] = read_whole_number(said[name])
                if figures[name] is None:
                    found.append(not_whole(rows, row, name, said[name]))
        members, employees = figures.get("members") or 0, figures.get("employees")
        if employees is not None and employees < members:
            mend = "Correct one of the two: every member is an employee."
            found.append(
                Problem(
                    "more-members-than-employees",
                    rows.place(row, "employees"),
                    f"{employees:,}",
                    f"at least {members:,}",
                    mend,
                )
            )
        if at in sites:
            mend = "Put the two rows together."
            found.append(
                Problem("repeated-site", rows.place(row, "site"), quoted(at[1]), "each site once in a unit", mend)
            )
        sites[at] = SiteRoll(*at, members, employees, _represented(rows, row, said, found))
    return tuple(sites[at] for at in sorted(sites))


def _people(rows: Rows, units: tuple[str, ...], found: list[Problem]) -> list[Enrolled]:
    people, seen, sizes = [], dict[tuple[str, str], int](), dict[tuple[str, str], int | None]()
    for row, said in rows:
        unit = _unit(said, units)
        if said.get("id"):
            first = seen.setdefault((unit, said["id"]), row)
            if first != row:
                mend = "Keep one of the two rows; nobody is on a unit's roll twice."
                got = f"{quoted(said['id'])} again, as in row {first}"
                found.append(Problem("enrolled-twice", rows.place(row, "id"), got, "each person once in a unit", mend))
        word = said.get("member", "yes").lower()
        if word not in (*YES, *NO):
            mend = "Write yes or no."
            found.append(Problem("not-yes-or-no", rows.place(row, "member"), quoted(said["member"]), "yes or no", mend))
        days = {name: _day(rows, row, name, said.get(name, ""), found) for name in ("joined", "left")}
        represents = _represented(rows, row, said, found)
        if sizes.setdefault((unit, said["site"]), represents) != represents:
            mend = "Delegates of one box carry the same votes: give those who do not a site of their own."
            expected = f"{quoted(str(sizes[unit, said['site']]))}, as the delegate of {said['site']} before"
            found.append(
                Problem("unequal-box", rows.place(row, "represents"), quoted(said["represents"]), expected, mend)
            )
        people.append(Enrolled(unit, said["site"], word in YES, represents=represents, **days))
    return people


def _represented(rows: Rows, row: int, said: Mapping[str, str], found: list[Problem]) -> int | None:
    """How many members a delegate represents, where the file says it."""
    if not said.get("represents"):
        return None
    number = read_whole_number(said["represents"])
    if number is None:
        found.append(not_whole(rows, row, "represents", said["represents"]))
    return number


def _day(rows: Rows, row: int, name: str, text: str, found: list[Problem]) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromordinal(read_day(text))
    except (NotRead, ValueError, OverflowError):
        expected = "a day, such as 2026-09-01"
        found.append(Problem("not-a-day", rows.place(row, name), quoted(text), expected, "Correct the day."))
        return None


@dataclass(frozen=True)
class CountRow:
    """A row of a file of counts: where it stands, the unit, the site, the count."""

    place: Place
    unit: str
    site: str
    count: Count


def read_counts(path: Path, units: tuple[str, ...]) -> tuple[list[CountRow], tuple[Problem, ...]]:
    """A file of one teller's counts: unit (where there are several), site, and the figures of each box."""
    rows, problems = named_columns(path, ("unit", "site", *FIGURES))
    if rows is None:
        return [], problems
    found: list[Problem] = list(problems)
    for name, what in (("site", "where the box stood"), ("yes", "ballots that say yes")):
        if name not in rows.headers:
            return [], (*found, missing(rows, name, what))
    if "unit" not in rows.headers and len(units) > 1:
        return [], (*found, missing(rows, "unit", f"one of {', '.join(units)}"))
    found += _of_units(rows, units)
    found += _nowhere(rows)
    found += unread(rows, ("unit", "site", *FIGURES))
    counts, seen = [], set()
    for row, said in rows:
        figures: dict[str, int] = {}
        for name in FIGURES:
            if said.get(name):
                number = read_whole_number(said[name])
                if number is None:
                    found.append(not_whole(rows, row, name, said[name]))
                figures[name] = number or 0
        at = (_unit(said, units), said["site"])
        if at in seen:
            mend = "Put the two rows together, or correct the site."
            found.append(
                Problem("repeated-site", rows.place(row, "site"), quoted(at[1]), "each site once in a unit", mend)
            )
        seen.add(at)
        counts.append(CountRow(rows.table.place(row), *at, Count(**figures)))
    return counts, gathered(found)


def read_seen(path: Path, size: int) -> tuple[tuple[Seen, ...], tuple[Problem, ...]]:
    """What auditors saw: a column `seen`, a row for each ballot in the order of the sample (`draw` 1, 2, 3 …)."""
    rows, problems = named_columns(path, ("draw", "seen"))
    if rows is None:
        return (), problems
    found: list[Problem] = list(problems)
    for name, what in (("draw", "the number of the draw"), ("seen", "what was seen on the ballot")):
        if name not in rows.headers:
            return (), (*found, missing(rows, name, what))
    words = [seen.value for seen in Seen]
    seen: list[Seen] = []
    for row, said in rows:
        if said["draw"] != str(len(seen) + 1):
            expected = f"{len(seen) + 1}: every ballot of the sample, in the order of the draw"
            mend = 'Sort the rows by draw; write what was seen of each, and "not found" of one that is missing.'
            found.append(Problem("draw-out-of-order", rows.place(row, "draw"), quoted(said["draw"]), expected, mend))
            break
        if said["seen"].lower() not in words:
            mend = did_you_mean(said["seen"], words, "Correct it.")
            found.append(
                Problem(
                    "unknown-ballot", rows.place(row, "seen"), quoted(said["seen"]), f"one of {', '.join(words)}", mend
                )
            )
            seen.append(Seen.NOT_FOUND)
            continue
        seen.append(Seen(said["seen"].lower()))
    if len(seen) > size:
        mend = "Draw a larger sample first."
        got = f"{len(seen):,} ballots"
        found.append(Problem("draw-out-of-order", rows.table.place(), got, f"at most {size:,}, the sample drawn", mend))
    return tuple(seen), gathered(found)
