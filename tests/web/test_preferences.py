"""What the options are worth to a side, entered in a form: in a folder its file, on a server its own; the neutral's once confided."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from commonground.files.ready import folder_named
from web import cluster, sides

INPUT = re.compile(r'<input class="[^"]*" name="([^"]*)" value="([^"]*)"')
BEYOND = re.compile(r'name="beyond" value="([^"]*)" checked')


def form(html):
    """What the form holds, as a browser sends it."""
    found = {unescape(name): unescape(value) for name, value in INPUT.findall(html)}
    return {**found, "beyond": BEYOND.findall(html)}


@pytest.fixture
def union(site, tmp_path):
    from django.test import Client

    from commonground_web import desk

    folder = tmp_path / "own"
    shutil.copytree(folder_named(Path("meadowbrook")), folder, ignore=shutil.ignore_patterns("votes"))
    desk.lay(folder, "union")
    found = Client(headers={"host": "127.0.0.1"})
    found.file = folder / "preferences" / "union.toml"
    return found


def test_what_is_kept_unchanged_values_every_option_as_it_was(union):
    first = form(union.get("/preferences").content.decode())
    kept = union.post("/preferences/keep", first)
    again = form(union.get("/preferences").content.decode())

    assert kept.status_code == 302
    assert again == first
    assert (first["least"], first["weight.0"], first["value.1.1"], first["beyond"]) == (
        "35%",
        "100",
        "45",
        ["value.1.2"],
    )
    assert "INVENTED" not in union.file.read_text()


def test_what_cannot_be_read_is_told_stays_in_the_form_and_is_not_kept(union):
    before = union.file.read_text()
    said = form(union.get("/preferences").content.decode())
    answer = union.post("/preferences/keep", {**said, "value.0.0": "much", "weight.1": "7"})
    html = answer.content.decode()

    assert answer.status_code == 422
    assert "much" in html
    assert form(html)["weight.1"] == "7"
    assert union.file.read_text() == before


@pytest.mark.slow
@pytest.mark.skipif(bool(cluster.why_not()), reason=cluster.why_not() or "-")
def test_on_a_server_the_neutral_alone_reads_it_and_only_what_is_confided(tmp_path):
    import psycopg

    def read(side):
        with psycopg.connect(env[side]["DATABASE_URL"]) as one:
            return one.execute("SELECT side, is_confided FROM records_confided ORDER BY side").fetchall()

    with cluster.running() as operator:
        env = sides.set_up(operator, "meadowbrook", "meadowbrook", tmp_path / "seats")
        with (
            sides.sitting(env["district"], "dana") as district,
            sides.sitting(env["union"], "uma") as union,
            sides.sitting(env["neutral"], "nia") as neutral,
        ):
            page = district.get("/preferences").text
            assert district.post("/preferences/keep", {**form(page), "is_confided": "yes"}).status == 200
            page = union.get("/preferences").text
            assert union.post("/preferences/keep", {**form(page), "weight.0": "77"}).status == 200
            kept = {side: read(side) for side in env}
            waits = neutral.get("/settlement").text
            union.post("/preferences/keep", {**form(union.get("/preferences").text), "is_confided": "yes"})
            told = {side: read(side) for side in env}
            settled = neutral.get("/settlement")
            suggested = union.get("/suggested").text
            addresses = [neutral.get("/preferences").status, union.get("/settlement").status]
        with psycopg.connect(env["neutral"]["DATABASE_URL"]) as one:
            changed = one.execute("SELECT count(*) FROM records_confided WHERE text LIKE '%77%'").fetchone()
            with pytest.raises(psycopg.Error, match="permission denied"):
                one.execute("UPDATE records_confided SET text = ''")
        with psycopg.connect(env["neutral"]["DATABASE_URL"]) as one:
            gone = one.execute("DELETE FROM records_confided").rowcount

    assert kept == {"district": [("district", True)], "union": [("union", False)], "neutral": [("district", True)], "member": [], "public": []}  # fmt: skip
    assert told["neutral"] == [("district", True), ("union", True)]
    assert (told["district"], told["union"], told["public"]) == ([("district", True)], [("union", True)], [])
    assert "Not confided to the neutral yet by: union." in waits
    assert (settled.status, "frontier" in settled.text) == (200, True), settled.text
    assert "this is the neutral’s to tell" in suggested
    assert addresses == [404, 404]
    assert (changed, gone) == ((1,), 0)
