"""A spreadsheet as a test sees it: each cell's formula and cached value, an edit of one cell, and LibreOffice's own reckoning.

LibreOffice recalculates a workbook on load only when told to: the profile made here tells it (OOXMLRecalcMode 0, always).
"""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed here")


@dataclass(frozen=True, slots=True)
class SeenCell:
    """A cell: its formula ("" for none) and its value (None where nothing is cached)."""

    formula: str
    value: str | float | None


Sheets = Mapping[str, Mapping[str, SeenCell]]


def parts_of(path: Path) -> dict[str, str]:
    """The part of the file that holds each sheet, by the sheet's name."""
    with zipfile.ZipFile(path) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    sheets = book.iter(f"{MAIN}sheet")
    return {sheet.get("name", ""): "xl/" + targets[sheet.get(f"{OFFICE}id")].removeprefix("/xl/") for sheet in sheets}


def names_of(path: Path) -> dict[str, str]:
    """The defined names of a workbook and what they refer to."""
    with zipfile.ZipFile(path) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    return {name.get("name", ""): name.text or "" for name in book.iter(f"{MAIN}definedName")}


def outward_links(path: Path) -> list[str]:
    """The parts of a workbook that lead out of it: to another file, to an address, to another program."""
    with zipfile.ZipFile(path) as archive:
        relations = [name for name in archive.namelist() if name.endswith(".rels")]
        return [name for name in relations if b"External" in archive.read(name)] + [
            name for name in archive.namelist() if "externalLink" in name or "connections" in name
        ]


def cells_of(path: Path) -> Sheets:
    """Every cell of a workbook, by sheet and address."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        words = [
            "".join(text.text or "" for text in item.iter(f"{MAIN}t"))
            for item in ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
        ]
        for name, part in parts_of(path).items():
            cells = ElementTree.fromstring(archive.read(part)).iter(f"{MAIN}c")
            found[name] = {cell.get("r", ""): _seen(cell, words) for cell in cells}
    return found


def _seen(cell: ElementTree.Element, words: Sequence[str]) -> SeenCell:
    formula, value = cell.findtext(f"{MAIN}f") or "", cell.findtext(f"{MAIN}v")
    kind = cell.get("t", "n")
    if value is None or kind == "n":
        return SeenCell(formula, None if value is None else float(value))
    return SeenCell(formula, words[int(value)] if kind == "s" else value)


def with_numbers(path: Path, into: Path, changed: Mapping[str, float | str]) -> Path:
    """A copy of a workbook in which some named cells hold other numbers or words; what is cached elsewhere stays as it was."""
    names = names_of(path)
    places = {name: tuple(names[name].replace("$", "").split("!")) for name in changed}
    return with_cells(path, into, {(places[name][0].strip("'"), places[name][1]): new for name, new in changed.items()})


def with_cells(path: Path, into: Path, changed: Mapping[tuple[str, str], float | str]) -> Path:
    """A copy of a workbook in which some cells (by sheet and address), which hold no formula, hold something else."""
    where: dict[str, dict[str, float | str]] = {}
    for (sheet, cell), new in changed.items():
        where.setdefault(sheet, {})[cell] = new
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as new_file:
        edited = {part: where[name] for name, part in parts_of(path).items() if name in where}
        for item in old.infolist():
            content = old.read(item)
            for cell, new in edited.get(item.filename, {}).items():
                plain = rf'<c r="{cell}"( s="\d+")?( t="s")?><v>[^<]*</v>'
                kind = ' t="str"' if isinstance(new, str) else ""
                said = new if isinstance(new, str) else repr(new)
                text, count = re.subn(plain, rf'<c r="{cell}"\g<1>{kind}><v>{said}</v>', content.decode())
                assert count == 1, f"{cell} is no plain cell"
                content = text.encode()
            new_file.writestr(item, content)
    return into


def recalculated(paths: Sequence[Path], folder: Path) -> list[Path]:
    """The workbooks as LibreOffice saves them after working out every formula anew."""
    profile, out = folder / "profile", folder / "recalculated"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS)
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", out, *paths], check=True, capture_output=True, timeout=600)
    return [out / path.name for path in paths]


def differences(one: Sheets, other: Sheets) -> list[str]:
    """Where the cached values of one workbook are not those of the other: numbers within a part in 10^12."""
    found = []
    for sheet, cells in one.items():
        for address, cell in cells.items():
            if cell.formula:
                there = other[sheet].get(address, SeenCell("", None)).value
                if not _same(cell.value or 0.0, there or 0.0):
                    found.append(f"{sheet} {address}: {cell.value} and {there} by {cell.formula[:120]}")
    return found


def _same(one: str | float, other: str | float) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return abs(one - other) <= 1e-12 * max(1.0, abs(one))
