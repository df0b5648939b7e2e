"""A schedule into which salaries are typed: its grid on a day, who stands where, and what the typed cells cost.

Law: what typed cells cost is what the package costs with them less what it costs without them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from commonground.agreement.agreement import Agreement
from commonground.costing.breakdown import Against, total_difference
from commonground.costing.placed import placed
from commonground.costing.typed_cells import grid_on
from commonground.costing.views import View
from commonground.negotiation import Negotiation
from commonground.report.costs import VIEW_SAYS, column_labels
from commonground.report.scattergrams import in_schedule_order, period_named
from commonground.report.table import Column, Row, Table, money_columns
from commonground.values.money import to_cents

Named = tuple[str, Agreement]
LaneStep = tuple[str, str]
RUN_RATE = "run-rate"
VIEWS = (View.INCREMENT, View.ANNUAL, View.CUMULATIVE, View.RUN_RATE)


@dataclass(frozen=True)
class TypedGrid:
    """One schedule of a clause on a day: lanes by steps, dollars in force with what is typed and without, people.

    A cell without a salary is in none of the three; one on which nobody stands is not in `people`.
    """

    clause: str
    schedule: str
    day: dt.date
    year: str
    lanes: tuple[str, ...]
    steps: tuple[str, ...]
    now: Mapping[LaneStep, Fraction]
    before: Mapping[LaneStep, Fraction]
    people: Mapping[LaneStep, int]


def typed_grid(
    negotiation: Negotiation, package: Agreement, without: Agreement, clause: str, schedule: str, day: dt.date
) -> TypedGrid:
    """The grid of a schedule on a day under a package, and under the same package without what is typed.

    Raises `SeveralGrids`.
    """
    pricing = negotiation.pricing
    now, before = (
        {place[1:]: dollars for place, dollars in grid_on(pricing, one, clause, day).items() if place[0] == schedule}
        for one in (package, without)
    )
    year = next((one.label for one in negotiation.years if day in one), negotiation.years[-1].label)
    lanes, steps = (
        tuple(word for word in in_schedule_order(package, which, day) if any(place[at] == word for place in before))
        for at, which in enumerate(("lane", "step"))
    )
    people = _people(negotiation, package, clause, schedule, year)
    return TypedGrid(clause, schedule, day, year, lanes, steps, now, before, people)


def _people(
    negotiation: Negotiation, agreement: Agreement, clause: str, schedule: str, year: str
) -> Mapping[LaneStep, int]:
    """How many people of a clause's units stand on each cell of a schedule at the end of a year."""
    roster, _ = placed(negotiation.pricing.engine, agreement, period_named(negotiation, year))
    scope = agreement[clause].scope
    found: dict[LaneStep, int] = {}
    columns = [roster.labels[name].to_list() for name in ("unit", "schedule", "lane", "step")]
    for unit, on, lane, step, count in zip(*columns, roster.numbers["count"].tolist(), strict=True):
        if step and on == schedule and scope.allows("unit", unit):
            found[lane, step] = found.get((lane, step), 0) + count
    return found


def grid_tables(grid: TypedGrid) -> list[Table]:
    """The grid as tables: salaries with what is typed, and the people who stand there."""
    columns = [f"lane {lane}" if lane else "all" for lane in grid.lanes]
    places = [(step, [(lane, step) for lane in grid.lanes]) for step in grid.steps]
    salaries = tuple(
        Row(step, tuple(to_cents(grid.now[at]) if at in grid.now else None for at in row)) for step, row in places
    )
    people = tuple(Row(step, tuple(grid.people.get(at) for at in row)) for step, row in places)
    name = grid.schedule or grid.clause
    return [
        Table(
            f"Salary schedule of {name} from {grid.day}", "step", money_columns(columns), salaries, (), "grid/salaries"
        ),
        Table(
            f"People on {name}, {grid.year}",
            "step",
            tuple(Column(one, "people") for one in columns),
            people,
            (),
            "grid/people",
        ),
    ]


def typed_cost(negotiation: Negotiation, package: Named, without: Named) -> Table:
    """What typed cells cost, in all four views: the package with them less the package without."""
    against = Against("the package without what is typed", without[1], without[0])
    series = total_difference(negotiation.pricing.engine, package[1], against)
    years = [year.label for year in negotiation.years]
    rows = []
    for view in VIEWS:
        is_run_rate = view is View.RUN_RATE
        seen, blank = series.seen(view), (None,) * len(years)
        opened = [f"{package[0]}/{year}/total/{view}/{against.id}" for year in ([RUN_RATE] if is_run_rate else years)]
        cells = (*blank, *seen) if is_run_rate else (*seen, None)
        addresses = (*[""] * len(years), *opened) if is_run_rate else (*opened, "")
        rows.append(Row(view.value, cells, addresses))
    columns = money_columns([*column_labels(negotiation, package[1], View.ANNUAL), RUN_RATE])
    notes = tuple(f"{VIEW_SAYS[view]}." for view in VIEWS)
    return Table("What the typed salaries cost", "view", columns, tuple(rows), notes, "grid/cost")
