"""Why one school is open or closed, and where its own pupils go and why: the answer to a question by its name."""

from __future__ import annotations

from fractions import Fraction

from commonground.contingency.exchange import best_exchange
from commonground.contingency.schools import School, Use
from commonground.contingency.site_plan import Assigned, Binding, SitePlan
from commonground.report.sites import NO_ADVICE
from commonground.report.table import Column, Row, Table
from commonground.values.wording import counted

BY_DISTANCE = (
    "Without it, as one more site and in place of another are reckoned by distance alone, everybody at the nearest open site:"
    " places and the other rows are not counted."
)
BECAUSE = {
    Binding.PLACES: "it has no room for them",
    Binding.APART: "a school that is kept apart from it goes there",
    Binding.OTHERS: "as it is, the ways of all together are shorter",
}


def why_table(plan: SitePlan, school: School) -> Table:
    """One school: whether it is open and why, and where its own pupils go and why."""
    is_open = any(site.id == school.id for site in plan.sites)
    rows = [*(_of_site(plan, school) if is_open else _of_closed(plan, school)), *_of_home(plan, school)]
    return Table(f"Why: {school.id}", "", (Column("", "text"),), tuple(rows), (BY_DISTANCE, NO_ADVICE), "sites/why")


def _of_site(plan: SitePlan, school: School) -> list[Row]:
    homes = plan.of_site[school.id]
    held = f"{plan.loads[school.id]:,} of {counted(school.capacity, 'place')} taken"
    rows = [Row("open", (f"yes: a site for {counted(len(homes), 'home school')}, {held}",))]
    if school.use is Use.OPEN:
        rows.append(Row("fixed", ("sites.csv keeps it open, whatever the plan",)))
    if homes and homes[-1].metres:
        rows.append(Row("comes furthest", (f"{homes[-1].home.id}, {homes[-1].metres:,} m",)))
    lost = plan.lost_without(school)
    if lost is None:
        rows.append(Row("without it", ("no other open site takes its level",)))
    else:
        rows.append(Row("without it", (f"its pupils would go {_km(lost)} pupil-km further in all",)))
    return rows


def _of_closed(plan: SitePlan, school: School) -> list[Row]:
    why = plan.siting.why_no_candidate(school)
    if why is not None:
        return [Row("open", (f"no: {why}",))]
    homes, saved = plan.saved_by(school)
    nearer = f"nearer to {counted(homes, 'home school')}, {_km(saved)} pupil-km less at most"
    rows = [
        Row("open", ("no: it may open and is not among the sites chosen",)),
        Row("as one more site", (nearer if homes else "nearer to no home school",)),
    ]
    exchange = best_exchange(plan, school)
    if exchange is None:
        return [*rows, Row("in place of another", ("no site can close for it",))]
    longest = f"longest at least {exchange.longest:,} m (plan: {int(plan.longest.value):,} m)"
    mean = f"mean at least {_mean(plan, exchange.way)} m (plan: {_mean(plan, plan.way)} m)"
    return [*rows, Row("in place of another", (f"of {exchange.site.id} at best: {longest}, {mean}",))]


def _of_home(plan: SitePlan, school: School) -> list[Row]:
    each = next((each for each in plan.assigned if each.home.id == school.id), None)
    if each is None:
        return [Row("its own pupils", ("none need a site",))]
    if each.site.id == school.id:
        rows = [Row("its own pupils", (f"stay here, {each.pupils:,} expected",))]
    else:
        rows = [Row("its own pupils", (f"go to {each.site.id}, {each.metres:,} m, {each.pupils:,} expected",))]
    why = plan.why_not_nearest(each)
    if why is not None:
        nearest, metres = plan.nearest_open(each)
        rows.append(Row("not the nearest", (f"{nearest.id} is {metres:,} m away, but {BECAUSE[why]}",)))
    return [*rows, *_of_longest(plan, each), *_of_change(plan, each)]


def _of_longest(plan: SitePlan, each: Assigned) -> list[Row]:
    if not each.metres or each.metres < plan.longest.value:
        return []
    return [Row("longest distance", ("no home school of the plan goes further",))]


def _of_change(plan: SitePlan, each: Assigned) -> list[Row]:
    before = plan.siting.previous.get(each.home.id)
    return (
        []
        if before is None or before == each.site.id
        else [Row("before", (f"in the earlier plan it went to {before}",))]
    )


def _km(pupil_metres: int) -> str:
    return f"{round(Fraction(pupil_metres, 1000)):,}"


def _mean(plan: SitePlan, way: int) -> str:
    return f"{round(Fraction(way, max(1, plan.pupils))):,}"
