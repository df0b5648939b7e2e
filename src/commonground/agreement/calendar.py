"""The calendar of a costing: the snapshot's day and the years that are costed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from commonground.values.fiscal_year import FiscalYear, Proration


@dataclass(frozen=True, slots=True)
class Calendar:
    """The snapshot's day, the years that are costed, and how parts of a year are counted."""

    snapshot: dt.date
    years: tuple[FiscalYear, ...]
    proration: Proration = Proration.MONTHS

    @property
    def last_day(self) -> dt.date:
        """The last day of the last year."""
        return self.years[-1].last if self.years else self.snapshot
