"""The units that a command is about: the one that it names, which somebody on the roster must be in, or all."""

from __future__ import annotations

from commonground.cli import exits
from commonground.negotiation import Negotiation


def units_named(negotiation: Negotiation, unit: str | None) -> tuple[str, ...]:
    """The unit of this name alone, or nothing for all; else the end of the command."""
    if unit is None:
        return ()
    known = tuple(filter(None, negotiation.roster.labels["unit"].words))
    if unit not in known:
        raise exits.Misused(f"no unit {unit!r}; the roster has {', '.join(known) or 'none by name'}.")
    return (unit,)
