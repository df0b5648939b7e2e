"""The Chicago schedule of 2011-12, worked back from two later ones. Source: see SOURCE.md beside this file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from commonground.agreement.earlier_schedule import EarlierSchedule, earlier_schedule
from commonground.agreement.kinds.salary_schedule import Build, Cell
from commonground.files.ready import ready_folder
from commonground.values.money import to_cents
from commonground.values.rate import parse_rate

HERE = Path(__file__).parent
DATA = Path(__file__).parents[4] / "shared/data/schedules"
TO_2013, TO_2018 = ("3%",), ("3%", "2%", "2%", "0%", "0%", "2%")
SEVERAL_YEARS = {"14": ("14a", "14b", "14c", "14d", "14e", "14f"), "15": ("15a", "15b", "15c", "15d", "15e")}

needs_schedules = pytest.mark.skipif(not DATA.exists(), reason=f"the union's schedules are not at {DATA}")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig") as stream:
        return list(csv.DictReader(stream))


def before(cells: list[Cell], raises: tuple[str, ...]) -> EarlierSchedule:
    return earlier_schedule(cells, [parse_rate(one) for one in raises], Build.CARRY_THEN_STEP)


def of_2018() -> list[Cell]:
    return [
        Cell(
            schedule=row["work_year"],
            lane=row["lane"],
            step=row["step"],
            salary=Fraction(row["base_plus_step"]),
            increment=Fraction(row["step_increment"] or 0),
        )
        for row in rows(DATA / "ctu_fy2018-fy2024.csv")
        if row["fiscal_year"] == "FY18"
    ]


def of_2013() -> Iterator[Cell]:
    """The print of 2012-13, with the fixed increments of the later one."""
    increments = {(cell.schedule, cell.lane, cell.step): cell.increment for cell in of_2018()}
    for row in rows(DATA / "ctu_2012-2016_lanes1-3.csv"):
        if row["school_year"] == "2012-13":
            place = row["category"].replace("-Day Employees", " day"), row["lane"], row["step"]
            later = (*place[:2], f"{row['step']}a")
            increment = increments.get(place, increments.get(later, Fraction(0)))
            yield Cell(
                schedule=place[0], lane=place[1], step=row["step"], salary=Fraction(row["salary"]), increment=increment
            )


def test_the_payroll_pays_the_cells_that_are_worked_back_from_2012_13():
    later = [Cell.model_validate(row) for row in rows(HERE / "inputs.csv")]

    found = before(later, TO_2013)

    paid = {row["step"]: Fraction(row["salary"]) for row in rows(HERE / "expected.csv")}
    assert {cell.step for cell in found.cells} == set(paid)
    assert max(abs(cell.salary - paid[cell.step]) for cell in found.cells) < 1
    assert [cell.step for cell in found.lost] == ["16"]


@needs_schedules
def test_both_roads_lead_to_the_same_cells():
    one = {(c.schedule, c.lane, c.step): c.salary for c in before(list(of_2013()), TO_2013).cells}
    six = {(c.schedule, c.lane, c.step): c.salary for c in before(of_2018(), TO_2018).cells}

    apart = [abs(one[key] - six[key]) for key in one.keys() & six.keys() if key[2].isdecimal() and int(key[2]) <= 13]

    assert len(apart) == 2 * 3 * 13
    assert max(apart) < Fraction("2.15")


@needs_schedules
def test_the_ready_folder_ships_the_cells_that_are_worked_back():
    found = {}
    for cell in before(of_2018(), TO_2018).cells:
        if cell.step.isdecimal():
            found[cell.schedule, cell.lane, cell.step] = to_cents(cell.salary)
    for cell in before(list(of_2013()), TO_2013).cells:
        for step in SEVERAL_YEARS.get(cell.step, (cell.step,)):
            found[cell.schedule, cell.lane, step] = to_cents(cell.salary)

    shipped = rows(ready_folder() / "chicago-2012" / "schedules" / "fy2012.csv")

    assert {
        (row["schedule"], row["lane"], row["step"]): to_cents(Fraction(row["salary"]))
        for row in shipped
        if row["salary"]
    } == found
