"""Text of a PDF: what no page shows is left out."""

from __future__ import annotations

from commonground.files.pdf import settable


def test_control_characters_and_halves_of_letters_are_left_out_of_a_page():
    said = {"site": "Hill\0\x07 Middle\ufeff", "notes": ["one\ntwo\ud800"], "pupils": 3}

    assert settable(said) == {"site": "Hill Middle", "notes": ["one\ntwo"], "pupils": 3}
