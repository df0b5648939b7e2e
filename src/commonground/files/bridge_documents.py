"""A bridge handed out: a picture (SVG), a workbook whose levels are live sums, and a page to sign (PDF)."""

from __future__ import annotations

import io
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

from commonground.bridge.bridge import Bridge
from commonground.bridge.normal import MINOR
from commonground.files.atomic import replacing, write_text
from commonground.files.pdf import write_pdf
from commonground.report.bridges import Bar, bars, bridge_document, bridge_tables, title
from commonground.values.money import format_cents
from commonground.values.typed_figure import DOLLARS

COLOURS = {"figure": "#1b3a5b", "mechanical": "#5b7f95", "hypothesis": "#c98a1b", "rest": "#8a8a8a"}
LEGEND = {"figure": "as said", "mechanical": "type", "hypothesis": "hypothesis", "rest": "left"}
WIDE, TALL, LEFT, TOP, FOOT = 900, 340, 40, 84, 34
NAMES = ("bridge.svg", "bridge.xlsx", "bridge.pdf")


def write_bridge(found: Bridge, out: Path, seal: str = "") -> tuple[str, ...]:
    """Write all three into a folder; their names. `seal` stands on the page to sign. Raises OSError where it cannot be written."""
    write_text(out / NAMES[0], bridge_svg(found))
    with replacing(out / NAMES[1], make_folder=True) as part:
        part.write_bytes(bridge_workbook(found))
    write_pdf(out / NAMES[2], "bridge", {**bridge_document(found, seal), "picture": bridge_svg(found)})
    return NAMES


def bridge_svg(found: Bridge) -> str:
    """The waterfall: a bar for each line, each beginning where the one before it ended."""
    made = bars(found)
    levels = [0, *(bar.level for bar in made)]
    low, high = min(levels), max(levels)
    room = TALL - TOP - FOOT
    wide = (WIDE - 2 * LEFT) / len(made)

    def y(level: int) -> float:
        return TOP + room * (high - level) / max(1, high - low)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {TALL}" role="img" font-family="sans-serif" font-size="12">',
        f"<title>{escape(title(found))}</title>",
        f'<rect width="{WIDE}" height="{TALL}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="26" font-size="17" font-weight="bold">{escape(title(found))}</text>',
        *_legend(),
        f'<line x1="{LEFT}" x2="{WIDE - LEFT}" y1="{y(0):.1f}" y2="{y(0):.1f}" stroke="#444444"/>',
    ]
    before = 0
    for number, bar in enumerate(made):
        start = 0 if bar.sort == "figure" else before
        x = LEFT + number * wide
        parts += _bar(bar, x, wide, y(start), y(bar.level), found.unit)
        before = bar.level
    return "\n".join([*parts, "</svg>"]) + "\n"


def _legend() -> list[str]:
    found = []
    for number, (sort, words) in enumerate(LEGEND.items()):
        x = LEFT + 130 * number
        found.append(f'<rect x="{x}" y="40" width="12" height="12" fill="{COLOURS[sort]}"/>')
        found.append(f'<text x="{x + 18}" y="51">{words}</text>')
    return found


def _bar(bar: Bar, x: float, wide: float, start: float, end: float, unit: str) -> list[str]:
    top, height = min(start, end), max(1.5, abs(end - start))
    middle = x + wide / 2
    sign = "+" if bar.sort != "figure" and bar.change > 0 else ""
    name = bar.name if len(bar.name) * 6.4 < wide else f"{bar.name[: max(6, int(wide / 6.4) - 1)]}…"
    return [
        f'<rect x="{x + wide * 0.12:.1f}" y="{top:.1f}" width="{wide * 0.76:.1f}" height="{height:.1f}" fill="{COLOURS[bar.sort]}">'
        f"<title>{escape(bar.name)}</title></rect>",
        f'<text x="{middle:.1f}" y="{top - 6:.1f}" text-anchor="middle">{sign}{short(bar.change, unit)}</text>',
        f'<text x="{middle:.1f}" y="{TALL - 12}" text-anchor="middle">{escape(name)}</text>',
    ]


def short(change: int, unit: str) -> str:
    """An amount in the fewest letters: dollars in millions with one decimal.

    >>> short(11_400_000_000, "dollars")
    '$114.0M'
    """
    sign, size = ("-" if change < 0 else ""), abs(change)
    if unit != DOLLARS:
        whole, part = divmod(size, MINOR.get(unit, 1))
        return f"{sign}{whole:,}" + (f".{part * 100 // MINOR.get(unit, 1):02d}" if part else "")
    if size < 100_000_000:
        return f"{sign}${format_cents(size)}"
    tenths = (size + 5_000_000) // 10_000_000
    return f"{sign}${tenths // 10:,}.{tenths % 10}M"


def bridge_workbook(found: Bridge) -> bytes:
    """The bridge as a workbook: each level is the level above it and the line's change."""
    buffer = io.BytesIO()
    told = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    scale = MINOR.get(found.unit, 1)
    with xlsxwriter.Workbook(buffer, told) as book:
        bold = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "top"})
        number = book.add_format({"num_format": "#,##0.00;-#,##0.00"})
        sheet = book.add_worksheet("Bridge")
        sheet.write_row(0, 0, ["line", "sort", f"change ({found.unit})", f"comes to ({found.unit})"], bold)
        made = bars(found)
        for row, bar in enumerate(made, 1):
            sheet.write_string(row, 0, bar.name)
            sheet.write_string(row, 1, LEGEND[bar.sort])
            if row in (1, len(made)):
                sheet.write_number(row, 3, bar.level / scale, number)
            else:
                sheet.write_number(row, 2, bar.change / scale, number)
                sheet.write_formula(row, 3, f"=D{row}+C{row + 1}", number, bar.level / scale)
        last = len(made)
        sheet.write_string(last + 1, 0, "check: the lines less the second figure", bold)
        sheet.write_formula(last + 1, 3, f"=ROUND(D{last}-D{last + 1},2)", number, 0)
        sheet.set_column(0, 0, 38)
        sheet.set_column(1, 3, 20)
        sheet.freeze_panes(1, 1)
        _told(book, found, bold)
    return buffer.getvalue()


def _told(book: xlsxwriter.Workbook, found: Bridge, bold: object) -> None:
    """A sheet for every table: what is printed, in words."""
    for table in bridge_tables(found):
        sheet = book.add_worksheet(table.name.replace("/", " ")[:28] + " in words")
        sheet.write_row(0, 0, [table.heading, *(column.label for column in table.columns)], bold)
        for row, line in enumerate(table.rows, 1):
            for column, value in enumerate((line.label, *line.cells)):
                sheet.write_string(row, column, str(value))
        for row, note in enumerate(table.notes, len(table.rows) + 2):
            sheet.write_string(row, 0, note)
        sheet.set_column(0, len(table.columns), 26)
