"""A bridge handed out: a picture (SVG), a workbook whose levels are live sums, and a page to sign (PDF).

Law: the same bridge gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from commonground.bridge.bridge import Bridge
from commonground.bridge.normal import MINOR
from commonground.files.atomic import replacing, write_text
from commonground.files.bridge_picture import LEGEND, bridge_svg
from commonground.files.pdf import write_pdf
from commonground.report.bridges import BEFORE, Line, bridge_document, lines, title
from commonground.values.typed_figure import DOLLARS, PERCENT

NAMES = ("bridge.svg", "bridge.xlsx", "bridge.pdf")
SUFFIXES = (".svg", ".xlsx", ".pdf")
LOOKS = {DOLLARS: "#,##0.00;-#,##0.00", PERCENT: "#,##0.00####;-#,##0.00####"}
WIDTHS = {
    "Line by line": (38, 13, 20, 20, 60),
    "Hypotheses": (30, 8, 8, 24, 18, 18, 18, 18, 50),
    "Reckoned with": (24, 20, 48, 48),
}
HEAD = ("line", "sort", "change ({})", "comes to ({})", "how")


def write_bridge(found: Bridge, out: Path, seal: str = "") -> tuple[str, ...]:
    """Write all three into a folder, or the one that `out` is named as; their names. Raises OSError where it cannot be written.

    `seal` stands on the page to sign.
    """
    if out.suffix.lower() in SUFFIXES and not out.is_dir():
        _write(found, out, seal)
        return (out.name,)
    for name in NAMES:
        _write(found, out / name, seal)
    return NAMES


def _write(found: Bridge, path: Path, seal: str) -> None:
    match path.suffix.lower():
        case ".svg":
            write_text(path, bridge_svg(found))
        case ".xlsx":
            with replacing(path, make_folder=True) as part:
                part.write_bytes(bridge_workbook(found, seal))
        case _:
            write_pdf(path, "bridge", {**bridge_document(found, seal), "picture": bridge_svg(found)})


def bridge_workbook(found: Bridge, seal: str = "") -> bytes:
    """The bridge as a workbook: each level is the level above it and the line's change; the last line checks the sum."""
    buffer = io.BytesIO()
    told = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, told) as book:
        day = max(found.first.date, found.second.date)
        book.set_properties({"title": title(found), "created": dt.datetime.combine(day, dt.time())})
        looks = {
            "head": book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "top"}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "number": book.add_format({"num_format": LOOKS.get(found.unit, "#,##0;-#,##0"), "valign": "top"}),
        }
        said = bridge_document(found, seal)
        row = _lines(_sheet(book, "Bridge", WIDTHS["Line by line"], said["title"]), found, looks)
        _words(book.get_worksheet_by_name("Bridge"), row, said, looks["text"])
        for name, heads, rows in (
            ("Hypotheses", said["heads"], said["hypotheses"]),
            ("Reckoned with", said["part_heads"], said["parts"]),
        ):
            if rows:
                _table(_sheet(book, name, WIDTHS[name], said["title"]), WIDTHS[name], [heads, *rows], looks)
    return buffer.getvalue()


def _sheet(book: xlsxwriter.Workbook, name: str, widths: Sequence[int], title: str) -> Any:
    """A sheet that prints on pages as wide as it is, each with the bridge's title and its number."""
    sheet = book.add_worksheet(name)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{title.replace('&', '&&')[:200]}&R&P / &N")
    sheet.freeze_panes(1, 1)
    return sheet


def _lines(sheet: Any, found: Bridge, looks: dict[str, Any]) -> int:
    """The lines with their live sums, and the check; the row below them."""
    sheet.write_row(0, 0, [head.format(found.unit) for head in HEAD], looks["head"])
    made = list(lines(found))
    end, above = len(made), 1
    for row, line in enumerate(made, 1):
        sheet.set_row(row, _tall((line.label, line.how), (WIDTHS["Line by line"][0], WIDTHS["Line by line"][-1])))
        for column, words in ((0, line.label), (1, _sort(line)), (4, line.how)):
            sheet.write_string(row, column, words, looks["text"])
        _figures(sheet, row, line, (above, end), MINOR.get(found.unit, 1), looks["number"])
        above = above if line.level is None else row
    sheet.write_string(end + 1, 0, "check: the lines less the second figure", looks["head"])
    sheet.write_formula(end + 1, 3, f"=ROUND(D{end}-D{end + 1},6)", looks["number"], 0)
    return end + 3


def _figures(sheet: Any, row: int, line: Line, rows: tuple[int, int], scale: int, look: Any) -> None:
    """A line's change and level: the level above it and the change; what is left so far is the second figure less that level."""
    above, end = rows
    if line.change is None:
        sheet.write_number(row, 3, (line.level or 0) / scale, look)
    elif line.level is None:
        sheet.write_formula(row, 2, f"=D{end + 1}-D{above + 1}", look, line.change / scale)
    else:
        sheet.write_number(row, 2, line.change / scale, look)
        sheet.write_formula(row, 3, f"=D{above + 1}+C{row + 1}", look, line.level / scale)


def _sort(line: Line) -> str:
    """What the legend of the picture calls a line."""
    if line.change is None:
        return LEGEND["figure"]
    sorts = {"type": LEGEND["mechanical"], "left": LEGEND["rest"], BEFORE: LEGEND["rest"]}
    return sorts.get(line.label.partition(":")[0], LEGEND["hypothesis"])


def _words(sheet: Any, row: int, said: dict[str, Any], look: Any) -> None:
    """Below the lines: both claims in their words, the notes, what a signature says, and room for two."""
    claims = [f"{one['figure']}: “{one['words']}” {one['who']}" for one in said["claims"]]
    named = [f"Without a size of its own: {one}" for one in said["named"]]
    for at, words in enumerate([*claims, *named, *said["notes"], said["signed"]], row):
        sheet.merge_range(at, 0, at, 4, words, look)
        sheet.set_row(at, _tall((words,), (sum(WIDTHS["Line by line"]),)))
        row = at + 1
    for at, name in enumerate(said["signatures"]):
        sheet.write_string(row + 2 + 3 * at, 0, f"{name}:", look)
        sheet.write_string(row + 2 + 3 * at, 2, "_" * 44)


def _table(sheet: Any, widths: Sequence[int], rows: Sequence[Sequence[str]], looks: dict[str, Any]) -> None:
    """Rows of words, the heads first."""
    for row, cells in enumerate(rows):
        sheet.set_row(row, _tall(cells, widths))
        for column, words in enumerate(cells):
            sheet.write_string(row, column, words, looks["text" if row else "head"])


def _tall(cells: Sequence[str], widths: Sequence[int]) -> int:
    """The height of a row in points, so that no program that opens it cuts its words off."""
    return 15 * max(-(-len(words) * 11 // (10 * wide)) or 1 for words, wide in zip(cells, widths, strict=True))
