"""The pictures in docs/pictures are what the pages look like: taken anew in a real browser and held against the ones that are kept."""

from __future__ import annotations

import re

import pytest

from browser import needs_browser, opened_page
from web.album import AT_MOST, PAPER, Album, difference
from web.desks import served
from web.test_in_browser import begun

pytestmark = [pytest.mark.browser, needs_browser]
WIDTH, HEIGHT = 1100, 850
UNION = {
    "table": "?view=annual",
    "issue": "issue/wages",
    "scattergram": "scattergram",
    "claims": "claims",
    "bridge": "bridge",
    "member": "member?step=4&lane=MA&lang=en",
    "public": "public?on=2026-10-08&lang=es",
}
NEUTRAL = {"settlement": "settlement"}


def test_the_pages_look_like_their_pictures(tmp_path):
    album = Album(PAPER, "png")
    with (
        served(tmp_path / "union", "--party", "union") as address,
        opened_page(address, width=WIDTH, height=HEIGHT) as page,
    ):
        for name, path in UNION.items():
            page.goto(f"{address}{path}")
            album.holds(page, name)
        begun(page, address)
        album.holds(page, "package")
    with served(tmp_path / "nobody") as address, opened_page(address, width=WIDTH, height=HEIGHT) as page:
        for name, path in NEUTRAL.items():
            page.goto(f"{address}{path}")
            album.holds(page, name)

    assert album.apart == []


def test_a_page_that_lost_a_part_is_seen_and_the_message_says_where_the_new_picture_is(tmp_path, monkeypatch):
    monkeypatch.delenv("COMMONGROUND_KEEP_PICTURES", raising=False)
    monkeypatch.setattr("web.album.NEW", tmp_path / "new")
    album = Album(tmp_path)
    with served(tmp_path) as address, opened_page(address, width=WIDTH, height=HEIGHT) as page:
        whole = page.screenshot()
        (tmp_path / "table.webp").write_bytes(whole)
        album.holds(page, "table")
        page.evaluate("document.querySelector('main table').remove()")
        album.holds(page, "table")
        album.holds(page, "unknown")

        assert difference(page, whole, whole) == 0
        assert difference(page, whole, page.screenshot()) > 10 * AT_MOST
    lost, unknown = album.apart
    assert re.match(r"picture table: 1\d\.\d% of it differs, at most 1% may\. The new one is ", lost)
    assert f"{tmp_path}/new/table.webp; look at both. COMMONGROUND_KEEP_PICTURES=1" in lost
    assert (tmp_path / "new" / "table.webp").is_file()
    assert "picture unknown: it is not kept yet." in unknown
