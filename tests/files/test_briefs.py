"""A brief: every picture's figures stand in words, text is only text, and the pages look as they did."""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from commonground.asked.crossing import crossing
from commonground.asked.offers import agreement_named
from commonground.cli.app import run
from commonground.costing.views import View
from commonground.files.brief_charts import bars_by_year, lines_by_year, steps
from commonground.files.briefs import brief_document, write_brief
from commonground.files.folder import check_folder
from commonground.files.ready import folder_named, ready_folder
from commonground.report.briefs import brief
from commonground.report.issues import Beside, issue_table
from readings import read_once

PAGES = Path(__file__).parent / "brief_pages"
DPI, MOST_APART = 36, 1  # of 255, in the mean over a page


@pytest.fixture(scope="module")
def made():
    negotiation = check_folder(folder_named(Path("meadowbrook"))).negotiation
    names = ("district", "union")
    found = [agreement_named(negotiation, name) for name in names]
    beside = Beside(negotiation, tuple(name for name, _ in found), tuple(one for _, one in found))
    return brief(beside, crossing(negotiation, Path("meadowbrook")))


def test_the_steps_of_the_gap_sum_from_one_total_to_the_other(made):
    figures = [row.cells[0] for row in made.gap.rows]
    assert sum(figures[:-1]) == figures[-1] and len(figures) > 3


def test_every_figure_of_a_picture_is_said_in_its_words(made):
    said = brief_document(made)
    for picture, table in (("years", "totals"), ("steps", "gap"), ("pay", "member")):
        rows = [row for row, is_total in zip(said[table]["rows"], said[table]["totals"], strict=True) if not is_total]
        for row in rows[:2]:
            assert all(figure in said[picture]["alt"] for figure in row[1:])


def test_an_issue_on_which_nobody_says_anything_is_only_named(made):
    issues = brief_document(made)["issues"]
    assert "pension" in issues["notes"][-1] and "pension" not in [row[0] for row in issues["rows"]]
    assert "wages" in [row[0] for row in issues["rows"]]


def test_who_stands_where_is_told_in_cells_that_single_nobody_out_and_without_sums(made):
    grid = made.grid.table
    told = [cell for row in grid.rows for cell in row.cells if isinstance(cell, int)]
    letters = {cell for row in grid.rows for cell in row.cells if isinstance(cell, str)}
    held = [int(people) for people in re.findall(r"[a-z]: (\d+) people", grid.notes[-1])]

    assert told == [13, 10] and letters == {"a", "b", "c", "d"}
    assert not any(row.is_total for row in grid.rows) and "together" not in [column.label for column in grid.columns]
    assert sum(told) + sum(held) == 90 and min(told + held) >= 10


def test_a_demand_that_no_total_holds_is_not_priced_at_nothing_beside_a_clause_that_stands():
    negotiation = read_once(ready_folder() / "chicago-2019").negotiation
    names = ("2019-08-26-board", "2019-10-16-union")
    beside = Beside(negotiation, names, tuple(agreement_named(negotiation, name)[1] for name in names))

    [row] = [row for row in issue_table(beside, View.ANNUAL, "2023-24").rows if row.label == "class size"]

    assert row.cells[-3:] == (0, "not priced", "not priced")


def test_text_is_set_as_text(made, tmp_path):
    hostile = '<script>&"#pagebreak() $x$ *bold*'
    for picture in (bars_by_year, lines_by_year):
        assert "<script>" not in picture(["2026-27"], [(hostile, [1])])
    assert "<script>" not in steps([(hostile, 1, True)])
    for picture in (bars_by_year, lines_by_year):
        assert "long nam…" in picture(["2026-27"], [("a very " * 5 + "long names", [1]), ("b", [2])])
    write_brief(replace(made, title=hostile), tmp_path / "brief.pdf")
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF")


def test_years_without_cost_and_a_fall_are_drawn():
    assert bars_by_year(["a", "b"], [("one", [0, 0])]).count("<rect") >= 2
    assert lines_by_year(["a", "b"], [("one", [5, 5])]).count("<polyline") == 1
    assert 'stroke-dasharray="3 2"' in steps([("one", 10, True), ("less", -4, False), ("other", 6, True)])


def test_the_command_writes_a_tagged_file(tmp_path, capsys):
    assert run(["brief", "meadowbrook", "--out", str(tmp_path / "brief.pdf"), "--step", "4", "--lane", "MA"]) == 0
    held = (tmp_path / "brief.pdf").read_bytes()
    assert b"/MarkInfo" in held and re.search(rb"pdfuaid:part\W+1|/StructTreeRoot", held)
    assert "brief.pdf: 2026" in capsys.readouterr().err
    assert len(re.findall(rb"/S\s*/P\b", held)) > 12  # notes are paragraphs, and no loose words beside the tables


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--step", "99"], 2, 'no step "99"'),
        (["nobody"], 2, 'No offer is called "nobody"'),
        (["--out", "/nowhere/brief.pdf"], 3, "/nowhere/brief.pdf"),
    ],
)
def test_what_cannot_be_made_is_told(words, code, said, capsys):
    assert run(["brief", "meadowbrook", *words]) == code
    assert said in capsys.readouterr().err


def test_a_district_that_is_too_small_to_be_told_of_has_no_grid_and_the_command_says_so(tmp_path, capsys):
    run(["new", str(tmp_path / "small")])
    assert run(["brief", str(tmp_path / "small"), "--out", str(tmp_path / "brief.pdf")]) == 0
    assert "Who stands where is left out: no unit has 10 people" in capsys.readouterr().err


def test_nothing_that_is_handed_out_asks_for_an_option(made):
    assert not any("--" in note for table in made.tables for note in table.notes)


@pytest.mark.office
@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler is not installed")
def test_the_pages_look_as_they_did(made, tmp_path):
    """Where a page should look otherwise, look at it, and keep it: COMMONGROUND_KEEP_PAGES=1 pytest -m office -k pages_look."""
    write_brief(made, tmp_path / "brief.pdf")
    command = ["pdftoppm", "-r", str(DPI), "-gray", str(tmp_path / "brief.pdf"), str(tmp_path / "page")]
    subprocess.run(command, check=True)
    pages = sorted(tmp_path.glob("page*.pgm"))
    if os.environ.get("COMMONGROUND_KEEP_PAGES"):
        for page in pages:
            (PAGES / f"{page.stem}.png").write_bytes(as_png(*grays(page)))
    assert [page.stem for page in pages] == [page.stem for page in sorted(PAGES.glob("*.png"))]
    for page in pages:
        wide, tall, found = grays(page)
        kept = from_png((PAGES / f"{page.stem}.png").read_bytes(), wide)
        assert len(kept) == len(found) == wide * tall
        apart = sum(abs(one - other) for one, other in zip(found, kept, strict=True)) / len(found)
        assert apart <= MOST_APART, f"{page.name} differs by {apart:.1f} of 255"


def grays(page: Path) -> tuple[int, int, bytes]:
    head, size, _, rest = page.read_bytes().split(b"\n", 3)
    assert head == b"P5"
    wide, tall = map(int, size.split())
    return wide, tall, rest


def as_png(wide: int, tall: int, found: bytes) -> bytes:
    def chunk(name: bytes, held: bytes) -> bytes:
        return struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held))

    rows = b"".join(b"\0" + found[at * wide : (at + 1) * wide] for at in range(tall))
    head = struct.pack(">IIBBBBB", wide, tall, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def from_png(held: bytes, wide: int) -> bytes:
    """The grays of a picture that `as_png` wrote."""
    at = held.index(b"IDAT")
    (long,) = struct.unpack(">I", held[at - 4 : at])
    rows = zlib.decompress(held[at + 4 : at + 4 + long])
    return b"".join(rows[row + 1 : row + 1 + wide] for row in range(0, len(rows), wide + 1))
