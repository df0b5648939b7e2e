"""The rows of a cost sheet that say what each component costs: salaries with steps and raises apart, then the others.

Law: the components of a period sum to all lines, to the cent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from commonground.costing.components import BASE, CARRY_OVER, RAISE, STEP
from commonground.costing.lines import Line
from commonground.report.workbook.cells import Role, Sheet, Unit, letters
from commonground.report.workbook.cost_section import FIRST_PERIOD, Section
from commonground.report.workbook.salary_parts import LIVE_PARTS, PARTS

SALARIES = "salaries"
COMPONENT_COLUMN = 4


def component_names(lines: Sequence[Line]) -> list[str]:
    """The components of an agreement: salaries in their parts first, the others in the order of its lines."""
    names = dict.fromkeys(line.rule.component for line in lines)
    has_salaries = SALARIES in names
    names.pop(SALARIES, None)
    return [*(PARTS if has_salaries else ()), *names]


@dataclass(eq=False)
class ComponentRows:
    """The rows by component. `lines` are the first and the last row of the lines, `counted_from` the period before each."""

    sheet: Sheet
    lines: tuple[int, int]
    counted_from: Sequence[int | None]
    rows: dict[str, int] = field(default_factory=dict)

    def write(self, row: int, values: Mapping[str, Sequence[float]], parts: Mapping[str, Sequence[Section]]) -> None:
        """Write a row for each component from a row on; `parts` are the sections in which salaries are taken apart."""
        self.rows = {name: row + number for number, name in enumerate(values)}
        for name, by_period in values.items():
            at = self.rows[name]
            self.sheet.put(at, 0, name, Role.LINE)
            for number, value in enumerate(by_period):
                formula = self._formula(name, number, parts.get(name, ()))
                self.sheet.put(at, FIRST_PERIOD + number, value, unit=Unit.CENTS, formula=formula)

    def _formula(self, name: str, number: int, parts: Sequence[Section]) -> str:
        if name == BASE:
            return self._sum_of(SALARIES, 0)
        if name == RAISE:
            column = letters(FIRST_PERIOD + number)
            others = "".join(f"-{column}{self.rows[part] + 1}" for part in (BASE, CARRY_OVER, STEP))
            return f"ROUND({self._sum_of(SALARIES, number)}{others},2)"
        if name in LIVE_PARTS:
            return self._summed_up(name, number, parts)
        return f"ROUND({self._sum_of(name, number)},2)"

    def _sum_of(self, component: str, number: int) -> str:
        """The sum of a component's lines."""
        first, last = self.lines
        said, column = letters(COMPONENT_COLUMN), letters(FIRST_PERIOD + number)
        return f'SUMIF(${said}${first + 1}:${said}${last + 1},"{component}",{column}${first + 1}:{column}${last + 1})'

    def _summed_up(self, name: str, number: int, parts: Sequence[Section]) -> str:
        """What a part has added since the base year: so much as up to the period before, and what this one adds."""
        since = self.counted_from[number]
        if since is None:
            return "0"
        until = f"{letters(FIRST_PERIOD + since)}{self.rows[name] + 1}"
        added = "".join(f"+{letters(FIRST_PERIOD + number)}{section.top + 1}" for section in parts)
        return f"ROUND({until}{added},2)"
