"""The costing workbook: formulas with the engine's values beside them, named inputs, texts that stay texts, whole files."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from commonground.agreement.agreement import Term
from commonground.agreement.expiry import AfterExpiry, Expiry
from commonground.agreement.offer import Edit, Offer, Operation
from commonground.files.costing_workbook import write_costing_workbook
from commonground.files.plain_workbook import PlainWorkbook
from commonground.negotiation import Negotiation
from commonground.report.workbook.book import costing_book
from commonground.report.workbook.cells import Block, Sheet, Unit
from commonground.report.workbook.cost_rows import Reckoner
from commonground.report.workbook.inputs import Inputs
from commonground.report.workbook.position_sections import BY_ENTRY
from commonground.report.workbook.schedules import Schedules
from commonground.values.problem import BadInput
from little_district import BASE, JULY, SNAPSHOT, agreement, clause, people, schedule
from spreadsheet import Sheets, cells_of, names_of, outward_links, parts_of

FORMULA_TEXT = '=HYPERLINK("http://example.org")'


def offer(id: str, party: str, *edits: Edit, title: str = "", last: int = 2028) -> Offer:
    term = Term(JULY[2026], JULY[last] - dt.timedelta(days=1))
    return Offer(id, title or id, party, dt.date(2026, 2, 1), term, edits)


def raised(percent: str, day: dt.date = JULY[2026]) -> Edit:
    return Edit(Operation.INSERT, "raise", "raises", {"effective": day, "percent": percent})


BOARD = offer("board", "board", raised("2%"))
UNION = offer("union", "union", raised("3.5%"), Edit(Operation.SET, "pension", "rate", "12%"))


def negotiation(*offers: Offer, expiry: Expiry | None = None) -> Negotiation:
    """Two teachers and coaches, with a pension and Medicare."""
    clauses = agreement(
        schedule({("BA", "1"): "50000.50", ("BA", "2"): "52000.25"}),
        clause("raise", "schedule_raise", raises=[{"effective": "2025-07-01", "percent": "2%"}]),
        clause("steps", "step_movement"),
        clause("coaches", "stipend", positions=[{"name": "coach", "number": 3, "amount": 1000}]),
        clause("pension", "pension", rate="11%", base=["salary"]),
        clause("medicare", "payroll_tax", rate="1.45%"),
        last=dt.date(2026, 6, 30),
    )
    roster = people({"lane": "BA", "step": "1"}, {"lane": "BA", "step": "2", "fte": "0.5", "count": 3})
    years = tuple(BASE.next(number) for number in (1, 2))
    held = {one.id: one for one in offers}
    return Negotiation("Little", (), clauses, held, roster, BASE, SNAPSHOT, years, expiry=expiry or Expiry())


def written(folder: Path, *offers: Offer, expiry: Expiry | None = None, live_status_quo: bool = True) -> Path:
    path = folder / "costing.xlsx"
    write_costing_workbook(negotiation(*offers, expiry=expiry), offers, path, live_status_quo=live_status_quo)
    return path


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of both offers."""
    return written(tmp_path_factory.mktemp("both"), BOARD, UNION)


@pytest.fixture(scope="module")
def sheets(both: Path) -> Sheets:
    """What stands in it."""
    return cells_of(both)


def test_every_formula_has_its_value_beside_it(sheets: Sheets) -> None:

    formulas = [cell for cells in sheets.values() for cell in cells.values() if cell.formula]

    assert len(formulas) > 200
    assert [cell for cell in formulas if cell.value is None] == []


def test_each_line_of_a_cost_sheet_holds_the_engines_cents(sheets: Sheets) -> None:
    district = negotiation(BOARD, UNION)

    costing = district.pricing.offer(UNION)

    seen = [
        [sheets["Cost union"][f"{column}{6 + row}"].value for column in "JKLM"] for row in range(len(costing.lines))
    ]
    assert seen == [[cents / 100 for cents in (*line.totals, line.run_rate)] for line in costing.lines]


def test_a_salary_is_the_cell_of_the_schedule_times_the_jobs_rounded_once(sheets: Sheets) -> None:
    rows = [cell.formula for cell in sheets["Cost board"].values() if "'Schedule board'!" in cell.formula]

    assert any(re.fullmatch(r"ROUND\(ROUND\(100\*'Schedule board'!E8\*\$F\d+,7\),0\)/100", row) for row in rows)


def test_the_next_schedule_is_a_formula_on_the_one_before_and_the_raise(sheets: Sheets) -> None:
    assert sheets["Schedule board"]["E8"].value == 50000.5
    assert sheets["Schedule board"]["G8"].formula == "(E8*(1+board_raise_2026_07_01_percent))"


def test_names_are_unlike_one_another_and_each_is_a_cell_of_the_inputs(both: Path) -> None:
    names = {name: refers for name, refers in names_of(both).items() if not name.startswith(("_xlnm", "view_"))}

    assert {"sq_pension_rate", "board_raise_2026_07_01_percent", "union_pension_rate_from_2026_07_01"} <= set(names)
    assert len({name.lower() for name in names}) == len(set(names.values())) == len(names)
    assert all(re.fullmatch(r"[A-Za-z]\w*_\w+", name) and name.isascii() for name in names)
    assert all(re.fullmatch(r"'?Inputs'?!\$[A-Z]\$\d+", refers) for refers in names.values())


def test_every_name_in_a_formula_is_an_input(both: Path, sheets: Sheets) -> None:
    formulas = " ".join(cell.formula for cells in sheets.values() for cell in cells.values())

    asked = set(re.findall(r"\b(?:sq|board|union)_\w+", formulas))

    assert asked - set(names_of(both)) == set()


def test_what_an_offer_leaves_alone_follows_the_status_quo() -> None:
    book = costing_book(negotiation(BOARD, UNION), [BOARD, UNION])

    follows = {one.name: one.follows for held in book.inputs.found.values() for one in held.values()}

    assert follows["union_medicare_rate"] == "sq_medicare_rate"
    assert follows["union_pension_rate"] == "sq_pension_rate"
    assert follows["union_pension_rate_from_2026_07_01"] == ""
    assert follows["union_raise_2026_07_01_percent"] == ""


def test_a_raise_that_is_assumed_to_go_on_follows_the_last_one_granted() -> None:
    expiry = Expiry(AfterExpiry.LAST_RAISE_CONTINUES)
    short = offer("short", "board", raised("2%"), last=2027)
    book = costing_book(negotiation(short, expiry=expiry), [short])

    follows = {one.name: one.follows for held in book.inputs.found.values() for one in held.values()}

    assert follows["board_raise_2027_07_01_percent"] == "board_raise_2026_07_01_percent"


def test_a_raise_of_the_last_year_follows_no_other_where_nothing_is_assumed_after_the_term() -> None:
    twice = Offer("twice", "twice", "board", dt.date(2026, 2, 1), Term(JULY[2026], dt.date(2027, 12, 31)), (
        raised("2%"), raised("3%", dt.date(2028, 2, 1))))  # fmt: skip
    book = costing_book(negotiation(twice, expiry=Expiry(AfterExpiry.LAST_RAISE_CONTINUES)), [twice])

    follows = {one.name: one.follows for held in book.inputs.found.values() for one in held.values()}

    assert follows["board_raise_2028_02_01_percent"] == ""


def test_two_offers_of_one_party_have_names_of_their_own() -> None:
    later = replace(BOARD, id="later", passed_on=dt.date(2026, 3, 9))
    book = costing_book(negotiation(BOARD, later), [BOARD, later])

    assert [cost.priced.tag for cost in book.costs] == ["sq", "board_0201", "board_0309"]


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    path = written(tmp_path, offer("board", "=1+1", raised("2%"), title=FORMULA_TEXT))

    seen = [cell for cells in cells_of(path).values() for cell in cells.values()]

    assert FORMULA_TEXT in [cell.value for cell in seen]
    assert [cell for cell in seen if "HYPERLINK" in cell.formula or cell.formula.startswith("1+1")] == []


HOSTILE = (
    "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", '"quoted"', "it's", "x" * 300, "Ünïcödé 教師 😀", "{base 0}", "{figure 0}",
    "<b>&amp;", "[1]x!A1", "a]b:c*?/\\", "http://example.org", "internal:'x'!A1", "TRUE", "1e5", "base", "nothing", "view", "sq",
    "line\nbreak",
)  # fmt: skip


def hostile(word: str) -> tuple[Negotiation, list[Offer]]:
    """A negotiation in which every name, label and title is one word, and two offers of a party of that name."""
    cells = schedule({(word, word): "50000", (word, f"{word}2"): "51000"}, issue=word)
    clauses = agreement(
        replace(cells, title=word),
        replace(clause("raise", "schedule_raise", raises=[]), title=word, note=word),
        replace(clause("coaches", "stipend", positions=[{"name": word, "number": 3, "amount": 1000}]), title=word),
        replace(clause("pension", "pension", rate="11%", tiers={word: {"rate": "9%"}}, base=["salary"]), title=word),
        last=dt.date(2026, 6, 30),
    )
    roster = people({"lane": word, "step": word, "tier": word}, {"lane": word, "step": f"{word}2", "title": word})
    years = (BASE.next(1),)
    offers = [offer(f"{word}{n}", word, raised(f"{n}%"), title=word, last=2027) for n in (1, 2)]
    held = {one.id: one for one in offers}
    return Negotiation(word, (), clauses, held, roster, BASE, SNAPSHOT, years, notes=(word,)), offers


def formulas_in(sheets: Sheets) -> int:
    return sum(bool(cell.formula) for cells in sheets.values() for cell in cells.values())


@pytest.fixture(scope="module")
def plain_formulas(tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many formulas the workbook has where every word is a plain one."""
    path = tmp_path_factory.mktemp("plain") / "costing.xlsx"
    write_costing_workbook(*hostile("plain"), path)
    return formulas_in(cells_of(path))


@pytest.mark.parametrize("word", HOSTILE)
def test_words_from_files_are_texts_wherever_they_stand(tmp_path: Path, plain_formulas: int, word: str) -> None:
    district, offers = hostile(word)
    write_costing_workbook(district, offers, tmp_path / "costing.xlsx")

    seen = cells_of(tmp_path / "costing.xlsx")

    assert formulas_in(seen) == plain_formulas
    assert word in [cell.value for cell in seen["Sources"].values()]
    assert all(len(name) <= 31 for name in seen)
    assert outward_links(tmp_path / "costing.xlsx") == []


@pytest.mark.parametrize("rows", [0, 1])
def test_nobody_or_one_person_makes_a_workbook(tmp_path: Path, rows: int) -> None:
    district = replace(negotiation(BOARD), roster=people(*[{"lane": "BA", "step": "1"}] * rows))

    write_costing_workbook(district, [BOARD], tmp_path / "costing.xlsx")

    assert cells_of(tmp_path / "costing.xlsx")["Summary"]["A1"].value == "Little"


def test_forty_schedules_make_a_workbook_with_their_sum(tmp_path: Path) -> None:
    units = [f"unit {number}" for number in range(40)]
    schedules = [schedule({("BA", "1"): 40_000}, id=unit, scope={"unit": [unit]}) for unit in units]
    roster = people(*[{"unit": unit, "lane": "BA", "step": "1"} for unit in units])
    district = replace(negotiation(), agreement=agreement(*schedules), roster=roster)

    write_costing_workbook(district, [], tmp_path / "costing.xlsx")

    summary = cells_of(tmp_path / "costing.xlsx")["Summary"].values()
    assert 40 * 40_000 in [cell.value for cell in summary]


def test_the_same_negotiation_gives_the_same_bytes(tmp_path: Path, both: Path) -> None:
    assert written(tmp_path, BOARD, UNION).read_bytes() == both.read_bytes()


def test_without_the_status_quos_sheets_its_totals_are_values(tmp_path: Path, sheets: Sheets) -> None:
    whole = sheets["Summary"]
    path = written(tmp_path, BOARD, UNION, live_status_quo=False)

    assert "Cost status quo" not in parts_of(path)
    assert {at: cell.value for at, cell in cells_of(path)["Summary"].items()} == {
        at: c.value for at, c in whole.items()
    }


def test_a_rule_that_has_no_formula_is_written_as_values() -> None:
    district = negotiation(BOARD)
    book = costing_book(district, [])
    priced, engine = book.costs[0].priced, district.pricing.engine
    schedules = Schedules(Sheet("Schedule"), priced, Inputs(), district.calendar, district.expiry)
    lines = engine.join(priced.agreement).lines
    reckoner = Reckoner(engine, priced, Inputs(), schedules, engine.periods)

    reckoner.section(lines["schedule"], 10)
    found = reckoner.section(replace(lines["pension"], rule=replace(lines["pension"].rule, sheet=None)), 20)

    assert found is not None and found.is_stated
    assert found.formulas[0] == ["", "", ""]
    assert found.values[0] == [5500.06, 5720.03, 5720.03]


@pytest.mark.parametrize(
    ("name", "got"), [("there", "a directory"), ("kept.xlsx", "a file that is read-only"), ("plain/costing.xlsx", "")]
)
def test_a_file_that_cannot_be_written_is_a_problem_that_says_why(tmp_path: Path, name: str, got: str) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "plain").write_text("a file")
    (tmp_path / "kept.xlsx").write_text("as it was")
    (tmp_path / "kept.xlsx").chmod(0o444)

    with pytest.raises(BadInput) as stopped:
        write_costing_workbook(negotiation(BOARD), [BOARD], tmp_path / name)

    assert [problem.code for problem in stopped.value.problems] == ["cannot-write"]
    assert got in stopped.value.problems[0].got
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept.xlsx", "plain", "there"]
    assert (tmp_path / "kept.xlsx").read_text() == "as it was"


def test_a_formula_that_excel_does_not_take_is_written_as_its_value() -> None:
    too_long = "1+" * 5_000 + "1"
    workbook = PlainWorkbook()
    page, look = workbook.add_sheet("A"), workbook.add_format()
    page.put_formula(0, 0, too_long, look, 5.25)
    page.put_block(Block(1, 0, [Unit.CENTS, Unit.CENTS], [[7.5, 8.5]], [[too_long, "1+1"]]), [look, look])

    with zipfile.ZipFile(io.BytesIO(workbook.packed())) as held:
        written = held.read("xl/worksheets/sheet1.xml").decode()

    assert re.findall(r"<f>(.*?)</f>", written) == ["1+1"]
    assert re.findall(r"<v>(.*?)</v>", written) == ["5.25", "7.5", "8.5"]


def test_a_line_that_stays_a_value_says_why_and_which_command_opens_it() -> None:
    priced_by_entry = {"by": "entry", "entry": {"lane": "BA", "step": "1"}}
    early = clause("early", "retirement_incentive", years={"2026-27": {"rate": "20%"}}, price=priced_by_entry)
    district = negotiation()
    book = costing_book(replace(district, agreement=district.agreement.with_provision(early)), [])

    assert [name.split(" (")[0] for name in book.costs[0].stated] == ["early: retirement breakage"] * 2
    assert {name.split(" (")[1] for name in book.costs[0].stated} == {f"{BY_ENTRY})"}
    notes = [
        str(cell.value) for cell in book.costs[0].sheet.cells.values() if "commonground explain" in str(cell.value)
    ]
    assert len(notes) == 2
    assert all(note.endswith("component:retirement breakage` opens them.") for note in notes)
