"""`commonground assumptions`: what each party assumes."""

from __future__ import annotations

from pathlib import Path

from commonground.asked.days import day_given
from commonground.cli import exits
from commonground.cli.opened import opened
from commonground.cli.opened_table import Form, shown
from commonground.files.assumptions import FOLDER
from commonground.report.assumptions import assumption_tables
from commonground.values.problem import BadInput, Place, Problem


def assumptions(folder: Path, *, on: str | None = None, format: Form = Form.TABLE, out: Path | None = None) -> int:
    """What each party assumes, side by side: agreed, disputed or one-sided; with range, source and signatures.

    Examples
    --------
    commonground assumptions meadowbrook
    commonground assumptions meadowbrook --on 2026-04-01

    Parameters
    ----------
    folder
        the negotiation's folder
    on
        the day asked about; without it what was stated last
    format
        table, json, csv or xlsx
    out
        where --format xlsx writes the workbook
    """
    day = day_given(on, "--on") if on else None
    negotiation = opened(folder)
    if not negotiation.assumptions.stated:
        expected = f"{FOLDER}/{next(iter(negotiation.sides))}.toml, with what that party assumes"
        mend = "Write the file, or copy Meadowbrook's as a model."
        raise BadInput((Problem("no-assumptions", Place(f"{FOLDER}/"), "no assumption", expected, mend),))
    shown(assumption_tables(negotiation, day), format, out)
    return exits.DONE
