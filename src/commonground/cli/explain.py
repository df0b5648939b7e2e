"""`commonground explain`: a printed figure, opened."""

from __future__ import annotations

from pathlib import Path

from commonground.cli import exits
from commonground.cli.opened import agreement_named, opened, reference_named
from commonground.cli.output import Format, show
from commonground.report.explained import Address, BadAddress, explained


def explain(folder: Path, cell: str, *, format: Format = Format.TABLE) -> int:
    """Open a figure down to its formula, inputs, rows, clause and citation.

    A figure's address is OFFER/YEAR/PART[/VIEW[/AGAINST]]; JSON output carries the address of every figure.

    Examples
    --------
    commonground explain chicago-2019 union/2020-21/total
    commonground explain chicago-2019 "board/2021-22/component:pension pickup"
    commonground explain meadowbrook union/2027-28/issue:wages/cumulative/status-quo

    Parameters
    ----------
    folder
        the negotiation's folder
    cell
        the figure's address
    format
        table, json or csv
    """
    negotiation = opened(folder)
    try:
        address = Address.parse(cell)
        _, agreement = agreement_named(negotiation, address.offer)
        against = reference_named(negotiation, address.against)
        show(explained(negotiation, address, agreement, against), format)
    except BadAddress as problem:
        raise exits.Misused(f"{problem}.") from None
    return exits.DONE
