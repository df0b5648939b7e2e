"""How long reading a payroll and placing its people takes, in multiples of a plain `polars.read_csv` of the same file.

Bound: forty thousand rows in at most twenty times. All figures are from one run, the best of several turns each.
Run it with a payroll and a salary schedule; without arguments it takes Chicago's of 2019 from ../shared/data.

    python benchmarks/placement.py [payroll.csv schedule.csv]
"""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import polars as pl

from commonground.files.rosters import read_roster
from commonground.files.tables import read_table
from commonground.workforce.cell import Cell
from commonground.workforce.columns import ColumnMapping, Keep, Vacancy
from commonground.workforce.placement import place

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
PAYROLL = SHARED / "roster" / "cps_2019-06-30.csv"
SCHEDULE = SHARED / "schedules" / "ctu_fy2018-fy2024.csv"
MEMBERS = ColumnMapping(
    {"title": "Job Title", "salary": "Annual Salary", "fte": "FTE", "school": "Department", "position": "Pos #"},
    {"unit": "teachers"},
    keep=(Keep("ClsIndc", only=("T",)),),
    vacancy=Vacancy("vacant"),
)
TURNS = 9
BOUND = 20


def cells(path: Path, year: str = "FY19") -> list[Cell]:
    """The schedule of one year, once as printed and once with the pickup in the salary."""
    with path.open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["fiscal_year"] == year]
    return [
        Cell(row["work_year"], row["lane"], row["step"], tier, Fraction(row["base_plus_step"]) * factor)
        for tier, factor in (("pickup", Fraction(1)), ("salary", Fraction(107, 100)))
        for row in rows
    ]


def best(work: Callable[[], object]) -> float:
    """The shortest of several turns, in seconds."""
    taken = []
    for _ in range(TURNS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def main(payroll: Path = PAYROLL, schedule: Path = SCHEDULE) -> int:
    """Print the table; 1 where the bound is broken."""
    if not (payroll.exists() and schedule.exists()):
        print(f"nothing measured: {payroll} or {schedule} is not on this computer")
        return 0
    grid = cells(schedule)
    roster = read_roster(payroll, MEMBERS).roster
    plain = best(lambda: pl.read_csv(payroll))
    turns = {
        "polars.read_csv": plain,
        "read_table": best(lambda: read_table(payroll)),
        "read_roster": best(lambda: read_roster(payroll, MEMBERS)),
        f"place ({len(roster):,} people, {len(grid):,} cells)": best(lambda: place(roster, grid)),
        "read_roster and place": best(lambda: place(read_roster(payroll, MEMBERS).roster, grid)),
    }
    for name, seconds in turns.items():
        print(f"{name:<40}{seconds * 1000:>10.1f} ms{seconds / plain:>8.1f} x")
    ratio = turns["read_roster and place"] / plain
    print(f"bound {BOUND} x: {'kept' if ratio <= BOUND else 'broken'}")
    return int(ratio > BOUND)


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:3])))
