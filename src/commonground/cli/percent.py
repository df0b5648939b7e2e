"""`commonground percent`: what one percent costs."""

from __future__ import annotations

from pathlib import Path

from commonground.asked.misused import Misused
from commonground.asked.units import units_named
from commonground.cli import exits
from commonground.cli.opened import basis_is_stated, opened
from commonground.cli.output import Format, show
from commonground.report.basis import RosterBasis
from commonground.report.raises import percent_tables
from commonground.values.rate import NotARate, parse_rate


def percent(
    folder: Path,
    *,
    raise_of: str = "1%",
    unit: str | None = None,
    roster: RosterBasis = RosterBasis.BOTH,
    format: Format = Format.TABLE,
) -> int:
    """What one percent on every salary costs in a full year, with everything that it drags along, by unit and fund.

    Examples
    --------
    commonground percent chicago-2019
    commonground percent meadowbrook --unit teachers --raise-of 2.5%

    Parameters
    ----------
    folder
        the negotiation's folder
    raise_of
        another raise than one percent
    unit
        only this unit
    roster
        cast-forward, actual or both: both where turnover.toml states who leaves
    format
        table, json or csv
    """
    try:
        rate = parse_rate(raise_of)
    except NotARate as problem:
        raise Misused(f"{problem}.") from None
    negotiation = opened(folder)
    basis_is_stated(negotiation, roster)
    show(percent_tables(negotiation, rate, units_named(negotiation, unit), roster), format)
    return exits.DONE
