"""The costing workbook in LibreOffice when what stands outside the inputs is changed: the view, jobs, printed salaries, indices."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from dataclasses import replace
from pathlib import Path

import pytest

from commonground.agreement.agreement import Agreement
from commonground.costing import breakdown
from commonground.costing.breakdown import NOTHING, Against, By, total_difference
from commonground.costing.views import Series, View
from commonground.files.costing_workbook import write_costing_workbook
from commonground.files.folder import read_negotiation
from commonground.negotiation import Negotiation
from commonground.values.party import Side
from commonground.workforce.roster import Roster
from little_district import BASE, SNAPSHOT, agreement, clause, people
from spreadsheet import SeenCell, Sheets, cells_of, differences, needs_office, recalculated, with_cells, with_numbers

pytestmark = [pytest.mark.office, needs_office]
READY = Path(__file__).parents[2] / "negotiations"


def table_of(cells: dict[str, SeenCell], title: str) -> dict[str, list[float | str | None]]:
    """The rows of a table of the Views sheet by their labels, from its heading down to its total."""
    heading = next(
        int(at[1:]) for at, cell in cells.items() if at[0] == "A" and cell.value == title and int(at[1:]) > 8
    )
    found: dict[str, list[float | str | None]] = {}
    for row in itertools.count(heading + 1):
        label = str(cells[f"A{row}"].value)
        found[label] = [cells[f"{column}{row}"].value for column in "BCDEFGH" if f"{column}{row}" in cells]
        if label == "total":
            return found
    raise AssertionError


def in_view(series: Series, view: View) -> list[float]:
    """A series as a row of the Views sheet has it: the years, and the run-rate where the view shows it."""
    if view is View.RUN_RATE:
        return [*[0.0] * (len(series.cents) - 1), series.run_rate / 100]
    return [*(cents / 100 for cents in series.seen(view)), series.run_rate / 100 if view is View.ANNUAL else 0.0]


def test_each_choice_of_a_view_shows_what_the_engine_shows(tmp_path: Path) -> None:
    district = read_negotiation(READY / "meadowbrook")
    offers = [offer for side in (Side.EMPLOYER, Side.UNION) if (offer := district.latest(side))]
    engine, status_quo = district.pricing.engine, district.pricing.status_quo_agreement
    agreements = {offer.party: district.pricing.applied(offer).agreement for offer in offers}
    path = tmp_path / "costing.xlsx"
    write_costing_workbook(district, offers, path)
    choices = [("district", against, View.ANNUAL) for against in (NOTHING, "base", "union", "district")]
    choices += [("district", "sq", view) for view in View]
    choices += [
        ("union", "district", View.RUN_RATE),
        ("union", NOTHING, View.INCREMENT),
        ("union", "base", View.CUMULATIVE),
    ]
    edited = [
        with_numbers(
            path, tmp_path / f"{n}.xlsx", {"view_shown": shown, "view_against": against, "view_view": str(view)}
        )
        for n, (shown, against, view) in enumerate(choices)
    ]

    again = recalculated(edited, tmp_path)

    known: dict[str, Agreement | None] = {NOTHING: None, "base": None, "sq": status_quo, **agreements}
    for (shown, name, view), seen in zip(choices, again, strict=True):
        against = Against(name, known[name], name)
        parts = breakdown.differences(engine, agreements[shown], against, By.COMPONENT, status_quo)
        parts["total"] = total_difference(engine, agreements[shown], against)
        nothing = Series.nothing(len(engine.periods))
        rows = table_of(dict(cells_of(seen)["Views"]), "Shown")
        wanted = {label: in_view(parts.get(label, nothing), view) for label in rows}
        assert (shown, name, view, {label: [*row[1:5], row[6]] for label, row in rows.items()}) == (
            shown,
            name,
            view,
            wanted,
        )


def negotiation(indices: tuple[str, str], roster: Roster) -> Negotiation:
    """Teachers on a schedule by indices, with a raise, a pension and Medicare."""
    cells = {("BA", "1"): {"salary": "50000", "index": "1"}, ("BA", "2"): {"salary": "52500", "index": indices[0]}}
    cells[("BA", "3")] = {"salary": "55000", "index": indices[1]}
    table = [{"lane": lane, "step": step, **said} for (lane, step), said in cells.items()]
    clauses = agreement(
        clause("schedule", "salary_schedule", table=table, build="index", carry="dollar"),
        clause("raise", "schedule_raise", raises=[{"effective": "2026-07-01", "percent": "2.5%"}]),
        clause("steps", "step_movement"),
        clause("pension", "pension", rate="11%", base=["salary"]),
        clause("medicare", "payroll_tax", rate="1.45%"),
        last=dt.date(2028, 6, 30),
    )
    years = tuple(BASE.next(number) for number in (1, 2))
    return Negotiation("Little", (), clauses, {}, roster, BASE, SNAPSHOT, years)


AMES_AND_OTHERS = ({"lane": "BA", "step": "1"}, {"lane": "BA", "step": "2", "fte": "0.5", "count": 3})
INDICES = ("1.05", "1.1")


def lines_of(sheets: Sheets) -> list[list[float | str | None]]:
    """The lines of the status quo's cost sheet: schedule (pay and retroactive pay), pension, Medicare."""
    return [[sheets["Cost status quo"][f"{column}{row}"].value for column in "JKLM"] for row in range(6, 9)]


def lines_by_engine(district: Negotiation) -> list[list[float]]:
    costing = district.pricing.engine.price(district.agreement)
    return [[cents / 100 for cents in (*line.totals, line.run_rate)] for line in costing.lines]


def cell_with(sheets: Sheets, sheet: str, column: str, value: float) -> tuple[str, str]:
    """The topmost cell of a column that holds a number."""
    found = [at for at, cell in sheets[sheet].items() if re.fullmatch(rf"{column}\d+", at) and cell.value == value]
    return sheet, min(found, key=lambda at: int(at.lstrip("ABCDEFGH")))


def test_jobs_and_indices_changed_where_they_stand_come_to_the_engines_cents(tmp_path: Path) -> None:
    path = tmp_path / "costing.xlsx"
    write_costing_workbook(negotiation(INDICES, people(*AMES_AND_OTHERS)), [], path)
    sheets = cells_of(path)
    jobs = with_cells(path, tmp_path / "jobs.xlsx", {cell_with(sheets, "Cost status quo", "F", 0.5): 0.6})
    index = with_cells(path, tmp_path / "index.xlsx", {cell_with(sheets, "Schedule status quo", "[A-H]", 1.05): 1.0625})

    of_jobs, of_index = (cells_of(seen) for seen in recalculated([jobs, index], tmp_path))

    more_jobs = people(AMES_AND_OTHERS[0], {**AMES_AND_OTHERS[1], "fte": "0.6"})
    assert lines_of(of_jobs) == lines_by_engine(negotiation(INDICES, more_jobs))
    assert lines_of(of_index) == lines_by_engine(negotiation(("1.0625", "1.1"), people(*AMES_AND_OTHERS)))
    assert lines_of(of_jobs) != lines_of(sheets) != lines_of(of_index)


BUILDS = {
    "an index whose base the raise leaves out": {
        "terms": {"build": "index", "carry": "cent"},
        "raise": {"effective": "2026-07-01", "percent": "2%", "steps": ["2"]},
        "salaries": ("49231.125", "51000", "53000"),
    },
    "an index whose base holds cents": {
        "terms": {"build": "index", "carry": "dollar", "base_carry": "cent"},
        "raise": {"effective": "2026-07-01", "percent": "2.25%"},
        "salaries": ("41318.86", "45451", "49583"),
    },
    "always up to ten dollars": {
        "terms": {"carry": "10 dollars", "rounding": "up"},
        "raise": {"effective": "2026-07-01", "percent": "2.5%"},
        "salaries": ("40000", "41318.86", "42004"),
    },
    "a raise of at most so many dollars": {
        "terms": {"carry": "dollar"},
        "raise": {"effective": "2026-07-01", "percent": "3%", "at_least": 1150, "at_most": "1250.55"},
        "salaries": ("38000", "40000", "42000"),
    },
    "rates of a day": {
        "terms": {"carry": "cent", "full_time_units": "187.5"},
        "raise": {"effective": "2026-07-01", "percent": "2.25%"},
        "salaries": ("240.15", "250.75", "260.55"),
    },
    "a floor that the increment may reach": {
        "terms": {"build": "carry_then_step", "carry": "cent", "never_below_previous_step": "increment within"},
        "raise": {"effective": "2026-07-01", "percent": "0%"},
        "salaries": ("40000", "38000", "36000"),
    },
    "a floor that stands on dollars and cents": {
        "terms": {"build": "carry_then_step", "carry": "dollar", "never_below_previous_step": True},
        "raise": {"effective": "2026-07-01", "percent": "0%"},
        "salaries": ("40000", "38000", "36000"),
    },
}


@pytest.mark.parametrize("case", BUILDS)
def test_a_schedule_is_built_as_the_engine_builds_it(tmp_path: Path, case: str) -> None:
    said = BUILDS[case]
    table = [
        {"lane": "BA", "step": str(n), "salary": salary, "increment": "1234.55", "index": f"1.{n - 1}"}
        for n, salary in enumerate(said["salaries"], start=1)
    ]
    clauses = agreement(
        clause("schedule", "salary_schedule", table=table, **said["terms"]),
        clause("raise", "schedule_raise", raises=[said["raise"], {"effective": "2027-07-01", "percent": "1%"}]),
        clause("steps", "step_movement"),
    )
    roster = people(*[{"lane": "BA", "step": str(n)} for n in (1, 2, 3)])
    district = replace(negotiation(INDICES, roster), agreement=clauses)
    path = tmp_path / "costing.xlsx"
    write_costing_workbook(district, [], path)

    assert differences(cells_of(path), cells_of(recalculated([path], tmp_path)[0])) == []
