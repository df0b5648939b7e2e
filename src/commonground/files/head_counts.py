"""More people or jobs than there are: a clause that lays off, recalls or retires more than its scope holds.

All of them are then taken, and no more; nobody would see it in the figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from commonground.agreement.agreement import Agreement
from commonground.agreement.fields import year_name
from commonground.agreement.kinds.layoff import Layoff
from commonground.agreement.kinds.leave_payout import LeavePayout
from commonground.agreement.kinds.retirement_incentive import RetirementIncentive
from commonground.agreement.leaving import Leaving, who_may
from commonground.agreement.provision import Provision, Status
from commonground.costing.bands import in_scope
from commonground.files.places import Places
from commonground.report.opened_lines import jobs_written
from commonground.values.fiscal_year import FiscalYear
from commonground.values.problem import Problem, Severity
from commonground.workforce.roster import FULL_TIME, Roster

Said = tuple[str, str, str, str]  # the key of the terms, what was got, what was expected, how to mend it


def more_than_there_are(
    roster: Roster, base: FiscalYear, agreement: Agreement, file: str, places: Places
) -> Iterator[Problem]:
    """What clauses say of more people or jobs than the roster has in their scope."""
    for clause in agreement.of_kind("layoff", "leave_payout", "retirement_incentive"):
        if clause.status is not Status.COSTED or not in_scope(clause.scope, roster).any():
            continue
        for version in clause.versions:
            terms = version.terms
            if isinstance(terms, Layoff):
                said = _of_jobs(roster, clause, terms)
            elif isinstance(terms, LeavePayout | RetirementIncentive):
                name = "retiring" if isinstance(terms, LeavePayout) else "years"
                said = _of_people(roster, base, clause, name, getattr(terms, name))
            else:
                continue
            for key, got, expected, mend in said:
                place = places.clause(file, clause.id, key)
                yield Problem("more-than-there-are", place, got, expected, mend, Severity.WARNING)


def _of_jobs(roster: Roster, clause: Provision, terms: Layoff) -> Iterator[Said]:
    """The first year in which more jobs are cut than there are, and the first in which more are recalled than were cut."""
    inside = in_scope(clause.scope, roster)
    jobs = roster.numbers["count"] * roster.numbers["fte"] * inside
    all_jobs, school = Fraction(int(jobs.sum()), FULL_TIME), roster.labels["school"]
    for year in sorted({*terms.cut, *terms.closed}):
        at_closed = Fraction(int(jobs[school.among(terms.closed_by(year))].sum()), FULL_TIME)
        if (cut := terms.cut_by(year, at_closed)) > all_jobs:
            expected = f"at most {jobs_written(all_jobs)}, those of the people in the clause's scope"
            mend = "Correct the number; as it stands, all of them are cut."
            key = "cut" if any(start <= year for start in terms.cut) else "closed"
            yield key, f"{_full_time(cut)} cut by {year_name(year)}", expected, mend
            break
    for year in sorted(terms.recalled):
        at_closed = Fraction(int(jobs[school.among(terms.closed_by(year))].sum()), FULL_TIME) * (1 - terms.follow)
        away = at_closed + sum((jobs for start, jobs in terms.cut.items() if start <= year), start=Fraction(0))
        back = sum((jobs for start, jobs in terms.recalled.items() if start <= year), start=Fraction(0))
        if back > away:
            got = f"{_full_time(back)} recalled by {year_name(year)}"
            mend = "Correct the number or the year; as it stands, nobody is laid off any more."
            yield "recalled", got, f"at most {jobs_written(away)}, those cut by then", mend
            break


def _full_time(jobs: Fraction) -> str:
    return f"{jobs_written(jobs)} full-time {'job' if jobs == 1 else 'jobs'}"


def _of_people(
    roster: Roster, base: FiscalYear, clause: Provision, key: str, years: Mapping[int, Leaving]
) -> Iterator[Said]:
    """Each year in which more people leave than may and are still there."""
    inside = in_scope(clause.scope, roster)
    service, heads = (roster.numbers[name][inside] for name in ("service", "count"))
    gone = False
    for year, may in who_may(years, base.first.year, service, heads):
        leaving = years[year]
        if leaving.people is not None and leaving.people > may:
            expected = (
                f"at most {jobs_written(may)}, those in the clause's scope with {leaving.service_from} years of service "
                f"or more{' who have not left before' if gone else ''}"
            )
            mend = "Correct the number; as it stands, all of them leave."
            yield key, f"{jobs_written(leaving.people)} people who leave in {year_name(year)}", expected, mend
        gone = True
