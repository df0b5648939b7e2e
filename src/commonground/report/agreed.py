"""Agreed by both: which clauses of an offer bear the mark, said in sentences; what is agreed alike lies in no gap."""

from __future__ import annotations

from collections.abc import Iterable

from commonground.agreement.agreement import Agreement
from commonground.agreement.provision import Provision
from commonground.costing.mixtures import issue_of


def agreed_notes(agreement: Agreement) -> list[str]:
    """The clauses on which both sides have agreed, by the day."""
    return _by_day("Agreed by both", [clause for clause in agreement if clause.agreed is not None])


def agreed_in_gap(one: Agreement, other: Agreement) -> list[str]:
    """The clauses that either agreement marks: those that say the same in both, and those that do not."""
    marked = {clause.id: clause for agreement in (one, other) for clause in agreement if clause.agreed is not None}
    alike = {id for id in marked if _says(one, id) == _says(other, id)}
    notes = _by_day("Agreed by both, and so no part of the gap", [c for id, c in marked.items() if id in alike])
    return notes + _by_day(
        "Marked as agreed, but not the same in both", [c for id, c in marked.items() if id not in alike]
    )


def agreed_issues(reference: Agreement, agreement: Agreement) -> frozenset[str]:
    """The issues of which every clause that differs from the reference is agreed by both."""
    changed = [clause for clause in agreement if _says(reference, clause.id) != clause.digest]
    struck = [clause for clause in reference if clause.id not in agreement.provisions]
    still_open = {issue_of(clause.id, reference, agreement) for clause in (*changed, *struck) if clause.agreed is None}
    return frozenset(issue_of(clause.id, reference, agreement) for clause in changed) - still_open


def _says(agreement: Agreement, clause: str) -> str:
    return agreement.provisions[clause].digest if clause in agreement.provisions else ""


def _by_day(what: str, clauses: Iterable[Provision]) -> list[str]:
    days: dict[str, list[str]] = {}
    for clause in clauses:
        days.setdefault(str(clause.agreed), []).append(clause.title)
    return [f"{what} (on {day}): {'; '.join(titles)}." for day, titles in sorted(days.items())]
