"""`commonground vote check-tally`: whether a printed tally adds up."""

from __future__ import annotations

import shutil
import textwrap
from pathlib import Path

from commonground.cli import exits
from commonground.cli.lines import say
from commonground.cli.output import Format, show
from commonground.cli.vote.opened import refuse
from commonground.files.vote_tables import read_printed
from commonground.report.votes import misprints_table
from commonground.votes.printed import Misprint, misprints


def vote_check_tally(file: Path, *, format: Format = Format.TABLE) -> int:
    """Whether a printed tally adds up: every sum in its rows, its columns, and every percentage, with the difference.

    A row for each area and one called "total". Columns, as many as were printed: area, members, cast, valid, yes, no,
    abstain, blank, spoiled, not_voting; and in percent turnout, yes_of_valid, yes_of_cast, yes_of_members, no_of_valid,
    no_of_cast, no_of_members, valid_of_members. Ends with exit code 1 where something does not add up.

    Examples
    --------
    commonground vote check-tally printed.csv
    commonground vote check-tally printed.csv --format json

    Parameters
    ----------
    file
        the tally as printed: CSV, TSV, XLSX or Parquet
    format
        table, json or csv
    """
    rows, problems = read_printed(file)
    refuse(problems)
    found = misprints(rows)
    if format is Format.TABLE and not found:
        say(f"{file.name}: adds up ({len(rows):,} rows).\n")
        return exits.DONE
    if format is Format.TABLE:
        say(f"{file.name}: {len(found)} of the figures disagree with the others ({len(rows):,} rows).\n")
        say("".join(f"{_sentence(one)}\n" for one in found))
        say("Which of two figures that disagree is the misprint, the tally alone cannot say.\n")
    else:
        show([misprints_table(file.name, found, len(rows))], format)
    return exits.ERRORS if any(not one.is_cut_off for one in found) else exits.DONE


def _sentence(one: Misprint) -> str:
    """A misprint in a sentence, at the terminal's width."""
    said = (
        f"row {one.row} ({one.label}), {one.figure}: printed {one.printed}; should be {one.should_be}, by {one.because}"
    )
    width = shutil.get_terminal_size().columns
    return textwrap.fill(f"{said}; off by {one.difference}.", width, subsequent_indent="  ", break_on_hyphens=False)
