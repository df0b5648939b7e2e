"""What if: a step that is supposed, as a person says it ("mediation demanded on 2019-05-01").

Law: supposing changes a case in memory alone; nothing is written.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re

from commonground.procedure.case import Event
from commonground.procedure.counting import FIRST_YEAR, LAST_YEAR
from commonground.procedure.pack import Pack, Step

SUPPOSED = re.compile(r"^\s*(?:if\s+)?(.+?)\s+(?:on\s+)?(\d{4}-\d{2}-\d{2})\s*$", re.IGNORECASE)
WORD = re.compile(r"[a-z0-9]+")
SMALL = frozenset(("the", "a", "an", "is", "was", "were", "to", "of", "and", "by", "s"))
EXAMPLE = '"mediation demanded on 2019-05-01"'


class NotSupposed(ValueError):
    """A text that does not say which step is supposed, on which day."""


def supposed(text: str, pack: Pack) -> Event:
    """Read a supposed step. Raises `NotSupposed` with a sentence that says how to mend it."""
    found = SUPPOSED.match(text)
    if not found:
        raise NotSupposed(f'"{text}" is no step on a day; write it like {EXAMPLE}.')
    try:
        day = dt.date.fromisoformat(found[2])
    except ValueError:
        raise NotSupposed(f"{found[2]} is no day that the calendar has; write it like {EXAMPLE}.") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise NotSupposed(f"{day} is not a day between {FIRST_YEAR} and {LAST_YEAR}.")
    return Event(step_named(found[1], pack).id, day, is_supposed=True)


def step_named(text: str, pack: Pack) -> Step:
    """The step that a person names: by its id, its title or another name, or by some of their words. Raises `NotSupposed`."""
    if (exact := exactly_named(text, pack)) is not None:
        return exact
    said = _words(text)
    within = [id for id, known in _names(pack).items() if said and any(said <= name for name in known)]
    if len(within) == 1:
        return pack.step(within[0])
    if within:
        raise NotSupposed(f'"{text}" may be {" or ".join(within)}; name one of them.')
    ids = list(pack.by_id)
    close = difflib.get_close_matches("-".join(text.lower().split()), ids, 1, 0.5)
    mend = f'Did you mean "{close[0]}"?' if close else f"There is {', '.join(ids)}."
    raise NotSupposed(f'No step is called "{text}". {mend}')


def exactly_named(text: str, pack: Pack) -> Step | None:
    """The one step of which this is the id, the title or another name, but for small words and their order."""
    said = _words(text)
    found = [id for id, known in _names(pack).items() if said in known]
    return pack.step(found[0]) if len(found) == 1 else None


def _names(pack: Pack) -> dict[str, list[frozenset[str]]]:
    return {step.id: [_words(name) for name in (step.id, step.title, *step.also)] for step in pack.steps}


def _words(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text.lower())) - SMALL
