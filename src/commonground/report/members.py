"""The tables of one member: pay, deductions, take-home and change by year, under each offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from commonground.agreement.kinds.salary_schedule import SalarySchedule
from commonground.costing.member import Member, member_pay
from commonground.negotiation import Negotiation
from commonground.report.table import Row, Table, money_columns

STATUS_QUO = "status-quo"


class UnknownPlace(ValueError):
    """No cell of the schedule is where the member is said to stand."""

    def __init__(self, what: str, got: str, known: Sequence[str]) -> None:
        super().__init__(f"no {what} {got!r}; there is {', '.join(known)}")


def completed(negotiation: Negotiation, member: Member) -> Member:
    """The member with what was left open filled in: the unit, schedule, lane and tier that most people have."""
    keys = _cells(negotiation, member.unit)
    if member.step not in {step for _, _, step in keys}:
        raise UnknownPlace("step", member.step, list(dict.fromkeys(step for _, _, step in keys)))
    for what in ("schedule", "lane"):
        known = list(dict.fromkeys(key[("schedule", "lane").index(what)] for key in keys))
        given = getattr(member, what)
        if not given:
            usual = _commonest(negotiation, what, known)
            member = replace(member, schedule=usual) if what == "schedule" else replace(member, lane=usual)
        elif given not in known:
            raise UnknownPlace(what, given, known)
    if (member.schedule, member.lane, member.step) not in keys:
        steps = [step for schedule, lane, step in keys if (schedule, lane) == (member.schedule, member.lane)]
        raise UnknownPlace(f"step in lane {member.lane} of {member.schedule}", member.step, steps)
    tiers = [word for word in negotiation.roster.labels["tier"].words if word]
    if member.tier and member.tier not in tiers:
        raise UnknownPlace("tier", member.tier, tiers)
    if not member.unit:
        member = replace(member, unit=_commonest(negotiation, "unit", [*negotiation.roster.labels["unit"].words]))
    return replace(member, tier=member.tier or _commonest(negotiation, "tier", tiers))


def _cells(negotiation: Negotiation, unit: str) -> list[tuple[str, str, str]]:
    found = []
    for provision in negotiation.agreement.of_kind("salary_schedule"):
        version = provision.on(negotiation.snapshot) or provision.versions[0]
        if isinstance(version.terms, SalarySchedule) and (not unit or provision.scope.allows("unit", unit)):
            found += [(c.schedule, c.lane, c.step) for c in version.terms.table if c.salary is not None]
    return found


def _commonest(negotiation: Negotiation, column: str, known: Sequence[str]) -> str:
    labels = negotiation.roster.labels[column]
    heads = np.zeros(len(labels.words), dtype=np.int64)
    np.add.at(heads, labels.codes, negotiation.roster.numbers["count"])
    ranked = sorted(zip(heads.tolist(), labels.words, strict=True), key=lambda pair: -pair[0])
    return next((word for _, word in ranked if word in known), known[0] if known else "")


def member_tables(negotiation: Negotiation, member: Member, names: Sequence[str]) -> list[Table]:
    """Take-home under each offer side by side, then each offer's lines."""
    labels = [negotiation.base.label, *(year.label for year in negotiation.years)]
    pricing = negotiation.pricing
    found, summary = [], []
    for name in names:
        is_status_quo = name == STATUS_QUO
        offer = None if is_status_quo else negotiation.offer(name)
        agreement = pricing.status_quo_agreement if offer is None else pricing.applied(offer).agreement
        pay = member_pay(member, agreement, negotiation.calendar, negotiation.base)
        title = "Status quo" if offer is None else agreement.title
        rows = [Row(part, cents) for part, cents in pay.pay.items()]
        rows.append(Row("pay", pay.gross, is_total=True))
        rows += [Row(f"less {part}", tuple(-c for c in cents)) for part, cents in pay.deductions.items()]
        rows.append(Row("take-home", pay.take_home, is_total=True))
        changes = (0, *(now - before for before, now in zip(pay.take_home, pay.take_home[1:], strict=False)))
        rows.append(Row("change on the year", changes))
        found.append(Table(title, "a year", money_columns(labels), tuple(rows), (), f"member/{name}"))
        summary.append(Row(title, pay.take_home))
    notes = ("Take-home is before income tax and union dues.", f"Assumed {negotiation.expiry}.")
    first = Table(f"Take-home of a member on {_place(member)}", "under", money_columns(labels), tuple(summary), notes, "member")
    return [first, *found]


def _place(member: Member) -> str:
    parts = [
        member.unit,
        member.schedule,
        f"lane {member.lane}" if member.lane else "",
        f"step {member.step}",
        f"tier {member.tier}" if member.tier else "",
        f"{member.fte / 10_000:g} FTE" if member.fte != 10_000 else "",
    ]
    return ", ".join(part for part in parts if part)
