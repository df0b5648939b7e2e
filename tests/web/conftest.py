"""The web's tests: run where Django is installed (`--group web`), as in CI; the others pass without it."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from typing import Any

import pytest

HAS_DJANGO = all(importlib.util.find_spec(name) for name in ("django", "platformdirs", "whitenoise", "waitress"))
collect_ignore_glob = [] if HAS_DJANGO else ["test_*.py"]


@pytest.fixture(scope="session", autouse=True)
def site() -> None:
    """Django, set up once as the laptop's server does."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "commonground_web.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


@pytest.fixture(scope="session")
def meadowbrook(site: None) -> Any:
    """Meadowbrook, read."""
    from commonground_web import desk

    return desk.lay(Path("meadowbrook"))


@pytest.fixture
def client(meadowbrook: Any) -> Any:
    """A browser without scripts, at Meadowbrook's desk."""
    from django.test import Client

    from commonground_web import desk

    desk.put(meadowbrook)
    return Client(headers={"host": "127.0.0.1"})
