"""Kinds from elsewhere: packages that are installed beside this one may bring kinds of their own, by an entry point.

Law: an installed package names a kind in the group `commonground.kinds`; a folder never names code, it names kinds. A kind that
cannot be loaded, is no kind, or is called like another is left out, and its reason is said where a folder asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points

from commonground.agreement.kind import Kind
from commonground.agreement.kinds.looked_at import looked_at

GROUP = "commonground.kinds"


@dataclass(frozen=True)
class Elsewhere:
    """The kinds that other packages bring, by name; and of those that are left out why, by the name of the entry point."""

    kinds: Mapping[str, Kind] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)


def installed() -> Iterable[EntryPoint]:
    """The entry points of the installed packages, in the order of their names."""
    return sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value))


def from_elsewhere(own: Mapping[str, Kind], entries: Iterable[EntryPoint]) -> Elsewhere:
    """The kinds that entry points bring; none takes the name of an own one, nor of one that came before it."""
    kinds: dict[str, Kind] = {}
    refused: dict[str, str] = {}
    rules = {rule.name for kind in own.values() for rule in kind.rules}
    for entry in entries:
        try:
            found = entry.load()
        except Exception as reason:  # other people's code may fail in any way; this program goes on without it
            refused[entry.name] = f"{entry.value} cannot be loaded ({type(reason).__name__}: {reason})"
            continue
        if not isinstance(found, Kind):
            refused[entry.name] = f"{entry.value} is no Kind"
        elif found.name in own or found.name in kinds:
            refused[entry.name] = f"{entry.value} is called {found.name}, as another kind is"
        elif taken := rules & {rule.name for rule in found.rules}:
            refused[entry.name] = f"{entry.value} has a line called {min(taken)}, as another kind has"
        else:
            kinds[found.name] = looked_at(found, entry.value)
            rules |= {rule.name for rule in found.rules}
    return Elsewhere(kinds, refused)
