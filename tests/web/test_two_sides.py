"""Two sides on one server, each with its own process: what one does in its caucus, the other cannot reach; what is passed, it has."""

from __future__ import annotations

import re
import shutil
import threading
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from commonground.files.ready import folder_named
from web import cluster, sides

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(cluster.why_not()), reason=cluster.why_not() or "-")]
SECRET, AUTHORITY = "Ceiling 3.25 zebra", "7,654,321"
LINK = re.compile(r'href="(/[^"#]*)"')
ON = "2026-10-20"
LAPTOPS = ("this computer", "--party", "the folder meadowbrook", "commonground pass", "commonground serve")
PAGES = (
    "/",
    "/package",
    "/movement",
    "/calendar",
    "/claims",
    "/assumptions",
    "/publish",
    "/pass",
    "/preferences",
    "/money",
)


@pytest.fixture(scope="module")
def draft(district) -> str:
    """A draft of the district's, with a version: its address."""
    district.get("/package")
    begun = district.post("/package/begin", {"start": "district", "title": SECRET})
    assert begun.status == 200
    path = "/package/" + begun.url.rpartition("/")[2]
    district.post(f"{path}/keep", {"name": f"{SECRET} version"})
    for amount in ("1", AUTHORITY):
        written = district.post(
            "/package/authority", {"bound": "at most", "amount": amount, "view": "annual", "year": ""}
        )
        assert written.status == 200
    return path


def shown(browser, name="health", said="hold", to=38):
    """The preview of one answer."""
    browser.get("/pass")
    return browser.post("/pass/look", {"answers": str(to), "name": name, "answer": said, "says": "", "on": ON})


def post_to_the_end(browser, form) -> None:
    """A confirmation whose server dies before it answers."""
    with pytest.raises(OSError):
        browser.post("/pass/across", form)


def main_of(answer):
    """An answer without the foot of its page, whose form has a token of its own each time."""
    return replace(answer, text=answer.text.partition("<footer")[0])


def entries(operator) -> list[tuple[int, str]]:
    import psycopg

    with psycopg.connect(operator) as one:
        return one.execute("SELECT number, by FROM records_passed WHERE number > 40 ORDER BY number").fetchall()


def test_no_page_of_a_server_speaks_of_a_laptop_and_where_drafts_are_kept_is_told_as_it_is(union):
    said = {page: re.sub(r"<[^>]+>", " ", union.get(page).text) for page in PAGES}

    assert {page: [words for words in LAPTOPS if words in text] for page, text in said.items()} == {
        key: [] for key in PAGES
    }
    assert (
        "Drafts are rows of the negotiation’s database that your side’s own login role alone reads" in said["/package"]
    )
    assert "Read from what this seat is given of the negotiation at" in said["/"]


def test_no_page_of_the_other_side_and_no_export_has_what_a_caucus_keeps(district, union, draft):
    seen, left = set(), ["/", "/package", "/pass"]
    found = []
    while left and len(seen) < 60:
        path = unescape(left.pop())
        if path in seen or path.startswith("/explain"):
            continue
        seen.add(path)
        answer = union.get(path)
        found += [path] if "zebra" in answer.text or AUTHORITY in answer.text else []
        left += LINK.findall(answer.text) if answer.text.startswith("<!doctype") else []

    assert "zebra" in district.get("/package").text
    assert AUTHORITY in district.get("/package").text
    assert AUTHORITY in district.get(draft).text
    assert "/grid" in seen
    assert len(seen) > 30
    assert found == []


def test_every_address_of_a_draft_is_to_the_other_side_like_one_that_never_was(union, draft):
    union.get("/package")
    never = "/package/123456789"
    for end in ("", "/compare", "/explain?at=total", "/pass", "/grid", "?format=csv", "?format=xlsx"):
        here, there = main_of(union.get(draft + end)), main_of(union.get(never + end))
        assert (here.status, here.text.replace(draft, "").replace(draft.rpartition("/")[2], "")) == (
            there.status,
            there.text.replace(never, "").replace("123456789", ""),
        )
    for end in ("/turn", "/price", "/undo", "/keep", "/take/1", "/grid/typed", "/grid/undo"):
        assert union.post(draft + end, {"name": "x"}).status == union.post(never + end, {"name": "x"}).status == 404


def test_a_draft_of_the_other_side_is_not_passed_either(union, draft):
    union.get("/pass")
    answer = union.post("/pass/look", {"draft": draft.rpartition("/")[2], "issue": "health", "on": ON})

    assert (answer.status, "This caucus has no draft" in answer.text) == (404, True)


@pytest.mark.parametrize("path", [
    "/static/../preferences/district.toml", "/static/%2e%2e/preferences/district.toml", "/preferences/district.toml",
    "/static/..%2f..%2f..%2fetc/passwd", "/media/", "/admin/", "/package?search=zebra", "/explain?at=zebra", "/?a=zebra",
])  # fmt: skip
def test_no_file_and_no_error_tells_anything(union, draft, path):
    answer = union.get(path)

    assert SECRET not in answer.text
    assert "root:" not in answer.text
    assert "Traceback" not in answer.text


def test_what_a_process_lays_out_holds_no_file_of_the_other_side(variables):
    code = "from commonground_web import server\nwith server.opened() as laid:\n    print(*sorted(str(p.relative_to(laid.folder)) for p in laid.folder.rglob('*')), sep='\\n')"
    found = {
        side: sides.run("-c", code, env=variables[side]).stdout.split() for side in ("district", "union", "neutral")
    }

    assert "preferences/district.toml" in found["district"]
    assert "preferences/union.toml" in found["union"]
    for side in ("district", "neutral"):
        assert not [name for name in found[side] if "preferences/union" in name or name.startswith(("votes", "picket"))]
    for side in ("union", "neutral"):
        assert not [
            name for name in found[side] if "preferences/district" in name or name in ("sites.csv", "contingency.toml")
        ]


def test_a_seat_to_which_nothing_is_shown_says_so(variables):
    answer = sides.run("-m", "commonground", "serve", "--port", "0", env=variables["member"])

    assert (answer.returncode, answer.stderr) == (
        2, "error: Nothing of meadowbrook is shown to the seat member yet; let the operator put files for it.\n",
    )  # fmt: skip


def test_a_process_does_not_serve_another_party_than_its_login(variables):
    answer = sides.run("-m", "commonground", "serve", "--party", "district", "--port", "0", env=variables["union"])

    assert (
        answer.returncode,
        '--party is "district"; the login role of DATABASE_URL sits at "union".' in answer.stderr,
    ) == (2, True)


def test_what_one_side_passes_the_other_has_on_its_next_page(operator, district, union, variables):
    before = len(entries(operator))
    crossed = union.post("/pass/across", sides.hidden(shown(union)))
    receipt = re.search(r"<code>(\d+:[0-9a-f]{64})</code>.*?<code>([0-9a-f]{64})</code>", crossed.text, re.DOTALL)

    assert crossed.status == 200, crossed.text
    assert receipt
    assert receipt[1] in district.get(f"/pass/{receipt[1].partition(':')[0]}").text
    assert receipt[2] in district.get(f"/pass/{receipt[1].partition(':')[0]}").text
    assert len(entries(operator)) == before + 1
    proved = sides.run(
        "-m", "commonground_web", "verify", "--head", receipt[1], "--head", receipt[2], env=variables["union"]
    )
    assert (proved.returncode, proved.stdout.splitlines()[-1]) == (0, "Every entry is as it was sealed."), proved.stderr


def test_two_who_pass_at_the_same_moment_lose_nothing(operator, district, union):
    before = len(entries(operator))
    forms = {district: sides.hidden(shown(district, "steps", "hold", 35)), union: sides.hidden(shown(union))}
    answers = {}
    both = [
        threading.Thread(target=lambda one=one: answers.update({one: one.post("/pass/across", forms[one])}))
        for one in (district, union)
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert sorted(answer.status for answer in answers.values()) == [200, 409]
    assert len(entries(operator)) == before + 1
    late = next(one for one, answer in answers.items() if answer.status == 409)
    again = shown(late, "steps", "hold", 35) if late is district else shown(late)
    assert late.post("/pass/across", sides.hidden(again)).status == 200
    assert [number for number, _ in entries(operator)] == list(range(41, 41 + before + 2))


def test_a_process_that_is_killed_while_it_passes_has_passed_nothing(operator, variables):
    import psycopg

    with sides.sitting(variables["union"], "killed") as union, psycopg.connect(operator) as held:
        form = sides.hidden(shown(union))
        before = (
            held.execute("SELECT count(*) FROM records_passed").fetchone(),
            held.execute("SELECT count(*) FROM records_noted").fetchone(),
        )
        held.execute("LOCK TABLE records_passed IN SHARE ROW EXCLUSIVE MODE")
        asked = threading.Thread(target=post_to_the_end, args=(union, form))
        asked.start()
        waits_for = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'INSERT INTO \"records_passed\"%'"
        with psycopg.connect(operator, autocommit=True) as watch:
            while not watch.execute(waits_for).fetchall():
                assert asked.is_alive()
        union.kill()
        asked.join()
        held.rollback()
        after = (
            held.execute("SELECT count(*) FROM records_passed").fetchone(),
            held.execute("SELECT count(*) FROM records_noted").fetchone(),
        )

    assert after == before
    assert sides.run("-m", "commonground_web", "verify", env=variables["union"]).returncode == 0
    with sides.sitting(variables["union"], "again") as union:
        assert union.post("/pass/across", sides.hidden(shown(union))).status == 200


def test_an_audit_log_that_the_operator_cuts_or_rewrites_is_seen(operator, variables, union):
    import psycopg

    assert union.post("/pass/across", sides.hidden(shown(union))).status == 200
    with psycopg.connect(operator) as one:
        one.execute("ALTER TABLE records_noted DISABLE TRIGGER unchanged")
        kept = one.execute("SELECT * FROM records_noted WHERE side = 'union' ORDER BY number DESC LIMIT 1").fetchone()
        names = [column.name for column in one.execute("SELECT * FROM records_noted LIMIT 0").description]
        one.execute("DELETE FROM records_noted WHERE side = 'union' AND id = %s", [kept[names.index("id")]])
        one.commit()
        cut = sides.run("-m", "commonground_web", "verify", env=variables["union"])
        one.execute(f"INSERT INTO records_noted ({', '.join(names)}) VALUES ({', '.join(['%s'] * len(names))})", kept)
        one.execute(
            "UPDATE records_noted SET content = replace(content, 'passed', 'slept') WHERE id = %s",
            [kept[names.index("id")]],
        )
        one.commit()
        rewritten = sides.run("-m", "commonground_web", "verify", env=variables["union"])
        one.execute(
            "UPDATE records_noted SET content = replace(content, 'slept', 'passed') WHERE id = %s",
            [kept[names.index("id")]],
        )
        one.execute("ALTER TABLE records_noted ENABLE TRIGGER unchanged")

    assert "bears a head that the audit log no longer has" in cut.stderr
    assert "what it says is not what was sealed" in rewritten.stderr
    assert (cut.returncode, rewritten.returncode) == (1, 1)
    assert sides.run("-m", "commonground_web", "verify", env=variables["union"]).returncode == 0


def test_files_are_put_on_the_table_or_shown_to_the_public_and_never_what_breaks_a_seat(
    operator, variables, union, tmp_path
):
    shutil.copytree(
        folder_named(Path("meadowbrook")),
        tmp_path / "shown",
        ignore=shutil.ignore_patterns("votes", "preferences", "passes.toml", "picket*"),
    )
    agreement = tmp_path / "table" / "negotiation.toml"
    agreement.parent.mkdir()
    text = (tmp_path / "shown" / "negotiation.toml").read_text()
    agreement.write_text(text.replace("Meadowbrook 2026", "Meadowbrook 2027"))

    def put(folder, side):
        words = ("-m", "commonground_web", "put", str(tmp_path / folder), "--name", "meadowbrook", "--side", side)
        return sides.run(*words, env={"DATABASE_URL": operator})

    assert "Meadowbrook 2026" in union.get("/").text
    assert put("table", "table").stdout == "Put for table of meadowbrook: 1 file.\n"
    assert "Meadowbrook 2027" in union.get("/").text
    agreement.write_text("broken = [")
    broken = put("table", "table")
    assert (broken.returncode, "negotiation.toml" in broken.stderr) == (1, True)
    assert put("shown", "public").returncode == 0
    assert "Meadowbrook 2027" in union.get("/").text
    assert "expected files that a negotiation reads" in put("nowhere", "table").stderr
    assert "there is district, member, neutral, public, table, union" in put("shown", "parents").stderr
    with sides.serving(variables["public"]) as public:
        page = public.get("/public")
        assert page.status == 200
        assert {
            path: public.get(path).status for path in ("/", "/pass", "/account/login/", "/folder.zip")
        } == dict.fromkeys(("/", "/pass", "/account/login/", "/folder.zip"), 404)
