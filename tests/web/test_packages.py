"""The Package builder: what a dial costs is what its offer costs; steps, versions, and whose drafts they are."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from commonground.agreement.offer import Edit, Operation

RAISE, SHARE = "teacher-raise:raises[4].percent::", "health:employee_share::"
NAME = re.compile(r"/explain\?at=(draft-[^%]+)%2F")
NUMBERS = re.compile(r'name="([^"]+:[^"]*)" value="([^"]*)"')


@pytest.fixture
def draft(client):
    """A draft of the union's offer: its address."""
    return client.post("/package/begin", {"start": "union", "title": "Ours"})["Location"]


def numbers(client, draft):
    """What the page's numbers say, by their names."""
    return {unescape(name): unescape(value) for name, value in NUMBERS.findall(client.get(draft).content.decode())}


def costs(client, draft):
    """The first line of the totals: what the package costs against the status quo."""
    response = client.get(draft, {"format": "csv", "table": 0})
    return next(csv.reader(io.StringIO(response.content.decode("utf-8-sig").split("\n", 1)[1])))[1:]


def test_a_turned_dial_costs_what_the_offer_with_that_edit_costs(client, draft, meadowbrook):
    client.post(f"{draft}/turn", {**numbers(client, draft), RAISE: "3.1%", SHARE: "12"})

    pricing, offer = meadowbrook.negotiation.pricing, meadowbrook.negotiation.offer("union")
    edits = (
        Edit(Operation.SET, "teacher-raise", "raises[4].percent", "3.1%"),
        Edit(Operation.SET, "health", "employee_share", "12%"),
    )
    here = pricing.offer(replace(offer, id="by hand", edits=(*offer.edits, *edits))).totals
    cents = [one - other for one, other in zip(here, pricing.status_quo.totals, strict=True)][1:]
    assert [int(cell.replace(".", "")) for cell in costs(client, draft)] == cents


def test_a_price_is_told_and_nothing_is_kept(client, draft):
    before = costs(client, draft)

    response = client.post(f"{draft}/price", {**numbers(client, draft), RAISE: "9%"}, headers={"X-Part": "figures"})

    assert response.status_code == 200
    assert b"<html" not in response.content
    assert costs(client, draft) == before
    assert numbers(client, draft)[RAISE] == "2%"


def test_steps_go_back_and_on_and_a_new_one_cuts_off_what_was_undone(client, draft):
    seen = []
    for value in ("3%", "4%"):
        client.post(f"{draft}/turn", {**numbers(client, draft), RAISE: value})
    for way in ("undo", "undo", "undo", "redo", "redo", "redo"):
        client.post(f"{draft}/{way}")
        seen.append(numbers(client, draft)[RAISE])
    client.post(f"{draft}/undo")
    client.post(f"{draft}/turn", {**numbers(client, draft), RAISE: "5%"})
    client.post(f"{draft}/redo")

    assert seen == ["3%", "2%", "2%", "3%", "4%", "4%"]
    assert numbers(client, draft)[RAISE] == "5%"


def test_a_number_that_cannot_be_read_is_told_in_its_place_and_the_others_are_kept(client, draft):
    response = client.post(f"{draft}/turn", {**numbers(client, draft), RAISE: "much", SHARE: "12%"})
    said = unescape(response.content.decode())

    assert "'much%' does not read as a rate" in said
    assert 'aria-invalid="true"' in said
    assert numbers(client, draft)[RAISE] == "2%"
    assert numbers(client, draft)[SHARE] == "12%"


def test_a_number_that_no_clause_can_say_is_told(client, draft):
    response = client.post(f"{draft}/turn", {**numbers(client, draft), SHARE: "250%"})

    assert "expected" in unescape(response.content.decode())
    assert numbers(client, draft)[SHARE] == "15%"


def test_a_version_is_kept_taken_up_again_compared_and_never_rewritten(client, draft):
    client.post(f"{draft}/turn", {**numbers(client, draft), RAISE: "3%"})
    client.post(f"{draft}/keep", {"name": "three"})
    three = costs(client, draft)
    client.post(f"{draft}/turn", {**numbers(client, draft), RAISE: "4%"})
    client.post(f"{draft}/keep", {"name": "four"})

    taken = client.post(f"{draft}/keep", {"name": "three"})
    address = re.findall(r'action="([^"]+/take/\d+)"', client.get(draft).content.decode())[0]
    client.post(address)
    compared = client.get(f"{draft}/compare", {"format": "csv"}).content.decode("utf-8-sig")

    assert taken.status_code == 404
    assert "never rewritten" in taken.content.decode()
    assert costs(client, draft) == three
    assert [row[0] for row in csv.reader(io.StringIO(compared))] == ["version", "three", "four"]


def test_a_draft_and_its_versions_say_when_they_were_made(client, draft):
    client.post(f"{draft}/keep", {"name": "as it began"})
    at = re.compile(r"\d+ \w+ 20\d\d, \d\d:\d\d")

    assert at.search(client.get("/package").content.decode())
    assert at.search(client.get(draft).content.decode())


def test_a_figure_of_a_draft_opens(client, draft):
    client.post(f"{draft}/turn", {**numbers(client, draft), RAISE: "3.1%"})
    link = re.findall(r'href="(/package/\d+/explain[^"]+)"', client.get(draft).content.decode())[0]

    said = client.get(unescape(link)).content.decode()

    assert costs(client, draft)[0].split(".")[0] in said.replace(",", "")


def test_another_party_cannot_reach_a_caucuss_draft(client, draft, meadowbrook):
    from commonground_web import desk

    desk.put(replace(meadowbrook, party="district"))

    for way in ("", "/compare", "/explain?at=draft-1/2026-27/total"):
        assert client.get(f"{draft}{way}").status_code == 404
    for way in ("/turn", "/price", "/undo", "/keep", "/take/1"):
        assert client.post(f"{draft}{way}", {"name": "x"}).status_code == 404
    assert "Ours" not in client.get("/package").content.decode()


def test_the_common_pages_know_no_draft(client, draft):
    name = NAME.search(client.get(draft).content.decode())[1]

    assert client.get(f"{draft}/explain", {"at": f"{name}/2026-27/total"}).status_code == 200
    assert client.get("/explain", {"at": f"{name}/2026-27/total"}).status_code == 404
    assert client.get("/", {"a": name}).status_code == 404


def test_what_changes_something_is_asked_for_by_post_with_the_forms_own_mark(meadowbrook, client, draft):
    from django.test import Client

    foreign = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})

    assert client.get(f"{draft}/turn").status_code == 405
    assert foreign.post(f"{draft}/undo").status_code == 403


def test_drafts_lie_outside_the_folder_in_a_file_for_each_party(tmp_path, monkeypatch):
    from commonground_web.laptop import drafts_file

    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = tmp_path / "district"
    found = {drafts_file(folder, party) for party in ("", "union", "district")}

    assert len(found) == 3
    assert all(folder not in path.parents and Path(tmp_path / "data") in path.parents for path in found)


def test_where_drafts_are_kept_is_told(client):
    assert (
        "Drafts stay on this computer, outside the folder, and cross no table."
        in client.get("/package").content.decode()
    )
