"""Worked example: docs/arithmetic/longevity.md."""

from __future__ import annotations

from little_district import agreement, clause, each_paid, schedule
from worked_figures import Figures

FIGURES = Figures("longevity")
GUIDE = schedule({("BA", "1"): 48_000, ("BA", "3"): 50_400, ("MA", "4"): 55_625})
BANDS = [{"years": 15, "amount": 1_000}, {"years": 20, "percent": "2%"}]
AMES = {"lane": "BA", "step": "1", "service": 14}
BELL = {"lane": "BA", "step": "3", "service": 19, "fte": "0.5"}
COLE = {"lane": "MA", "step": "4", "service": 26}


def paid(*rows, **terms):
    return each_paid(agreement(GUIDE, clause("longevity", "longevity", bands=BANDS, **terms)), *rows, id="longevity")


def test_the_highest_band_reached_is_paid_and_service_grows_with_the_years():
    ames, bell, cole = paid(AMES, BELL, COLE)

    assert ames[:2] == FIGURES.cents("ames_2025", "ames_2026")
    assert bell[:2] == FIGURES.cents("bell_2025", "bell_2026")
    assert cole[:2] == FIGURES.cents("cole_2025", "cole_2026")


def test_bands_may_add_up():
    [cole] = paid(COLE, adds_up=True)

    assert (cole[0],) == FIGURES.cents("adds_up_cole")


def test_the_order_in_which_bands_are_written_does_not_matter():
    reversed_bands = clause("longevity", "longevity", bands=BANDS[::-1])

    assert each_paid(agreement(GUIDE, reversed_bands), AMES, BELL, COLE, id="longevity") == paid(AMES, BELL, COLE)
