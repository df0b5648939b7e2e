"""`commonground turnover`: who leaves and who comes, and what that does to a cost."""

from __future__ import annotations

from pathlib import Path

from commonground.asked.misused import Misused
from commonground.asked.offers import STATUS_QUO, agreement_named
from commonground.cli import exits
from commonground.cli.opened import opened
from commonground.cli.output import Format, show
from commonground.costing.simulated import simulated
from commonground.report.basis import without_turnover
from commonground.report.turnover import breakage_table, jobs_table, rates_table, simulated_table

MOST_DRAWS = 100_000


def turnover(
    folder: Path, *, offer: str = STATUS_QUO, draws: int = 200, seed: int = 1, format: Format = Format.TABLE
) -> int:
    """Who leaves and who comes by year, breakage, and how far chance may go, by the rates of turnover.toml.

    Expected values are exact. The simulation lets chance decide, head by head, who leaves; the same seed gives the same
    figures everywhere.

    Examples
    --------
    commonground turnover my-district
    commonground turnover my-district --offer union --draws 1000 --seed 7

    Parameters
    ----------
    folder
        the negotiation's folder
    offer
        an offer's name or a part of it, or status-quo
    draws
        how many times chance decides; 0 for no simulation
    seed
        a whole number from which all chances are drawn
    format
        table, json or csv
    """
    if not 0 <= draws <= MOST_DRAWS:
        raise Misused(f"--draws {draws}: expected a whole number from 0 to {MOST_DRAWS:,}.")
    negotiation = opened(folder)
    actual = negotiation.actual
    if actual is None:
        raise Misused(without_turnover("There is no actual roster to show"))
    name, agreement = agreement_named(negotiation, offer)
    tables = [jobs_table(negotiation, actual), breakage_table(negotiation, actual, agreement, name)]
    if draws:
        found = simulated(actual, agreement, seed, draws, negotiation.title)
        tables.append(simulated_table(actual, agreement, found, seed))
    show([*tables, rates_table(negotiation, actual)], format)
    return exits.DONE
