"""Illinois: a pension on salary, on a stipend, and on what the board itself pays in the member's place."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from commonground.files.folder import check_folder
from little_district import agreement, clause, engine, line, people, schedule

HERE = Path(__file__).parent
PUBLISHED = tomllib.loads((HERE / "expected.toml").read_text())
READING = check_folder(HERE / "negotiation")
BOARDS = READING.negotiation
LINES = {
    "pickup": "pickup",
    "trs": "trs",
    "trs_member": "trs/pension_deduction",
    "this": "this",
    "this_member": "this/pension_deduction",
}


def cents(district, name):
    """What one line pays for the teacher of a district in the base year."""
    pricing = BOARDS.pricing
    line = pricing.engine.join(pricing.agreement).lines[name]
    group = line.group[BOARDS.roster.labels["unit"].to_list().index(district)]
    return 0 if group < 0 else int(pricing.engine.values(pricing.agreement, line, pricing.engine.periods[0])[group])


def test_the_folder_reads_without_a_problem():
    assert READING.problems == ()


@pytest.mark.parametrize("district", PUBLISHED)
@pytest.mark.parametrize("figure", LINES)
def test_every_published_contribution_is_met_to_the_cent(district, figure):
    assert cents(district, LINES[figure]) == Decimal(PUBLISHED[district][figure]) * 100


@pytest.mark.parametrize(("district", "pickup"), [("district A", "9.8901%"), ("district B", "0%")])
def test_federal_funds_are_charged_on_the_contract_and_its_own_pickup(district, pickup):
    clauses = agreement(
        schedule({("contract", "1"): 33_000}),
        clause("pickup", "pension_pickup", pickup=pickup),
        clause("federal", "pension", rate="38.54%", base=["salary", "pickup"]),
    )

    costing = engine(people({"lane": "contract", "step": "1"})).price(clauses)

    assert line(costing, "federal")[0] == Decimal(PUBLISHED[district]["federal"]) * 100
