"""The map of a site plan: one page that opens from a disk without a network.

A map by Leaflet that moves, answers a click and finds a school; where scripts do not run, the same drawn as SVG; and the plan as
a table under both. Every name is escaped or set as text; only the scripts of this page may run, and nothing is fetched: a street
map beneath is left to programs that read the GeoJSON.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
from collections.abc import Iterator, Mapping
from html import escape
from importlib.resources import files
from typing import Any

from commonground.contingency.schools import School
from commonground.contingency.site_plan import SitePlan

WIDTH, MARGIN = 900, 24
ASSETS = files("commonground") / "files" / "assets"


def map_page(plan: SitePlan, title: str, features: Mapping[str, Any]) -> str:
    """The page of a plan and its features (GeoJSON): a map, what its marks mean, and the table that says the same."""
    height, place = _frame(plan)
    marks = "\n".join(_marks(plan, place))
    rows = "\n".join(
        f'<tr><td>{escape(each.home.id)}</td><td>{escape(each.site.id)}</td><td class="n">{each.metres:,}</td></tr>'
        for each in plan.assigned
    )
    names = "".join(f'<option value="{escape(each.home.id)}">' for each in plan.assigned)
    said = f"{len(plan.sites):,} sites for {len(plan.assigned):,} home schools; north is up; the table below says the same."
    scripts = [_asset("leaflet/leaflet.js"), _asset("site_map.js")]
    may_run = " ".join(map(_hash, scripts))
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; script-src {may_run}; style-src 'unsafe-inline'; img-src data:">
<title>{escape(title)}</title><style>
{_asset("leaflet/leaflet.css")}
{_asset("site_map.css")}</style></head><body>
<h1>{escape(title)}</h1>
<p>Filled marks are sites, open ones home schools; a line leads from a home school to its site.
Lines are straight, not ways to walk.</p>
<form class="find" id="find" hidden>
<label>Find a school <input name="school" list="schools" autocomplete="off"></label>
<datalist id="schools">{names}</datalist>
<button>Show</button>
<label><span><input type="checkbox" name="lines" checked> lines</span></label>
<output></output>
</form>
<div id="map" role="region" aria-label="Map: {escape(said)}" hidden></div>
<figure class="drawing" id="drawing"><svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(said)}">
{marks}
</svg></figure>
<table><caption>Site of each home school</caption>
<thead><tr><th scope="col">home school</th><th scope="col">site</th><th scope="col" class="n">metres</th></tr></thead>
<tbody>
{rows}
</tbody></table>
<script type="application/json" id="plan">{_as_data(features)}</script>
{"".join(f"<script>{script}</script>" for script in scripts)}
</body></html>
"""


def _asset(name: str) -> str:
    return ASSETS.joinpath(name).read_text(encoding="utf-8")


def _hash(script: str) -> str:
    """What names a script to the browser, so that no other may run."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _as_data(said: Mapping[str, Any]) -> str:
    """JSON that no name in it can end: a less-than sign is written by its number."""
    return json.dumps(said, ensure_ascii=False).replace("<", "\\u003c")


class _Place:
    """Where a school is drawn: degrees of longitude as long as they are at the middle of the map."""

    def __init__(self, west: int, north: int, stretch: float, scale: float) -> None:
        self.west, self.north, self.stretch, self.scale = west, north, stretch, scale

    def __call__(self, school: School) -> tuple[str, str]:
        x = MARGIN + (school.longitude - self.west) * self.stretch * self.scale
        y = MARGIN + (self.north - school.latitude) * self.scale
        return f"{x:.1f}", f"{y:.1f}"


def _frame(plan: SitePlan) -> tuple[int, _Place]:
    schools = [*plan.sites, *(each.home for each in plan.assigned)]
    north, south = max(s.latitude for s in schools), min(s.latitude for s in schools)
    west, east = min(s.longitude for s in schools), max(s.longitude for s in schools)
    stretch = max(0.05, math.cos(math.radians((north + south) / 2e6)))
    across, down = max(1.0, (east - west) * stretch), max(1.0, float(north - south))
    scale = min((WIDTH - 2 * MARGIN) / across, 2 * WIDTH / down)
    return round(down * scale) + 2 * MARGIN, _Place(west, north, stretch, scale)


def _marks(plan: SitePlan, place: _Place) -> Iterator[str]:
    for each in plan.assigned:
        (x1, y1), (x2, y2) = place(each.home), place(each.site)
        if each.metres:
            yield f'<line class="way" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'
    for each in plan.assigned:
        x, y = place(each.home)
        said = escape(f"{each.home.id}: to {each.site.id}, {each.metres:,} m")
        yield f'<circle class="home" cx="{x}" cy="{y}" r="3"><title>{said}</title></circle>'
    for site in plan.sites:
        x, y = place(site)
        said = escape(f"{site.id}: {plan.loads[site.id]:,} pupils, {site.capacity:,} places")
        yield f'<circle class="site" cx="{x}" cy="{y}" r="6"><title>{said}</title></circle>'
