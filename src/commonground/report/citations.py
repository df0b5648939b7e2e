"""The table of sources: which clauses each component of a cost is read from, and where they can be looked up."""

from __future__ import annotations

from collections.abc import Iterable

from commonground.agreement.agreement import Agreement
from commonground.agreement.provision import Provision
from commonground.costing.engine import Engine
from commonground.report.table import Column, Row, Table

UNCITED = "no citation"


def citation_table(engine: Engine, agreements: Iterable[Agreement]) -> Table:
    """For each component that costs something, the clauses behind it with their citations, the latest version's first."""
    found: dict[str, dict[str, None]] = {}
    for agreement in agreements:
        for line in engine.price(agreement).lines:
            if any(line.totals):
                closure = engine.join(agreement).lines[line.id].closure
                for provision in closure if line.rule.is_pay and line.rule.name == "salary" else closure[:1]:
                    for cited in citations(agreement[provision]):
                        found.setdefault(line.component, {}).setdefault(cited)
    rows = [
        Row(component if first else "", (cited,))
        for component, all_of in found.items()
        for first, cited in _firsts(all_of)
    ]
    return Table("Where the figures are read", "component", (Column("clause", "text"),), tuple(rows), (), "citations")


def citations(provision: Provision) -> list[str]:
    """What a clause's versions cite."""
    cited = [str(version.citation) for version in provision.versions if version.citation]
    return [f"{provision.title}: {each}" for each in dict.fromkeys(cited or [UNCITED])]


def _firsts(cited: Iterable[str]) -> Iterable[tuple[bool, str]]:
    return ((number == 0, each) for number, each in enumerate(cited))
