"""Lines about shares of people's jobs: who is laid off, who is gone for an incentive, and what those cost who come in their place.

    saved     = - sum over the people of share of the job that is cut x what the person costs
    in place  = sum over the people of share of the job that is filled anew x jobs x what a full-time job costs

Law: what people cost is a section before the line's own, a row for each kind of person, whose cells add up those of the lines
that are paid year for year; where a line builds upon what is paid once, it stands there once more without it. A figure for one
head is not rounded, the sum is, as the engine rounds it.
Not here: positions whose number is counted from other tables, or whose price is a newcomer's: they are values, and say why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from commonground.agreement.leaving import Shares
from commonground.agreement.provision import Provision, Version
from commonground.agreement.sheet import InputUnit, Path, rounded_as
from commonground.costing.bands import in_scope
from commonground.costing.engine import Engine
from commonground.costing.lines import Line, grouped
from commonground.costing.period import ALL
from commonground.costing.positions import PART_NAMES, lines_of_people, part_of, price_of
from commonground.report.workbook.cells import address, letters
from commonground.report.workbook.cost_rows import Reckoner
from commonground.report.workbook.cost_section import FIRST_PERIOD, FTE, HEADS, SUM_DIGITS, Figure, RoundedOnce, Section
from commonground.values.labels import Labels
from commonground.values.money import RoundedTo
from commonground.workforce.roster import FULL_TIME

Numbers = npt.NDArray[np.int64]
COUNTED = "how many there are is counted from the tables of schools and classes"
BY_ENTRY = "what somebody costs who comes in on a cell of the schedule is priced along that person's own way"
OPENED_BY = "commonground explain FOLDER OFFER/YEAR/component:"
SAID = {"pay": "pay", "roll_up": "what pay drags along", "health": "health"}
TWO_VERSIONS = "the clause changes within a year, and each part of the year is rounded for itself"
TWO_WAYS = "the clause states a rate for what pay drags along in some years only"
WITHOUT_ONCE = "without what is paid once"


class PositionSections:
    """The sections of an agreement's lines of positions, each behind what it is reckoned from."""

    def __init__(self, reckoner: Reckoner) -> None:
        self.reckoner, self.engine, self.priced = reckoner, reckoner.engine, reckoner.priced
        self.going_on: Reckoner | None = None
        self.people: dict[tuple[str, str], Section] = {}

    def sections(self, line: Line, top: int) -> list[Section]:
        """What people cost, from a row on, as far as it is not yet written; after it the line's own section, if it has one."""
        rule = line.rule
        if why := self.why_stated(line):
            own = self.reckoner.section(replace(line, rule=replace(rule, sheet=None)), top)
            assert own is not None
            own.why_stated = why
            own.note = f"Values of `commonground cost`: {why}. `{OPENED_BY}{rule.component}` opens them."
            return [own]
        found = list[Section]()
        for part in self._parts_read(line):
            for section in self._people(line, part, top):
                found.append(section)
                top = section.first + section.rows
        own = self._of_benefits(line, top) if self._is_rate_of_pay(line) else self._own(line, top)
        return found if own is None else [*found, own]

    def why_stated(self, line: Line) -> str:
        """Why a line's figures are values; empty where they are formulas."""
        provision, rule = self.priced.agreement[line.provision], line.rule
        if rule.sheet is None:
            return COUNTED
        prices = [] if rule.leavers else [price_of(version.terms) for version in provision.versions]
        if rule.part != "health" and any(price.entry for price in prices):
            return BY_ENTRY
        if rule.part == "roll-up" and len({price.benefits is None for price in prices}) > 1:
            return TWO_WAYS
        in_force = [self._versions(provision, line, number) for number in range(len(self.reckoner.periods))]
        return TWO_VERSIONS if any(len(held) > 1 or held[0][1] != ALL for held in in_force if held) else ""

    def _versions(self, provision: Provision, line: Line, number: int) -> list[tuple[Version, Fraction]]:
        return self.reckoner.periods[number].versions(provision, self.engine.calendar.proration, line.rule)

    def _is_rate_of_pay(self, line: Line) -> bool:
        """Whether a line of what pay drags along is a rate of pay that the clause states."""
        versions = self.priced.agreement[line.provision].versions
        states_it = any(price_of(version.terms).benefits is not None for version in versions if not line.rule.leavers)
        return states_it and line.rule.part == "roll-up"

    def _parts_read(self, line: Line) -> Sequence[str]:
        """The parts of what people cost that a line is reckoned from."""
        own = PART_NAMES[line.rule.part]
        return ("pay", own) if own == "roll_up" and not line.rule.leavers else (own,)

    def _people(self, line: Line, part: str, top: int) -> list[Section]:
        """What the people of a line's clause cost, one part of it, from a row on; nothing where it is written already."""
        if (line.provision, part) in self.people:
            return []
        agreement = self.priced.agreement
        peers = self.engine.positions.peers_engine(agreement)
        lines = [other for other in lines_of_people(peers, agreement) if part_of(agreement, other) == part]
        reckoner = self._reckoner()
        found = self._once_more(reckoner, peers, top)
        top = found[-1].first + found[-1].rows if found else top
        made = self._line_of_people(line, tuple(lines), f"{line.provision}, {part}")
        section = Section(made, agreement[line.provision], top=top, part=f"what its people cost: {SAID[part]}")
        if not lines or not section.rows:
            return found
        section.note = f"the sum of what each person costs the employer, {WITHOUT_ONCE}"
        reckoner.places[made.id] = self.reckoner.places[made.id] = reckoner.places_of(made)
        bases = [reckoner.bases(section, number, ()) for number in range(len(reckoner.periods))]
        section.formulas = [list(row) for row in zip(*bases, strict=True)]
        section.values = self._costs(peers, made)
        self.people[line.provision, part] = section
        return [*found, section]

    def _reckoner(self) -> Reckoner:
        """What reckons with people's lines: the agreement's own reckoner, or one without what is paid once, where anything is."""
        peers, own = self.engine.positions.peers_engine(self.priced.agreement), self.reckoner
        if peers is self.engine:
            return own
        if self.going_on is None:
            self.going_on = Reckoner(peers, self.priced, own.inputs, own.schedules, own.periods)
            for line in self.engine.join(self.priced.agreement).lines.values():
                if line.id in own.sections and not _is_paid_with_once(line):
                    self.going_on.sections[line.id] = own.sections[line.id]
                    self.going_on.places[line.id] = own.places[line.id]
        return self.going_on

    def _once_more(self, reckoner: Reckoner, peers: Engine, top: int) -> list[Section]:
        """The lines that build upon what is paid once, without it, where they are not written yet."""
        found = list[Section]()
        for line in peers.join(self.priced.agreement).of_employer if reckoner is not self.reckoner else ():
            goes_on = not line.rule.one_time and line.rule.per != "position"
            if goes_on and _is_paid_with_once(line) and line.id not in reckoner.places:
                section = reckoner.section(line, top)
                if section is not None:
                    section.part = f"{line.rule.component}, {WITHOUT_ONCE}"
                    found.append(section)
                    top = section.first + section.rows
        return found

    def _line_of_people(self, line: Line, lines: tuple[Line, ...], id: str) -> Line:
        """The people of a line's clause, told apart by what its rule reads and by their groups on the lines of their cost."""
        roster, names = self.engine.roster, dict.fromkeys((*line.rule.columns, "fte"))
        inside = in_scope(self.priced.agreement[line.provision].scope, roster)
        keys = [*map(roster.column, names), *(other.group for other in lines)]
        group, first, count = grouped(keys, inside, roster.numbers["count"])
        columns: dict[str, Numbers | Labels] = {
            name: roster.labels[name].take(first) if name in roster.labels else roster.numbers[name][first]
            for name in names
        }
        rule = replace(line.rule, per="person")
        columns["heads"] = count
        made = replace(
            line, id=id, rule=rule, group=group, count=count, first_row=first, upstream=lines, columns=columns
        )
        return replace(made, base_columns=())

    def _costs(self, peers: Engine, line: Line) -> list[list[float]]:
        """What a person of each row costs, by period, in dollars."""
        agreement, columns = self.priced.agreement, []
        for period in self.reckoner.periods:
            paid = np.zeros((1, len(line.count)), dtype=np.int64)
            for gather in [one for one in line.gathers if not one.is_idle]:
                paid = paid + gather.of(peers.values(agreement, gather.line, period)[None])
            columns.append((paid[0] / 100).tolist())
        return [list(row) for row in zip(*columns, strict=True)]

    def _own(self, line: Line, top: int) -> Section | None:
        """A line's own section; None where nobody is meant, whatever the inputs are."""
        rule, provision = line.rule, self.priced.agreement[line.provision]
        people = self.people.get((line.provision, PART_NAMES[rule.part]))
        if people is None or rule.sheet is None:
            return None
        made = replace(people.line, id=line.id, rule=replace(rule, per="person"))
        section = Section(made, provision, top=top)
        self.reckoner.places[line.id] = self.reckoner.places[people.line.id]
        if not rule.leavers:
            section.figures.append(self._unit(line))
        shares = self.reckoner.by_rule(section, rule.sheet)
        for row, by_period in enumerate(shares):
            for number, share in enumerate(by_period):
                if share != "0":
                    column = letters(FIRST_PERIOD + number)
                    cost = f"{column}{people.first + row + 1}"
                    in_place = f"${letters(FTE)}{section.first + row + 1}*{column}${section.top + 2}"
                    by_period[number] = f"-{share}*{cost}" if rule.leavers else f"{share}*{in_place}"
        section.formulas = shares
        section.values = self._values(line, section, people)
        section.nothing = tuple(all(row[n] == "0" for row in shares) for n in range(len(self.reckoner.periods)))
        if all(section.nothing):
            return None
        totals = [self.engine.total(self.priced.agreement, line, period) / 100 for period in self.reckoner.periods]
        section.once = RoundedOnce(totals, [self._grain(line, number) for number in range(len(totals))])
        self.reckoner.sections[line.id] = section
        return section

    def _values(self, line: Line, section: Section, people: Section) -> list[list[float]]:
        """The line's figure for a person of each row, by period, in dollars."""
        agreement, columns = self.priced.agreement, []
        provision, positions = agreement[line.provision], self.engine.positions
        rows = np.flatnonzero(in_scope(provision.scope, self.engine.roster))
        at = np.searchsorted(rows, section.line.first_row)
        jobs = np.asarray(section.line.columns["fte"]) / FULL_TIME
        for number, period in enumerate(self.reckoner.periods):
            shares, costs = np.zeros(len(at)), np.array([row[number] for row in people.values])
            for version, _ in self._versions(provision, line, number):
                made = positions.made(provision, line, version, period)
                assert isinstance(made, Shares)
                shares = np.array([float(rate) for rate in made.rates])[made.which[at]]
            each = -costs if line.rule.leavers else jobs * section.figures[0].values.get(number, 0.0)
            columns.append((shares * each).tolist())
        return [list(row) for row in zip(*columns, strict=True)]

    def _unit(self, line: Line) -> Figure:
        """What a full-time job costs that is filled anew, by period: the line's part of it."""
        figure, provision = Figure("what a full-time job costs"), self.priced.agreement[line.provision]
        for number, period in enumerate(self.reckoner.periods):
            for version, _ in self._versions(provision, line, number):
                price, block = price_of(version.terms), self.engine.around(period)
                cost = self.engine.positions.unit(self.priced.agreement, line, price, 0, block.index(period), block)
                figure.formulas[number] = self._unit_formula(line, version, number)
                figure.values[number] = float(getattr(cost, PART_NAMES[line.rule.part]) / 100)
        return figure

    def _unit_formula(self, line: Line, version: Version, number: int) -> str:
        price, part = price_of(version.terms), PART_NAMES[line.rule.part]
        if part == "health" and price.benefits is not None:
            return "0"
        if price.by != "stated" or part == "health":
            return self._mean(line, part, number)
        stated = self._stated(line, version, number)
        if part == "pay":
            return stated
        dragged, pay = (self._total(line, name, number) for name in ("roll_up", "pay"))
        return f"IF({pay}=0,0,{stated}*{dragged}/{pay})"

    def _mean(self, line: Line, part: str, number: int) -> str:
        """The mean of a full-time job of the clause's people: one part of what they cost."""
        people = self.people[line.provision, part]
        jobs = "*".join(
            f"${letters(at)}${people.first + 1}:${letters(at)}${people.first + people.rows}" for at in (HEADS, FTE)
        )
        return f"{self._total(line, part, number)}/MAX(1E-9,SUMPRODUCT({jobs}))"

    def _total(self, line: Line, part: str, number: int) -> str:
        people = self.people.get((line.provision, part))
        return "0" if people is None else address(people.top, FIRST_PERIOD + number)

    def _stated(self, line: Line, version: Version, number: int) -> str:
        """The salary that the clause states, grown to the period's year."""

        def name(path: Path, unit: InputUnit) -> str:
            return self.reckoner.inputs.name(self.priced, self.priced.agreement[line.provision], version, path, unit)

        year = self.reckoner.periods[number].year.first.year
        grown = [start for start in price_of(version.terms).growth if start <= year]
        factors = [f"(1+{name(('price', 'growth', start), 'rate')})" for start in grown]
        return "*".join([name(("price", "salary"), "dollars"), *factors])

    def _grain(self, line: Line, number: int) -> RoundedTo:
        """To what a line's sum in a period is rounded."""
        held = self._versions(self.priced.agreement[line.provision], line, number)
        return RoundedTo.CENT if line.rule.leavers or not held else price_of(held[-1][0].terms).rounded_to

    def _of_benefits(self, line: Line, top: int) -> Section | None:
        """What pay drags along where the clause states it as one rate of pay: that rate of the line of pay."""
        provision = self.priced.agreement[line.provision]
        own = self.engine.join(self.priced.agreement).of_clause[line.provision]
        pay = next(one for one in own if one.rule.sheet is line.rule.sheet and one.rule.part == "pay")
        paid = self.reckoner.sections.get(pay.id)
        if paid is None:
            return None
        section = Section(line, provision, top=top, formulas=[[]], values=[[]])
        for number, period in enumerate(self.reckoner.periods):
            formula = "0"
            for version, _ in self._versions(provision, line, number):
                name = self.reckoner.inputs.name(self.priced, provision, version, ("price", "benefits"), "rate")
                pay_there = address(paid.top, FIRST_PERIOD + number)
                formula = rounded_as(price_of(version.terms).rounded_to, f"{pay_there}*{name}", digits=SUM_DIGITS)
            section.formulas[0].append(formula)
            section.values[0].append(self.engine.total(self.priced.agreement, line, period) / 100)
        section.nothing = tuple(formula == "0" for formula in section.formulas[0])
        self.reckoner.places[line.id] = []
        self.reckoner.sections[line.id] = section
        return section


def _is_paid_with_once(line: Line) -> bool:
    """Whether a line is paid once, or builds upon one that is."""
    return line.rule.one_time or any(map(_is_paid_with_once, line.upstream))
