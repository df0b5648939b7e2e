"""A caucus's authority in a real browser: written down, seen beside a draft as it is turned, asked about before a pass; looked at by axe."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from browser import needs_browser, opened_page
from commonground.files.ready import folder_named
from web.desks import served

pytestmark = [pytest.mark.browser, needs_browser]

RAISE, PHONE = "teacher-raise:raises[3].percent::", 375


def looked_at(page):
    """What axe finds, and how wide the page is on a phone."""
    from axe_playwright_python.sync_playwright import Axe

    found = [(one["id"], one["nodes"][0]["html"][:200]) for one in Axe().run(page).response["violations"]]
    page.set_viewport_size({"width": PHONE, "height": 800})
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    return found, wide


def test_an_authority_stands_beside_a_draft_and_a_pass_beyond_it_needs_a_reason(tmp_path):
    folder = tmp_path / "own"
    shutil.copytree(folder_named(Path("meadowbrook")), folder)
    with (
        served(tmp_path / "data", "--party", "union", folder=folder) as address,
        opened_page(f"{address}package", width=1280) as page,
    ):
        page.get_by_label("Dollars more than the status quo").fill("$150,000")
        page.select_option("select[name=year]", "2026-27")
        page.get_by_role("button", name="Write it down").click()
        assert looked_at(page) == ([], PHONE)

        page.select_option("select[name=start]", "2026-09-29-union")
        page.get_by_role("button", name="Begin").click()
        stands = page.locator("#figures table", has_text="Your authority").locator("tbody td").last
        assert stands.inner_text() == "beyond by 88,309"
        page.locator(f'input[name="{RAISE}"]').fill("1%")
        page.locator(f'input[name="{RAISE}"]').press("Enter")
        page.wait_for_selector("form[data-settled=turn]")
        assert stands.inner_text() == "within"
        page.get_by_role("button", name="Undo").click()
        page.get_by_role("link", name="Pass it across").click()
        page.locator("label", has_text="wages (").first.click()
        page.get_by_role("button", name="Show what will cross").click()
        assert looked_at(page) == ([], PHONE)
        assert "189,074, 39,074 beyond it" in page.inner_text("main")
        page.get_by_label("Why it is passed all the same").fill("By word of the board")
        page.get_by_text("It goes beyond our authority").click()
        page.get_by_role("button", name="Pass it across").click()
        page.wait_for_url("**/pass/41")
    passed = (folder / "passes.toml").read_text(encoding="utf-8").rpartition("[[pass]]")[2]
    assert "wages" in passed
    assert "By word of the board" not in passed
