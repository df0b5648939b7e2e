"""`commonground compare`: what lies between two offers."""

from __future__ import annotations

from pathlib import Path

from commonground.asked.offers import agreement_named
from commonground.cli import exits
from commonground.cli.opened import basis_is_stated, opened
from commonground.cli.output import Format, show
from commonground.report.basis import RosterBasis
from commonground.report.gaps import gap_tables


def compare(
    folder: Path, a: str, b: str, *, roster: RosterBasis = RosterBasis.BOTH, format: Format = Format.TABLE
) -> int:
    """The gap between two offers: the second less the first, by issue and year.

    Each issue's share is exact and the shares sum to the gap; its order range says how far the share depends on
    which issue is taken first. Offers of different length are also shown each on its own term.

    Examples
    --------
    commonground compare chicago-2019 board union
    commonground compare chicago-2019 status-quo board --format csv

    Parameters
    ----------
    folder
        the negotiation's folder
    a
        an offer's name or a part of it, or status-quo
    b
        the offer that the first is taken from
    roster
        cast-forward, actual or both: both where turnover.toml states who leaves
    format
        table, json or csv
    """
    negotiation = opened(folder)
    basis_is_stated(negotiation, roster)
    (first, one), (second, other) = agreement_named(negotiation, a), agreement_named(negotiation, b)
    if first == second:
        exits.tell(f"Both are {one.title} ({first}), so nothing lies between them.")
    show(gap_tables(negotiation, (first, second), (one, other), roster), format)
    return exits.DONE
