"""Publishing from a folder in the browser: one proposes, the other signs the very same, either withdraws; publish.toml says so."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from commonground.files.publications import PUBLISH
from commonground.files.ready import folder_named

AREA = re.compile(r'<textarea[^>]* name="([^"]*)"[^>]*>(.*?)</textarea>', re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
SHOWN = re.compile(r'name="shows" value="([^"]*)" checked')


def form(html, action):
    """What a form holds, as a browser sends it."""
    part = html.partition(f'action="{action}"')[2].partition("</form>")[0]
    found = {}
    for name, value in (*HIDDEN.findall(part), *AREA.findall(part), *(("shows", one) for one in SHOWN.findall(part))):
        found.setdefault(unescape(name), []).append(unescape(value))
    return {name: values for name, values in found.items() if name != "csrfmiddlewaretoken"}


@pytest.fixture
def sits(site, tmp_path):
    """A copy of Meadowbrook, without costs and claims to show, at the desk of a party."""
    from django.test import Client

    from commonground_web import desk

    folder = tmp_path / "own"
    shutil.copytree(folder_named(Path("meadowbrook")), folder, ignore=shutil.ignore_patterns("votes"))
    text = (folder / PUBLISH).read_text(encoding="utf-8")
    begun = re.sub(r"\n\[\[claim\]\].*", "\n", text, flags=re.DOTALL).replace('["cost", "days", "sites"]', '["days"]')
    (folder / PUBLISH).write_text(begun, encoding="utf-8")

    def client(party):
        desk.lay(folder, party)
        found = Client(headers={"host": "127.0.0.1"})
        found.folder = folder
        return found

    return client


def text(response):
    return response.content.decode()


def proposed(client, **changed):
    """The form as it begins, with some words changed, looked at and proposed."""
    begun = form(text(client.get("/publish")), "/publish/look")
    look = client.post("/publish/look", {**begun, **changed})
    said = form(text(look), "/publish/propose")
    return look, client.post("/publish/propose", {**said, "person": "B. Ortiz"})


def test_a_page_is_public_when_the_other_side_has_signed_the_very_same_and_until_one_withdraws(sits):
    district = sits("district")
    look, done = proposed(district, **{"title.en": "Our two offers"})
    seal = re.search(r'class="cg-seal">([0-9a-f]{64})', text(look))[1]
    before = text(district.get("/public?lang=en"))
    union = sits("union")
    read = text(union.get("/publish/proposed"))
    signed = union.post("/publish/sign", {**form(read, "/publish/sign"), "person": "R. Adler"})
    public = text(union.get("/public?lang=en"))
    gone = union.post("/publish/withdraw", {"seal": seal, "person": "R. Adler"})

    assert (look.status_code, done.status_code, signed.status_code, gone.status_code) == (200, 302, 302, 302)
    assert "Our two offers" in text(look)
    assert "Nothing is published yet" in before
    assert seal in read
    assert "Our two offers" in public
    assert "R. Adler" in public
    assert "Nothing is published yet" in text(union.get("/public?lang=en"))
    assert "[[signed]]" not in (union.folder / PUBLISH).read_text(encoding="utf-8")


def test_what_was_not_shown_is_neither_proposed_nor_signed(sits):
    district = sits("district")
    begun = form(text(district.get("/publish")), "/publish/look")
    said = form(text(district.post("/publish/look", begun)), "/publish/propose")
    before = (district.folder / PUBLISH).read_text(encoding="utf-8")
    forged = district.post("/publish/propose", {**said, "title.en": "Something else", "person": "B. Ortiz"})
    nameless = district.post("/publish/propose", {**said, "person": " "})
    stale = district.post("/publish/sign", {"seal": "0" * 64, "person": "B. Ortiz"})

    assert (forged.status_code, nameless.status_code, stale.status_code) == (409, 409, 409)
    assert (district.folder / PUBLISH).read_text(encoding="utf-8") == before


def test_what_is_missing_is_told_and_what_was_written_stays_in_the_form(sits):
    district = sits("district")
    look, _ = proposed(district, **{"issue.0.title.es": "", "issue.0.now.en": "As it was, word for word."})

    assert look.status_code == 422
    assert "wages: “title” is empty in Español" in unescape(text(look))
    assert "As it was, word for word." in text(look)


@pytest.mark.slow
def test_the_position_after_a_pass_can_be_shown(sits):
    district = sits("district")
    page = unescape(text(district.get("/publish")))
    latest = re.findall(r'value="(pass-\d+)"', page)[-1]
    look, done = proposed(district, a=["2026-09-15-district"], b=[latest])

    assert latest.startswith("pass-")
    assert (look.status_code, done.status_code) == (200, 302)
    assert latest in (district.folder / PUBLISH).read_text(encoding="utf-8")


def test_nobodys_caucus_publishes_nothing(client):
    assert client.post("/publish/sign", {"seal": "0" * 64, "person": "B. Ortiz"}).status_code == 409
