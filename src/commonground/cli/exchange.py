"""`commonground exchange`: the roster as the other side may have it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from commonground.asked.crossing import crossing
from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.cli.opened import opened
from commonground.cli.output import Format, show
from commonground.files.exchanges import next_folder, write_exchange
from commonground.files.ready import folder_named
from commonground.report.exchanges import crossing_table, nearness_table
from commonground.workforce.exchange import SMALLEST
from commonground.workforce.exchanged import roster_of
from commonground.workforce.roster import Source

MOST_SMALLEST = 1_000


def exchange(folder: Path, *, smallest: int = SMALLEST, dry_run: bool = False, format: Format = Format.TABLE) -> int:
    """The scattergram for the other side: counted in cells that single nobody out, ready to be priced.

    Small cells are joined with others until no count, no total and no difference to what crossed before tells of fewer
    people than --smallest. What is written to exchanges/ is all that crosses; the other side reads it with import-exchange.

    Examples
    --------
    commonground exchange meadowbrook --dry-run
    commonground exchange my-district --smallest 5

    Parameters
    ----------
    folder
        the negotiation's folder
    smallest
        the fewest people that anything may tell of
    dry_run
        show what would cross, write nothing
    format
        table, json or csv
    """
    if not 2 <= smallest <= MOST_SMALLEST:
        raise Misused(f"--smallest {smallest}: expected people, from 2 to {MOST_SMALLEST:,}.")
    negotiation = opened(folder)
    found = crossing(negotiation, folder, smallest)
    if not found.cells:
        raise Misused(
            f"Nothing can cross: no unit is large enough for cells of {smallest} people, or has changed by as many since it "
            "crossed last. Name a smaller --smallest, or wait until more has changed."
        )
    copy = replace(negotiation, roster=roster_of(found, Source("the exchange")))
    show([crossing_table(found), nearness_table(negotiation.pricing.status_quo, copy.pricing.status_quo)], format)
    if dry_run:
        exits.tell("Nothing was written: a dry run.")
        return exits.DONE
    target = next_folder(folder_named(folder), found)
    try:
        write_exchange(found, target)
    except OSError as problem:
        raise exits.Unwritten(f"{target}: {problem.strerror}. Name a folder that you may write to.") from None
    exits.tell(f"Wrote {target}: all that crosses. Keep it: the next exchange is held against it.")
    return exits.DONE
