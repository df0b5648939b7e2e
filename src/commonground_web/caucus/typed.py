"""Typed salaries among a draft's values: beside its dials, each by a name of its own: steps, versions, undo hold both."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from fractions import Fraction

from commonground.agreement.offer import EditFailed, Offer
from commonground.costing.price import Pricing
from commonground.costing.typed_cells import CellOnDay, SeveralGrids, with_typed_cells, written

MARK = "cell"  # a dial's name begins with the id of a clause, never with a bracket


def value_name(cell: CellOnDay) -> str:
    """Under which name a typed cell stands among a draft's values.

    >>> value_name(CellOnDay("schedule", dt.date(2026, 7, 1), "", "MA", "4"))
    '["cell", "schedule", "2026-07-01", "", "MA", "4"]'
    """
    return json.dumps([MARK, cell.clause, cell.day.isoformat(), *cell[2:]], ensure_ascii=False)


def typed_values(values: Mapping[str, str]) -> dict[str, str]:
    """Of a draft's values those of typed cells."""
    return {name: said for name, said in values.items() if name.startswith("[")}


def untyped_values(values: Mapping[str, str]) -> dict[str, str]:
    """Of a draft's values those of its dials."""
    return {name: said for name, said in values.items() if not name.startswith("[")}


def typed_cells(values: Mapping[str, str]) -> dict[CellOnDay, Fraction]:
    """The cells that are typed in a draft, with their dollars."""
    found = {}
    for name, said in typed_values(values).items():
        _, clause, day, *place = json.loads(name)
        found[CellOnDay(clause, dt.date.fromisoformat(day), *place)] = Fraction(said)
    return found


def as_values(typed: Mapping[CellOnDay, Fraction]) -> dict[str, str]:
    """Typed cells as values of a draft."""
    return {value_name(cell): written(dollars) for cell, dollars in typed.items()}


def with_cells(pricing: Pricing, offer: Offer, values: Mapping[str, str]) -> tuple[Offer, dict[str, str]]:
    """An offer with a draft's typed cells; as it was, and why, where they cannot be put into it."""
    typed = typed_cells(values)
    if not typed:
        return offer, {}
    try:
        found = with_typed_cells(pricing, offer, typed)
        pricing.amended(found, offer)
    except EditFailed as problem:
        return offer, {"typed salaries": f"Typed salaries: got {problem.got}; expected {problem.expected}."}
    except SeveralGrids as problem:
        return offer, {"typed salaries": f"Typed salaries: {problem}."}
    except KeyError as problem:
        return offer, {"typed salaries": f"Typed salaries: the agreement has no schedule {problem} any more."}
    return found, {}
