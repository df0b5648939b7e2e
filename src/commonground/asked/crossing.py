"""What of a folder's roster may be told to others: in cells that single nobody out, held against what crossed before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from commonground.asked.misused import Misused
from commonground.costing.placed import placed
from commonground.files.exchanges import FOLDER, earlier_exchanges
from commonground.files.ready import folder_named
from commonground.negotiation import Negotiation
from commonground.values.problem import BadInput, errors
from commonground.workforce.exchange import SMALLEST, TABLES, Exchange, GroupedOtherwise, exchange


def crossing(
    negotiation: Negotiation,
    folder: Path,
    smallest: int = SMALLEST,
    tables: Mapping[str, Sequence[str]] = TABLES,
) -> Exchange:
    """What may cross of the folder's roster now, the places that are paid alike joined first.

    Raises `BadInput` where an earlier exchange cannot be read, `Misused` where one divides people otherwise.
    """
    earlier, problems = earlier_exchanges(folder_named(folder))
    if errors(problems):
        raise BadInput(errors(problems))
    engine = negotiation.pricing.engine
    _, pay = placed(engine, negotiation.pricing.status_quo_agreement, engine.periods[0])
    try:
        return exchange(negotiation.roster, negotiation.snapshot, tables, smallest, earlier, pay)
    except GroupedOtherwise as problem:
        raise Misused(f"{problem}. It is in {FOLDER}/.") from None
