"""The pages: each shows what the library reckons, opens its figures, gives its tables as files, and is readable as it is sent."""

from __future__ import annotations

import csv
import io
import re
import shutil
from fractions import Fraction
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client

from commonground.cli.app import run
from commonground.costing.breakdown import Against, total_difference
from commonground.costing.member import Member
from commonground.costing.views import View
from commonground.files.ready import folder_named
from commonground.report.issues import choices
from commonground.report.members import completed, member_tables
from commonground.report.raises import afford_table, percent_tables
from commonground.report.written import money
from commonground.values.money import format_cents
from commonground_web import desk

PAGES = (
    "/",
    "/movement",
    "/explain",
    "/issue/health",
    "/claims",
    "/bridge",
    "/comparables",
    "/comparables?of=career+earnings&year=2025-26",
    "/assumptions",
    "/scattergram",
    "/calendar?on=2026-05-01",
    "/member?step=4&lane=MA",
    "/public?on=2026-10-08",
    "/settlement",
    "/money?money=250000",
    "/package",
)
LINK = re.compile(r'(?:href|src|action)="([^"]+)"')
EXPLAINED = re.compile(r'href="(/explain\?[^"]+)"')


def text_of(response):
    return unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))


def rows_of(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("view", View)
def test_the_totals_are_those_of_the_library_in_every_view(client, meadowbrook, view):
    negotiation = meadowbrook.negotiation
    offers = [negotiation.offer(party) for party in ("district", "union")]
    status_quo = Against("", negotiation.pricing.status_quo_agreement, "status-quo")

    rows = rows_of(client.get("/", {"view": view, "format": "csv", "table": 0}))

    for row, offer in zip(rows[1:3], offers, strict=True):
        agreement = negotiation.pricing.applied(offer).agreement
        series = total_difference(negotiation.pricing.engine, agreement, status_quo)
        said = [format_cents(cents).replace(",", "") for cents in series.seen(view)]
        assert row == [offer.title, *said]


def test_the_steps_between_two_totals_sum_to_the_gap(client):
    rows = rows_of(client.get("/", {"format": "csv", "table": 1}))[1:]
    cents = [int(row[1].replace(".", "")) for row in rows]

    assert sum(cents[:-1]) == cents[-1]
    assert len(cents) > 3


def test_an_issue_stands_under_its_family_with_both_sides_words_and_its_price(client):
    rows = rows_of(client.get("/", {"format": "csv", "table": 2}))
    health = dict(zip(rows[0], next(row for row in rows if row[0] == "health"), strict=True))

    assert health["family"] == "health"
    assert "employee share 17%" in health["District, second offer: three years"]
    assert health["Union, second offer: four years"] == "as it stands"
    assert health["state"] == "tentatively agreed"
    assert [health[f"{head}, 2029-30"] for head in ("district", "union", "gap")] == ["-28949.35", "0.00", "28949.35"]


def test_the_calendar_says_that_counsel_decides(client):
    assert "Counsel decides." in text_of(client.get("/calendar", {"on": "2026-05-01"}))


def test_every_figure_of_the_table_opens(client):
    found = sorted(set(EXPLAINED.findall(client.get("/").content.decode())))

    answers = [client.get(unescape(link)) for link in found[:: len(found) // 3]]

    assert len(found) > 20
    assert [one.status_code for one in answers] == [200] * len(answers)


def test_every_figure_of_a_full_year_opens_whatever_year_is_chosen(client):
    found = {unescape(link) for link in EXPLAINED.findall(client.get("/?view=run-rate").content.decode())}
    issues = sorted(link for link in found if "run-rate" in link and "issue" in link)

    assert len(issues) > 8
    assert [link for link in issues[::4] if client.get(link).status_code != 200] == []


def test_an_opened_figure_says_its_clause_and_where_it_is_cited(client):
    said = text_of(client.get("/explain", {"at": "union/2027-28/component:pension"}))

    assert "Teachers' pension" in said
    assert "Meadowbrook agreement 2023-26" in said


def test_every_figure_of_a_claim_opens(client):
    found = EXPLAINED.findall(client.get("/claims").content.decode())

    assert len(found) > 3
    assert [link for link in found if client.get(unescape(link)).status_code != 200] == []
    assert "We are about $320,000 a year apart." in text_of(client.get("/explain", {"at": "claim/union-gap"}))


def test_claims_and_offers_are_called_by_their_words_and_titles(client):
    claims, bridge, others = (text_of(client.get(f"/{page}")) for page in ("claims", "bridge", "comparables"))

    assert "“We are about $320,000 a year apart.” (R. Adler)" in claims
    assert "Union, second offer: four years less District, second offer: three years" in claims
    assert "Bridge: “We are about $320,000 a year apart.” to “It is nearly $700,000 over three years.”" in bridge
    assert "hypothesis: term" in bridge
    assert ": District, second offer: three years" in others
    assert not re.search(r"2026-09-\d\d-(?:union|district)|union-gap", claims + bridge + others)


def test_a_bridge_calls_no_claim_by_its_id_in_what_it_says_beside_its_lines(client, tmp_path):
    folder = shutil.copytree(folder_named(Path("meadowbrook")), tmp_path / "meadowbrook")
    for file, old, new in (
        ("claims.toml", "amount = 320_000, hedge", "amount = 320_000, high = 330_000, hedge"),
        (
            "bridges.toml",
            '[[bridge.part]]\nid = "pay"',
            '[[bridge.part]]\nid = "entry"\nclaim = "union-entry"\n\n[[bridge.part]]\nid = "pay"',
        ),
    ):
        text = (folder / file).read_text()
        (folder / file).write_text(text.replace(old, new, 1))
    desk.put(desk.lay(folder))

    said = text_of(client.get("/bridge"))
    shares = text_of(client.get("/bridge", {"a": "union-share", "b": "district-gap"}))

    assert "“We are about $320,000 a year apart.” (R. Adler) is said as a range" in said
    assert "the figure of “A new teacher here starts at $48,000.” (R. Adler), every year" in said
    assert re.search(r"of budget-2026-27 is \$[\d,.]+ \(“That is 2.2 percent of the budget.” \(R. Adler\)\)", shares)
    assert not re.search(r"union-(?:gap|entry|share)", re.sub(r"(?s)<.*?>", "", said + shares))


def test_an_issue_marks_where_both_sides_differ_in_words_too(client):
    response = client.get("/issue/wages")

    assert "the two differ" in text_of(response)
    assert 'class=" cg-marked"' in response.content.decode()


def test_an_issue_tells_its_passes_in_order(client):
    rows = rows_of(client.get("/issue/health", {"format": "csv", "table": 2}))

    numbers = [int(row[0].split()[0]) for row in rows[1:]]
    assert numbers == sorted(numbers)
    assert rows[-1][2] == "tentative agreement"


def test_the_heat_of_a_scattergram_grows_with_its_figures(client):
    html = client.get("/scattergram").content.decode().split("</table>")[0]
    found = {int(figure): heat for heat, figure in re.findall(r'class="cg-figure cg-heat-(\d)"><a [^>]+>(\d+)<', html)}

    assert len(set(found.values())) > 2
    assert [found[figure] for figure in sorted(found)] == sorted(found.values())


def test_a_member_is_shown_what_the_command_prints(client, meadowbrook):
    rows = rows_of(client.get("/member", {"step": "4", "lane": "MA", "format": "csv", "table": 0}))
    negotiation = meadowbrook.negotiation
    who = completed(negotiation, Member("4", "MA"))
    table = member_tables(negotiation, who, ["status-quo"])[0]

    assert [cell.replace(".", "") for cell in rows[1][1:]] == [str(cents) for cents in table.rows[0].cells]


def test_a_bridge_sums_from_one_figure_to_the_other(client):
    rows = rows_of(client.get("/bridge", {"format": "csv", "table": 0}))[1:]
    changes = [int(row[1].replace(".", "")) for row in rows if row[1] and "before hypotheses" not in row[0]]

    assert int(rows[0][2].replace(".", "")) + sum(changes) == int(rows[-1][2].replace(".", ""))


def test_an_empty_folder_says_on_each_page_what_to_do_next(tmp_path):
    folder = tmp_path / "own"
    assert run(["new", str(folder)]) == 0
    desk.lay(folder)
    browser = Client(headers={"host": "127.0.0.1"})
    told = {
        "/movement": "Pass the first offer",
        "/claims": "Have it begun from an article",
        "/bridge": "needs two claims with figures",
        "/assumptions": "Each states its own",
        "/calendar": "The folder has no procedure.toml",
    }
    for page, said in told.items():
        assert said in text_of(browser.get(page)), page


@pytest.mark.parametrize("page", PAGES[:-1])
def test_every_page_is_given_as_a_file(client, page):
    for form in ("csv", "xlsx", "json"):
        response = client.get(f"{page}{'&' if '?' in page else '?'}format={form}")

        assert response.status_code == 200
        assert response["Content-Disposition"].endswith(f'.{form}"')
        assert len(response.content) > 100


@pytest.mark.parametrize(
    ("page", "asked", "said"),
    [
        ("/", {"view": "weekly"}, 'No view is called "weekly". There is increment, annual, run-rate, cumulative.'),
        ("/", {"year": "1999"}, 'No year is called "1999".'),
        ("/", {"a": "nobody"}, 'No offer is called "nobody".'),
        ("/", {"format": "pdf"}, 'No form is called "pdf". There is csv, json, xlsx, svg, png.'),
        ("/", {"format": "csv", "table": "9"}, "This page has 7 tables, numbered from 0"),
        ("/issue/weather", {}, 'No issue is called "weather".'),
        ("/explain", {"at": "union/2027-28"}, "No figure has the address"),
        ("/explain", {"at": "claim/nobody"}, "expected a claim with a figure: union-gap"),
        ("/nowhere", {}, "No page has this address."),
        (
            "/scattergram",
            {"measure": "height"},
            'No measure is called "height". There is people, fte, dollars, salary.',
        ),
        ("/scattergram", {"year": "1999"}, 'No year is called "1999".'),
        ("/bridge", {"a": "nobody"}, 'No claim is called "nobody".'),
        ("/calendar", {"on": "soon"}, "is no day of the calendar"),
        ("/member", {"step": "99"}, 'no step "99"'),
        ("/member", {"step": "4", "fte": "much"}, "The share of a job is a number such as 1 or 0.5."),
        ("/member", {"step": "4", "service": "1e99"}, "Years of service are a whole number from 0 to 80."),
        ("/money", {"money": "much"}, "much"),
        ("/money", {"money": "-5"}, "-5 is less than nothing"),
        ("/money", {"raise": "much"}, "much"),
        ("/money", {"unit": "nobody"}, "no unit 'nobody'"),
        ("/member", {"format": "csv"}, "This page has no table to give as a file."),
    ],
)
def test_a_wrong_question_is_told_in_its_place(client, page, asked, said):
    response = client.get(page, asked)

    assert response.status_code == 404
    assert said in text_of(response)


@pytest.mark.parametrize("page", PAGES)
def test_nothing_comes_from_elsewhere_and_nothing_stands_in_a_page(client, page):
    response = client.get(page)
    html = response.content.decode()

    assert all(link.startswith(("/", "?", "#")) for link in LINK.findall(html))
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?! src=\"/static/)", html)
    assert "'unsafe" not in response["Content-Security-Policy"]
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_words_of_a_folder_are_text_and_never_markup(client, meadowbrook):
    response = client.get("/explain", {"at": "<script>alert(1)</script>"})

    assert b"<script>alert" not in response.content


def test_another_name_than_this_computers_is_refused(client):
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400


@pytest.mark.slow
def test_each_offer_each_position_and_the_status_quo_may_be_set_side_by_side(client, meadowbrook):
    for name, _ in choices(meadowbrook.negotiation)[::20]:
        assert client.get(f"/?a={quote(name)}&b=union").status_code == 200


def test_a_party_that_passes_something_has_a_line_that_ends_where_it_stands_now(client):
    page = client.get("/movement")
    rows = rows_of(client.get("/movement", {"format": "csv", "table": 0}))[1:]
    last = {row[0].split()[1]: money(int(row[3].replace(".", "")), 100) for row in rows if row[3]}
    names = re.findall(r"<text x=[^>]*>([^<]+)</text>", page.content.decode())
    days = re.findall(r"<text class=\"cg-quiet[^>]*>([^<]+)</text>", page.content.decode())

    assert len(last) >= 2
    assert days == [rows[0][1], rows[-1][1]]
    assert sorted(names) == sorted(f"{party} {now}" for party, now in last.items())


def test_the_issues_that_close_the_gap_come_to_all_of_it_and_leave_nothing_between(client):
    gap = rows_of(client.get("/?format=csv&table=0"))[3]
    rows = rows_of(client.get("/?format=csv&table=3"))[1:]
    closes, left = ([int(row[at].replace(".", "")) for row in rows] for at in (1, 3))

    assert sum(closes) == int(gap[-1].replace(".", ""))
    assert left[-1] == 0
    assert left[0] == sum(closes) - closes[0]
    assert [abs(one) for one in closes] == sorted(map(abs, closes), reverse=True)


def test_the_last_pass_is_told_in_cost_and_in_words(client, meadowbrook):
    cost = rows_of(client.get("/?format=csv&table=4"))
    words = rows_of(client.get("/?format=csv&table=5"))
    moves = {move.party: move for move in meadowbrook.negotiation.movement.moves}

    for row in cost[1:]:
        party, *basis = row[0].split(", ")
        if not basis:
            assert int(row[-1].replace(".", "")) == moves[party].after - moves[party].before
    assert len(cost) > 2
    assert all(row[2] != row[3] for row in words[1:])


def test_what_is_due_next_in_law_stands_on_the_table(client):
    rows = rows_of(client.get("/?on=2026-03-01&format=csv&table=6"))

    assert rows[0] == ["step", "who", "open from", "due by"]
    due = [row[3] for row in rows[1:] if row[3]]
    assert due == sorted(due)
    assert 1 < len(rows) <= 7


def test_one_percent_and_what_money_is_as_a_raise_are_the_librarys(client, meadowbrook):
    rows = rows_of(client.get("/money?money=$250,000&unit=teachers&format=csv&table=0"))
    table = afford_table(meadowbrook.negotiation, 250_000_00, ("teachers",))
    one = rows_of(client.get("/money?format=csv&table=0"))
    percent = percent_tables(meadowbrook.negotiation, Fraction(1, 100), ())[0]

    assert [row[2].replace(".", "") for row in rows[1:]] == [str(row.cells[1]) for row in table.rows]
    assert [row[1].replace(".", "") for row in one[1:]] == [str(row.cells[0]) for row in percent.rows]


def test_other_districts_are_drawn_in_their_order_with_ones_own_among_them(client):
    page = client.get("/comparables", {"of": "MA step 10", "year": "2025-26"})
    drawn = client.get("/comparables", {"of": "MA step 10", "year": "2025-26", "format": "svg"}).content.decode()

    said = re.findall(r'<text class="cg-(own|other)"[^>]*>([^<]+)</text>', drawn)
    assert said == [("other", "Birch Hill"), ("own", "here: status-quo"), ("other", "Ashford")]
    assert "$62,800" in drawn
    assert "median $63,100" in unescape(drawn)
    assert "MA step 10, 2025-26" in text_of(page)
    assert client.get("/comparables?format=png").content.startswith(b"\x89PNG")
    assert "No figure is called" in text_of(client.get("/comparables?of=nothing"))
