"""Kill -9 at a named point of a pass, an import and a publication, in a folder and on a server.

A child process kills itself where one of its functions is called; what is there afterwards is all of it or nothing, the audit
log and the ledgers prove, and the same can be done again.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from commonground.files.ready import folder_named
from web import cluster, sides
from web.test_own_roster import written
from web.test_publishing import form

pytestmark = pytest.mark.slow
needs_postgres = pytest.mark.skipif(bool(cluster.why_not()), reason=cluster.why_not() or "-")
AT_A_FILE = """
import os, pathlib, signal
real = pathlib.Path.replace
def replace(self, target):
    at_it = str(target).endswith("{name}")
    if at_it and "{when}" == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    done = real(self, target)
    if at_it:
        os.kill(os.getpid(), signal.SIGKILL)
    return done
pathlib.Path.replace = replace
"""
AT_A_COMMIT = """
import os, signal
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
real, asked, seen = BaseDatabaseWrapper.commit, CursorWrapper.execute, []
def execute(self, statement, *more):
    seen.extend([1] if statement.startswith('INSERT INTO "{name}"') else [])
    return asked(self, statement, *more)
def commit(self):
    at_it = self.vendor == "postgresql" and seen
    if at_it and "{when}" == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    real(self)
    if at_it:
        os.kill(os.getpid(), signal.SIGKILL)
BaseDatabaseWrapper.commit, CursorWrapper.execute = commit, execute
"""
AT_A_STATEMENT = """
import os, signal
from django.db.backends.utils import CursorWrapper
real = CursorWrapper.execute
def execute(self, statement, *more):
    if statement.startswith('{verb} "{name}"'):
        os.kill(os.getpid(), signal.SIGKILL)
    return real(self, statement, *more)
CursorWrapper.execute = execute
"""
PAYROLL = b"Bargaining Unit,Schedule,Lane,Step,FTE\nteachers,teacher,BA,1,1\nteachers,teacher,MA,4,1\nparaprofessionals,aide,P,A,1\n"
PLACES = {"publish.toml": "own", "roster.csv": "own", "roster-map.toml": "own", "wrote.json": ".roster"}


def passing(browser):
    """The confirmation of a pass: where it is sent, and what."""
    browser.get("/pass")
    said = {"answers": "38", "name": "health", "answer": "hold", "says": "", "on": "2026-10-20"}
    return "/pass/across", sides.hidden(browser.post("/pass/look", said))


def publishing(browser):
    """The confirmation of a publication."""
    begun = form(browser.get("/publish").text, "/publish/look")
    look = browser.post("/publish/look", {**begun, "shows": ["days"], "title.en": "A page"})
    assert look.status == 200, look.text
    return "/publish/propose", {**form(look.text, "/publish/propose"), "person": "Somebody"}


def importing(browser):
    """The confirmation of an import."""
    browser.get("/roster")
    assert browser.send("/roster/upload", "payroll.csv", PAYROLL).status == 200
    browser.get("/roster/check")
    return "/roster/write", {}


def dies(browser, made):
    path, said = made(browser)
    with pytest.raises(OSError):
        browser.post(path, said)


def proves(env, *words):
    proved = sides.run("-m", "commonground_web", "verify", *words, env=env)
    assert proved.returncode == 0, proved.stdout + proved.stderr


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(folder_named(Path("meadowbrook")), tmp_path / "own"))


@pytest.fixture
def env(tmp_path):
    return {"XDG_DATA_HOME": str(tmp_path / "data"), "HOME": str(tmp_path)}


@pytest.mark.parametrize("point", ["before publish.toml", "after publish.toml"])
def test_a_publication_is_there_whole_or_not(folder, env, point):
    when, name = point.split()
    before = (folder / name).read_text()
    with sides.serving(
        env, str(folder), "--party", "union", code=AT_A_FILE.format(name=PLACES[name] + "/" + name, when=when)
    ) as browser:
        dies(browser, publishing)
    after = (folder / name).read_text()

    assert (after == before) == (when == "before")
    assert after == before or ("A page" in after and after.count("[[signed]]") == 1)
    proves(env, str(folder), "--party", "union")
    with sides.serving(env, str(folder), "--party", "union") as browser:
        assert browser.post(*publishing(browser)).status == 200


@pytest.mark.parametrize("point", [
    "before roster-map.toml", "after roster-map.toml", "before roster.csv", "after roster.csv", "before wrote.json",
])  # fmt: skip
def test_an_import_is_there_whole_or_not(folder, env, point):
    when, name = point.split()
    files = ("roster.csv", "roster-map.toml")
    before = {file: (folder / file).read_bytes() for file in files if (folder / file).is_file()}
    with sides.serving(
        env, str(folder), "--party", "district", code=AT_A_FILE.format(name=PLACES[name] + "/" + name, when=when)
    ) as browser:
        dies(browser, importing)
    is_written = point in ("after roster.csv", "before wrote.json")
    proves(env, str(folder), "--party", "district")
    after = {file: (folder / file).read_bytes() for file in files if (folder / file).is_file()}

    assert (after == before) != is_written
    assert {*after} == {*files} if is_written else after == before
    with sides.serving(env, str(folder), "--party", "district") as browser:
        assert ("3 people" in browser.get("/roster").text) == is_written
        assert browser.post(*(("/roster/undo", {}) if is_written else importing(browser))).status == 200
    last = {file: (folder / file).read_bytes() for file in files if (folder / file).is_file()}
    assert (last == before) == is_written


@pytest.fixture(scope="module")
def seat(variables):
    return variables["union"]


def counted(operator):
    import psycopg

    with psycopg.connect(operator) as one:
        asked = "SELECT (SELECT count(*) FROM records_passed), (SELECT count(*) FROM records_published), (SELECT count(*) FROM records_noted)"
        return one.execute(asked).fetchone()


@needs_postgres
@pytest.mark.parametrize(("point", "code", "done"), [
    ("between", AT_A_STATEMENT.format(verb="INSERT INTO", name="records_{}"), 0),
    ("before", AT_A_COMMIT.format(name="records_{}", when="before"), 0),
    ("after", AT_A_COMMIT.format(name="records_{}", when="after"), 1),
], ids=["between note and entry", "before the commit", "after the commit"])  # fmt: skip
def test_an_entry_and_its_note_are_there_or_neither(operator, seat, point, code, done):
    for table, made in (("passed", passing), ("published", publishing)):
        before = counted(operator)
        with sides.sitting(seat, f"{table}-{point}", code.replace("{}", table)) as browser:
            dies(browser, made)
        more = tuple(after - was for after, was in zip(counted(operator), before, strict=True))

        assert more == (done * (table == "passed"), done * (table == "published"), done)
        proves(seat)
    with sides.sitting(seat, f"again-{point}") as browser:
        assert [browser.post(*made(browser)).status for made in (passing, publishing)] == [200, 200]


def own(operator):
    """What the union has of its own: numbers and people of its rosters, payrolls that are set aside, entries of its log."""
    import psycopg

    with psycopg.connect(operator) as one:
        rosters = one.execute("SELECT number, people FROM records_ownroster ORDER BY number").fetchall()
        asked = "SELECT (SELECT count(*) FROM records_payroll), (SELECT count(*) FROM records_noted)"
        return rosters, *one.execute(asked).fetchone()


@needs_postgres
@pytest.mark.parametrize(("point", "code", "done"), [
    ("note", AT_A_STATEMENT.format(verb="INSERT INTO", name="records_ownroster"), 0),
    ("roster", AT_A_STATEMENT.format(verb="DELETE FROM", name="records_payroll"), 0),
    ("before", AT_A_COMMIT.format(name="records_ownroster", when="before"), 0),
    ("after", AT_A_COMMIT.format(name="records_ownroster", when="after"), 1),
], ids=["between note and roster", "before what was set aside is gone", "before the commit", "after the commit"])  # fmt: skip
def test_a_caucuss_own_roster_is_written_whole_or_not(operator, seat, point, code, done):
    with sides.sitting(seat, f"own-{point}") as browser:
        browser.post(*importing(browser))
        importing(browser)
    rosters, staged, notes = own(operator)
    with sides.sitting(seat, f"dies-{point}", code) as browser:
        browser.get("/roster")
        with pytest.raises(OSError):
            browser.post("/roster/write", {})
    last = rosters[-1][0]
    proves(seat)

    assert own(operator) == ([*rosters[-1:], (last + 1, 3)] if done else rosters, staged - done, notes + done)
    with sides.sitting(seat, f"more-{point}") as browser:
        assert ("Set aside" in browser.get("/roster").text) == (not done)
        assert "own roster: 3 people" in written(browser).text.replace("’s", "")
    proves(seat)


@needs_postgres
@pytest.mark.parametrize(("verb", "table", "path"), [
    ("INSERT INTO", "records_payroll", "upload"), ("DELETE FROM", "records_ownroster", "undo"),
])  # fmt: skip
def test_a_payroll_is_set_aside_and_a_roster_taken_back_whole_or_not(operator, seat, verb, table, path):
    with sides.sitting(seat, f"first-{path}") as browser:
        browser.post(*importing(browser))
        importing(browser)
    before = own(operator)
    with sides.sitting(seat, f"killed-{path}", AT_A_STATEMENT.format(verb=verb, name=table)) as browser:
        browser.get("/roster")
        with pytest.raises(OSError):
            browser.send("/roster/upload", "other.csv", PAYROLL) if path == "upload" else browser.post(
                "/roster/undo", {}
            )
    proves(seat)

    assert own(operator) == before
    assert before[1] == 1
