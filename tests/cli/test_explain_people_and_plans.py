"""Every figure of `retirements` and of `health` opens to itself, with its formula, and the clause and source behind it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from commonground.asked.figures import tables_behind
from commonground.files.ready import ready_folder
from commonground.report.addresses import BadAddress
from commonground.report.any_address import read_address
from commonground.report.table import Table
from commonground.values.money import format_cents
from commonground.values.rate import format_rate, parse_rate
from readings import read_once

MEADOWBROOK = ready_folder() / "meadowbrook"


def opened(address: str) -> list[Table]:
    return tables_behind(read_once(MEADOWBROOK).negotiation, read_address(address), None)


def written(unit: str, value: int | str) -> str:
    if unit == "rate":
        return format_rate(parse_rate(str(value)))
    return format_cents(int(value)) if unit == "cents" else f"{int(value) // 10_000:,}.{int(value) % 10_000:04d}"


def figures(printed: str) -> Iterator[tuple[str, str]]:
    """Each address with its figure as an opened table writes it; every figure has one."""
    for table in json.loads(printed)["tables"]:
        for row in table["rows"]:
            for column, value, address in zip(table["columns"], row["values"], row["cells"], strict=True):
                if column["unit"] != "text" and value is not None:
                    assert address, (table["name"], row["label"], column["label"])
                    yield address, written(column["unit"], value)


def of_its_own(address: str) -> bool:
    return address.startswith(("health/", "retirements/"))


@pytest.mark.parametrize(
    ("words", "least"),
    [(["retirements", "--offer", "union"], 50), (["health", "--offer", "district", "--year", "2027-28"], 50)],
    ids=["retirements", "health"],
)
def test_every_figure_opens_to_itself_with_its_source(go, words, least):
    command, *options = words
    found = dict(figures(go(command, MEADOWBROOK, *options, "--format", "json").out))

    own = [address for address in found if of_its_own(address)]
    assert len(own) >= least
    for address in own[::11]:
        tables = opened(address)
        labels = {row.label for table in tables for row in table.rows}
        headings = {column.label for table in tables for column in table.columns}
        assert (tables[0].rows[0].label, tables[0].rows[0].cells) == ("the figure", (found[address],)), address
        assert {"formula", "cited"} <= labels | headings, address
        assert "clause" in labels or "clause and component" in {table.heading for table in tables}, address


def test_lines_that_retirements_change_sum_to_what_is_saved():
    saved, lines, *_ = opened("retirements/left/union/2028-29/")

    assert saved.rows[0].cells == (format_cents(sum(row.cells[0] for row in lines.rows if not row.is_total)),)
    assert all(row.cells[1] for row in lines.rows if not row.is_total)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("health/union/2026-27/plan=HMO,tier=single/price", "one of employer, members"),
        ("health/union/2026-27/plan=HMO,tier=none/billed", "a plan and tier: HMO single"),
        ("retirements/may/union/2026-27/everyone", "a rule of turnover.toml: unit teachers"),
        ("retirements/won/union/2026-27/", "one of may, do, saved"),
        ("retirements/saved/union/2026-27", "retirements/PART/OFFER/YEAR/NAME"),
    ],
)
def test_an_address_of_no_figure_says_what_it_may_be(address, expected):
    with pytest.raises(BadAddress, match="No figure has the address") as raised:
        opened(address)

    assert expected in str(raised.value)
