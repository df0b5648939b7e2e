"""How long reading a payroll and placing its people takes, in multiples of a plain `polars.read_csv` of the same file.

Bound: forty thousand rows in at most twenty times. All figures are from one run, the works taken in turn.
Run it with a payroll and a salary schedule; without arguments it takes Chicago's of 2019 from ../shared/data.

    python benchmarks/placement.py [payroll.csv schedule.csv]
"""

from __future__ import annotations

import csv
import statistics
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import polars as pl

from commonground.files.rosters import read_roster
from commonground.files.tables import read_table
from commonground.workforce.cell import Cell
from commonground.workforce.columns import ColumnMapping, Keep, Vacancy
from commonground.workforce.placement import place
from ratios import heading, in_turn, row

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
PAYROLL = SHARED / "roster" / "cps_2019-06-30.csv"
SCHEDULE = SHARED / "schedules" / "ctu_fy2018-fy2024.csv"
MEMBERS = ColumnMapping(
    {"title": "Job Title", "salary": "Annual Salary", "fte": "FTE", "school": "Department", "position": "Pos #"},
    {"unit": "teachers"},
    keep=(Keep("ClsIndc", only=("T",)),),
    vacancy=Vacancy("vacant"),
)
PLAIN, BOTH = "polars.read_csv", "read_roster and place"
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


def main(payroll: Path = PAYROLL, schedule: Path = SCHEDULE) -> int:
    """Print the table; 1 where the bound is broken."""
    for path in (payroll, schedule):
        if not path.is_file():
            print(f"nothing measured: there is no {path}; name a payroll and a schedule behind the command")
            return 0
    grid = cells(schedule)
    roster = read_roster(payroll, MEMBERS).roster
    works: dict[str, Callable[[int], object]] = {
        PLAIN: lambda _: pl.read_csv(payroll),
        "read_table": lambda _: read_table(payroll),
        "read_roster": lambda _: read_roster(payroll, MEMBERS),
        "place": lambda _: place(roster, grid),
        BOTH: lambda _: place(read_roster(payroll, MEMBERS).roster, grid),
    }
    taken = in_turn(works, TURNS, dict.fromkeys(works, 1))
    ratios = {
        name: [slow / plain for slow, plain in zip(seconds, taken[PLAIN], strict=True)]
        for name, seconds in taken.items()
    }
    print(
        f"{pl.read_csv(payroll).height:,} rows, {len(roster):,} people placed on {len(grid):,} cells; {TURNS} turns\n"
    )
    print(heading("a file", "plain reads"))
    for name, seconds in taken.items():
        print(row(name, seconds, None if name == PLAIN else ratios[name]))
    ratio = statistics.median(ratios[BOTH])
    print(f"\nbound {BOUND} x: {'kept' if ratio <= BOUND else 'broken'}")
    return int(ratio > BOUND)


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:3])))
