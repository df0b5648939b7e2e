"""The actual roster priced plainly: every holder of every job, one by one, times the chance of being there."""

from __future__ import annotations

from commonground.agreement.agreement import Agreement
from commonground.agreement.calendar import Calendar
from commonground.costing.plain.counts import rows_of
from commonground.costing.plain.ledger import Ledger
from commonground.costing.plain.turned import holders_of
from commonground.schools.table import YearTable
from commonground.values.fiscal_year import FiscalYear
from commonground.workforce.roster import Roster
from commonground.workforce.turnover import Turnover


def price_actual_plainly(
    agreement: Agreement,
    turnover: Turnover,
    roster: Roster,
    calendar: Calendar,
    base: FiscalYear,
    schools: YearTable | None = None,
    sections: YearTable | None = None,
) -> dict[str, list[int]]:
    """Expected cents by line of the employer: the base year annualised, each year of the calendar, the run-rate."""
    last = max(year.first.year for year in calendar.years) - base.first.year
    people, chances = holders_of(roster, turnover, base, last)
    ledger = Ledger(
        agreement, people, calendar, base, rows_of(schools), rows_of(sections), turnover=turnover, chances=chances
    )
    return {
        name: [ledger.total(line, span) for span in ledger.spans]
        for name, line in ledger.lines.items()
        if line.rule.is_employers
    }
