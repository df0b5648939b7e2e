"""Two workbooks for LibreOffice: our own with its live formulas, and one as analysts write them, with a row for each person."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell as cell
from xlsxwriter.worksheet import Worksheet

from commonground.files.costing_workbook import workbook_bytes
from commonground.negotiation import Negotiation
from commonground.report.workbook.book import costing_book
from commonground.report.workbook.cost_rows import FIRST_PERIOD
from commonground.values.fiscal_year import FiscalYear
from further_package import LANES, PREMIUMS, STEPS, TREND, YEARS, agreement, cells, package, people

FIRST_DAY = dt.date(2019, 6, 30)
COLUMNS, CHARGES = 5, 5
RAISES, PENSION, LATER, SHARE = range(1, YEARS + 1), YEARS + 1, YEARS + 2, YEARS + 3
Files = tuple[Path, Path]
At = tuple[str, int, int]  # sheet, column, row


def ours(number: int, base: list[int], folder: Path) -> Files:
    """Our costing workbook of the base package, and where a package's figures go in and the years' totals stand."""
    years = tuple(FiscalYear.parse(f"{2019 + n}-{20 + n}") for n in range(YEARS))
    before, roster = FiscalYear.parse("2018-19"), people(number)
    district = Negotiation("Peers", (), agreement(package(np.array(base))), {}, roster, before, FIRST_DAY, years)
    book, named, totals = costing_book(district, [], live_status_quo=True), {}, []
    for sheet in book.sheets:
        for (row, column), held in sheet.cells.items():
            named[held.name] = (sheet.name, column, row)
            if held.value == "All lines":
                totals = [(sheet.name, FIRST_PERIOD + 1 + year, row) for year in range(YEARS)]
    raises = [f"sq_raise_{2019 + year}_07_01_percent" for year in range(YEARS)]
    wanted = [*raises, "sq_pension_rate", "sq_pension_tier_new_rate", "sq_health_employee_share"]
    (folder / "ours.xlsx").write_bytes(workbook_bytes(book, FIRST_DAY))
    return folder / "ours.xlsx", _places(folder / "ours.json", [named[name] for name in wanted], totals)


def of_people(number: int, base: list[int], folder: Path) -> Files:
    """A workbook with a row for each person and, for each year, a column for each charge, in whole cents."""
    path = folder / "people.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet, schedule, rows = (book.add_worksheet(name) for name in ("Inputs", "Schedule", "People"))
    for row in (*RAISES, PENSION, LATER, SHARE):
        sheet.write(row, 1, 0)
    for year in range(YEARS):
        parts = [_column(year, part, 1, number) for part in range(CHARGES)]
        sheet.write_formula(SHARE + 1 + year, 1, f"=SUM({','.join(parts[:-1])})-SUM({parts[-1]})")
    _schedules(schedule)
    _people(rows, number)
    book.close()
    inputs = [("Inputs", 1, row) for row in (*RAISES, PENSION, LATER, SHARE)]
    totals = [("Inputs", 1, SHARE + 1 + year) for year in range(YEARS)]
    return path, _places(folder / "people.json", inputs, totals)


def _column(year: int, part: int, first: int, last: int) -> str:
    column = COLUMNS + CHARGES * year + part
    return f"People!{cell(first, column)}:{cell(last, column)}"


def _schedules(sheet: Worksheet) -> None:
    """The printed schedule in cents, and below it each year's, raised and rounded to the dollar."""
    for lane, line in enumerate(cells().tolist()):
        for step, cents in enumerate(line):
            sheet.write(lane, step, cents)
            for year, raised in enumerate(RAISES):
                before = cell(lane + LANES * year, step)
                formula = f"=100*ROUND(ROUND({before}*(1+Inputs!$B${raised + 1})/100,7),0)"
                sheet.write_formula(lane + LANES * (year + 1), step, formula)


def _people(sheet: Worksheet, number: int) -> None:
    roster = people(number)
    labels = {name: roster.labels[name].codes for name in ("lane", "step", "tier", "health_plan", "health_tier")}
    premiums = PREMIUMS[labels["health_plan"], labels["health_tier"]]
    held = (labels["lane"] + 1, labels["step"] + 1, roster.numbers["fte"], labels["tier"], premiums)
    for row, person in enumerate(np.column_stack(held).tolist(), 1):
        sheet.write_row(row, 0, person)
        for year in range(YEARS):
            for part, formula in enumerate(_charges(row + 1, year)):
                sheet.write_formula(row, COLUMNS + CHARGES * year + part, formula)


def _charges(row: int, year: int) -> list[str]:
    """Salary, pension, Medicare, premiums and the members' share of a row in a year; half up where binary fractions meet it."""
    first, last = cell(LANES * (year + 1), 0, True, True), cell(LANES * (year + 2) - 1, STEPS - 1, True, True)
    salary, premiums = (cell(row - 1, COLUMNS + CHARGES * year + part) for part in (0, 3))
    rate = f"IF(D{row}=1,Inputs!$B${LATER + 1},Inputs!$B${PENSION + 1})"
    figures = (
        f"INDEX(Schedule!{first}:{last},A{row},MIN(B{row}+{year + 1},{STEPS}))*C{row}/10000",
        f"{salary}*{rate}",
        f"{salary}*0.0145",
        f"E{row}*{float((1 + TREND) ** (year + 1))!r}",
        f"{premiums}*Inputs!$B${SHARE + 1}",
    )
    return [f"=ROUND(ROUND({figure},7),0)" for figure in figures]


def _places(path: Path, inputs: Sequence[At], totals: Sequence[At]) -> Path:
    path.write_text(json.dumps({"inputs": inputs, "totals": totals, "in_cents": path.stem == "people"}))
    return path
