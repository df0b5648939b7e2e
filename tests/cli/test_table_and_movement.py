"""`commonground table`, `movement` and `pass`: what they print opens again, and what they refuse."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from functools import cache

import pytest

from commonground.asked.offers import agreement_named, reference_named
from commonground.cli import passing
from commonground.cli.opened import opened
from commonground.cli.opened_table import table_opened
from commonground.costing.breakdown import By, differences, total_difference
from commonground.costing.views import Series
from commonground.files.ready import ready_folder
from commonground.report.addresses import Address

DRAFT = '[[pass]]\non = 2026-03-01\nby = "district"\noffer = "2026-03-01-district"\n'


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "draft.toml"
    path.write_text(f"# we could go to 3 %\n{DRAFT}", encoding="utf-8")
    return path


def told(go, *words):
    said = go(*words, "--format", "json")
    assert said.code == 0, said.err
    return {table["name"]: table for table in json.loads(said.out)["tables"]}


def figures(tables):
    """Each figure that has an address."""
    for table in tables.values():
        for row in table["rows"]:
            yield from ((value, at) for value, at in zip(row["values"], row["cells"], strict=True) if at)


@pytest.mark.parametrize(
    ("verb", "day"),
    [
        ("movement", "2026-03-10"),
        pytest.param("movement", "2026-10-16", marks=pytest.mark.slow),
        pytest.param("table", "2026-05-05", marks=pytest.mark.slow),
        pytest.param("table", "2026-10-16", marks=pytest.mark.slow),
    ],
)
def test_every_figure_with_an_address_is_what_the_address_says(go, verb, day):
    negotiation = opened(ready_folder() / "meadowbrook")
    engine, status_quo = negotiation.pricing.engine, negotiation.pricing.status_quo_agreement
    every = figures(told(go, verb, "meadowbrook", "--on", day))
    found = [
        (value, text)
        for value, text in every
        if not text.startswith("movement/") and text.split("/")[2] not in ("actual", "breakage")
    ]  # sums, and figures of the actual roster, have tests of their own

    @cache
    def priced(offer: str, against: str, by: str) -> dict[str, Series]:
        agreement, reference = agreement_named(negotiation, offer)[1], reference_named(negotiation, against)
        if by == "total":
            return {"": total_difference(engine, agreement, reference)}
        return differences(engine, agreement, reference, By(by), status_quo)

    for value, text in found:
        address = Address.parse(text)
        series = priced(address.offer, address.against, address.by).get(address.part)
        assert (sum(series.cents[1:]) if series else 0) == value, text
    assert len(found) > 4


def test_the_table_on_a_day_knows_nothing_that_came_later(go):
    then = told(go, "table", "meadowbrook", "--on", "2026-03-10")

    assert "table/agreed" not in then
    assert {row["label"]: row["values"][0] for row in then["table/board"]["rows"]}["wages"] == "held"
    assert [row["values"][-1] for row in then["table/requests"]["rows"]] == ["in part; overdue by 7 days"]


def test_the_table_as_csv_and_as_a_workbook(go, tmp_path):
    said = go("table", "meadowbrook", "--on", "2026-02-10", "--format", "csv")
    written = go("table", "meadowbrook", "--on", "2026-02-10", "--format", "xlsx", "--out", tmp_path / "t.xlsx")

    rows = list(csv.reader(io.StringIO(said.out)))
    assert rows[0] == ["issue", "state", "district", "apart"]
    assert rows[1][0] == "wages"
    assert written.code == 0
    with zipfile.ZipFile(tmp_path / "t.xlsx") as book:
        assert b"apart" in book.read("xl/sharedStrings.xml")


def test_a_head_that_was_kept_shows_what_was_cut_off(go, meadowbrook):
    path = meadowbrook / "passes.toml"
    text = path.read_text()
    path.write_text(text[: text.rindex("[[pass]]\nnumber = 40")])

    head = opened(ready_folder() / "meadowbrook").ledger.head

    said = go("table", meadowbrook, "--head", head)

    assert said.code == 1
    assert f"does not hold {head}" in said.err
    assert table_opened(meadowbrook)[0].ledger.head.number == 39
    assert table_opened(ready_folder() / "meadowbrook", head=str(head))[0].ledger.head == head
    assert go("table", "meadowbrook", "--head", "x").code == 2


def test_check_says_that_a_pass_was_changed(go, meadowbrook, edit):
    edit(meadowbrook / "passes.toml", "1, 1.5 and 2 %", "1, 1.5 and 3 %")

    said = go("check", meadowbrook)

    assert said.code == 1
    assert "entry 10: what it says is not what was sealed" in said.err


def test_what_crosses_is_shown_with_the_offer_that_it_names_and_no_remark_of_the_draft(go, folder, draft):
    said = go("pass", folder, "--file", draft, "--yes")
    offer = (folder / "offers" / "2026-03-01-district.toml").read_text().splitlines()

    assert said.code == 0
    assert "could go" not in said.out + (folder / "passes.toml").read_text()
    assert all(f"    {line}".rstrip() in said.out for line in offer)
    for line in (folder / "passes.toml").read_text().splitlines()[3:]:
        assert line in said.out


def test_nobody_who_could_confirm_means_nothing_is_passed(go, folder, draft, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))

    said = go("pass", folder, "--file", draft)

    assert said.code == 2
    assert "add --yes" in said.err
    assert not (folder / "passes.toml").exists()


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("\n", 2), ("no\n", 2)])
def test_a_person_is_asked_before_anything_crosses(go, folder, draft, monkeypatch, answer, code):
    asked = io.StringIO(answer)
    asked.isatty = lambda: True
    monkeypatch.setattr("sys.stdin", asked)

    said = go("pass", folder, "--file", draft)

    assert said.code == code
    assert "Pass it? [y/N]" in said.out
    assert (folder / "passes.toml").exists() == (code == 0)


def test_short_answers_need_no_draft(go, folder, draft):
    go("pass", folder, "--file", draft, "--yes")

    said = go("pass", folder, "--by", "union", "--answers", "1", "--on", "2026-03-02", "--hold", "wages", "--yes")

    assert said.code == 0
    assert go("cost", folder, "--offer", "pass-1").code == 0
    assert told(go, "table", folder)["table/board"]["rows"][0]["values"][2] == "2 hold"


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--file", "draft.toml", "--by", "union"),
        ("--by", "union", "--answers", "1"),
        ("--by", "union", "--hold", "wages"),
        ("--file", "draft.toml", "--hold", "wages"),
    ],
)
def test_a_pass_that_is_no_pass_is_misused(go, folder, words):
    assert go("pass", folder, *words, "--yes").code == 2


def test_a_draft_that_cannot_be_read_passes_nothing(go, folder, tmp_path):
    missing = go("pass", folder, "--file", tmp_path / "none.toml", "--yes")
    (tmp_path / "empty.toml").write_text("# nothing\n")
    empty = go("pass", folder, "--file", tmp_path / "empty.toml", "--yes")

    assert (missing.code, empty.code) == (1, 2)
    assert not (folder / "passes.toml").exists()


def test_a_supposal_in_words_alone_has_no_cost(go, folder, tmp_path):
    (tmp_path / "supposed.toml").write_text(
        '[[pass]]\non = 2026-03-01\nby = "union"\nsupposal = true\n'
        '[[pass.issue]]\nname = "wages"\nanswer = "propose"\nsays = "what if 2 %"\n'
    )
    assert go("pass", folder, "--file", tmp_path / "supposed.toml", "--yes").code == 0

    (row,) = told(go, "table", folder)["table/packages"]["rows"]

    assert (row["values"][0], row["values"][-1]) == ("supposal", None)


def test_a_folder_that_comes_with_the_program_is_only_read(go, draft):
    assert go("pass", "meadowbrook", "--file", draft, "--yes").code == 2


def test_a_folder_where_nothing_was_passed_says_so(go, folder):
    said = go("table", folder)

    assert said.code == 1
    assert "got no entry; expected what was passed" in said.err


def test_a_position_that_is_no_position_is_said_with_the_nearest(go):
    assert 'Did you mean "pass-3' in go("cost", "meadowbrook", "--offer", "pass-39").err


def test_what_is_agreed_is_shown_clause_by_clause_as_it_is_and_as_it_will_be(go):
    found = told(go, "table", "meadowbrook", "--clauses")["table/clauses"]
    said = {row["label"]: row["values"] for row in found["rows"]}

    assert said["health (changed, pass 32)"] == ["2026-07-01", "employee share", "15%", "16%"]
    assert said["duration (changed, pass 40)"][2:] == ["2026-06-30", "2029-06-30"]
    assert said["teacher-raise (changed, pass 40)"][2:] == [
        "(without)",
        "effective 2026-07-01, percent 2.75%, paid from 2026-11-01; effective 2027-07-01, percent 2.5%;"
        " effective 2028-07-01, percent 2.5%",
    ]
    assert len(said) == 5


def test_a_long_name_is_not_broken_where_it_fits_a_line(go):
    out = go("movement", "meadowbrook").out

    assert out.count("paraprofessionals'") == 5


def test_a_party_misspelt_in_a_flag_is_named_with_its_flag_and_once(go, template):
    said = go("pass", template, "--by", "distrct", "--answers", "3", "--agree", "health", "--yes")

    assert said.code == 2
    assert said.err.count("distrct") == 1
    assert '--by is "distrct"; expected one of district, union, both. Did you mean "district"?' in " ".join(
        said.err.split()
    )
    assert "passes.toml" not in said.err


@pytest.mark.slow
def test_a_pass_made_while_another_is_being_read_follows_it(go, meadowbrook, monkeypatch):
    question = ("--question", "health", "--on", "2026-10-20", "--yes")
    opened, words = passing.opened, ["pass", str(meadowbrook), "--by", "union", "--answers", "38", *question]

    def opened_and_then_another_passes(folder):
        negotiation = opened(folder)
        monkeypatch.setattr(passing, "opened", opened)
        assert go(*words).code == 0
        return negotiation

    monkeypatch.setattr(passing, "opened", opened_and_then_another_passes)

    said = go("pass", meadowbrook, "--by", "district", "--answers", 40, *question)

    assert (said.code, said.err) == (0, "")
    assert "Passed: entry 42." in said.out
    assert go("check", meadowbrook).code == 0
