"""The tables of schools that stay open: the plan and its proof, the sites, the home schools, what binds, why, scenarios."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from commonground.contingency.schools import School
from commonground.contingency.site_plan import Proven, SitePlan
from commonground.contingency.staffing import site_staffing
from commonground.report.table import Column, Row, Table, Value
from commonground.values.rate import format_rate
from commonground.values.wording import counted

STRAIGHT = "Distances are straight lines in metres, not the way that a family walks or drives."
NO_ADVICE = (
    "It says what the rows of contingency.toml come to. Whether schools open, and for whom, is not for it to say."
)


def site_tables(plan: SitePlan, scenarios: Sequence[Fraction], notes: Sequence[str]) -> list[Table]:
    """All tables of a plan."""
    found = [
        plan_table(plan, notes),
        sites_table(plan),
        binding_table(plan),
        scenario_table(plan, scenarios),
        closed_table(plan),
        home_table(plan),
    ]
    return [table for table in found if table.rows]


def plan_table(plan: SitePlan, notes: Sequence[str]) -> Table:
    """The plan in figures: how many, how far, and what is proven."""
    rows = [
        Row("home schools", (f"{len(plan.assigned):,}", "")),
        Row("sites", (f"{len(plan.sites):,} of {len(plan.siting.candidates):,} that may open", "")),
        Row("pupils expected", (f"{plan.pupils:,} ({format_rate(plan.siting.turnout)})", "")),
        Row("longest distance", (f"{int(plan.longest.value):,} m", _proof(plan.longest))),
        Row("mean for a pupil", (f"{_metres(Fraction(plan.way, max(1, plan.pupils)))} m", _mean_proof(plan))),
    ]
    if plan.siting.previous:
        changed = sum(each.pupils for each in plan.changed)
        words = f"{counted(len(plan.changed), 'home school')}, {counted(changed, 'pupil')}"
        rows.append(Row("another site than before", (words, f"each counted as {plan.siting.change:,} m more")))
    for count in plan.adults():
        spare = "" if count.spare is None else f"{count.role.available:,} work, {count.spare:,} over"
        rows.append(Row(count.role.id, (f"{count.needed:,}", spare)))
    columns = (Column("", "text"), Column("proof", "text"))
    said = (*_near_enough(plan), *_checked(plan), STRAIGHT, NO_ADVICE, *notes)
    return Table("Schools that stay open", "", columns, tuple(rows), said, "sites/plan")


def _proof(proven: Proven) -> str:
    if proven.gap <= 0:
        return "the least there is"
    return f"at least {_metres(proven.at_least)} m, gap {format_rate(proven.gap, 2)}"


def _mean_proof(plan: SitePlan) -> str:
    """The proof of the mean; where changes of site count as further metres, it is of the mean with these."""
    if plan.cost == plan.way:
        return _proof(plan.mean)
    return f"{_metres(plan.mean.value)} m with changes counted: {_proof(plan.mean)}"


def _metres(value: Fraction) -> str:
    return f"{round(value):,}"


def _near_enough(plan: SitePlan) -> tuple[str, ...]:
    if not plan.siting.near_enough:
        return ()
    return (f"A longest distance of {plan.siting.near_enough:,} m was near enough: within it the mean is what counts.",)


def _checked(plan: SitePlan) -> tuple[str, ...]:
    if plan.checked is None:
        return ("Every site that could take a home school was a candidate for it.",)
    mean = Fraction(plan.checked.cost_at_least, max(1, plan.pupils))
    within = plan.siting.nearest_within
    further = f", with every one within {within:,} m" if within >= 0 else ""
    first = f"Each home school had its nearest {plan.siting.nearest} sites as candidates{further}, and the proof is of these."
    second = (
        f"With {plan.checked.nearest} the longest is at least {plan.checked.longest_at_least:,} m and, at this longest,"
    )
    return (f"{first} {second} the mean at least {_metres(mean)} m.",)


def sites_table(plan: SitePlan) -> Table:
    """Each site: home schools, pupils, places, adults by role, its furthest home school, and why it is open."""
    rows = []
    for each in site_staffing(plan):
        homes = plan.of_site[each.site.id]
        adults = tuple(number for _, number in each.adults)
        furthest = homes[-1].metres if homes else 0
        places = each.site.capacity
        rows.append(Row(each.site.id, (len(homes), each.pupils, places, *adults, furthest, _why_open(plan, each.site))))
    roles = [Column(role.id, "people") for role in plan.siting.roles]
    columns = (
        Column("homes", "people"),
        Column("pupils", "people"),
        Column("places", "people"),
        *roles,
        Column("metres", "people"),
        Column("without it", "text"),
    )
    notes = (
        "Without it: how much further its pupils would go in all to the next open site, its places not counted; metres is the way"
        " of its furthest home school.",
    )
    return Table("Sites", "site", columns, tuple(rows), notes, "sites/sites")


def _why_open(plan: SitePlan, site: School) -> str:
    fixed = "fixed open; " if site.use == "open" else ""
    lost = plan.lost_without(site)
    if lost is None:
        return f"{fixed}no other takes its level"
    return f"{fixed}+{_km(lost)} pupil-km"


def _km(pupil_metres: int) -> str:
    return f"{round(Fraction(pupil_metres, 1000)):,}"


def binding_table(plan: SitePlan) -> Table:
    """What binds: the home school that sets the longest distance, the full sites, adults that just suffice, fixed schools."""
    rows = [
        Row("longest distance", (f"{each.home.id} to {each.site.id}",))
        for each in plan.assigned
        if _sets_it(plan, each.metres)
    ]
    rows += [Row("no room", (f"{site.id}: {plan.loads[site.id]:,} of {site.capacity:,} places",)) for site in plan.full]
    for count in plan.adults():
        if count.spare is not None and count.spare <= 0:
            rows.append(Row("adults", (f"{count.role.id}: all {count.role.available:,} who work are needed",)))
    for each in plan.assigned:
        why = plan.why_not_nearest(each)
        if why is not None and len(rows) < 60:
            nearest, metres = plan.nearest_open(each)
            rows.append(
                Row(str(why), (f"{each.home.id}: {nearest.id} is {metres:,} m away, {each.site.id} {each.metres:,} m",))
            )
    return Table("What binds", "limit", (Column("where", "text"),), tuple(rows), (), "sites/binding")


def _sets_it(plan: SitePlan, metres: int) -> bool:
    return metres == plan.longest.value and metres > 0


def scenario_table(plan: SitePlan, scenarios: Sequence[Fraction]) -> Table:
    """The same plan under other turnouts: pupils, adults, and sites with too few places."""
    rows = []
    for turnout in dict.fromkeys((plan.siting.turnout, *scenarios)):
        loads, over = plan.loads_at(turnout), plan.over_at(turnout)
        adults = [f"{count.needed:,}{_short(count.spare)}" for count in plan.adults(loads)]
        cells: tuple[Value, ...] = (sum(loads.values()), len(over), sum(over.values()), *adults)
        rows.append(Row(format_rate(turnout), cells))
    roles = [Column(role.id, "text") for role in plan.siting.roles]
    columns = (
        Column("pupils", "people"),
        Column("sites too full", "people"),
        Column("without a place", "people"),
        *roles,
    )
    note = ("The same sites for the same home schools; only the number of pupils differs.",)
    return Table("Other turnouts", "turnout", columns, tuple(sorted(rows, key=_by_rate)), note, "sites/turnouts")


def _by_rate(row: Row) -> int:
    return int(row.cells[0] or 0)


def _short(spare: int | None) -> str:
    return f" ({-spare:,} short)" if spare is not None and spare < 0 else ""


def closed_table(plan: SitePlan) -> Table:
    """Each school that does not stay open, and why: fixed, or what opening it beside the others would save."""
    opened = {site.id for site in plan.sites}
    rows = []
    for school in plan.siting.schools:
        if school.id in opened:
            continue
        why = plan.siting.why_no_candidate(school)
        if why is not None:
            rows.append((0, Row(school.id, (None, None, why))))
            continue
        homes, saved = plan.saved_by(school)
        rows.append((-saved, Row(school.id, (homes, saved // 1000, "not among the sites chosen"))))
    ordered = [row for _, row in sorted(rows, key=lambda each: (each[0], each[1].label))]
    columns = (Column("homes nearer", "people"), Column("pupil-km saved", "people"), Column("why", "text"))
    notes = (
        "Opened as one more site, a school would be nearer to so many home schools, and save at most so many pupil-km, by distance"
        " alone. One that would save much is closed because the number of sites, or another row, is full.",
    )
    return Table("Schools that do not stay open", "school", columns, tuple(ordered), notes, "sites/closed")


def home_table(plan: SitePlan) -> Table:
    """Each home school's site."""
    rows = [Row(each.home.id, (each.site.id, each.home.level, each.metres, each.pupils)) for each in plan.assigned]
    columns = (
        Column("site", "text"),
        Column("level", "text"),
        Column("metres", "people"),
        Column("pupils", "people"),
    )
    return Table("Site of each home school", "home school", columns, tuple(rows), (), "sites/homes")
