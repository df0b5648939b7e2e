"""One's own pay, careers and settlements as comparables are set against them, worked out once for each agreement and year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from commonground.agreement.agreement import Agreement
from commonground.comparables.career import Career, career
from commonground.comparables.figure import SETTLEMENT
from commonground.comparables.own import Settled, benchmark_named, cell_of, compounded, settled_in
from commonground.comparables.rank import Rank, ranked
from commonground.costing.period import Period
from commonground.negotiation import Negotiation
from commonground.report.schedule_grids import built_cells
from commonground.values.fiscal_year import FiscalYear


class Under(NamedTuple):
    """An agreement whose figures are compared: the name by which it is asked for, and itself."""

    name: str
    agreement: Agreement


class OwnCells(NamedTuple):
    """The schedule that is compared, in a year: its unit, its name, and cents by lane and step in the order of the steps."""

    unit: str
    schedule: str
    cents: Mapping[tuple[str, str], int]


class OwnPay:
    """What a negotiation's agreements pay and give, beside its comparables."""

    def __init__(self, negotiation: Negotiation) -> None:
        self.negotiation, self.comparables = negotiation, negotiation.comparables
        self.periods = negotiation.pricing.engine.periods
        self._cells: dict[tuple[str, str], OwnCells] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """Every benchmark and cell that figures are given for, in the order of the table."""
        return tuple(name for name in self.comparables.by_name if name != SETTLEMENT)

    @property
    def benchmarks(self) -> tuple[str, ...]:
        """Those that are named as benchmarks; where none is, every cell."""
        named = tuple(n for n in self.names if any(one.benchmark for one in self.comparables.by_name[n]))
        return named or self.names

    def periods_with(self, names: Sequence[str]) -> list[Period]:
        """The costed years, the base year among them, for which another district has a figure of any of these names."""
        held = {one.year for name in names for one in self.comparables.by_name.get(name, ())}
        return [period for period in self.periods if period.year.first.year in held]

    def cells(self, under: Under, period: Period) -> OwnCells:
        """The cells of the unit and the schedule that comparables.toml names, or of the first that people stand on."""
        key = under.name, period.label
        if key not in self._cells:
            self._cells[key] = self._built(under.agreement, period)
        return self._cells[key]

    def _built(self, agreement: Agreement, period: Period) -> OwnCells:
        unit, schedule = self.comparables.unit, self.comparables.schedule
        cents: dict[tuple[str, str], int] = {}
        for cell in built_cells(self.negotiation, agreement, period):
            key = cell.key
            if (not unit or key.unit == unit) and (not schedule or key.schedule == schedule):
                unit, schedule = key.unit, key.schedule
                cents.setdefault((key.lane, key.step), cell.cents)
        return OwnCells(unit, schedule, cents)

    def place(self, under: Under, period: Period, name: str) -> tuple[str, str] | None:
        """The lane and step that a benchmark means; None where the schedule has no such cell."""
        return cell_of(benchmark_named(name, self.comparables.benchmarks), self.cells(under, period).cents)

    def standing(self, under: Under, period: Period, name: str) -> tuple[int | None, Rank | None]:
        """What a benchmark is paid in a period, in cents, and where that stands among the others' figures."""
        place = self.place(under, period, name)
        if place is None:
            return None, None
        own = self.cells(under, period).cents[place]
        return own, ranked(own, self.comparables.of(name, period.year.first.year).values())

    def careers(self, unders: Sequence[Under], period: Period) -> tuple[dict[str, Career], dict[str, Career]]:
        """The careers on the schedules of a year: those from here, by the agreement's name, and others', by district."""
        rule = self.comparables.career
        assert rule is not None
        here = {under.name: career(rule, self.cells(under, period).cents) for under in unders}
        cells = {name: self.comparables.cells(name, period.year.first.year) for name in self.comparables.districts}
        return here, {name: career(rule, held) for name, held in cells.items() if held}

    def years_of_careers(self) -> list[Period]:
        """The costed years for which another district has a schedule from which its career can be told."""
        return [
            period for period in self.periods if any(not one.missing for one in self.careers([], period)[1].values())
        ]

    def settled_years(self) -> list[FiscalYear]:
        """The years after the base year in which any other district has settled."""
        return [period.year for period in self.periods_with([SETTLEMENT]) if period.passed]

    def settled(self, under: Under, year: FiscalYear) -> Settled:
        """What an agreement's raises give in a fiscal year."""
        return settled_in(under.agreement, self.cells(under, self.periods[0]).unit, year)

    def rates(self, under: Under, years: Sequence[FiscalYear]) -> list[Fraction]:
        """The percents of an agreement's raises, year by year."""
        return [self.settled(under, year).rate for year in years]

    def others_settled(self, years: Sequence[FiscalYear]) -> dict[str, list[Fraction | None]]:
        """Others' percents by district, year by year; None where there is none."""
        by_year = [self.comparables.of(SETTLEMENT, year.first.year) for year in years]
        names = dict.fromkeys(district for found in by_year for district in found)
        return {name: [found.get(name) for found in by_year] for name in names}

    def raised(self, under: Under, period: Period, name: str) -> Fraction | None:
        """The change from the base year to a period: of a benchmark's pay, or without a name of the raises, compounded."""
        if not name:
            return compounded(self.rates(under, [one.year for one in self.periods if 0 < one.passed <= period.passed]))
        before, _ = self.standing(under, self.periods[0], name)
        after, _ = self.standing(under, period, name)
        return None if not before or after is None else Fraction(after, before) - 1

    def prices(self, period: Period) -> Fraction | None:
        """How much prices change from the base year to a period; None where they are not known."""
        prices = self.comparables.prices
        return None if prices is None else prices.change(self.periods[0].year.first.year, period.year.first.year)

    def real(self, under: Under, period: Period, name: str) -> Fraction | None:
        """A change with prices taken out; None where one of the two is not known."""
        prices, change = self.comparables.prices, self.raised(under, period, name)
        if prices is None or change is None:
            return None
        return prices.real(change, self.periods[0].year.first.year, period.year.first.year)
