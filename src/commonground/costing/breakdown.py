"""Breakdown: a cost against a reference, by issue, component, fund, unit or school.

Law: whatever it is broken down by, the parts sum to the same total, to the cent.
By component, fund, unit and school the parts are lines of cost; by issue they are causes: the exact shares of the issues on
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

STATUS_QUO = "what the status quo adds"
NOT_STATED = "not stated"


class By(StrEnum):
    """What a cost is broken down by."""

    ISSUE = "issue"
    COMPONENT = "component"
    FUND = "fund"
    UNIT = "unit"
    SCHOOL = "school"
    YEAR = "year"


@dataclass(frozen=True)
class Against:
    """What a cost is compared with: the base year (no agreement), or another agreement on the same years."""

    name: str
    agreement: Agreement | None = None
    id: str = "base"


def differences(
    engine: Engine, agreement: Agreement, against: Against, by: By, status_quo: Agreement
) -> dict[str, Series]:
    """The differences of an agreement's cost from the reference, by part: cents by period, and the run-rate."""
    run_rate = engine.run_rate_period(agreement)
    if by is By.ISSUE:
        return _by_issue(engine, agreement, against, status_quo, run_rate)
    here = _parts(engine, agreement, by, run_rate)
    if against.agreement is None:
        found = {name: series.against_base() for name, series in here.items()}
    else:
        there = _parts(engine, against.agreement, by, run_rate)
        nothing = Series.nothing(len(engine.periods))
        found = {name: here.get(name, nothing) - there.get(name, nothing) for name in dict.fromkeys((*here, *there))}
    return {name: series for name, series in found.items() if any(series.cents) or series.run_rate}


def total_difference(engine: Engine, agreement: Agreement, against: Against) -> Series:
    """The difference of the whole cost from the reference."""
    run_rate = engine.run_rate_period(agreement)
    here = _whole(engine, agreement, run_rate)
    if against.agreement is None:
        return here.against_base()
    return here - _whole(engine, against.agreement, run_rate)


def one_time_difference(engine: Engine, agreement: Agreement, against: Against) -> Series:
    """The part of the difference that is paid once and never built upon."""
    run_rate = engine.run_rate_period(agreement)
    here = _whole(engine, agreement, run_rate, one_time=True)
    if against.agreement is None:
        return here.against_base()
    return here - _whole(engine, against.agreement, run_rate, one_time=True)


def _employer_lines(engine: Engine, agreement: Agreement) -> list[Line]:
    return [line for line in engine.join(agreement).lines.values() if line.rule.payer == "employer"]


def _whole(engine: Engine, agreement: Agreement, run_rate: Period, *, one_time: bool = False) -> Series:
    lines = [line for line in _employer_lines(engine, agreement) if line.rule.one_time or not one_time]
    series = [_series(engine, agreement, line, run_rate) for line in lines]
    return sum(series, start=Series.nothing(len(engine.periods)))


def _series(engine: Engine, agreement: Agreement, line: Line, run_rate: Period) -> Series:
    cents = tuple(engine.total(agreement, line, period) for period in engine.periods)
    return Series(cents, engine.total(agreement, line, run_rate))


def _parts(engine: Engine, agreement: Agreement, by: By, run_rate: Period) -> dict[str, Series]:
    found: dict[str, Series] = {}
    nothing = Series.nothing(len(engine.periods))
    if by is By.COMPONENT:
        found.update(salary_components(engine, agreement, run_rate))
    for line in _employer_lines(engine, agreement):
        if by is By.COMPONENT and line.rule.name == "salary":
            continue
        if by in (By.COMPONENT, By.YEAR):
            name = line.rule.component if by is By.COMPONENT else "all employer cost"
            found[name] = found.get(name, nothing) + _series(engine, agreement, line, run_rate)
            continue
        wanted = (*engine.periods, run_rate)
        splits = [engine.split(agreement, line, period, by.value) for period in wanted]
        for word in dict.fromkeys(word for split in splits for word in split):
            cents = [split.get(word, 0) for split in splits]
            name = word or NOT_STATED
            found[name] = found.get(name, nothing) + Series(tuple(cents[:-1]), cents[-1])
    return found


def _by_issue(
    engine: Engine, agreement: Agreement, against: Against, status_quo: Agreement, run_rate: Period
) -> dict[str, Series]:
    reference = against.agreement or status_quo
    shares = attribute(engine, reference, agreement, (*engine.periods, run_rate)).shares
    found = {share.issue: Series(share.cents[:-1], share.cents[-1]) for share in shares}
    if against.agreement is None:
        found = {STATUS_QUO: _whole(engine, status_quo, run_rate).against_base(), **found}
    return {name: series for name, series in found.items() if any(series.cents) or series.run_rate}
