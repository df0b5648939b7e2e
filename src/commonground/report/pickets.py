"""The tables of pickets: coverage by school and shift, gaps, captains, and the rally. People are counted, not named."""

from __future__ import annotations

from commonground.contingency.pickets import PicketPlan
from commonground.report.table import Column, Row, Table
from commonground.values.wording import counted


def picket_tables(plan: PicketPlan) -> list[Table]:
    """Coverage, gaps, schools without a captain, and the rally afterwards."""
    found = [_coverage(plan), _gaps(plan), _captains(plan), _rally(plan)]
    return [table for table in found if table.rows]


def _coverage(plan: PicketPlan) -> Table:
    coverage = plan.coverage()
    rows = []
    for site in plan.sites:
        cells = [f"{each.signed} of {site.needed}" for each in coverage if each.site == site]
        rows.append(Row(site.school, (*cells, site.captain or "none")))
    totals = [
        f"{sum(each.signed for each in coverage if each.shift == shift)} of {sum(site.needed for site in plan.sites)}"
        for shift in plan.shifts
    ]
    rows.append(
        Row("all schools", (*totals, counted(len(plan.sites) - len(plan.without_captain), "captain")), is_total=True)
    )
    shifts = [Column(f"{shift.id} {shift.start:%H:%M}-{shift.end:%H:%M}", "text") for shift in plan.shifts]
    return Table("Pickets", "school", (*shifts, Column("captain", "text")), tuple(rows), (), "pickets/coverage")


def _gaps(plan: PicketPlan) -> Table:
    rows = [Row(each.site.school, (each.shift.id, each.signed, each.site.needed, each.gap)) for each in plan.gaps()]
    columns = (
        Column("shift", "text"),
        Column("signed up", "people"),
        Column("needed", "people"),
        Column("gap", "people"),
    )
    return Table("Gaps", "school", columns, tuple(rows), (), "pickets/gaps")


def _captains(plan: PicketPlan) -> Table:
    rows = [Row(site.school, (site.needed,)) for site in plan.without_captain]
    return Table(
        "Schools without a captain", "school", (Column("needed", "people"),), tuple(rows), (), "pickets/captains"
    )


def _rally(plan: PicketPlan) -> Table:
    if plan.rally is None:
        return Table("Rally", "", (), ())
    cells = (plan.rally.day.isoformat(), f"{plan.rally.time:%H:%M}", plan.at_the_rally)
    columns = (Column("day", "day"), Column("at", "text"), Column("from the last shift", "people"))
    return Table("Rally afterwards", "where", columns, (Row(plan.rally.place, cells),), (), "pickets/rally")
