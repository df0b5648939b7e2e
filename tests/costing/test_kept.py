"""What is kept, and what is let go."""

from __future__ import annotations

from commonground.costing.kept import Kept


def test_what_was_kept_first_is_let_go_first() -> None:
    kept: Kept[str] = Kept(most=5, size=len)

    for key, word in (("first", "abc"), ("second", "de"), ("third", "f")):
        assert kept.keep(key, word) == word

    assert [kept.find(key) for key in ("first", "second", "third")] == [None, "de", "f"]


def test_a_result_larger_than_the_whole_room_is_kept_until_the_next() -> None:
    kept: Kept[str] = Kept(most=2, size=len)

    kept.keep("large", "abc")
    assert kept.find("large") == "abc"
    kept.keep("small", "d")

    assert (kept.find("large"), kept.find("small")) == (None, "d")


def test_a_key_that_is_kept_again_counts_once() -> None:
    kept: Kept[str] = Kept(most=4, size=len)

    kept.keep("a", "xx")
    kept.keep("a", "yy")
    kept.keep("b", "zz")

    assert (kept.find("a"), kept.find("b")) == ("yy", "zz")
