"""The ledger of the plain reading: every line, for every person, in every year, and their sums (see `costing.plain`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from commonground.agreement.agreement import Agreement
from commonground.agreement.calendar import Calendar
from commonground.agreement.fields import Terms
from commonground.agreement.provision import Provision, Status
from commonground.costing.plain.case import Case
from commonground.costing.plain.clauses import RULES, PlainRule
from commonground.costing.plain.counts import Comrade, Rows, in_year, rows_of
from commonground.costing.plain.days import OnSchedule
from commonground.costing.plain.person import Person, counted, covers, people_of, rounded
from commonground.costing.plain.positions import position_cost
from commonground.costing.plain.schedule import Page
from commonground.schools.table import YearTable
from commonground.values.fiscal_year import FiscalYear
from commonground.workforce.roster import FULL_TIME, JOINED, NO_SALARY, STAYS_UNTIL, Roster
from commonground.workforce.turnover import Turnover


def price_plainly(
    agreement: Agreement,
    roster: Roster,
    calendar: Calendar,
    base: FiscalYear,
    schools: YearTable | None = None,
    sections: YearTable | None = None,
    *,
    of_employer: bool = True,
) -> dict[str, list[int]]:
    """Cents by line: the base year annualised, each year of the calendar, the run-rate.

    With `of_employer=False` the lines are those that are taken from the members' pay, and those that nobody pays.
    """
    ledger = Ledger(agreement, people_of(roster), calendar, base, rows_of(schools), rows_of(sections))
    return {
        name: [ledger.total(line, span) for span in ledger.spans]
        for name, line in ledger.lines.items()
        if line.rule.is_employers == of_employer
    }


@dataclass(frozen=True)
class Span:
    """A fiscal year as it is lived, or a full year of what is in force on a day; `number` counts fiscal years from the base."""

    year: FiscalYear
    number: int
    day: dt.date | None = None


@dataclass(frozen=True)
class PlainLine:
    """A line of cost: the clause and the rule."""

    id: str
    clause: Provision
    rule: PlainRule


@dataclass
class Ledger:
    """Everything that is worked out for one agreement, kept by line, span and person so that nothing is worked out twice."""

    agreement: Agreement
    people: Sequence[Person]
    calendar: Calendar
    base: FiscalYear
    schools: Rows = field(default_factory=list)
    sections: Rows = field(default_factory=list)
    pays_once: bool = True
    spreads: bool = True
    turnover: Turnover | None = None
    chances: Mapping[int, Sequence[Fraction]] = field(default_factory=dict)
    lines: dict[str, PlainLine] = field(init=False)
    spans: list[Span] = field(init=False)
    _paid: dict[tuple[str, Span, int | None], int] = field(default_factory=dict)
    _beside: dict[Hashable, Ledger] = field(default_factory=dict)
    _pages: dict[tuple[int, str, tuple[int, ...]], list[Page]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lines = {}
        for clause in self.agreement:
            for number, rule in enumerate(RULES.get(clause.kind, ()) if clause.status is Status.COSTED else ()):
                name = clause.id if number == 0 else f"{clause.id}/{rule.name}"
                self.lines[name] = PlainLine(name, clause, rule)
        self.years = [Span(year, year.first.year - self.base.first.year) for year in self.calendar.years]
        first = Span(self.base, 0, self.calendar.snapshot)
        last_day = self.agreement.term.last if self.agreement.term else self.calendar.last_day
        day = min(max(last_day, self.calendar.snapshot), self.calendar.last_day)
        year = next((span for span in (first, *self.years) if day in span.year), first)
        self.spans = [first, *self.years, Span(year.year, year.number, day)]

    def beside(self, people: Sequence[Person], *, spreads: bool = True) -> Ledger:
        """A ledger of other people under the same agreement, with nothing that is paid once; kept, as it is asked for often.

        Where it does not spread, it leaves out what is spread over all people of a clause.
        """
        key = spreads, *((p.row, *p.words.items(), *p.numbers.items()) for p in people)
        if key not in self._beside:
            self._beside[key] = Ledger(
                self.agreement,
                people,
                self.calendar,
                self.base,
                self.schools,
                self.sections,
                pays_once=False,
                spreads=spreads,
                turnover=self.turnover,
                chances=self.chances,
            )
        return self._beside[key]

    def chance(self, person: Person, span: Span) -> Fraction:
        """How likely a person is there in a span: certain where nobody leaves."""
        return self.chances[person.row][span.number] if person.row in self.chances else Fraction(1)

    def among(self, line: PlainLine, passed: int) -> list[Comrade]:
        """The people of the snapshot whom a line's clause is about, with their service so many years past the base year."""
        about = [p for p in self.people if covers(line.clause.scope, p) and not p.numbers.get(JOINED, 0)]
        return [self.comrade(p, passed) for p in about]

    def comrade(self, person: Person, passed: int) -> Comrade:
        """A person as others see them, so many years past the base year; who comes in later has no job of the snapshot."""
        jobs = Fraction(0 if person.numbers.get(JOINED, 0) else person.heads * person.numbers["fte"], FULL_TIME)
        rating, school = (person.words.get(name, "") for name in ("rating", "school"))
        return Comrade(person.heads, person.numbers["service"] + passed, jobs, rating, school)

    def is_placed(self, person: Person) -> bool:
        """Whether some salary schedule has a place for a person, or is a gap that would."""
        schedules = [clause for clause in self.agreement if clause.kind == "salary_schedule"]
        gaps = [clause for clause in schedules if clause.status is not Status.COSTED]
        if len(gaps) == len(schedules):
            return True
        return any(covers(c.scope, person) for c in gaps) or any(self._stands_on(c, person) for c in schedules)

    def total(self, line: PlainLine, span: Span) -> int:
        """What a line costs: person by person, and what belongs to no person; positions, one year's after the other."""
        if line.rule.jobs is not None:
            return position_cost(self, line, span)
        people = [] if line.rule.is_lump else self.people
        there = ((p, self.chance(p, span)) for p in people)
        expected = sum((chance * p.heads * self.paid(line, span, p) for p, chance in there if chance), Fraction(0))
        return rounded(expected) + self.paid(line, span, None)

    def paid(self, line: PlainLine, span: Span, person: Person | None) -> int:
        """What a line comes to for one person, or (None) for nobody in particular."""
        key = (line.id, span, None if person is None else person.row)
        if key not in self._paid:
            self._paid[key] = self._work_out(line, span, person)
        return self._paid[key]

    def _work_out(self, line: PlainLine, span: Span, person: Person | None) -> int:
        if line.rule.is_one_time and (span.day or not self.pays_once):
            return 0
        if line.rule.is_spread and not self.spreads:
            return 0
        if (person is not None and line.rule.is_lump) or line.rule.jobs is not None:
            return 0
        if line.rule.is_owed:
            return 0 if person is None else self._owed(line, span, person)
        if line.rule.amount is None:
            return 0 if person is None else self._on_schedule(line, span, person)
        if person is not None and not covers(line.clause.scope, person):
            return 0
        total = 0
        for terms, share in self.in_force(line, span):
            others = self.base_lines(line, terms)
            if person is None:
                others = [other for other in others if _is_about_nobody_else(line, other, terms)]
            base = sum(self.paid(other, span, person) for other in others)
            if person is not None:
                base += sum(_column(person, name) for name in _base_columns(line, terms))
            amount = line.rule.amount(self._case(line, span, person, base), terms)
            if person is None and not line.rule.is_lump:
                amount -= line.rule.amount(self._case(line, span, None, 0), terms)
            total += amount if share == 1 else rounded(amount * share)
        return total

    def _case(
        self, line: PlainLine, span: Span, person: Person | None, base: int, late: Sequence[int] | None = None
    ) -> Case:
        year = span.year.first.year
        base_year = year - span.number + (0 if person is None else person.numbers.get(JOINED, 0))
        among = self.among(line, span.number)
        if person is None:
            words = dict.fromkeys(("lane", "tier", "health_plan", "health_tier", "rating", "school"), "")
            classes = in_year(self.sections, year)
            return Case(Fraction(0), words, base, year, base_year, 0, lambda lane: 0, classes, among=among)
        fte = Fraction(person.numbers["fte"], FULL_TIME)
        service = person.numbers["service"] + span.number
        salaries = [other for other in self.lines.values() if other.rule.name == "salary"]

        def in_lane(lane: str) -> int:
            return sum(self._on_schedule(other, span, person, lane, late) for other in salaries)

        leave_days = Fraction(person.numbers["leave_days"], 100)
        return Case(fte, person.words, base, year, base_year, service, in_lane, (), leave_days, among)

    def in_force(self, line: PlainLine, span: Span) -> list[tuple[Terms, Fraction]]:
        """The terms in force in a span, each with its share of the year.

        What is paid once, or is of the year, is whole, by the last of them.
        """
        if span.day is not None:
            return [(version.terms, Fraction(1)) for version in line.clause.versions if version.holds_on(span.day)]
        found = []
        for version in line.clause.versions:
            begins = span.year.share_from(version.start, self.calendar.proration)
            ends = span.year.share_from(version.until, self.calendar.proration)
            if version.start <= span.year.last and begins > ends:
                found.append((version.terms, begins - ends))
        is_whole = line.rule.is_of_the_year or (line.rule.is_one_time and not line.rule.is_owed)
        return [(found[-1][0], Fraction(1))] if is_whole and found else found

    def base_lines(self, line: PlainLine, terms: Terms) -> list[PlainLine]:
        """The lines whose pay a line builds upon under these terms, where the two clauses can be about one person.

        What a clause pays to nobody on the roster is built upon also where only its clause or line is named.
        """
        if line.rule.is_lump:
            return []
        if line.clause.kind == "lane_movement":
            return [other for other in self.lines.values() if other.rule.name == "salary"]
        mine, bases = line.clause.scope.words, getattr(terms, "base", ())
        return [
            other
            for other in self.lines.values()
            if other is not line
            and any(self._is_named(base, other) for base in bases)
            and (
                all(set(w) & set(mine.get(c, w)) for c, w in other.clause.scope.words.items())
                or (other.rule.is_lump and {other.id, other.clause.id} & set(bases))
            )
        ]

    def _is_named(self, base: str, line: PlainLine) -> bool:
        if line.rule.jobs is not None:
            return False
        if base == "pay":
            return line.rule.is_pay
        if base == "salary":
            return line.clause.kind == "salary_schedule"
        return line.rule.is_employers and base in (line.id, line.clause.id, line.clause.kind, line.rule.name)

    def _on_schedule(
        self, line: PlainLine, span: Span, person: Person, lane: str | None = None, late: Sequence[int] | None = None
    ) -> int:
        """What a person is paid on the salary schedule in a span (in another lane, where one is named).

        `late` are the raises that are on the payroll only from the day that they are paid from: all that come late, but in
        a full year of what is in force on a later day none.
        """
        if not self._stands_on(line.clause, person):
            return 0
        on = OnSchedule(self.agreement, line.clause, person, self.calendar)
        if late is None:
            late = [] if span.day is not None and span.day > self.calendar.snapshot else on.late()
        return self._pay(on, late, span, lane)

    def _owed(self, line: PlainLine, span: Span, person: Person) -> int:
        """What a person is paid in a span for earlier days, one late raise after the other, in the order of their days."""
        on = OnSchedule(self.agreement, line.clause, person, self.calendar)
        late, owed = on.late(), 0
        for number, raise_ in enumerate(late):
            if (day := on.raises()[raise_].paid_from) is not None and day in span.year:
                for year in (Span(self.base, 0), *self.years):
                    if year.year <= span.year and person.numbers.get(STAYS_UNTIL, 0) <= year.year.last.toordinal():
                        owed += self._with_late(line, year, person, late[number + 1 :])
                        owed -= self._with_late(line, year, person, late[number:])
        return owed

    def _with_late(self, line: PlainLine, span: Span, person: Person, late: Sequence[int]) -> int:
        """What a person is paid in a span, off the schedule itself, if these raises come late and no others."""
        if line.rule.amount is None:
            return self._on_schedule(line, span, person, late=late)
        if not covers(line.clause.scope, person):
            return 0
        paid = 0
        for terms, share in self.in_force(line, span):
            base = sum(self._on_schedule(other, span, person, late=late) for other in self.base_lines(line, terms))
            paid += rounded(line.rule.amount(self._case(line, span, person, base, late), terms) * share)
        return paid

    def _stands_on(self, schedule: Provision, person: Person) -> bool:
        homes = [clause for clause in counted(self.agreement, "salary_schedule") if covers(clause.scope, person)]
        if person.has_own_salary:
            return homes[:1] == [schedule]
        place = tuple(person.words[column] for column in ("schedule", "lane", "step"))
        return schedule in homes and any(
            place == (cell.schedule, cell.lane, cell.step)
            for version in schedule.versions
            for cell in getattr(version.terms, "table", ())
        )

    def _pay(self, on: OnSchedule, late: Sequence[int], span: Span, lane: str | None = None) -> int:
        """Cell x FTE x share of the year, each schedule in force in turn; a salary of one's own is already scaled."""
        key = (on.person.row, on.schedule.id, tuple(late))
        pages = self._pages.setdefault(key, []) or on.pages(late)
        self._pages[key] = pages
        own_lane = "" if on.person.has_own_salary else on.person.words["lane"]
        fte = Fraction(1) if on.person.has_own_salary else Fraction(on.person.numbers["fte"], FULL_TIME)
        paid = 0
        for page, share in self._shares(pages, span):
            paid += rounded(page.salary(own_lane if lane is None else lane, own_lane) * fte * share, page.rounding)
        return paid

    def _shares(self, pages: Sequence[Page], span: Span) -> list[tuple[Page, Fraction]]:
        if span.day is not None:
            return [([page for page in pages if page.day <= span.day][-1], Fraction(1))]
        left = [span.year.share_from(page.day, self.calendar.proration) for page in pages]
        left[0] = Fraction(1)
        pairs = zip(pages, left, [*left[1:], Fraction(0)], strict=True)
        return [(page, share - rest) for page, share, rest in pairs if share > rest]


def _is_about_nobody_else(line: PlainLine, other: PlainLine, terms: Terms) -> bool:
    """Whether pay to no person is in a line's base: for the same people as the line's clause, or named by the base."""
    if {other.id, other.clause.id} & set(getattr(terms, "base", ())):
        return True
    mine, theirs = line.clause.scope, other.clause.scope
    for column, words in mine.words.items():
        if not theirs.words.get(column) or not all(word in words for word in theirs.words[column]):
            return False
    if theirs.hired_until == 0 < mine.hired_until:
        return False
    return (
        theirs.fte_from >= mine.fte_from
        and theirs.hired_from >= mine.hired_from
        and (mine.hired_until == 0 or theirs.hired_until <= mine.hired_until)
    )


def _base_columns(line: PlainLine, terms: Terms) -> list[str]:
    """The columns of the roster that a line builds upon under these terms."""
    bases = () if line.rule.is_lump else getattr(terms, "base", ())
    return list(dict.fromkeys(base.removeprefix("column:") for base in bases if base.startswith("column:")))


def _column(person: Person, name: str) -> int:
    """A number of the roster as pay; who has no salary of their own has none to build upon."""
    number = person.numbers[name]
    return 0 if name == "salary" and number == NO_SALARY else number
