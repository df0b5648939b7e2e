"""`serve` without the extra `web`: what is missing, and how to install it."""

from __future__ import annotations

import importlib.util

from commonground.cli import exits
from commonground.cli.app import run


def test_what_is_not_installed_is_named_with_the_command_that_installs_it(monkeypatch, capsys):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    assert run(["serve", "meadowbrook"]) == exits.MISUSED

    said = " ".join(capsys.readouterr().err.split())
    assert "The web needs django, platformdirs, waitress, whitenoise, not installed here." in said
    assert "python -m uv run --extra web commonground serve" in said
    assert 'pip install "commonground[web]"' in said


def test_a_port_that_is_none_is_told(monkeypatch, capsys):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object())

    assert run(["serve", "meadowbrook", "--port", "70000"]) == exits.MISUSED
    assert "--port 70000: expected a port from 1 to 65535" in capsys.readouterr().err
