"""Costs: the tables of a menu as the search takes them, against a reference."""

from __future__ import annotations

import numpy as np

from commonground.costing.packages import MenuCosts
from commonground.settlement.tables import CostTable

REFERENCE = "reference"


def cost_tables(costs: MenuCosts, reference: tuple[int, ...]) -> tuple[CostTable, ...]:
    """The years' columns of every table, as many as the reference has, and the reference itself, taken off."""
    years = slice(1, len(reference) + 1)
    tables = [CostTable(", ".join(table.lines), table.issues, table.cents[..., years]) for table in costs.tables]
    return (*tables, CostTable(REFERENCE, (), -np.array(reference, dtype=np.int64)))
