"""A step half way through the year and a raise in two parts: annual, increment, run-rate and the tail, by months and by days."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from commonground.costing.breakdown import Against, By, differences, total_difference
from commonground.costing.views import View
from commonground.files.folder import check_folder
from commonground.values.fiscal_year import Proration

HERE = Path(__file__).parent
EXPECTED = tomllib.loads((HERE / "expected.toml").read_text())
READING = check_folder(HERE / "negotiation")
BASE = Against("the base year")


def cents(figure):
    return int(Decimal(figure) * 100)


def counted(proration):
    """The pricing with parts of a year counted so, and the agreement under the union's offer."""
    negotiation = READING.negotiation
    counted_so = replace(negotiation, proration=Proration(proration))
    return counted_so.pricing.engine, counted_so.pricing.applied(counted_so.offer("union")).agreement


def test_the_folder_reads_without_a_problem():
    assert READING.problems == ()


@pytest.mark.parametrize("proration", ["months", "days"])
def test_the_first_year_the_second_and_the_run_rate(proration):
    total = total_difference(*counted(proration), BASE)

    assert total.seen(View.ANNUAL)[:2] == (cents(EXPECTED[proration]["annual_2026"]), cents(EXPECTED["annual_2027"]))
    assert total.seen(View.INCREMENT)[1] == cents(EXPECTED[proration]["increment_2027"])
    assert total.seen(View.RUN_RATE) == (cents(EXPECTED["run_rate"]),)


@pytest.mark.parametrize("proration", ["months", "days"])
def test_the_tail_of_the_first_year_is_a_component_of_the_second(proration):
    engine, agreement = counted(proration)

    parts = differences(engine, agreement, BASE, By.COMPONENT, agreement)

    tail = parts["full-year effect of last year's changes"]
    assert tail.seen(View.INCREMENT)[1] == cents(EXPECTED[proration]["tail"])
    assert cents(EXPECTED["run_rate"]) - cents(EXPECTED[proration]["annual_2026"]) == tail.seen(View.INCREMENT)[1]
