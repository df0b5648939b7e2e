"""Words that are shown: offers and claims by what people call them."""

from __future__ import annotations

import pytest

from commonground.report.table import Column, Row, Table
from commonground_web.shown.named import named

TITLES = {"raise": "Union, 12 % over three years", "2019-10-16": "Board's offer of October", "half-day": "A half day"}


@pytest.mark.parametrize(("words", "read"), [
    ("raise", "Union, 12 % over three years"),
    ("raise 12 % (3 years)", "raise 12 % (3 years)"),
    ("“12 percent total raise over three years”", "“12 percent total raise over three years”"),
    ("2019-10-16 less the status quo", "Board's offer of October less the status quo"),
    ("until 2019-10-16-settlement", "until 2019-10-16-settlement"),
    ("nothing of the kind", "nothing of the kind"),
])  # fmt: skip
def test_an_id_that_may_be_a_word_is_a_title_only_by_itself(words, read):
    table = Table("claims", "claim", (Column("said", "text"),), (Row("a", (words,)),), (words,))

    (found,) = named([table], TITLES)

    assert found.rows[0].cells == (read,)
    assert found.notes == (read,)
