"""`commonground movement`: how far each party has moved."""

from __future__ import annotations

from pathlib import Path

from commonground.cli import exits
from commonground.cli.opened_table import Form, shown, table_opened
from commonground.report.movements import movement_tables


def movement(folder: Path, *, on: str | None = None, format: Form = Form.TABLE, out: Path | None = None) -> int:
    """How far each party has moved, pass by pass and by issue, in dollars; what went away from the other side.

    Examples
    --------
    commonground movement meadowbrook
    commonground movement meadowbrook --on 2026-06-15 --format json

    Parameters
    ----------
    folder
        the negotiation's folder
    on
        the day at whose end the table is asked about
    format
        table, json, csv or xlsx
    out
        where --format xlsx writes the workbook
    """
    negotiation, _ = table_opened(folder, on)
    shown(movement_tables(negotiation), format, out)
    return exits.DONE
