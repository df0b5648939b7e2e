"""What one percent costs, and which raise a sum of money is.

Law: the value of a raise r is what a full year costs with every salary times (1 + r), less what it costs without, everything
else as on the first day after the base year: nobody moves, no other raise, charges on pay dragged along (the roll-up).
Cells are carried exact for this, whatever the agreement's rounding, so that one percent is one percent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from commonground.agreement.agreement import Agreement
from commonground.agreement.cells import Carry
from commonground.agreement.family import Family
from commonground.agreement.kinds.salary_schedule import Build, SalarySchedule
from commonground.agreement.kinds.schedule_raise import Raise, ScheduleRaise
from commonground.agreement.provision import Provision, Scope, Version
from commonground.costing.engine import Engine
from commonground.costing.lines import Line
from commonground.values.citation import Citation

ONE_PERCENT = Fraction(1, 100)
FINEST = 1_000_000
HIGHEST = Fraction(4)
ASKED = Citation("the raise that is asked about")


@dataclass(frozen=True, slots=True)
class Worth:
    """What a raise costs in a full year: cents by component, and cents by the words of a roster column."""

    rate: Fraction
    by_component: dict[str, int]
    by_unit: dict[str, int]
    by_fund: dict[str, int]

    @property
    def total(self) -> int:
        """The whole cost of the raise."""
        return sum(self.by_component.values())


def raise_alone(engine: Engine, agreement: Agreement, rate: Fraction, units: tuple[str, ...] = ()) -> Agreement:
    """The agreement with one raise and no other movement of pay."""
    day = engine.base.next().first
    shaping = ("schedule_raise", "step_movement", "me_too", "step_ladder")
    kept = {p.id: p for p in agreement if p.kind not in shaping}
    for provision in agreement.of_kind("salary_schedule"):
        version = provision.standing_on(engine.calendar.snapshot)
        if version is None:
            continue
        terms = version.terms
        assert isinstance(terms, SalarySchedule)
        still = terms.model_copy(update={"build": Build.SCALE, "carry": Carry.EXACT, "base_carry": None})
        kept[provision.id] = replace(provision, versions=(Version(still, citation=version.citation),))
    raises = ScheduleRaise(raises=(Raise(effective=day, percent=rate),))
    scope = Scope({"unit": units}) if units else Scope()
    clause = Provision(
        "raise alone",
        "schedule_raise",
        "The raise alone",
        Family.COMPENSATION,
        "raise",
        (Version(raises, citation=ASKED),),
        scope,
    )
    return replace(agreement, provisions={**kept, clause.id: clause})


def worth_of(engine: Engine, agreement: Agreement, rate: Fraction = ONE_PERCENT, units: tuple[str, ...] = ()) -> Worth:
    """What a raise costs in a full year, roll-up included."""
    period = engine.full_year_on(engine.base.next().first)
    with_it, without = (raise_alone(engine, agreement, r, units) for r in (rate, Fraction(0)))
    by_component: dict[str, int] = {}
    by_unit: dict[str, int] = {}
    by_fund: dict[str, int] = {}
    for name, line in _employer_lines(engine, with_it).items():
        added = engine.total(with_it, line, period) - engine.total(without, line, period)
        if not added:
            continue
        by_component[line.rule.component] = by_component.get(line.rule.component, 0) + added
        for column, found in (("unit", by_unit), ("fund", by_fund)):
            here, there = (engine.split(a, engine.join(a).lines[name], period, column) for a in (with_it, without))
            for word in here:
                found[word] = found.get(word, 0) + here[word] - there.get(word, 0)
    return Worth(rate, by_component, by_unit, by_fund)


def _employer_lines(engine: Engine, agreement: Agreement) -> dict[str, Line]:
    return {name: line for name, line in engine.join(agreement).lines.items() if line.rule.payer == "employer"}


@dataclass(frozen=True, slots=True)
class Affordable:
    """The largest raise, in millionths, that a sum bears; what it costs; what one millionth more would cost.

    No raise of `HIGHEST` or more is looked for: where the sum bears that, nothing is said of what more would cost.
    """

    money: int
    rate: Fraction
    cost: int
    next_cost: int | None

    @property
    def left(self) -> int:
        """Cents that no larger raise (in millionths) can use."""
        return self.money - self.cost


class NothingToRaise(ValueError):
    """No salary of this agreement grows with a raise."""

    def __init__(self) -> None:
        super().__init__("a raise costs nothing here: no salary stands on a schedule that a raise reaches")


def affordable(engine: Engine, agreement: Agreement, money: int, units: tuple[str, ...] = ()) -> Affordable:
    """Which raise a sum of money (in cents, a full year, roll-up included) is: the largest in millionths that it bears.

    Raises `NothingToRaise` where a raise costs nothing. Cost rises with the raise, so the search is by halves and exact.
    """

    def cost(millionths: int) -> int:
        return _cost(engine, agreement, Fraction(millionths, FINEST), units)

    if money < 0:
        raise ValueError("a sum of money to spend is not negative")
    low, high = 0, int(HIGHEST * FINEST)
    if cost(FINEST) <= 0:
        raise NothingToRaise
    if cost(high) <= money:
        return Affordable(money, Fraction(high - 1, FINEST), cost(high - 1), None)
    guess = min(high, money * FINEST // cost(FINEST))
    for width in (2, 64, 4096, high):
        lower, upper = max(0, guess - width), min(high, guess + width)
        if cost(lower) <= money and (upper == high or cost(upper) > money):
            low, high = lower, upper
            break
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if cost(middle) <= money else (low, middle)
    return Affordable(money, Fraction(low, FINEST), cost(low), cost(low + 1))


def _cost(engine: Engine, agreement: Agreement, rate: Fraction, units: tuple[str, ...]) -> int:
    period = engine.full_year_on(engine.base.next().first)
    with_it, without = (raise_alone(engine, agreement, r, units) for r in (rate, Fraction(0)))
    return sum(
        engine.total(with_it, line, period) - engine.total(without, line, period)
        for line in _employer_lines(engine, with_it).values()
    )
