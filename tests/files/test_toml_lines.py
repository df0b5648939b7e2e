"""The lines of a TOML file: every value that the file says is found on the line where it says it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from commonground.files.toml_lines import Key, line_numbers

ROOT = Path(__file__).parents[2]
WRITTEN = sorted([*(ROOT / "negotiations").rglob("*.toml"), *(ROOT / "src").rglob("*.toml")])
ODD = '''\
# a comment [[provision]] = "
title = """several
[[edit]]
lines"""
[[provision]]
id = 'a # no comment'
[provision.terms]
premiums = [
  # { plan = "none" },
  { plan = "HMO", monthly = 3.5, days = [1,
      2] },
  { plan = "PPO" },
]
[provision.terms.tiers."Tier 1"]
rate = 1979-05-27T07:32:00Z
[[provision.version]]
from = 2020-01-01
a.b = 3
[[provision.version]]
from = 2021-01-01
[[provision]]
"i\\u0064" = "b"
'''


def paths(said: Any, path: Key = ()) -> Iterator[Key]:
    """The path of every value."""
    inside = said.items() if isinstance(said, dict) else enumerate(said) if isinstance(said, list) else ()
    for name, value in inside:
        yield (*path, name)
        yield from paths(value, (*path, name))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("provision", 0), 5),
        (("provision", 0, "id"), 6),
        (("provision", 0, "terms", "premiums", 0), 10),
        (("provision", 0, "terms", "premiums", 0, "days", 1), 11),
        (("provision", 0, "terms", "premiums", 1, "plan"), 12),
        (("provision", 0, "terms", "tiers", "Tier 1", "rate"), 15),
        (("provision", 0, "version", 0, "from"), 17),
        (("provision", 0, "version", 0, "a", "b"), 18),
        (("provision", 0, "version", 1, "from"), 20),
        (("provision", 1, "id"), 22),
    ],
)
def test_a_value_is_found_on_its_line(path, line):
    assert line_numbers(ODD)[path] == line


@pytest.mark.parametrize(
    "text", [ODD, *(path.read_text(encoding="utf-8") for path in WRITTEN)], ids=["odd", *map(str, range(len(WRITTEN)))]
)
def test_every_value_has_a_line_and_nothing_else_has(text):
    assert set(line_numbers(text)) == set(paths(tomllib.loads(text)))


def test_a_file_of_a_million_values_is_walked_only_so_far():
    assert len(line_numbers("x = [" + "1," * 1_000_000 + "]")) < 200_000
