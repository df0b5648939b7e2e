"""A school by what a person calls it: its name, its number in other files, or a part of its name."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from commonground.asked.misused import Misused
from commonground.contingency.schools import School

SHOWN = 4  # names that are told where more than one would do


def school_named(schools: Sequence[School], said: str) -> School:
    """The school of this name or number, or the only one whose name has it as a part; capitals do not count. Raises `Misused`."""
    folded = said.strip().casefold()
    exact = [school for school in schools if folded and folded in (school.id.casefold(), school.number.casefold())]
    alike = exact or [school for school in schools if folded and folded in school.id.casefold()]
    if len(alike) == 1:
        return alike[0]
    if alike:
        raise Misused(f'"{said}" is part of {len(alike):,} schools\' names: {_listed(alike)}. Write more of one.')
    near = _near(schools, folded)
    mend = f"Did you mean {_listed(near)}?" if near else "The names stand in sites.csv."
    raise Misused(f'No school is called "{said}". {mend}')


def _near(schools: Sequence[School], folded: str) -> list[School]:
    """Schools whose name, or a word of it, is much like what was said; the likest first."""
    whole = {school.id.casefold(): school for school in schools}
    found = [whole[name] for name in difflib.get_close_matches(folded, list(whole), SHOWN)]
    words = {word for name in whole for word in name.split()}
    for asked in folded.split():
        for word in difflib.get_close_matches(asked, sorted(words), 2, 0.75):
            found += [school for name, school in whole.items() if word in name.split()]
    return list(dict.fromkeys(found))


def _listed(schools: Sequence[School]) -> str:
    named = ", ".join(f'"{school.id}"' for school in schools[:SHOWN])
    return named if len(schools) <= SHOWN else f"{named} and {len(schools) - SHOWN:,} more"
