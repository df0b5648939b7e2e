"""Oakland 2019, priced from two published figures: what each side said of the cost, and why one percent has two prices."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from commonground.asked.claims import between, model_of
from commonground.claims.check import Verdict, check_claims
from commonground.claims.claim import Claims
from commonground.files.claims import read_claims
from commonground.files.folder import check_folder

HERE = Path(__file__).parent / "negotiation"
READING = check_folder(HERE)


@pytest.fixture(scope="module")
def claims() -> Claims:
    found, problems = read_claims(HERE, READING.negotiation)
    assert (READING.problems, problems) == ((), ())
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "value", "verdict"),
    [
        # 189,447,000 x (1.03 x 1.04 x 1.05 - 1); each pay in whole cents
        ("district-12-percent", 23_635_410, Verdict.REPRODUCED),
        ("district-5-percent", 9_472_350, Verdict.NOT_REPRODUCIBLE),
        ("one-percent", 1_894_470, Verdict.REPRODUCED),
        ("union-12", 12, Verdict.REPRODUCED),
        ("settled-11", 11, Verdict.REPRODUCED),
        ("settled-14", 14, Verdict.REPRODUCED),
        ("mean-63149", 63_149, Verdict.REPRODUCED),
        ("mean-70095", "70095.39", Verdict.REPRODUCED),
        ("bonus-1894", "1894.47", Verdict.REPRODUCED),
        ("union-70859", "70859.88", Verdict.NOT_REPRODUCIBLE),
        ("teachers-3000", 3_000, Verdict.REPRODUCED),
    ],
)
def test_what_was_printed_follows_from_people_and_mean_pay_or_does_not(claims, name, value, verdict):
    assert READING.negotiation is not None
    found = {one.claim.id: one for one in check_claims(claims, model_of(READING.negotiation))}[name]

    assert (found.value, found.verdict) == (Fraction(str(value)), verdict)


def test_the_price_of_a_percent_differs_by_its_number_first_and_then_by_what_pay_drags_along(claims):
    found = between(HERE, READING.negotiation, claims, "one-percent", "district-5-percent")

    assert [(step.name, step.change) for step in found.mechanical] == [("number", 8_000_000_00)]
    assert found.named == (("basis", "a year against in year 3"),)
    assert (found.before, found.hypotheses[0].share, found.rest) == (100_000_00, 104_500_00, -4_500_00)
