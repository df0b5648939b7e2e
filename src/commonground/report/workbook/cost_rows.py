"""One line of a cost sheet: its groups of people as rows, its periods as columns, each cell a formula for one head.

Law: a line's total in a period is the sum over its rows of heads x the figure for one head; the rows are the engine's own
groups and their formulas the rules' own, so the totals are the engine's to the cent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import numpy as np

from commonground.agreement.kind import COLUMN, LABEL_COLUMNS
from commonground.agreement.provision import Version
from commonground.agreement.sheet import InputUnit, Path, SheetRow, added, to_the_cent
from commonground.costing.bands import Standing
from commonground.costing.engine import Engine
from commonground.costing.lines import Line, base_of, with_pool
from commonground.costing.period import Period
from commonground.report.workbook.cells import letters
from commonground.report.workbook.cost_section import FIRST_PERIOD, FTE, HEADS, SERVICE, STATED, Figure, Place, Section
from commonground.report.workbook.inputs import Inputs, Priced
from commonground.report.workbook.owed_back import OwedBack, Stands
from commonground.report.workbook.roster_cells import days_of_leave, stated_pay
from commonground.report.workbook.schedules import Schedules

BASE_MARK, PERIOD_MARK = re.compile(r"\{base \d+\}"), "{period}"


class Reckoner:
    """Works out the formulas of an agreement's lines, section by section, each after those that it builds upon."""

    def __init__(
        self, engine: Engine, priced: Priced, inputs: Inputs, schedules: Schedules, periods: Sequence[Period]
    ) -> None:
        self.engine, self.priced, self.inputs, self.schedules = engine, priced, inputs, schedules
        self.periods = tuple(periods)
        self.sections: dict[str, Section] = {}
        self.places: dict[str, list[Place | None]] = {}
        self._known_bases: dict[tuple[str, tuple[str, ...], frozenset[str]], str] = {}
        self.lived = [Period(period.year, period.passed) for period in engine.periods]

    def section(self, line: Line, top: int) -> Section | None:
        """The section of a line from a row on; None where the line is nothing whatever the inputs are."""
        section = Section(line, self.priced.agreement[line.provision], top=top)
        self.places[line.id] = self.places_of(line)
        if not section.rows:
            return None
        if line.standings:
            section.formulas = self._schedule_pay(section)
        elif line.rule.sheet is None:
            section.is_stated = True
        elif line.rule.owed_back:
            section.formulas = self._owed_back(section, line.rule.sheet)
        else:
            section.formulas = self.by_rule(section, line.rule.sheet)
        section.values = self._values(line)
        if section.is_stated:
            section.formulas = [[""] * len(self.periods) for _ in range(section.rows)]
            section.nothing = tuple(not any(row[n] for row in section.values) for n in range(len(self.periods)))
        else:
            section.nothing = tuple(all(row[n] == "0" for row in section.formulas) for n in range(len(self.periods)))
        if all(section.nothing) and not section.is_stated:
            return None
        self.sections[line.id] = section
        return section

    def sections_of(self, line: Line, top: int) -> list[Section]:
        """The section of a line from a row on, where it has one."""
        section = self.section(line, top)
        return [] if section is None else [section]

    def _values(self, line: Line) -> list[list[float]]:
        by_period = [self.engine.values(self.priced.agreement, line, period) for period in self.periods]
        if line.is_lump:
            return [[value / 100 for value in by_period]]
        rows = len(line.count) + line.has_pool
        columns = [np.append(values, np.zeros(rows - len(values), dtype=np.int64)) / 100 for values in by_period]
        return [list(row) for row in zip(*(column.tolist() for column in columns), strict=True)]

    def places_of(self, line: Line) -> list[Place | None]:
        """For each group the place of its people on a schedule, from the line itself or from what it builds upon."""
        found: list[Place | None] = [None] * len(line.count)
        for standing in line.standings:
            own = standing.band.is_personal
            keys = [(key.unit, "own salary", "", "") if own else tuple(key) for key in standing.band.keys]
            rows = zip(standing.rows.tolist(), standing.cell.tolist(), standing.fte.tolist(), strict=True)
            for row, cell, fte in rows:
                found[row] = Place(keys[cell], fte / 10_000)
        for gather in line.gathers:
            there = self.places.get(gather.line.id, [])
            for row, group in enumerate(gather.group.tolist()):
                if found[row] is None and 0 <= group < len(there):
                    found[row] = there[group]
        return found

    def _schedule_pay(self, section: Section) -> list[list[str]]:
        """Pay that is read off a schedule, or owed for earlier days."""
        line, periods = section.line, self.periods
        found = [["0"] * len(periods) for _ in range(section.rows)]
        for standing in line.standings:
            band, rows = self.schedules.band(standing.band), standing.rows.tolist()
            if line.rule.owed_back and not band.late:
                continue
            jobs = [f"${letters(FTE)}{section.first + row + 1}" for row in rows]
            people = list(zip(standing.cell.tolist(), jobs, strict=True))
            for number, period in enumerate(periods):
                if line.rule.owed_back:
                    pays = [band.retroactive_pay(cell, fte, period, self.lived) for cell, fte in people]
                else:
                    pays = band.pays(people, period)
                for row, pay in zip(rows, pays, strict=True):
                    found[row][number] = pay
        return found

    def _owed_back(self, section: Section, rule_sheet: Callable[[SheetRow], str]) -> list[list[str]]:
        """What a late raise owes on a line that its rule makes of schedule pay."""
        words, kind_of_row = _words(section.line)

        def input_name(version: Version, path: Path, unit: InputUnit) -> str:
            return self.inputs.name(self.priced, section.provision, version, path, unit)

        owed = OwedBack(
            section.provision, section.line.rule, rule_sheet, input_name, self.engine.calendar.proration, self.lived
        )
        return [
            [owed.formula(self._stands(section.line, row), words[kind], period) for period in self.periods]
            for row, kind in enumerate(kind_of_row)
        ]

    def _stands(self, line: Line, row: int) -> list[Stands]:
        """Where a row's people stand on the schedules whose pay the line reads."""
        found = []
        for gather in line.gathers:
            if gather.line.rule.name == "salary" and gather.group[row] >= 0:
                group, there = int(gather.group[row]), self.sections[gather.line.id]
                standing, at = _standing(gather.line, group)
                fte = f"${letters(FTE)}{there.first + group + 1}"
                found.append(Stands(self.schedules.band(standing.band), int(standing.cell[at]), fte))
        return found

    def by_rule(self, section: Section, rule_sheet: Callable[[SheetRow], str]) -> list[list[str]]:
        """The formulas that the line's own rule gives, filled with each row's references."""
        words, kind_of_row = _words(section.line)
        templates = [
            [self._template(section, rule_sheet, said, number) for said in words] for number in range(len(self.periods))
        ]
        columns = [self._column(section, found, kind_of_row, number) for number, found in enumerate(templates)]
        for figure in section.figures:
            for number, formula in figure.formulas.items():
                formula = self._with_figures(section, formula, number)
                figure.formulas[number] = self._with_all_rows(section, formula, number)
        return [list(row) for row in zip(*columns, strict=True)]

    def _column(
        self, section: Section, templates: list[tuple[str, list[str]]], kind_of_row: list[int], number: int
    ) -> list[str]:
        """A period's formulas: each row's template with its references in the place of the marks.

        Pay that belongs to no person is charged what the rule makes of it, less what it makes of nothing.
        """
        line, ready = section.line, []
        used = "".join(template for template, _ in templates)
        bases = {mark: self.bases(section, number, named) for mark, named in _base_marks(line) if mark in used}
        for template, lanes in templates:
            formula = self._with_figures(section, template, number)
            marks = [(mark, base) for mark, base in bases.items() if mark in formula]
            reads_its_row = "{" in BASE_MARK.sub("", formula)
            ready.append((formula, marks, _is_a_share(formula), lanes, reads_its_row))
        found = []
        for row, kind in enumerate(kind_of_row):
            formula, marks, is_share, lanes, reads_its_row = ready[kind]
            if line.has_pool and row == len(line.count) and not is_share:
                formula = f"{formula}-({BASE_MARK.sub('0', formula)})" if "{" in formula else "0"
            for mark, base in marks:
                formula = "0" if is_share and base[row] == "0" else formula.replace(mark, base[row])
            if reads_its_row:
                formula = self._with_own_cells(section, formula, row, number, lanes)
            found.append(formula)
        return found

    def _with_own_cells(self, section: Section, formula: str, row: int, number: int, lanes: Sequence[str]) -> str:
        """A formula with the row's own references in the place of the marks: jobs, years of service, pay in other lanes."""
        at, passed = section.first + row + 1, self.periods[number].passed
        service = f"(${letters(SERVICE)}{at}+{passed})" if passed else f"${letters(SERVICE)}{at}"
        service = "0" if row == len(section.line.count) else service  # pay that belongs to no person never serves
        if "{own " in formula:
            for own, said in enumerate(section.by_row):
                formula = formula.replace(f"{{own {own}}}", said[row])
            formula = self._with_figures(section, formula, number)
        formula = formula.replace("{fte}", f"${letters(FTE)}{at}").replace("{service}", service)
        if "{leave_days}" in formula:
            formula = formula.replace("{leave_days}", days_of_leave(section.line, row))
        formula = self._with_all_rows(section, formula, number)
        for place, lane in enumerate(lanes):
            if (mark := f"{{lane {place}}}") in formula:
                formula = formula.replace(mark, self._in_lane(section, row, number, lane))
        return formula

    def _with_all_rows(self, section: Section, formula: str, number: int) -> str:
        """A formula with the cells of all of the line's people in the place of the marks: heads, years of service."""
        if "{heads}" not in formula and "{each " not in formula:
            return formula
        first, last, passed = section.first + 1, section.first + len(section.line.count), self.periods[number].passed
        heads, service = (f"${letters(at)}${first}:${letters(at)}${last}" for at in (HEADS, SERVICE))
        formula = formula.replace("{heads}", f"SUM({heads})").replace("{each count}", heads)
        return formula.replace("{each service}", f"({service}+{passed})" if passed else service)

    def _template(
        self, section: Section, rule_sheet: Callable[[SheetRow], str], words: Mapping[str, str], number: int
    ) -> tuple[str, list[str]]:
        """The rule's formula for rows with these words in a period, with marks where each row's references go."""
        line, provision, period = section.line, section.provision, self.periods[number]
        lanes: list[str] = []
        if period.is_annualised and line.rule.one_time:
            return "0", lanes
        terms = []
        for version, share in period.versions(provision, self.engine.calendar.proration, line.rule):
            row = self._row(section, version, words, number, lanes)
            term = rule_sheet(row)
            if term != "0" and share != 1:
                term = to_the_cent(f"({term})*{share.numerator}/{share.denominator}")
            terms.append(term)
        return added(*terms), lanes

    def _row(
        self, section: Section, version: Version, words: Mapping[str, str], number: int, lanes: list[str]
    ) -> SheetRow:
        def input_name(path: Path, unit: InputUnit) -> str:
            return self.inputs.name(self.priced, section.provision, version, path, unit)

        def work(title: str, formula: str, value: float, unit: InputUnit = "dollars") -> str:
            at = next(
                (
                    n
                    for n, f in enumerate(section.figures)
                    if f.title == title and f.formulas.get(number, formula) == formula
                ),
                None,
            )
            if at is None:
                at = len(section.figures)
                section.figures.append(Figure(title, unit))
            section.figures[at].formulas[number] = formula
            section.figures[at].values[number] = value
            return f"{{figure {at}}}"

        def pay_in_lane(lane: str) -> str:
            if lane not in lanes:
                lanes.append(lane)
            return f"{{lane {lanes.index(lane)}}}"

        def by_row(formulas: tuple[str, ...]) -> str:
            return f"{{own {section.by_row.setdefault(formulas, len(section.by_row))}}}"

        period = self.periods[number]
        base = next((mark for mark, named in _base_marks(section.line) if named == base_of(version.terms)), "0")
        line, year, passed = section.line, period.year.first.year, period.passed
        counts = np.asarray(line.columns["heads"]).tolist() if "heads" in line.rule.reads else ()
        services = (np.asarray(line.columns["service"]) + passed).tolist() if "service" in line.rule.reads else ()
        return SheetRow(
            version.terms,
            year,
            passed,
            words,
            input_name,
            work,
            pay_in_lane,
            base,
            base,
            counts=counts,
            services=services,
            columns=_columns(line, passed),
            by_row=by_row,
        )

    def _with_figures(self, section: Section, formula: str, number: int) -> str:
        column = letters(FIRST_PERIOD + number)
        for at in range(len(section.figures)):
            formula = formula.replace(f"{{figure {at}}}", f"{column}${section.top + at + 2}")
        return formula

    def bases(self, section: Section, number: int, named: tuple[str, ...]) -> list[str]:
        """What each row's base is under a version that names this base: the cells of the lines it builds upon."""
        line = section.line
        wanted = line.parts[named] if "base" in line.rule.reads else {upstream.id for upstream in line.upstream}
        paying = frozenset(id for id in wanted if id in self.sections and not self.sections[id].nothing[number])
        key = (line.id, named, paying)
        if key not in self._known_bases:
            self._known_bases[key] = "\n".join(self._base_cells(section, named, paying))
        return self._known_bases[key].replace(PERIOD_MARK, letters(FIRST_PERIOD + number)).split("\n")

    def _base_cells(self, section: Section, named: tuple[str, ...], paying: Collection[str]) -> list[str]:
        """Each row's base under a version that names this base, from the lines that pay something, with a mark for the column."""
        line, parts = section.line, list[list[str]]()
        for gather in line.gathers:
            if gather.line.id in paying:
                at, first = PERIOD_MARK, self.sections[gather.line.id].first + 1
                parts.append([f"{at}{first + group}" if group >= 0 else "" for group in gather.group.tolist()])
        for name in line.base_columns:
            if "base" not in line.rule.reads or COLUMN + name in line.parts[named]:
                parts.append(self._stated(section, name))
        rows = [_sum([part for part in row if part]) for row in zip(*parts, strict=True)] or ["0"] * len(line.count)
        if line.has_pool:
            pools = [pool for pool in line.pools[named] if pool.id in paying]
            rows.append(_sum([f"{PERIOD_MARK}{self.sections[pool.id].pool_row + 1}" for pool in pools]))
        return rows

    def _stated(self, section: Section, name: str) -> list[str]:
        """A column of the roster as pay: the sheet's own column, or the amount itself where there is more than one."""
        line, first = section.line, section.first + 1
        if len(line.base_columns) == 1:
            return [f"${letters(STATED)}{first + row}" for row in range(len(line.count))]
        return [str(dollars) for dollars in stated_pay(line, name)]

    def _in_lane(self, section: Section, row: int, number: int, lane: str) -> str:
        """What a row's people would be paid in another lane."""
        stands = self._stands(section.line, row) if row < len(section.line.count) else []
        found = [at.band.pay(at.cell, at.fte, self.periods[number], lane) for at in stands]
        return f"({added(*found)})"


def _base_marks(line: Line) -> list[tuple[str, tuple[str, ...]]]:
    """The marks of a line's bases in templates: one for each base that a version of its clause names."""
    if not line.rule.pay_reads:
        return []
    return [(f"{{base {number}}}", named) for number, named in enumerate(line.parts)]


def _columns(line: Line, passed: int) -> Mapping[str, Any]:
    """The roster's columns as the line's rule is given them, so many years past the base year."""
    if "service" not in line.rule.columns:
        return line.arguments
    return {**line.arguments, "service": with_pool(np.asarray(line.columns["service"]) + passed, line)}


def _sum(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({'+'.join(parts)})" if parts else "0"


def _is_a_share(template: str) -> bool:
    """Whether a template is nothing but a share of the base, so that it is nothing where the base is."""
    return template.count("{") == 1 and template.startswith(("ROUND(ROUND(100*{base", "ROUND(ROUND({base"))


def _standing(line: Line, group: int) -> tuple[Standing, int]:
    for standing in line.standings:
        found = np.flatnonzero(standing.rows == group)
        if len(found):
            return standing, int(found[0])
    raise LookupError(f"line {line.id} has no group {group}")


def _words(line: Line) -> tuple[list[Mapping[str, str]], list[int]]:
    """The distinct combinations of words that the rule reads, and for each row which of them it has (the pool: none)."""
    names = [name for name in line.rule.columns if name in LABEL_COLUMNS]
    empty = dict.fromkeys(names, "")
    if line.is_lump:
        return [empty], [0]
    found: dict[tuple[str, ...], int] = {}
    columns: list[Any] = [line.columns[name] for name in names]
    said = zip(*(column.to_list() for column in columns), strict=True) if names else [()] * len(line.count)
    rows = [found.setdefault(words, len(found)) for words in said]
    if line.has_pool:
        rows.append(found.setdefault(("",) * len(names), len(found)))
    return [dict(zip(names, words, strict=True)) for words in found], rows
