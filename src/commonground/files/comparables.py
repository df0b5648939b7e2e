"""comparables.csv, price-index.csv and comparables.toml: what others pay and have settled for, prices, and how they are compared.

Law: no file raises; a row that cannot be read is a problem with its row, and is left out. Nothing is filled in for a year that is
not there.
"""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

from commonground.agreement.fields import YEAR
from commonground.comparables.career import CareerRule
from commonground.comparables.figure import SETTLEMENT, Benchmark, Comparables, Figure
from commonground.comparables.price_index import Month, PriceIndex
from commonground.files.comparable_shapes import CareerShape, ComparablesShape, PricesShape
from commonground.files.day_tables import DayRow, read_rows
from commonground.files.findings import quoted
from commonground.files.provisions import citation
from commonground.files.toml import Document, read_toml
from commonground.files.validation import did_you_mean, validated
from commonground.values.money import NotAnAmount, parse_amount, to_cents
from commonground.values.problem import Problem, errors
from commonground.values.rate import NotARate, parse_rate

FIGURES, PRICES, HOW = "comparables.csv", "price-index.csv", "comparables.toml"
COLUMNS = ("district", "year", "benchmark", "lane", "step", "salary", "percent", "source", "date", "note")
OF_PRICES = ("index", "region", "month", "value", "source", "note")
MONTH = re.compile(r"^(\d{4})-(0[1-9]|1[0-2])$")
Index = dict[tuple[str, str], tuple[dict[Month, Fraction], dict[Month, str]]]


def read_comparables(folder: Path, begins: int) -> tuple[Comparables, tuple[Problem, ...]]:
    """The comparables of a folder, whose fiscal year begins in this month; none where it has no such files."""
    figures, problems = _figures(folder)
    indices, of_prices = _indices(folder)
    found = [*problems, *of_prices]
    document: Document | None = None
    if (folder / HOW).is_file():
        document, of_toml = read_toml(folder / HOW)
        found += of_toml
    if document is None:
        return Comparables(tuple(figures)), tuple(found)
    shape, wrong = validated(ComparablesShape, document.said, document)
    found += wrong
    if shape is None:
        return Comparables(tuple(figures)), tuple(found)
    benchmarks = tuple(Benchmark(one.name, one.lane, one.step, one.end or "") for one in shape.benchmark)
    prices = None if shape.prices is None else _prices(shape.prices, indices, begins, document, found)
    rule = None if shape.career is None else _rule(shape.career)
    return Comparables(tuple(figures), benchmarks, rule, prices, shape.unit, shape.schedule, shape.note), tuple(found)


def _rule(shape: CareerShape) -> CareerRule:
    return CareerRule(shape.years, tuple(sorted(shape.lanes.items())), shape.discount, str(citation(shape.cite) or ""))


def _prices(
    shape: PricesShape, indices: Index, begins: int, document: Document, problems: list[Problem]
) -> PriceIndex | None:
    name = (shape.index, shape.region)
    if name not in indices:
        known = [" ".join(one).strip() for one in indices]
        mend = did_you_mean(" ".join(name).strip(), known, f"Correct the words, or add the index to {PRICES}.")
        expected = f"an index of {PRICES}: {', '.join(known) or 'there is none'}"
        got = quoted(" ".join(name).strip())
        problems.append(Problem("unknown-index", document.place("prices", "index"), got, expected, mend))
        return None
    values, sources = indices[name]
    return PriceIndex(*name, shape.month, values, sources, shape.assumed, begins)


def _figures(folder: Path) -> tuple[list[Figure], list[Problem]]:
    if not (folder / FIGURES).exists():
        return [], []
    rows, problems = read_rows(folder / FIGURES, ("district", "year"), COLUMNS)
    found, read, seen = list(problems), list[Figure](), set[tuple[str, int, str]]()
    for row in rows:
        wrong: list[Problem] = []
        figure = _figure(row, wrong)
        if (key := (figure.district, figure.year, figure.name)) in seen and not wrong:
            got, expected = quoted(f"{figure.district}, {figure.name}"), "one figure of a name for a district and year"
            wrong.append(Problem("repeated-figure", row.place("district"), got, expected, "Strike one of the rows."))
        seen.add(key)
        found += wrong
        if not errors(wrong):
            read.append(figure)
    return read, found


def _figure(row: DayRow, wrong: list[Problem]) -> Figure:
    cells = {name: row.cells.get(name, "") for name in COLUMNS}
    if not cells["district"]:
        wrong.append(_wrong(row, "district", "a district's name"))
    year, value = _year(row, wrong), Fraction(0)
    is_settlement = bool(cells["percent"])
    if is_settlement == bool(cells["salary"]):
        wrong.append(_wrong(row, "salary", "either a salary or a settlement's percent"))
    elif is_settlement:
        value = _percent(row, wrong)
    else:
        value = _salary(row, wrong)
        if not cells["benchmark"] and not cells["step"]:
            wrong.append(_wrong(row, "benchmark", "a benchmark's name, or a lane and a step"))
    name = cells["benchmark"] or (SETTLEMENT if is_settlement else "")
    place = ("", "") if is_settlement else (cells["lane"], cells["step"])
    return Figure(cells["district"], year, name, value, *place, cells["source"], cells["date"], row.row)


def _wrong(row: DayRow, column: str, expected: str) -> Problem:
    text = row.cells.get(column, "")
    got = quoted(text) if text else "nothing"
    return Problem("wrong-figure", row.place(column), got, expected, "Correct the row.")


def _year(row: DayRow, wrong: list[Problem]) -> int:
    found = YEAR.match(row.cells["year"])
    if found and (not found[2] or int(found[2]) == (int(found[1]) + 1) % 100):
        return int(found[1])
    wrong.append(_wrong(row, "year", "a fiscal year, such as 2025-26"))
    return 0


def _salary(row: DayRow, wrong: list[Problem]) -> Fraction:
    try:
        cents = to_cents(parse_amount(row.cells["salary"]))
    except NotAnAmount:
        cents = 0
    if cents <= 0:
        wrong.append(_wrong(row, "salary", "a year's salary, such as 52,000 or 52,958.00"))
    return Fraction(cents)


def _percent(row: DayRow, wrong: list[Problem]) -> Fraction:
    try:
        rate = parse_rate(row.cells["percent"])
    except NotARate:
        rate = Fraction(1)
    if not -1 < rate < 1:
        wrong.append(_wrong(row, "percent", "a settlement's percent for the year, such as 2.5%"))
    return rate


def _indices(folder: Path) -> tuple[Index, list[Problem]]:
    found: Index = {}
    if not (folder / PRICES).exists():
        return found, []
    rows, problems = read_rows(folder / PRICES, ("index", "month", "value"), OF_PRICES)
    wrong = list(problems)
    for row in rows:
        month, value = MONTH.match(row.cells["month"]), _value(row.cells["value"])
        values, sources = found.setdefault((row.cells["index"], row.cells.get("region", "")), ({}, {}))
        if month is None:
            wrong.append(_wrong_price(row, "month", "a month, such as 2025-07"))
        elif value is None:
            wrong.append(_wrong_price(row, "value", "the index in that month, such as 318.9"))
        elif (key := (int(month[1]), int(month[2]))) in values:
            wrong.append(_wrong_price(row, "month", "each month of an index once"))
        else:
            values[key], sources[key] = value, row.cells.get("source", "")
    return found, wrong


def _value(text: str) -> Fraction | None:
    try:
        value = Fraction(parse_amount(text))
    except NotAnAmount:
        return None
    return value if value > 0 else None


def _wrong_price(row: DayRow, column: str, expected: str) -> Problem:
    got = quoted(row.cells[column]) if row.cells[column] else "nothing"
    return Problem("wrong-price", row.place(column), got, expected, "Correct the row.")
