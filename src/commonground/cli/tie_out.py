"""`commonground tie-out`: the base year's cost against the accounts."""

from __future__ import annotations

from pathlib import Path

from commonground.cli import exits
from commonground.cli.opened import opened
from commonground.cli.output import Format, show
from commonground.costing.tie_out import tie_out as tied
from commonground.files.accounts import read_accounts
from commonground.files.ready import folder_named
from commonground.report.tie_outs import tie_out_tables
from commonground.values.problem import BadInput, errors


def tie_out(folder: Path, *, format: Format = Format.TABLE) -> int:
    """The base year's cost against the books (accounts.csv), by component, and what explains each difference.

    Examples
    --------
    commonground tie-out my-district
    commonground tie-out my-district --format csv

    Parameters
    ----------
    folder
        the negotiation's folder
    format
        table, json or csv
    """
    negotiation = opened(folder)
    costs = negotiation.pricing.status_quo.by_component()
    model = {component: cents[0] for component, cents in costs.items() if cents[0]}
    accounts, explanations, problems = read_accounts(folder_named(folder), costs)
    if errors(problems):
        raise BadInput(errors(problems))
    exits.tell_problems(problems)
    show(tie_out_tables(negotiation, tied(model, accounts, explanations)), format)
    return exits.DONE
