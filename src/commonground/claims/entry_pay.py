"""Entry pay: what a full-time job on the lowest cell of each schedule is paid for a year, at the end of a period.

It is what a "starting salary" is checked against. A schedule on which nobody stands is not seen; where it prints the rate of an
hour or a day, the pay is that of a full-time year.
"""

from __future__ import annotations

from fractions import Fraction

from commonground.agreement.agreement import Agreement
from commonground.costing.engine import Engine
from commonground.costing.period import Period


def entry_pay(engine: Engine, agreement: Agreement, period: Period) -> dict[str, Fraction]:
    """Dollars by schedule; a schedule is named with its unit, and the lowest of its cells is the entry."""
    day = period.day or period.year.last
    found: dict[str, Fraction] = {}
    for line in engine.join(agreement).lines.values():
        for standing in line.standings if line.rule.name == "salary" else ():
            band = standing.band
            if band.is_personal or agreement[band.schedule].standing_on(day) is None:
                continue
            moment = engine.timeline(agreement, band, period).on(day)
            for number, key in enumerate(band.keys):
                name = " ".join(part for part in (key.unit, key.schedule) if part) or "schedule"
                pay = moment.cells.exact_at(number) / 100
                if moment.present[number] and pay:
                    found[name] = min(pay, found.get(name, pay))
    return found
