"""Results: every figure can be opened and is the figure that was printed; JSON and CSV are safe and stable."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from commonground.asked.figures import tables_behind
from commonground.asked.offers import agreement_named, reference_named
from commonground.cli.opened import opened
from commonground.costing.breakdown import By
from commonground.costing.explain import MOST_GROUPS
from commonground.costing.views import View
from commonground.negotiation import Negotiation
from commonground.report.addresses import Address
from commonground.report.costs import cost_table
from commonground.report.forms import as_csv
from commonground.report.gaps import gap_tables
from commonground.report.table import Column, Row, Table
from commonground.values.money import format_cents


def addresses(tables: list[Table]) -> dict[str, int]:
    """Every address that the tables carry, with the figure that stands there."""
    found: dict[str, int] = {}
    for table in tables:
        for row in table.rows:
            for address, cents in zip(row.addresses, row.cells, strict=False):
                if address:
                    assert isinstance(cents, int)
                    assert found.setdefault(address, cents) == cents
    return found


def assert_each_opens_to_its_figure(negotiation: Negotiation, figures: dict[str, int]) -> None:
    wrong = {}
    for text, cents in figures.items():
        tables = tables_behind(negotiation, Address.parse(text), MOST_GROUPS)
        if tables[0].rows[0].cells != (format_cents(cents),):
            wrong[text] = tables[0].rows[0].cells
    assert wrong == {}


def costs(negotiation: Negotiation, name: str, against: str, views: list[View]) -> list[Table]:
    found, agreement = agreement_named(negotiation, name)
    reference = reference_named(negotiation, against)
    return [cost_table(negotiation, found, agreement, reference, view, by) for view in views for by in By]


def test_every_figure_of_a_new_folder_opens_to_itself(template):
    negotiation = opened(template)
    tables = costs(negotiation, "union", "base", [*View]) + costs(negotiation, "union", "status-quo", [View.ANNUAL])
    tables += gap(negotiation)

    figures = addresses(tables)

    assert len(figures) > 150
    assert_each_opens_to_its_figure(negotiation, figures)


def test_every_component_of_meadowbrook_and_every_fortieth_figure_of_its_gap_opens_to_itself():
    negotiation = opened(Path("meadowbrook"))
    found, agreement = agreement_named(negotiation, "union")
    base = reference_named(negotiation, "base")
    figures = addresses([cost_table(negotiation, found, agreement, base, View.ANNUAL, By.COMPONENT)])
    of_gap = addresses(gap(negotiation))

    assert_each_opens_to_its_figure(negotiation, figures | dict(list(of_gap.items())[::40]))


@pytest.mark.slow
def test_every_figure_that_cost_and_compare_print_of_meadowbrook_opens_to_itself():
    negotiation = opened(Path("meadowbrook"))
    tables = costs(negotiation, "union", "base", [*View]) + costs(negotiation, "district", "status-quo", [View.ANNUAL])

    assert_each_opens_to_its_figure(negotiation, addresses([*tables, *gap(negotiation)]))


def gap(negotiation: Negotiation) -> list[Table]:
    """What `compare district union` prints."""
    (one, first), (other, second) = (agreement_named(negotiation, name) for name in ("district", "union"))
    return gap_tables(negotiation, (one, other), (first, second))


@pytest.mark.parametrize(
    "words",
    [
        ["percent", "meadowbrook"],
        ["afford", "meadowbrook", "--money", "250000"],
        ["member", "meadowbrook", "--step", "4", "--offer", "union"],
        ["scattergram", "meadowbrook"],
        ["explain", "meadowbrook", "union/2026-27/component:pension"],
        ["cost", "NEW", "--by", "issue"],
        ["compare", "NEW", "district", "union"],
    ],
    ids=lambda words: words[0],
)
def test_a_result_has_one_shape_in_json_and_is_readable_at_80_columns(go, template, words):
    words = [str(template) if word == "NEW" else word for word in words]
    read, table, rows = (go(*words, "--format", form) for form in ("json", "table", "csv"))

    result = json.loads(read.out)
    assert list(result) == ["format", "tables"]
    assert result["format"] == "commonground/tables/1"
    for found in result["tables"]:
        assert list(found) == ["name", "title", "heading", "columns", "rows", "notes"]
        for row in found["rows"]:
            assert len(row["values"]) == len(row["cells"]) == len(found["columns"])
    assert [line for line in table.out.splitlines() if len(line) > 80 or line != line.rstrip()] == []
    assert "\x1b" not in table.out
    assert len(list(csv.reader(io.StringIO(rows.out)))) > len(result["tables"])


@pytest.mark.parametrize(
    "words", [["cost", "chicago-2019"], ["explain", "chicago-2019", "board/2021-22/total"]], ids=["cost", "explain"]
)
def test_chicago_is_readable_at_80_columns(go, words):
    said = go(*words)

    assert said.code == 0
    assert [line for line in said.out.splitlines() if len(line) > 80] == []


@pytest.mark.parametrize("width", [40, 60, 200])
def test_a_table_is_never_wider_than_the_terminal(go, template, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))

    said = go("compare", template, "district", "union")

    assert max(map(len, said.out.splitlines())) <= width


def test_a_narrow_terminal_shows_every_column_in_turn(go, template, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")

    said = go("compare", template, "district", "union")

    assert [word for word in ("2026-27", "2027-28", "2028-29", "all years") if word not in said.out] == []


def test_a_terminal_has_heat_and_one_without_colour_has_none(go, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    warm = go("scattergram", "meadowbrook").out
    monkeypatch.setenv("NO_COLOR", "1")
    plain = go("scattergram", "meadowbrook").out

    assert "48;5;" in warm
    assert "48;5;" not in plain


def test_opened_lines_say_nothing_of_what_is_blank_or_nought(go, template):
    said = go("explain", template, "union/2026-27/component:pension").out

    assert "tier ;" not in said
    assert "schedule 64,480.00" in said
    assert said.count("Class size limits (unknown)") == 1
    assert "Not in any total" not in said
    assert "[{" not in said


def test_an_opened_total_shows_the_subtraction_that_gives_it(go, template):
    said = go("explain", template, "union/2026-27/total").out

    assert "597,667.28 in 2026-27 - 557,450.70 in base year 2025-26" in said


def test_a_part_of_a_line_is_said_beside_the_whole(go):
    said = go("explain", "meadowbrook", "union/2026-27/unit:teachers").out

    assert re.search(r"^health in 2026-27: [\d,.]+, of which teachers [\d,.]+$", said, re.MULTILINE)


def test_the_citation_of_an_opened_line_is_that_of_the_version_in_force(go):
    cited = {
        address: re.findall(r"^cited +(.+)$", go("explain", "meadowbrook", f"{address}/line:health").out, re.MULTILINE)
        for address in ("status-quo/2026-27", "district/2026-27", "district/2027-28")
    }

    assert cited == {
        "status-quo/2026-27": ["Meadowbrook agreement 2023-26 (invented), art. 24, p. 36"],
        "district/2026-27": ["District proposal of 15 September 2026 (invented), p. 1"],
        "district/2027-28": ["District proposal of 15 September 2026 (invented), p. 2"],
    }


def test_a_credit_adds_to_take_home_and_a_deduction_lessens_it(go):
    tables = json.loads(
        go("member", "chicago-2019", "--step", "7", "--lane", "3", "--offer", "settlement", "--format", "json").out
    )
    rows = {row["label"]: row["values"] for row in tables["tables"][1]["rows"]}

    assert min(rows["plus contribution picked up"]) > 0
    assert max(rows["less pension contribution"]) < 0
    assert rows["take-home"][0] == rows["pay"][0] + sum(
        values[0] for label, values in rows.items() if label.startswith(("plus", "less"))
    )


def test_a_member_without_a_plan_is_told_how_to_name_one(go, template):
    assert "No health plan: name one with --plan and --plan-tier" in go("member", template, "--step", "4").out
    assert "No health plan" not in go("member", template, "--step", "4", "--plan", "HMO", "--plan-tier", "single").out


def test_a_members_lane_movement_is_said_to_be_an_expected_value_where_there_is_some(go):
    said = [
        " ".join(go("member", "meadowbrook", "--step", "4", "--lane", lane).out.split()) for lane in ("MA", "MA+30")
    ]

    assert ["Who stays in the lane is paid without it." in one for one in said] == [True, False]


def test_a_step_that_one_schedule_has_finds_its_schedule_and_unit(go):
    assert "paraprofessionals, aide, lane P, step A" in go("member", "meadowbrook", "--step", "A").out


def test_no_text_of_a_csv_is_taken_for_a_formula(go, folder, edit):
    edit(folder / "offers/2026-03-08-union.toml", 'issue = "classroom supplies"', "issue = \"=cmd|' /C calc'!A0\"")

    rows = list(csv.reader(io.StringIO(go("cost", folder, "--by", "issue", "--format", "csv").out)))

    assert any(row and row[0].startswith("'=cmd") for row in rows)
    assert [row for row in rows if row and row[0][:1] in ("=", "+", "-", "@")] == []


def test_figures_of_a_csv_are_exact_and_without_separators():
    columns = (Column("cents"), Column("fte", "fte"), Column("people", "people"))

    text = as_csv([Table("title", "what", columns, (Row("a", (-123456789, -5_000, 1_234)),))])

    assert text == "what,cents,fte,people\na,-1234567.89,-0.5000,1234\n"


def test_problems_are_listed_as_json_and_csv(go, folder, edit):
    edit(folder / "agreement.toml", 'rate = "11.5%"', 'rate = "=1"')

    as_json, as_csv_ = go("check", folder, "--format", "json"), go("check", folder, "--format", "csv")

    assert (as_json.code, as_csv_.code) == (1, 1)
    assert json.loads(as_json.out)[0]["line"] == 43
    assert next(csv.DictReader(io.StringIO(as_csv_.out)))["code"] == "wrong-value"


def test_a_run_rate_has_no_mark_for_years_past_the_term(go):
    assert "* past the term" not in go("cost", "meadowbrook", "--view", "run-rate").out


def test_a_gap_marks_the_years_past_either_term_and_says_whose(go):
    said = go("compare", "meadowbrook", "2026-09-15-district", "2026-09-29-union").out

    assert "2028-29  2029-30*  all years" in said
    assert "* past the term of District, second offer: three years." in said


def test_the_same_input_gives_the_same_words_in_the_same_order(go):
    assert go("scattergram", "meadowbrook") == go("scattergram", "meadowbrook")
    assert go("scattergram", "meadowbrook").out.startswith("Scattergram of teachers teacher")


def test_options_that_shape_no_workbook_are_said_and_its_schedules_repeat_their_headings(go, template, tmp_path):
    book = tmp_path / "costing.xlsx"
    said = go("cost", template, "--format", "xlsx", "--by", "school", "--view", "cumulative", "--out", book)
    plain = go("cost", template, "--format", "xlsx", "--out", book)

    assert (said.code, plain.err) == (0, "")
    assert "The workbook does not heed --view cumulative and --by school" in said.err
    with zipfile.ZipFile(book) as package:
        assert "'Schedule union'!$7:$7" in package.read("xl/workbook.xml").decode()


def test_schedules_of_different_headings_are_printed_without_cutting_one_that_fits_a_page(go, meadowbrook, tmp_path):
    book = tmp_path / "costing.xlsx"

    assert go("cost", meadowbrook, "--format", "xlsx", "--out", book).code == 0

    with zipfile.ZipFile(book) as package:
        sheets = [package.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (8, 9, 10)]
    assert ['<brk id="39" ' in sheet for sheet in sheets] == [True, True, False]
    assert ['<brk id="42" ' in sheet for sheet in sheets] == [False, False, True]
    assert all(sheet.count("<brk ") == 1 for sheet in sheets)
