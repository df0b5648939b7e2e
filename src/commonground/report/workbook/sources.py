"""The Sources sheet: where every clause is written, what is assumed, what stays out of the totals, and what was read."""

from __future__ import annotations

from collections.abc import Sequence

from commonground.agreement.provision import BEGINNING, NEVER, Version
from commonground.negotiation import Negotiation
from commonground.report.basis import RosterBasis, basis_notes
from commonground.report.workbook.cells import Role, Sheet
from commonground.report.workbook.cost_sheet import CostSheet
from commonground.report.workbook.inputs import Priced

_HEADINGS = ("Agreement", "Clause", "Kind", "In force", "Who", "Status", "Cited", "Checked by", "Note")


def sources_sheet(sheet: Sheet, negotiation: Negotiation, costs: Sequence[CostSheet], engine_version: str) -> None:
    """Write the sheet."""
    sheet.put(0, 0, "Sources, assumptions and what stays out", Role.TITLE)
    sheet.put(1, 0, "Contents", Role.LINK, link="Contents")
    agreements = [cost.priced for cost in costs]
    row = _pairs(sheet, 3, "Assumptions", _assumptions(negotiation))
    row = _pairs(sheet, row, "Not in any total", _gaps(agreements))
    stated = [(cost.priced.title, name) for cost in costs for name in cost.stated]
    row = _pairs(
        sheet, row, "Written as values (red): these lines have no formula and do not follow the inputs", stated
    )
    row = _pairs(sheet, row, "How figures are rounded", _rounding())
    row = _pairs(sheet, row, "What this workbook was made from", _digests(negotiation, agreements, engine_version))
    row = _clauses(sheet, row, agreements)
    sheet.printed = row


def _pairs(sheet: Sheet, row: int, title: str, pairs: Sequence[tuple[str, str]]) -> int:
    if not pairs:
        return row
    sheet.put(row, 0, title, Role.SECTION)
    for number, (label, text) in enumerate(pairs, start=1):
        sheet.put(row + number, 0, label, Role.LABEL)
        sheet.put(row + number, 1, text, Role.LINE)
    return row + len(pairs) + 2


def _assumptions(negotiation: Negotiation) -> list[tuple[str, str]]:
    roster = f"cast forward: {negotiation.roster.people:,} people advance; nobody leaves or is hired"
    return [
        ("After expiry", str(negotiation.expiry)),
        ("Roster", f"{roster}; {negotiation.roster_citation or 'no citation'}"),
        *(("Actual roster", said) for said in basis_notes(negotiation, RosterBasis.BOTH)[1:]),
        ("Base year", f"{negotiation.base.label}, as on {negotiation.snapshot}, for a full year"),
        ("Parts of a year", f"counted by {negotiation.proration}"),
        ("Privacy", "folded rows show groups as small as one person; take them out before the workbook is published"),
        *(("Note", note) for note in negotiation.notes),
    ]


def _gaps(agreements: Sequence[Priced]) -> list[tuple[str, str]]:
    found = {}
    for priced in agreements:
        for provision in priced.agreement.gaps:
            said = f"{provision.status}; {provision.note or provision.citation or 'no citation'}"
            found[provision.id] = (provision.title, said)
    return list(found.values())


def _rounding() -> list[tuple[str, str]]:
    return [
        ("Formula", "ROUND(ROUND(100*amount,7),0)/100, for one head"),
        ("Inner rounding", "takes away what binary arithmetic leaves behind, so that half a cent is half a cent"),
        ("Outer rounding", "to the cent, halves away from zero, unless a clause names another rounding"),
        ("Schedules", "carried exactly, to the cent or to the dollar, as the schedule's clause says"),
    ]


def _digests(negotiation: Negotiation, agreements: Sequence[Priced], engine_version: str) -> list[tuple[str, str]]:
    source = negotiation.roster.source
    found = [
        ("Commonground", engine_version),
        ("Roster", f"{source.file or 'made in memory'}, SHA-256 of its rows {negotiation.roster.digest}"),
    ]
    if source.sha256:
        found.append(("Roster file", f"SHA-256 {source.sha256}"))
    return found + [(priced.title, f"SHA-256 of its clauses {priced.agreement.digest}") for priced in agreements]


def _clauses(sheet: Sheet, row: int, agreements: Sequence[Priced]) -> int:
    sheet.put(row, 0, "Clauses", Role.SECTION)
    sheet.put_row(row + 1, 0, _HEADINGS, Role.HEADING)
    sheet.least[_HEADINGS.index("Cited")] = 56
    row += 2
    first = agreements[0] if agreements else None
    for priced in agreements:
        for provision in priced.agreement:
            known = first.agreement.provisions.get(provision.id) if first and priced is not first else None
            if known is not None and known.digest == provision.digest:
                continue
            for version in provision.versions:
                checked = version.citation.verified_by if version.citation else None
                said = (
                    priced.title, provision.title, provision.kind.replace("_", " "), _in_force(version), str(provision.scope),
                    str(provision.status), str(version.citation or "no citation"), checked or "", version.note or provision.note,
                )  # fmt: skip
                sheet.put_row(row, 0, said, Role.WRAPPED)
                row += 1
    return row


def _in_force(version: Version) -> str:
    parts = []
    if version.start != BEGINNING:
        parts.append(f"from {version.start}")
    if version.until != NEVER:
        parts.append(f"until {version.until}")
    return " ".join(parts) or "throughout"
