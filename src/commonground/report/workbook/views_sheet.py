"""The Views sheet: one agreement against another (or against the base year) in one view, chosen in three cells.

Law: the figures are those of `costing.views` and of `costing.breakdown` by component, whichever three words are chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from commonground.report.workbook.cells import Chart, Role, Sheet, Unit, address, letters
from commonground.report.workbook.cost_section import FIRST_PERIOD
from commonground.report.workbook.cost_sheet import CostSheet

NOTHING, BASE = "nothing", "base"
NONE = "n/a"
VIEWS = {
    "annual": "what each year costs more",
    "increment": "what each year adds to the year before it",
    "cumulative": "what has been paid more so far",
    "run-rate": "a full year of what is in force on the term's last day, without what is paid once",
}
SHOWN_ROW, AGAINST_ROW, VIEW_ROW, FIRST_TABLE = 4, 5, 6, 8
WORD, NUMBER, SAID = 1, 2, 3
FIRST = 1
PICTURE_ROWS, MOST_ON_A_PAGE = 17, 13


class Figure(NamedTuple):
    """A formula, and what it comes to under the words that stand there at first."""

    formula: str
    value: float


class ViewsSheet:
    """The sheet being filled. Columns: component, base year, years, sum of the years, run-rate.

    `run_rates` holds for each agreement the number of its run-rate among the periods, None where it has none.
    """

    def __init__(
        self, sheet: Sheet, costs: Sequence[CostSheet], years: Sequence[str], run_rates: Sequence[int | None]
    ) -> None:
        self.sheet, self.costs, self.years, self.run_rates = sheet, costs, years, run_rates
        self.names = list(dict.fromkeys(name for cost in reversed(costs) for name in cost.components))
        self.shown, self.against = len(costs) - 1, None if len(costs) == 1 else 0
        rows = len(self.names) + 3
        self.top, self.picture = FIRST_TABLE, FIRST_TABLE + rows
        self.cost, self.reference, self.agreements = (self.picture + PICTURE_ROWS + n * rows for n in range(3))
        self.views = self.agreements + len(costs) + 4
        self.total, self.run_rate = FIRST + len(years), FIRST + len(years) + 1

    def write(self) -> None:
        """Write the whole sheet."""
        sheet = self.sheet
        sheet.left = 1
        sheet.put(0, 0, "Views", Role.TITLE)
        sheet.put(1, 0, "Choose a word on each yellow cell: every figure of this sheet follows.", Role.ASIDE)
        sheet.put(2, 0, "Contents", Role.LINK, link="Contents")
        agreements = [(cost.priced.tag, cost.priced.title) for cost in self.costs]
        known = [(NOTHING, "nothing: the whole cost"), (BASE, f"the base year, {self.years[0]}"), *agreements]
        self._list(self.agreements, "What may be shown, and held against", known)
        for number, run_rate in enumerate(self.run_rates, start=3):
            place = NONE if run_rate is None else run_rate + 1
            sheet.put(self.agreements + number, self.run_rate, place, Role.PLACE, unit=Unit.COUNT)
        sheet.put(self.agreements, self.run_rate, "Column of its run-rate", Role.COLUMN)
        self._list(self.views, "Views", list(VIEWS.items()))
        self._choice(SHOWN_ROW, "shown", self.agreements + 3, agreements, self.shown)
        self._choice(AGAINST_ROW, "against", self.agreements + 1, known, 1 if self.against is None else 2)
        self._choice(VIEW_ROW, "view", self.views + 1, list(VIEWS.items()), 0)
        cost = self._table(self.cost, "Cost of what is shown", self._cost)
        against = self._table(self.reference, "Cost of what it is held against", self._reference)
        self._in_view(cost, against)
        span = (FIRST + 1, FIRST + len(self.years) - 1)
        total = self.top + 1 + len(self.names)
        sheet.charts.append(Chart(self.picture, 0, "Shown, by year", self.top, (total,), span, 1))
        sheet.breaks += [self.cost, self.agreements] if len(self.names) > MOST_ON_A_PAGE else [self.cost]
        sheet.printed = self.views + len(VIEWS)

    def _list(self, row: int, title: str, entries: Sequence[tuple[str, str]]) -> None:
        self.sheet.put_row(row, 0, [title, *[""] * self.run_rate], Role.HEADING)
        for number, (word, said) in enumerate(entries, start=1):
            self.sheet.put(row + number, 0, word, Role.LABEL)
            self.sheet.put(row + number, 1, said, Role.LINE)

    def _choice(self, row: int, name: str, first: int, entries: Sequence[tuple[str, str]], chosen: int) -> None:
        """A cell in which one of some words is chosen, its number in the list, and what it stands for."""
        words, said = (f"${column}${first + 1}:${column}${first + len(entries)}" for column in "AB")
        word, text = entries[chosen]
        number = f"MATCH({address(row, WORD)},{words},0)"
        self.sheet.put(row, 0, name.capitalize(), Role.LABEL)
        self.sheet.put(row, WORD, word, Role.INPUT, choices=words, name=f"view_{name}")
        self.sheet.put(row, NUMBER, chosen + 1, Role.PLACE, unit=Unit.COUNT, formula=number)
        self.sheet.put(row, SAID, text, Role.LINE, formula=f"INDEX({said},{address(row, NUMBER)})")

    def _number(self, row: int) -> str:
        return f"${letters(NUMBER)}${row + 1}"

    def _head(self, row: int, title: str) -> None:
        self.sheet.put(row, 0, title, Role.HEADING)
        self.sheet.put_row(row, FIRST, [*self.years, "Sum of years", "Run-rate"], Role.COLUMN)

    def _table(self, row: int, title: str, figure: Callable[[str, int], Figure]) -> list[list[float]]:
        """A table by component and in all: years, and the run-rate last; returns its values."""
        self._head(row, title)
        found = []
        for at, name in enumerate([*self.names, ""], start=row + 1):
            figures = [figure(name, number) for number in range(len(self.years) + 1)]
            self._row(at, name, figures, None)
            found.append([value for _, value in figures])
        return found

    def _row(self, at: int, name: str, figures: Sequence[Figure], total: Figure | None) -> None:
        role = Role.PLAIN if name else Role.TOTAL
        self.sheet.put(at, 0, name or "total", Role.LABEL if name else role)
        columns = [*range(FIRST, FIRST + len(self.years)), self.run_rate]
        for column, (formula, value) in zip(columns, figures, strict=True):
            self.sheet.put(at, column, value, role, unit=Unit.DOLLARS, formula=formula)
        self.sheet.put(at, self.total, None, role)
        if total is not None:
            self.sheet.put(at, self.total, total.value, role, unit=Unit.DOLLARS, formula=total.formula)

    def _of(self, cost: CostSheet, name: str, number: int) -> str:
        """An agreement's cost in a period; past the years the period is that of the run-rate of what is shown."""
        if number < len(self.years):
            return (cost.component(name, number) if name else cost.total(number))[0]
        if name and name not in cost.components:
            return "0"
        row = cost.components[name] if name else cost.total_row
        if not cost.is_live:
            return f"CHOOSE({self._run_rate_column},{','.join(f'{value:.2f}' for value in cost.totals[row])})"
        last = address(row, FIRST_PERIOD + len(cost.periods) - 1)
        return f"INDEX({cost.sheet.reference(row, FIRST_PERIOD)}:{last},{self._run_rate_column})"

    @property
    def _run_rate_column(self) -> str:
        column, first = letters(self.run_rate), self.agreements + 4
        return f"INDEX(${column}${first}:${column}${first + len(self.costs) - 1},{self._number(SHOWN_ROW)})"

    def _value(self, cost: CostSheet, name: str, number: int) -> float:
        period = number if number < len(self.years) else self.run_rates[self.shown]
        if period is None:
            return 0.0
        return (cost.component(name, period) if name else cost.total(period))[1]

    def _cost(self, name: str, number: int) -> Figure:
        chosen = f"CHOOSE({self._number(SHOWN_ROW)},{','.join(self._of(cost, name, number) for cost in self.costs)})"
        return Figure(self._where_there_is(chosen, number), self._value(self.costs[self.shown], name, number))

    def _reference(self, name: str, number: int) -> Figure:
        row = self.cost + 1 + [*self.names, ""].index(name)
        every = ["0", f"${letters(FIRST)}{row + 1}", *(self._of(cost, name, number) for cost in self.costs)]
        chosen = f"CHOOSE({self._number(AGAINST_ROW)},{','.join(every)})"
        if self.against is None:
            value = self._value(self.costs[self.shown], name, 0)
        else:
            value = self._value(self.costs[self.against], name, number)
        return Figure(self._where_there_is(chosen, number), value)

    def _where_there_is(self, formula: str, number: int) -> str:
        """A formula; of a run-rate "n/a" where what is shown has none."""
        return formula if number < len(self.years) else f'IFERROR({formula},"{NONE}")'

    def _in_view(self, cost: Sequence[Sequence[float]], against: Sequence[Sequence[float]]) -> None:
        """The table of what is shown; the first view is annual."""
        self._head(self.top, "Shown")
        last = letters(FIRST + len(self.years) - 1)
        for number, name in enumerate([*self.names, ""]):
            here, there = self.cost + 2 + number, self.reference + 2 + number
            less = [round(one - other, 2) for one, other in zip(cost[number], against[number], strict=True)]
            figures = []
            for year in range(len(self.years)):
                column, earlier = letters(FIRST + year), letters(FIRST + year - 1)
                annual = f"{column}{here}-{column}{there}"
                step = f"{annual}-({earlier}{here}-{earlier}{there})"
                paid = f"SUM(C{here}:{column}{here})-SUM(C{there}:{column}{there})"
                more = [annual, step, paid] if year else [annual, "0", "0"]
                figures.append(Figure(self._by_view(*more, "0"), less[year]))
            column = letters(self.run_rate)
            annual = f"{column}{here}-{column}{there}"
            run_rate = f'IFERROR({self._by_view(annual, "0", "0", annual)},"{NONE}")'
            figures.append(Figure(run_rate, less[-1]))
            annual = f"SUM(C{here}:{last}{here})-SUM(C{there}:{last}{there})"
            total = Figure(self._by_view(annual, "0", "0", "0"), round(sum(less[1:-1]), 2))
            self._row(self.top + 1 + number, name, figures, total)

    def _by_view(self, *formulas: str) -> str:
        return f"ROUND(CHOOSE({self._number(VIEW_ROW)},{','.join(formulas)}),2)"
