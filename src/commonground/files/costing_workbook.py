"""The costing workbook as an Excel file: live formulas, named inputs, and the engine's value cached in every cell.

Law: a text from a person's file is written as a text, whatever it begins with; only the book's own formulas are formulas.
The same negotiation gives the same bytes: the file's day is the last offer's, not the clock's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from commonground.agreement.offer import Offer
from commonground.files.atomic import replacing
from commonground.files.plain_workbook import LONGEST_TEXT, PlainWorkbook, PlainWorksheet
from commonground.files.workbook_looks import COLOURS, Looks, widths
from commonground.negotiation import Negotiation
from commonground.report.workbook.book import Book, costing_book
from commonground.report.workbook.cells import Chart, Sheet, letters
from commonground.values.problem import BadInput, Place, Problem

MILLION = 1_000_000


def write_costing_workbook(
    negotiation: Negotiation, offers: Sequence[Offer], path: Path | str, *, live_status_quo: bool = True
) -> None:
    """Write the workbook of some offers beside the status quo, in one step.

    `live_status_quo=False` leaves the status quo's own sheets out: its totals are then values. Raises `BadInput` where
    the file cannot be written; a file that stood there is then as it was.
    """
    book = costing_book(negotiation, offers, live_status_quo=live_status_quo)
    day = max([negotiation.snapshot, *(offer.passed_on for offer in offers)])
    _write_whole(Path(path), workbook_bytes(book, day))


def _write_whole(path: Path, content: bytes) -> None:
    """Write the file in one step, or say what stands in the way."""
    refused = None
    if path.is_dir():
        refused = ("a directory", f'Name a file in it, such as "{path / "costing.xlsx"}".')
    elif path.exists() and not path.stat().st_mode & 0o222:
        refused = ("a file that is read-only", "Name another file, or allow writing to this one.")
    else:
        try:
            with replacing(path) as part:
                part.write_bytes(content)
        except FileNotFoundError as problem:
            refused = (problem.strerror or str(problem), "Make the folder first, or name another file.")
        except PermissionError:
            refused = ("no permission to write", "Close it if it is open in another program, or name another file.")
        except OSError as problem:
            refused = (problem.strerror or str(problem), "Name another file, or make room on the disk.")
    if refused is not None:
        got, mend = refused
        raise BadInput([Problem("cannot-write", Place(str(path)), got, "a file that may be written", mend)])


def workbook_bytes(book: Book, day: dt.date) -> bytes:
    """The file's bytes."""
    workbook = PlainWorkbook()
    created = dt.datetime.combine(day, dt.time())
    workbook.set_properties({"title": book.title, "comments": "Written by Commonground", "created": created})
    looks = Looks(workbook)
    for sheet in book.sheets:
        _write(workbook, workbook.add_sheet(sheet.name), sheet, looks, book.title)
    next(page for page in workbook.worksheets() if page.name == book.opens).activate()
    return workbook.packed()


def _write(workbook: PlainWorkbook, page: PlainWorksheet, sheet: Sheet, looks: Looks, title: str) -> None:
    across = widths(sheet)
    looks.set_rows(page, sheet, across)
    for (row, column), cell in sheet.cells.items():
        look = looks.of(cell.unit, cell.role)
        if cell.formula:
            page.put_formula(row, column, cell.formula, look, cell.value)
        elif cell.link:
            page.write_url(row, column, f"internal:'{cell.link}'!A1", look, str(cell.value)[:LONGEST_TEXT])
        elif isinstance(cell.value, str):
            page.write_string(row, column, cell.value[:LONGEST_TEXT], look)
        elif cell.value is None:
            page.write_blank(row, column, None, look)
        else:
            page.write_number(row, column, cell.value, look)
        if cell.choices:
            page.data_validation(row, column, row, column, {"validate": "list", "source": f"={cell.choices}"})
        if cell.name:
            workbook.define_name(cell.name, f"='{sheet.name}'!${letters(column)}${row + 1}")
    for block in sheet.blocks:
        page.put_block(block, [looks.of(unit, block.role) for unit in block.units])
    for column, width in enumerate(across):
        page.set_column(column, column, width, None, {"hidden": column in sheet.hidden})
    for chart in sheet.charts:
        _draw(workbook, page, sheet, chart)
    _set_up(page, sheet, title, across)


def _set_up(page: PlainWorksheet, sheet: Sheet, title: str, across: Sequence[float]) -> None:
    """What stays in sight, and how the sheet is printed."""
    last_column = max((column for _, column in sheet.cells), default=0) - sheet.unprinted_columns
    right = max((chart.left + chart.width for chart in sheet.charts), default=0)
    while right > sum(7 * width + 5 for width in [*across, *[8.43] * 40][: last_column + 1]):
        last_column += 1
    page.freeze_panes(sheet.head, sheet.left)
    page.hide_gridlines(2)
    page.set_zoom(90)
    page.set_landscape()
    page.set_paper(1)
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    page.fit_to_pages(1, 0)
    plain = title.replace("&", "&&")[:100]
    page.set_footer(f"&L&8{plain}&C&8&A&R&8page &P of &N")
    if sheet.head or sheet.repeated:
        page.repeat_rows(sheet.repeated or sheet.head - 1)
    if sheet.printed is not None:
        page.print_area(0, 0, max(sheet.printed, 1), last_column)
    if sheet.breaks:
        page.set_h_pagebreaks(sheet.breaks)


def _draw(workbook: PlainWorkbook, page: PlainWorksheet, sheet: Sheet, chart: Chart) -> None:
    """A chart of rows of the sheet; its figures are the sheet's own, so it follows the inputs."""
    drawn: Any = workbook.add_chart({"type": "column"})
    first, last = chart.columns
    colours = COLOURS[chart.colour :]
    for number, row in enumerate(chart.rows):
        colour = colours[number % len(colours)]
        series: dict[str, Any] = {
            "name": [sheet.name, row, 0],
            "categories": [sheet.name, chart.heading_row, first, chart.heading_row, last],
            "values": [sheet.name, row, first, row, last],
        }
        if len(chart.rows) == 1:
            series["data_labels"] = {"value": True, "num_format": _scale(sheet, chart), "font": {"size": 8}}
        series |= {"fill": {"color": colour}, "gap": 60, "overlap": -5}
        drawn.add_series(series)
    drawn.set_title({"name": chart.title, "name_font": {"size": 11}, "overlay": False})
    grid = {"visible": True, "line": {"color": "#D9D9D9", "width": 0.5}}
    drawn.set_y_axis(
        {"num_format": _scale(sheet, chart), "num_font": {"size": 8}, "major_gridlines": grid, "line": {"none": True}}
    )
    drawn.set_x_axis({"num_font": {"size": 8}, "label_position": "low"})
    drawn.set_legend({"none": True} if len(chart.rows) == 1 else {"position": "bottom", "font": {"size": 8}})
    drawn.set_size({"width": chart.width, "height": 300})
    page.insert_chart(
        chart.row,
        0,
        drawn,
        {"x_offset": chart.left, "y_offset": 4, "description": f"{chart.title}; the figures stand in the table above"},
    )


def _scale(sheet: Sheet, chart: Chart) -> str:
    """Millions where the figures are large, thousands otherwise."""
    found = [
        sheet.cells[row, column].value for row in chart.rows for column in range(chart.columns[0], chart.columns[1] + 1)
    ]
    largest = max((abs(value) for value in found if isinstance(value, int | float)), default=0)
    return '#,##0.0,,"M"' if largest >= MILLION else '#,##0,"K"'
