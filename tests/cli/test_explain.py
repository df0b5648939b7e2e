"""Every figure that a command prints can be opened by the address that JSON gives it: the figure, formula, clause, citation."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path

import pytest

from commonground.cli.explain import explain
from commonground.cli.output import Format
from commonground.costing.explain import to_four_decimals
from commonground.report.addresses import Address, CellAddress, MemberAddress, MoneyAddress, RaiseAddress
from commonground.report.any_address import read_address
from commonground.values.money import format_cents
from commonground.values.rate import format_rate

ON_ROSTERS = re.compile(r"/(breakage|actual)([/ :]|$)")
WRITTEN = {
    "cents": format_cents,
    "people": lambda heads: f"{heads:,}",
    "fte": lambda fte: f"{fte // 10_000:,}.{fte % 10_000:04d}",
    "rate": lambda rate: format_rate(Fraction(rate)),
}


def figures(printed):
    """Each address of a result with the figure as an opened table writes it, and whether it is nothing."""
    for table in json.loads(printed)["tables"]:
        for row in table["rows"]:
            for column, value, address in zip(table["columns"], row["values"], row["cells"], strict=True):
                assert address is not None or value is None or column["unit"] == "text", (table["name"], row)
                if address is not None:
                    yield address, WRITTEN[column["unit"]](value), value not in (0, "0")


def opens(go, folder, address):
    said = go("explain", folder, address, "--format", "json")
    assert said.code == 0, (address, said.err)
    return json.loads(said.out)["tables"]


def opens_quickly(capsys, folder, address):
    """The same without the words of a command to take apart, for the many."""
    assert explain(Path(folder), address, format=Format.JSON) == 0, address
    return json.loads(capsys.readouterr().out)["tables"]


def check(go, capsys, folder, words, every=1):
    found = list(
        {address: (figure, some) for address, figure, some in figures(go(*words, "--format", "json").out)}.items()
    )
    for address, (figure, is_something) in found[::every]:
        tables = opens_quickly(capsys, folder, address)
        labels = [row["label"] for table in tables for row in table["rows"]]
        shown = tables[0]["rows"][0]
        assert (shown["label"], shown["values"]) == ("the figure", [figure]), address
        said = (
            {"formula", "cited"}
            if "breakage" in labels or ON_ROSTERS.search(address)
            else {"formula", "clause", "cited"}
        )
        assert not is_something or said <= {*labels}, (address, labels)
    return len(found)


@pytest.mark.parametrize(
    ("words", "least"),
    [
        (["percent", "D"], 4),
        (["percent", "D", "--raise-of", "1/3"], 4),
        (["afford", "D", "--money", "10000"], 6),
        (["afford", "D", "--money", "99999999"], 3),
        (["member", "D", "--step", "2", "--lane", "MA", "--offer", "union"], 40),
        (["scattergram", "D"], 15),
        (["scattergram", "D", "--measure", "fte"], 15),
        (["scattergram", "D", "--measure", "salary"], 8),
        (["scattergram", "D", "--measure", "dollars", "--offer", "union", "--year", "2027-28"], 12),
        (["scattergram", "D", "--measure", "cell", "--offer", "union", "--year", "2027-28"], 10),
        (["compare", "D", "district", "union"], 25),
        (["cost", "D", "--offer", "district", "--against", "union", "--by", "clause", "--view", "increment"], 15),
        (["cost", "D", "--offer", "union", "--against", "nothing", "--by", "school"], 12),
    ],
    ids=lambda words: "-".join(words[::2]) if isinstance(words, list) else None,
)
def test_every_figure_of_a_new_folder_opens_from_the_address_in_its_json(go, capsys, template, words, least):
    words = [str(template) if word == "D" else word for word in words]

    assert check(go, capsys, template, words) >= least


@pytest.mark.parametrize(
    ("words", "every"),
    [
        (["percent", "meadowbrook", "--unit", "teachers"], 2),
        (["percent", "meadowbrook", "--roster", "actual"], 3),
        (["afford", "meadowbrook", "--money", "250000", "--unit", "teachers"], 1),
        (["member", "meadowbrook", "--step", "4", "--plan", "HMO", "--plan-tier", "family", "--fte", "0.6"], 40),
        (["scattergram", "meadowbrook", "--measure", "salary", "--offer", "09-29", "--year", "2028-29"], 9),
        (["scattergram", "meadowbrook", "--measure", "cell", "--offer", "09-29", "--year", "2028-29"], 9),
        (["cost", "meadowbrook", "--offer", "09-15", "--view", "increment", "--by", "component"], 9),
        (["cost", "meadowbrook", "--offer", "09-29", "--view", "run-rate", "--by", "fund"], 2),
        (["cost", "meadowbrook", "--offer", "09-29", "--against", "nothing", "--roster", "actual"], 9),
        (["compare", "meadowbrook", "09-15", "09-29"], 40),
        (["compare", "meadowbrook", "09-15", "09-29", "--roster", "actual"], 12),
        (["cost", "meadowbrook", "--offer", "09-29", "--roster", "actual", "--by", "unit"], 8),
        pytest.param(["compare", "meadowbrook", "09-15", "09-29"], 9, marks=pytest.mark.slow),
        pytest.param(["compare", "meadowbrook", "09-15", "09-29", "--roster", "actual"], 3, marks=pytest.mark.slow),
        (["cost", "chicago-2019", "--offer", "08-26", "--by", "issue"], 14),
        pytest.param(["cost", "chicago-2019", "--offer", "08-26", "--by", "issue"], 7, marks=pytest.mark.slow),
        (["scattergram", "chicago-2019", "--schedule", "208 day", "--measure", "dollars"], 40),
    ],
    ids=lambda words: "-".join(words[:2]) if isinstance(words, list) else None,
)
def test_figures_of_the_ready_negotiations_open_from_the_address_in_their_json(go, capsys, words, every):
    assert check(go, capsys, words[1], words, every) > 0


@pytest.mark.parametrize(
    "text",
    [
        "percent/1%/total",
        "percent/1%2F3@bus drivers/fund:general",
        "afford/12000000.00@teachers/next left",
        "percent/1%@teachers/breakage",
        "percent/1%/actual",
        "afford/12000000.00/actual next raise",
        "member/schedule=A%2FB,lane=MA%2C30,step=4,fte=0.6,service=11,plan=HMO,plan-tier=family/union/2027-28/less:health",
        "scattergram/fte/status-quo/2025-26/unit=,schedule=,lane=MA,step=14a",
        "health/union/2027-28/plan=PPO%2C gold,tier=family",
        "comparables/standing/union/2027-28/MA%2F30 step 4",
    ],
)
def test_an_address_that_is_read_is_written_the_same(text):
    assert str(read_address(text)) == text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("percent/1%/total", RaiseAddress),
        ("afford/5/raise", MoneyAddress),
        ("member/step=4/union/2027-28/pay", MemberAddress),
        ("scattergram/people/status-quo/2025-26/step=4", CellAddress),
        ("union/2027-28/total", Address),
        ("2026-03-08-percent/2027-28/one-time/annual/base", Address),
    ],
)
def test_the_first_word_of_an_address_tells_its_sort(text, kind):
    assert isinstance(read_address(text), kind)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("percent/1%", "expected percent/RATE/PART"),
        ("percent/3/total", "does not read as a rate"),
        ("percent/1%/issue:wages", "expected total, breakage, actual, or component"),
        ("percent/1%/component:health", "expected one of salaries, pension"),
        ("afford/5/rise", "expected one of raise, left, next raise, next left"),
        ("afford/many/raise", "does not read as an amount of money"),
        ("member/step=4,rank=7/union/2027-28/pay", "expected one of unit, schedule, lane, step, tier"),
        ("member/step=4,fte=x/union/2027-28/pay", "a number as fte"),
        ("member/step=4,lane=MA/union/1999-00/pay", "expected one of 2025-26"),
        ("member/step=4,lane=MA/union/2027-28/pay:tips", "expected one of pay, take-home, change"),
        ("member/step=44,lane=MA/union/2027-28/pay", "stands on no cell"),
        ("member/step=4/nobody/2027-28/pay", 'No offer is called "nobody"'),
        ("scattergram/heat/status-quo/2025-26/step=4", "expected one of people, fte, dollars, salary"),
        ("scattergram/people/status-quo/2025-26/step=44", "a cell on which somebody stands"),
        ("scattergram/people/status-quo/1999-00/step=4", "expected one of 2025-26"),
        ("union/2027-28/two-time", "expected total, one-time, ongoing, agreed by both"),
        ("union/2027-28/least:wage", "expected one of "),
    ],
)
def test_an_address_of_nothing_ends_with_2_and_says_what_would_be_one(go, template, text, says):
    said = go("explain", template, text)

    assert (said.code, said.out) == (2, "")
    assert says in said.err


def test_a_reader_who_knows_no_address_is_shown_the_words_of_one(go, template):
    said = go("explain", template)

    assert said.code == 0
    assert "status-quo, 2026-03-01-district, 2026-03-08-union" in said.out
    assert "component: with salaries of the base year, step movement" in " ".join(said.out.split())
    assert "issue: with what the status quo costs, wages, health, classroom supplies" in " ".join(said.out.split())


def test_a_year_of_nothing_still_says_which_clause_made_the_difference(go, template):
    tables = opens(go, template, "district/2027-28/component:pools/annual/union")

    assert [table["title"] for table in tables[1:2]] == ["supplies in 2027-28 under Union, 8 March: 4,000.00"]


def test_the_mark_that_both_agree_stands_with_the_clause(go, folder):
    for offer in ("2026-03-01-district", "2026-03-08-union"):
        path = folder / "offers" / f"{offer}.toml"
        mark = '\n[[edit]]\nop = "insert"\nagreed = 2026-03-09\n[edit.clause]\nid = "coats"\nkind = "pool"\nissue = "coats"\n'
        path.write_text(path.read_text() + mark + '[edit.clause.terms]\namounts = { "2026-27" = 700 }\n')

    opened = go("explain", folder, "union/2026-27/agreed by both").out
    cost = go("cost", folder, "--offer", "union", "--by", "issue").out
    gap = go("compare", folder, "district", "union").out

    assert "the figure 700.00" in opened
    assert "agreed  by both sides on 2026-03-09" in opened
    assert "of which agreed by both 700.00 700.00 700.00" in " ".join(cost.split())
    assert "Agreed by both (on 2026-03-09): Coats." in cost
    assert "coats" not in gap
    assert "Agreed by both, and so no part of the gap (on 2026-03-09): Coats." in gap


@pytest.mark.parametrize(
    ("cents", "text"),
    [(Fraction(11_101_885, 2), "55,509.4250"), (Fraction(1, 3), "0.0033"), (Fraction(100), "1.0000")],
)
def test_an_exact_cell_is_written_with_four_decimals(cents, text):
    assert to_four_decimals(cents) == text


@pytest.mark.parametrize("address", ["union/2026-27/issue:wages", "district/2028-29/issue:wages/annual/union"])
def test_what_an_issue_adds_is_subtracted_on_the_page(go, template, address):
    rows = opens(go, template, address)[0]["rows"]
    figure = rows[0]["values"][0]
    steps = [row["values"][0] for row in rows if row["label"] == "from"]

    for step in steps[:2]:
        more, less, rest = (int(text.replace(",", "").replace(".", "")) for text in re.findall(r"-?[\d,]+\.\d\d", step))
        assert more - less == rest
    assert f"share (the mean) {figure}, most" in steps[2]
    assert not any("together" in value for row in rows if row["label"] == "behind it" for value in row["values"])
