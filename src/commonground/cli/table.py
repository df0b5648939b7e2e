"""`commonground table`: where the table stands, issue by issue."""

from __future__ import annotations

from pathlib import Path

from commonground.cli import exits
from commonground.cli.opened_table import Form, shown, table_opened
from commonground.report.board import board_tables


def table(
    folder: Path, *, on: str | None = None, head: str | None = None, format: Form = Form.TABLE, out: Path | None = None
) -> int:
    """Where each issue stands, what is tentatively agreed, what sticks, which packages, requests and promises are open.

    Entries cut off at the end of the ledger show only against a head that was kept: give it with --head.

    Examples
    --------
    commonground table meadowbrook
    commonground table meadowbrook --on 2026-05-01
    commonground table meadowbrook --format xlsx --out table.xlsx

    Parameters
    ----------
    folder
        the negotiation's folder
    on
        the day at whose end the table is asked about
    head
        an earlier head of the ledger, as it was printed
    format
        table, json, csv or xlsx
    out
        where --format xlsx writes the workbook
    """
    negotiation, day = table_opened(folder, on, head)
    shown(board_tables(negotiation, day), format, out)
    return exits.DONE
