"""Publishing between two sides of one server: nothing is public before both have signed those bytes, nor after one withdrew.

What the pages hold to the database holds to by itself: as each role everything is tried by SQL.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from commonground.files.ready import folder_named
from web import cluster, sides
from web.test_publishing import form

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(cluster.why_not()), reason=cluster.why_not() or "-")]
NOTHING = "Nothing is published yet"
COLUMNS = 'id, negotiation, side, number, by, did, about, person, "on", document, signers, public, proposed, previous, seal, audit'
START = "0" * 64


@pytest.fixture(scope="module")
def public(variables) -> Iterator[sides.Browser]:
    with sides.serving(variables["public"]) as browser:
        yield browser


def looked_at(browser, title):
    """The confirmation of a page with this heading, as it stands in the form."""
    begun = form(browser.get("/publish").text, "/publish/look")
    look = browser.post("/publish/look", {**begun, "title.en": title})
    assert look.status == 200, look.text
    return {**form(look.text, "/publish/propose"), "person": "Somebody"}


def act(browser, did, which="proposed"):
    """Sign or withdraw what is proposed or public."""
    read = form(browser.get(f"/publish/{which}").text, f"/publish/{did}")
    return browser.post(f"/publish/{did}", {**read, "person": "Somebody"})


def seen(public):
    return public.get("/public?lang=en").text


def entries(operator):
    import psycopg

    with psycopg.connect(operator) as one:
        return one.execute(
            'SELECT number, did, "by", about, public, proposed FROM records_published ORDER BY number'
        ).fetchall()


def test_the_public_sees_what_both_signed_and_nothing_before_or_after(operator, variables, district, union, public):
    at_first = seen(public)
    assert district.post("/publish/propose", looked_at(district, "First page")).status == 200
    proposed = seen(public)
    bytes_of = [
        re.search(r'<pre class="cg-bytes"[^>]*>(.*?)</pre>', one.get("/publish/proposed").text, re.DOTALL)[1]
        for one in (district, union)
    ]
    assert act(union, "sign").status == 200
    first = seen(public)
    assert union.post("/publish/propose", looked_at(union, "Second page")).status == 200
    still = seen(public)
    assert act(district, "sign").status == 200
    second = seen(public)
    assert act(district, "withdraw", "public").status == 200
    gone = seen(public)

    assert bytes_of[0] == bytes_of[1]
    assert [NOTHING in page for page in (at_first, proposed, first, still, second, gone)] == [
        True,
        True,
        False,
        False,
        False,
        True,
    ]
    assert ["First page" in page for page in (first, still, second)] == [True, True, False]
    assert "Second page" in second
    assert [row[1:3] for row in entries(operator)] == [
        ("proposed", "district"), ("signed", "union"), ("proposed", "union"), ("signed", "district"), ("withdrawn", "district"),
    ]  # fmt: skip
    for side in ("district", "union"):
        proved = sides.run("-m", "commonground_web", "verify", env=variables[side])
        assert (proved.returncode, "Published: 5 entries" in proved.stdout) == (0, True), proved.stderr


def test_of_two_who_propose_at_once_one_is_told_and_nothing_is_lost(operator, district, union):
    before = len(entries(operator))
    forms = {one: looked_at(one, f"At once {number}") for number, one in enumerate((district, union))}
    answers = {}
    both = [
        threading.Thread(target=lambda one=one: answers.update({one: one.post("/publish/propose", forms[one])}))
        for one in forms
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()
    found = sorted(answer.status for answer in answers.values())

    assert found in ([200, 200], [200, 409])  # one after the other, or at the very same moment
    assert len(entries(operator)) == before + found.count(200)
    assert act(district, "withdraw").status == 200


def test_a_process_that_shows_the_public_reads_nothing_of_what_is_only_proposed(variables, district, union, public):
    import psycopg

    url = variables["public"]["DATABASE_URL"]
    district.post("/publish/propose", looked_at(district, "Not signed zebra"))
    with psycopg.connect(url) as one:
        before = one.execute("SELECT count(*) FROM records_published").fetchone()
        elsewhere = one.execute("SELECT public.public_of('other')").fetchone()
    act(union, "sign")
    with psycopg.connect(url) as one:
        rows = one.execute(
            "SELECT did, document LIKE '%Not signed zebra%' FROM records_published ORDER BY number"
        ).fetchall()
    act(union, "withdraw", "public")
    with psycopg.connect(url) as one:
        after = one.execute("SELECT count(*) FROM records_published").fetchone()

    assert (before, after, elsewhere) == ((0,), (0,), (None,))
    assert rows == [("proposed", True), ("signed", False)]


def added(variables, side, **said):
    """Why the database does not take an entry that a role adds by SQL; empty where it does."""
    import psycopg

    with psycopg.connect(variables[side]["DATABASE_URL"]) as one:
        last = one.execute("SELECT number, seal, public FROM records_published ORDER BY number DESC LIMIT 1").fetchone()
        number, seal, is_public = last or (0, START, 0)
        row = {
            "id": 1, "negotiation": "meadowbrook", "side": "table", "number": number + 1, "by": side, "did": "proposed",
            "about": number + 1, "person": "-", "on": dt.date(2026, 11, 22), "document": "-", "signers": "district,union",
            "public": is_public, "proposed": number + 1, "previous": seal, "seal": "1" * 64, "audit": "", **said,
        }  # fmt: skip
        values = ", ".join(["%s"] * len(row))
        try:
            one.execute(f"INSERT INTO records_published ({COLUMNS}) VALUES ({values})", list(row.values()))
        except psycopg.Error as problem:
            return str(problem)
        finally:
            one.rollback()
    return ""


def test_no_role_makes_anything_public_by_itself(variables, district):
    district.post("/publish/propose", looked_at(district, "Open"))
    number = int(re.search(r'<th scope="row">(\d+)</th>', district.get("/publish").text)[1])
    does = "is public and"
    for side, said, why in (
        ("district", {}, ""),
        ("district", {"public": number + 1}, does),
        ("district", {"signers": "district"}, "only who must sign"),
        ("district", {"signers": "district,district"}, "only who must sign"),
        ("district", {"signers": "union,other"}, "only who must sign"),
        ("district", {"by": "union"}, "row-level security"),
        ("district", {"did": "signed", "about": number, "public": number, "proposed": 0}, does),
        ("union", {"did": "signed", "about": number, "public": number, "proposed": 0}, ""),
        ("union", {"did": "signed", "about": 1, "public": 1, "proposed": 0}, "stands no longer"),
        ("union", {"did": "withdrawn", "about": number, "proposed": number}, does),
        ("union", {"previous": "2" * 64}, "follows the last one"),
        ("neutral", {}, "only who must sign"),
        ("neutral", {"by": "union"}, "row-level security"),
        (
            "public",
            {"number": 1, "about": 1, "proposed": 1, "public": 0, "previous": START, "by": "union"},
            "row-level security",
        ),
        (
            "member",
            {"number": 1, "about": 1, "proposed": 1, "public": 0, "previous": START, "by": "union"},
            "row-level security",
        ),
    ):
        said_back = added(variables, side, **said)
        assert (why in said_back, bool(why)) == (True, bool(said_back)), (side, said, said_back)


def test_what_was_published_is_never_changed(operator, variables):
    import psycopg

    for url, why in ((operator, "never changed"), (variables["district"]["DATABASE_URL"], "permission denied")):
        for statement in ("UPDATE records_published SET public = 1", "DELETE FROM records_published"):
            with psycopg.connect(url) as one, pytest.raises(psycopg.Error, match=why):
                one.execute(statement)


def test_a_page_that_was_withdrawn_or_not_signed_has_no_address_for_the_public(public, district):
    for path in ("/publish", "/publish/proposed", "/publish/public", "/", "/member", "/folder.zip"):
        assert public.get(path).status == 404
    for form_of in ("json", "csv", "xlsx"):
        assert public.get(f"/public?lang=en&format={form_of}").status == 404


def events(browser, since):
    return browser.get(f"/news?since={since}").text


def test_the_live_stream_tells_what_was_passed_and_nothing_of_a_caucus(district, union, public, variables):
    import urllib.request

    head = re.search(r'data-news="/news\?since=([^"]+)"', union.get("/").text)[1]
    before = events(union, head)
    district.get("/package")
    district.post("/package/begin", {"start": "district", "title": "Zebra of the district"})
    district.post("/publish/propose", looked_at(district, "Zebra for the public"))
    after = events(union, head)
    from_the_start = events(union, "0:0")
    with urllib.request.urlopen(f"{union.address}/news?since=0:0") as answer:  # nobody is signed in
        unknown = answer.url, answer.read().decode()

    assert before == after
    assert "event:" not in before
    assert "event: passed" in from_the_start
    assert "ebra" not in from_the_start
    assert public.get("/news?since=0:0").status == 404
    assert (unknown[0].endswith("/account/login/"), "event:" in unknown[1]) == (True, False)


def test_every_page_in_the_head_of_a_seat_answers(district, union, public):
    for browser, at_least in ((district, 14), (union, 14)):
        nav = browser.get("/").text.partition('<nav aria-label="Pages">')[2].partition("</nav>")[0]
        pages = re.findall(r'href="([^"]+)"', nav)
        found = {page: browser.get(page).status for page in pages}

        assert len(found) >= at_least
        assert {page for page, status in found.items() if status != 200} == set()
    assert public.get("/public").status == 200


def test_a_calendar_that_is_put_for_the_public_takes_the_place_of_the_signed_one(
    operator, district, union, public, tmp_path
):
    district.post("/publish/propose", looked_at(district, "With days"))
    act(union, "sign")
    signed = public.get("/public?lang=en&on=2026-10-08").text
    shutil.copy(folder_named(Path("meadowbrook")) / "calendar.toml", tmp_path)
    (tmp_path / "days.csv").write_text("date,status,note\n2026-10-08,strike,\n", encoding="utf-8")
    words = ("-m", "commonground_web", "put", str(tmp_path), "--name", "meadowbrook", "--side", "public")
    put = sides.run(*words, env={"DATABASE_URL": operator})
    now = public.get("/public?lang=en&on=2026-10-08").text

    assert put.returncode == 0, put.stderr
    assert "<strong>open</strong>" in signed
    assert "<strong>strike</strong>" in now
