"""The cells in force on a day, for placing people by their pay: each printed cell for each pension tier, the tier's pay in
lieu of pickup in it.

Law: a member of a tier that is paid r in lieu of pickup is seen on a payroll at cell x (1 + r).
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from commonground.agreement.agreement import Agreement
from commonground.agreement.kinds.pension_pickup import PensionPickup
from commonground.agreement.kinds.salary_schedule import SalarySchedule
from commonground.agreement.provision import Provision, Status
from commonground.workforce.cell import Cell


def cells_in_force(agreement: Agreement, day: dt.date, unit: str = "") -> list[Cell]:
    """Every cell that somebody of a unit may stand on, for each tier whose pay differs."""
    found = []
    for provision in agreement.of_kind("salary_schedule"):
        version = provision.standing_on(day)
        if provision.status is not Status.COSTED or not provision.scope.allows("unit", unit) or version is None:
            continue
        assert isinstance(version.terms, SalarySchedule)
        for tier, factor in _tiers(agreement, day):
            found += [
                Cell(cell.schedule, cell.lane, cell.step, tier, salary * factor)
                for cell in version.terms.table
                if (salary := version.terms.salary_of(cell)) is not None
            ]
    return found


def _tiers(agreement: Agreement, day: dt.date) -> list[tuple[str, Fraction]]:
    terms = [_pickup(provision, day) for provision in agreement.of_kind("pension_pickup")]
    tiers = [(name, 1 + found.in_lieu(name)) for found in terms if found for name in found.tiers or ("",)]
    return tiers or [("", Fraction(1))]


def _pickup(provision: Provision, day: dt.date) -> PensionPickup | None:
    version = provision.on(day)
    if version is None or provision.status is not Status.COSTED:
        return None
    assert isinstance(version.terms, PensionPickup)
    return version.terms
