"""Writing the costing workbook for a command, with the exit code that says how it went."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from commonground.asked.offers import STATUS_QUO, offer_named
from commonground.cli import exits
from commonground.cli.lines import say
from commonground.cli.progress import working
from commonground.files.costing_workbook import write_costing_workbook
from commonground.negotiation import Negotiation
from commonground.values.problem import BadInput


def write_workbook(
    negotiation: Negotiation, names: Sequence[str], out: Path | None, *, live_status_quo: bool = True
) -> int:
    """Write the workbook of the named offers (without `out` to costing.xlsx here) and say where it is."""
    path = out or Path("costing.xlsx")
    offers = [offer_named(negotiation, name) for name in names if name != STATUS_QUO]
    try:
        with working("Writing the workbook"):
            write_costing_workbook(negotiation, offers, path, live_status_quo=live_status_quo)
    except BadInput as problem:
        exits.tell_problems(problem.problems)
        return exits.UNWRITTEN
    say(f"Workbook with live formulas: {path}\n")
    return exits.DONE
