"""A chart of a page as a file: SVG that stands alone, with the looks that the page's stylesheet gives it; PNG made from that."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

LOOKS = Path(__file__).parents[1] / "static" / "web" / "chart.css"
DRAWN = re.compile(r"<svg class=\"cg-chart\"([^>]*)>(.*)</svg>", re.DOTALL)


def standing_alone(template: str, context: dict[str, Any]) -> str:
    """The chart that a template draws on a page, as an SVG file."""
    found = DRAWN.search(render_to_string(template, context))
    if found is None:
        raise ValueError(f"{template} draws no chart")
    attributes, parts = found.groups()
    begins = f'<svg xmlns="http://www.w3.org/2000/svg"{attributes} font-family="sans-serif" font-size="14">'
    return f"{begins}<style>{_looks()}</style>{parts}</svg>\n"


@cache
def _looks() -> str:
    """The stylesheet of charts without its remarks: `<` is none of it."""
    return re.sub(r"/\*.*?\*/", "", LOOKS.read_text(encoding="utf-8"), flags=re.DOTALL).strip()
