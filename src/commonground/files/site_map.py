"""The map of a site plan: one page that opens from a disk without a network, drawn as SVG, with the plan as a table under it.

Every name is escaped. There is no script, and nothing is fetched; a street map beneath is left to programs that read the GeoJSON.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from html import escape

from commonground.contingency.schools import School
from commonground.contingency.site_plan import SitePlan

WIDTH, MARGIN = 900, 24
STYLE = """body{font:16px/1.4 system-ui,sans-serif;margin:1.5rem auto;max-width:60rem;padding:0 1rem;color:#1b1b1b}
svg{width:100%;height:auto;border:1px solid #71767a;background:#fbfcfd}.way{stroke:#71767a;stroke-width:1}
.home{fill:#fff;stroke:#3d4551;stroke-width:1.2}.site{fill:#005ea2;stroke:#fff;stroke-width:1.2}
table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #a9aeb1;padding:.3rem .5rem;text-align:left}
td.n{text-align:right}"""


def map_page(plan: SitePlan, title: str) -> str:
    """The page: a map, what its marks mean, and the table that says the same."""
    height, place = _frame(plan)
    marks = "\n".join(_marks(plan, place))
    rows = "\n".join(
        f'<tr><td>{escape(each.home.id)}</td><td>{escape(each.site.id)}</td><td class="n">{each.metres:,}</td></tr>'
        for each in plan.assigned
    )
    said = f"{len(plan.sites):,} sites for {len(plan.assigned):,} home schools; north is up; the table below says the same."
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{escape(title)}</title><style>{STYLE}</style></head><body>
<h1>{escape(title)}</h1>
<p>Filled marks are sites, open ones home schools; a line leads from a home school to its site.
Lines are straight, not ways to walk.</p>
<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(said)}">
{marks}
</svg>
<table><caption>Site of each home school</caption>
<thead><tr><th scope="col">home school</th><th scope="col">site</th><th scope="col">metres</th></tr></thead>
<tbody>
{rows}
</tbody></table>
</body></html>
"""


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
