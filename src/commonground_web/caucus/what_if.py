"""A draft laid out: its dials with their values, the package that they make, and what of a value cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from commonground.agreement.agreement import Agreement
from commonground.agreement.dials import Dial, dials, turned
from commonground.agreement.offer import EditFailed, Offer
from commonground.asked.offers import offer_named
from commonground.costing.views import View
from commonground.negotiation import Negotiation
from commonground.report.basis import RosterBasis
from commonground.report.table import Table
from commonground.report.what_if import package_issues, package_totals
from commonground_web.caucus.typed import typed_values, with_cells
from commonground_web.desk import Desk
from commonground_web.records.models import Draft
from commonground_web.shown.sliders import Slider, slider


@dataclass(frozen=True)
class WhatIf:
    """A package: the negotiation that knows it, by its name; its dials; the values, by dial, of those that are
    turned, and typed salaries; of these why one cannot be read."""

    negotiation: Negotiation
    name: str
    start: Offer
    dials: tuple[Dial, ...]
    values: Mapping[str, str]
    wrong: Mapping[str, str]
    _tables: dict[tuple[str, View, RosterBasis, bool], list[Table]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @property
    def agreement(self) -> Agreement:
        """The package as an agreement."""
        return self.negotiation.pricing.applied(self.negotiation.offers[self.name]).agreement

    def tables(self, across: Offer, view: View, basis: RosterBasis, *, with_issues: bool) -> list[Table]:
        """What it costs; issue by issue where that is asked for. Worked out once."""
        key = across.id, view, basis, with_issues
        if key not in self._tables:
            self._tables[key] = self._reckoned(across, view, basis, with_issues)
        return self._tables[key]

    def _reckoned(self, across: Offer, view: View, basis: RosterBasis, with_issues: bool) -> list[Table]:
        start, other = ((offer.id, self.negotiation.pricing.applied(offer).agreement) for offer in (self.start, across))
        package = self.name, self.agreement
        found = [package_totals(self.negotiation, package, start, other, view, basis)]
        return [*found, package_issues(self.negotiation, package, view, basis)] if with_issues else found


@dataclass(frozen=True)
class DialShown:
    """A dial on the page: its value, its slider, and what is wrong with the value."""

    dial: Dial
    value: str
    slider: Slider
    wrong: str
    is_turned: bool


def what_if(desk: Desk, draft: Draft, values: Mapping[str, str]) -> WhatIf:
    """A draft with dials turned; a value that cannot be read, or carried out, leaves its dial as it was, and is told.

    Kept at the desk, so that whoever comes back to a page waits for nothing that was worked out before, nor does one whose draft
    says the same.
    """
    start = offer_named(desk.negotiation, draft.start)
    known = desk.kept(("dials", start.id), lambda: _dials(desk.negotiation, start))
    said = {dial: values[dial.id] for dial in known if dial.id in values and values[dial.id] != dial.value}
    wrong = {dial.id: problem for dial, text in said.items() if (problem := _wrong(dial, text))}
    counted = {dial.id: text for dial, text in said.items() if dial.id in wrong or dial.is_turned(text)}
    counted |= typed_values(values)
    found = WhatIf(desk.negotiation, "", start, known, counted, wrong)
    return desk.tried.kept((draft.title, start.id, *counted.items()), lambda: _worked_out(found, draft.title))


def _worked_out(found: WhatIf, title: str) -> WhatIf:
    """The package that the values make, in the negotiation."""
    negotiation, start, wrong = found.negotiation, found.start, dict(found.wrong)
    sound = {dial: text for dial, text in found.values.items() if dial not in wrong}
    name = _free_name(negotiation)
    package = replace(start, id=name, title=title)
    try:
        offer = turned(package, found.dials, sound)
        negotiation.pricing.amended(offer, start)
    except EditFailed as problem:
        said = f"Got {problem.got}; expected {problem.expected}."
        wrong |= {
            dial.id: said for dial in found.dials if dial.id in sound and dial.edit(sound[dial.id]) == problem.edit
        }
        offer = package
    offer, cannot = with_cells(negotiation.pricing, offer, found.values)
    return replace(found, negotiation=negotiation.with_offer(offer), name=name, wrong=wrong | cannot)


def shown_dials(found: WhatIf) -> list[DialShown]:
    """Every dial with its value."""
    shown = []
    for dial in found.dials:
        value = found.values.get(dial.id, dial.value)
        wrong = found.wrong.get(dial.id, "")
        is_turned = not wrong and dial.id in found.values
        shown.append(DialShown(dial, value, slider(dial, dial.value if wrong else value), wrong, is_turned))
    return shown


def turned_values(found: WhatIf) -> dict[str, str]:
    """The values that turn a dial, and typed salaries."""
    return {dial: text.strip() for dial, text in found.values.items() if dial not in found.wrong}


def _free_name(negotiation: Negotiation) -> str:
    """What a package is called in the addresses of its figures: the same in every draft, and no offer's own."""
    return next(name for number in count(1) if (name := f"draft-{number}") not in negotiation.offers)


def _dials(negotiation: Negotiation, start: Offer) -> tuple[Dial, ...]:
    amended = negotiation.pricing.amended(start).agreement
    return dials(amended, negotiation.years, start.term)


def _wrong(dial: Dial, text: str) -> str:
    try:
        dial.is_turned(text)
    except ValueError as problem:
        return f"{problem}."
    return ""
