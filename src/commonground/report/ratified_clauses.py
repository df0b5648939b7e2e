"""The ratified agreement, clause by clause: what each clause that is touched says now, and what it will say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from commonground.agreement.fields import Terms
from commonground.agreement.provision import BEGINNING, Provision, Version
from commonground.bargaining.ratified import Amendment, amendments
from commonground.negotiation import Negotiation
from commonground.report.opened_lines import in_words
from commonground.report.table import Column, Row, Table

NOTHING = "–"


def clause_table(negotiation: Negotiation) -> Table:
    """Each clause that the tentative agreements make, change or strike, in the order in which they were agreed."""
    rows = [row for one in amendments(negotiation.history) for row in _rows(one)]
    touched = {one.clause for one in amendments(negotiation.history)}
    left = sum(clause.id not in touched for clause in negotiation.agreement)
    columns = (Column("from", "day"), Column("term", "text"), Column("now", "text"), Column("will be", "text"))
    notes = (
        f"Of a list only the entries that differ are shown. The other {left} clauses of the agreement stand as they are.",
    )
    title = f"{negotiation.title}: tentatively agreed, clause by clause"
    return Table(title, "clause", columns, tuple(rows), notes, "table/clauses")


def _rows(one: Amendment) -> Iterator[Row]:
    """A row for each term that is changed, and each new version that changes it."""
    label = f"{one.clause} ({one.sort}, pass {one.agreed.number})"
    old = one.old.versions[-1] if one.old and one.old.versions else None
    versions = _new_versions(one.old, one.new)
    if not versions:
        yield Row(label, (None, "", "", "struck" if one.old else ""))
        return
    for version in versions:
        before, after = _terms(old) if old else {}, _terms(version)
        for name in dict.fromkeys((*before, *after)):
            if before.get(name) != after.get(name):
                now, then = _differing(before.get(name), after.get(name))
                yield Row(label, (_day(version.start), name.replace("_", " "), now, then))
                label = ""
        old = version


def _new_versions(old: Provision | None, new: Provision | None) -> list[Version]:
    """What a clause will say that it does not say now."""
    if new is None:
        return []
    known = [version.terms for version in old.versions] if old else []
    return [version for version in new.versions if all(version.terms is not held for held in known)]


def _terms(version: Version) -> dict[str, Any]:
    terms: Terms = version.terms
    said = terms.model_dump(mode="json", exclude_defaults=True)
    return {name: value for name, value in said.items() if value not in ([], {}, None)}


def _differing(now: Any, then: Any) -> tuple[str, str]:
    """Two values in words; of two lists of entries, only the entries that the other lacks."""
    if isinstance(now, list) and isinstance(then, list) and all(isinstance(one, dict) for one in (*now, *then)):
        now, then = [one for one in now if one not in then], [one for one in then if one not in now]
        return in_words(now) or "(without)", in_words(then) or "(without)"
    return _said(now), _said(then)


def _said(value: Any) -> str:
    return NOTHING if value is None else in_words(value)


def _day(start: dt.date) -> str | None:
    return None if start == BEGINNING else start.isoformat()
