"""A page: its tables as HTML, or, at the same address with `format`, as CSV, XLSX or JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonground.cli.output import as_csv, as_json, json_text
from commonground.files.tables_workbook import tables_bytes
from commonground.report.table import Table
from commonground_web.shown.failures import Misasked

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS: dict[str, tuple[str, Callable[[Sequence[Table]], str | bytes]]] = {
    "csv": ("text/csv; charset=utf-8", lambda tables: "\ufeff" + as_csv(tables)),
    "json": ("application/json", lambda tables: json_text(as_json(tables)) + "\n"),
    "xlsx": (XLSX, tables_bytes),
}


def page(request: HttpRequest, template: str, tables: Sequence[Table], context: dict[str, Any]) -> HttpResponse:
    """The page, or its tables (one of them where `table` says its number) as a file. Raises `Misasked`."""
    if form := request.GET.get("format"):
        return _exported(request, form, tables)
    return render(request, template, {**context, "here": _without_form(request)})


def _exported(request: HttpRequest, form: str, tables: Sequence[Table]) -> HttpResponse:
    if form not in FORMS:
        raise Misasked(f'No form is called "{form}". There is {", ".join(FORMS)}.')
    if not tables:
        raise Misasked("This page has no table to give as a file.")
    number = request.GET.get("table", "")
    if number and not (number.isdecimal() and int(number) < len(tables)):
        raise Misasked(f'This page has {len(tables)} tables, numbered from 0; got "{number}".')
    chosen = [tables[int(number)]] if number else list(tables)
    kind, made = FORMS[form]
    response = HttpResponse(made(chosen), content_type=kind)
    name = re.sub(r"[^A-Za-z0-9-]+", "-", f"{request.desk.name}-{chosen[0].name or 'tables'}").strip("-").lower()
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def _without_form(request: HttpRequest) -> str:
    """What was asked for, as the beginning of a link that asks for a form of it."""
    asked = [(name, value) for name, value in request.GET.items() if name not in ("format", "table")]
    return f"?{urlencode(asked)}{'&' if asked else ''}"
