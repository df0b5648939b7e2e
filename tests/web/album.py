"""Pictures of pages that are kept, and held against the pages as they are now.

A picture is cut into squares of 10 x 10 points. Letters may stand a little elsewhere with another version of the browser or its fonts, and
a square is then hardly of another colour; where a part is missing, has moved or has other colours, many are. What is another at every run
(a seal, an hour) is covered before the picture is taken. `COMMONGROUND_KEEP_PICTURES=1 pytest -m browser tests/web` keeps the new ones;
look at them before you commit them.
"""

from __future__ import annotations

import base64
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

KEEPS = "COMMONGROUND_KEEP_PICTURES"
PAPER = Path(__file__).parents[2] / "docs" / "pictures"
STORIES = Path(__file__).parent / "pictures"
NEW = Path(tempfile.gettempdir()) / "commonground-pictures"
AT_MOST = 0.01  # of the squares of a picture may have another colour
FAR = 24  # of 255, in one of red, green, blue: another colour
COVER = "code.cg-seal, td code, .cg-heads code, .cg-foot, #authenticator_secret, main img"
DIFFER = """async ([one, other, far]) => {
  const small = async (held) => {
    const picture = new Image();
    picture.src = "data:image/png;base64," + held;
    await picture.decode();
    const [width, height] = [picture.width, picture.height].map((side) => Math.ceil(side / 10));
    const drawn = new OffscreenCanvas(width, height).getContext("2d");
    drawn.imageSmoothingQuality = "high";
    drawn.drawImage(picture, 0, 0, width, height);
    return drawn.getImageData(0, 0, width, height).data;
  };
  const [here, there] = [await small(one), await small(other)];
  if (here.length !== there.length) return 1;
  let apart = 0;
  for (let at = 0; at < here.length; at += 4) {
    if ([0, 1, 2].some((colour) => Math.abs(here[at + colour] - there[at + colour]) > far)) apart += 1;
  }
  return apart / (here.length / 4);
}"""
LIGHT = """async (held) => {
  const picture = new Image();
  picture.src = "data:image/png;base64," + held;
  await picture.decode();
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext("2d").drawImage(picture, 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/webp", quality: 0.7 })).arrayBuffer());
  return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ""));
}"""


def difference(page: Any, one: bytes, other: bytes) -> float:
    """The share of the squares of two pictures that are of another colour, 0 to 1; 1 where the pictures are not of one size."""
    return float(page.evaluate(DIFFER, [_letters(one), _letters(other), FAR]))


@dataclass
class Album:
    """A folder of kept pictures, and what was found apart from them: a sentence each."""

    folder: Path = STORIES
    form: str = "webp"
    apart: list[str] = field(default_factory=list)

    def holds(self, page: Any, name: str) -> None:
        """What of a page is seen now, held against the picture of that name; or kept as it."""
        page.evaluate("scrollTo(0, 0)")
        taken = self._as_kept(page, page.screenshot(mask=[page.locator(COVER)], mask_color="#dfe1e2"))
        place = self.folder / f"{name}.{self.form}"
        if os.environ.get(KEEPS):
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(taken)
        share = difference(page, taken, place.read_bytes()) if place.is_file() else 1.0
        if share > AT_MOST:
            NEW.mkdir(exist_ok=True)
            anew = NEW / place.name
            anew.write_bytes(taken)
            self.apart.append(_told(place, share, anew))

    def _as_kept(self, page: Any, taken: bytes) -> bytes:
        return taken if self.form == "png" else base64.b64decode(page.evaluate(LIGHT, _letters(taken)))


def _told(place: Path, share: float, anew: Path) -> str:
    there = f"{share:.1%} of it differs, at most {AT_MOST:.0%} may" if place.is_file() else "it is not kept yet"
    return f"picture {place.stem}: {there}. The new one is {anew}; look at both. {KEEPS}=1 with the same test keeps it as {place}."


def _letters(picture: bytes) -> str:
    return base64.b64encode(picture).decode()
