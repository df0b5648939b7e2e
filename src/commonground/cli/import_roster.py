"""`commonground import-roster`: a payroll file into a folder."""

from __future__ import annotations

import sys
from pathlib import Path

from commonground.cli import exits
from commonground.cli.output import Format, show
from commonground.cli.progress import working
from commonground.costing.cells_in_force import cells_in_force
from commonground.files.folder import read_clauses
from commonground.files.mappings import read_mapping, write_mapping
from commonground.files.rosters import RosterReading, read_roster, write_roster_csv, write_scattergram_csv
from commonground.report.rosters import intake_table, placement_tables
from commonground.values.problem import BadInput, errors
from commonground.workforce.placement import Placement, place
from commonground.workforce.roster import Roster
from commonground.workforce.scattergram import collapse

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
    skip_errors: bool = False,
    format: Format = Format.TABLE,
) -> int:
    """Read a payroll file (CSV, XLSX, Parquet) into a folder's roster.

    Columns are guessed from their headers; the guess is shown, saved as roster-map.toml, and used again next time.
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
    skip_errors
        write the sound rows although others have errors
    format
        table, json or csv
    """
    cents = _cents(tolerance)
    path = mapping or (into / "roster-map.toml" if (into / "roster-map.toml").is_file() else None)
    chosen, problems = (None, ()) if path is None else read_mapping(path)
    if errors(problems):
        raise BadInput(errors(problems))
    with working(f"Reading {file.name}"):
        reading = read_roster(file, chosen, sheet=sheet)
    tables = [intake_table(reading.report, file.name)]
    exits.tell_problems(reading.problems)
    if not len(reading.roster):
        return exits.ERRORS
    _tell_mapping(reading, guessed=chosen is None)
    placement = _placed(reading.roster, into, cents)
    if placement is not None:
        tables += placement_tables(placement.report)
    show(tables, format)
    if errors(reading.problems) and not skip_errors:
        exits.tell("Nothing was written. Mend the rows, or pass --skip-errors to leave them out.")
        return exits.ERRORS
    if not dry_run:
        _write(placement.roster if placement else reading.roster, reading, into, counts_only)
    return exits.DONE


def _cents(tolerance: str) -> int:
    from commonground.values.money import NotAnAmount, parse_amount, to_cents

    try:
        return to_cents(parse_amount(tolerance))
    except NotAnAmount as problem:
        raise exits.Misused(f"--tolerance: {problem}.") from None


def _tell_mapping(reading: RosterReading, *, guessed: bool) -> None:
    if not guessed:
        return
    exits.tell("Columns, as guessed from their headers (edit roster-map.toml to change them):")
    for column, header in reading.mapping.headers.items():
        reason = reading.mapping.reasons.get(column, "")
        exits.tell(f'  {column:<12} "{header}"' + (f"  {reason}" if reason else ""))


def _placed(roster: Roster, into: Path, tolerance_cents: int) -> Placement | None:
    """The roster placed on the schedule in force; None where it states its steps, or the folder has no schedule."""
    if any(roster.labels["step"].words):
        return None
    negotiation_day, agreement = read_clauses(into)
    if agreement is None or negotiation_day is None:
        return None
    units = [word for word in roster.labels["unit"].words]
    cells = cells_in_force(agreement, negotiation_day, units[0] if len(units) == 1 else "")
    return place(roster, cells, tolerance_cents=tolerance_cents) if cells else None


def _write(roster: Roster, reading: RosterReading, into: Path, counts_only: bool) -> None:
    try:
        into.mkdir(parents=True, exist_ok=True)
        target = into / ("scattergram.csv" if counts_only else "roster.csv")
        if counts_only:
            write_scattergram_csv(collapse(_without_placed_salaries(roster), COUNTED), target)
        else:
            write_roster_csv(roster, target)
        write_mapping(reading.mapping, into / "roster-map.toml")
    except OSError as problem:
        raise exits.Unwritten(f"{into}: {problem.strerror}. Name a folder that you may write to.") from None
    sys.stderr.write(f"Wrote {target} and {into / 'roster-map.toml'}.\n")


def _without_placed_salaries(roster: Roster) -> Roster:
    """The roster with a salary only where somebody stands on no step: on a step the schedule says the pay."""
    from commonground.workforce.roster import NO_SALARY

    salary = roster.numbers["salary"].copy()
    salary[roster.labels["step"].numbers({"": 0}, otherwise=1) == 1] = NO_SALARY
    return roster.replace(numbers={"salary": salary})


