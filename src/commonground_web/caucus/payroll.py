"""A payroll that is set aside, read for the Roster pages: its table, how its columns are read, its people.

Law: columns are read as was said, else as the last payroll's were, else as their headers are guessed.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePath

from django.http import HttpRequest

from commonground.files.folder import roster_file
from commonground.files.mappings import MAP, read_mapping
from commonground.files.roster_intake import TakenIn, taken_in
from commonground.files.rosters import RosterReading, read_roster
from commonground.files.tables import TableReading, read_table
from commonground.workforce.columns import MAPPED, ColumnMapping, SalaryBasis
from commonground_web.actions.stage_roster import staged
from commonground_web.actions.staged import NotStaged, Staged
from commonground_web.checkout import own_place
from commonground_web.shown.failures import Misasked

TOLERANCE = 200  # cents by which a full-time salary may miss its cell


def payroll_of(request: HttpRequest) -> Staged:
    """What is set aside. Raises `Misasked` where nothing is."""
    try:
        found = staged(request.desk)
    except NotStaged as problem:
        raise Misasked(str(problem)) from None
    if found is None:
        raise Misasked("No payroll is set aside. Send one on the page Roster.")
    return found


def target_of(request: HttpRequest) -> str:
    """The file that the folder reads its people from. Raises `Misasked` where no import writes such a one."""
    named = roster_file(request.desk.folder) or "roster.csv"
    if named != PurePath(named).name or not named.endswith(".csv"):
        raise Misasked(
            f"The people are read from {named}, as negotiation.toml says; an import writes roster.csv. Name that one there."
        )
    return named


def table_of(found: Staged) -> TableReading:
    """The file as a table, or why it is none."""
    return read_table(found.file, sheet=found.sheet or None)


def reading_of(request: HttpRequest, found: Staged) -> RosterReading:
    """The payroll, read as was said, else as the folder's last one was, else as its headers are guessed."""
    sheet, saved = found.sheet or None, _last_mapping(request)
    if found.mapping is not None:
        return read_roster(found.file, found.mapping, sheet=sheet)
    if saved.is_file() and (mapping := read_mapping(saved)[0]) is not None:
        reading = read_roster(found.file, mapping, sheet=sheet)
        if not any(problem.code == "missing-column" for problem in reading.problems):
            return reading
    return read_roster(found.file, sheet=sheet)


def _last_mapping(request: HttpRequest) -> Path:
    """How the last payroll was read: the caucus's own on a server, else the folder's."""
    own = own_place()
    return own / MAP if own else request.desk.folder / MAP


def people_of(request: HttpRequest, found: Staged) -> tuple[RosterReading, TakenIn | None]:
    """The payroll as it reads, and its people where they stand; None where it holds nobody."""
    reading = reading_of(request, found)
    if not len(reading.roster):
        return reading, None
    return reading, taken_in(reading, found.name, request.desk.folder, TOLERANCE)


def mapping_chosen(request: HttpRequest, headers: tuple[str, ...], guessed: ColumnMapping) -> ColumnMapping:
    """The mapping as the form says it; filters and words stay as they were guessed. Raises `Misasked`."""
    known: set[str] = {*MAPPED, *guessed.headers}
    chosen: dict[str, str] = {}
    for at, header in enumerate(headers):
        name = request.POST.get(f"column-{at}", "")
        if name and name not in known:
            raise Misasked(f'No column of a roster is called "{name}".')
        if name in chosen:
            raise Misasked(f'Both "{chosen[name]}" and "{header}" were chosen as {name}; a roster has it once.')
        if name:
            chosen[name] = header
    basis = request.POST.get("basis", guessed.salary_basis.value)
    if basis not in tuple(SalaryBasis):
        raise Misasked(f'Salaries are said "{SalaryBasis.AS_PAID}" or "{SalaryBasis.FULL_TIME}".')
    words = {name: said for name, said in guessed.translations.items() if name in chosen}
    constants = {name: said for name, said in guessed.constants.items() if name not in chosen}
    return replace(
        guessed,
        headers=chosen,
        translations=words,
        constants=constants,
        salary_basis=SalaryBasis(basis),
        reasons={},
    )
