"""The pages in a real browser: nothing that axe finds, no page wider than a phone, a package by hand, with and without scripts."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from browser import needs_browser, opened_page
from web.desks import served

pytestmark = [pytest.mark.browser, needs_browser]

PAGES = (
    "",
    "issue/wages",
    "movement",
    "explain?at=union/2027-28/component:pension",
    "scattergram",
    "member?step=4&lane=MA",
    "member?step=4&lane=MA&lang=es",
    "public?on=2026-10-08&lang=en",
    "public?on=2026-10-08&lang=es&school=Orchard Elementary",
    "claims",
    "bridge",
    "assumptions",
    "comparables",
    "calendar?on=2026-03-01",
    "suggested",
    "roster",
    "money?money=250000",
    "publish",
    "preferences",
    "grid",
    "package",
)
RAISE = "teacher-raise:raises[4].percent::"
PHONE = 375


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The union's desk."""
    with served(tmp_path_factory.mktemp("data"), "--party", "union") as found:
        yield found


@pytest.fixture(scope="module")
def neutral_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Nobody's desk, which is the neutral's."""
    with served(tmp_path_factory.mktemp("data")) as found:
        yield found


@pytest.fixture
def pictures() -> Path | None:
    """Where pictures of the pages go, where the variable PICTURES names a folder; for a person to look at."""
    return Path(os.environ["PICTURES"]) if "PICTURES" in os.environ else None


def begun(page, address):
    page.goto(f"{address}package")
    page.select_option("select[name=start]", index=0)
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/package/*")
    return page


def first_total(page):
    return page.locator("#figures table").first.locator("tbody tr").first.locator("td").nth(1).inner_text()


def looked_at(page, address, names, pictures):
    """What axe finds on each page, and the pages that are wider than a phone."""
    from axe_playwright_python.sync_playwright import Axe

    found, wide = {}, []
    for name in names:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(f"{address}{name}")
        if pictures:
            page.screenshot(path=pictures / f"{name.split('?')[0].replace('/', '-') or 'table'}.png", full_page=True)
        said = Axe().run(page).response["violations"]
        found |= {name: [(one["id"], one["nodes"][0]["html"][:200]) for one in said]} if said else {}
        page.set_viewport_size({"width": PHONE, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > PHONE:
            wide.append(name)
    return found, wide


def test_axe_finds_nothing_on_any_page_and_none_is_wider_than_a_phone(address, pictures):
    with opened_page(address) as page:
        begun(page, address)
        draft = page.url.removeprefix(address)

        assert looked_at(page, address, (*PAGES, draft), pictures) == ({}, [])


def test_axe_finds_nothing_on_the_neutrals_page(neutral_address, pictures):
    with opened_page(neutral_address) as page:
        assert looked_at(
            page, neutral_address, ("settlement", "settlement?all=1", "settlement/limits", "settlement/told"), pictures
        ) == ({}, [])


def test_a_family_finds_its_school_in_spanish_without_scripts(neutral_address):
    with opened_page(f"{neutral_address}public?lang=en&on=2026-10-08", script=False) as page:
        page.get_by_role("link", name="Español").click()
        page.select_option("select[name=school]", "Orchard Elementary")
        page.get_by_role("button", name="Mostrar").click()

        assert "a 2,202 metros de su escuela" in page.inner_text("main")
        assert page.get_attribute("html", "lang") == "es"
        assert page.get_by_role("heading", name="¿Hay clases?").is_visible()


def test_figures_follow_a_slider_and_a_typed_number_and_undo_takes_both_back(address):
    with opened_page(address, width=1400) as page:
        begun(page, address)
        number = page.locator(f'input[name="{RAISE}"]')
        slider = number.locator("xpath=preceding-sibling::input")
        seen = [first_total(page)]

        slider.fill("3")
        page.wait_for_selector("form[data-settled=turn]")
        assert number.input_value() == "3%"
        seen.append(first_total(page))
        number.fill("4%")
        number.press("Tab")
        page.get_by_text("Kept: 2 changes.").wait_for()
        assert slider.input_value() == "4"
        seen.append(first_total(page))
        for _ in range(2):
            page.get_by_role("button", name="Undo").click()
            page.wait_for_load_state()
            seen.append(first_total(page))

    assert len({*seen[:3]}) == 3
    assert seen[3:] == [seen[1], seen[0]]


def test_a_number_that_cannot_be_read_is_said_while_it_is_typed(address):
    with opened_page(address, width=1400) as page:
        begun(page, address)
        page.locator(f'input[name="{RAISE}"]').fill("much")
        page.get_by_text("1 number cannot be read; the figures are without.").wait_for()


def test_a_package_is_built_without_scripts(address):
    with opened_page(address, script=False) as page:
        begun(page, address)
        before = first_total(page)
        page.locator(f'input[name="{RAISE}"]').fill("4%")
        page.get_by_role("button", name="Reckon").click()

        assert first_total(page) != before
        assert page.locator(f'input[name="{RAISE}"]').input_value() == "4%"
        assert page.locator("input[type=range]:visible").count() == 0


def test_the_table_is_walked_by_keyboard_and_a_choice_shows_its_page(address):
    with opened_page(address) as page:
        page.keyboard.press("Tab")
        skips = page.evaluate("document.activeElement.textContent")
        page.get_by_label("View").focus()
        page.select_option("select[name=view]", "cumulative")
        page.wait_for_url("**view=cumulative**")

        assert skips == "Skip to the page"
        assert "cumulative: what has been paid more so far" in page.inner_text("main")


def test_a_payroll_comes_in_by_steps_and_is_taken_back(tmp_path):
    own = shutil.copytree(Path(__file__).parents[2] / "negotiations" / "meadowbrook", tmp_path / "own")
    payroll = tmp_path / "payroll.csv"
    payroll.write_text(
        "Bargaining Unit,Schedule,Lane,Step,FTE\nteachers,teacher,BA,1,1\nteachers,teacher,MA,4,=half\nparaprofessionals,aide,P,A,1\n"
    )
    with served(tmp_path / "data", folder=str(own)) as address, opened_page(f"{address}roster") as page:
        page.set_input_files("input[name=file]", payroll)
        page.get_by_role("button", name="Send").click()
        page.wait_for_url("**/roster/columns")
        assert looked_at(page, address, ("roster/columns", "roster/check"), None) == ({}, [])
        page.locator("label[for=skip]").click()
        page.get_by_role("button", name="Write 2 people").click()
        page.get_by_text("2 people, read from roster.csv").wait_for()
        page.get_by_role("button", name="Take it back").click()
        page.get_by_text("120 people, read from roster.csv").wait_for()
