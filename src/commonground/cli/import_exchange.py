"""`commonground import-exchange`: the other side's scattergram into a folder."""

from __future__ import annotations

from pathlib import Path

from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.cli.output import Format, show
from commonground.cli.roster_files import tell_which_is_read
from commonground.files.atomic import replacing
from commonground.files.exchanges import read_exchange
from commonground.files.roster_intake import kept_beside
from commonground.files.roster_writing import write_scattergram_csv
from commonground.report.exchanges import crossing_table
from commonground.values.problem import BadInput, errors
from commonground.workforce.exchanged import roster_of
from commonground.workforce.roster import Source

SCATTERGRAM = "scattergram.csv"


def import_exchange(exchange: Path, *, into: Path, dry_run: bool = False, format: Format = Format.TABLE) -> int:
    """Read the scattergram that the other side made with exchange into a folder's scattergram.csv.

    An earlier scattergram.csv is kept as scattergram.csv.bak.

    Examples
    --------
    commonground import-exchange 001-2026-06-30 --into my-district

    Parameters
    ----------
    exchange
        the folder that the other side sent, with exchange.toml and cells.csv
    into
        the negotiation's folder
    dry_run
        show what would happen, write nothing
    format
        table, json or csv
    """
    if not into.is_dir():
        raise Misused(f"{into}: no such folder. Start one first: commonground new {into}")
    found, problems = read_exchange(exchange)
    if found is None:
        raise BadInput(errors(problems))
    show([crossing_table(found)], format)
    target = into / SCATTERGRAM
    if dry_run:
        exits.tell("Nothing was written: a dry run.")
        return exits.DONE
    try:
        with replacing(target) as part:
            write_scattergram_csv(roster_of(found, Source(exchange.name)), part)
            kept = kept_beside(target, part)
    except OSError as problem:
        raise exits.Unwritten(f"{into}: {problem.strerror}. Name a folder that you may write to.") from None
    exits.tell(f"Wrote {target}.")
    if kept:
        exits.tell(f"What stood there before is in {kept}.")
    tell_which_is_read(into, target)
    return exits.DONE
