"""The sign-up sheet of pickets: a workbook with a sheet for each shift, a line for each person needed, to print and fill in."""

from __future__ import annotations

import io
from pathlib import Path

import xlsxwriter

from commonground.contingency.pickets import PicketPlan
from commonground.files.atomic import replacing

HEADINGS = ("school", "captain", "name", "telephone", "signature")
WIDTHS = (34, 22, 26, 18, 26)
LONGEST_NAME = 31
LINE_HEIGHT = 22.0  # points: a line that a name can be written on


def write_signup_sheet(plan: PicketPlan, path: Path) -> None:
    """Write the sheet in one step. Raises OSError where the file cannot be written."""
    with replacing(path) as part:
        part.write_bytes(signup_bytes(plan))


def signup_bytes(plan: PicketPlan) -> bytes:
    """The workbook's bytes."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        bold, line = (book.add_format({"bold": is_bold, "border": 1, "valign": "vcenter"}) for is_bold in (True, False))
        plain = book.add_format({"bold": True})
        for number, shift in enumerate(plan.shifts, 1):
            name = "".join(letter for letter in shift.id if letter not in "[]:*?/\\'")[: LONGEST_NAME - 4]
            sheet = book.add_worksheet(f"{number} {name}".strip())
            sheet.write_string(0, 0, f"Shift {shift.id}, {shift.start:%H:%M} to {shift.end:%H:%M}", plain)
            for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
                sheet.write_string(1, column, heading, bold)
                sheet.set_column(column, column, width)
            row = 2
            for site in plan.sites:
                for _ in range(site.needed):
                    sheet.set_row(row, LINE_HEIGHT)
                    for column, text in enumerate((site.school, site.captain, "", "", "")):
                        sheet.write_string(row, column, text, line)
                    row += 1
            if plan.rally is not None:
                said = f"Afterwards: {plan.rally.place}, {plan.rally.day.isoformat()} at {plan.rally.time:%H:%M}"
                sheet.write_string(row + 1, 0, said, plain)
            sheet.freeze_panes(2, 0)
            sheet.repeat_rows(1)
            sheet.set_landscape()
            sheet.fit_to_pages(1, 0)
    return buffer.getvalue()
