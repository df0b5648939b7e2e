"""The grid of a schedule: what is typed or pasted is part of the draft, costs what the library says, and is taken whole or not at all."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from html import unescape

import pytest

from commonground.costing.typed_cells import CellOnDay, with_typed_cells

DAY = dt.date(2026, 7, 1)
FIELD = re.compile(r'<input class="usa-input[^"]*" name="(\d+\.\d+)" value="([^"]*)"')
MA_4 = "2.4"  # the second lane, the fourth step


@pytest.fixture
def grid(client):
    """The grid of a draft of the union's offer: its address."""
    return client.post("/grid", {"start": "2026-09-29-union"})["Location"]


def fields(client, grid, **asked):
    return dict(FIELD.findall(client.get(grid, asked).content.decode()))


def text_of(response):
    return unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))


def table(client, grid, number, **asked):
    response = client.get(grid, {"format": "csv", "table": number, **asked})
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_scattergram_leads_to_the_grid_of_a_draft(client, grid):
    assert 'href="/grid"' in client.get("/scattergram").content.decode()
    assert grid.split("/")[2] in client.get("/grid").content.decode()
    assert len(fields(client, grid)) == 30


def test_typed_salaries_cost_what_an_offer_that_prints_them_costs(client, grid, meadowbrook):
    client.post(f"{grid}/typed", {**fields(client, grid), MA_4: "$60,000"})

    negotiation = meadowbrook.negotiation
    pricing, offer = negotiation.pricing, negotiation.offer("2026-09-29-union")
    printed = with_typed_cells(pricing, offer, {CellOnDay("teacher-schedule", DAY, "teacher", "MA", "4"): 60_000})
    cents = [one - other for one, other in zip(pricing.offer(printed).totals, pricing.offer(offer).totals, strict=True)]
    cost = table(client, grid, 2)
    assert cents[1] > 0
    assert [int(cell.replace(".", "")) for cell in cost[2][1:5]] == cents[1:]
    assert [row[0] for row in cost[1:]] == ["increment", "annual", "cumulative", "run-rate"]
    assert fields(client, grid)[MA_4] == "60,000"
    assert "was 57,546" in text_of(client.get(grid))
    assert "what is typed costs 8,527.65 in 2026-27, 20,747.10 by 2029-30" in text_of(client.get(grid))


def test_a_pasted_block_is_taken_from_its_first_cell_on(client, grid):
    block = "$ 60,000.00\t64 000\n\t65'500\n"

    client.post(f"{grid}/typed", {**fields(client, grid), "block": block, "lane": "MA", "step": "6"})

    said = fields(client, grid)
    assert [said[name] for name in ("2.6", "3.6", "2.7", "3.7")] == ["60,000", "64,000", "61,272", "65,500"]
    assert [row[2:] for row in table(client, grid, 0)[6:8]] == [["60000.00", "64000.00"], ["61272.00", "65500.00"]]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"2.5": "a lot"}, 'Step 5, lane MA: Got "a lot"; expected a salary in dollars. Write dollars as 52,958'),
        (
            {"block": "1\t2\t3\t4"},
            'the pasted block row 1, column "4": got a block of 4 columns; expected at most 3 columns',
        ),
        (
            {"block": "abc"},
            'the pasted block row 1, column "1": got "abc"; expected a salary in dollars (lane BA, step 1).',
        ),
        ({"block": "60000", "lane": "PhD"}, 'got lane "PhD", step "1" to begin at; expected a cell of the schedule'),
        ({"block": "1\n" * 60_000}, "got 120,000 letters; expected at most 100,000"),
    ],
)
def test_what_cannot_be_read_is_told_in_its_place_and_nothing_is_taken(client, grid, more, told):
    before = fields(client, grid)

    response = client.post(f"{grid}/typed", {**before, MA_4: "60,000", "lane": "BA", "step": "1", **more})

    assert told in re.sub(r"\s+", " ", text_of(response))
    assert "Nothing was taken" in text_of(response)
    assert fields(client, grid) == before


def test_typed_salaries_are_steps_of_the_draft_beside_its_dials(client, grid):
    draft, share = grid.removesuffix("/grid"), "health:employee_share::"
    client.post(f"{grid}/typed", {**fields(client, grid), MA_4: "60,000"})
    client.post(f"{draft}/turn", {share: "12%"})
    client.post(f"{draft}/keep", {"name": "both"})
    seen = []
    for way in ("undo", "undo", "redo", "redo"):
        client.post(f"{grid}/{way}")
        share_now = re.search(rf'name="{share}" value="([^"]+)"', client.get(draft).content.decode())[1]
        seen.append((fields(client, grid)[MA_4], share_now))

    assert seen == [("60,000", "15%"), ("57,546", "15%"), ("60,000", "15%"), ("60,000", "12%")]
    assert "both" in text_of(client.get(f"{draft}/compare"))


def test_an_emptied_cell_goes_back_and_another_year_has_a_grid_of_its_own(client, grid):
    client.post(f"{grid}/typed", {**fields(client, grid), MA_4: "60,000"})
    later = "?year=2027-28"
    client.post(f"{grid}/typed{later}", {**fields(client, grid, year="2027-28"), MA_4: "70,000"})

    assert fields(client, grid)[MA_4] == "60,000"
    client.post(f"{grid}/typed", {**fields(client, grid), MA_4: ""})

    assert fields(client, grid)[MA_4] == "57,546"
    assert fields(client, grid, year="2027-28")[MA_4] == "70,000"


def test_what_typed_salaries_cost_opens(client, grid):
    client.post(f"{grid}/typed", {**fields(client, grid), MA_4: "60,000"})
    page = client.get(grid).content.decode()
    links = [unescape(link) for link in re.findall(r'href="(/package/\d+/explain[^"]+untyped)"', page)]

    assert "8,527" in text_of(client.get(links[1]))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"schedule": "nothing/at-all"}, "There is teacher-schedule/teacher"),
        ({"year": "2019-20"}, "there is 2026-27, 2027-28, 2028-29, 2029-30"),
    ],
)
def test_a_wrong_question_is_told(client, grid, asked, told):
    response = client.get(grid, asked)

    assert response.status_code == 404
    assert told in text_of(response)
