"""`commonground days`: instruction and pay lost and made up, for both sides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from commonground.agreement.agreement import Agreement
from commonground.asked.misused import Misused
from commonground.asked.offers import agreement_named, latest_offers
from commonground.cli import exits
from commonground.cli.opened import opened
from commonground.cli.output import Format, show
from commonground.contingency.days import Stretch, lost_on, made_up_on, without_pay
from commonground.contingency.withheld import Amounts, PayEffect, Payroll, amounts, day_by_day, payrolls
from commonground.files.contingencies import DayRules, read_day_rules, unknown_units
from commonground.files.ready import folder_named
from commonground.files.school_calendars import read_school_calendar
from commonground.negotiation import Negotiation
from commonground.report.day_tables import (
    Weighed,
    benefit_table,
    day_table,
    instruction_table,
    pay_table,
    payback_table,
    rate_table,
    stretch_table,
)
from commonground.report.table import Table
from commonground.values.problem import BadInput, errors
from commonground.values.school_calendar import DayStatus, SchoolCalendar


def days(
    folder: Path,
    *,
    lost: int | None = None,
    made_up: int = 0,
    offer: str | None = None,
    against: str | None = None,
    format: Format = Format.TABLE,
) -> int:
    """Days lost and made up, pay withheld and owed per day, benefits meanwhile, and until when two offers differ by as much.

    For both sides, without advice.

    Examples
    --------
    commonground days chicago-2019
    commonground days chicago-2019 --lost 7 --made-up 7
    commonground days meadowbrook --lost 5 --offer union --against district

    Parameters
    ----------
    folder
        the negotiation's folder, with days.toml
    lost
        suppose so many strike days instead of days.csv
    made_up
        suppose so many of them made up
    offer
        the one offer to weigh, or status-quo; without it the union's last
    against
        the other; without it the employer's last
    format
        table, json or csv
    """
    if lost is not None and not 0 <= made_up <= lost <= 200:
        raise Misused("--lost is 0 to 200 days, and --made-up no more than are lost.")
    if lost is None and made_up:
        raise Misused("--made-up goes with --lost; days that were made up stand in days.csv.")
    path = folder_named(folder)
    rules, calendar = _read(path)
    negotiation = opened(folder)
    if wrong := unknown_units(path, negotiation.roster.labels["unit"].words):
        raise BadInput(wrong)
    statuses = {} if lost is not None or calendar is None else _counted(calendar)
    if lost is None and not statuses:
        raise Misused("no day is lost in days.csv; suppose some: --lost DAYS.")
    first = min((day for day, status in statuses.items() if status.is_lost), default=None)
    day = first or negotiation.years[0].first
    rolls = _rolls(negotiation, rules, day)
    found = _amounts(rolls, lost, made_up, statuses, rules)
    tables = [instruction_table(calendar), stretch_table(calendar)] if statuses and calendar else []
    tables += [rate_table(rolls, day, found), pay_table(found, rolls)]
    if statuses and first is not None:
        tables += [day_table(day_by_day(statuses, rolls, rules.effects))]
        tables += [benefit_table(rules.benefits, _stoppages(calendar, rules))] if calendar else []
    weighed = _weighed(negotiation, offer, against, rules)
    of_strikers = _amounts([roll for roll in rolls if roll.is_on_strike], lost, made_up, statuses, rules)
    tables += [payback_table(of_strikers, weighed)] if weighed else []
    show(_noted([table for table in tables if table.rows], rules), format)
    return exits.DONE


def _stoppages(calendar: SchoolCalendar, rules: DayRules) -> tuple[Stretch, ...]:
    return without_pay(calendar, {status for status, effect in rules.effects.items() if effect is PayEffect.WITHHELD})


def _amounts(
    rolls: Sequence[Payroll], lost: int | None, made_up: int, statuses: dict[dt.date, DayStatus], rules: DayRules
) -> Amounts:
    """What is withheld and owed in all: of so many days that are supposed, or of those that the folder states."""
    if lost is not None:
        return amounts(rolls, lost, made_up)
    return day_by_day(statuses, rolls, rules.effects)[-1].to_date


def _read(folder: Path) -> tuple[DayRules, SchoolCalendar | None]:
    rules, of_rules = read_day_rules(folder)
    calendar, of_calendar = read_school_calendar(folder)
    wrong = errors((*of_rules, *of_calendar))
    if rules is None or wrong:
        raise BadInput(wrong)
    exits.tell_problems(of_calendar)
    return rules, calendar


def _counted(calendar: SchoolCalendar) -> dict[dt.date, DayStatus]:
    """The days that were lost or made up; a status that the plan cannot mean is left out."""
    return {
        day: status for day, status in calendar.statuses.items() if lost_on(calendar, day) or made_up_on(calendar, day)
    }


def _rolls(negotiation: Negotiation, rules: DayRules, day: dt.date) -> tuple[Payroll, ...]:
    if not any(day in year for year in negotiation.years):
        years = f"{negotiation.years[0]} to {negotiation.years[-1]}"
        raise Misused(f"{day} lies in no year that is costed ({years}).")
    engine = negotiation.pricing.engine
    agreement = negotiation.pricing.status_quo_agreement
    year = engine.full_year_on(day)
    return payrolls(engine, agreement, year, rules.work_days, rules.units, rules.furlough_units)


def _weighed(negotiation: Negotiation, offer: str | None, against: str | None, rules: DayRules) -> Weighed | None:
    """Two offers, the dearer one second; None where there are not two."""
    latest = [found.id for found in latest_offers(negotiation)]
    names = [against or next(iter(latest), None), offer or (latest[-1] if len(latest) > 1 else None)]
    if None in names:
        return None
    priced = [agreement_named(negotiation, name) for name in names if name is not None]
    by_offer = [(agreement.title, _by_year(negotiation, agreement, rules.units)) for _, agreement in priced]
    lower, higher = sorted(by_offer, key=lambda each: sum(each[1][0]))
    cost, pay = (
        tuple(more - less for less, more in zip(lower[1][which], higher[1][which], strict=True)) for which in (0, 1)
    )
    return Weighed(lower[0], higher[0], cost, pay, rules.work_days[""], ", ".join(rules.units))


def _by_year(
    negotiation: Negotiation, agreement: Agreement, units: tuple[str, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """All cost, and the pay of some units (of all where none is named), by year after the base year."""
    engine = negotiation.pricing.engine
    lines = [line for line in engine.join(agreement).lines.values() if line.rule.payer == "employer"]
    years = engine.periods[1:]
    pay = [line for line in lines if line.rule.is_pay]
    return (
        tuple(sum(engine.total(agreement, line, year) for line in lines) for year in years),
        tuple(sum(_of_units(engine.split(agreement, line, year, "unit"), units) for line in pay) for year in years),
    )


def _of_units(split: dict[str, int], units: tuple[str, ...]) -> int:
    return sum(cents for unit, cents in split.items() if not units or unit in units)


def _noted(tables: list[Table], rules: DayRules) -> list[Table]:
    return [*tables[:-1], replace(tables[-1], notes=(*tables[-1].notes, *rules.notes))]
