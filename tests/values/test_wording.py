"""Words that go with a number."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonground.values.wording import counted, word

SOURCES = sorted((Path(__file__).parents[2] / "src" / "commonground").rglob("*.py"))


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 people"), (1, "1 person"), (2, "2 people"), (20_660, "20,660 people")]
)
def test_a_number_goes_with_the_word_for_so_many(number, said):
    assert counted(number, "person", "people") == said


def test_a_word_of_its_own_plural_takes_an_s():
    assert (word(1, "row"), word(3, "row")) == ("row", "rows")
