"""The units that are asked about: the one that is named, which somebody on the roster must be in, or all."""

from __future__ import annotations

from commonground.asked.misused import Misused
from commonground.negotiation import Negotiation


def units_named(negotiation: Negotiation, unit: str | None) -> tuple[str, ...]:
    """The unit of this name alone, or nothing for all. Raises `Misused`."""
    if unit is None:
        return ()
    known = tuple(filter(None, negotiation.roster.labels["unit"].words))
    if unit not in known:
        raise Misused(f"no unit {unit!r}; the roster has {', '.join(known) or 'none by name'}.")
    return (unit,)
