"""`commonground sites`: which schools stay open, and to which of them each home school goes."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from commonground.asked.misused import Misused
from commonground.asked.schools import school_named
from commonground.cli import exits
from commonground.cli.asked_to_end import asked_to_end
from commonground.cli.output import Format, show
from commonground.contingency.choose_sites import choose_sites
from commonground.contingency.site_plan import SitePlan
from commonground.contingency.why_none import WhyNone, why_none
from commonground.files.ready import folder_named
from commonground.files.siting import Contingency, read_contingency
from commonground.report.no_plan import no_plan_tables
from commonground.report.site_why import why_table
from commonground.report.sites import site_tables
from commonground.values.problem import BadInput, errors
from commonground.values.rate import NotARate, parse_rate

SILENT = 5  # seconds
NOT_YET = "Stopped before a plan was found; whether there is one is not known."
SCHOOLS = Annotated[list[str] | None, Parameter(negative=())]


def sites(
    folder: Path,
    *,
    number: int | None = None,
    turnout: str | None = None,
    why: SCHOOLS = None,
    out: Path | None = None,
    format: Format = Format.TABLE,
) -> int:
    """Schools that stay open: the sites, each home school's site, how good that is proven to be, and what binds.

    Examples
    --------
    commonground sites meadowbrook
    commonground sites meadowbrook --number 3 --turnout 25%
    commonground sites meadowbrook --why Orchard
    commonground sites meadowbrook --out plan

    Parameters
    ----------
    folder
        the folder, with sites.csv and contingency.toml
    number
        suppose so many sites
    turnout
        suppose such a turnout, such as 25%
    why
        why this school is open or closed, and why its pupils go where they do
    out
        a folder for the list, map, sheets, notices and locator
    format
        table, json or csv
    """
    found, problems = read_contingency(folder_named(folder))
    if found is None:
        raise BadInput(errors(problems))
    exits.tell_problems(problems)
    found = _supposed(found, number, turnout)
    asked_about = [school_named(found.siting.schools, said) for said in why or ()]
    plan = _answered(found)
    if plan is None:
        exits.tell(NOT_YET)
        return exits.INTERRUPTED
    if isinstance(plan, WhyNone):
        show(no_plan_tables(plan, found.effort), format)
        return exits.ERRORS
    if out is not None:
        _written(plan, found, out)
    tables = [why_table(plan, school) for school in asked_about]
    show(tables or site_tables(plan, found.scenarios, found.notes), format)
    return exits.DONE


def _answered(found: Contingency) -> SitePlan | WhyNone | None:
    """A plan, or why there is none; nothing where somebody asked to end before either was known."""
    told = _progress()
    with asked_to_end() as is_asked:
        plan = choose_sites(found.siting, found.effort, told, is_asked)
        if isinstance(plan, SitePlan):
            return plan
        if is_asked() and not plan.is_proven:
            return None
        return why_none(plan, found.effort, told, is_asked)


def _progress() -> Callable[[str], None]:
    """Tell each step of a long search, where somebody watches; the first seconds pass in silence."""
    began = time.monotonic()

    def told(step: str) -> None:
        if sys.stderr.isatty() and time.monotonic() - began > SILENT:
            exits.tell(f"… {step}")

    return told


def _supposed(found: Contingency, number: int | None, turnout: str | None) -> Contingency:
    siting = found.siting
    if number is not None:
        if not 1 <= number <= len(siting.candidates):
            raise Misused(f"--number is 1 to {len(siting.candidates):,}, the schools that may open.")
        siting = replace(siting, sites=number)
    if turnout is not None:
        siting = replace(siting, turnout=_share(turnout))
    return replace(found, siting=siting)


def _share(said: str) -> Fraction:
    try:
        share = parse_rate(said)
    except NotARate:
        share = Fraction(0)
    if not 0 < share <= 1:
        raise Misused(f'--turnout "{said}" is no share above 0 and up to 100%; write 25%.')
    return share


def _written(plan: SitePlan, found: Contingency, out: Path) -> None:
    from commonground.files.site_documents import write_site_documents

    try:
        names = write_site_documents(plan, found, out)
    except OSError as problem:
        raise exits.Unwritten(f"{out}: {problem.strerror}. Name a folder that you may write to.") from None
    exits.tell(f"Written to {out}: {', '.join(names)}")
