"""Drawing letters: no test names a codec, which costs four seconds in a fresh clone (see texts.py)."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
BY_CODEC = re.compile(r"\bst\.text\(\s*(?:(?:min_size|max_size)\s*=|\))|\bcodec\s*=")


def test_no_test_draws_letters_by_codec() -> None:
    others = [path for path in TESTS.rglob("*.py") if path != Path(__file__)]

    found = [
        f"{path.relative_to(TESTS)}: {match.group()}"
        for path in others
        for match in BY_CODEC.finditer(path.read_text(encoding="utf-8"))
    ]

    assert found == [], "draw from texts.LETTERS, or leave categories out instead"


def test_a_test_that_does_is_found() -> None:
    assert BY_CODEC.search("words = st.text(max_size=3)")
    assert BY_CODEC.search('st.text(st.characters(codec="utf-8"))')
    assert not BY_CODEC.search("words = st.text(LETTERS, max_size=3)")
