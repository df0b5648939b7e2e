"""What a longer or shorter work year, and days off without pay, come to: a second writing of the kind work_time."""

from __future__ import annotations

from fractions import Fraction

from commonground.agreement.kinds.work_time import WorkTime
from commonground.costing.plain.case import Case
from commonground.costing.plain.counts import Place
from commonground.costing.plain.person import rounded


def work_time(case: Case, clause: WorkTime) -> int:
    """Pay for the hours that are more, at the hourly rate of the work year that pay is for."""
    hours_so_far = clause.days * clause.minutes / 60
    days, minutes, _ = _year(clause, case.year)
    more = days * minutes / 60 - hours_so_far
    return rounded(case.base / hours_so_far * more * clause.paid)


def furlough(case: Case, clause: WorkTime) -> int:
    """The daily rate for each day off, taken away."""
    return -rounded(case.base / clause.days * clause.furlough.get(case.year, 0))


def covering(clause: WorkTime, at: Place) -> Fraction:
    """Jobs that are needed for the pupils' time, at what one job teaches, less those that there are."""
    if clause.cover == "none":
        return Fraction(0)
    days, minutes, preparation = _year(clause, at.year)
    one_taught, one_teaches = clause.days * (clause.minutes - clause.preparation), days * (minutes - preparation)
    pupil_days, pupil_minutes = clause.pupil_days or clause.days, clause.pupil_minutes
    if pupil_minutes is None:
        pupil_minutes = clause.minutes - clause.preparation
    lessons = at.jobs * one_taught / (pupil_days * pupil_minutes)
    for year in sorted(clause.years):
        if year <= at.year:
            pupil_days = clause.years[year].pupil_days or pupil_days
            pupil_minutes = clause.years[year].pupil_minutes or pupil_minutes
    needed = lessons * pupil_days * pupil_minutes / one_teaches
    return max(needed - at.jobs, Fraction(0)) * clause.fill_rate


def _year(clause: WorkTime, year: int) -> tuple[Fraction, Fraction, Fraction]:
    """Days, minutes and preparation in a year, change by change."""
    days, minutes, preparation = clause.days, clause.minutes, clause.preparation
    for start in sorted(clause.years):
        said = clause.years[start]
        if start <= year:
            days, minutes = said.days or days, said.minutes or minutes
            preparation = preparation if said.preparation is None else said.preparation
    return days, minutes, preparation
