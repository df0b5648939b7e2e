"""`commonground import-roster`: a payroll file into a folder."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.cli.output import Format, show
from commonground.cli.progress import working
from commonground.cli.roster_files import tell_which_is_read
from commonground.files.findings import quoted
from commonground.files.mappings import MAP, read_mapping
from commonground.files.roster_intake import taken_in, write_people
from commonground.files.rosters import RosterReading, read_roster
from commonground.report.rosters import intake_table, placement_tables
from commonground.values.money import NotAnAmount, parse_amount, to_cents
from commonground.values.printable import printable
from commonground.values.problem import BadInput, errors
from commonground.workforce.columns import ColumnMapping
from commonground.workforce.placement import SplitRule
from commonground.workforce.roster import Roster


class Split(StrEnum):
    """What `--split` may say."""

    NEAREST = "nearest"
    ALL = "all"


RULE = {Split.NEAREST: SplitRule.NEAREST, Split.ALL: SplitRule.ALL}
MOST_TOLERANCE = 100_000


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
        raise Misused(f"{into}: no such folder. Start one first: commonground new {into}")
    reading, path = _read(file, into, mapping, sheet)
    if not len(reading.roster):
        exits.tell("Nothing was written.")
        return exits.ERRORS
    how = f"guessed from their headers (edit {MAP} to change them)" if path is None else f"{path} says"
    _tell_mapping(reading.mapping, reading.unread, how)
    taken = taken_in(reading, file.name, into, cents, RULE[split])
    exits.tell_problems(taken.doubts)
    tables = [intake_table(reading.report, file.name)]
    show([*tables, *(placement_tables(taken.placement.report) if taken.placement else ())], format)
    if errors(reading.problems) and not skip_errors:
        exits.tell("Nothing was written. Mend the rows, or pass --skip-errors to leave them out.")
        return exits.ERRORS
    target = into / ("scattergram.csv" if counts_only else "roster.csv")
    if dry_run:
        exits.tell("Nothing was written: a dry run.")
    else:
        _write(taken.roster, reading.mapping, target)
    tell_which_is_read(into, target)
    return exits.DONE


def _cents(tolerance: str) -> int:
    try:
        cents = to_cents(parse_amount(tolerance))
    except NotAnAmount as problem:
        raise Misused(f"--tolerance: {problem}.") from None
    if not 0 <= cents <= MOST_TOLERANCE:
        raise Misused(f"--tolerance {tolerance}: expected dollars from 0 to {MOST_TOLERANCE // 100:,}.")
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


def _write(roster: Roster, mapping: ColumnMapping, target: Path) -> None:
    """Write the people and the mapping; what stood there and says something else is kept beside them, and told."""
    try:
        kept = write_people(roster, mapping, target)
    except OSError as problem:
        raise exits.Unwritten(f"{target.parent}: {problem.strerror}. Name a folder that you may write to.") from None
    exits.tell(f"Wrote {target} and {target.parent / MAP}.")
    for backup in kept:
        exits.tell(f"What stood there before is in {backup}.")
