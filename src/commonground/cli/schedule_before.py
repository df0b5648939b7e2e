"""`commonground schedule-before`: an earlier year's schedule, worked back from a later one and the raises between them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from commonground.agreement.earlier_schedule import INVERTED, earlier_schedule, with_increments
from commonground.agreement.kinds.salary_schedule import Build, Cell
from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.cli.output import Format, show
from commonground.files.atomic import write_text
from commonground.files.schedules import read_schedule, schedule_csv
from commonground.report.earlier_schedules import earlier_schedule_table
from commonground.values.money import NotAnAmount, parse_amount
from commonground.values.problem import BadInput, errors
from commonground.values.rate import NotARate, parse_rate

MOST_RAISES, MOST_PRINTED_TO = 40, 1000
CARRY = str(Build.CARRY_THEN_STEP)


def schedule_before(
    file: Path,
    *,
    raises: str,
    build: str = CARRY,
    table_year: str | None = None,
    increments: Path | None = None,
    printed_to: str = "1",
    out: Path | None = None,
    format: Format = Format.TABLE,
) -> int:
    """The schedule of an earlier year, from a later one and the raises between them.

    Under carry_then_step a lane's last step leaves no trace in the next year: each raise loses one, and it is said.

    Examples
    --------
    commonground schedule-before schedules/fy2013.csv --raises 3%
    commonground schedule-before fy2018.csv --raises "3%, 2%, 2%, 0%, 0%, 2%"

    Parameters
    ----------
    file
        the later schedule, printed (CSV, XLSX, Parquet): step, lane, salary, and for carry_then_step the increment
    raises
        every raise between the two years, in the order in which they came
    build
        the law that a raise built the next schedule by: carry_then_step or scale
    table_year
        the year to read, where the file holds several
    increments
        a file with the increments, where the schedule's own has none
    printed_to
        the dollars to which the later schedule is printed
    out
        write the cells to this file, to the cent
    format
        table, json or csv
    """
    law = _law(build)
    undone = _raises(raises)
    later = _cells(file, table_year)
    if increments is not None:
        later = list(with_increments(later, _increments(increments)))
    if law is Build.CARRY_THEN_STEP and not any(cell.increment for cell in later):
        raise Misused(f"{file.name}: no increments, which {law} needs. Name their file: --increments FILE.")
    found = earlier_schedule(later, undone, law, _dollars(printed_to))
    show([earlier_schedule_table(found, later, undone, law)], format)
    if out is not None:
        try:
            write_text(out, schedule_csv(found.cells))
        except OSError as problem:
            raise exits.Unwritten(f"{out}: {problem.strerror}. Name a file that you may write.") from None
        exits.tell(f"Wrote {out}.")
    return exits.DONE


def _law(build: str) -> Build:
    if build not in INVERTED:
        raise Misused(f"--build {build}: expected {' or '.join(INVERTED)}.")
    return Build(build)


def _raises(said: str) -> list[Fraction]:
    """The raises, in the order in which they came."""
    try:
        raises = [parse_rate(part.strip()) for part in said.split(",")]
    except NotARate as problem:
        raise Misused(f"--raises: {problem}.") from None
    if len(raises) > MOST_RAISES or not all(-1 < raise_ < 1 for raise_ in raises):
        raise Misused(f"--raises {said}: expected up to {MOST_RAISES} raises, each between -100 % and 100 %.")
    return raises


def _dollars(said: str) -> Fraction:
    try:
        dollars = Fraction(parse_amount(said))
    except NotAnAmount as problem:
        raise Misused(f"--printed-to: {problem}.") from None
    if not 0 <= dollars <= MOST_PRINTED_TO:
        raise Misused(f"--printed-to {said}: expected dollars from 0 to {MOST_PRINTED_TO:,}.")
    return dollars


def _read(file: Path, year: str | None = None) -> list[Cell]:
    terms, problems = read_schedule(file, file.name, year)
    if errors(problems):
        raise BadInput(errors(problems))
    exits.tell_problems(problems)
    if not terms:
        which = f" of {year}" if year else ""
        raise Misused(f"{file.name}: no cells{which}. Look at the file, or at --table-year.")
    return [Cell.model_validate(cell) for cell in terms]


def _cells(file: Path, year: str | None) -> list[Cell]:
    """The cells of the later schedule, each with a salary."""
    cells = _read(file, year)
    blank = next((cell for cell in cells if cell.salary is None), None)
    if blank is not None:
        raise Misused(f'{file.name}: lane "{blank.lane}" step "{blank.step}" has no salary. Fill it in.')
    return cells


def _increments(file: Path) -> dict[tuple[str, str, str], Fraction]:
    return {(c.schedule, c.lane, c.step): c.increment for c in _read(file) if c.increment is not None}
