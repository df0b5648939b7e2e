"""The terms of a clause in words, and where two agreements say different things."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from commonground.agreement.fields import Terms
from commonground.agreement.provision import BEGINNING, Provision, Version
from commonground.report.opened_lines import LONGEST_LIST, in_words

NOTHING = "–"


@dataclass(frozen=True)
class TermChange:
    """From a day on a clause says something else in one of its terms: what it says now, and then."""

    start: dt.date
    term: str
    now: str
    then: str


def changes(old: Provision | None, new: Provision | None, longest: int = LONGEST_LIST) -> Iterator[TermChange]:
    """What a clause will say that it does not say now; of a list only the entries that differ, long lists by their size."""
    held = old.versions[-1] if old and old.versions else None
    for version in new_versions(old, new):
        before, after = terms_said(held) if held else {}, terms_said(version)
        for name in dict.fromkeys((*before, *after)):
            if before.get(name) != after.get(name):
                now, then = differing(before.get(name), after.get(name), longest)
                yield TermChange(version.start, name.replace("_", " "), now, then)
        held = version


def new_versions(old: Provision | None, new: Provision | None) -> list[Version]:
    """The versions of a clause that it does not have now."""
    if new is None:
        return []
    known = [version.terms for version in old.versions] if old else []
    return [version for version in new.versions if all(version.terms is not held for held in known)]


def terms_said(version: Version) -> dict[str, Any]:
    """What a version says, by term; what is as it would be without a word is left out."""
    terms: Terms = version.terms
    said = terms.model_dump(mode="json", exclude_defaults=True)
    return {name: value for name, value in said.items() if value not in ([], {}, None)}


def differing(now: Any, then: Any, longest: int = LONGEST_LIST) -> tuple[str, str]:
    """Two values in words; of two lists of entries, only the entries that the other lacks."""
    if isinstance(now, list) and isinstance(then, list) and all(isinstance(one, dict) for one in (*now, *then)):
        now, then = [one for one in now if one not in then], [one for one in then if one not in now]
        return in_words(now, longest) or "(without)", in_words(then, longest) or "(without)"
    return said(now, longest), said(then, longest)


def said(value: Any, longest: int = LONGEST_LIST) -> str:
    """A value in words, a dash for none."""
    return NOTHING if value is None else in_words(value, longest)


def day_of(start: dt.date) -> str | None:
    """A first day as a table has it; None where it is from the beginning."""
    return None if start == BEGINNING else start.isoformat()
