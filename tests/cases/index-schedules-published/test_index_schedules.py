"""Index schedules entered as a base and its index: the printed salaries follow, half up to the dollar."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from commonground.files.folder import check_folder

HERE = Path(__file__).parent
PUBLISHED = tomllib.loads((HERE / "expected.toml").read_text())
READING = check_folder(HERE / "negotiation")
NOT_PRINTED = 0


def cells():
    """What a full-time person on each cell is paid, in cents."""
    pricing, roster = READING.negotiation.pricing, READING.negotiation.roster
    line = pricing.engine.join(pricing.agreement).lines["schedule"]
    paid = pricing.engine.values(pricing.agreement, line, pricing.engine.periods[0])[line.group]
    places = zip(*(roster.labels[name].to_list() for name in ("schedule", "step", "lane")), strict=True)
    return dict(zip(places, paid.tolist(), strict=True))


def test_the_folder_reads_without_a_problem():
    assert READING.problems == ()


@pytest.mark.parametrize(("schedule", "step"), [(name, step) for name, steps in PUBLISHED.items() for step in steps])
def test_every_printed_cell_is_base_by_index_half_up_to_the_dollar(schedule, step):
    printed = dict(zip(("I", "II", "III", "IV", "V", "VI"), PUBLISHED[schedule][step], strict=False))
    paid = cells()

    for lane, dollars in printed.items():
        if dollars != NOT_PRINTED:
            assert paid[schedule, step, lane] == dollars * 100
