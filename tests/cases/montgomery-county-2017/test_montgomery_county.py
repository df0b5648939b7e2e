"""Montgomery County, fiscal year 2017: smaller classes as added positions, to the dollar."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path

from little_district import agreement, clause, engine, line, people

HERE = Path(__file__).parent
PUBLISHED = tomllib.loads((HERE / "expected.toml").read_text())
ROWS = [
    {name: int(cell) for name, cell in row.items()}
    for row in csv.DictReader((HERE / "rows.csv").read_text().splitlines())
]
PRICE = {"by": "stated", "salary": 52_795, "benefits": "29.02%", "rounded_to": "dollar"}


def added(row):
    return clause(f"added-{row['positions']}", "staffing", claims=[{"number": row["positions"]}], price=PRICE)


COSTING = engine(people()).price(agreement(*map(added, ROWS)))


def test_each_row_is_the_published_salary_and_benefits():
    for row in ROWS:
        id = f"added-{row['positions']}"
        assert line(COSTING, id)[1] == row["salary"] * 100
        assert line(COSTING, f"{id}/staffing_roll_up")[1] == row["benefits"] * 100
        assert row["salary"] + row["benefits"] == row["together"]


def test_the_total_is_the_sum_of_the_rounded_rows():
    by_component = COSTING.by_component()

    assert sum(row["positions"] for row in ROWS) == PUBLISHED["positions"]
    assert by_component["added positions: pay"][1] == PUBLISHED["salary"] * 100
    assert by_component["added positions: roll-up"][1] == PUBLISHED["benefits"] * 100
    assert COSTING.totals[1] == PUBLISHED["together"] * 100


def test_the_total_is_not_that_of_all_positions_rounded_once():
    together = engine(people()).price(agreement(added({"positions": PUBLISHED["positions"]})))

    assert together.totals[1] == (PUBLISHED["together"] + 1) * 100
