"""Pictures as files: an SVG of our own drawn as PNG, with the fonts that come with the typesetter.

Nothing is fetched: an SVG that names another file shows nothing of it.
"""

from __future__ import annotations

PAGE = b"""#set page(width: auto, height: auto, margin: 8pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg", width: 600pt)
"""
DOTS_AN_INCH = 144


def png_of(svg: str) -> bytes:
    """A PNG of a picture, 1,200 dots wide and a margin."""
    import typst

    made = typst.compile(PAGE, format="png", ppi=DOTS_AN_INCH, sys_inputs={"svg": svg}, ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made
