"""When something was done, in words."""

from __future__ import annotations

import datetime as dt


def written(moment: dt.datetime) -> str:
    """A moment as people write it.

    >>> written(dt.datetime(2026, 3, 1, 9, 5))
    '1 Mar 2026, 09:05'
    """
    return f"{moment.day} {moment:%b %Y, %H:%M}"
