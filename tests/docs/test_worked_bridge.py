"""The worked example of docs/arithmetic/bridge.md, as the bridge works it out."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from commonground.bridge.bridge import bridge
from commonground.bridge.reckoning import Assumption, Hypothesis, Part, Reckoning
from commonground.claims.claim import Claim
from commonground.values.party import Side
from commonground.values.typed_figure import Basis, Measure, TypedFigure
from worked_figures import Figures

FIGURES = Figures("bridge")


def claim(id: str, side: Side, figure: TypedFigure) -> Claim:
    return Claim(id, id, "", side, "Chalkbeat", dt.date(2019, 10, 27), "…", figure=figure)


def test_the_page_shows_what_the_bridge_works_out():
    a_year, end = FIGURES["a_year"], FIGURES["end"]
    union = claim("union", Side.UNION, TypedFigure(Measure.GAP, a_year, basis=Basis.A_YEAR, years=3))
    board = claim("board", Side.EMPLOYER, TypedFigure(Measure.GAP, end, basis=Basis.LIFE, years=5))
    term = Hypothesis(Assumption.TERM, Fraction(3), Fraction(5))
    phase_in = Hypothesis(Assumption.PHASE_IN, Fraction(1), Fraction(5))
    reckoning = Reckoning("dollars", (Part("gap", (a_year,) * 5),), (term, phase_in))

    found = bridge(union, board, {}, reckoning)
    one, other = found.hypotheses

    assert reckoning.values() == [*FIGURES.cents("neither", "term_alone", "phase_alone", "neither")]
    assert (found.mechanical[0].change, found.before, found.rest) == FIGURES.cents("mechanical", "before", "before")
    assert (one.share, one.least, one.most) == FIGURES.cents("term", "term_least", "term_most")
    assert (other.share,) == FIGURES.cents("phase")
