"""A caucus's own roster on a server: brought in by the same steps as on a laptop, that side's alone, and taken back."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from html import unescape

import pytest

from commonground.files.folder import check_folder
from web import cluster, sides

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(cluster.why_not()), reason=cluster.why_not() or "-")]
PAYROLL = (
    "Zebra name,Bargaining Unit,Schedule,Lane,Step,FTE\n"
    "Zebra one,teachers,teacher,BA,1,1.0\n"
    "Zebra two,teachers,teacher,MA,4,0.5\n"
    "Zebra three,teachers,teacher,MA,4,=half\n"
    "Zebra aide,paraprofessionals,aide,P,A,1\n"
)
SOUND = "".join(line for line in PAYROLL.splitlines(keepends=True) if "half" not in line)
LINK = re.compile(r'href="(/[^"#]*)"')
OURS, THEIRS = {"people": "own"}, {"people": "table"}


def words(answer) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.text)))


def sent(browser, text=PAYROLL, name="zebra-payroll.csv"):
    browser.get("/roster")
    return browser.send("/roster/upload", name, text.encode() if isinstance(text, str) else text)


def written(browser, text=SOUND):
    """A payroll brought in by all its steps; the page Roster at the end."""
    assert sent(browser, text).status == 200
    browser.get("/roster/check")
    return browser.post("/roster/write", {})


def totals(browser, path="/?format=csv&table=0") -> str:
    return browser.get(path).text


def log(operator, side="district"):
    import psycopg

    with psycopg.connect(operator) as one:
        asked = "SELECT content::json ->> 'did', content::json ->> 'people' FROM records_noted WHERE side = %s ORDER BY number"
        return one.execute(asked, [side]).fetchall()


@pytest.fixture
def nobody(operator, district):
    """The district without a roster of its own, before and after."""

    def clean():
        import psycopg

        with psycopg.connect(operator) as one:
            one.execute("DELETE FROM records_ownroster")
            one.execute("DELETE FROM records_payroll")
        district.get("/roster")
        district.post("/roster/people", THEIRS)

    clean()
    yield
    clean()


def test_a_dry_run_tells_every_problem_and_rows_left_out_are_downloaded(district, nobody):
    columns = sent(district)
    check = district.get("/roster/check")
    rows = list(csv.reader(io.StringIO(district.get("/roster/check?format=csv&table=0").text.removeprefix("\ufeff"))))
    link = re.search(r'href="([^"]*table=\d&amp;format=csv)">The rows', check.text)[1].replace("&amp;", "&")

    assert columns.url.endswith("/roster/columns")
    assert "Zebra one" in columns.text
    assert [row[2:5] for row in rows if row[0] == "error"] == [["4", "FTE", '"=half"']]
    assert "Zebra three,teachers,teacher,MA,4,'=half" in district.get(f"/roster/check{link}").text
    assert district.post("/roster/write", {}).status == 404
    assert "has no roster of its own" in words(district.get("/roster"))


def test_figures_stand_on_the_tables_roster_until_somebody_asks_otherwise(district, union, nobody):
    before, grid = totals(district), totals(district, "/scattergram?format=csv&table=0")
    page = written(district)
    same = totals(district)
    back = district.post("/roster/people", {**OURS, "back": "/scattergram?measure=fte"})
    own, own_grid = totals(district), totals(district, "/scattergram?format=csv&table=0")
    held = zipfile.ZipFile(io.BytesIO(raw(district, "/folder.zip")))
    theirs = totals(union)

    assert "own roster: 3 people, written" in words(page)
    assert "120 people (roster.csv)" in words(page)
    assert (same, theirs) == (before, before)
    assert back.url.endswith("/scattergram?measure=fte")
    assert (own == before, own_grid == grid) == (False, False)
    assert "Reckoned on your caucus’s own roster" in words(district.get("/"))
    assert "stands on the table’s roster" in words(district.get("/pass"))
    assert len(held.read("meadowbrook/roster.csv").splitlines()) == 4
    district.post("/roster/people", THEIRS)
    assert totals(district) == before


def test_the_whole_folder_bears_the_people_that_were_asked_for_and_is_a_negotiation_again(district, nobody, tmp_path):
    written(district)
    for people in ("table", "own"):
        district.post("/roster/people", {"people": people})
        zipfile.ZipFile(io.BytesIO(raw(district, "/folder.zip"))).extractall(tmp_path / people)
    files = {
        people: {path.relative_to(tmp_path / people): path.read_bytes() for path in (tmp_path / people).rglob("*.*")}
        for people in ("table", "own")
    }
    differ = {path.name for path, held in files["own"].items() if files["table"].get(path) != held}
    reading = check_folder(tmp_path / "own" / "meadowbrook")
    with district.opener.open(f"{district.address}/?format=csv&table=0") as answer:
        called = answer.headers["Content-Disposition"]

    assert differ == {"roster.csv", "roster-map.toml"}
    assert "meadowbrook-own-roster" in called
    assert reading.negotiation is not None
    assert reading.negotiation.roster.people == 3


def raw(browser, path) -> bytes:
    with browser.opener.open(browser.address + path) as answer:
        return answer.read()


def test_a_switch_leads_nowhere_else(district, nobody):
    written(district)
    for back in ("https://example.org/", "//example.org", "javascript:alert(1)"):
        assert district.post("/roster/people", {**OURS, "back": back}).url == district.address + "/"


def test_a_draft_is_priced_on_the_people_that_were_asked_for(district, nobody):
    district.get("/package")
    draft = district.post("/package/begin", {"start": "district", "title": "What if"})
    path = "/package/" + draft.url.rpartition("/")[2]
    before = totals(district, f"{path}?format=csv&table=0")
    written(district)
    district.post("/roster/people", OURS)
    own = totals(district, f"{path}?format=csv&table=0")

    assert before != own
    assert district.get(f"{path}/pass").status == 200


def test_undo_brings_back_the_roster_before_and_then_the_tables(operator, district, nobody):
    noted = len(log(operator))
    written(district)
    written(district, SOUND.replace("Zebra two,teachers,teacher,MA,4,0.5\n", ""))
    two = words(district.get("/roster"))
    refused = district.post("/roster/undo", {"number": "1"})
    one = words(district.post("/roster/undo", {"number": "2"}))
    none = words(district.post("/roster/undo", {}))
    nothing = district.post("/roster/undo", {})

    assert "own roster: 2 people" in two
    assert (refused.status, "somebody of your caucus has written another" in words(refused)) == (404, True)
    assert "own roster: 3 people" in one
    assert "has no roster of its own" in none
    assert (nothing.status, "nothing to take back" in words(nothing)) == (404, True)
    assert log(operator)[noted:] == [
        ("own roster written", "3"), ("own roster written", "2"), ("own roster taken back", "2"), ("own roster taken back", "3"),
    ]  # fmt: skip


def test_only_two_rosters_are_ever_kept_and_what_was_set_aside_is_gone_once_written(operator, district, nobody):
    import psycopg

    for _ in range(3):
        written(district)

    with psycopg.connect(operator) as one:
        assert one.execute("SELECT number FROM records_ownroster ORDER BY 1").fetchall() == [(2,), (3,)]
        assert one.execute("SELECT count(*) FROM records_payroll").fetchone() == (0,)


def test_what_was_shown_in_the_dry_run_is_what_is_written(district, nobody):
    sent(district, SOUND)
    shown = sides.hidden(district.get("/roster/check"))
    sent(district, PAYROLL)
    late = district.post("/roster/write", {**shown, "skip": "on"})

    assert shown["mark"] != [""]
    assert (late.status, "since this dry run another file came" in words(late)) == (404, True)


def test_people_whom_the_negotiation_cannot_be_read_with_are_not_written(district, nobody):
    sent(district, SOUND.replace("BA,1", "PhD,1"))
    check = district.get("/roster/check")
    refused = district.post("/roster/write", {})

    assert "so they cannot be written" in words(check)
    assert 'action="/roster/write"' not in check.text
    assert (refused.status, "Nothing was written" in words(refused)) == (404, True)
    assert "has no roster of its own" in words(district.get("/roster"))


def test_where_the_tables_files_change_so_that_it_no_longer_fits_the_tables_people_are_shown(
    operator, variables, nobody
):
    import psycopg

    with sides.sitting(variables["district"], "doris") as browser:
        before = totals(browser)
        written(browser)
        with psycopg.connect(operator) as one:
            one.execute("UPDATE records_ownroster SET content = convert_to('unit,lane\nteachers', 'UTF8'), id = id + 1")
        browser.post("/roster/people", OURS)
        page = browser.get("/")

        assert "does not fit them any more" in words(page)
        assert totals(browser) == before
        assert "with your caucus’s own roster the negotiation cannot be read" in words(browser.get("/roster"))
        assert "has no roster of its own" in words(browser.post("/roster/undo", {}))


def test_nothing_of_it_is_on_any_page_export_address_or_error_of_the_other_side(district, union, nobody):
    written(district)
    sent(district)
    district.post("/roster/people", OURS)
    mine = district.get("/roster/columns").text + district.get("/roster/check").text
    seen, left, found = set(), ["/", "/roster", "/scattergram", "/package"], []
    while left and len(seen) < 60:
        path = unescape(left.pop())
        if path in seen or path.startswith("/explain"):
            continue
        seen.add(path)
        answer = union.get(path)
        found += [path] if "zebra" in answer.text.lower() or re.search(r"own roster: \d", words(answer)) else []
        left += LINK.findall(answer.text) if answer.text.startswith("<!doctype") else []

    assert "Zebra" in mine
    assert found == []
    assert {"/roster", "/scattergram", "/movement"} <= seen
    assert "has no roster of its own" in words(union.get("/roster"))


@pytest.mark.parametrize("path", ["/roster/check", "/roster/columns", "/roster/check?table=1&format=csv", "/roster/check?table=1&format=xlsx"])  # fmt: skip
def test_rows_to_mend_of_the_other_side_are_like_ones_that_never_were(operator, district, union, nobody, path):
    never = union.get(path)
    sent(district)
    answer = union.get(path)

    assert (never.status, "No payroll is set aside" in words(never)) == (404, True)
    assert (answer.status, main_of(answer)) == (never.status, main_of(never))
    assert "zebra" not in raw_folder(union).lower()
    for form in ({"number": "1"}, {}):
        refused = union.post("/roster/undo", form)
        assert (refused.status, "nothing to take back" in words(refused)) == (404, True)


def main_of(answer) -> str:
    return answer.text.partition("<footer")[0]


def raw_folder(browser) -> str:
    """Every file of the folder that a seat is given, as letters."""
    held = zipfile.ZipFile(io.BytesIO(raw(browser, "/folder.zip")))
    return "".join(name + held.read(name).decode("latin-1") for name in held.namelist())


def test_the_operators_files_are_put_whatever_a_caucus_has_of_its_own(operator, district, variables, nobody, tmp_path):
    written(district)
    (tmp_path / "notes.md").write_text("for all\n")
    said = ("put", str(tmp_path), "--name", "meadowbrook")

    assert sides.run("-m", "commonground_web", *said, env={"DATABASE_URL": operator}).returncode == 0
    district.post("/roster/people", OURS)
    assert "Reckoned on your caucus’s own roster" in words(district.get("/"))


def packed(**files: str) -> bytes:
    """A workbook with these parts, as far as its reader gets."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return made.getvalue()


ENTITIES = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 10))
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{ENTITIES}]><workbook>&a9;</workbook>'


@pytest.mark.parametrize("data", [
    packed(xl__workbook_xml=LAUGHS),
    packed(xl__workbook_xml="<workbook/>", xl__worksheets__sheet1_xml=" " * 120_000_000),
    b"PAR1" + b"\x00" * 64 + b"\xff\xff\xff\x7fPAR1",
    b"a" + b",a" * 3_000 + b"\n1\n",
], ids=["entities within entities", "a workbook that unpacks to a thousandth", "a Parquet foot longer than its file", "columns without end"])  # fmt: skip
def test_a_file_made_to_fill_the_server_is_told_and_not_read(district, nobody, data):
    name = {b"PK": "bomb.xlsx", b"PA": "bomb.parquet"}.get(data[:2], "bomb.csv")
    answer = sent(district, data, name)
    check = district.get("/roster/check")

    assert "error" in words(answer)
    assert check.status in (200, 404)
    assert district.post("/roster/write", {"skip": "on"}).status == 404
    assert district.get("/").status == 200


def test_an_upload_past_the_limit_is_not_kept_and_one_far_past_it_not_even_read(operator, district, nobody):
    import psycopg

    refused = sent(district, b"a,b\n" + b"1,2\n" * 12_600_000)
    try:
        far = sent(district, b"a,b\n" + b"1,2\n" * 16_000_000).status
    except OSError:  # the server has closed the way before all of it was sent
        far = 413

    assert (refused.status, "No file came, or one of more than 50 MB" in words(refused)) == (404, True)
    assert far == 413
    with psycopg.connect(operator) as one:
        assert one.execute("SELECT count(*) FROM records_payroll").fetchone() == (0,)
    assert district.get("/roster").status == 200


def test_a_name_or_sheet_that_no_database_takes_is_made_plain(operator, district, nobody):
    import psycopg

    sent(district, SOUND, "..\\..\\" + "名" * 300 + "\t.csv")

    with psycopg.connect(operator) as one:
        (name,) = one.execute("SELECT name FROM records_payroll").fetchone()
    assert name.endswith("名.csv")
    assert len(name.encode()) <= 200
    assert "3 people" in words(district.get("/roster/check"))
