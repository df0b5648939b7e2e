"""`commonground table`: where the table stands, issue by issue."""

from __future__ import annotations

from pathlib import Path

from commonground.cli import exits
from commonground.cli.opened_table import Form, shown, table_opened
from commonground.report.board import board_tables
from commonground.report.ratified_clauses import clause_table


def table(
    folder: Path,
    *,
    on: str | None = None,
    clauses: bool = False,
    head: str | None = None,
    format: Form = Form.TABLE,
    out: Path | None = None,
) -> int:
    """Where each issue stands, what is tentatively agreed, what sticks, which packages, requests and promises are open.

    Entries cut off at the end of the ledger show only against a head that was kept: give it with --head.

    Examples
    --------
    commonground table meadowbrook
    commonground table meadowbrook --on 2026-05-01
    commonground table meadowbrook --clauses
    commonground table meadowbrook --format xlsx --out table.xlsx

    Parameters
    ----------
    folder
        the negotiation's folder
    on
        the day at whose end the table is asked about
    clauses
        show what is tentatively agreed clause by clause, as it is and as it will be
    head
        an earlier head of the ledger, as it was printed
    format
        table, json, csv or xlsx
    out
        where --format xlsx writes the workbook
    """
    negotiation, day = table_opened(folder, on, head)
    shown([clause_table(negotiation)] if clauses else board_tables(negotiation, day), format, out)
    return exits.DONE
