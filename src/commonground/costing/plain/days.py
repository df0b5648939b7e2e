"""What happens to one person's salary schedule, day by day, as earned and as it reaches the payroll.

Laws: those of `agreement.walk`, `costing.retro` and the kinds schedule_raise and me_too; only their terms are read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from commonground.agreement.agreement import Agreement
from commonground.agreement.calendar import Calendar
from commonground.agreement.kinds.me_too import MeToo
from commonground.agreement.kinds.salary_schedule import SalarySchedule, StepAdded
from commonground.agreement.kinds.schedule_raise import Raise, ScheduleRaise
from commonground.agreement.kinds.step_ladder import StepLadder
from commonground.agreement.kinds.step_movement import Action, StepMovement
from commonground.agreement.provision import Provision, Status
from commonground.costing.plain.person import Person, counted, covers
from commonground.costing.plain.schedule import Book, Page

ONE_DAY = dt.timedelta(days=1)


def reaching(agreement: Agreement, clause: Provision, *, is_own: bool) -> list[Raise]:
    """The raises that a clause brings: its own, or those of the clause that it follows."""
    found: list[Raise] = []
    if clause.status is not Status.COSTED:
        return found
    for version in clause.versions:
        if isinstance(version.terms, ScheduleRaise) and (version.terms.personal_salaries or not is_own):
            for raise_ in version.terms.raises:
                is_for_all = raise_.steps is None and raise_.lanes is None
                if version.start <= raise_.effective < version.until and (is_for_all or not is_own):
                    found.append(raise_)
        elif isinstance(version.terms, MeToo):
            for raise_ in reaching(agreement, agreement[version.terms.follows], is_own=is_own):
                is_late_enough = version.terms.from_day is None or raise_.effective >= version.terms.from_day
                if version.start <= raise_.effective < version.until and is_late_enough:
                    more = raise_.percent + version.terms.more
                    found.append(raise_.model_copy(update={"percent": more}))
    return sorted(found, key=lambda raise_: raise_.effective)


@dataclass(frozen=True)
class OnSchedule:
    """A person, the clause that prints the schedule, and everything that happens to both."""

    agreement: Agreement
    schedule: Provision
    person: Person
    calendar: Calendar

    def clauses(self, *kinds: str) -> list[Provision]:
        """The clauses of these kinds that are about this person."""
        return [clause for clause in counted(self.agreement, *kinds) if covers(clause.scope, self.person)]

    def raises(self) -> list[Raise]:
        """The raises that reach this person, clause by clause."""
        is_own = self.person.has_own_salary
        clauses = self.clauses("schedule_raise", "me_too")
        return [raise_ for clause in clauses for raise_ in reaching(self.agreement, clause, is_own=is_own)]

    def late(self) -> list[int]:
        """Which of the raises reach the payroll after they are earned, and after the snapshot; in the order of their days."""
        raises = self.raises()
        late = [n for n, r in enumerate(raises) if r.paid_from is not None and r.paid_from > self.calendar.snapshot]
        return sorted(late, key=lambda number: raises[number].effective)

    def pages(self, late: Collection[int]) -> list[Page]:
        """The pages of the book, where some raises (by number) are on the payroll only from the day that they are paid from.

        Two raises that say the same are late together.
        """
        raises = self.raises()
        alike = [number for number, raise_ in enumerate(raises) if any(raise_ == raises[other] for other in late)]
        paid_from = {number: raises[number].paid_from or dt.date.max for number in alike}
        turns = [self.calendar.snapshot, *sorted({d for d in paid_from.values() if d <= self.calendar.last_day})]
        found: list[Page] = []
        for start, end in zip(turns, [*turns[1:], dt.date.max], strict=True):
            pages = self.book({number for number, day in paid_from.items() if day > start}).pages
            held = [page for page in pages if page.day <= start][-1]
            found += [held._replace(day=start), *(page for page in pages if start < page.day < end)]
        return found

    def book(self, left_out: Collection[int]) -> Book:
        """The person's book from the snapshot to the end of the last year, some raises left out."""
        snapshot, last_day = self.calendar.snapshot, self.calendar.last_day
        ladder: tuple[str, ...] | None = None
        for clause in self.clauses("step_ladder"):
            if isinstance(said := _standing(clause, snapshot), StepLadder):
                ladder = said.steps
        terms = _standing(self.schedule, snapshot)
        assert isinstance(terms, SalarySchedule)
        book = Book(terms, ladder, self.person, snapshot)
        for day, _, event in sorted(self._events(left_out), key=lambda event: event[:2]):
            if not snapshot < day <= last_day:
                continue
            if isinstance(event, StepLadder):
                book.ladder_changes(event)
            elif isinstance(event, SalarySchedule):
                book.is_printed(day, event)
            elif isinstance(event, StepAdded):
                book.is_added(day, event)
            elif isinstance(event, Action):
                book.moves_on(day, event)
            else:
                book.is_raised(day, event)
        return book

    def _events(
        self, left_out: Collection[int]
    ) -> Iterator[tuple[dt.date, int, StepLadder | SalarySchedule | StepAdded | Action | Raise]]:
        for clause in self.clauses("step_ladder"):
            for version in clause.versions:
                if isinstance(version.terms, StepLadder):
                    yield version.start, 0, version.terms
        for version in self.schedule.versions:
            if isinstance(version.terms, SalarySchedule):
                yield version.start, 1, version.terms
                for added in version.terms.steps_added:
                    if version.start <= added.effective < version.until:
                        yield added.effective, 2, added
        for clause in self.clauses("step_movement"):
            for year in self.calendar.years:
                said = clause.on(year.first)
                if said is not None and isinstance(said.terms, StepMovement):
                    action = said.terms.years.get(year.first.year, said.terms.otherwise)
                    action = action if isinstance(action, Action) else Action(move=action)
                    if (day := action.on or year.first) >= said.start:
                        yield day, 3, action
        late = self.late()
        for number, raise_ in enumerate(self.raises()):
            if number not in left_out:
                earned = raise_.effective
                yield max(earned, self.calendar.snapshot + ONE_DAY) if number in late else earned, 4, raise_


def _standing(clause: Provision, day: dt.date) -> object:
    """What a schedule or a ladder says on a day: it stands until another takes its place."""
    started = [version for version in clause.versions if version.start <= day]
    return (started or list(clause.versions))[-1 if started else 0].terms
