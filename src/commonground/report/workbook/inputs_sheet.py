"""The Inputs sheet: one row for each parameter, one column for each agreement; what is changed here moves every total."""

from __future__ import annotations

from collections.abc import Sequence

from commonground.report.workbook.cells import Role, Sheet, Unit
from commonground.report.workbook.inputs import Input, Inputs, Priced

HEADING_ROW = 4
WIDEST_CITATION = 64
_UNITS = {"rate": Unit.RATE, "dollars": Unit.CENTS, "number": Unit.NUMBER}
_SAYS = {"rate": "percent", "dollars": "dollars", "number": "number"}


def inputs_sheet(sheet: Sheet, inputs: Inputs, agreements: Sequence[Priced]) -> None:
    """Write the inputs in the order of the agreements' clauses."""
    sheet.head, sheet.left = HEADING_ROW + 1, 3
    sheet.put(0, 0, "Inputs", Role.TITLE)
    sheet.put(
        1,
        0,
        "Change a figure on yellow and every total follows. A figure on grey follows the first column; write over it to part them.",
        Role.ASIDE,
    )
    sheet.put(2, 0, "Days are not inputs: a raise on another day is another offer, and a new workbook.", Role.ASIDE)
    sheet.put(3, 0, "Contents", Role.LINK, link="Contents")
    sheet.put_row(HEADING_ROW, 0, ["Clause", "Parameter", "Unit"], Role.HEADING)
    sheet.put_row(HEADING_ROW, 3, [f"{priced.title} ({priced.tag}_)" for priced in agreements], Role.COLUMN)
    sheet.put_row(HEADING_ROW, 3 + len(agreements), ["Cited", "Name in formulas, behind the prefix"], Role.HEADING)
    order = {id_: number for number, id_ in enumerate(dict.fromkeys(p.id for a in agreements for p in a.agreement))}
    before, row, longest = "", HEADING_ROW + 1, 0
    for (provision, _, _), held in sorted(inputs.found.items(), key=lambda item: (order[item[0][0]], *item[0][1:])):
        one = next(iter(held.values()))
        sheet.put(row, 0, "" if provision == before else one.provision.title, Role.LABEL)
        sheet.put(row, 1, one.label, Role.LABEL)
        sheet.put(row, 2, _SAYS[one.unit], Role.LABEL)
        for number, priced in enumerate(agreements):
            if found := held.get(priced.tag):
                role = Role.LINKED if found.follows else Role.INPUT
                value = float(found.value)
                sheet.put(row, 3 + number, value, role, unit=_UNITS[found.unit], formula=found.follows, name=found.name)
        cited = _cited(held)
        longest = max(longest, len(cited))
        sheet.put(row, 3 + len(agreements), cited, Role.CITED)
        sheet.put(row, 4 + len(agreements), one.name.removeprefix(f"{one.priced.tag}_"), Role.NOTE)
        before, row = provision, row + 1
    sheet.least[3 + len(agreements)] = min(longest, WIDEST_CITATION)
    sheet.printed, sheet.unprinted_columns = row, 1


def _cited(held: dict[str, Input]) -> str:
    """Where the parameter is written, once where all agreements have it from the same place."""
    said = {tag: str(found.version.citation or "no citation") for tag, found in held.items()}
    if len(set(said.values())) == 1:
        return next(iter(said.values()))
    return "; ".join(f"{tag}: {cited}" for tag, cited in said.items())
