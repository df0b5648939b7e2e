"""Layout: columns at a width."""

from __future__ import annotations

from commonground.cli.layout import BOLD, Line, Sort, block, grid, unstyled


def test_figures_stand_right_and_texts_give_way() -> None:
    lines = [Line(["plus the contribution picked up", "1,250", "paid by the employer, as the clause says"])]

    found = [unstyled(line) for line in grid(lines, 40, ["a year", "2026", "why"], [Sort.TEXT, Sort.FIGURE, Sort.TEXT])]

    assert found == [
        " a year            2026  why",
        " " + "─" * 39,
        " plus the         1,250  paid by the",
        " contribution            employer, as",
        " picked up               the clause says",
    ]


def test_letters_that_take_two_places_do_not_shift_the_figures() -> None:
    found = grid([Line(["東京", "1"]), Line(["é\u0301b", "2"])], 80, ["school", "people"], [Sort.TEXT, Sort.FIGURE])

    assert found[2:] == [" 東京         1", " é\u0301b           2"]


def test_what_would_steer_a_terminal_is_shown_and_not_sent() -> None:
    found = grid([Line(["\x1b[31mred\x07", "1"])], 80, ["school", "people"], [Sort.TEXT, Sort.FIGURE])

    assert found[2] == " ␣[31mred␣       1"
    assert block("a\x1b[2J", "") == ["a␣[2J"]


def test_a_total_stands_apart_and_its_style_can_be_taken_off() -> None:
    found = grid(
        [Line(["one", "1"]), Line(["total", "1"], BOLD, is_apart=True)], 80, ["", "people"], [Sort.TEXT, Sort.FIGURE]
    )

    assert found[3] == ""
    assert "\x1b[1mtotal" in found[4]
    assert unstyled(found[4]) == " total       1"
