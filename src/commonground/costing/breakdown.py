"""Breakdown: a cost against a reference, by issue, component, clause, fund, unit or school.

Law: whatever it is broken down by, the parts sum to the same total, to the cent.
Against nothing a cost is the whole of it, and the base year has a figure of its own.
By component, clause, fund, unit and school the parts are lines of cost; by issue they are causes: the exact shares of the issues on
which an offer differs from the status quo, and, against the base year, what the status quo itself adds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from commonground.agreement.agreement import Agreement
from commonground.costing.attribution import attribute
from commonground.costing.components import salary_components
from commonground.costing.engine import Engine
from commonground.costing.lines import Line
from commonground.costing.period import Period
from commonground.costing.views import Series

STATUS_QUO, STATUS_QUO_COSTS = "what the status quo adds", "what the status quo costs"
NOT_STATED = "not stated"
NOTHING = "nothing"


class By(StrEnum):
    """What a cost is broken down by."""

    ISSUE = "issue"
    COMPONENT = "component"
    FUND = "fund"
    UNIT = "unit"
    SCHOOL = "school"
    YEAR = "year"
    CLAUSE = "clause"


@dataclass(frozen=True)
class Against:
    """What a cost is compared with: the base year (no agreement), another agreement on the same years, or nothing."""

    name: str
    agreement: Agreement | None = None
    id: str = "base"

    @property
    def is_nothing(self) -> bool:
        """Whether the cost is not compared: the whole of it is asked for."""
        return self.id == NOTHING

    def of(self, here: Series, there: Series) -> Series:
        """A series of costs as it is seen against the reference, whose own costs are `there` where it is an agreement."""
        if self.is_nothing:
            return here
        return here.against_base() if self.agreement is None else here - there


def differences(
    engine: Engine, agreement: Agreement, against: Against, by: By, status_quo: Agreement
) -> dict[str, Series]:
    """The differences of an agreement's cost from the reference, by part: cents by period, and the run-rate."""
    run_rate = engine.run_rate_period(agreement)
    if by is By.ISSUE:
        return _by_issue(engine, agreement, against, status_quo, run_rate)
    here = _parts(engine, agreement, by, run_rate)
    there = _parts(engine, against.agreement, by, run_rate) if against.agreement else {}
    none = Series.nothing(len(engine.periods))
    names = dict.fromkeys((*here, *there))
    found = {name: against.of(here.get(name, none), there.get(name, none)) for name in names}
    return {name: series for name, series in found.items() if any(series.cents) or series.run_rate}


def total_difference(engine: Engine, agreement: Agreement, against: Against) -> Series:
    """The difference of the whole cost from the reference."""
    return _difference(engine, agreement, against)


def one_time_difference(engine: Engine, agreement: Agreement, against: Against) -> Series:
    """The part of the difference that is paid once and never built upon, with the charges on pay that it drags along."""
    there = _one_time(engine, against.agreement) if against.agreement else None
    here = _one_time(engine, agreement)
    return against.of(here, there or Series.nothing(len(engine.periods)))


def _difference(engine: Engine, agreement: Agreement, against: Against) -> Series:
    run_rate = engine.run_rate_period(agreement)
    there = _whole(engine, against.agreement, run_rate) if against.agreement else Series.nothing(len(engine.periods))
    return against.of(_whole(engine, agreement, run_rate), there)


def _one_time(engine: Engine, agreement: Agreement) -> Series:
    """What an agreement costs less what it would cost if nothing were paid once.

    Worked example: docs/arithmetic/one-time-and-ongoing.md.
    """
    run_rate = engine.run_rate_period(agreement)
    lines = [line for line in engine.join(agreement).of_employer if line.rule.one_time]
    if not any(any(_series(engine, agreement, line, run_rate).cents) for line in lines):
        return Series.nothing(len(engine.periods))
    ongoing = engine.going_on(engine.roster)
    kept = ongoing.run_rate_period(agreement)
    return _whole(engine, agreement, run_rate) - _whole(ongoing, agreement, kept)


def _whole(engine: Engine, agreement: Agreement, run_rate: Period) -> Series:
    wanted = (*engine.periods, run_rate)
    each = [engine.totals(agreement, line, wanted) for line in engine.join(agreement).of_employer]
    *cents, end = map(sum, zip((0,) * len(wanted), *each, strict=True))
    return Series(tuple(cents), end)


def _series(engine: Engine, agreement: Agreement, line: Line, run_rate: Period) -> Series:
    *cents, end = engine.totals(agreement, line, (*engine.periods, run_rate))
    return Series(tuple(cents), end)


def _parts(engine: Engine, agreement: Agreement, by: By, run_rate: Period) -> dict[str, Series]:
    found: dict[str, Series] = {}
    nothing = Series.nothing(len(engine.periods))
    if by is By.COMPONENT:
        found.update(salary_components(engine, agreement, run_rate))
    for line in engine.join(agreement).of_employer:
        if by is By.COMPONENT and line.rule.name == "salary":
            continue
        if by in (By.COMPONENT, By.CLAUSE, By.YEAR):
            name = _name(agreement, line, by)
            found[name] = found.get(name, nothing) + _series(engine, agreement, line, run_rate)
            continue
        wanted = (*engine.periods, run_rate)
        splits = [engine.split(agreement, line, period, by.value) for period in wanted]
        for word in dict.fromkeys(word for split in splits for word in split):
            cents = [split.get(word, 0) for split in splits]
            name = word or NOT_STATED
            found[name] = found.get(name, nothing) + Series(tuple(cents[:-1]), cents[-1])
    return found


def _name(agreement: Agreement, line: Line, by: By) -> str:
    """What a line is called in a table that does not tell its people apart."""
    if by is By.CLAUSE:
        return agreement[line.provision].title
    return line.rule.component if by is By.COMPONENT else "all employer cost"


def _by_issue(
    engine: Engine, agreement: Agreement, against: Against, status_quo: Agreement, run_rate: Period
) -> dict[str, Series]:
    reference = against.agreement or status_quo
    shares = attribute(engine, reference, agreement, (*engine.periods, run_rate), with_ranges=False).shares
    found = {share.issue: Series(share.cents[:-1], share.cents[-1]) for share in shares}
    if against.agreement is None:
        name = STATUS_QUO_COSTS if against.is_nothing else STATUS_QUO
        none = Series.nothing(len(engine.periods))
        found = {name: against.of(_whole(engine, status_quo, run_rate), none), **found}
    return {name: series for name, series in found.items() if any(series.cents) or series.run_rate}
