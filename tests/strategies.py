"""Random districts: rosters and agreements over every kind, small enough to be worked out by hand, odd enough to find mistakes.

Everything that is drawn is sound: every row has a place or a salary, no clause builds upon itself, no clause follows itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache, partial
from typing import Any

import numpy as np
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from commonground.agreement.agreement import Agreement, Term
from commonground.agreement.calendar import Calendar
from commonground.agreement.cells import Carry
from commonground.agreement.kinds import KINDS
from commonground.agreement.kinds.me_too import MeToo
from commonground.agreement.kinds.salary_schedule import Build
from commonground.agreement.offer import Edit, Offer, Operation
from commonground.agreement.provision import BEGINNING, NEVER, Provision, Scope, Status, Version
from commonground.costing.engine import Engine
from commonground.schools.schools import Schools
from commonground.schools.sections import Sections
from commonground.values.fiscal_year import FiscalYear, Proration
from commonground.values.money import Rounding
from commonground.workforce.roster import Labels, Roster
from commonground.workforce.turnover import Entry, Separations, Turnover

Draw = Callable[[st.SearchStrategy[Any]], Any]

EVERY_CHECK = list(HealthCheck)
PHASES = (Phase.explicit, Phase.generate)
USUAL = settings().max_examples  # 15, or 100 at full volume (conftest.py); a district is drawn and priced slowly
EASY = settings(derandomize=True, deadline=None, suppress_health_check=EVERY_CHECK, phases=PHASES)
FAST = settings(EASY, max_examples=min(USUAL, 50))
FEWER = settings(EASY, max_examples=min(USUAL // 3, 12))
THOUSANDS = settings(FAST, max_examples=2000)
HUNDREDS = settings(FAST, max_examples=400)
SCORES = settings(FAST, max_examples=100)

WORDS: Mapping[str, Sequence[str]] = {
    "tier": ("", "one", "two"),
    "title": ("", "nurse", "clerk"),
    "school": ("North", "South"),
    "fund": ("", "general", "grant"),
    "health_plan": ("", "PPO", "HMO"),
    "health_tier": ("", "single", "family"),
    "program": ("", "bilingual"),
    "rating": ("", "good", "excellent"),
}
STEPS = ("1", "2", "3", "4")
LANES = ("BA", "MA", "PhD")
ISSUES = ("pay", "health", "steps", "other")
RATES = ("0%", "1%", "2.5%", "3%", "3.123456789%", "1/3", "0.01%", "12.5%")
CHANGES = (*RATES, "-2%", "-1/7")
SHARES = st.sampled_from(("100%", "0.5", "0.25", "1/3"))
ROUNDINGS = st.sampled_from(("half_up", "half_even", "down", "up"))


@dataclass(frozen=True)
class Track:
    """One unit's people on the schedules of one clause: the cells on which somebody may stand on the snapshot's day."""

    unit: str
    cells: tuple[tuple[str, str, str], ...]


@dataclass
class District:
    """A roster, a calendar, and agreements to be priced on them."""

    roster: Roster
    calendar: Calendar
    base: FiscalYear
    agreements: list[Agreement] = field(default_factory=list)
    schools: Schools = field(default_factory=Schools.none)
    sections: Sections = field(default_factory=Sections.none)

    @property
    def agreement(self) -> Agreement:
        """The agreement that is being bargained."""
        return self.agreements[0]

    def engine(self) -> Engine:
        """An engine that has priced nothing yet."""
        return Engine(*self.place)

    @property
    def place(self) -> tuple[Roster, Calendar, FiscalYear, Schools, Sections]:
        """What agreements are priced on."""
        return self.roster, self.calendar, self.base, self.schools, self.sections

    def with_roster(self, roster: Roster) -> District:
        """The same district with another roster."""
        return replace(self, roster=roster)


@st.composite
def calendars(draw: Draw) -> tuple[Calendar, FiscalYear]:
    """A base year with a snapshot in it (or on its eve), and one to four years that follow."""
    month = draw(st.sampled_from((7, 7, 1, 9)))
    base = FiscalYear(dt.date(2018, month, 1))
    snapshot = base.first + dt.timedelta(days=draw(st.sampled_from((364, 364, 92, 0, 200))))
    years = tuple(base.next(number) for number in range(1, 1 + draw(st.integers(1, 4))))
    return Calendar(snapshot, years, draw(st.sampled_from(Proration))), base


@cache
def _below(count: int) -> st.SearchStrategy[int]:
    return st.integers(0, count - 1)


class World:
    """What the clauses of one district are drawn from."""

    def __init__(self, draw: Draw, calendar: Calendar, base: FiscalYear) -> None:
        self.draw, self.calendar, self.base = draw, calendar, base
        self.units = draw(st.sampled_from((("teachers",), ("teachers", "aides"))))
        self.drawn: dict[str, Provision] = {}
        self.tracks: list[Track] = []
        self.years = [year.first.year for year in (base, *calendar.years)]

    def one(self, *choices: Any) -> Any:
        """One of these."""
        return choices[self.draw(_below(len(choices)))]

    def maybe(self, often: int = 2) -> bool:
        """Yes, once in so many times."""
        return bool(self.draw(_below(often)) == 0)

    def day(self) -> dt.date:
        """A day of the base year or of the years costed: mostly the first of a fiscal year or of a month."""
        year = self.one(self.base, *self.calendar.years)
        return year.first + dt.timedelta(days=self.one(0, 0, 0, 31, 92, 184, 184, 197, 364))

    def rate(self) -> str:
        """A rate that is not negative."""
        return str(self.one(*RATES))

    def dollars(self, most: int = 3000) -> str:
        """An amount of money, to the cent."""
        return f"{self.draw(st.integers(0, most))}.{self.one('00', '00', '55', '99')}"

    def year(self) -> str:
        """A fiscal year's first calendar year."""
        return str(self.one(*self.years))

    def by_year(self, value: Callable[[], Any], most: int = 2) -> dict[str, Any]:
        """Values for some of the years."""
        return {self.year(): value() for _ in range(self.draw(st.integers(0, most)))}

    def scope(self, *columns: str) -> Scope:
        """Mostly everyone; sometimes the words of a column or two, an FTE, days of hire."""
        words: dict[str, tuple[str, ...]] = {}
        if self.maybe(2):
            for column in dict.fromkeys(self.one(*columns) for _ in range(self.draw(st.integers(1, 2)))):
                listed = self.vocabulary(column)
                words[column] = tuple(dict.fromkeys(self.one(*listed) for _ in range(self.draw(st.integers(1, 2)))))
        if self.maybe(4):
            born = dt.date(2010, 1, 1).toordinal()
            return Scope(words, self.one(0, 5_000, 3_333), self.one(0, 0, born), self.one(0, 0, born + 400))
        return Scope(words)

    def vocabulary(self, column: str) -> Sequence[str]:
        """The words that a column may say."""
        own = {"unit": self.units, "schedule": ("", "long", "short"), "lane": (*LANES, ""), "step": ("", *STEPS)}
        return own.get(column) or WORDS[column]

    def versions(self, kind: str, terms: Callable[[], Mapping[str, Any]]) -> tuple[Version, ...]:
        """One version, or two with or without a gap between them."""
        model = KINDS[kind].terms
        if not self.maybe(3):
            return (Version(model.model_validate(terms())),)
        cut, gap = self.day(), self.one(0, 0, 40)
        until = cut + dt.timedelta(days=self.one(900, 150)) if self.maybe(4) else NEVER
        start = BEGINNING if self.maybe() else self.base.first - dt.timedelta(days=30)
        return (
            Version(model.model_validate(terms()), start, cut),
            Version(model.model_validate(terms()), cut + dt.timedelta(days=gap), until),
        )

    def clause(self, id: str, kind: str, versions: tuple[Version, ...], scope: Scope) -> Provision:
        """A clause, mostly one that is counted."""
        status = self.one(*[Status.COSTED] * 12, Status.UNKNOWN, Status.NOT_APPLICABLE, Status.UNFUNDED)
        if kind == "salary_schedule":
            status = Status.COSTED
        fund = self.one("", "", "grant")
        return Provision(id, kind, id, KINDS[kind].family, self.one(*ISSUES), versions, scope, fund, status)


def _steps_of(world: World) -> list[str]:
    first = world.draw(st.integers(0, 2))
    return list(STEPS[first : first + world.draw(st.integers(1, 4))])


def _table(world: World, names: Sequence[str], shape: Mapping[tuple[str, str], Sequence[str]]) -> list[dict[str, Any]]:
    """A table in print: salaries that mostly rise, increments and indices beside them."""
    cells = []
    for name in names:
        ratio = Fraction(1)
        for lane in LANES:
            for step in shape.get((name, lane), ()):
                salary = f"{world.draw(st.integers(20_000, 99_999))}{world.one('', '', '.25', '.5', '.125', '.3337')}"
                cells.append(
                    {
                        "schedule": name,
                        "lane": lane,
                        "step": step,
                        "salary": salary,
                        "increment": world.one("0", "500", "1234.56", "10.005"),
                        "index": str(ratio),
                    }
                )
                ratio = world.one(ratio + Fraction(1, 20), Fraction(1), Fraction(13, 12), Fraction("1.0375"))
    return cells


def _without(cells: Sequence[Mapping[str, Any]], *names: str) -> list[dict[str, Any]]:
    return [{key: value for key, value in cell.items() if key not in names} for cell in cells]


def _schedule(world: World, id: str, units: Sequence[str]) -> Provision:
    """A salary schedule of some units; later versions print anew, or say only what builds the next one."""
    names = world.one(("",), ("long", "short"))
    shape = {}
    for name in names:
        rungs = _steps_of(world)
        for lane in LANES[: world.draw(st.integers(1, 3))]:
            shape[name, lane] = [s for s in rungs if lane == "BA" or not world.maybe(5)] if rungs else rungs
    cells = _table(world, names, shape)
    amounts = {lane: world.dollars() for lane in LANES[1:] if not world.maybe(4)}
    build = world.one("scale", "scale", "index", "differential", "carry_then_step", "carry_then_step", "table")
    model = KINDS["salary_schedule"].terms

    def terms(table: list[dict[str, Any]], build: str) -> Any:
        return model.model_validate(
            {
                "table": table,
                "build": build,
                "carry": world.one("exact", "cent", "dollar", "5 dollars"),
                "base_carry": world.one(None, None, "exact", "cent", "dollar") if build == "index" else None,
                "rounding": world.draw(ROUNDINGS),
                "pay_rounding": world.draw(ROUNDINGS),
                "never_below_previous_step": world.one(False, False, False, True, "increment within"),
                "full_time_units": world.one(1, 1, 1, 188, "187.5"),
                "differentials": amounts,
                "steps_added": [
                    {
                        "effective": world.day(),
                        "step": f"{after}+",
                        "after": after,
                        "percent": world.rate(),
                        "amount": world.dollars(),
                        **({"lanes": ["BA"]} if world.maybe(4) else {}),
                        **({"schedules": [names[0]]} if world.maybe(4) else {}),
                    }
                    for after in dict.fromkeys(world.one(*STEPS) for _ in range(world.one(0, 0, 0, 1, 2)))
                ],
            }
        )

    scope = Scope({} if set(units) == set(world.units) and world.maybe() else {"unit": tuple(units)})
    world.tracks += [Track(unit, tuple((c["schedule"], c["lane"], c["step"]) for c in cells)) for unit in units]
    first = terms(cells, build)
    if not world.maybe(3):
        return world.clause(id, "salary_schedule", (Version(first),), scope)
    cut = world.calendar.snapshot + dt.timedelta(days=world.one(1, 1, 150, 366, 500))
    how = world.one("same", "anew", "increments", "wanted", "wider")
    wider = {key: [*rungs, "5"] for key, rungs in shape.items()}
    later = {
        "same": cells,
        "anew": _table(world, names, shape),
        "increments": [{**cell, "increment": "777.77"} for cell in cells],
        "wanted": _without(_table(world, names, wider), "salary"),
        "wider": _table(world, names, wider),
    }[how]
    second = terms(later, build if how != "same" else world.one("scale", "carry_then_step"))
    start = cut + dt.timedelta(days=world.one(0, 0, 30))
    return world.clause(id, "salary_schedule", (Version(first, BEGINNING, cut), Version(second, start)), scope)


def _ladder(world: World) -> Mapping[str, Any]:
    steps = list(STEPS)
    if world.maybe(3):
        steps = [*STEPS, "5"]
    elif world.maybe(4):
        steps = ["1", "3", "2"]
    known = [*steps, "1+"] if world.maybe(5) else steps
    moves = {world.one(*STEPS): world.one(*known) for _ in range(world.one(0, 0, 1, 2, 3))}
    return {"steps": known, "moves": moves}


def _movement(world: World) -> Mapping[str, Any]:
    def action() -> Any:
        move = world.one("advance", "freeze", "delay", "restore", "advance")
        if move == "delay":
            return {"move": move, "on": world.day()}
        return world.one(move, {"move": move, "steps": world.one(1, 2, 3)}, {"move": move, "on": world.day()})

    return {"years": world.by_year(action, 4), "otherwise": world.one("advance", "advance", "freeze")}


def _raises(world: World) -> Mapping[str, Any]:
    raises = []
    for _ in range(world.draw(st.integers(0, 4))):
        effective = world.day()
        entry: dict[str, Any] = {"effective": effective, "percent": world.one(*CHANGES)}
        if world.maybe(3):
            entry["flat"] = world.one("500", "1000.55", "-250")
        if world.maybe(4):
            entry["at_least"] = world.one("1500", "0.01")
        if world.maybe(4):
            entry["at_most"] = world.one("1500", "2000.05")
        if world.maybe(5):
            entry["steps"] = [world.one(*STEPS), world.one(*STEPS)]
        if world.maybe(5):
            entry["lanes"] = [world.one(*LANES)]
        if world.maybe(3):
            entry["paid_from"] = effective + dt.timedelta(days=world.one(1, 60, 150, 300, 400, 700))
        raises.append(entry)
    return {"raises": raises, "personal_salaries": not world.maybe(4)}


def _lane_movement(world: World) -> Mapping[str, Any]:
    changes = []
    for _ in range(world.draw(st.integers(1, 2))):
        first = world.one(*world.years, world.years[0] - 2)
        change = {"from_lane": world.one(*LANES), "to_lane": world.one(*LANES), "share": world.draw(SHARES)}
        changes.append({**change, "first_year": first, **({"last_year": first + 1} if world.maybe() else {})})
    return {"changes": changes}


def _longevity(world: World, base: Sequence[str]) -> Mapping[str, Any]:
    years = world.draw(st.lists(st.integers(0, 30), min_size=1, max_size=3, unique=True))
    bands = [{"years": n, "amount": world.dollars(), "percent": world.rate()} for n in years]
    return {"bands": bands, "adds_up": world.maybe(), "base": base}


def _one_time(world: World, base: Sequence[str]) -> Mapping[str, Any]:
    payments = [
        {"year": world.year(), "amount": world.dollars(), "percent": world.rate(), "scaled_by_fte": world.maybe()}
        for _ in range(world.draw(st.integers(1, 2)))
    ]
    return {"payments": payments, "base": base}


def _stipend(world: World, base: Sequence[str]) -> Mapping[str, Any]:
    positions = [
        {
            "name": "coach",
            "number": world.one("3", "2.5", "1/3"),
            "amount": world.dollars(),
            "hours": world.one("1", "7.75"),
        }
        for _ in range(world.one(0, 1, 2))
    ]
    return {
        "per_person": world.dollars(),
        "percent": world.rate(),
        "scaled_by_fte": world.maybe(),
        "positions": positions,
        "growth": world.by_year(world.rate),
        "base": base,
    }


def _pickup(world: World, base: Sequence[str]) -> Mapping[str, Any]:
    def rates() -> dict[str, Any]:
        return {which: world.rate() for which in ("pickup", "pay_in_lieu") if world.maybe()}

    tiers = {name: rates() for name in ("one", "two") if world.maybe()}
    return {**rates(), "tiers": tiers, "base": base}


def _pension(world: World, base: Sequence[str]) -> Mapping[str, Any]:
    tiers = {
        name: {which: world.rate() for which in ("rate", "employee_rate") if world.maybe()} for name in ("one", "two")
    }
    return {
        "rate": world.rate(),
        "employee_rate": world.rate(),
        "tiers": tiers if world.maybe() else {},
        "base": base,
        "rounded_to": world.one("cent", "dollar"),
    }


def _tax(world: World, base: Sequence[str]) -> Mapping[str, Any]:
    wages = world.by_year(lambda: world.one("30000", "61234.56", "0.55"))
    charge = {"rate": world.rate(), "employee_rate": world.rate(), "rounded_to": world.one("cent", "dollar")}
    return {**charge, "wage_base": wages, "base": base}


def _health(world: World, base: Sequence[str]) -> Mapping[str, Any]:
    premiums = [
        {
            "plan": plan,
            "tier": tier,
            **({"annual": "8000.55"} if world.maybe() else {"monthly": "701.11"}),
            **({"employee_share": world.rate()} if world.maybe(3) else {}),
            "employee_pays": world.by_year(lambda: world.one("0", "1200.25", "9999")),
            "employer_at_most": world.by_year(lambda: world.one("0", "6400.10", "7800")),
            "enrolled": world.one("0", "0", "12", "3.5"),
            "enrolled_in": world.by_year(lambda: world.one("0", "2", "40.5")) if world.maybe(4) else {},
        }
        for plan in ("PPO", "HMO")
        for tier in ("single", "family")
        if world.maybe()
    ]
    places = [(premium["plan"], premium["tier"]) for premium in premiums]
    moves = [(one, other) for one in places for other in places if one != other] if world.maybe(3) else []
    migrations = [
        {
            "plan": one[0],
            "tier": one[1],
            "to_plan": other[0],
            "to_tier": other[1],
            "share": world.one("10%", "1/3", "7.77%"),
            "since": world.year(),
        }
        for one, other in moves[: world.one(1, 2, 4)]
    ]
    return {
        "quoted_for": world.year(),
        "migrations": migrations,
        "premiums": premiums,
        "mean_per_fte": world.one("0", "0", "9000.55"),
        "trend": world.by_year(lambda: world.one(*CHANGES)),
        "trend_after": world.rate(),
        "employee_share": world.rate(),
        "employee_share_of_pay": world.rate(),
        "least_fte": world.one("0", "0.5", "1/3"),
        "base": base,
    }


def _work_time(world: World, base: Sequence[str]) -> Mapping[str, Any]:
    def change() -> Mapping[str, Any]:
        said = {
            "days": world.one("181", "190", "187.5"),
            "minutes": world.one("400", "441", "60"),
            "preparation": world.one("0", "45", "50"),
            "pupil_days": world.one("170", "185"),
            "pupil_minutes": world.one("300", "378", "1000/3"),
        }
        names = [name for name in said if world.maybe()]
        return {name: said[name] for name in names or ["minutes"]}

    return {
        "days": world.one("180", "184"),
        "minutes": "420",
        "preparation": world.one("0", "56", "1/3"),
        **({"pupil_minutes": world.one("340", "361")} if world.maybe(3) else {}),
        **({"pupil_days": "175"} if world.maybe(3) else {}),
        "years": world.by_year(change),
        "paid": world.one("100%", "100%", "20%", "0%", "1/3"),
        "furlough": world.by_year(lambda: world.one("3", "1.5", "0")),
        "cover": world.one("none", "positions"),
        "fill_rate": world.one("100%", "95%"),
        "price": _price(world),
        "base": base,
    }


def _leaving(world: World) -> Mapping[str, Any]:
    who = world.one({"people": world.one("1", "2.5", "0")}, {"rate": world.rate()})
    return {**who, "service_from": world.one(0, 5, 12)}


def _leave_payout(world: World, base: Sequence[str]) -> Mapping[str, Any]:
    paid = world.one("yearly", "at retirement")
    retiring = {world.year(): _leaving(world), **world.by_year(lambda: _leaving(world))}
    return {
        "paid": paid,
        "days_in_year": world.one("180", "187.5"),
        **world.one({"share": world.one("50%", "100%", "1/3")}, {"per_day": world.dollars(200)}),
        **({"days": world.one("10", "33.5")} if world.maybe() else {}),
        "keeps": world.one("0", "5"),
        **({"at_most": world.one("20", "60")} if world.maybe() else {}),
        "retiring": retiring if paid == "at retirement" else {},
        "base": base,
    }


def _retirement_incentive(world: World, base: Sequence[str]) -> Mapping[str, Any]:
    return {
        "years": {world.year(): _leaving(world), **world.by_year(lambda: _leaving(world))},
        "amount": world.dollars(40_000),
        "percent": world.one("0%", "20%"),
        "scaled_by_fte": world.maybe(),
        "anyway": world.one("0%", "30%"),
        "refilled": world.one("100%", "2/3", "0%"),
        "price": _price(world),
        "base": base,
    }


def _layoff(world: World) -> Mapping[str, Any]:
    closed = {"closed": {world.year(): world.one(["North"], ["North", "South"])}, "follow": world.rate()}
    by_rating = {"order": "rating", "ratings": world.one(["good"], ["", "good"])}
    severance = {"amount": world.dollars(), "percent": world.rate(), "by_service": world.maybe()}
    return {
        "cut": {world.year(): world.one("1", "2.5", "1/3"), **world.by_year(lambda: world.one("1", "0.5"))},
        "recalled": world.by_year(lambda: world.one("1", "0.4")),
        **world.one(
            {}, by_rating, closed, {**closed, "order": "school", "opened": world.by_year(lambda: world.one("1", "0.4"))}
        ),
        **world.one({}, {"severance": severance}),
    }


def _performance_pay(world: World, base: Sequence[str]) -> Mapping[str, Any]:
    known = world.one({}, {}, {"share": "1/3"}, {"people": world.one("1", "2.5")})
    pay = lambda: {"amount": world.dollars(), "percent": world.rate()}  # noqa: E731
    ratings = ["good", "excellent"][: world.one(1, 2)]
    return {
        "ratings": [{"rating": rating, **pay(), **known} for rating in ratings],
        "scaled_by_fte": world.maybe(),
        "growth": world.by_year(world.rate),
        "base": base,
    }


def _pool(world: World) -> Mapping[str, Any]:
    amounts = {world.year(): world.dollars(10**6), **world.by_year(world.dollars)}
    return {"amounts": amounts, "afterwards": world.one("stays", "stops")}


def _price(world: World) -> Mapping[str, Any]:
    by = world.one("mean", "mean", "entry", "entry", "stated")
    price: dict[str, Any] = {"by": by, "rounded_to": world.one("cent", "cent", "dollar")}
    if by == "entry":
        track = world.one(*world.tracks)
        schedule, lane, step = world.one(*track.cells) if not world.maybe(8) else ("", "BA", "9")
        who = {"tier": world.one(*WORDS["tier"]), "title": world.one(*WORDS["title"])}
        price["entry"] = {"unit": track.unit, "schedule": schedule, "lane": lane, "step": step, **who}
    if by == "stated":
        price |= {"salary": "52795.55", "growth": world.by_year(lambda: world.one(*CHANGES))}
    return price | ({"benefits": world.rate()} if world.maybe(3) else {})


def _staffing(world: World) -> Mapping[str, Any]:
    def claim() -> Mapping[str, Any]:
        numbers = ("0.5", "1", "1/3", "2.5")
        sort = world.one("per_school", "ratio", "ratio", "bands", "bands", "number", "more")
        said: Any = world.one(*numbers)
        if sort == "ratio":
            said = world.one("25", "170", "99.5")
        elif sort == "bands":
            said = [{"at_least": n, "positions": world.one(*numbers)} for n in (0, 50, 105) if world.maybe()]
        elif sort == "more":
            said = world.by_year(lambda: world.one(*numbers))
        made: dict[str, Any] = {sort: said}
        if sort == "ratio":
            made |= {"across": world.one("school", "district"), "whole": world.one("exact", "up", "down", "nearest")}
        if sort == "more" and world.maybe():
            made["over"] = world.one(*numbers)
        if world.maybe(3):
            made[world.one("first_year", "last_year")] = world.year()
        if world.maybe(3):
            made |= world.one({"levels": ["elementary"]}, {"schools": ["North", "South"]})
        return {**made, "of": world.one("students", "plans")}

    return {
        "claims": [claim() for _ in range(world.one(1, 1, 2, 3))],
        "existing": world.one("0", "0", "1.5", "1/3"),
        "phase_in": world.by_year(lambda: world.one("25%", "1/3", "100%")),
        "fill_rate": world.one("100%", "100%", "95%", "1/3"),
        "price": _price(world),
    }


def _class_size(world: World) -> Mapping[str, Any]:
    remedy = world.one("section", "section", "aide", "overload")

    def limit() -> Mapping[str, Any]:
        most = world.one(20, 25, 28)
        return {
            "limit": most,
            "counted": "cap" if remedy == "aide" else world.one("cap", "average"),
            **({"grades": [world.one("K", "1"), "2"]} if world.maybe() else {}),
            **({"trigger": most + world.one(0, 3)} if world.maybe(3) else {}),
        }

    return {
        "limits": [limit() for _ in range(world.one(1, 1, 2))],
        "remedy": remedy,
        "positions_each": world.one("1", "0.5", "1/5"),
        **({"overload": world.dollars()} if remedy == "overload" else {}),
        "pool": world.by_year(world.dollars) if world.maybe(3) else {},
        "price": _price(world),
    }


def _schools(world: World) -> Schools:
    """No school, or a few of two years, some rows of more than one."""
    rows = [
        (
            world.one("North", "South", "West"),
            world.one("elementary", "high"),
            world.one(1, 1, 3),
            world.one(0, 0, *world.years),
        )
        for _ in range(world.draw(st.integers(0, 4)))
    ]
    return Schools.of(
        {"school": [row[0] for row in rows], "level": [row[1] for row in rows]},
        {
            "schools": [row[2] for row in rows],
            "students": [world.draw(st.integers(0, 400)) for _ in rows],
            "plans": [world.one(0, 49, 50, 105, 260) for _ in rows],
        },
        [row[3] for row in rows],
    )


def _sections(world: World) -> Sections:
    """No class, or some by themselves and some by grade."""
    rows = [
        (
            world.one("North", "South"),
            world.one("K", "1", "2"),
            world.one(1, 1, 2, 3),
            world.one(0, 0, 0, *world.years),
        )
        for _ in range(world.draw(st.integers(0, 5)))
    ]
    return Sections.of(
        {"school": [row[0] for row in rows], "grade": [row[1] for row in rows]},
        {"pupils": [row[2] * 20 + world.one(0, 3, 7, 17, 29) for row in rows], "sections": [row[2] for row in rows]},
        [row[3] for row in rows],
    )


SELDOM = ("work_time", "leave_payout", "performance_pay", "retirement_incentive")
ANYWHERE = ("unit", "schedule", "lane", "step", *WORDS)
BUILDING: Mapping[str, tuple[Callable[[World, Sequence[str]], Mapping[str, Any]], tuple[str, ...]]] = {
    "longevity": (_longevity, ("salary", "column:salary", "column:overtime")),
    "stipend": (_stipend, ("salary", "column:overtime", "longevity", "lane_movement")),
    "one_time_payment": (_one_time, ("salary", "stipend", "column:overtime", "column:salary")),
    "work_time": (_work_time, ("salary", "longevity", "column:overtime")),
    "leave_payout": (_leave_payout, ("salary", "stipend_positions", "column:overtime")),
    "retirement_incentive": (_retirement_incentive, ("salary", "stipend_positions", "column:overtime")),
    "performance_pay": (_performance_pay, ("salary", "stipend_positions", "longevity", "column:overtime")),
    "pension_pickup": (_pickup, ("salary", "stipend", "stipend_positions", "one_time_payment")),
    "pension": (_pension, ("pay", "pay", "salary", "longevity", "pension_pickup", "column:overtime")),
    "health": (_health, ("pay", "salary", "salary", "stipend")),
    "payroll_tax": (_tax, ("pay", "pay", "pension", "health", "stipend_positions", "health_enrolled")),
}


def _base(world: World, kind: str, names: Sequence[str]) -> list[str]:
    """What a clause builds upon: lines of kinds that are drawn before its own, by any of the names that a line has."""
    found = []
    for name in dict.fromkeys(world.one(*names) for _ in range(world.one(1, 1, 2, 3))):
        drawn = [p for p in world.drawn.values() if p.kind == name]
        if drawn and world.maybe():
            found.append(world.one(*[p.id for p in drawn]))
        elif name in ("pay", "salary") or name in KINDS or name.startswith("column:"):
            found.append(name)
        elif any(p.kind in name and p.status is Status.COSTED for p in world.drawn.values()):
            owner = next(p for p in world.drawn.values() if p.kind in name and p.status is Status.COSTED)
            found.append(world.one(name, f"{owner.id}/{name}"))
    return found


def _shaping(world: World, kind: str, terms: Callable[[World], Mapping[str, Any]], most: int) -> None:
    for number in range(world.draw(st.integers(0, most))):
        id = f"{kind}-{number}"
        versions = world.versions(kind, lambda: terms(world))
        world.drawn[id] = world.clause(id, kind, versions, world.scope(*ANYWHERE, "unit", "schedule"))


def _me_too(world: World) -> None:
    for number in range(world.one(0, 0, 1, 2)):
        leaders = [p.id for p in world.drawn.values() if p.kind in ("schedule_raise", "me_too")]
        if leaders:
            id = f"me_too-{number}"

            def terms(leaders: Sequence[str] = leaders) -> Mapping[str, Any]:
                from_day = {"from_day": world.day()} if world.maybe(3) else {}
                return {"follows": world.one(*leaders), "more": world.one("0%", "0.5%"), **from_day}

            world.drawn[id] = world.clause(id, "me_too", world.versions("me_too", terms), world.scope("unit", "title"))


def _building(world: World) -> None:
    if world.maybe(2):
        versions = world.versions("lane_movement", lambda: _lane_movement(world))
        world.drawn["lanes"] = world.clause("lanes", "lane_movement", versions, world.scope(*ANYWHERE))
    for kind, (terms, names) in BUILDING.items():
        for number in range(world.one(0, 0, 0, 1) if kind in SELDOM else world.one(0, 1, 1, 2)):
            id = f"{kind}-{number}"
            versions = world.versions(kind, lambda t=terms, k=kind, n=names: t(world, _base(world, k, n)))  # type: ignore[misc]
            world.drawn[id] = world.clause(id, kind, versions, world.scope(*ANYWHERE))
    if world.maybe():
        world.drawn["pool"] = world.clause(
            "pool", "pool", world.versions("pool", lambda: _pool(world)), world.scope("unit", "school")
        )
    promises: Mapping[str, Callable[[World], Mapping[str, Any]]] = {
        "staffing": _staffing,
        "class_size": _class_size,
        "layoff": _layoff,
    }
    for kind, promised in promises.items():
        if world.maybe(3):
            versions = world.versions(kind, partial(promised, world))
            world.drawn[kind] = world.clause(kind, kind, versions, world.scope("unit", "title", "school"))
    first, last = world.calendar.snapshot, world.calendar.last_day
    for kind, terms in {
        "duration": {"first": first, "last": last},
        "reopener": {"by": last},
        "language_only": {"says": "nothing"},
    }.items():
        if world.maybe(3):
            world.drawn[kind] = world.clause(kind, kind, (Version(KINDS[kind].terms.model_validate(terms)),), Scope())


def _agreement(world: World) -> Agreement:
    """An agreement over every kind, with schedules that every track of the district has a place on."""
    together = world.maybe() or len(world.units) == 1
    homes = [world.units] if together else [(unit,) for unit in world.units]
    for number, units in enumerate(homes):
        id = f"schedule-{number}"
        world.drawn[id] = _schedule(world, id, units)
    return _around(world, dict(world.drawn))


def _around(world: World, schedules: Mapping[str, Provision]) -> Agreement:
    """The clauses around some salary schedules."""
    world.drawn = dict(schedules)
    _shaping(world, "step_ladder", _ladder, 1)
    _shaping(world, "schedule_raise", _raises, 2)
    _shaping(world, "step_movement", _movement, 1 if world.maybe(4) else 2)
    _me_too(world)
    _building(world)
    term = Term(world.base.first, world.day()) if world.maybe() else None
    return Agreement("random", world.drawn, term)


@st.composite
def rosters(draw: Draw, world: World) -> Roster:
    """Nobody, one person, or a few rows; part-time, counted, some with a salary of their own."""
    return roster_of(world, draw(st.integers(0, 7)))


def roster_of(world: World, rows: int) -> Roster:
    """So many rows of people whom the world's schedules have a place for."""
    draw = world.draw
    words: dict[str, list[str]] = {name: [] for name in ("unit", "schedule", "lane", "step", *WORDS)}
    numbers: dict[str, list[int]] = {
        name: [] for name in ("count", "fte", "salary", "service", "hired", "leave_days", "overtime")
    }
    for _ in range(rows):
        track = world.one(*world.tracks)
        is_own = world.maybe(4)
        schedule, lane, step = ("", world.one(*LANES, ""), "") if is_own else world.one(*track.cells)
        row = {"unit": track.unit, "schedule": schedule, "lane": lane, "step": step}
        for name, column in words.items():
            column.append(row.get(name) if name in row else world.one(*WORDS[name]))  # type: ignore[arg-type]
        own = world.one(4_000_000, 6_123_457) if is_own else world.one(-1, -1, -1, 5_000_001)
        for name, number in {
            "count": world.one(1, 1, 2, 7),
            "fte": world.one(10_000, 10_000, 5_000, 3_333, 0),
            "salary": own,
            "service": draw(st.integers(0, 30)),
            "hired": world.one(0, *(dt.date(year, 1, 1).toordinal() for year in (2005, 2010, 2011, 2015))),
            "leave_days": world.one(0, 0, 1_250, 8_033),
            "overtime": world.one(0, 12_345, -500),
        }.items():
            numbers[name].append(number)
    return Roster(
        {name: Labels.of(column) for name, column in words.items()},
        {name: np.array(column, dtype=np.int64) for name, column in numbers.items()},
        np.arange(2, 2 + len(numbers["count"])),
    )


def _redrawn(world: World, agreement: Agreement) -> Agreement:
    """Another agreement for the same people: some clauses kept, some said anew, some struck, some new."""
    schedules = {p.id: _figured_anew(world, p) for p in agreement.of_kind("salary_schedule")}
    anew = _around(world, schedules)
    ids = dict.fromkeys((*agreement.provisions, *anew.provisions))
    found = {}
    for id in ids:
        sides = [a.provisions[id] for a in (agreement, anew) if id in a.provisions]
        keep = world.one(*sides)
        if id in schedules or not world.maybe(8):
            found[id] = keep
    waiting = list(found.values())
    while waiting:
        for id in _named_by(waiting.pop()):
            side = next((a for a in (agreement, anew) if id in a.provisions), None)
            if side is not None and id not in found:
                found[id] = side[id]
                waiting.append(side[id])
    kept = {id: found[id] for id in ids if id in found}
    if world.maybe(4):
        kept = _with_schedules_swapped(kept)
    return Agreement("redrawn", kept, agreement.term)


def _with_schedules_swapped(clauses: Mapping[str, Provision]) -> dict[str, Provision]:
    """The same, with schedules that nothing names struck and others of the same people put in their place."""
    named = {id for provision in clauses.values() for id in _named_by(provision)}
    found = {}
    for id, provision in clauses.items():
        swaps = provision.kind == "salary_schedule" and id not in named
        found[f"{id}-new" if swaps else id] = replace(provision, id=f"{id}-new", issue="new") if swaps else provision
    return found


def _named_by(provision: Provision) -> list[str]:
    """The clauses that a clause follows or builds upon by their own ids."""
    terms = [version.terms for version in provision.versions]
    bases = [base.split("/")[0] for said in terms for base in getattr(said, "base", ())]
    return bases + [said.follows for said in terms if isinstance(said, MeToo)]


def _figured_anew(world: World, schedule: Provision) -> Provision:
    """The same cells, built and carried in another way from the same days on."""
    how = {
        "build": world.one(*Build),
        "carry": world.one(*Carry),
        "base_carry": None,
        "pay_rounding": world.draw(st.sampled_from(Rounding)),
    }
    if how["build"] is Build.INDEX or world.maybe():
        return schedule
    versions = tuple(replace(v, terms=v.terms.model_copy(update=how)) for v in schedule.versions)
    return replace(schedule, versions=versions, issue=world.one(*ISSUES))


@st.composite
def turnovers(draw: Draw, district: District) -> Turnover:
    """Who leaves, by service, of everyone or of some first; each unit's newcomers on a cell of its own schedules."""

    def one(*choices: Any) -> Any:
        return draw(st.sampled_from(choices))

    def bands() -> tuple[tuple[int, Fraction], ...]:
        firsts = sorted(draw(st.sets(st.integers(0, 12), max_size=3)))
        return tuple((first, one(Fraction(1), Fraction(1, 3), Fraction(17, 200), Fraction(0))) for first in firsts)

    entries = []
    for unit in dict.fromkeys(district.roster.labels["unit"].to_list()):
        homes = [p for p in district.agreement.of_kind("salary_schedule") if p.scope.allows("unit", unit)]
        cells = [cell for home in homes for version in home.versions for cell in getattr(version.terms, "table", ())]
        cell = one(*cells)
        tier = one({}, {"tier": "one"})
        put = {"schedule": cell.schedule, "lane": cell.lane, "step": cell.step, **tier}
        entries.append(Entry({"unit": (unit,)}, put))
    some = [Separations({"title": ("nurse",)}, bands())] if one(True, False) else []
    steps = one({}, {"2": 4, "3": 11})
    tiers = one((), (("two", dt.date(2020, 1, 1).toordinal(), 0),))
    return Turnover((*some, Separations({}, bands())), tuple(entries), steps, tiers)


@st.composite
def offers(draw: Draw, agreement: Agreement, calendar: Calendar) -> Offer:
    """An offer that strikes clauses, scales or sets what stands in them, or puts new ones in."""
    edits: list[Edit] = []
    ids = list(agreement.provisions)
    for number in range(draw(st.integers(0, 4))):
        provision = agreement[draw(st.sampled_from(ids))]
        start = draw(st.sampled_from((None, *(year.first for year in calendar.years))))
        options: list[Edit] = [
            Edit(Operation.INSERT, f"new-{number}", clause=replace(provision, id=f"new-{number}"), start=start)
        ]
        if provision.kind not in ("salary_schedule", "step_ladder") and provision.id not in {
            e.provision for e in edits
        }:
            options.append(Edit(Operation.DELETE, provision.id, start=start))
        if "scaled_by_fte" in type(provision.versions[-1].terms).model_fields:
            options.append(Edit(Operation.SET, provision.id, "scaled_by_fte", draw(st.booleans()), start))
        if provision.kind in ("pension", "payroll_tax"):
            options.append(Edit(Operation.SCALE, provision.id, "rate", "0.5", start))
        edits.append(draw(st.sampled_from(options)))
    term = Term(calendar.years[0].first, calendar.last_day)
    return Offer("offer", "offer", "union", calendar.snapshot, term, tuple(edits))


@st.composite
def districts(draw: Draw, agreements: int = 1) -> District:
    """A district with one or more agreements that price the same people."""
    calendar, base = draw(calendars())
    world = World(draw, calendar, base)
    found = [_agreement(world)]
    roster = draw(rosters(world))
    found += [_redrawn(world, found[0]) for _ in range(agreements - 1)]
    return District(roster, calendar, base, found, _schools(world), _sections(world))
