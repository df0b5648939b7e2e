"""`commonground member`: what an offer means for one person."""

from __future__ import annotations

from pathlib import Path

from commonground.asked.misused import Misused
from commonground.asked.offers import STATUS_QUO
from commonground.asked.shares import share_of_a_job
from commonground.cli import exits
from commonground.cli.opened import opened
from commonground.cli.output import Format, show
from commonground.costing.bands import NoPlace
from commonground.costing.member import Member
from commonground.report.members import UnknownPlace, completed, member_tables, taken


def member(
    folder: Path,
    *,
    step: str,
    lane: str | None = None,
    schedule: str | None = None,
    unit: str | None = None,
    tier: str | None = None,
    fte: str = "1",
    service: int = 0,
    plan: str | None = None,
    plan_tier: str | None = None,
    offer: str | None = None,
    format: Format = Format.TABLE,
) -> int:
    """Pay, deductions, take-home and change by year for one member, under every offer.

    Take-home is before income tax and union dues, which are not known here.

    Examples
    --------
    commonground member chicago-2019 --step 7 --lane 3
    commonground member meadowbrook --step 4 --lane MA --service 11
    commonground member meadowbrook --step 4 --plan HMO --plan-tier family

    Parameters
    ----------
    folder
        the negotiation's folder
    step
        the step on which the member stands now
    lane
        the lane, where the schedule has more than one
    schedule
        the schedule (work year), where there is more than one; without it the one with most people
    unit
        the bargaining unit, where there is more than one
    tier
        the pension tier; without it the one with most people
    fte
        the share of a full-time job
    service
        completed years of service, for longevity
    plan
        the health plan
    plan_tier
        the health plan's tier, such as single or family
    offer
        only this offer (and the status quo)
    format
        table, json or csv
    """
    share = share_of_a_job(fte)
    if share is None:
        raise Misused(f"--fte {fte}: expected a share of a job such as 1 or 0.5.")
    if not 0 <= service <= 80:
        raise Misused(f"--service {service}: expected completed years from 0 to 80.")
    negotiation = opened(folder)
    asked = Member(
        step, lane or "", schedule or "", unit or "", tier or "", share, service, plan or "", plan_tier or ""
    )
    names = [offer] if offer else [*negotiation.offers]
    try:
        who = completed(negotiation, asked)
        show(member_tables(negotiation, who, [STATUS_QUO, *names], taken(negotiation, asked, who)), format)
    except (UnknownPlace, NoPlace) as problem:
        raise Misused(f"{problem}.") from None
    return exits.DONE
