"""The schedule sheet of one agreement: the cells of every band, as printed and as each raise builds them.

A cost row asks here for what its people are paid: the formula of a cell times the jobs, for each schedule in force in turn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from commonground.agreement.band import Band, Moment
from commonground.agreement.calendar import Calendar
from commonground.agreement.expiry import Expiry
from commonground.agreement.kinds.salary_schedule import SalarySchedule, StepAdded
from commonground.agreement.provision import Version
from commonground.agreement.sheet import added
from commonground.costing.components import carries, given_since
from commonground.costing.period import Period
from commonground.costing.retro import late_raises
from commonground.report.workbook.cells import Block, Role, Sheet, Unit, letters
from commonground.report.workbook.inputs import Inputs, Priced
from commonground.report.workbook.pay_formulas import CELL, PartOfYear, filled, pay_formula
from commonground.report.workbook.raise_sources import RaiseFormula, RaiseSource, raise_formula, sources_of
from commonground.report.workbook.schedule_walk import (
    BandColumns,
    PriceColumn,
    WatchedTimeline,
    Written,
    carried,
    watched,
)
from commonground.report.workbook.steps_apart import RaisedFirst, RaiseInPlace, SteppedFirst, StepsApart

FIRST_BAND = 5
MOST_IN_SIGHT = 40
ROWS_OF_A_PAGE = 44
HEADINGS = ("Unit", "Schedule", "Lane", "Step")


class Schedules:
    """The schedule sheet being filled; bands are written as cost rows ask for them."""

    def __init__(self, sheet: Sheet, priced: Priced, inputs: Inputs, calendar: Calendar, expiry: Expiry) -> None:
        self.sheet, self.priced, self.inputs = sheet, priced, inputs
        self.calendar, self.expiry = calendar, expiry
        self.bands: dict[Any, BandRows] = {}
        self.starts: list[int] = []
        self.row = FIRST_BAND
        sheet.head, sheet.left = 0, len(HEADINGS)
        sheet.put(0, 0, f"Salary schedules: {priced.title}", Role.TITLE)
        sheet.put(
            1,
            0,
            "Full-time dollars a year. Each later schedule is reckoned from the one before it and the raise.",
            Role.ASIDE,
        )
        sheet.put(
            2,
            0,
            "Printed cells, increments and indices may be changed here; raises are changed on the Inputs sheet.",
            Role.ASIDE,
        )
        sheet.put(3, 0, "Contents", Role.LINK, link="Contents")

    def band(self, band: Band) -> BandRows:
        """A band's rows and columns, written when first asked for."""
        key = (band.schedule, band.keys, band.ladders, band.raises, band.movements)
        if key not in self.bands:
            self.bands[key] = BandRows(self, band)
            above, self.row = self.row, self.bands[key].write(self.row)
            self._repeat(above + 1)
        return self.bands[key]

    def _repeat(self, row: int) -> None:
        """Print a band's headings on every page where they fit all bands; else no band is cut that fits a page."""
        first = FIRST_BAND + 1
        headings = [
            {at: cell.value for (line, at), cell in self.sheet.cells.items() if line == held} for held in (first, row)
        ]
        self.sheet.repeated = first if headings[0] == headings[1] and (row == first or self.sheet.repeated) else None
        if self.row - (self.starts[-1] if self.starts else 0) > ROWS_OF_A_PAGE and row != first:
            self.starts.append(row - 1)
        self.sheet.breaks = [] if self.sheet.repeated else list(self.starts)


class BandRows:
    """One band on the schedule sheet, and the timelines along which its people are paid."""

    def __init__(self, schedules: Schedules, band: Band) -> None:
        self.schedules, self.band = schedules, band
        priced, agreement = schedules.priced, schedules.priced.agreement
        self.provision = agreement[band.schedule]
        self.late = late_raises(agreement, band, schedules.calendar)
        self.columns = BandColumns(
            band,
            schedules.row + 2,
            sources_of(agreement, band),
            self._formula_of,
            lambda terms, lane: schedules.inputs.name(
                priced, self.provision, self._version(terms), ("differentials", lane), "dollars"
            ),
            self._step_added,
        )
        self.paid = watched(agreement, self.columns, schedules.calendar, lambda raise_: True, shows_moves=True)
        self.parts: dict[tuple[int, Period], list[PartOfYear]] = {}
        self.earned = [self._earned(number) for number in range(len(self.late) + 1)] if self.late else []

    def _earned(self, number: int) -> WatchedTimeline:
        """The timeline in which only the late raises from this one on are taken when they are paid."""
        late, agreement = self.late[number:], self.schedules.priced.agreement
        return watched(
            agreement, self.columns, self.schedules.calendar, lambda raise_: raise_ in late, shows_moves=False
        )

    def _formula_of(self, source: RaiseSource) -> RaiseFormula:
        own = self.schedules
        return raise_formula(own.inputs, own.priced, source, own.expiry, own.calendar.years)

    def _version(self, terms: SalarySchedule) -> Version:
        return next(version for version in self.provision.versions if version.terms is terms)

    def _step_added(self, terms: SalarySchedule, step: StepAdded) -> tuple[str, str]:
        at, version = terms.steps_added.index(step), self._version(terms)
        name, priced = self.schedules.inputs.name, self.schedules.priced
        return (
            name(priced, self.provision, version, ("steps_added", at, "percent"), "rate"),
            name(priced, self.provision, version, ("steps_added", at, "amount"), "dollars"),
        )

    def write(self, row: int) -> int:
        """Write the band from a row on; returns the row where the next may begin."""
        sheet, band, columns = self.schedules.sheet, self.band, self.columns
        own, names = f"{len(band.keys)} salaries of their own", dict.fromkeys(key.schedule for key in band.keys)
        what = own if band.is_personal else ", ".join(names)
        units = ", ".join(dict.fromkeys(key.unit for key in band.keys if key.unit))
        sheet.put(row, 0, " - ".join(part for part in (self.provision.title, units, what) if part), Role.SECTION)
        sheet.put_row(row + 1, 0, HEADINGS, Role.HEADING)
        words = [(key.unit, "own salary", "", "") for key in band.keys] if band.is_personal else band.keys
        sheet.blocks.append(Block(columns.top, 0, [Unit.TEXT] * 4, words, role=Role.LABEL))
        for side in columns.sides:
            sheet.put(row + 1, side.column, side.title, Role.COLUMN)
            unit = Unit.TEXT if any(isinstance(value, str) for value in side.values) else Unit.NUMBER
            sheet.blocks.append(
                Block(columns.top, side.column, [unit], [[value] for value in side.values], role=Role.PLACE)
            )
        for price in columns.prices:
            sheet.put(row + 1, price.column, price.title, Role.COLUMN)
            if price.percent:
                formula, percent = price.percent
                sheet.put(row, price.column, percent, unit=Unit.RATE, formula=formula)
            formulas, values = [[one] for one in price.formulas], [[one or None] for one in price.values]
            sheet.blocks.append(Block(columns.top, price.column, [Unit.EXACT], values, formulas))
        if band.is_personal and len(band.keys) > MOST_IN_SIGHT:
            sheet.folded.append((columns.top, columns.top + len(band.keys) - 1))
        return columns.top + len(band.keys) + 2

    def pay(self, cell: int, fte: str, period: Period, lane: str | None = None) -> str:
        """The formula for what somebody who stood on a cell at the snapshot is paid in a period, or would be in a lane."""
        return added(*self._terms(self.timeline(period), cell, fte, period, lane))

    def pays(self, people: Sequence[tuple[int, str]], period: Period) -> list[str]:
        """The same for many: the cell on which each stood, and the reference to their jobs."""
        top, parts = self.columns.top + 1, self._parts(self.timeline(period), period)
        return [added(*[filled(part.pay, top + part.place[cell], fte) for part in parts]) for cell, fte in people]

    def timeline(self, period: Period) -> WatchedTimeline:
        """The timeline by which a period is read: as pay is paid, for a run-rate as it is earned."""
        is_run_rate = period.day is not None and period.day > self.schedules.calendar.snapshot
        return self.earned[-1] if is_run_rate and self.late else self.paid

    def steps(self, terms: SalarySchedule, before: Period, now: Period) -> StepsApart:
        """What tells steps from raises between the end of a period and another, under the schedule's terms in the other.

        The placement is taken first (the old schedule at the new step) or, where pay is raised first, the raises (in place).
        """
        until, since = self.timeline(before), self.timeline(now)
        end = until.timeline.on(before.day or before.year.last)
        salary, top, parts = self._salary(until.written[end].column), self.columns.top + 1, self._parts(since, now)
        if not carries(terms, self.band):
            return SteppedFirst(end, salary, top, parts)
        raises = [self._raises_in_place(terms, end, since.written[part.moment], part.moment) for part in parts]
        return RaisedFirst(end, salary, top, parts, raises)

    def _raises_in_place(self, terms: SalarySchedule, end: Moment, written: Written, now: Moment) -> list[RaiseInPlace]:
        """The raises between two moments, each carried as the schedule's terms say."""
        grain = terms.grain_of_own_salaries if self.band.is_personal else terms.grain
        found = []
        for given in given_since(end.growths, now.growths):
            raise_, where = written.raises[given], now.growths[given][1]
            column = self.columns.jobs(raise_)
            jobs = column and self._cell(column)

            def of(salary: str, raise_: RaiseFormula = raise_, jobs: str = jobs) -> str:
                return carried(grain, f"({raise_.of(salary, jobs)})")

            found.append(RaiseInPlace(of, None if where is None else where.tolist()))
        return found

    def _salary(self, column: PriceColumn) -> str:
        """A cell of the band in a column of prices, as other sheets name it, with the mark of its row."""
        return self._cell(letters(column.column))

    def _cell(self, column: str) -> str:
        return f"'{self.schedules.sheet.name}'!{column}{CELL}"

    def pay_if_late(self, number: int, cell: int, fte: str, period: Period, lane: str | None = None) -> str:
        """The same, if only the late raises from one of this number on reach the payroll when they are paid."""
        return added(*self._terms(self.earned[number], cell, fte, period, lane))

    def _terms(
        self, watched_: WatchedTimeline, cell: int, fte: str, period: Period, lane: str | None = None
    ) -> list[str]:
        top, found = self.columns.top + 1, []
        for part in self._parts(watched_, period):
            number = part.place[cell]
            number = number if lane is None else self._in_lane(part.moment, number, lane)
            found.append(filled(part.pay, top + number, fte))
        return found

    def _parts(self, watched_: WatchedTimeline, period: Period) -> list[PartOfYear]:
        """The schedules in force in a period, one after another."""
        key = (id(watched_), period)
        if key not in self.parts:
            found = self.parts[key] = []
            for segment in period.segments(watched_.timeline):
                moment, share = segment.moment, segment.share
                salary = self._salary(watched_.written[moment].column)
                pay = pay_formula(salary, share, moment.pay_rounding)
                found.append(PartOfYear(moment, share, moment.place.tolist(), salary, pay))
        return self.parts[key]

    def _in_lane(self, moment: Moment, number: int, lane: str) -> int:
        other = self.band.index.get(self.band.keys[number]._replace(lane=lane), number)
        return other if moment.present[other] else number

    def retroactive_pay(self, cell: int, fte: str, period: Period, periods: Sequence[Period]) -> str:
        """The formula for what somebody is paid in a period for earlier days; "0" where nothing is. `periods` are lived."""
        found = ""
        for number, raise_ in enumerate(self.late):
            if period.is_annualised or raise_.paid_from is None or raise_.paid_from not in period.year:
                continue
            for earlier in periods:
                if earlier.year <= period.year:
                    earned = Counter(self._terms(self.earned[number + 1], cell, fte, earlier))
                    paid = Counter(self._terms(self.earned[number], cell, fte, earlier))
                    found += "".join(f"+{term}" for term in (earned - paid).elements())
                    found += "".join(f"-{term}" for term in (paid - earned).elements())
        return f"ROUND({found.removeprefix('+')},2)" if found else "0"
