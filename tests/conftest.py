"""How the laws are drawn: the same examples every time, unless `--hypothesis-profile=fresh` asks for others."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None, database=None)
settings.register_profile("fresh", derandomize=False, deadline=None)
settings.load_profile("same")
