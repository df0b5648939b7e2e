"""`comparables`: figures of other districts read, refused with row and column, ranked, opened; prices taken out."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from commonground.asked.offers import agreement_named
from commonground.files.comparables import read_comparables
from commonground.report.own_pay import OwnPay, Under
from commonground.report.placed import CAREERS, SETTLEMENTS, in_order, measured, years_of
from readings import read

COMPARABLES = """\
district,year,benchmark,lane,step,salary,percent,source,date
Ashford,2025-26,BA minimum,,,47000,,Schedule,2025-09-01
Birch Hill,2025-26,BA minimum,,,49500,,Survey,2025-10-01
Birch Hill,2026-27,BA minimum,,,50500,,Survey,2026-10-01
Ashford,2025-26,,BA,1,47000,,Schedule,2025-09-01
Ashford,2025-26,,BA,2,48000,,Schedule,2025-09-01
Ashford,2026-27,,,,,3%,Agreement,
Ashford,2027-28,,,,,2%,Agreement,
Birch Hill,2026-27,,,,,2.5%,Agreement,
"""
HOW = """\
[career]
years = 3
lanes = { 1 = "BA" }
discount = "3%"
[prices]
index = "CPI"
month = 7
"""
PRICES = "index,month,value,source\nCPI,2025-07,250,Bulletin\nCPI,2026-07,257.5,Bulletin\n"


@pytest.fixture
def compared(folder):
    """The template's district with two others to compare with."""
    for name, text in (("comparables.csv", COMPARABLES), ("comparables.toml", HOW), ("price-index.csv", PRICES)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def tables(go, *words):
    said = go("comparables", *words, "--format", "json")
    assert said.code == 0, said.err
    return {
        table["name"]: ({row["label"]: row["values"] for row in table["rows"]}, " ".join(table["notes"]))
        for table in json.loads(said.out)["tables"]
    }


def test_pay_is_ranked_under_the_status_quo_and_each_offer_where_others_have_a_figure_of_the_year(go, compared):
    found = tables(go, compared)

    base, _ = found["comparables/pay 2025-26"]
    later, notes = found["comparables/pay 2026-27"]
    assert base == {"BA minimum: status-quo": [48_000_00, "2 of 3", "1/2", 48_250_00, -250_00, "-1/200"]}
    assert {label: values[:2] for label, values in later.items()} == {
        "BA minimum: status-quo": [48_000_00, "2 of 2"],
        "BA minimum: 2026-03-01-district": [48_960_00, "2 of 2"],
        "BA minimum: 2026-03-08-union": [49_920_00, "2 of 2"],
    }
    assert "No figure of BA minimum for 2026-27, so not ranked: Ashford." in notes


def test_careers_settlements_and_prices_stand_beside(go, compared):
    found = tables(go, compared)

    careers, _ = found["comparables/careers 2025-26"]
    assert careers["Ashford"][0] == 47_000_00 + 48_000_00 + 48_000_00
    assert careers["status-quo"][:2] == [48_000_00 + 49_800_00 + 51_600_00, "1 of 2"]
    settlements, notes = found["comparables/settlements"]
    assert settlements["2026-03-08-union"] == ["1/25", "7/200", "3/40", "1 of 2", "191/2500", "1 of 2"]
    assert settlements["Ashford"][2:5] == ["1/20", "", "253/5000"]
    assert "Birch Hill has no settlement for every year, so it is in no rank." in notes
    real, notes = found["comparables/real 2026-03-08-union"]
    assert real["2026-27"][:3] == ["3/100", "1/25", "1/100"]  # 1.04 / 1.03 - 1 = 0.97 %
    assert real["2027-28"][0] is None
    assert "No price is known for 2027-28, 2028-29, and none is put in its place." in notes


def test_one_benchmark_shows_every_district_in_its_order(go, compared):
    found = tables(go, compared, "--benchmark", "BA minimum", "--offer", "union")

    rows, _ = found["comparables/figures 2026-27"]
    assert list(rows) == ["Birch Hill", "2026-03-08-union", "status-quo"]
    assert rows["Birch Hill"] == [50_500_00, "1 of 1", "Survey", "2026-10-01"]


def test_every_figure_opens(go, compared):
    said = json.loads(go("comparables", compared, "--format", "json").out)
    addresses = {cell for table in said["tables"] for row in table["rows"] for cell in row["cells"] if cell}

    kinds = {address.rsplit("/", 3)[0] if address.startswith("comparables") else "cell" for address in addresses}
    assert len(kinds) == 5
    for kind in sorted(kinds):
        one = min(at for at in addresses if at.startswith(kind if kind != "cell" else "scattergram"))
        assert go("explain", compared, one).code == 0, one


@pytest.mark.parametrize(
    "address",
    ["rank/union/2026-27/", "standing/union/2026-27/MA maximum", "settlement/union/2025-26/", "real/union/2028-29/"],
)
def test_an_address_that_names_no_figure_is_refused(go, compared, address):
    said = go("explain", compared, f"comparables/{address}")

    assert said.code == 2
    assert "No figure has the address" in said.err


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("comparables.csv", "47000", "much", 'row 2, column "salary": got "much"; expected a year'),
        ("comparables.csv", "2025-26,BA", "2025-27,BA", 'row 2, column "year": got "2025-27"; expected a fiscal year'),
        ("comparables.csv", ",3%,", ",lots,", 'row 7, column "percent": got "lots"; expected a settlement'),
        ("comparables.csv", "47000,,", "47000,2%,", 'row 2, column "salary": got "47000"; expected either'),
        ("comparables.csv", "Ashford,2025-26,BA", ",2025-26,BA", 'row 2, column "district": got nothing'),
        (
            "comparables.csv",
            "BA minimum,,,47000",
            ",,,47000",
            'row 2, column "benchmark": got nothing; expected a bench',
        ),
        ("comparables.csv", "Birch Hill,2025", "Ashford,2025", 'row 3, column "district": got "Ashford, BA minimum"'),
        ("price-index.csv", "2025-07", "July", 'row 2, column "month": got "July"; expected a month'),
        ("price-index.csv", "250", "-", 'row 2, column "value": got "-"; expected the index'),
        ("price-index.csv", "2026-07", "2025-07", 'row 3, column "month": got "2025-07"; expected each month'),
        (
            "comparables.toml",
            '"CPI"',
            '"CPIX"',
            'got "CPIX"; expected an index of price-index.csv: CPI. Did you mean "CPI"?',
        ),
        ("comparables.toml", "1 = ", "2 = ", "lanes needs the lane of year 1"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(compared, file, old, new, says):
    text = (compared / file).read_text(encoding="utf-8")
    assert old in text
    (compared / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    _, problems = read_comparables(compared, 7)

    assert any(says in str(problem) and file in str(problem) for problem in problems), problems


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (
            "comparables.csv",
            "BA minimum",
            "starting pay",
            'column "benchmark": got "starting pay"; expected a benchmark',
        ),
        ("comparables.toml", '1 = "BA"', '1 = "BS"', 'got lane "BS"; expected a lane of the schedule: BA, MA'),
    ],
)
def test_what_is_compared_with_nothing_is_told(go, compared, file, old, new, says):
    text = (compared / file).read_text(encoding="utf-8")
    (compared / file).write_text(text.replace(old, new), encoding="utf-8")

    said = go("check", compared)

    assert said.code == 0
    assert any(says in problem for problem in said.problems)


def test_a_benchmark_that_nobody_has_is_refused(go, compared):
    said = go("comparables", compared, "--benchmark", "BA minimun")

    assert said.code == 2
    assert 'Did you mean "BA minimum"?' in said.err


def test_a_folder_without_figures_says_so(go, folder):
    assert "has no comparables.csv with a figure" in go("comparables", folder).err


def test_figures_stand_in_the_order_of_their_ranks_with_the_median_of_the_others(compared):
    negotiation = read(compared).negotiation
    own = OwnPay(negotiation)
    unders = [Under(name, agreement_named(negotiation, name)[1]) for name in ("status-quo", "union")]

    by_thing = {what: in_order(own, unders, what, years_of(own, what)[-1]) for what in measured(own)}

    assert list(by_thing) == ["BA minimum", "BA step 1", "BA step 2", CAREERS, SETTLEMENTS]
    for found in by_thing.values():
        values = [one.value for one in found.figures]
        assert values == sorted(values, reverse=True)
    minimum = by_thing["BA minimum"]
    _, rank = own.standing(unders[0], years_of(own, "BA minimum")[-1], "BA minimum")
    assert minimum.others_median == rank.median == 50_500_00
    assert [one.name for one in minimum.figures if not one.is_own] == ["Birch Hill"]
    settled = by_thing[SETTLEMENTS]
    assert {one.name for one in settled.figures if not one.is_own} == {"Ashford"}  # Birch Hill states one year of two
    assert next(one.value for one in settled.figures if one.name == "Ashford") == Fraction("0.0506")


def test_a_rank_that_nobody_has_leads_nowhere(go, compared):
    (compared / "comparables.csv").write_text(
        COMPARABLES.replace("Ashford,2025-26,,BA", "Ashford,2020-21,,BA"), "utf-8"
    )

    found = json.loads(go("comparables", compared, "--format", "json").out)["tables"]

    careers = [row for table in found if "careers" in table["name"] for row in table["rows"]]
    assert careers
    assert all(
        (cell is None) == (value == "")
        for row in careers
        for value, cell in zip(row["values"], row["cells"], strict=True)
    )
