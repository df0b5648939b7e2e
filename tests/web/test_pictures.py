"""The pictures in docs/pictures are what the pages look like: taken anew in a real browser and held against the ones that are kept.

Letters may stand a little elsewhere with another version of the browser or its fonts; a part that is missing, moved or of another colour
is seen. `COMMONGROUND_KEEP_PICTURES=1 pytest -m browser tests/web/test_pictures.py` keeps the new ones; look at them.
"""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest

from browser import needs_browser, opened_page
from web.desks import served
from web.test_in_browser import begun

pytestmark = [pytest.mark.browser, needs_browser]
PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
WIDTH, HEIGHT = 1100, 850
AT_MOST = 4.0  # of 255, the mean difference of squares of 10 x 10 points
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
COMPARED = """async ([one, other, width, height]) => {
  const small = async (held) => {
    const picture = new Image();
    picture.src = "data:image/png;base64," + held;
    await picture.decode();
    const canvas = new OffscreenCanvas(width / 10, height / 10);
    const drawn = canvas.getContext("2d");
    drawn.drawImage(picture, 0, 0, width / 10, height / 10);
    return drawn.getImageData(0, 0, width / 10, height / 10).data;
  };
  const [here, there] = [await small(one), await small(other)];
  return here.reduce((sum, value, at) => sum + Math.abs(value - there[at]), 0) / here.length;
}"""


def difference(page, one: bytes, other: bytes) -> float:
    """How far two pictures lie apart, 0 to 255: the mean over their squares of 10 x 10 points."""
    said = [base64.b64encode(each).decode() for each in (one, other)]
    return page.evaluate(COMPARED, [*said, WIDTH, HEIGHT])


def held_against(page, name: str) -> float:
    """A picture of the page as it stands, held against the one that is kept; or kept itself."""
    taken = page.screenshot()
    place = PICTURES / f"{name}.png"
    if os.environ.get("COMMONGROUND_KEEP_PICTURES"):
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(taken)
    return difference(page, taken, place.read_bytes())


def test_the_pages_look_like_their_pictures(tmp_path):
    found = {}
    with (
        served(tmp_path / "union", "--party", "union") as address,
        opened_page(address, width=WIDTH, height=HEIGHT) as page,
    ):
        for name, path in UNION.items():
            page.goto(f"{address}{path}")
            found[name] = held_against(page, name)
        begun(page, address)
        found["package"] = held_against(page, "package")
    with served(tmp_path / "nobody") as address, opened_page(address, width=WIDTH, height=HEIGHT) as page:
        for name, path in NEUTRAL.items():
            page.goto(f"{address}{path}")
            found[name] = held_against(page, name)

    assert {name: far for name, far in found.items() if far > AT_MOST} == {}


def test_a_page_that_lost_a_part_is_seen(tmp_path):
    with served(tmp_path) as address, opened_page(address, width=WIDTH, height=HEIGHT) as page:
        whole = page.screenshot()
        page.evaluate("document.querySelector('main table').remove()")

        assert difference(page, whole, whole) == 0
        assert difference(page, whole, page.screenshot()) > AT_MOST
