"""`commonground afford`: which raise a sum of money is."""

from __future__ import annotations

from pathlib import Path

from commonground.asked.misused import Misused
from commonground.asked.units import units_named
from commonground.cli import exits
from commonground.cli.opened import basis_is_stated, opened
from commonground.cli.output import Format, show
from commonground.costing.percent import NothingToRaise
from commonground.report.basis import RosterBasis
from commonground.report.raises import afford_table
from commonground.values.money import NotAnAmount, parse_amount, to_cents


def afford(
    folder: Path,
    *,
    money: str,
    unit: str | None = None,
    roster: RosterBasis = RosterBasis.BOTH,
    format: Format = Format.TABLE,
) -> int:
    """Which raise a sum of money is, in a full year, roll-up included: the largest that it bears, to the millionth.

    No raise of 400 % or more is looked for; where the money bears that, it is said.

    Examples
    --------
    commonground afford chicago-2019 --money 12000000
    commonground afford meadowbrook --money "$250,000" --unit teachers

    Parameters
    ----------
    folder
        the negotiation's folder
    money
        dollars a year
    unit
        only this unit gets the raise
    roster
        cast-forward, actual or both: both where turnover.toml states who leaves
    format
        table, json or csv
    """
    try:
        cents = to_cents(parse_amount(money))
    except NotAnAmount as problem:
        raise Misused(f"{problem}.") from None
    if cents < 0:
        raise Misused(f"{money} is less than nothing; name the money that there is for a raise.")
    negotiation = opened(folder)
    basis_is_stated(negotiation, roster)
    try:
        show([afford_table(negotiation, cents, units_named(negotiation, unit), roster)], format)
    except NothingToRaise as problem:
        raise Misused(f"{problem}.") from None
    return exits.DONE
