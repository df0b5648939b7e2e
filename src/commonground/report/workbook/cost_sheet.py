"""The cost sheet of one agreement: totals by line on top, then every line's groups of people, folded away.

Law: the total of a period is the sum of its lines; each line's total is heads x figure for one head, over its rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from commonground.agreement.kind import LABEL_COLUMNS
from commonground.costing.engine import Engine
from commonground.costing.lines import Line
from commonground.costing.period import Period
from commonground.report.workbook.cells import Block, Role, Sheet, Unit, Value, address, letters
from commonground.report.workbook.component_rows import COMPONENT_COLUMN, ComponentRows, component_names
from commonground.report.workbook.cost_rows import Reckoner
from commonground.report.workbook.cost_section import FIRST_PERIOD, HEADS, Place, Section
from commonground.report.workbook.inputs import Inputs, Priced
from commonground.report.workbook.position_sections import PositionSections
from commonground.report.workbook.roster_cells import stated_pay
from commonground.report.workbook.salary_parts import before, part_values, salary_parts
from commonground.report.workbook.schedules import Schedules
from commonground.values.labels import Labels

HEADING_ROW, FIRST_LINE = 4, 5
HEADINGS = ("Unit", "Schedule", "Lane", "Step", "Other particulars", "Jobs (FTE)", "Service", "Stated pay", "Heads")
PARTICULARS = (*[Unit.TEXT] * 5, Unit.FTE, Unit.COUNT, Unit.CENTS, Unit.COUNT)
LONGEST_TITLE, NEXT_TO_TITLE = 70, 26
FIGURE_UNITS = {"dollars": Unit.CENTS, "rate": Unit.RATE, "number": Unit.NUMBER}
STATED_MARK = "(values: this line has no formula)"


@dataclass(eq=False)
class CostSheet:
    """What the summary asks a cost sheet for: the row of each component and of the total, and the figures of each row."""

    priced: Priced
    sheet: Sheet
    periods: tuple[Period, ...]
    components: dict[str, int] = field(default_factory=dict)
    totals: dict[int, list[float]] = field(default_factory=dict)
    total_row: int = 0
    stated: list[str] = field(default_factory=list)
    is_live: bool = True
    lines: int = 0

    @classmethod
    def stated_only(cls, priced: Priced, sheet: Sheet, periods: Sequence[Period], engine: Engine) -> CostSheet:
        """A cost that has no sheet of its own: its figures stand as values."""
        found = cls(priced, sheet, tuple(periods), is_live=False)
        lines = _employer_lines(engine, priced)
        totals = [[engine.total(priced.agreement, line, period) / 100 for period in periods] for line in lines]
        for row, (name, values) in enumerate(_by_component(engine, priced, periods, lines, totals).items()):
            found.components[name], found.totals[row] = row, values
        found.total_row = len(found.components)
        found.totals[found.total_row] = _summed(totals, len(periods))
        return found

    def total(self, period: int) -> tuple[str, float]:
        """The formula and the value of everything in a period."""
        value = self.totals[self.total_row][period]
        return (self.sheet.reference(self.total_row, FIRST_PERIOD + period) if self.is_live else f"{value:.2f}"), value

    def component(self, name: str, period: int) -> tuple[str, float]:
        """The formula and the value of a component in a period; "0" where the agreement has no such line."""
        if name not in self.components:
            return "0", 0.0
        row = self.components[name]
        value = self.totals[row][period]
        return self.sheet.reference(row, FIRST_PERIOD + period) if self.is_live else f"{value:.2f}", value


def period_titles(base: str, periods: Sequence[Period]) -> list[str]:
    """What the columns of periods are called."""
    found = []
    for number, period in enumerate(periods):
        if number == 0:
            found.append(f"{base} base")
        else:
            found.append(f"Run-rate,\n{period.day}" if period.is_annualised else period.label)
    return found


def cost_sheet(
    sheet: Sheet, engine: Engine, priced: Priced, inputs: Inputs, schedules: Schedules, periods: Sequence[Period]
) -> CostSheet:
    """Fill the cost sheet of an agreement, and its schedule sheet with it."""
    found = CostSheet(priced, sheet, tuple(periods))
    lines = _employer_lines(engine, priced)
    found.lines = len(lines)
    _head(sheet, priced, period_titles(engine.base.label, periods))
    found.total_row = FIRST_LINE + len(lines)
    totals = [[engine.total(priced.agreement, line, period) / 100 for period in periods] for line in lines]
    components = _by_component(engine, priced, periods, lines, totals)
    reckoner = Reckoner(engine, priced, inputs, schedules, periods)
    row = found.total_row + 5 + len(components)
    sheet.put(
        row - 1, 0, "Line by line, for one head; each line's own row is heads x the figures below it", Role.SECTION
    )
    positions = PositionSections(reckoner)
    for number, line in sorted(enumerate(lines), key=lambda numbered: numbered[1].rule.per == "position"):
        sections = positions.sections(line, row) if line.rule.per == "position" else reckoner.sections_of(line, row)
        own = next((section for section in sections if section.line.id == line.id), None)
        _summary_line(found, FIRST_LINE + number, line, own, totals[number])
        for section in sections:
            row = _write(sheet, section, reckoner.places[section.line.id])
    _total(found, len(lines))
    parts: dict[str, list[Section]] = {}
    for section in [one for one in reckoner.sections.values() if one.line.rule.name == "salary"]:
        for part, found_part in salary_parts(reckoner, section, row).items():
            parts.setdefault(part, []).append(found_part)
            row = _write(sheet, found_part, reckoner.places[section.line.id])
    _components(found, engine, components, parts)
    sheet.least[0] = min(max((len(title) for title in _titles(sheet)), default=0), LONGEST_TITLE) - NEXT_TO_TITLE
    used = {
        block.column + at
        for block in sheet.blocks
        if block.column == 0
        for at, column in enumerate(zip(*block.values, strict=True))
        if any(value is not None for value in column)
    }
    sheet.hidden = {column for column in range(FIRST_PERIOD) if column not in used | {0, 4}}
    return found


def _employer_lines(engine: Engine, priced: Priced) -> list[Line]:
    return [line for line in engine.join(priced.agreement).lines.values() if line.rule.payer == "employer"]


def _by_component(
    engine: Engine, priced: Priced, periods: Sequence[Period], lines: Sequence[Line], totals: Sequence[list[float]]
) -> dict[str, list[float]]:
    """What each component costs by period."""
    of_salaries = part_values(engine, priced, periods)
    found = {}
    for name in component_names(lines):
        own = [total for line, total in zip(lines, totals, strict=True) if line.rule.component == name]
        found[name] = of_salaries[name] if name in of_salaries else _summed(own, len(periods))
    return found


def _summed(totals: Sequence[Sequence[float]], periods: int) -> list[float]:
    return [round(sum(total[number] for total in totals), 2) for number in range(periods)]


def _components(
    found: CostSheet, engine: Engine, values: dict[str, list[float]], parts: dict[str, list[Section]]
) -> None:
    """The block by component, under the total."""
    row = found.total_row + 3
    found.sheet.put(
        row - 1, 0, "By component; steps and raises as they have added up since the base year", Role.SECTION
    )
    counted_from = [None, *(before(engine, found.periods, number) for number in range(1, len(found.periods)))]
    rows = ComponentRows(found.sheet, (FIRST_LINE, found.total_row - 1), counted_from)
    rows.write(row, values, parts)
    found.components |= rows.rows
    found.totals |= {rows.rows[name]: by_period for name, by_period in values.items()}


def _titles(sheet: Sheet) -> list[str]:
    """The titles of lines and sections, which run over from the first column up to the column of particulars."""
    held = [cell for (_, column), cell in sheet.cells.items() if column == 0 and cell.role in (Role.LINE, Role.SECTION)]
    return [str(cell.value) for cell in held]


def _head(sheet: Sheet, priced: Priced, titles: Sequence[str]) -> None:
    sheet.head, sheet.left = HEADING_ROW + 1, 1
    sheet.put(0, 0, f"Cost: {priced.title}", Role.TITLE)
    sheet.put(
        1, 0, "All employer cost, in dollars. Every figure is a formula on the Inputs and on the schedules.", Role.ASIDE
    )
    sheet.put(
        2,
        0,
        "The people behind a line are folded away: press + at the left of its row, or 2 at the top left for all.",
        Role.ASIDE,
    )
    sheet.put(3, 0, "Contents", Role.LINK, link="Contents")
    sheet.put_row(HEADING_ROW, 0, HEADINGS[:5], Role.HEADING)
    sheet.put_row(HEADING_ROW, 5, HEADINGS[5:], Role.COLUMN)
    sheet.put_row(HEADING_ROW, FIRST_PERIOD, titles, Role.COLUMN)


def _summary_line(found: CostSheet, row: int, line: Line, section: Section | None, totals: list[float]) -> None:
    """The line's row in the block on top."""
    sheet, priced = found.sheet, found.priced
    provision = priced.agreement[line.provision]
    mark = ""
    if section is None:
        mark = " (nothing in these years)"
    elif section.is_stated:
        mark = f" {STATED_MARK}"
        found.stated.append(f"{provision.title}: {line.rule.component} ({section.why_stated})")
    once = ", paid once" if line.rule.one_time else ""
    sheet.put(row, 0, f"{provision.title}{once}{mark}", Role.LINE)
    sheet.put(row, COMPONENT_COLUMN, line.rule.component, Role.LINE)
    for number, value in enumerate(totals):
        formula = "" if section is None else address(section.top, FIRST_PERIOD + number)
        sheet.put(row, FIRST_PERIOD + number, value, unit=Unit.CENTS, formula=formula)
    found.totals[row] = totals


def _total(found: CostSheet, lines: int) -> None:
    sheet, row = found.sheet, found.total_row
    sheet.put(row, 0, "All lines", Role.TOTAL)
    for column in range(1, FIRST_PERIOD):
        sheet.put(row, column, None, Role.TOTAL)
    found.totals[row] = _summed([found.totals[FIRST_LINE + line] for line in range(lines)], len(found.periods))
    for number, value in enumerate(found.totals[row]):
        at = letters(FIRST_PERIOD + number)
        formula = f"ROUND(SUM({at}{FIRST_LINE + 1}:{at}{row}),2)" if lines else "0"
        sheet.put(row, FIRST_PERIOD + number, value, Role.TOTAL, unit=Unit.CENTS, formula=formula)


def _write(sheet: Sheet, section: Section, places: list[Place | None]) -> int:
    """Write a line's own row, its figures and its groups; returns the row where the next line may begin."""
    first = section.first
    last = first + section.rows
    role = Role.STATED if section.is_stated else Role.PLAIN
    totals = section.totals
    sheet.put(section.top, 0, section.title, Role.SECTION)
    sheet.put(section.top, COMPONENT_COLUMN, section.note or section.line.rule.formula, Role.ASIDE)
    for number, value in enumerate(totals):
        formula = section.total_formula(number)
        sheet.put(section.top, FIRST_PERIOD + number, value, Role.SECTION, unit=Unit.CENTS, formula=formula)
    for at, figure in enumerate(section.figures):
        sheet.put(section.top + 1 + at, 0, figure.title, Role.ASIDE)
        for number, formula in figure.formulas.items():
            value = figure.values[number]
            at_row, unit = section.top + 1 + at, FIGURE_UNITS[figure.unit]
            sheet.put(at_row, FIRST_PERIOD + number, value, Role.NOTE, unit=unit, formula=formula)
    _particulars(sheet, section, places)
    formulas = [["" if cell == "0" else cell for cell in row] for row in section.formulas]
    units = [Unit.CENTS] * len(totals)
    sheet.blocks.append(Block(first, FIRST_PERIOD, units, section.values, formulas, role))
    sheet.folded.append((section.top + 1, last - 1))
    return last


def _numbers(line: Line, name: str) -> list[int]:
    column = line.columns[name]
    assert not isinstance(column, Labels)
    return [int(number) for number in column.tolist()]


def _words(line: Line, name: str) -> list[str]:
    column = line.columns[name]
    assert isinstance(column, Labels)
    return column.to_list()


def _particulars(sheet: Sheet, section: Section, places: list[Place | None]) -> None:
    """Who stands in each row: the cell, the words that the line reads, jobs, service, heads."""
    line = section.line
    if line.is_lump:
        sheet.put(section.first, 0, "the district", Role.LABEL)
        sheet.put(section.first, HEADS, 1, unit=Unit.COUNT)
        return
    read = [
        name for name in line.rule.columns if name in LABEL_COLUMNS and name not in ("unit", "schedule", "lane", "step")
    ]
    rows = len(line.count)
    said = [[f"{name.replace('_', ' ')} {word}" if word else "" for word in _words(line, name)] for name in read]
    words = [", ".join(part for part in row if part) or None for row in zip(*said, strict=True)] or [None] * rows
    fte: Sequence[float | None] = [place.fte if place else None for place in places]
    if "fte" in line.columns:
        fte = [jobs / 10_000 for jobs in _numbers(line, "fte")]
    service = _numbers(line, "service") if "service" in line.rule.columns else [None] * rows
    kept: Sequence[float | None] = (
        stated_pay(line, line.base_columns[0]) if len(line.base_columns) == 1 else [None] * rows
    )
    nowhere = (None,) * 4
    found: list[tuple[Value, ...]] = [
        (*(place.words if place else nowhere), *rest)
        for place, *rest in zip(places, words, fte, service, kept, line.count.tolist(), strict=True)
    ]
    if line.has_pool:
        found.append(("no person", None, None, None, "paid by the position", 0, 0, None, 1))
    sheet.blocks.append(Block(section.first, 0, PARTICULARS, found, role=Role.LABEL))
