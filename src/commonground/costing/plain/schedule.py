"""One person's salary schedule, kept by hand: the plain reading that the engine's timelines are compared with.

A book is the salary schedule that one person is on, carried from the snapshot through everything that happens to it, in the
order of the days; of one day: the ladder, the print, a step put in, the movement, the raise. Every salary is exact cents.
Laws: those of `agreement.walk`, `agreement.cells` and the kinds salary_schedule, step_ladder and step_movement.
Nothing here calls them; only their terms are read.
"""

from __future__ import annotations

import datetime as dt
import itertools
from fractions import Fraction
from typing import NamedTuple

from commonground.agreement.cells import Carry
from commonground.agreement.kinds.salary_schedule import INCREMENT_WITHIN, Build, SalarySchedule, StepAdded
from commonground.agreement.kinds.schedule_raise import Raise
from commonground.agreement.kinds.step_ladder import StepLadder
from commonground.agreement.kinds.step_movement import Action, Move
from commonground.costing.plain.person import Person, rounded
from commonground.values.money import Rounding
from commonground.workforce.roster import FULL_TIME, STAYS_UNTIL

Place = tuple[str, str]
NOWHERE: Place = ("", "")
UNITS = {
    Carry.EXACT: None,
    Carry.CENT: 1,
    Carry.DOLLAR: 100,
    Carry.FIVE_DOLLARS: 5 * 100,
    Carry.TEN_DOLLARS: 10 * 100,
    Carry.FIFTY_DOLLARS: 50 * 100,
    Carry.HUNDRED_DOLLARS: 100 * 100,
}


class Page(NamedTuple):
    """From a day on: every salary of the schedule, which of them are listed, the person's step, the rounding of pay."""

    day: dt.date
    salaries: dict[Place, Fraction]
    listed: frozenset[Place]
    step: str
    rounding: Rounding

    def salary(self, lane: str, own_lane: str) -> Fraction:
        """The full-time salary in a lane; in the person's own one where that lane has no such step."""
        place = (lane, self.step) if (lane, self.step) in self.listed else (own_lane, self.step)
        return self.salaries.get(place, Fraction(0))


class Book:
    """The schedule that one person is on, from the snapshot's day."""

    def __init__(self, terms: SalarySchedule, ladder: tuple[str, ...] | None, person: Person, day: dt.date) -> None:
        self.terms, self.ladder = terms, ladder
        self.is_own = person.has_own_salary
        self.jobs = Fraction(person.numbers["fte"], FULL_TIME) if self.is_own else Fraction(1)
        self.schedule = person.words["schedule"]
        self.lane, self.step = NOWHERE if self.is_own else (person.words["lane"], person.words["step"])
        self.order = [] if self.is_own else [(c.lane, c.step) for c in terms.table if c.schedule == self.schedule]
        printed = {NOWHERE: Fraction(person.numbers["salary"])} if self.is_own else self.prints(terms)
        self.salaries = dict(printed)
        self.listed = set(printed)
        self.increments = self.adds(terms)
        self.moves: dict[str, str] = {}
        self.withheld = self.withheld_before = 0
        self.stays_until = person.numbers.get(STAYS_UNTIL, 0)
        self.came_from: dict[Place, Place] = {}
        self.pages: list[Page] = []
        self.turn(day)

    def turn(self, day: dt.date) -> None:
        """Start a new page."""
        rounding = self.terms.pay_rounding
        self.pages.append(Page(day, dict(self.salaries), frozenset(self.listed), self.step, rounding))

    def prints(self, terms: SalarySchedule) -> dict[Place, Fraction]:
        """The salaries that a version of the schedule prints, in cents."""
        cells = [cell for cell in terms.table if cell.schedule == self.schedule]
        return {
            (cell.lane, cell.step): cell.salary * 100 * terms.full_time_units
            for cell in cells
            if cell.salary is not None
        }

    def adds(self, terms: SalarySchedule) -> dict[Place, Fraction]:
        """The fixed increments of a version, in cents."""
        cells = [cell for cell in terms.table if cell.schedule == self.schedule]
        return {(cell.lane, cell.step): (cell.increment or Fraction(0)) * 100 * terms.full_time_units for cell in cells}

    def carried(self, salary: Fraction, carry: Carry | None = None) -> Fraction:
        """A salary as the next schedule is built on it."""
        unit = UNITS[carry or self.terms.carry]
        if unit is None:
            return salary
        grain = unit * (1 if self.is_own else self.terms.full_time_units)
        return Fraction(rounded(salary / grain, self.terms.rounding) * grain)

    def rungs(self, lane: str) -> list[str]:
        """The listed steps of a lane in the order of the ladder, or of print where there is none."""
        here = [step for at, step in self.order if at == lane and (lane, step) in self.listed]
        return here if self.ladder is None else [step for step in self.ladder if step in here]

    def ladder_changes(self, ladder: StepLadder) -> None:
        """A new ladder is in force; its moves wait for the next movement."""
        self.ladder, self.moves = ladder.steps, dict(ladder.moves)

    def is_printed(self, day: dt.date, terms: SalarySchedule) -> None:
        """A later version of the schedule comes into force."""
        before, self.terms = self.terms, terms
        self.increments = self.adds(terms)
        old, new = (
            {
                (cell.schedule, cell.lane, cell.step): cell.salary and cell.salary * version.full_time_units
                for cell in version.table
            }
            for version in (before, terms)
        )
        if not self.is_own and old != new:
            if {k: v for k, v in old.items() if k[0] == self.schedule} != {
                k: v for k, v in new.items() if k[0] == self.schedule
            }:
                self.is_printed_anew(terms)
            self.turn(day)
        elif before.pay_rounding is not terms.pay_rounding:
            self.turn(day)

    def is_printed_anew(self, terms: SalarySchedule) -> None:
        """The salaries that are printed hold; who stands on a step that is no longer listed keeps its last salary."""
        self.order = [(cell.lane, cell.step) for cell in terms.table if cell.schedule == self.schedule]
        printed = self.prints(terms)
        self.salaries |= printed
        self.listed = set(printed or self.order)
        if printed:
            self.came_from = {}

    def is_added(self, day: dt.date, added: StepAdded) -> None:
        """A step is put in, so much above the one before it, in every lane that has that one."""
        if self.is_own:
            return
        in_schedule = added.schedules is None or self.schedule in added.schedules
        for lane in dict.fromkeys(lane for lane, _ in self.order):
            before, new = (lane, added.after), (lane, added.step)
            is_above = before in self.listed and self.salaries.get(before)
            if in_schedule and (added.lanes is None or lane in added.lanes) and is_above:
                salary = self.salaries[before] * (1 + added.percent) + added.amount * self.terms.full_time_units
                self.salaries[new] = self.carried(salary)
                self.listed.add(new)
                if new not in self.order:
                    self.order.insert(self.order.index(before) + 1, new)
        if self.ladder is not None and added.step not in self.ladder and added.after in self.ladder:
            at = self.ladder.index(added.after) + 1
            self.ladder = (*self.ladder[:at], added.step, *self.ladder[at:])
        self.turn(day)

    def moves_on(self, day: dt.date, action: Action) -> None:
        """People move, or a step is withheld from them; who came in this year stays, and is given back nothing from before."""
        if self.is_own:
            return
        stays = day.toordinal() <= self.stays_until
        if action.move is Move.FREEZE:
            self.withheld += 1
            self.withheld_before += 1 if stays else 0
            return
        steps, missed = action.steps, 0
        if action.move is Move.RESTORE:
            steps, missed = steps + self.withheld, self.withheld_before
            self.withheld = self.withheld_before = 0
        for number in range(steps):
            next_step: dict[Place, str] = {}
            for lane in {lane for lane, _ in (*self.order, *self.salaries)}:
                rungs = self.rungs(lane)
                next_step |= {(lane, low): high for low, high in itertools.pairwise(rungs)}
                next_step |= {(lane, old): new for old, new in self.moves.items() if new in rungs}
            self.came_from = {
                (lane, new): (lane, old)
                for (lane, old), new in sorted(next_step.items(), key=lambda move: self.named(move[0][1]))
                if new != old and (lane, old) in self.salaries
            }
            if not stays and number >= missed:
                self.step = next_step.get((self.lane, self.step), self.step)
            self.moves = {}
        self.turn(day)

    def named(self, step: str) -> int:
        """Steps that `moves` names come after the others, in the order in which it names them."""
        return list(self.moves).index(step) if step in self.moves else -1

    def is_raised(self, day: dt.date, raise_: Raise) -> None:
        """A raise makes the next schedule, by the schedule's own way of building."""
        build = Build.SCALE if self.is_own else self.terms.build
        if build is Build.TABLE:
            self.came_from = {}
            return
        raised = {place: self.grown(place, raise_) for place in self.salaries}
        if build is Build.INDEX:
            of_base = {place: self.grown(place, raise_, self.terms.base_carry) for place in self.salaries}
            self.salaries = self.indexed(raised, of_base, raise_)
        elif build is Build.DIFFERENTIAL:
            self.salaries = self.with_differentials(raised, raise_)
        elif build is Build.CARRY_THEN_STEP:
            self.salaries = self.stepped(raised)
        else:
            self.salaries = raised
        self.came_from = {}
        self.turn(day)

    def grown(self, place: Place, raise_: Raise, carry: Carry | None = None) -> Fraction:
        """One salary after a raise, carried as the schedule is, or otherwise; where there is none, there is none afterwards."""
        old, (lane, step) = self.salaries[place], place
        if not old or not _is_meant(raise_, lane, step):
            return old
        new = old * (1 + raise_.percent) + raise_.flat * self.jobs
        if raise_.at_most is not None and new - old > raise_.at_most * self.jobs:
            new = old + raise_.at_most * self.jobs
        return self.carried(max(new, old + raise_.at_least * self.jobs) if raise_.at_least else new, carry)

    def indexed(
        self, raised: dict[Place, Fraction], of_base: dict[Place, Fraction], raise_: Raise
    ) -> dict[Place, Fraction]:
        """Every salary is the base cell's by the ratio of their indices; the base itself may be carried otherwise.

        A raise that is not meant for the base changes none of them.
        """
        cells = [cell for cell in self.terms.table if cell.schedule == self.schedule]
        index = {(c.lane, c.step): c.index for c in cells if c.index and (c.lane, c.step) in self.listed}
        paid = [place for place in index if self.salaries.get(place)]
        if not paid:
            return raised
        base = next((place for place in paid if index[place] == 1), paid[0])
        if not _is_meant(raise_, *base):
            return raised | {place: self.salaries[place] for place in index if place in self.salaries}
        built = {place: self.carried(of_base[base] * number / index[base]) for place, number in index.items()}
        return raised | built | {base: self.carried(of_base[base], self.terms.base_carry)}

    def with_differentials(self, raised: dict[Place, Fraction], raise_: Raise) -> dict[Place, Fraction]:
        """Every lane that has an amount is the first lane and that amount, on steps of the first lane that are raised."""
        first = next((cell.lane for cell in self.terms.table if cell.schedule == self.schedule), "")
        built = dict(raised)
        for lane, step in self.listed:
            has_first = (first, step) in self.listed and self.salaries.get((first, step))
            if lane != first and lane in self.terms.differentials and has_first:
                built[lane, step] = self.salaries[lane, step]
                if _is_meant(raise_, first, step):
                    built[lane, step] = (
                        raised[first, step] + self.terms.differentials[lane] * self.terms.full_time_units
                    )
        return built

    def stepped(self, raised: dict[Place, Fraction]) -> dict[Place, Fraction]:
        """Every salary is what those who come to it had, raised, and the increment of its step.

        Where nobody comes it is raised in place; where there was no salary yet it is the one before it and its increment.
        """
        built = dict(raised)
        for lane in {lane for lane, _ in self.listed}:
            before: Fraction | None = None
            for step in self.rungs(lane):
                place = (lane, step)
                source = self.came_from.get(place, place)
                increment = self.increments.get(place, Fraction(0))
                if source != place and self.salaries.get(source):
                    salary, more = raised[source] + increment, increment
                elif self.salaries.get(place) or before is None:
                    salary, more = raised.get(place, Fraction(0)), Fraction(0)
                else:
                    salary, more = before + increment, increment
                if (never_below := self.terms.never_below_previous_step) and before is not None:
                    salary = max(salary, before if never_below == INCREMENT_WITHIN else before + more)
                built[place] = self.carried(salary)
                before = salary
        return built


def _is_meant(raise_: Raise, lane: str, step: str) -> bool:
    """Whether a raise is for the people of a cell."""
    return (raise_.steps is None or step in raise_.steps) and (raise_.lanes is None or lane in raise_.lanes)
