"""Opening a table for a command: its folder, with the ledger as it stood on the day that is asked about."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from commonground.asked.days import day_given
from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.cli.opened import opened
from commonground.cli.output import Format, show
from commonground.files.passes import PASSES
from commonground.negotiation import Negotiation
from commonground.report.table import Table
from commonground.values.hash_chain import Head, parse_head
from commonground.values.problem import BadInput, Place, Problem


class Form(StrEnum):
    """The forms of a table: those of every result, and a workbook."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


def table_opened(folder: Path, on: str | None = None, head: str | None = None) -> tuple[Negotiation, dt.date]:
    """A negotiation with what was passed until a day, or until the last entry's; else the end of the command."""
    day = day_given(on, "--on") if on else None
    noted = parse_head(head) if head else None
    if head and noted is None:
        raise Misused(f'--head is "{head}"; write it as it was printed, such as 12:9f86d081884c7d65.')
    negotiation = opened(folder)
    ledger = negotiation.ledger
    if noted is not None and not ledger.holds(noted):
        raise BadInput((_cut_off(ledger.head, head or ""),))
    if ledger.last_day is None:
        got, mend = "no entry", "Pass the first: commonground pass DIR --file FILE."
        raise BadInput((Problem("no-passes", Place(PASSES), got, "what was passed across the table", mend),))
    if day is None:
        return negotiation, ledger.last_day
    return replace(negotiation, ledger=ledger.until(day)), day


def _cut_off(head: Head, noted: str) -> Problem:
    got = f"a ledger that ends at {head} and does not hold {noted}"
    mend = "Ask where the entries since then are; put back the ledger that holds them."
    return Problem("cut-off-ledger", Place(PASSES), got, f"the entry {noted}, as it was written down", mend)


def shown(tables: Sequence[Table], form: Form, out: Path | None) -> None:
    """Show tables in a form; a workbook goes to a file."""
    if form is not Form.XLSX:
        if out is not None:
            raise Misused("--out names a workbook; add --format xlsx.")
        show(tables, Format(form.value))
        return
    from commonground.files.tables_workbook import write_tables_workbook

    path = out or Path("table.xlsx")
    try:
        write_tables_workbook(tables, path)
    except OSError as problem:
        raise exits.Unwritten(f"{path}: {problem.strerror}. Name a file that you may write to.") from None
    sys.stdout.write(f"Workbook: {path}\n")
