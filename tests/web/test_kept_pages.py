"""Kept pages: the second reader is given the page that the first was laid out, with a token of the reader's own; nobody waits."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from commonground.files.ready import folder_named

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture
def laid_out(monkeypatch):
    """The templates that are laid out from here on."""
    from commonground_web.shown import pages

    found, render = [], pages.render
    monkeypatch.setattr(
        pages, "render", lambda request, name, context: found.append(name) or render(request, name, context)
    )
    return found


@pytest.fixture
def fresh(client, meadowbrook):
    """A desk of which no page is kept yet."""
    from commonground_web import desk
    from commonground_web.shelf import Shelf

    desk.put(replace(meadowbrook, pages=Shelf(1_000_000)))


@pytest.fixture
def own(client, tmp_path):
    """A folder of one's own on the desk."""
    from commonground_web import desk

    folder = tmp_path / "own"
    shutil.copytree(folder_named(Path("meadowbrook")), folder)
    desk.lay(folder)
    return folder


def another():
    from django.test import Client

    return Client(headers={"host": "127.0.0.1"})


def test_a_page_is_laid_out_once_for_all_who_read_it(fresh, client, laid_out):
    first, second = client.get("/assumptions"), another().get("/assumptions")

    assert laid_out == ["shown/tables.html"]
    assert second.content == first.content
    assert second.headers == first.headers


def test_another_question_is_another_page(fresh, client, laid_out):
    client.get("/assumptions"), client.get("/assumptions", {"on": "2026-08-14"})

    assert len(laid_out) == 2


def test_a_changed_folder_is_laid_out_anew_and_a_broken_one_is_said(own, client):
    client.get("/assumptions")
    settings = own / "negotiation.toml"
    settings.write_text(settings.read_text().replace("Meadowbrook 2026", "Meadowbrook 2027"))
    changed = client.get("/assumptions").content.decode()
    (own / "agreement.toml").write_text("not = [toml")
    broken = client.get("/assumptions").content.decode()

    assert "Meadowbrook 2027" in changed
    assert "cannot be read" not in changed
    assert "cannot be read" in broken


def test_forms_of_a_kept_page_bear_each_readers_own_token(client):
    address = client.post("/package/begin", {"start": "union", "title": "Kept"})["Location"]
    readers = [another(), another()]
    tokens = [TOKEN.findall(reader.get(address).content.decode()) for reader in readers]

    assert len(set(tokens[0])) == len(set(tokens[1])) == 1
    assert len(tokens[0]) == len(tokens[1]) > 1
    for reader, held in zip(readers, tokens, strict=True):
        reader.handler.enforce_csrf_checks = True
        assert reader.post(f"{address}/undo", {"csrfmiddlewaretoken": held[0]}).status_code == 302
        assert another_with_checks().post(f"{address}/undo", {"csrfmiddlewaretoken": held[0]}).status_code == 403


def another_with_checks():
    from django.test import Client

    return Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})


def test_a_draft_is_shown_as_it_stands_now(client):
    address = client.post("/package/begin", {"start": "union", "title": "Turned"})["Location"]
    seen = [client.get(address).content.decode()]
    for way, said in (("turn", {"health:employee_share::": "12%"}), ("keep", {"name": "Ours, at 12"}), ("undo", {})):
        client.post(f"{address}/{way}", said)
        seen.append(client.get(address).content.decode())

    assert ["Kept: 1 change." in page for page in seen] == [False, True, True, False]
    assert ["Ours, at 12" in page for page in seen] == [False, False, True, True]


def test_a_kept_page_waits_for_nobody_who_has_figures_reckoned(fresh, client, monkeypatch):
    from commonground_web.shown import failures, kept_pages

    first = client.get("/assumptions")
    monkeypatch.setattr(kept_pages, "LOCK", None)  # to enter it would fail
    monkeypatch.setattr(failures, "LOCK", None)

    assert client.get("/assumptions").content == first.content


def test_the_table_is_laid_out_before_anybody_asks(fresh, client, laid_out):
    import threading

    from commonground_web.first_page import lay_out_soon

    lay_out_soon()
    for thread in threading.enumerate():
        if thread.name == "first page":
            thread.join()
    before = list(laid_out)
    client.get("/")

    assert before == laid_out == ["table/issues.html"]
