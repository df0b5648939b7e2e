"""The story of a table: two people, a neutral and the public, each at a browser and a server of their own, on one PostgreSQL.

It goes from the first draft to what the public reads; no script of ours but theirs. Named moments of it are held against the pictures
that are kept of them (`web.album`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from browser import CHROMIUM, QUIET, needs_browser
from web import cluster, sides
from web.album import Album

pytestmark = [
    pytest.mark.browser,
    needs_browser,
    pytest.mark.skipif(bool(cluster.why_not()), reason=cluster.why_not() or "-"),
]
PHONE = 375
PAYROLL = (
    b"Employee,Bargaining Unit,Schedule,Lane,Step,FTE\nT1,teachers,teacher,BA,1,1.0\nT2,teachers,teacher,MA,4,0.5\n"
    b"T3,teachers,teacher,MA,5,much\nP1,paraprofessionals,aide,P,A,1\n"
)
PEOPLE = {"district": "dana", "union": "uma", "neutral": "nia"}
DAY = "2026-10-20"  # of every pass


@pytest.fixture
def desks(tmp_path_factory) -> Iterator[dict[str, tuple[str, str]]]:
    """The address of each side's server, and the password of the one who will sign in."""
    with cluster.running() as operator:
        env = sides.set_up(operator, "meadowbrook", "meadowbrook", tmp_path_factory.mktemp("set-up") / "seats")
        passwords = {side: sides.person(env[side], name) for side, name in PEOPLE.items()}
        with ExitStack() as serving:
            servers = {side: serving.enter_context(sides.serving(env[side])) for side in (*PEOPLE, "public")}
            yield {side: (server.address, passwords.get(side, "")) for side, server in servers.items()}


@contextmanager
def two_pages(*addresses: str) -> Iterator[list[Any]]:
    """A page in a browser of its own for each address; at the end nothing may have been said in their consoles."""
    from playwright.sync_api import sync_playwright

    said: list[str] = []
    with sync_playwright() as playwright:
        browsers = [
            playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", *QUIET]) for _ in addresses
        ]
        pages = [browser.new_context(viewport={"width": 1280, "height": 900}).new_page() for browser in browsers]
        for page, address in zip(pages, addresses, strict=True):
            page.on(
                "console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None
            )
            page.on("pageerror", lambda error: said.append(str(error)))
            page.goto(address)
        yield pages
        for browser in browsers:
            browser.close()
    assert said == []


def looked_at(page: Any, name: str) -> None:
    """Nothing that axe finds, and nothing wider than a phone."""
    from axe_playwright_python.sync_playwright import Axe

    if "PICTURES" in os.environ:
        page.screenshot(path=Path(os.environ["PICTURES"]) / f"{name}.png", full_page=True)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == [], name
    size = page.viewport_size
    page.set_viewport_size({"width": PHONE, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE, name
    page.set_viewport_size(size)


def signed_in(page: Any, name: str, password: str, *, looks: bool = False) -> None:
    """The first sign-in of a person, with an authenticator app."""
    if looks:
        looked_at(page, "sign-in")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Go on").click()
    if looks:
        looked_at(page, "second-factor")
    secret = page.locator("#authenticator_secret").inner_text()
    page.get_by_label("code").fill(sides.code_of(secret))
    page.get_by_role("button", name="Set it up").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    if looks:
        looked_at(page, "recovery-codes")


def imports(page: Any) -> None:
    """A payroll with a row in error becomes the caucus's own roster without that row, and the pages are reckoned on it."""
    page.get_by_role("link", name="Roster").click()
    looked_at(page, "roster-on-a-server")
    page.get_by_label("Payroll").set_input_files({"name": "payroll.csv", "mimeType": "text/csv", "buffer": PAYROLL})
    page.get_by_role("button", name="Send").click()
    page.get_by_role("heading", name="Columns of payroll.csv").wait_for()
    looked_at(page, "roster-columns-on-a-server")
    page.get_by_role("button", name="Dry run").click()
    page.get_by_text("1 row of the file would be left out.").wait_for()
    looked_at(page, "roster-check-on-a-server")
    page.get_by_text("Leave out the rows that are in error").click()
    page.get_by_role("button", name="Write 3 people as your caucus’s own roster").click()
    looked_at(page, "own-roster-written")
    page.get_by_role("button", name="Reckon on your caucus’s own roster").click()
    page.get_by_text("Reckoned on your caucus’s own roster").wait_for()
    looked_at(page, "table-on-own-roster")


def takes_back(page: Any) -> None:
    """The caucus's own roster taken back: the pages stand on the table's again."""
    page.get_by_role("link", name="Roster").click()
    page.get_by_role("button", name="Take it back").click()
    page.get_by_text("Your caucus has no roster of its own.").wait_for()


def build_and_pass(page: Any, dollars: str, album: Album | None = None) -> str:
    """A draft of the party's own last offer with a longevity band turned, passed on that issue; the head of the ledger.

    With an album the draft, what will cross and the receipt are held against their pictures.
    """
    page.get_by_role("link", name="Packages").click()
    page.get_by_role("button", name="Begin").click()
    number = page.locator('input[name^="longevity:bands"]:not([type=range])').last
    number.fill(dollars)
    number.press("Tab")
    page.get_by_text("Kept: 1 change.").wait_for()
    page.wait_for_selector("form[data-settled=turn]")
    if album:
        album.holds(page, "draft")
    page.get_by_role("link", name="Pass it across").click()
    for box in page.get_by_role("checkbox").all():
        box.set_checked("longevity" in box.get_attribute("value"), force=True)
    looked_at(page, "pass-package")
    return crosses(page, dollars, album)


def answer(page: Any, issue: str, said: str) -> str:
    """The other side's last pass answered on an issue; the head of the ledger."""
    page.get_by_role("link", name="Pass", exact=True).click()
    page.get_by_label(f"Answer on {issue}").select_option(said)
    looked_at(page, "pass")
    return crosses(page, f'answer = "{said}"')


def confides(page: Any, weight: str) -> None:
    """What the options are worth to a side, with one weight changed, confided to the neutral."""
    page.get_by_role("link", name="What it is worth to us").click()
    page.locator('input[name="weight.0"]').fill(weight)
    page.get_by_text("The neutral may read it").click()
    looked_at(page, "preferences")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_label("The neutral may read it").wait_for(state="attached")
    assert page.get_by_label("The neutral may read it").is_checked()


def tries_limits(page: Any, least: str) -> str:
    """Limits of the neutral's own, searched; what each side would be told within them; struck again. What was found within them."""
    page.get_by_role("link", name="Try limits of your own").click()
    looked_at(page, "limits")
    page.get_by_label("union").fill(least)
    page.get_by_role("button", name="Search within them").click()
    page.get_by_text("Searched within limits of your own.").wait_for()
    found = page.inner_text("main")
    page.get_by_role("link", name="What it suggests").click()
    page.get_by_label("Told to").select_option("union")
    page.wait_for_url("**side=union**")
    looked_at(page, "told")
    page.get_by_role("link", name="See, change or strike them").click()
    page.get_by_role("button", name="Strike them all").click()
    page.get_by_role("link", name="Try limits of your own").wait_for()
    return str(found)


def proposes(page: Any, heading: str) -> str:
    """The folder's words under another heading, looked at and proposed; the seal."""
    page.get_by_role("link", name="Publish", exact=True).click()
    looked_at(page, "publish")
    page.get_by_label("The page: Heading, English").fill(heading)
    page.get_by_role("button", name="Show what the public would see").click()
    page.get_by_role("heading", name=heading).wait_for()
    looked_at(page, "publish-look")
    seal = page.locator("code.cg-seal").inner_text()
    page.get_by_label("Signed for your party by").fill("B. Ortiz")
    page.get_by_role("button", name="Sign and propose it").click()
    page.get_by_role("link", name="Read and sign it").wait_for()
    return str(seal)


def signs(page: Any) -> str:
    """What is proposed, read and signed; the seal of what was read."""
    page.get_by_role("link", name="Publish", exact=True).click()
    page.get_by_role("link", name="Read and sign it").click()
    looked_at(page, "publish-read")
    seal = page.locator("code.cg-seal").inner_text()
    page.get_by_label("Signed for your party by").fill("R. Adler")
    page.get_by_role("button", name="Sign it: it is public then").click()
    page.get_by_role("link", name="What both signed").wait_for()
    looked_at(page, "published")
    return str(seal)


def crosses(page: Any, bears: str, album: Album | None = None) -> str:
    page.get_by_label("Day").fill(DAY)
    page.get_by_role("button", name="Show what will cross").click()
    assert bears in page.locator("pre").inner_text()
    looked_at(page, "what-will-cross")
    if album:
        album.holds(page, "what-will-cross")
    page.get_by_role("button", name="Pass it across").click()
    page.get_by_role("heading", name="has crossed").wait_for()
    looked_at(page, "receipt")
    if album:
        album.holds(page, "receipt")
    return str(page.locator("dd code").first.inner_text())


def test_a_payroll_comes_in_and_an_offer_is_built_passed_held_countered_and_agreed_by_two_people(desks):
    album = Album()
    with two_pages(*(f"{desks[side][0]}/account/login/" for side in ("district", "union"))) as (district, union):
        signed_in(union, "uma", desks["union"][1], looks=True)
        signed_in(district, "dana", desks["district"][1])
        imports(district)
        union.get_by_role("link", name="Roster").click()
        assert "Your caucus has no roster of its own." in union.inner_text("main")
        offered = build_and_pass(union, "2222", album)
        answer(district, "longevity", "hold")
        countered = build_and_pass(district, "1111")
        answer(union, "longevity", "tentative agreement")
        takes_back(district)

        district.goto(f"{desks['district'][0]}/issue/longevity")
        album.holds(district, "agreed")
        assert re.search(r"44 union\t.*\ttentative agreement", district.inner_text("main"))
        for number, head in ((41, offered), (43, countered)):
            for page, side in ((district, "district"), (union, "union")):
                page.goto(f"{desks[side][0]}/pass/{number}")
                assert page.locator("dd code").first.inner_text() == head
    assert album.apart == []


def test_what_each_values_goes_to_the_neutral_and_what_both_sign_to_the_public(desks):
    album = Album()
    public_page = f"{desks['public'][0]}/public?lang=en&on=2026-10-08"
    addresses = [f"{desks[side][0]}/account/login/" for side in PEOPLE] + [public_page]
    with two_pages(*addresses) as (district, union, neutral, public):
        for page, (side, name) in zip((district, union, neutral), PEOPLE.items(), strict=True):
            signed_in(page, name, desks[side][1])
        neutral.get_by_role("link", name="Settlement").click()
        waits = neutral.inner_text("main")
        confides(district, "90")
        album.holds(district, "confided")
        confides(union, "95")
        neutral.reload()
        looked_at(neutral, "settlement-on-a-server")
        album.holds(neutral, "settlement")
        settled = neutral.inner_text("main")
        within = tries_limits(neutral, "50%")
        nothing = public.inner_text("main")
        proposed = proposes(district, "Both offers, in short")
        public.reload()
        still_nothing = public.inner_text("main")
        album.holds(district, "proposed")
        signed = signs(union)
        album.holds(union, "published")
        public.reload()
        looked_at(public, "public-on-a-server")
        album.holds(public, "public")
        shown = public.inner_text("main")

        assert "Not confided to the neutral yet by: district, union." in waits
        assert "frontier" in settled
        assert "50 % (union)" in within
        assert "50 % (union)" not in settled
        assert "Nothing is published yet" in nothing
        assert still_nothing == nothing
        assert proposed == signed
        assert "Both offers, in short" in shown
        assert "R. Adler" in shown
        assert signed[:16] in shown
        assert album.apart == []
