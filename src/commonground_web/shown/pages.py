"""A page: its tables as HTML, or, at the same address with `format`, as CSV, XLSX or JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonground.files.pictures import png_of
from commonground.files.tables_workbook import tables_bytes
from commonground.report.forms import as_csv, as_json, json_text
from commonground.report.table import Table
from commonground_web.shown.failures import Misasked

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Picture = Callable[[], str]
PICTURE_FORMS: dict[str, tuple[str, Callable[[str], str | bytes]]] = {
    "svg": ("image/svg+xml; charset=utf-8", str),
    "png": ("image/png", png_of),
}
FORMS: dict[str, tuple[str, Callable[[Sequence[Table]], str | bytes]]] = {
    "csv": ("text/csv; charset=utf-8", lambda tables: "\ufeff" + as_csv(tables)),
    "json": ("application/json", lambda tables: json_text(as_json(tables)) + "\n"),
    "xlsx": (XLSX, tables_bytes),
}


def page(
    request: HttpRequest,
    template: str,
    tables: Sequence[Table],
    context: dict[str, Any],
    pictures: Sequence[Picture] = (),
) -> HttpResponse:
    """The page, its tables (one of them where `table` says its number) as a file, or the picture whose number `picture` says.

    Raises `Misasked`.
    """
    form = request.GET.get("format")
    if form in PICTURE_FORMS:
        return _drawn(request, form, pictures)
    if form:
        return _exported(request, form, tables)
    return render(request, template, {**context, "here": _without_form(request)})


def _drawn(request: HttpRequest, form: str, pictures: Sequence[Picture]) -> HttpResponse:
    number = request.GET.get("picture", "0")
    if not (number.isdecimal() and int(number) < len(pictures)):
        raise Misasked(f'This page has {len(pictures)} pictures, numbered from 0; got "{number}".')
    kind, made = PICTURE_FORMS[form]
    response = HttpResponse(made(pictures[int(number)]()), content_type=kind)
    page_name = request.resolver_match.url_name if request.resolver_match else "picture"
    response["Content-Disposition"] = f'attachment; filename="{_plain(f"{request.desk.name}-{page_name}")}.{form}"'
    return response


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]+", "-", name).strip("-").lower()


def _exported(request: HttpRequest, form: str, tables: Sequence[Table]) -> HttpResponse:
    if form not in FORMS:
        raise Misasked(f'No form is called "{form}". There is {", ".join((*FORMS, *PICTURE_FORMS))}.')
    if not tables:
        raise Misasked("This page has no table to give as a file.")
    number = request.GET.get("table", "")
    if number and not (number.isdecimal() and int(number) < len(tables)):
        raise Misasked(f'This page has {len(tables)} tables, numbered from 0; got "{number}".')
    chosen = [tables[int(number)]] if number else list(tables)
    kind, made = FORMS[form]
    response = HttpResponse(made(chosen), content_type=kind)
    whose = request.desk.name if request.desk else "public"
    name = _plain(f"{whose}-{chosen[0].name or 'tables'}")
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def _without_form(request: HttpRequest) -> str:
    """What was asked for, as the beginning of a link that asks for a form of it."""
    asked = [(name, value) for name, value in request.GET.items() if name not in ("format", "table", "picture")]
    return f"?{urlencode(asked)}{'&' if asked else ''}"
