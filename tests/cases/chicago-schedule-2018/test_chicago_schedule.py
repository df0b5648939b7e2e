"""G12: the Chicago schedule, FY18 to FY24, cell by cell. Source: see SOURCE.md beside this file."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from commonground.agreement.agreement import Agreement
from commonground.agreement.band import Band, CellKey
from commonground.agreement.calendar import Calendar
from commonground.agreement.family import Family
from commonground.agreement.kinds import KINDS
from commonground.agreement.provision import BEGINNING, Provision, Version
from commonground.agreement.timeline import Timeline, build_timeline
from commonground.files.folder import read_negotiation
from commonground.files.ready import ready_folder
from commonground.values.fiscal_year import FiscalYear

HERE = Path(__file__).parent
WORKBOOK = Path(__file__).parents[4] / "shared/data/schedules/ctu_fy2018-fy2024.csv"
HALF_A_CENT = Fraction(1, 2)
Printed = dict[tuple[str, str, str, str], Fraction]

needs_workbook = pytest.mark.skipif(not WORKBOOK.exists(), reason=f"the pay workbook's table is not at {WORKBOOK}")


def printed() -> Printed:
    with WORKBOOK.open(encoding="utf-8") as stream:
        return {
            (row["fiscal_year"], row["work_year"], row["lane"], row["step"]): Fraction(row["base_plus_step"]) * 100
            for row in csv.DictReader(stream)
        }


def settlement_timeline() -> tuple[Timeline, Band]:
    negotiation = read_negotiation(ready_folder() / "chicago-2019")
    agreement = negotiation.pricing.applied(negotiation.offer("settlement")).agreement
    engine = negotiation.pricing.engine
    lines = engine.join(agreement).lines
    band = next(s.band for s in lines["schedule"].standings if not s.band.is_personal)
    every = Band(band.schedule, tuple(_keys(agreement, band)), (), band.ladders, band.raises, band.movements)
    return build_timeline(agreement, every, negotiation.calendar), every


def _keys(agreement: Agreement, band: Band) -> Iterable[CellKey]:
    unit = band.keys[0].unit
    versions = agreement[band.schedule].versions
    cells = dict.fromkeys((c.schedule, c.lane, c.step) for version in versions for c in version.terms.table)
    return (CellKey(unit, *cell) for cell in cells)


def follow(timeline: Timeline, band: Band, year: str, wanted: Printed) -> tuple[int, int]:
    """How many printed cells of a year the schedule reproduces within half a cent, and how many there are."""
    first = FiscalYear.parse(year).first
    exact = timeline.on(first).cells.exact()
    pairs = [
        (exact[number], wanted[year, key.schedule, key.lane, key.step])
        for number, key in enumerate(band.keys)
        if (year, key.schedule, key.lane, key.step) in wanted
    ]
    return sum(abs(built - cell) <= HALF_A_CENT for built, cell in pairs), len(pairs)


def workbook_timeline() -> tuple[Timeline, Band]:
    """The settlement with the labels of each year as the workbook has them: it adds 18g and 18h as cohorts reach them."""
    negotiation = read_negotiation(ready_folder() / "chicago-2019")
    agreement = negotiation.pricing.applied(negotiation.offer("settlement")).agreement
    with WORKBOOK.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    first = agreement["schedule"].versions[0]
    versions = [replace(first, until=dt.date(2019, 7, 1))]
    for start in range(2019, 2024):
        year = f"FY{start - 1999}"
        table = [_cell(row) for row in rows if row["fiscal_year"] == year]
        said = {"table": table, "build": "carry_then_step", "never_below_previous_step": start == 2019}
        terms = KINDS["salary_schedule"].terms.model_validate(said)
        versions.append(Version(terms, dt.date(start, 7, 1), dt.date(start + 1, 7, 1)))
    agreement = agreement.with_provision(replace(agreement["schedule"], versions=tuple(versions)))
    ladder = agreement["ladder"]
    band = Band("schedule", (CellKey("teachers", "", "", ""),), (), (ladder.id,), ("raise",), ("steps",))
    every = Band("schedule", tuple(_keys(agreement, band)), (), band.ladders, band.raises, band.movements)
    return build_timeline(agreement, every, negotiation.calendar), every


@needs_workbook
@pytest.mark.parametrize(("year", "cells"), [("FY20", 726), ("FY21", 726), ("FY22", 726), ("FY23", 747), ("FY24", 768)])
def test_every_cell_from_fy19_on_follows_the_law(year: str, cells: int) -> None:
    timeline, band = workbook_timeline()

    assert follow(timeline, band, year, printed()) == (cells, cells)


@needs_workbook
def test_fy19_follows_fy18_but_for_three_first_steps_that_are_printed_in_dollars() -> None:
    wanted = printed()
    timeline, band = _from_fy18(wanted)

    followed, cells = follow(timeline, band, "FY19", wanted)

    assert (cells, followed) == (648, 645)


def _from_fy18(wanted: Printed) -> tuple[Timeline, Band]:
    with WORKBOOK.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    table = [_cell(row, salary=row["base_plus_step"]) for row in rows if row["fiscal_year"] == "FY18"]
    later = [_cell(row) for row in rows if row["fiscal_year"] == "FY19"]
    change = dt.date(2018, 7, 1)
    schedule = _provision(
        "schedule",
        "salary_schedule",
        ({"table": table, "build": "carry_then_step"}, BEGINNING, change),
        ({"table": later, "build": "carry_then_step"}, change, dt.date.max),
    )
    raises = {"raises": [{"effective": change, "percent": "2.5%"}]}
    clauses = (
        schedule,
        _provision("raise", "schedule_raise", (raises, BEGINNING, dt.date.max)),
        _provision("steps", "step_movement", ({}, BEGINNING, dt.date.max)),
    )
    agreement = Agreement("FY18", {clause.id: clause for clause in clauses})
    keys = dict.fromkeys(CellKey("", c["schedule"], c["lane"], c["step"]) for c in (*table, *later))
    band = Band("schedule", tuple(keys), (), (), ("raise",), ("steps",))
    calendar = Calendar(dt.date(2018, 6, 30), (FiscalYear.parse("FY19"),))
    return build_timeline(agreement, band, calendar), band


def _cell(row: dict[str, str], **more: str) -> dict[str, str]:
    cell = {"schedule": row["work_year"], "lane": row["lane"], "step": row["step"], **more}
    return cell | ({"increment": row["step_increment"]} if row["step_increment"] else {})


def _provision(id: str, kind: str, *versions: tuple[dict[str, object], dt.date, dt.date]) -> Provision:
    terms = KINDS[kind].terms
    dated = tuple(Version(terms.model_validate(said), start, until) for said, start, until in versions)
    return Provision(id, kind, id, Family.COMPENSATION, "pay", dated)


def test_the_printed_dollars_of_lane_1_are_reproduced() -> None:
    timeline, band = settlement_timeline()
    with (HERE / "expected.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))

    for row in rows:
        year = FiscalYear.parse(row["fiscal_year"])
        cell = band.index[CellKey(band.keys[0].unit, "208 day", "1", row["step"])]
        exact = timeline.on(year.first).cells.exact_at(cell)
        assert round(exact / 100) == int(row["dollars"]), row
