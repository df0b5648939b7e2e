"""A caucus's authority: set beside each draft's price, asked about before a pass goes beyond it, and told to nobody else."""

from __future__ import annotations

import csv
import io
import re
import shutil
import zipfile
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from commonground.costing.breakdown import Against, total_difference
from commonground.costing.views import View
from commonground.files.passes import PASSES
from commonground.files.ready import folder_named
from commonground.report.authority import AuthorityLimit, authority_table, beyond

HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
SECRET = "123,457"


def text_of(response):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


@pytest.fixture
def caucus(meadowbrook):
    """The union's caucus at Meadowbrook, with nothing written down before or after."""
    from django.test import Client

    from commonground_web import desk
    from commonground_web.records.models import Authority

    desk.put(replace(meadowbrook, party="union"))
    yield Client(headers={"host": "127.0.0.1"})
    Authority.objects.all().delete()


def write(client, **said):
    return client.post("/package/authority", {"bound": "at most", "view": "annual", "year": "", "amount": "1", **said})


def rows(client, draft):
    said = client.get(draft, {"format": "csv"}).content.decode("utf-8-sig")
    found = [row for row in csv.reader(io.StringIO(said)) if row]
    return {row[0]: row[1:] for row in found if row[0].startswith(("at most", "at least"))}


def test_what_is_left_is_the_authority_less_the_cost_and_a_floor_is_the_other_way(meadowbrook):
    negotiation = meadowbrook.negotiation
    offer = negotiation.offer("2026-09-29-union")
    agreement = negotiation.pricing.applied(offer).agreement
    against = Against("", negotiation.pricing.status_quo_agreement, "status-quo")
    series = total_difference(negotiation.pricing.engine, agreement, against)
    term = sum(series.seen(View.ANNUAL))
    limits = [
        AuthorityLimit(View.ANNUAL, "", term + 5_00),
        AuthorityLimit(View.CUMULATIVE, "", term - 7_00),
        AuthorityLimit(View.INCREMENT, "2027-28", 0),
        AuthorityLimit(View.RUN_RATE, "", series.run_rate - 9_00, is_most=False),
    ]

    table = authority_table(negotiation, (offer.id, agreement), limits)

    assert [row.cells[2] for row in table.rows] == [5_00, -7_00, -series.seen(View.INCREMENT)[1], 9_00]
    assert [row.cells[3] for row in table.rows[:2]] == ["within", "beyond by 7"]
    assert [one.partition(":")[0] for one in beyond(negotiation, agreement, limits)] == [
        "at most, cumulative, over the whole term",
        "at most, increment, 2027-28",
    ]


def test_the_builder_shows_what_a_draft_leaves_and_it_opens(caucus):
    write(caucus, amount="$3,000,000")
    write(caucus, year="2026-27", amount="100,000")
    draft = caucus.post("/package/begin", {"start": "2026-09-29-union"})["Location"]

    found = rows(caucus, draft)
    page = caucus.get(draft)
    links = re.findall(r'href="([^"]+/explain[^"]+cumulative%2Fstatus-quo)"', page.content.decode())

    assert found["at most, annual, over the whole term"][0] == "3000000.00"
    assert found["at most, annual, 2026-27"][3].startswith("beyond by 138,309")
    assert caucus.get(unescape(links[0])).status_code == 200
    write(caucus, year="2026-27", amount="400,000")
    assert rows(caucus, draft)["at most, annual, 2026-27"][3] == "within"
    assert "within" in text_of(caucus.get(draft))


def test_a_limit_is_struck_and_what_cannot_be_read_is_told(caucus):
    write(caucus, amount="250,000")
    address = re.search(r'action="(/package/authority/\d+/strike)"', caucus.get("/package").content.decode())[1]

    assert "at most, annual, over the whole term: 250,000" in text_of(caucus.get("/package"))
    caucus.post(address)
    assert "250,000" not in text_of(caucus.get("/package"))
    for wrong in ({"amount": "much"}, {"view": "yearly"}, {"year": "1999-00"}, {"bound": "about"}):
        assert write(caucus, **wrong).status_code == 404
    assert caucus.get("/package/authority").status_code == 405


def test_nobody_else_is_told(caucus, meadowbrook):
    from commonground_web import desk

    write(caucus, amount=SECRET)
    draft = caucus.post("/package/begin", {"start": "2026-09-29-union"})["Location"]
    assert SECRET in text_of(caucus.get(draft))

    address = re.search(r'action="(/package/authority/\d+/strike)"', caucus.get("/package").content.decode())[1]
    desk.put(replace(meadowbrook, party="district"))
    theirs = caucus.post("/package/begin", {"start": "2026-09-29-union"})["Location"]
    caucus.post(address)
    for page in ("/", "/package", theirs, f"{theirs}/pass", "/movement", "/pass", "/money", "/assumptions"):
        assert SECRET not in text_of(caucus.get(page)), page
    desk.put(replace(meadowbrook, party="union"))
    assert SECRET in text_of(caucus.get("/package"))


@pytest.fixture
def own(caucus, tmp_path):
    """The same in a copy of the folder, in which can be passed."""
    from commonground_web import desk

    folder = tmp_path / "own"
    shutil.copytree(folder_named(Path("meadowbrook")), folder)
    desk.lay(folder, "union")
    caucus.folder = folder
    return caucus


def looked(client, **said):
    """The preview of a counter by which the union's position is what it was in September."""
    draft = client.post("/package/begin", {"start": "2026-09-29-union"})["Location"].rpartition("/")[2]
    return client.post("/pass/look", {"draft": draft, "issue": ["wages", "health"], "on": "2026-10-20", **said})


def confirmed(client, shown, **more):
    form = shown.content.decode().rpartition("<form")[2]
    said = {}
    for name, value in HIDDEN.findall(form):
        said.setdefault(unescape(name), []).append(unescape(value))
    return client.post("/pass/across", {**said, **more})


def test_a_pass_beyond_it_asks_for_the_reason_which_stays_in_the_sides_own_log(own):
    from commonground_web.records.models import Noted

    before = (own.folder / PASSES).read_text()
    write(own, amount=SECRET)

    shown = looked(own)
    asked = confirmed(own, shown)
    nothing = (own.folder / PASSES).read_text()
    crossed = confirmed(own, asked, reason="The board has phoned")

    assert f"at most, annual, over the whole term: {SECRET} is your authority" in text_of(shown)
    assert "say why, or do not pass it. Nothing has crossed." in text_of(asked)
    assert nothing == before
    assert crossed.status_code == 302, text_of(crossed)
    passed = (own.folder / PASSES).read_text().removeprefix(before)
    assert passed.count("[[pass]]") == 1
    assert all(word not in passed for word in ("phoned", SECRET, "123457", "authority"))
    noted = [one.content for one in Noted.objects.order_by("number")]
    assert sum("The board has phoned" in one for one in noted) == 1
    assert all("123457" not in one for one in noted)
    with zipfile.ZipFile(io.BytesIO(own.get("/folder.zip").getvalue())) as whole:
        texts = [whole.read(name).decode("latin-1") for name in whole.namelist()]
    assert any("[[pass]]" in one for one in texts)
    assert all("phoned" not in one and "123457" not in one for one in texts)


def test_a_pass_within_it_asks_nothing(own):
    write(own, amount="9,000,000")

    shown = looked(own)

    assert "Beyond your authority" not in text_of(shown)
    assert confirmed(own, shown).status_code == 302
