"""The tables of days: instruction lost and made up, stretches, pay withheld and owed for both sides, benefits, payback."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from commonground.contingency.benefits import BenefitRule
from commonground.contingency.days import Stretch, instruction, stretches
from commonground.contingency.payback import Payback, paid_back
from commonground.contingency.withheld import Amounts, DayOfPay, Payroll
from commonground.procedure.reckoning import written
from commonground.report.table import Column, Row, Table
from commonground.values.school_calendar import DayStatus, SchoolCalendar
from commonground.values.wording import counted

NO_ADVICE = "Shown for both sides and without advice: how long, not whether."
FOLLOWS = (
    "A day's pay is annual pay over the days of the work year. The employer's figure holds the charges that follow pay "
    "(pension, payroll tax); premiums and what does not follow pay go on. Income tax and members' own contributions are not in it."
)


@dataclass(frozen=True)
class Weighed:
    """Two offers on the years that are costed: what the higher one costs more, in all and in pay alone, by year."""

    lower: str
    higher: str
    cost: tuple[int, ...]
    pay: tuple[int, ...]
    work_days: int
    units: str = ""


def written_days(days: Fraction) -> str:
    """Days as people write them: halves as .5.

    >>> written_days(Fraction(11)), written_days(Fraction(3, 2))
    ('11', '1.5')
    """
    return str(days.numerator) if days.denominator == 1 else f"{float(days):g}"


def instruction_table(calendar: SchoolCalendar) -> Table:
    """Each school year's days: planned, lost by what took them, made up, taught. Half days have a column where they took some."""
    years = [instruction(calendar, year) for year in calendar.years]
    took = [status for status in DayStatus if status.is_lost or any(status in found.lost for found in years)]
    columns = (
        "planned",
        *(status.value for status in took),
        "made up",
        "lost for good",
        "taught",
    )
    rows = []
    for found in years:
        year = found.year
        lost = [written_days(found.lost.get(status, Fraction(0))) for status in took]
        rest = (found.made_up, found.all_lost - found.made_up, found.taught)
        cells = (written_days(found.planned), *lost, *map(written_days, rest))
        rows.append(Row(f"{year.first.year}-{year.last.year % 100:02d}", cells))
    made = tuple(Column(name, "text") for name in columns)
    return Table("Days of instruction", "school year", made, tuple(rows), (), "days/instruction")


def stretch_table(calendar: SchoolCalendar) -> Table:
    """Lost days back to back, with nothing but closed days between."""
    rows = []
    for found in stretches(calendar):
        said = ", ".join(f"{count} {status}" for status, count in found.days.items())
        length = (found.last - found.first).days + 1
        rows.append(Row(said, (found.first.isoformat(), found.last.isoformat(), str(found.school_days), str(length))))
    columns = (
        Column("from", "day"),
        Column("to", "day"),
        Column("school days", "text"),
        Column("calendar days", "text"),
    )
    return Table("Lost days back to back", "what took them", columns, tuple(rows), (), "days/stretches")


def rate_table(rolls: Sequence[Payroll], day: dt.date, found: Amounts) -> Table:
    """What a day is worth, for each unit that is without pay on some day."""
    rows = [
        Row(unit_written(roll, rolls), (roll.pay, str(roll.days), _cents(roll.daily_pay), _cents(roll.daily_cost)))
        for roll in rolls
        if roll.is_on_strike or (found.furlough_days and roll.is_furloughed)
    ]
    columns = (Column("annual pay"), Column("work days", "text"), Column("a day's pay"), Column("with charges"))
    notes = (f"A full year of the pay in force on {written(day)} under the status quo.", FOLLOWS)
    return Table("What a day is worth", "unit", columns, tuple(rows), notes, "days/rates")


def unit_written(roll: Payroll, rolls: Sequence[Payroll]) -> str:
    """What a unit is called; pay that belongs to no unit is called so where there are units."""
    return roll.unit or ("all" if len(rolls) == 1 else "pay of no unit")


def _cents(exact: Fraction) -> int:
    return int((2 * exact.numerator + exact.denominator) // (2 * exact.denominator))


def pay_table(found: Amounts, rolls: Sequence[Payroll]) -> Table:
    """Pay withheld and owed in all, for both sides."""
    rows = (
        Row("days withheld", (str(found.withheld_days + found.furlough_days), None)),
        Row("days owed", (str(found.owed_days), None)),
        Row("pay that members do not receive", ("", found.members)),
        Row("cost that the employer does not pay", ("", found.employer)),
    )
    columns = (Column("days", "text"), Column("amount"))
    furloughed = ", ".join(unit_written(roll, rolls) for roll in rolls if roll.is_furloughed)
    striking = ", ".join(unit_written(roll, rolls) for roll in rolls if roll.is_on_strike)
    apart = f"Furlough days are without pay for {furloughed}; the other days for {striking}."
    notes = (apart, NO_ADVICE) if found.furlough_days and furloughed != striking else (NO_ADVICE,)
    return Table("Pay withheld and owed", "", columns, rows, notes, "days/pay")


def day_table(days: Sequence[DayOfPay]) -> Table:
    """Every day that did not go as planned, for both sides."""
    columns = (Column("", "text"), Column("pay", "text"), Column("members: not received"), Column("employer: not paid"))
    rows = [Row(written(each.day), (str(each.status), str(each.effect), each.members, each.employer)) for each in days]
    if days:
        held = days[-1].to_date
        rows.append(Row("together", ("", "", held.members, held.employer), is_total=True))
    return Table("Pay by day", "day", columns, tuple(rows), (), "days/by-day")


def benefit_table(rules: Sequence[BenefitRule], stoppages: Sequence[Stretch]) -> Table:
    """Benefits and pension in each stretch of days without pay."""
    is_one = len(stoppages) == 1
    rows = [
        Row(rule.about if is_one else f"{rule.about}, {number}.", _benefit(rule, stoppage))
        for number, stoppage in enumerate(stoppages, 1)
        for rule in rules
    ]
    columns = (Column("without pay from", "day"), Column("last day", "day"), Column("", "text"), Column("rule", "text"))
    notes = ("Counsel and the plans' own texts decide.",)
    return Table("Benefits and pension while pay is withheld", "benefit", columns, tuple(rows), notes, "days/benefits")


def _benefit(rule: BenefitRule, stoppage: Stretch) -> tuple[str | None, ...]:
    ends = rule.last_day(stoppage.first)
    said = "goes on" if ends is None else "ends before pay comes back" if ends < stoppage.last else "lasts through it"
    cited = rule.cite if rule.is_verified else f"{rule.cite or 'no source'} [unverified]"
    return stoppage.first.isoformat(), ends.isoformat() if ends else None, said, f"{rule.says} ({cited})"


def payback_table(found: Amounts, weighed: Weighed) -> Table:
    """After how many work days the offers' difference comes to what was withheld, for either side."""
    rows = (
        _payback_row("members, in pay", found.members, weighed.pay, weighed),
        _payback_row("employer, in cost", found.employer, weighed.cost, weighed),
    )
    columns = (Column("not paid"), Column("difference, first year"), Column("until paid back", "text"))
    notes = (
        f"The difference is what {weighed.higher} comes to beyond {weighed.lower}, year by year: in pay alone for members"
        f"{f' ({weighed.units})' if weighed.units else ''}, in all cost for the employer; work years of {weighed.work_days} days.",
        NO_ADVICE,
    )
    return Table("Until the offers' difference is paid back", "side", columns, rows, notes, "days/payback")


def _payback_row(label: str, amount: int, differences: Sequence[int], weighed: Weighed) -> Row:
    back = paid_back(amount, differences, weighed.work_days)
    return Row(label, (amount, differences[0] if differences else 0, _span(back)))


def _span(back: Payback | None) -> str:
    if back is None:
        return "never in these years"
    days = counted(back.all_days, "work day")
    return f"{days} ({counted(back.years, 'year')}, {counted(back.days, 'day')})" if back.years else days
