"""The sheets of a site plan: staffing, security and meals, a workbook with sums as live formulas."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter

from commonground.contingency.site_plan import SitePlan
from commonground.contingency.staffing import SiteStaffing, StaffGroup, site_staffing

SECURITY = "security"  # the id of the role that the sheet of that name shows

NARROWEST, WIDEST = 12, 60  # of a column, in characters


def site_workbook(plan: SitePlan, staff: Sequence[StaffGroup], meals: Sequence[str]) -> bytes:
    """The workbook's bytes: adults by site and role, security, who works, and meals by site."""
    buffer = io.BytesIO()
    told = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    found = site_staffing(plan)
    roles = [role.id for role in plan.siting.roles]
    guards = [role for role in roles if role == SECURITY]
    with xlsxwriter.Workbook(buffer, told) as book:
        bold = book.add_format({"bold": True, "border": 1})
        rows: list[list[str | int]] = [
            [each.site.id, each.pupils, *(number for _, number in each.adults)] for each in found
        ]
        _sheet(book, bold, "Staffing", ("site", "pupils", *roles), rows)
        _sheet(
            book,
            bold,
            "Security",
            ("site", "address", "safety", "pupils", "home schools", *guards),
            _security(plan, found),
        )
        people: list[list[str | int]] = [
            [each.group, each.union, each.role, "no" if each.honours_line else "yes", each.people] for each in staff
        ]
        _sheet(book, bold, "Who works", ("group", "union", "role", "works", "people"), people, sums=False)
        served: list[list[str | int]] = [[_named(each), each.pupils, *[each.pupils] * len(meals)] for each in found]
        _sheet(book, bold, "Meals", ("site", "pupils", *meals), served)
    return buffer.getvalue()


def _security(plan: SitePlan, found: Sequence[SiteStaffing]) -> list[list[str | int]]:
    """For whoever plans security: where pupils of several schools come together, how many, and the adults for it."""
    return [
        [
            each.site.id,
            each.site.address,
            "not known" if each.site.safety is None else f"{each.site.safety:,}",
            each.pupils,
            len(plan.of_site[each.site.id]),
            *(number for role, number in each.adults if role == SECURITY),
        ]
        for each in found
    ]


def _named(each: SiteStaffing) -> str:
    return each.site.id if "cafeteria" in each.site.has else f"{each.site.id} (no cafeteria known)"


def _sheet(
    book: xlsxwriter.Workbook,
    bold: object,
    name: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str | int]],
    *,
    sums: bool = True,
) -> None:
    sheet = book.add_worksheet(name)
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, heading, bold)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, column, value)
            else:
                sheet.write_number(number, column, value)
    if sums:
        sheet.write_string(len(rows) + 1, 0, "all sites", bold)
        for column in range(1, len(headings)):
            letter = chr(ord("A") + column)
            if any(isinstance(row[column], str) for row in rows):
                continue
            total = sum(int(row[column]) for row in rows)
            sheet.write_formula(len(rows) + 1, column, f"=SUM({letter}2:{letter}{len(rows) + 1})", bold, total)
    for column, heading in enumerate(headings):
        words = [row[column] for row in rows if isinstance(row[column], str)]
        longest = max(map(len, (heading, *map(str, words))))
        sheet.set_column(column, column, min(WIDEST, max(NARROWEST, longest + 1)))
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
