"""A site plan written to a folder: list, map, GeoJSON, sheets, notices, locator.

Law: a file is written whole or not at all; `plan.csv` is an earlier plan as contingency.toml reads one.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from commonground.contingency.site_plan import SitePlan
from commonground.files.atomic import replacing, write_text
from commonground.files.pdf import typeset
from commonground.files.site_map import map_page
from commonground.files.site_workbook import site_workbook
from commonground.files.siting import Contingency
from commonground.report.site_documents import Sender, geojson, locator, notice_document

LIST, MAP, GEOJSON, SHEETS, LOCATOR, NOTICES = (
    "plan.csv",
    "map.html",
    "sites.geojson",
    "staffing-and-meals.xlsx",
    "locator.json",
    "notices",
)
OWN_NAME = re.compile(r"\d{4}-[a-z0-9-]*\.pdf")


def write_site_documents(plan: SitePlan, found: Contingency, folder: Path) -> tuple[str, ...]:
    """Write everything, into a folder that is made where it is not there; the names of what was written.

    Raises OSError where it cannot be, and where the folder that it would stand in is not there; `BadInput` before anything is
    written where a notice has letters that no font has.
    """
    notices = dict(_notices(plan, found))
    folder.mkdir(exist_ok=True)
    (folder / NOTICES).mkdir(exist_ok=True)
    write_text(folder / LIST, _list(plan))
    features = geojson(plan)
    write_text(folder / MAP, map_page(plan, "Schools that stay open", features))
    write_text(folder / GEOJSON, _json(features))
    write_text(folder / LOCATOR, _json(locator(plan)))
    with replacing(folder / SHEETS) as part:
        part.write_bytes(site_workbook(plan, found.staff, found.meals))
    _put_notices(folder / NOTICES, notices)
    return (LIST, MAP, GEOJSON, LOCATOR, SHEETS, f"{NOTICES}/ ({len(plan.assigned):,})")


def _put_notices(folder: Path, notices: Mapping[str, bytes]) -> None:
    """Write the notices, and take away those of an earlier plan: nobody is to be sent to its sites."""
    for name, page in notices.items():
        with replacing(folder / name) as part:
            part.write_bytes(page)
    for path in folder.iterdir():
        if OWN_NAME.fullmatch(path.name) and path.name not in notices:
            path.unlink()


def _notices(plan: SitePlan, found: Contingency) -> Iterator[tuple[str, bytes]]:
    """The family notice of each home school, typeset, by the name of its file."""
    said = found.notice
    sender = Sender(
        said.district,
        said.hours,
        said.contact,
        {"en": said.valid_en, "es": said.valid_es},
        {"en": said.bring_en, "es": said.bring_es},
    )
    for number, each in enumerate(plan.assigned, 1):
        name = re.sub(r"[^a-z0-9]+", "-", each.home.id.lower()).strip("-")[:60]
        document = notice_document(each, sender, found.meals)
        file = f"{number:04d}-{name}.pdf"
        yield file, typeset(f"{NOTICES}/{file}", "family_notice", document)


def _list(plan: SitePlan) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("school", "site"))
    writer.writerows((each.home.id, each.site.id) for each in plan.assigned)
    return text.getvalue()


def _json(said: object) -> str:
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"
