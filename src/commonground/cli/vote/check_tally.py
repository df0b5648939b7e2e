"""`commonground vote check-tally`: whether a printed tally adds up."""

from __future__ import annotations

import shutil
import textwrap
from pathlib import Path

from commonground.cli import exits
from commonground.cli.lines import say
from commonground.cli.output import Format, show
from commonground.cli.vote.opened import refuse
from commonground.files.printed_tallies import read_printed
from commonground.report.votes import misprints_table
from commonground.values.wording import counted
from commonground.votes.printed import Misprint, comparisons


def vote_check_tally(file: Path, *, format: Format = Format.TABLE) -> int:
    """Whether a printed tally adds up: every sum in its rows, its columns, and every percentage, with the difference.

    A row for each area and one called "total". Columns, as many as were printed: area, members, cast, valid, yes, no,
    abstain, blank, spoiled, not_voting; and in percent turnout, yes_of_valid, yes_of_cast, yes_of_members, no_of_valid,
    no_of_cast, no_of_members, valid_of_members. It says how much could be held against the rest, and which columns were
    not read. Ends with exit code 1 where something does not add up.

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
    compared = comparisons(rows)
    found = [one.misprint for one in compared if one.misprint is not None]
    if format is Format.TABLE and not found:
        say(f"{file.name}: {_agreement(len(compared), len(rows))}\n")
        return exits.DONE
    if format is Format.TABLE:
        of = f"{len(found):,} of {counted(len(compared), 'sum or percentage', 'sums and percentages')}"
        say(f"{file.name}: {of} {'does' if len(found) == 1 else 'do'} not come out ({counted(len(rows), 'row')}).\n")
        say("".join(f"{_sentence(one)}\n" for one in found))
        say("Which of two figures that disagree is the misprint, the tally alone cannot say.\n")
    else:
        show([misprints_table(file.name, found, held=len(compared), rows=len(rows))], format)
    return exits.ERRORS if any(not one.is_cut_off for one in found) else exits.DONE


def _agreement(held: int, rows: int) -> str:
    """What is said of a tally without a misprint: how much of it there was to hold against the rest."""
    read = counted(rows, "row")
    if not held:
        return f"nothing in it can be held against anything else in it ({read})."
    return f"adds up: {counted(held, 'sum or percentage comes', 'sums and percentages come')} out ({read})."


def _sentence(one: Misprint) -> str:
    """A misprint in a sentence, at the terminal's width."""
    said = (
        f"row {one.row} ({one.label}), {one.figure}: printed {one.printed}; should be {one.should_be}, by {one.because}"
    )
    width = shutil.get_terminal_size().columns
    return textwrap.fill(f"{said}; off by {one.difference}.", width, subsequent_indent="  ", break_on_hyphens=False)
