"""The tables of an exchange: what crosses, and how near the other side's copy comes to the roster."""

from __future__ import annotations

from commonground.costing.cost import Costing
from commonground.report.table import Column, Row, Table
from commonground.values.wording import counted
from commonground.workforce.exchange import Exchange


def crossing_table(exchange: Exchange) -> Table:
    """What crosses of each unit, by the table's columns."""
    rows = []
    for unit in exchange.units:
        for table, columns in exchange.tables.items():
            cells = exchange.of(unit, table)
            places = sum(len(cell.combinations) for cell in cells)
            joined = sum(len(cell.combinations) > 1 for cell in cells)
            said = ", ".join(column.replace("_", " ") for column in columns)
            if cells:
                people = sum(cell.people for cell in cells)
                smallest = min(cell.people for cell in cells)
                rows.append(Row(f"{unit}: {said}", (people, places, len(cells), joined, smallest)))
    labels = ("people", "places", "cells", "of several", "smallest")
    notes = [
        f"Every cell holds at least {exchange.smallest} people, and one more for each further place that it joins.",
        *(
            f"{unit or 'No unit'}: the table {table} holds too few people to be told, or has changed by too few since it "
            "crossed last; it does not cross."
            for unit, table in exchange.withheld
        ),
    ]
    notes.append(_left_open(exchange))
    columns_ = tuple(Column(label, "people") for label in labels)
    return Table(
        f"What crosses, of {exchange.snapshot}", "unit and columns", columns_, tuple(rows), tuple(notes), "crossing"
    )


def nearness_table(own: Costing, theirs: Costing) -> Table:
    """What the agreement costs in the base year on the roster and on the copy, line by line. It stays here."""
    known = {line.id: line.totals[0] for line in theirs.lines}
    rows = [
        Row(line.id, (line.totals[0], known.get(line.id, 0), known.get(line.id, 0) - line.totals[0]))
        for line in own.lines
        if line.totals[0] or known.get(line.id, 0)
    ]
    rows.append(Row("total", (own.totals[0], theirs.totals[0], theirs.totals[0] - own.totals[0]), is_total=True))
    columns = (Column("your roster"), Column("their copy"), Column("difference"))
    return Table(
        "How near their copy comes, base year (this stays with you)", "line", columns, tuple(rows), (), "nearness"
    )


def _left_open(exchange: Exchange) -> str:
    """What a copy leaves open, in a sentence."""
    several = sum(len(cell.combinations) > 1 for cell in exchange.cells)
    return (
        f"{counted(several, 'cell joins', 'cells join')} several places; there people are spread evenly, and how the tables "
        "hang together is by convention. A clause that asks for a title, a school, a fund or a day of hire finds none."
    )
