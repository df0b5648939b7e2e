"""The tables of a question without a plan: how sure that is, the home schools that no site can take, and the least that each limit
would have to give.
"""

from __future__ import annotations

from commonground.contingency.effort import Effort
from commonground.contingency.relaxation import Relaxation
from commonground.contingency.site_model import Limit
from commonground.contingency.why_none import Certainty, WhyNone
from commonground.report.table import Column, Row, Table
from commonground.values.wording import counted

NOT_FOR_IT = "Which of them gives, if any, is not for it to say."
CUT_SHORT = "Ended by Ctrl-C: not every limit was looked at."
WORDS = {
    Limit.SITES: ("number of sites", "further site", "further sites"),
    Limit.PLACES: ("places of the sites", "further place", "further places"),
    Limit.ADULTS: ("adults who work", "further adult", "further adults"),
    Limit.FEATURES: ("features of the sites", "feature lacking", "features lacking"),
    Limit.APART: ("home schools kept apart", "pair not kept apart", "pairs not kept apart"),
}
SHOWN = 3


def no_plan_tables(why: WhyNone, effort: Effort) -> list[Table]:
    """That there is no plan or that none was found, and the least that each limit would have to give."""
    sure = (_how_sure(why, effort),)
    alone = Table(
        "Home schools that no site can take",
        "home school",
        (Column("why", "text"),),
        tuple(Row(each.home, (each.why,)) for each in why.lonely),
        sure,
        "sites/lonely",
    )
    cut_short = (CUT_SHORT,) if why.relaxed.is_cut_short else ()
    least = Table(
        f"{_title(why.certainty)}: the least that each limit would have to give",
        "limit",
        (Column("by itself, all others held", "text"),),
        tuple(_rows(why)),
        (*sure, *cut_short, NOT_FOR_IT),
        "sites/relaxations",
    )
    return [table for table in (alone, least) if table.rows] or [least]


def _title(certainty: Certainty) -> str:
    return "No plan was found" if certainty is Certainty.NOT_FOUND else "There is no plan"


def _how_sure(why: WhyNone, effort: Effort) -> str:
    if why.certainty is Certainty.PROVEN:
        return "It is proven that no plan keeps every row."
    if why.certainty is Certainty.OF_CANDIDATES:
        return (
            f"It is proven that no plan keeps every row with the nearest {why.siting.nearest:,} sites of each home school as"
            " candidates. With further ones (`nearest`) there may be one."
        )
    steps, seconds = counted(effort.steps, "step"), f"{effort.seconds:g} seconds"
    return (
        f"Not proven: the search ended at the limits of [effort] ({steps}, {seconds} for a solve) without a plan, and there may be"
        " one. With more of either it goes on."
    )


def _rows(why: WhyNone) -> list[Row]:
    rows = [_relaxation(each) for each in why.relaxed.limits]
    if why.longest is not None:
        rows.append(Row("longest distance", (f"{why.longest:,} m would do",)))
    return rows


def _relaxation(each: Relaxation) -> Row:
    if len(each.limits) > 1:
        label, one, many = "all of these together", "unit", "units"
    else:
        label, one, many = WORDS[each.limits[0]]
    if each.is_proven_useless:
        return Row(label, ("not enough, however far it gives",))
    if each.units is None:
        least = f"; at least {counted(each.at_least, one, many)}" if each.at_least else ""
        return Row(label, (f"not found how far{least}",))
    where = ", ".join(f"{what} {units:,}" for what, units in each.where[:SHOWN] if what not in list(Limit))
    more = f" and {len(each.where) - SHOWN:,} more" if len(each.where) > SHOWN else ""
    proof = "" if each.at_least >= each.units else f" (at least {each.at_least:,})" if each.at_least else " or fewer"
    return Row(label, (f"{counted(each.units, one, many)}{proof}{f': {where}{more}' if where else ''}",))
