"""`commonground import-roster`: a payroll file into a folder."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from commonground.cli import exits
from commonground.cli.lines import printable
from commonground.cli.output import Format, show
from commonground.cli.progress import working
from commonground.cli.roster_files import kept_beside, tell_which_is_read
from commonground.costing.cells_in_force import cells_in_force
from commonground.files.atomic import locked, replacing
from commonground.files.findings import quoted
from commonground.files.folder import read_clauses
from commonground.files.mappings import MAP, read_mapping, write_mapping
from commonground.files.roster_doubts import Frame, impossible
from commonground.files.rosters import RosterReading, read_roster, write_roster_csv, write_scattergram_csv
from commonground.report.rosters import intake_table, placement_tables
from commonground.values.money import NotAnAmount, parse_amount, to_cents
from commonground.values.problem import BadInput, errors
from commonground.workforce.cell import Cell
from commonground.workforce.columns import ColumnMapping
from commonground.workforce.placement import Placement, SplitRule, place
from commonground.workforce.roster import NO_SALARY, Roster
from commonground.workforce.scattergram import collapse


class Split(StrEnum):
    """What `--split` may say."""

    NEAREST = "nearest"
    ALL = "all"


RULE = {Split.NEAREST: SplitRule.NEAREST, Split.ALL: SplitRule.ALL}
MOST_TOLERANCE = 100_000
COUNTED = ("unit", "schedule", "lane", "step", "tier", "fte", "salary")


def import_roster(
    file: Path,
    *,
    into: Path,
    mapping: Path | None = None,
    sheet: str | None = None,
    counts_only: bool = False,
    dry_run: bool = False,
    tolerance: str = "2.00",
    split: Split = Split.NEAREST,
    skip_errors: bool = False,
    format: Format = Format.TABLE,
) -> int:
    """Read a payroll file (CSV, XLSX, Parquet) into a folder's roster.

    Columns are guessed from their headers; the guess is shown, saved as roster-map.toml, and used again next time.
    An earlier roster.csv is kept as roster.csv.bak.
    Where the file has salaries and no steps, step, lane and tier are inferred from the schedule in force, and a report
    says how many people and dollars are sure. Every row of the file is accounted for.

    Examples
    --------
    commonground import-roster payroll.csv --into my-district --dry-run
    commonground import-roster payroll.xlsx --into my-district --sheet Payroll
    commonground import-roster payroll.csv --into my-district --counts-only

    Parameters
    ----------
    file
        the payroll file
    into
        the negotiation's folder
    mapping
        a saved mapping; without it the folder's roster-map.toml, or a guess
    sheet
        the sheet of a workbook
    counts_only
        write counts by cell (scattergram.csv) and no rows
    dry_run
        show what would happen, write nothing
    tolerance
        dollars by which a full-time salary may miss its cell
    split
        among which cells people are divided whose salary meets several: the nearest, or all in tolerance
    skip_errors
        write the sound rows although others have errors
    format
        table, json or csv
    """
    cents = _cents(tolerance)
    if not into.is_dir():
        raise exits.Misused(f"{into}: no such folder. Start one first: commonground new {into}")
    reading, path = _read(file, into, mapping, sheet)
    if not len(reading.roster):
        exits.tell("Nothing was written.")
        return exits.ERRORS
    how = f"guessed from their headers (edit {MAP} to change them)" if path is None else f"{path} says"
    _tell_mapping(reading.mapping, reading.unread, how)
    snapshot, cells = _in_force(reading.roster, into)
    exits.tell_problems(tuple(impossible(reading.roster, _frame(file, reading.mapping, snapshot, cells))))
    placement = _placed(reading.roster, cells, cents, RULE[split])
    tables = [intake_table(reading.report, file.name)]
    show([*tables, *(placement_tables(placement.report) if placement else ())], format)
    if errors(reading.problems) and not skip_errors:
        exits.tell("Nothing was written. Mend the rows, or pass --skip-errors to leave them out.")
        return exits.ERRORS
    target = into / ("scattergram.csv" if counts_only else "roster.csv")
    if dry_run:
        exits.tell("Nothing was written: a dry run.")
    else:
        _write(placement.roster if placement else reading.roster, reading.mapping, target)
    tell_which_is_read(into, target)
    return exits.DONE


def _cents(tolerance: str) -> int:
    try:
        cents = to_cents(parse_amount(tolerance))
    except NotAnAmount as problem:
        raise exits.Misused(f"--tolerance: {problem}.") from None
    if not 0 <= cents <= MOST_TOLERANCE:
        raise exits.Misused(f"--tolerance {tolerance}: expected dollars from 0 to {MOST_TOLERANCE // 100:,}.")
    return cents


def _read(file: Path, into: Path, mapping: Path | None, sheet: str | None) -> tuple[RosterReading, Path | None]:
    """What the file holds, its problems told; and the mapping's file, by which it was read, if there is one."""
    saved = into / MAP
    path = mapping or (saved if saved.is_file() else None)
    chosen, problems = (None, ()) if path is None else read_mapping(path)
    if errors(problems):
        raise BadInput(errors(problems))
    with working(f"Reading {printable(file.name)}"):
        reading = read_roster(file, chosen, sheet=sheet)
    exits.tell_problems(reading.problems)
    if errors(reading.problems) and path is not None and reading.report.read.rows:
        exits.tell(f"Columns were read by {path}; edit it, or move it away to have them guessed anew.")
    return reading, path


def _tell_mapping(mapping: ColumnMapping, unread: tuple[str, ...], how: str) -> None:
    """Show every column that is read and how that is known, what of a guess is not plain from the header, and the rest."""
    exits.tell(f"Columns, as {how}:")
    for column, header in mapping.headers.items():
        reason = mapping.reasons.get(column, "")
        exits.tell(f'  {column:<12} "{header}"' + (f"  {reason}" if reason and "a usual name" not in reason else ""))
    if mapping.vacancy is not None:
        words = ", ".join(word for word in mapping.vacancy.words if len(word) > 1)
        exits.tell(f'  {"vacant":<12} "{mapping.vacancy.header}"  rows that say {words} are left out')
    for name in ("salary_basis", "full_time"):
        if why := mapping.reasons.get(name):
            exits.tell(f"  {name:<12} {getattr(mapping, name)}  {why}")
    if unread:
        exits.tell(f"  {'not read':<12} {', '.join(map(quoted, unread))}")


def _in_force(roster: Roster, into: Path) -> tuple[dt.date | None, Sequence[Cell]]:
    """The snapshot's day, and the cells in force on it for these people; nothing where the folder does not say them."""
    day, agreement = read_clauses(into)
    if agreement is None or day is None:
        return day, ()
    units = list(roster.labels["unit"].words)
    if len(units) == 1:
        return day, cells_in_force(agreement, day, units[0])
    return day, [replace(cell, unit=unit) for unit in units for cell in cells_in_force(agreement, day, unit)]


def _frame(file: Path, mapping: ColumnMapping, snapshot: dt.date | None, cells: Sequence[Cell]) -> Frame:
    named = {name: mapping.headers.get(name, name) for name in ("salary", "hired")}
    return Frame(file.name, named["salary"], named["hired"], snapshot, cells)


def _placed(roster: Roster, cells: Sequence[Cell], tolerance_cents: int, split: SplitRule) -> Placement | None:
    """The roster placed on the schedule in force; None where it states its steps, or the folder has no schedule."""
    if any(roster.labels["step"].words) or not cells:
        return None
    return place(roster, cells, tolerance_cents=tolerance_cents, split=split)


def _write(roster: Roster, mapping: ColumnMapping, target: Path) -> None:
    """Write the people and the mapping; what stood there and says something else is kept beside them."""
    saved = target.parent / MAP
    try:
        with locked(target.parent), replacing(target) as part, replacing(saved) as map_part:
            if target.name == "scattergram.csv":
                write_scattergram_csv(collapse(_without_placed_salaries(roster), COUNTED), part)
            else:
                write_roster_csv(roster, part)
            write_mapping(mapping, map_part)
            kept = [kept_beside(target, part)]
            if read_mapping(saved)[0] != mapping:
                kept.append(kept_beside(saved, map_part))
            else:
                shutil.copyfile(saved, map_part)
    except OSError as problem:
        raise exits.Unwritten(f"{target.parent}: {problem.strerror}. Name a folder that you may write to.") from None
    exits.tell(f"Wrote {target} and {saved}.")
    for backup in filter(None, kept):
        exits.tell(f"What stood there before is in {backup}.")


def _without_placed_salaries(roster: Roster) -> Roster:
    """The roster with a salary only where somebody stands on no step: on a step the schedule says the pay."""
    salary = roster.numbers["salary"].copy()
    salary[roster.labels["step"].numbers({"": 0}, otherwise=1) == 1] = NO_SALARY
    return roster.replace(numbers={"salary": salary})
