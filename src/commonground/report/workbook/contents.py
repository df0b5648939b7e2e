"""The Contents sheet: what each sheet holds, what the colours mean, how an input is changed, and what is not live."""

from __future__ import annotations

from collections.abc import Sequence

from commonground.report.workbook.cells import Role, Sheet
from commonground.report.workbook.cost_sheet import CostSheet

NAME = "Contents"
LEGEND = (
    ("input", Role.INPUT, "a figure that may be changed; every total follows"),
    ("linked input", Role.LINKED, "takes the value of the same parameter in the first agreement; write over it to part them"),
    ("figure", Role.PLAIN, "a formula; opened, it leads back to inputs, schedules and heads"),
    ("value", Role.STATED, "a figure as the engine worked it out when the workbook was written; it does not follow the inputs"),
    ("sheet", Role.LINK, "leads to that sheet"),
)  # fmt: skip
CHANGING = (
    "Write over a yellow cell of the sheet Inputs: a percent, a premium, a rate, a number of positions. Every sheet follows.",
    "The table Moved, on the sheet Summary, says by how much each total has moved since the workbook was written.",
    "Jobs (FTE) and heads stand on the lines of the cost sheets, each with its own groups: unfold a line with + at its left.",
    "What is changed there moves that line and the lines that build upon it; another roster is another workbook.",
    "Printed salaries, increments and indices stand on the schedule sheets and may be written over as well.",
    "A day is no input: a raise on another day, or a longer term, is another offer and another workbook.",
)


def contents_sheet(sheet: Sheet, title: str, sheets: Sequence[tuple[str, str]], costs: Sequence[CostSheet]) -> None:
    """Write the sheet; `sheets` are the names of the sheets and what each holds."""
    sheet.put(0, 0, title, Role.TITLE)
    sheet.put(1, 0, "What each offer costs, with the engine's own figures beside live formulas.", Role.ASIDE)
    sheet.least |= {0: 24, 1: 100}
    sheet.put_row(3, 0, ["Sheet", "What it holds"], Role.HEADING)
    row = 4
    for name, holds in sheets:
        sheet.put(row, 0, name, Role.LINK, link=name)
        sheet.put(row, 1, holds, Role.LINE)
        row += 1
    row = _pairs(sheet, row + 1, ("Colour", "What it means"), LEGEND)
    sheet.put_row(row, 0, ["To change an input", ""], Role.HEADING)
    for number, said in enumerate(CHANGING, start=1):
        sheet.put(row + number, 0, number, Role.PLACE)
        sheet.put(row + number, 1, said, Role.LINE)
    row += len(CHANGING) + 2
    sheet.put_row(row, 0, ["What is live", ""], Role.HEADING)
    for number, said in enumerate(_live(costs), start=1):
        sheet.put(row + number, 1, said, Role.LINE)
    sheet.printed = row + len(_live(costs)) + 1


def _pairs(sheet: Sheet, row: int, headings: tuple[str, str], pairs: Sequence[tuple[str, Role, str]]) -> int:
    sheet.put_row(row, 0, headings, Role.HEADING)
    for number, (word, role, said) in enumerate(pairs, start=1):
        sheet.put(row + number, 0, word, role)
        sheet.put(row + number, 1, said, Role.LINE)
    return row + len(pairs) + 2


def _live(costs: Sequence[CostSheet]) -> list[str]:
    lines = sum(cost.lines for cost in costs)
    stated = sum(len(cost.stated) for cost in costs)
    found = [
        f"Lines of cost: {lines - stated} of {lines} are formulas; {stated} are values, in red, named on the sheet Sources."
    ]
    found += [
        f"{cost.priced.title}: its totals are values, for it has no sheets here." for cost in costs if not cost.is_live
    ]
    return [
        *found,
        "The gap by issue is values: an issue's share is a mean over many packages, and a workbook holds only these.",
        "Everything else is a formula. The figure beside each is the engine's, so a reader that does not calculate sees it.",
    ]  # fmt: skip
