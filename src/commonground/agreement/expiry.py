"""Expiry: what holds after an agreement's last day. It is an assumption, it is cited, and every total prints it.

freeze               nobody moves a step, no schedule is raised
steps continue       people go on moving under the clauses in force, no schedule is raised
last raise continues people go on moving, and the last general raise is given again each year
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from commonground.agreement.agreement import Agreement
from commonground.agreement.kinds.schedule_raise import Raise, ScheduleRaise
from commonground.agreement.kinds.step_movement import Move, StepMovement
from commonground.agreement.provision import Provision, Version
from commonground.values.citation import Citation
from commonground.values.fiscal_year import FiscalYear


class AfterExpiry(StrEnum):
    """What holds when the term is over."""

    FREEZE = "freeze"
    STEPS_CONTINUE = "steps continue"
    LAST_RAISE_CONTINUES = "last raise continues"


@dataclass(frozen=True, slots=True)
class Expiry:
    """The assumption and where it comes from."""

    rule: AfterExpiry = AfterExpiry.STEPS_CONTINUE
    citation: Citation | None = None

    def __str__(self) -> str:
        source = f" ({self.citation})" if self.citation else " (assumed; no citation)"
        return f"after a term's last day: {self.rule}{source}"


def hold(agreement: Agreement, expiry: Expiry, years: Iterable[FiscalYear]) -> Agreement:
    """The agreement with what holds after its last day written out, year by year."""
    if agreement.term is None:
        return agreement
    last = agreement.term.last
    after = [year for year in years if year.first > last]
    if not after:
        return agreement
    held = agreement
    for provision in agreement:
        versions = tuple(_held(provision, version, expiry.rule, last, after) for version in provision.versions)
        if versions != provision.versions:
            held = held.with_provision(replace(provision, versions=versions))
    return held


def _held(provision: Provision, version: Version, rule: AfterExpiry, last: dt.date, after: list[FiscalYear]) -> Version:
    terms = version.terms
    if isinstance(terms, StepMovement) and rule is AfterExpiry.FREEZE:
        years = {**terms.years, **{year.first.year: Move.FREEZE for year in after}}
        return replace(version, terms=terms.model_copy(update={"years": years}))
    if isinstance(terms, ScheduleRaise):
        raises = [raise_ for raise_ in terms.raises if raise_.effective <= last]
        if rule is AfterExpiry.LAST_RAISE_CONTINUES and version is provision.versions[-1] and raises:
            raises += _repeated(raises, after)
        return replace(version, terms=terms.model_copy(update={"raises": tuple(raises)}))
    return version


def _repeated(raises: list[Raise], after: list[FiscalYear]) -> list[Raise]:
    latest = max(raise_.effective for raise_ in raises)
    general = [raise_ for raise_ in raises if raise_.effective == latest]
    return [
        raise_.model_copy(update={"effective": year.first, "paid_from": None}) for year in after for raise_ in general
    ]
