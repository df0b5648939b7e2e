"""The map of a site plan in a real browser, opened from a disk."""

from __future__ import annotations

from itertools import combinations

import pytest

from browser import needs_browser, opened_page
from commonground.cli.app import run

pytestmark = [pytest.mark.browser, needs_browser]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("sites") / "plan"
    assert run(["sites", "meadowbrook", "--out", str(folder)]) == 0
    return (folder / "map.html").as_uri()


def test_a_school_is_found_by_its_name_and_its_site_is_told(address):
    with opened_page(address) as page:
        page.get_by_label("Find a school").fill("orchard elementary")
        page.get_by_role("button", name="Show").click()

        assert "goes to Brook Elementary, 2,202 m" in page.locator(".leaflet-popup-content").inner_text()


def test_a_site_tells_its_pupils_its_places_and_its_home_schools(address):
    with opened_page(address) as page:
        page.get_by_label("Find a school").fill("Brook Elementary")
        page.keyboard.press("Enter")

        said = page.locator(".leaflet-popup-content").inner_text()
        assert "123 pupils" in said
        assert "Orchard Elementary, 2,202 m" in said


def test_a_name_that_no_school_has_is_said(address):
    with opened_page(address) as page:
        page.get_by_label("Find a school").fill("Nowhere")
        page.keyboard.press("Enter")

        assert page.locator("output").inner_text() == "No school here is called “Nowhere”."


def test_a_part_of_a_name_is_enough_where_one_school_has_it(address):
    with opened_page(address) as page:
        page.get_by_label("Find a school").fill("orch")
        page.keyboard.press("Enter")

        assert "goes to Brook Elementary" in page.locator(".leaflet-popup-content").inner_text()

        page.get_by_label("Find a school").fill("elementary")
        page.keyboard.press("Enter")

        said = page.locator("output").inner_text()
        assert said == "“elementary” is part of 3 names: Orchard Elementary, Brook Elementary, Hill Elementary."


def test_lines_are_taken_away_and_drawn_again(address):
    with opened_page(address) as page:
        drawn = page.locator("#map path[stroke='#71767a']")
        before = drawn.count()
        page.get_by_label("lines").uncheck()

        assert before > 0
        assert drawn.count() == 0

        page.get_by_label("lines").check()
        assert drawn.count() == before


def test_without_scripts_the_drawing_and_the_table_stay(address):
    with opened_page(address, script=False) as page:
        assert page.locator("#drawing").is_visible()
        assert not page.locator("#map").is_visible()
        assert page.get_by_role("table", name="Site of each home school").locator("tbody tr").count() == 5


def test_a_narrow_screen_shows_all_of_it_without_scrolling_sideways(address):
    with opened_page(address, width=375, height=700) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_on_a_narrow_page_no_name_on_the_map_covers_another(address):
    with opened_page(address, width=400) as page:
        names = page.locator(".leaflet-tooltip").all()
        shown = [name.bounding_box() for name in names if name.is_visible()]

        assert len(shown) >= 3
        assert [pair for pair in combinations(shown, 2) if _meet(*pair)] == []


def _meet(one, other):
    return all(
        one[at] < other[at] + other[size] and other[at] < one[at] + one[size]
        for at, size in (("x", "width"), ("y", "height"))
    )
