"""The tables of one member: pay, deductions, take-home and change by year, under each offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from commonground.agreement.kinds.health import Health
from commonground.agreement.kinds.salary_schedule import SalarySchedule
from commonground.agreement.provision import Status
from commonground.costing.member import Member, MemberPay, member_pay
from commonground.negotiation import Negotiation
from commonground.report.addresses import MemberAddress
from commonground.report.table import Row, Table, money_columns
from commonground.workforce.roster import NUMBERS

STATUS_QUO = "status-quo"
PENSION_TIER = "pension tier"
PAY, LESS, TAKE_HOME, CHANGE = "pay", "less", "take-home", "change"
OF_HEALTH = ". A health plan's tier goes with --plan-tier"
LANES = "lane movement"
BY_SHARE = (
    "Lane movement is an expected value: what a change of lane adds, times the share of the lane who change. "
    "Who stays in the lane is paid without it."
)
NO_PLAN = "No health plan: name one with --plan and --plan-tier to have its contribution deducted."


class UnknownPlace(ValueError):
    """No cell of the schedule is where the member is said to stand."""

    def __init__(self, what: str, got: str, known: Sequence[str]) -> None:
        of_health = OF_HEALTH if what == PENSION_TIER else ""
        super().__init__(f'no {what} "{got}"; there is {", ".join(known) or "none"}{of_health}')


def completed(negotiation: Negotiation, member: Member) -> Member:
    """The member with what was left open filled in: the schedule, lane, unit and tier that most people on the step have.

    Raises `UnknownPlace` for a word that the schedules, the roster or the health clauses do not have.
    """
    labels = negotiation.roster.labels
    for what, said in (("unit", "unit"), ("tier", PENSION_TIER)):
        _among(said, getattr(member, what), [word for word in labels[what].words if word])
    keys = _cells(negotiation, member.unit)
    _among("step", member.step, list(dict.fromkeys(step for _, _, step in keys)))
    on_step = [key for key in keys if key[2] == member.step]
    for at, what in enumerate(("schedule", "lane")):
        given = getattr(member, what)
        _among(what, given, list(dict.fromkeys(key[at] for key in keys)))
        left = [key for key in on_step if not given or key[at] == given]
        if not left:
            steps = [key[2] for key in keys if key[at] == given]
            raise UnknownPlace(f"step in {what} {given}", member.step, list(dict.fromkeys(steps)))
        chosen = given or commonest(negotiation, what, [key[at] for key in left])
        on_step = [key for key in left if key[at] == chosen]
        member = replace(member, schedule=chosen) if what == "schedule" else replace(member, lane=chosen)
    if not member.unit:
        member = replace(member, unit=commonest(negotiation, "unit", labels["unit"].words, member.schedule))
    tiers = [word for word in labels["tier"].words if word]
    member = replace(member, tier=member.tier or commonest(negotiation, "tier", tiers))
    return _with_plan(negotiation, member)


def taken(negotiation: Negotiation, asked: Member, who: Member) -> tuple[str, ...]:
    """What to say of the words that were left open and filled in with the commonest, where there were others."""
    labels = negotiation.roster.labels
    on_step = [key for key in _cells(negotiation, asked.unit) if key[2] == who.step]
    open_to = {
        "schedule": [schedule for schedule, _, _ in on_step],
        "lane": [lane for schedule, lane, _ in on_step if schedule == who.schedule],
        "unit": [
            unit for unit in labels["unit"].words if (who.schedule, who.lane, who.step) in _cells(negotiation, unit)
        ],
        "tier": labels["tier"].words,
    }
    found = {what: list(dict.fromkeys(filter(None, words))) for what, words in open_to.items()}
    found = {what: words for what, words in found.items() if not getattr(asked, what) and len(words) > 1}
    if not found:
        return ()
    said = ", ".join(f"{what} {getattr(who, what)} (of {', '.join(words)})" for what, words in found.items())
    return (f"Most people are on {said}. Name another with {', '.join(f'--{what}' for what in found)}.",)


def places(negotiation: Negotiation) -> list[tuple[str, str, list[str]]]:
    """What a member may be asked, each with its name in an address, how it is called, and the words to choose from; what has
    only one word is not asked."""
    labels, keys, listed = negotiation.roster.labels, _cells(negotiation, ""), premiums(negotiation)
    asked = [
        ("step", "Step", [step for _, _, step in keys]),
        ("lane", "Lane", [lane for _, lane, _ in keys]),
        ("schedule", "Schedule", [schedule for schedule, _, _ in keys]),
        ("unit", "Unit", list(labels["unit"].words)),
        ("tier", "Pension tier", list(labels["tier"].words)),
        ("plan", "Health plan", [plan for plan, _ in listed]),
        ("plan_tier", "Plan's tier", [tier for _, tier in listed]),
    ]
    found = [(name, said, [*dict.fromkeys(filter(None, words))]) for name, said, words in asked]
    return [(name, said, words) for name, said, words in found if len(words) > 1 or name == "step"]


def _among(what: str, given: str, known: Sequence[str]) -> None:
    if given and given not in known:
        raise UnknownPlace(what, given, known)


def _with_plan(negotiation: Negotiation, member: Member) -> Member:
    """The member with a plan and a tier that a premium is listed for, or with neither."""
    listed = premiums(negotiation)
    _among("health plan", member.health_plan, list(dict.fromkeys(plan for plan, _ in listed)))
    _among("tier of a health plan", member.health_tier, list(dict.fromkeys(tier for _, tier in listed)))
    pairs = [" ".join(pair) for pair in listed]
    if bool(member.health_plan) != bool(member.health_tier):
        raise UnknownPlace("health plan and tier", f"{member.health_plan or member.health_tier} alone", pairs)
    if member.health_plan:
        _among("health plan", f"{member.health_plan} {member.health_tier}", pairs)
    return member


def premiums(negotiation: Negotiation) -> list[tuple[str, str]]:
    """Every plan and tier that a health clause lists."""
    terms = [version.terms for clause in negotiation.agreement.of_kind("health") for version in clause.versions]
    return list(dict.fromkeys((p.plan, p.tier) for said in terms if isinstance(said, Health) for p in said.premiums))


def further_columns(negotiation: Negotiation) -> tuple[str, ...]:
    """The roster's own columns of numbers, beside those that every roster has."""
    return tuple(name for name in negotiation.roster.numbers if name not in NUMBERS)


def _cells(negotiation: Negotiation, unit: str) -> list[tuple[str, str, str]]:
    found = []
    for provision in negotiation.agreement.of_kind("salary_schedule"):
        version = provision.standing_on(negotiation.snapshot)
        is_about = provision.status is Status.COSTED and (not unit or provision.scope.allows("unit", unit))
        if is_about and version is not None and isinstance(version.terms, SalarySchedule):
            found += [(c.schedule, c.lane, c.step) for c in version.terms.table if c.salary is not None]
    return found


def commonest(negotiation: Negotiation, column: str, known: Sequence[str], schedule: str = "") -> str:
    """The word of a column that most people of the roster have (of a schedule, where one is named), of those known."""
    labels, count = negotiation.roster.labels[column], negotiation.roster.numbers["count"]
    heads = np.zeros(len(labels.words), dtype=np.int64)
    on_it = negotiation.roster.labels["schedule"].numbers({schedule: 1}) if schedule else 1
    np.add.at(heads, labels.codes, count * on_it)
    ranked = sorted(zip(heads.tolist(), labels.words, strict=True), key=lambda pair: -pair[0])
    return next((word for _, word in ranked if word in known), known[0] if known else "")


def member_tables(
    negotiation: Negotiation, member: Member, names: Sequence[str], remarks: Sequence[str] = ()
) -> list[Table]:
    """Take-home under each offer side by side, with remarks, then each offer's lines."""
    labels = [negotiation.base.label, *(year.label for year in negotiation.years)]
    pricing = negotiation.pricing
    found, summary, by_share = [], [], False
    for name in names:
        is_status_quo = name == STATUS_QUO
        offer = None if is_status_quo else negotiation.offer(name)
        agreement = pricing.status_quo_agreement if offer is None else pricing.applied(offer).agreement
        pay = member_pay(member, agreement, negotiation.calendar, negotiation.base, further_columns(negotiation))
        title = "Status quo" if offer is None else agreement.title
        opens = _Opens(member, name, tuple(labels))
        by_share = by_share or any(pay.pay.get(LANES, ()))
        found.append(Table(title, "a year", money_columns(labels), _rows(pay, opens), (), f"member/{name}"))
        summary.append(opens.row(title, pay.take_home, TAKE_HOME))
    notes = [*remarks, "Take-home is before income tax and union dues.", f"Assumed {negotiation.expiry}."]
    if by_share:
        notes.append(BY_SHARE)
    if unknown := further_columns(negotiation):
        notes.append(f"Not known of one member, and taken as 0: {', '.join(unknown)}.")
    if premiums(negotiation) and not member.health_plan:
        notes.insert(len(remarks) + 1, NO_PLAN)
    title = f"Take-home of a member on {place_of(member)}"
    first = Table(title, "under", money_columns(labels), tuple(summary), tuple(notes), "member")
    return [first, *found]


@dataclass(frozen=True)
class _Opens:
    """How the rows of one member under one offer are opened: by a part, in each year."""

    member: Member
    offer: str
    years: tuple[str, ...]

    def row(self, label: str, cents: tuple[int, ...], part: str, *, is_total: bool = False) -> Row:
        """A row of figures by year, each with its address."""
        addresses = tuple(str(MemberAddress(self.member, self.offer, year, part)) for year in self.years)
        return Row(label, cents, addresses, is_total)


def _rows(pay: MemberPay, opens: _Opens) -> tuple[Row, ...]:
    """Pay by component, deductions, take-home, and how it changes on the year before.

    A deduction stands as it changes take-home: a credit, such as a contribution that the employer picks up, adds to it.
    """
    changes = (0, *(now - before for before, now in zip(pay.take_home, pay.take_home[1:], strict=False)))
    return (
        *(opens.row(part, cents, f"{PAY}:{part}") for part, cents in pay.pay.items()),
        opens.row("pay", pay.gross, PAY, is_total=True),
        *(
            opens.row(f"{'plus' if sum(cents) < 0 else LESS} {part}", tuple(-c for c in cents), f"{LESS}:{part}")
            for part, cents in pay.deductions.items()
        ),
        opens.row(TAKE_HOME, pay.take_home, TAKE_HOME, is_total=True),
        opens.row("change on the year", changes, CHANGE),
    )


def place_of(member: Member) -> str:
    """Where a member stands, in words."""
    parts = [
        member.unit,
        member.schedule,
        f"lane {member.lane}" if member.lane else "",
        f"step {member.step}",
        f"tier {member.tier}" if member.tier else "",
        f"{member.fte / 10_000:g} FTE" if member.fte != 10_000 else "",
    ]
    return ", ".join(part for part in parts if part)
