"""How the laws are drawn: the same 10 examples every time; 100 with `--hypothesis-profile=full`, which CI runs beside
them, and others every time with `--hypothesis-profile=fresh`.

And how seldom circles of values are looked for: thousands of tests stand in memory, and each search walks past them all.
"""

from __future__ import annotations

import gc

from hypothesis import settings

from commonground.cli import SELDOM

settings.register_profile("same", derandomize=True, deadline=None, database=None, max_examples=10)
settings.register_profile("full", settings.get_profile("same"), max_examples=100)
settings.register_profile("fresh", derandomize=False, deadline=None)
settings.load_profile("same")


def pytest_sessionstart() -> None:
    """Look for circles as seldom as a command does."""
    gc.set_threshold(*SELDOM)


def pytest_collection_finish() -> None:
    """What has been collected stays: no search walks through it again."""
    gc.collect()
    gc.freeze()
