"""News: a page that is open is told when something is passed, by server-sent events; nobody is told twice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from browser import needs_browser, opened_page
from commonground.cli.app import run
from commonground.files.ready import folder_named
from web.test_in_browser import served


@pytest.fixture
def folder(tmp_path):
    found = tmp_path / "own"
    shutil.copytree(folder_named(Path("meadowbrook")), found)
    return found


def ask(folder):
    """The union asks about an issue, at its own terminal."""
    asked = ["--by", "union", "--answers", "38", "--question", "health", "--on", "2026-10-20", "--yes"]
    return run(["pass", str(folder), *asked])


def test_who_has_the_last_head_is_told_nothing_and_who_has_not_is_told_once(folder, site):
    from django.test import Client

    from commonground_web import desk

    head = desk.lay(folder).negotiation.ledger.head
    client = Client(headers={"host": "127.0.0.1"})
    before = client.get("/news", {"since": str(head)}).content.decode()
    assert ask(folder) == 0
    after = client.get("/news", {"since": str(head)}).content.decode()
    again = client.get(
        "/news", {"since": str(head)}, headers={"Last-Event-ID": str(desk.at_hand().negotiation.ledger.head)}
    )

    assert before == f"retry: 3000\nid: {head}\n\n"
    assert "event: passed\ndata: Entry 41 was added to the ledger by Meadowbrook Education Association.\n\n" in after
    assert "event:" not in again.content.decode()
    assert again["Content-Type"] == "text/event-stream; charset=utf-8"


@pytest.mark.browser
@needs_browser
def test_an_open_page_says_that_something_was_passed_and_leads_to_it(folder, tmp_path):
    with served(tmp_path / "data", "--party", "district", folder=folder) as address, opened_page(address) as page:
        assert page.inner_text("[data-news]") == ""
        assert ask(folder) == 0
        page.get_by_text("Entry 41 was added to the ledger by Meadowbrook Education Association.").wait_for(
            timeout=20_000
        )
        page.get_by_role("link", name="Show the page as it is now.").click()
        page.wait_for_load_state()

        assert page.inner_text("[data-news]") == ""
