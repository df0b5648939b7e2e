"""The ready negotiation of Chicago 2019 as a newcomer walks it on a laptop: by links alone, to figures that are known.

Named moments of it are held against the pictures that are kept of them (`web.album`).
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from browser import needs_browser, opened_page
from web.album import Album
from web.desks import served
from web.test_in_browser import begun, first_total, looked_at

pytestmark = [pytest.mark.browser, needs_browser]
LATER = "issue/pay", "bridge?a=union-38&b=board-100", "scattergram", "calendar?on=2019-10-07", "member?step=4&lane=1"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The union's desk."""
    with served(tmp_path_factory.mktemp("data"), "--party", "union", folder="chicago-2019") as found:
        yield found


def followed(page, name):
    """The text of the page that a link in the head leads to."""
    page.locator("header").get_by_role("link", name=name, exact=True).click()
    page.wait_for_load_state()
    return page.inner_text("main")


def test_from_the_table_to_an_issue_and_down_to_the_roster(address):
    album = Album()
    with opened_page(address, width=1280, height=900) as page:
        album.holds(page, "chicago-table")
        page.get_by_role("link", name="pay", exact=True).first.click()
        assert "pay" in page.inner_text("h1")
        album.holds(page, "chicago-issue")
        page.locator("main td a").first.click()
        page.wait_for_url("**/explain?*")

        assert "20,660 people" in page.inner_text("main")
        album.holds(page, "chicago-explained")
    assert album.apart == []


def test_the_pages_of_the_head_tell_what_is_known_of_2019(address):
    album = Album()
    with opened_page(address, width=1280, height=900) as page:
        assert "half a billion by year five" in followed(page, "Claims")
        assert "12,046,204" in followed(page, "Bridge")  # what neither types nor hypotheses explain
        album.holds(page, "chicago-bridge")
        assert "19,087 people" in followed(page, "Scattergram")  # on schedules other than the one that is shown
        assert "Counsel decides" in followed(page, "Calendar")
        assert "take-home" in followed(page, "For a member").lower()
    assert album.apart == []


def test_a_raise_is_turned_in_the_browser_and_the_total_follows(address):
    album = Album()
    with opened_page(address, width=1280, height=900) as page:
        begun(page, address)
        before = first_total(page)
        slider = page.locator("input[type=range]").first
        slider.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_selector("form[data-settled=turn]")

        assert first_total(page) != before
        album.holds(page, "chicago-raise-turned")
    assert album.apart == []


def test_axe_finds_nothing_and_no_page_is_wider_than_a_phone(address):
    with opened_page(address) as page:
        assert looked_at(page, address, LATER, None) == ({}, [])
