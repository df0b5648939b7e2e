"""What a late raise owes on a line that rules make of schedule pay: the rule's formula on pay as earned, less on pay as paid.

Law: that of `costing.retro`; terms that are the same on both sides are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from commonground.agreement.kind import Rule
from commonground.agreement.provision import Provision, Version
from commonground.agreement.sheet import InputUnit, Path, SheetRow, added, to_the_cent
from commonground.costing.period import Period
from commonground.report.workbook.schedules import BandRows
from commonground.values.fiscal_year import Proration


@dataclass(frozen=True, eq=False)
class Stands:
    """Where a row's people stand: the band, the number of their cell, and the reference to the jobs by which it is scaled."""

    band: BandRows
    cell: int
    fte: str


@dataclass(frozen=True, eq=False)
class OwedBack:
    """A line whose formulas are wanted: its clause, its rule and that one's formula, how inputs are named, the years as lived."""

    provision: Provision
    rule: Rule
    rule_sheet: Callable[[SheetRow], str]
    input_name: Callable[[Version, Path, InputUnit], str]
    proration: Proration
    lived: Sequence[Period]

    def formula(self, stands: Sequence[Stands], words: Mapping[str, str], period: Period) -> str:
        """What the people of a row are paid in a period for earlier days; "0" where nothing is."""
        found = ""
        late = stands[0].band.late if stands and not period.is_annualised else []
        for number, raise_ in enumerate(late):
            if raise_.paid_from is None or raise_.paid_from not in period.year:
                continue
            for earlier in self.lived:
                if earlier.year <= period.year:
                    earned = Counter(self._terms(stands, words, earlier, number + 1))
                    paid = Counter(self._terms(stands, words, earlier, number))
                    found += "".join(f"+{term}" for term in (earned - paid).elements())
                    found += "".join(f"-({term})" for term in (paid - earned).elements())
        return f"ROUND({found.removeprefix('+')},2)" if found else "0"

    def _terms(self, stands: Sequence[Stands], words: Mapping[str, str], period: Period, number: int) -> list[str]:
        """The line's terms in a period if only the late raises from one of this number on are taken when they are paid."""

        def pay(lane: str | None = None) -> str:
            return f"({added(*(at.band.pay_if_late(number, at.cell, at.fte, period, lane) for at in stands))})"

        found = []
        for version, share in period.versions(self.provision, self.proration, self.rule):

            def input_name(path: Path, unit: InputUnit, version: Version = version) -> str:
                return self.input_name(version, path, unit)

            year = period.year.first.year
            row = SheetRow(version.terms, year, period.passed, words, input_name, _in_place, pay, salary=pay())
            term = self.rule_sheet(row)
            if term != "0":
                found.append(term if share == 1 else to_the_cent(f"({term})*{share.numerator}/{share.denominator}"))
        return found


def _in_place(title: str, formula: str, value: float, unit: InputUnit = "dollars") -> str:
    """A figure of an earlier year has no cell of its own."""
    return f"({formula})"
