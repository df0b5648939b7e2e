"""`bridge` as a person gives it, its documents, and bridges.toml with something wrong in it."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from commonground.files.bridge_documents import NAMES
from commonground.files.bridge_picture import short


def claim(id: str, side: str, quotation: str, says: str) -> str:
    """An entry of claims.toml."""
    named = f'id = "{id}"\nwho = "{id.upper()} <script> & co"\nside = "{side}"\noutlet = "Courier"\ndate = 2026-03-01'
    return f'[[claim]]\n{named}\nquotation = "{quotation}"\n{says}\n'


CLAIMS = "\n".join(
    [
        claim(
            "a",
            "union",
            "$38 million a year",
            'figure = { measure = "gap", amount = 38_000_000, basis = "a year", years = 3 }',
        ),
        claim(
            *("b", "employer", "$100 million over five years"),
            'figure = { measure = "gap", amount = 100_000_000, basis = "contract life", years = 5 }',
        ),
        claim("c", "employer", "They left.", 'tells = "They left."'),
        claim("d", "employer", "5 schools", 'figure = { measure = "count", amount = 5, unit = "schools" }'),
    ]
)
BRIDGES = """
[[bridge]]
claims = ["a", "b"]

[[bridge.part]]
id = "level"
claim = "a"

[[bridge.part]]
id = "offers"
offers = ["2026-03-01-district", "2026-03-08-union"]
issue = "wages"

[[bridge.hypothesis]]
assumption = "fill rate"
parts = ["level"]
first = 1
second = 0.9
range = [0.8, 1]
says = "posts that stay open"
"""


@pytest.fixture
def supposing(folder: Path) -> Path:
    (folder / "claims.toml").write_text(CLAIMS)
    (folder / "bridges.toml").write_text(BRIDGES)
    return folder


PERCENTS = 'first = "100%"\nsecond = "90 %"\nrange = ["80%", "100%"]'


def table(said: str) -> dict[str, list[str]]:
    return {row["label"]: row["values"] for row in json.loads(said)["tables"][0]["rows"]}


def test_chicagos_bridge_has_its_units_first_and_its_hypotheses_labelled(go):
    rows = table(go("bridge", "chicago-2019", "union-38", "board-100", "--format", "json").out)

    assert list(rows) == [
        "union-38-a-year",
        "type: basis",
        "left before hypotheses",
        "hypothesis: term",
        "hypothesis: phase-in",
        "hypothesis: fill rate",
        "hypothesis: scope",
        "left",
        "board-100",
    ]
    assert rows["type: basis"][:2] == [7_600_000_000, 11_400_000_000]
    assert rows["left before hypotheses"][0] == -1_400_000_000


def test_a_percentage_of_the_budget_is_bridged_in_dollars_and_says_of_what(go):
    said = json.loads(go("bridge", "chicago-2019", "union-half", "board-100", "--format", "json").out)["tables"][0]

    assert said["rows"][0]["values"][1] == 3_850_000_000
    assert "0.5 % of budget-fy2020 is $38,500,000 (union-half-percent)." in said["notes"]


def test_the_other_way_round_every_line_turns(go, supposing):
    there = table(go("bridge", supposing, "a", "b", "--format", "json").out)
    back = table(go("bridge", supposing, "b", "a", "--format", "json").out)

    assert there["hypothesis: fill rate"][0] == -1_900_000_000
    assert back["hypothesis: fill rate"][0] == 1_900_000_000
    assert back["left"][0] == -500_000_000


def test_without_bridges_a_longer_term_is_supposed_and_labelled(go, supposing):
    (supposing / "bridges.toml").unlink()
    rows = table(go("bridge", supposing, "a", "b", "--format", "json").out)

    assert rows["hypothesis: term"][0] == 7_600_000_000
    assert rows["hypothesis: term"][2].startswith("a hypothesis:")
    assert rows["left"][0] == -9_000_000_000


def test_a_bridge_goes_out_as_picture_workbook_and_page(go, supposing, tmp_path):
    out = tmp_path / "out"

    said = go("bridge", supposing, "a", "b", "--out", out)
    picture = ElementTree.parse(out / "bridge.svg")
    with zipfile.ZipFile(out / "bridge.xlsx") as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()

    shutil.copytree(out, supposing / "out")
    again = go("bridge", supposing, "a", "b", "--out", supposing / "out")
    (supposing / "claims.toml").write_text(CLAIMS.replace("They left.", "They went."))
    other = go("bridge", supposing, "a", "b", "--out", out)

    assert "bridge.pdf" in said.err
    assert "the folder with the seal" in " ".join(said.err.split())
    seals = [" ".join(one.err.split()).split("seal ")[1] for one in (said, again, other)]
    assert seals[0] == seals[1] != seals[2]
    assert len(picture.findall(".//{*}rect/{*}title")) == 5
    assert "<f>D2+C3</f><v>114000000" in sheet
    assert (out / "bridge.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("name", ["one.pdf", "one.xlsx", "one.svg", "one.PDF"])
def test_a_bridge_goes_out_as_the_one_file_that_out_is_named_as(go, supposing, tmp_path, name):
    said = go("bridge", supposing, "a", "b", "--out", tmp_path / name)

    assert (tmp_path / name).is_file()
    assert f"{name}: {name}." in " ".join(said.err.split())


def test_a_file_of_another_sort_is_refused_and_nothing_is_written(go, supposing, tmp_path):
    said = go("bridge", supposing, "a", "b", "--out", tmp_path / "one.docx")

    assert said.code == 2
    assert "a bridge is written as .svg, .xlsx, .pdf" in " ".join(said.err.split())
    assert not (tmp_path / "one.docx").exists()


def test_the_workbook_says_what_is_left_before_hypotheses_as_a_live_sum(go, supposing, tmp_path):
    go("bridge", supposing, "a", "b", "--out", tmp_path / "one.xlsx")
    with zipfile.ZipFile(tmp_path / "one.xlsx") as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()

    assert "<f>D7-D3</f><v>-14000000" in sheet
    assert "<f>D3+C5</f>" in sheet


def test_each_part_stands_with_its_amounts_by_year_and_where_they_are_from(go):
    tables = json.loads(go("bridge", "chicago-2019", "union-38", "board-100", "--format", "json").out)["tables"]
    parts = {row["label"]: row["values"] for row in tables[-1]["rows"]}

    assert parts["class-size"] == [
        "$140,000,000",
        "years 1 to 5 $28,000,000",
        "costed: 2019-10-31-settlement less 2019-08-26-board, class size",
    ]
    assert parts["pay"][1].startswith("year 1 $3,738,103.77; year 2 $5,106,522.90; ")
    assert [row["values"][2] for row in tables[1]["rows"]] == ["all", *["class-size, staffing"] * 2, "pay"]


def test_hypotheses_of_one_assumption_are_told_apart_and_percents_have_no_dollars(go):
    tables = json.loads(go("bridge", "chicago-2012", "union-10", "board-17-6", "--format", "json").out)["tables"]
    names = [row["label"] for row in tables[0]["rows"]]

    assert names[2:5] == [
        "hypothesis: scope of compounding",
        "hypothesis: scope of steps",
        "hypothesis: scope of lanes",
    ]
    assert [row["values"][1] for row in tables[0]["rows"]][-3:] == ["17.5855 %", "17.6 %", "17.6 %"]
    assert not any("dollars" in note for table in tables for note in table["notes"])


def test_two_hypotheses_of_one_assumption_on_everything_are_numbered(go, supposing):
    part = BRIDGES[BRIDGES.index("[[bridge.hyp") :].replace('parts = ["level"]\n', "")
    (supposing / "bridges.toml").write_text(BRIDGES.replace('parts = ["level"]\n', "") + part)

    rows = table(go("bridge", supposing, "a", "b", "--format", "json").out)

    assert [name for name in rows if "fill" in name] == ["hypothesis: fill rate (1)", "hypothesis: fill rate (2)"]


def test_the_same_bridge_gives_the_same_bytes(go, supposing, tmp_path):
    for name in ("one", "other"):
        go("bridge", supposing, "a", "b", "--out", tmp_path / name)

    for name in NAMES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()
    assert b"/CreationDate" not in (tmp_path / "one" / "bridge.pdf").read_bytes()


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext reads the page")
def test_nobody_signs_a_page_that_has_nothing_else_on_it(go, tmp_path):
    go("bridge", "chicago-2019", "union-38", "board-100", "--out", tmp_path)
    text = subprocess.run(
        ["pdftotext", tmp_path / "bridge.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    signed = next(page for page in text.split("\f") if "For the union" in page)

    assert "It is nobody's error." in signed
    assert "where it is from" in text


@pytest.mark.parametrize(
    ("change", "unit", "words"),
    [
        (-168_000, "percent", "-0.17 %"),
        (996_000, "percent", "1 %"),
        (-2, "schools", "-2"),
        (-99_999_999, "dollars", "-$999,999.99"),
    ],
)
def test_the_picture_rounds_a_figure_and_names_its_unit(change, unit, words):
    assert short(change, unit) == words


def test_a_picture_holds_names_of_any_length_and_a_bridge_downwards(go, supposing, edit, tmp_path):
    long = "b" * 140
    edit(supposing / "claims.toml", 'id = "b"', f'id = "{long}"')
    edit(supposing / "claims.toml", "amount = 100_000_000", "amount = -100_000_000")
    edit(supposing / "bridges.toml", 'claims = ["a", "b"]', f'claims = ["a", "{long}"]')

    said = go("bridge", supposing, "a", long, "--out", tmp_path)
    picture = ElementTree.parse(tmp_path / "bridge.svg")
    wide = [(float(bar.attrib["x"]), float(bar.attrib["width"])) for bar in picture.findall(".//{*}rect[{*}title]")]

    assert said.code == 0
    assert all(x >= 0 and x + width <= 720 for x, width in wide)
    assert max(len(text.text or "") for text in picture.findall(".//{*}text")) <= 76


def test_the_bars_of_the_picture_and_the_workbook_stand_on_one_another(go, supposing, tmp_path):
    go("bridge", supposing, "a", "b", "--out", tmp_path / "out")
    with zipfile.ZipFile(io.BytesIO((tmp_path / "out" / "bridge.xlsx").read_bytes())) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()

    assert "<f>ROUND(D6-D7,6)</f><v>0</v>" in sheet


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [("a", "c", "tells of an event"), ("a", "d", "no unit in common"), ("a", "zz", "No claim is called")],
)
def test_what_cannot_be_bridged_is_said(go, supposing, one, other, why):
    said = go("bridge", supposing, one, other)

    assert (said.code, why in said.err) == (2, True)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('claims = ["a", "b"]', 'claims = ["a", "bb"]', "unknown-in-bridges"),
        ('claims = ["a", "b"]', 'claims = ["a", "c"]', "unknown-in-bridges"),
        ('claim = "a"', 'claim = "z"', "unknown-in-bridges"),
        ('parts = ["level"]', 'parts = ["lvel"]', "unknown-in-bridges"),
        ('"2026-03-08-union"]', '"2026-03-08-unoin"]', "unknown-in-bridges"),
        ("range = [0.8, 1]", "", "wrong-value"),
        ("range = [0.8, 1]", "range = [1, 0.8]", "wrong-value"),
        ('claim = "a"', 'claim = "a"\namounts = [1]', "wrong-value"),
        ('"fill rate"', '"fill"', "wrong-value"),
        ("second = 0.9", "", "wrong-value"),
        ("second = 0.9", "second = 0.7", "wrong-value"),
        ("second = 0.9\nrange = [0.8, 1]", "second = 90\nrange = [80, 100]", "wrong-value"),
        ("first = 1", "first = -1", "wrong-value"),
        ('"fill rate"', '"phase-in"', "wrong-value"),
        ('"fill rate"\nparts = ["level"]\nfirst = 1', '"term"\nfirst = 41', "wrong-value"),
        ('"fill rate"\nparts = ["level"]\nfirst = 1', '"roll-up"\nfirst = 8.45', "wrong-value"),
        ("second = 0.9", 'second = 0.9\nassumed = "vacancies"', "wrong-value"),
    ],
)
def test_check_finds_what_is_wrong_in_bridges_with_its_line(go, supposing, edit, old, new, problem):
    edit(supposing / "bridges.toml", old, new)

    found = [one for one in json.loads(go("check", supposing, "--format", "json").out) if one["file"] == "bridges.toml"]

    assert [one["code"] for one in found] == [problem]
    assert found[0]["line"]


def test_a_rate_or_share_may_be_written_in_percent(go, supposing, edit):
    plain = go("bridge", supposing, "a", "b").out
    edit(supposing / "bridges.toml", "first = 1\nsecond = 0.9\nrange = [0.8, 1]", PERCENTS)

    assert go("bridge", supposing, "a", "b").out == plain


def test_the_range_of_a_figure_is_told_to_the_cent_and_in_whole_people(go, supposing, edit):
    edit(supposing / "claims.toml", "amount = 38_000_000", "amount = 63_149")
    edit(supposing / "claims.toml", "amount = 5,", 'amount = 31_805, hedge = "about",')

    assert "The words of a cover $63,148.50 to $63,149.50." in go("bridge", supposing, "a", "b").out
    assert "30,215 schools to 33,395 schools" in go("explain", supposing, "claim/d").out


def test_no_end_is_written_that_a_figure_does_not_cover(go, supposing, edit):
    edit(supposing / "claims.toml", "amount = 38_000_000", "amount = 71_174_318.49")

    assert "The words of a cover" not in go("bridge", supposing, "a", "b").out
    assert " $71,174,318.49\n" in go("explain", supposing, "claim/a").out


def test_a_number_that_its_assumption_cannot_have_is_told_beside_what_it_may_be(go, supposing, edit):
    edit(supposing / "bridges.toml", "first = 1", "first = -1")

    said = " ".join(go("check", supposing).err.split())

    assert "got fill rate with -1, where it is a share from 0 to 10, such as 0.92 for 92 %; expected terms" in said


def test_a_hypothesis_may_be_what_both_sides_assume_with_their_numbers_range_and_source(go):
    tables = json.loads(go("bridge", "meadowbrook", "union-gap", "district-gap", "--format", "json").out)["tables"]
    term, filled = tables[1]["rows"]

    assert [row["label"] for row in tables[0]["rows"]][-3:] == ["hypothesis: fill rate", "left", "district-gap"]
    assert (term["values"][:2], filled["values"][:2]) == (["4", "3"], ["0.94", "0.98"])
    assert filled["values"][-1] == "Personnel office, October 2023 to 2025 (invented) (range 0.95 to 1)"


@pytest.mark.parametrize("named", ["vacancies filled by Octobre", "state aid a year", "after expiry"])
def test_an_assumption_that_a_side_does_not_state_as_a_number_is_told_with_its_line(go, meadowbrook, edit, named):
    edit(meadowbrook / "bridges.toml", "vacancies filled by October", named)

    said = go("bridge", meadowbrook, "union-gap", "district-gap")

    assert said.code == 1
    assert f'key "assumed": got "{named}"' in " ".join(said.err.split())


def test_an_assumption_of_another_kind_is_told_with_what_was_wanted(go, meadowbrook, edit):
    edit(
        meadowbrook / "bridges.toml",
        'claims = ["union-gap", "district-gap"]',
        'claims = ["district-gap", "district-gap"]',
    )
    edit(meadowbrook / "bridges.toml", "vacancies filled by October", "pay of a new teacher")

    said = " ".join(go("check", meadowbrook).err.split())

    assert "pay of a new teacher, of district $49,200; expected fill rate: a share from 0 to 10" in said


def test_a_year_for_which_nothing_is_reckoned_is_said(go, supposing, edit):
    edit(supposing / "bridges.toml", 'claim = "a"', "amounts = [1, 2, 3]")
    edit(
        supposing / "bridges.toml",
        BRIDGES[BRIDGES.index('assumption = "fill') : BRIDGES.index("says")],
        'assumption = "term"\nparts = ["level"]\nfirst = 3\nsecond = 5\nrange = [3, 5]\n',
    )

    notes = json.loads(go("bridge", supposing, "a", "b", "--format", "json").out)["tables"][0]["notes"]

    assert notes[-1] == "term asks for year 5; level has amounts for 3 years, and counts as nothing after."


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    """A folder with what was printed and nothing else."""
    alone = tmp_path / "figures"
    alone.mkdir()
    (alone / "claims.toml").write_text(CLAIMS)
    return alone


def test_two_printed_claims_are_enough_for_a_bridge_and_what_is_missing_is_said(go, figures):
    said = go("bridge", figures, "a", "b", "--format", "json")

    assert table(said.out)["type: basis"][0] == 7_600_000_000
    assert "No negotiation.toml here" in " ".join(said.err.split())


def test_printed_claims_alone_are_checked_and_listed(go, figures):
    (figures / "bridges.toml").write_text(
        BRIDGES.split('\n[[bridge.part]]\nid = "offers"')[0] + BRIDGES[BRIDGES.index("\n[[bridge.hyp") :]
    )
    checked, listed = go("check", figures), go("claims", figures, "--format", "json")

    assert (checked.code, checked.out.splitlines()[:2]) == (0, ["figures: sound.", "4 claims, 0 facts."])
    assert {row["values"][-1] for row in json.loads(listed.out)["tables"][0]["rows"]} == {"unverifiable"}
    assert "ClaimReview" in go("claims", figures, "--format", "claimreview").out


@pytest.mark.parametrize(
    ("old", "new", "got"),
    [
        ("amount = 5, unit", 'amount = "five", unit', '"five"'),
        ('tells = "They left."', 'tells = "They left."\noffers = ["2026-03-01-district"]', '"2026-03-01-district"'),
    ],
)
def test_what_is_wrong_in_printed_claims_alone_is_told_as_everywhere(go, figures, edit, old, new, got):
    edit(figures / "claims.toml", old, new)

    said = go("check", figures)

    assert said.code == 1
    assert f"got {got}" in " ".join(said.err.split())


def test_a_bridge_of_printed_claims_alone_names_no_offer_and_no_assumption(go, figures):
    (figures / "bridges.toml").write_text(
        BRIDGES.replace("first = 1\nsecond = 0.9\nrange = [0.8, 1]", 'assumed = "vacancies"')
    )

    found = json.loads(go("check", figures, "--format", "json").out)

    assert [one["got"] for one in found] == ['"vacancies"', '"2026-03-01-district"', '"2026-03-08-union"']
