"""Limits of the neutral's own: searched in the place of the folder's, told as such, struck again; no side is shown them."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from django.test import Client

from commonground_web import desk
from web import cluster, sides
from web.test_preferences import form


def text_of(html):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


@pytest.fixture
def neutral(client):
    yield client
    client.post("/settlement/limits/keep", {})


def test_the_settlement_is_searched_within_them_until_they_are_struck(neutral):
    before = neutral.get("/settlement?format=csv&table=3").content
    kept = neutral.post(
        "/settlement/limits/keep", {"least.union": "50%", "cap.2026-27": "150,000", "aside": ["raises: 2, 2, 2"]}
    )
    within = text_of(neutral.get("/settlement").content.decode())
    tried = neutral.get("/settlement?format=csv&table=3").content
    no_certificate = neutral.get("/settlement/certificate")
    again = neutral.get("/settlement/limits").content.decode()
    neutral.post("/settlement/limits/keep", {})

    assert kept.status_code == 302
    assert "Searched within limits of your own." in within
    assert "50 % (union)" in within
    assert tried != before
    assert b"2, 2, 2" not in tried.replace(b"2, 2, 2.5", b"")
    assert no_certificate.status_code == 404
    assert 'value="50%"' in again
    assert 'value="raises: 2, 2, 2" checked' in again
    assert neutral.get("/settlement?format=csv&table=3").content == before


def test_where_nothing_is_left_within_them_the_page_says_what_stands_in_the_way(neutral):
    neutral.post("/settlement/limits/keep", {"least.union": "90%", "least.district": "90%"})
    page = text_of(neutral.get("/settlement").content.decode())

    assert "Searched within limits of your own." in page
    assert "No zone of agreement" in page


@pytest.mark.parametrize(("said", "why"), [
    ({"least.union": "half"}, "The least of union"),
    ({"least.district": "130%"}, "The least of district is a share from 0% to 100%; got 130%."),
    ({"cap.term": "much"}, "The cap of the whole term"),
    ({"aside": ["overload: no", "overload: yes"]}, "A pool for classes above the limit: every option is left aside."),
])  # fmt: skip
def test_what_cannot_be_read_is_told_stays_in_the_form_and_is_not_kept(neutral, said, why):
    answer = neutral.post("/settlement/limits/keep", said)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert why in text_of(page)
    assert all(
        f'value="{word}"' in page for words in said.values() for word in ([words] if isinstance(words, str) else words)
    )
    assert "limits of your own." not in neutral.get("/settlement").content.decode()


def test_a_side_is_told_neither_them_nor_that_there_are_any(neutral, meadowbrook):
    def suggested():
        desk.put(replace(meadowbrook, party="union"))
        return Client(headers={"host": "127.0.0.1"}).get("/suggested").content

    before = suggested()
    desk.put(meadowbrook)
    neutral.post("/settlement/limits/keep", {"least.union": "50%"})
    after = suggested()
    refused = [neutral.get("/settlement/limits").status_code, neutral.post("/settlement/limits/keep", {}).status_code]
    desk.put(meadowbrook)

    assert after == before
    assert refused == [404, 404]


@pytest.mark.slow
@pytest.mark.skipif(bool(cluster.why_not()), reason=cluster.why_not() or "-")
def test_on_a_server_they_are_the_neutrals_row_alone(tmp_path):
    import psycopg

    def rows(side):
        with psycopg.connect(env[side]["DATABASE_URL"]) as one:
            return one.execute("SELECT side FROM records_tried").fetchall()

    with cluster.running() as operator:
        env = sides.set_up(operator, "meadowbrook", "meadowbrook", tmp_path / "seats")
        with sides.sitting(env["district"], "dana") as district, sides.sitting(env["neutral"], "nia") as neutral:
            addresses = [district.get("/settlement/limits").status, district.post("/settlement/limits/keep", {}).status]
            neutral.get("/settlement/limits")
            assert neutral.post("/settlement/limits/keep", {"least.union": "50%"}).status == 200
            kept = {side: rows(side) for side in env}
            district.post("/preferences/keep", {**form(district.get("/preferences").text), "is_confided": "yes"})
            waits = neutral.get("/settlement").text

    assert addresses == [404, 404]
    assert kept == {"district": [], "union": [], "neutral": [("neutral",)], "member": [], "public": []}
    assert "Not confided to the neutral yet by: union." in waits
