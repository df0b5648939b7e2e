"""`commonground pickets`: coverage of pickets by school and shift."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from commonground.cli import exits
from commonground.cli.output import Format, show
from commonground.files.contingencies import read_pickets
from commonground.files.ready import folder_named
from commonground.files.signup_sheet import write_signup_sheet
from commonground.report.pickets import picket_tables
from commonground.values.problem import BadInput


def pickets(
    folder: Path,
    *,
    sheet: Annotated[Path | None, Parameter(help="write the sign-up sheet, a workbook, here")] = None,
    format: Format = Format.TABLE,
) -> int:
    """Pickets by school and shift: how many signed up of how many needed, captains, gaps, and the rally afterwards.

    Examples
    --------
    commonground pickets meadowbrook
    commonground pickets meadowbrook --sheet sign-up.xlsx

    Parameters
    ----------
    folder
        the folder, with pickets.toml and picket_sites.csv
    format
        table, json or csv
    """
    plan, problems = read_pickets(folder_named(folder))
    if plan is None:
        raise BadInput(problems)
    if sheet is not None:
        try:
            write_signup_sheet(plan, sheet)
        except OSError as problem:
            raise exits.Unwritten(f"{sheet}: {problem.strerror}. Name a file that you may write to.") from None
        sys.stderr.write(f"Sign-up sheet: {sheet}\n")
    show(picket_tables(plan), format)
    return exits.DONE
