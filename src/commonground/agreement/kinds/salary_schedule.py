"""Salary schedule: full-time annual pay by step and lane, and how a raise builds the next one.

Laws, for a raise r, cell k of a lane in ladder order:
    scale             next[k] = cell[k] x (1 + r)
    index             next[k] = round(base x index[k]), base = the first cell whose index is 1, raised and rounded (by
                      `base_carry`, where the base is kept more exactly than the cells, else as they are)
    differential      first lane as `scale`; every other lane = first lane + a fixed dollar amount
    carry_then_step   next[k] = cell[k-1] x (1 + r) + increment[k]; the first step as `scale`. No raise touches an increment
    table             the next schedule is printed in full, as a later version of this provision
Carried exact, to the cent or to the dollar, by the rounding that the agreement names; a cell that no raise touches is left
as it stands, and so is one that has no salary. Where a law has nothing to go by the cell is raised as `scale` raises it:
    index             a cell without an index (a step put in)
    differential      a lane without an amount, a step that the first lane lacks
    carry_then_step   a step to which nobody comes; one without a salary yet is the step before it + increment[k]
Where a schedule prints the rate of an hour or a day, a full-time salary is rate x `full_time_units`, and it is the rate that is
raised and rounded; its increments, differentials and steps put in are dollars of the rate.
Where an index schedule prints the salary of its base and leaves others blank, they are base x index in print too.
`never_below_previous_step`: next[k] = max(cell[k-1] x (1 + r), next[k-1]) + increment[k]; with "increment within", as where one
printed step stands for several years of service, next[k] = max(cell[k-1] x (1 + r) + increment[k], next[k-1]).
A later version puts in force the salaries that it prints, schedule by schedule, where they are others than the version before
it printed; a version that prints none says only which steps there are and what builds the next ones. Whoever stands on a step
that is no longer listed keeps its salary until the next movement. A version stands until the next one.
Worked example: docs/arithmetic/salary-schedule.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from pydantic import Field, model_validator

from commonground.agreement.cells import Carry, Grain, carried
from commonground.agreement.family import Family
from commonground.agreement.fields import Day, Label, Money, Number, Part, Rate, Terms
from commonground.agreement.kind import Kind, Rule
from commonground.values.money import Cents, Rounding

MOST_DOLLARS = 10**9
INCREMENT_WITHIN = "increment within"


class Build(StrEnum):
    """How a raise builds the next schedule."""

    SCALE = "scale"
    INDEX = "index"
    DIFFERENTIAL = "differential"
    CARRY_THEN_STEP = "carry_then_step"
    TABLE = "table"


class Cell(Part):
    """One cell as it is printed: dollars, and for some ways of building the fixed increment or the index."""

    schedule: Label = ""
    lane: Label = ""
    step: Label
    salary: Number | None = Field(None, ge=0, lt=MOST_DOLLARS)
    increment: Number | None = Field(None, ge=0, lt=MOST_DOLLARS)
    index: Number | None = Field(None, gt=0, lt=1000)


class StepAdded(Part):
    """A step put into the schedule on a day: so much above the step before it."""

    effective: Day
    step: Label
    after: Label
    percent: Rate = Field("0%", validate_default=True)
    amount: Money = 0
    schedules: tuple[Label, ...] | None = None
    lanes: tuple[Label, ...] | None = None


class SalarySchedule(Terms):
    """Full-time annual pay by schedule, lane and step."""

    table: tuple[Cell, ...] = Field(min_length=1)
    build: Build = Build.SCALE
    carry: Carry = Carry.EXACT
    base_carry: Carry | None = None
    rounding: Rounding = Rounding.HALF_UP
    pay_rounding: Rounding = Rounding.HALF_UP
    never_below_previous_step: bool | Literal["increment within"] = False
    differentials: dict[Label, Money] = Field(default_factory=dict)
    steps_added: tuple[StepAdded, ...] = ()
    full_time_units: Number = Field(Fraction(1), gt=0, le=10_000)

    @model_validator(mode="after")
    def _cells_say_what_the_build_needs(self) -> SalarySchedule:
        seen = set()
        for cell in self.table:
            key = (cell.schedule, cell.lane, cell.step)
            if key in seen:
                raise ValueError(f"schedule {cell.schedule!r} lane {cell.lane!r} step {cell.step!r} is printed twice")
            seen.add(key)
            if (year := self.salary_of(cell)) is not None and year >= MOST_DOLLARS:
                raise ValueError(
                    f"lane {cell.lane!r} step {cell.step!r} pays {int(year):,} dollars a year; look at full_time_units"
                )
            if self.build is Build.INDEX and cell.index is None:
                raise ValueError(f"build = index needs an index for lane {cell.lane!r} step {cell.step!r}")
        if self.base_carry is not None and self.build is not Build.INDEX:
            raise ValueError(f"base_carry is for build = index; build = {self.build} has no base, leave base_carry out")
        if self.build is Build.INDEX:
            object.__setattr__(self, "table", tuple(self._filled()))
        return self

    @property
    def grain(self) -> Grain:
        """To what a cell is rounded before the next schedule is built on it."""
        return Grain(self.carry.cents * self.full_time_units, self.rounding)

    @property
    def base_grain(self) -> Grain:
        """The same for the base of an index schedule."""
        return Grain((self.base_carry or self.carry).cents * self.full_time_units, self.rounding)

    @property
    def grain_of_own_salaries(self) -> Grain:
        """The same for salaries that stand on no schedule: they are a year's, whatever the schedule prints."""
        return Grain(self.carry.cents, self.rounding)

    def salary_of(self, cell: Cell) -> Fraction | None:
        """The dollars of a full-time year that a cell prints; None where it prints none."""
        if cell.salary is None or self.full_time_units == 1:
            return cell.salary
        return cell.salary * self.full_time_units

    def _filled(self) -> Iterator[Cell]:
        """The cells of an index schedule, a salary that is left blank worked out from the base of its schedule."""
        bases: dict[str, Cell] = {}
        for cell in (cell for cell in self.table if cell.salary is not None):
            held = bases.setdefault(cell.schedule, cell)
            bases[cell.schedule] = cell if cell.index == 1 != held.index else held
        for cell in self.table:
            base = bases.get(cell.schedule)
            if cell.salary is not None or base is None:
                yield cell
                continue
            assert cell.index and base.index and base.salary is not None
            cents = carried(base.salary * 100 * cell.index / base.index, self.grain_of_own_salaries)
            yield cell.model_copy(update={"salary": cents / 100})


def salary(salary: Cents, clause: SalarySchedule) -> Cents:
    """Pay on the schedule; the engine reads it off the schedule in force (see `agreement.walk`)."""
    return salary


def retroactive_pay(salary: Cents, clause: SalarySchedule) -> Cents:
    """What earlier days earned under a raise that came late, paid in the year in which it reaches the payroll: pay itself."""
    return salary


KIND = Kind(
    "salary_schedule",
    SalarySchedule,
    Family.COMPENSATION,
    (
        Rule(
            salary,
            "salaries",
            "round(cell x FTE x share of the year) per person, each schedule in force in turn",
            is_pay=True,
        ),
        Rule(
            retroactive_pay,
            "retroactive pay",
            "pay as it was earned - pay as it was paid, up to the day the raise reached the payroll",
            is_pay=True,
            one_time=True,
            owed_back=True,
        ),
    ),
)
