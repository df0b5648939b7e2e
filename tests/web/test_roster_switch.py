"""The switch between rosters on the Table, an issue’s page and a package: figures as the library has them, each of which opens."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from html import unescape

import pytest

from commonground.report.basis import RosterBasis
from commonground.report.gaps import gap_tables
from commonground.values.money import format_cents

LINK = re.compile(r'href="(/explain\?[^"]+)"')


def text_of(response):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def rows_of(client, number, **asked):
    response = client.get("/", {"format": "csv", "table": number, **asked})
    return {row[0]: row[1:] for row in csv.reader(io.StringIO(response.content.decode("utf-8-sig")))}


@pytest.mark.parametrize("basis", [RosterBasis.CAST_FORWARD, RosterBasis.ACTUAL])
def test_gap_and_issues_are_those_that_compare_prints_for_the_roster(client, meadowbrook, basis):
    negotiation = meadowbrook.negotiation
    agreements = {one: negotiation.pricing.applied(negotiation.offer(one)).agreement for one in ("district", "union")}
    names = tuple(negotiation.offer(one).id for one in agreements)
    library, *_ = gap_tables(negotiation, names, tuple(agreements.values()), basis)
    printed = {row.label: row.cells[3] for row in library.rows}
    on = ", actual roster" if basis is RosterBasis.ACTUAL else ""

    totals = rows_of(client, 0, roster=basis)
    steps = rows_of(client, 1, roster=basis)

    assert len(totals) == 4
    assert totals[f"gap{on}"][3] == format_cents(printed[f"gap{on}"]).replace(",", "")
    assert steps["wages"] == [format_cents(printed["wages"]).replace(",", "")]


def test_without_a_word_both_rosters_stand_side_by_side(client):
    totals = rows_of(client, 0)

    assert [label for label in totals if label.startswith("gap")] == ["gap", "gap, actual roster"]
    assert "<option selected>both</option>" in client.get("/").content.decode()
    assert "Issues are those of the cast-forward roster." in text_of(client.get("/"))


@pytest.mark.parametrize("page", ["/", "/issue/wages"])
def test_a_figure_of_the_actual_roster_opens(client, page):
    links = [unescape(link) for link in LINK.findall(client.get(page, {"roster": "actual"}).content.decode())]
    of_issues = [link for link in links if "actual%3Aissue%3Awages" in link]

    assert of_issues
    assert all(client.get(link).status_code == 200 for link in of_issues[:2])


def test_where_no_turnover_is_stated_a_sentence_says_so_and_there_is_no_switch(client, meadowbrook):
    from commonground_web import desk
    from commonground_web.shelf import Shelf

    shelves = {name: Shelf(256) for name in ("figures", "tried", "pages")}
    desk.put(replace(meadowbrook, negotiation=replace(meadowbrook.negotiation, turnover=None), **shelves))

    page = client.get("/")
    refused = client.get("/", {"roster": "actual"})

    assert "no turnover.toml states who leaves" in text_of(page)
    assert 'name="roster"' not in page.content.decode()
    assert refused.status_code == 404
    assert "There is no actual roster to show: no turnover.toml states" in text_of(refused)
    assert client.get("/", {"roster": "yours"}).status_code == 404


def draft_of(client):
    return client.post("/package/begin", {"start": "union", "title": "Ours"})["Location"]


def totals_of(client, address, **asked):
    response = client.get(address, {"format": "csv", "table": 0, **asked})
    return {row[0]: row[1:] for row in csv.reader(io.StringIO(response.content.decode("utf-8-sig")))}


def test_a_package_stands_on_either_roster_or_both_and_its_figures_open(client):
    address = draft_of(client)
    both, cast, actual = (
        totals_of(client, address, **asked) for asked in ({}, {"roster": "cast-forward"}, {"roster": "actual"})
    )
    offered = {basis: rows_of(client, 0, roster=basis, view="annual") for basis in ("cast-forward", "actual")}
    page = client.get(address, {"roster": "actual"}).content.decode()
    links = [unescape(link) for link in re.findall(r'href="(/package/\d+/explain\?[^"]+)"', page)]

    assert both == {**cast, **actual}
    ours = next(label for label in actual if "this package" in label)
    assert ours.endswith(", this package, actual roster")
    assert [actual[ours], cast[ours.removesuffix(", actual roster")]] == [
        next(cells for label, cells in offered[basis].items() if label.startswith("Union"))
        for basis in ("actual", "cast-forward")
    ]
    assert "On the actual roster." in page
    assert any("actual%3Aissue%3Awages" in link for link in links)
    assert all(client.get(link).status_code == 200 for link in links[:3] + links[-3:])


def test_a_package_of_a_folder_without_turnover_says_so(client, meadowbrook):
    from commonground_web import desk
    from commonground_web.shelf import Shelf

    shelves = {name: Shelf(256) for name in ("figures", "tried", "pages")}
    desk.put(replace(meadowbrook, negotiation=replace(meadowbrook.negotiation, turnover=None), **shelves))
    page = client.get(draft_of(client)).content.decode()

    assert "no turnover.toml states who leaves" in page
    assert 'name="roster"' not in page
