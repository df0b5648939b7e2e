"""The web's tests: run where Django is installed (`--group web`), as in CI; the others pass without it."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from web import cluster, sides

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


@pytest.fixture(scope="module")
def operator() -> Iterator[str]:
    """A database server; its superuser's address."""
    with cluster.running() as url:
        yield url


@pytest.fixture(scope="module")
def variables(operator: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """Meadowbrook set up on it: the variables of each side's process."""
    return sides.set_up(operator, "meadowbrook", "meadowbrook", tmp_path_factory.mktemp("set-up") / "seats")


@pytest.fixture(scope="module")
def district(variables: dict[str, dict[str, str]]) -> Iterator[sides.Browser]:
    """The district's desk on the server."""
    with sides.sitting(variables["district"], "dana") as browser:
        yield browser


@pytest.fixture(scope="module")
def union(variables: dict[str, dict[str, str]]) -> Iterator[sides.Browser]:
    """The union's."""
    with sides.sitting(variables["union"], "uma") as browser:
        yield browser
