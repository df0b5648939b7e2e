"""The grid of a schedule in a real browser: typed, pasted, walked by keys, undone; without scripts; on a phone; looked at by axe."""

from __future__ import annotations

import pytest

from browser import needs_browser, opened_page
from web.desks import served

pytestmark = [pytest.mark.browser, needs_browser]

PHONE = 375
PASTE = """([name, block]) => {
  const box = document.querySelector(`input[name="${name}"]`), held = new DataTransfer();
  held.setData("text/plain", block);
  box.focus();
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: held, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The union's desk."""
    with served(tmp_path_factory.mktemp("data"), "--party", "union") as found:
        yield found


def begun(page):
    page.get_by_role("link", name="Edit a schedule").click()
    page.select_option("select[name=start]", "2026-09-29-union")
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/grid")


def cell(page, name):
    return page.locator(f'input[name="{name}"]')


def settled(page, times):
    page.wait_for_selector(f"[data-grid][data-settled='{times}']")


def cost_of_typed(page):
    return (
        page.locator("section[aria-label=Figures] table")
        .first.locator("tbody tr")
        .nth(1)
        .locator("td")
        .first.inner_text()
    )


def test_a_cell_is_typed_keys_walk_a_block_is_pasted_and_undo_takes_both_back(address):
    with opened_page(f"{address}scattergram") as page:
        begun(page)
        cell(page, "2.4").fill("$60,000")
        cell(page, "2.4").press("Enter")
        settled(page, 1)
        assert page.evaluate("document.activeElement.name") == "2.5"
        assert cost_of_typed(page) == "8,527.65"

        for key, name in (("ArrowDown", "2.6"), ("ArrowRight", "3.6"), ("ArrowUp", "3.5"), ("ArrowLeft", "2.5")):
            page.keyboard.press(key)
            assert page.evaluate("document.activeElement.name") == name

        page.evaluate(PASTE, ["2.6", "$ 62,000.00\t64 000\r\n\t65,500\r\n"])
        settled(page, 2)
        assert [cell(page, name).input_value() for name in ("2.6", "3.6", "2.7", "3.7")] == [
            "62,000",
            "64,000",
            "61,272",
            "65,500",
        ]
        assert page.evaluate("document.activeElement.name") == "2.6"

        page.evaluate(PASTE, ["3.9", "70,000\t71,000\nmuch"])
        settled(page, 3)
        told = page.locator("[data-problem]").all_inner_texts()
        assert [one.split(":")[0] for one in told] == [
            'the pasted block row 1, column "2"',
            'the pasted block row 2, column "1"',
        ]
        assert cell(page, "3.9").input_value() == "66,861"

        for times, value in ((4, "60,030"), (5, "60,030")):
            page.get_by_role("button", name="Undo").click()
            settled(page, times)
            assert cell(page, "2.6").input_value() == value
        assert cell(page, "2.4").input_value() == "57,546"
        assert cost_of_typed(page) == "0.00"


def test_the_grid_is_whole_without_scripts(address):
    with opened_page(f"{address}scattergram", script=False) as page:
        begun(page)
        cell(page, "2.4").fill("60,000")
        page.locator("textarea").fill("62,000\t64,000")
        page.select_option("select[name=lane]", "MA")
        page.select_option("select[name=step]", "6")
        page.get_by_role("button", name="Reckon").click()

        assert [cell(page, name).input_value() for name in ("2.4", "2.6", "3.6")] == ["60,000", "62,000", "64,000"]
        page.get_by_role("button", name="Undo").click()
        assert cell(page, "2.6").input_value() == "60,030"


def test_axe_finds_nothing_on_the_grid_and_it_fits_a_phone(address):
    from axe_playwright_python.sync_playwright import Axe

    with opened_page(f"{address}scattergram", width=1280) as page:
        begun(page)
        cell(page, "2.4").fill("much")
        cell(page, "2.4").press("Enter")
        settled(page, 1)
        for here in ("", f"{address}grid"):
            if here:
                page.goto(here)
            found = Axe().run(page).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []
            page.set_viewport_size({"width": PHONE, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
            page.set_viewport_size({"width": 1280, "height": 900})
