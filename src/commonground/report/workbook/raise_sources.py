"""Where a raise comes from: the clause, and the formula that names its percent, its dollars, its floor and its limit.

A unit that follows another's raise names the other's input and adds its own; a raise that is only assumed to go on after
the term's last day follows the last one that was granted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from commonground.agreement.agreement import Agreement
from commonground.agreement.band import Band
from commonground.agreement.expiry import AfterExpiry, Expiry
from commonground.agreement.kinds.me_too import MeToo
from commonground.agreement.kinds.schedule_raise import Raise, ScheduleRaise
from commonground.agreement.provision import Provision, Status, Version
from commonground.report.workbook.inputs import Inputs, Priced
from commonground.values.fiscal_year import FiscalYear


@dataclass(frozen=True, eq=False)
class RaiseSource:
    """A raise as a band gets it, the clause and version it stands in, and what other clauses add to it."""

    raise_: Raise
    provision: Provision
    version: Version
    number: int
    more: tuple[tuple[Provision, Version], ...] = ()


def sources_of(agreement: Agreement, band: Band) -> list[RaiseSource]:
    """The raises of a band with their sources, in the order in which `raises.raises_of` gives them."""
    found: list[RaiseSource] = []
    for provision in band.raises:
        found += _sources(agreement, agreement[provision], band.is_personal)
    return found


def _sources(agreement: Agreement, provision: Provision, personal: bool) -> list[RaiseSource]:
    found: list[RaiseSource] = []
    if provision.status is not Status.COSTED:
        return found
    for version in provision.versions:
        terms = version.terms
        if isinstance(terms, ScheduleRaise) and (terms.personal_salaries or not personal):
            found += [
                RaiseSource(raise_, provision, version, number)
                for number, raise_ in enumerate(terms.raises)
                if version.holds_on(raise_.effective)
            ]
        elif isinstance(terms, MeToo):
            for source in _sources(agreement, agreement[terms.follows], personal):
                day = source.raise_.effective
                if version.holds_on(day) and (terms.from_day is None or day >= terms.from_day):
                    raised = source.raise_.model_copy(update={"percent": source.raise_.percent + terms.more})
                    found.append(replace(source, raise_=raised, more=(*source.more, (provision, version))))
    return sorted(found, key=lambda source: source.raise_.effective)


@dataclass(frozen=True, slots=True)
class RaiseFormula:
    """What a raise does, as formulas: percent always, dollars, floor and limit where there are any."""

    percent: str
    flat: str = ""
    at_least: str = ""
    at_most: str = ""

    @property
    def is_in_dollars(self) -> bool:
        """Whether some of it is dollars for a full-time job."""
        return bool(self.flat or self.at_least or self.at_most)

    def of(self, cell: str, jobs: str = "") -> str:
        """The raised salary in a cell; `jobs` is the cell of the jobs behind a salary of one's own."""
        scaled = f"*{jobs}" if jobs else ""
        raised = f"{cell}*(1+{self.percent})" + (f"+{self.flat}{scaled}" if self.flat else "")
        raised = f"MIN({raised},{cell}+{self.at_most}{scaled})" if self.at_most else raised
        return f"MAX({raised},{cell}+{self.at_least}{scaled})" if self.at_least else raised


def raise_formula(
    inputs: Inputs, priced: Priced, source: RaiseSource, expiry: Expiry, years: Sequence[FiscalYear]
) -> RaiseFormula:
    """The formulas of a raise; its inputs are made here. `years` are those that are costed."""

    def named(field: str, unit: str, at: int, follows: str = "") -> str:
        kind = "rate" if unit == "rate" else "dollars"
        return inputs.name(priced, source.provision, source.version, ("raises", at, field), kind, follows)  # type: ignore[arg-type]

    at = _continued(source, priced.agreement, expiry, years)

    def found(field: str, unit: str) -> str:
        follows = "" if at is None else named(field, unit, at)
        return named(field, unit, source.number, follows)

    more = [inputs.name(priced, provision, version, ("more",), "rate") for provision, version in source.more]
    percent = "+".join([found("percent", "rate"), *more])
    return RaiseFormula(
        f"({percent})" if more else percent,
        found("flat", "dollars") if source.raise_.flat else "",
        found("at_least", "dollars") if source.raise_.at_least else "",
        found("at_most", "dollars") if source.raise_.at_most else "",
    )


def _continued(source: RaiseSource, agreement: Agreement, expiry: Expiry, years: Sequence[FiscalYear]) -> int | None:
    """The number of the granted raise that an assumed one repeats; None for a raise that was granted.

    Where no year begins after the term's last day nothing is assumed: a later raise of the last year was granted.
    """
    if expiry.rule is not AfterExpiry.LAST_RAISE_CONTINUES or agreement.term is None:
        return None
    if not any(year.first > agreement.term.last for year in years):
        return None
    raises = source.version.terms.raises  # type: ignore[attr-defined]
    this = raises[source.number]
    if this.effective <= agreement.term.last:
        return None
    granted = [number for number, raise_ in enumerate(raises) if raise_.effective <= agreement.term.last]
    latest = max(raises[number].effective for number in granted)
    general = [number for number in granted if raises[number].effective == latest]
    alike = [number for number, raise_ in enumerate(raises) if raise_.effective == this.effective]
    return general[alike.index(source.number)]


def take(waiting: list[RaiseSource], raise_: Raise) -> RaiseSource:
    """Take the first source of this raise off the list."""
    source = next(source for source in waiting if source.raise_ == raise_)
    waiting.remove(source)
    return source
