"""Accounts of a side's server: nobody gets in without password and second factor; wrong passwords lock out; settings are for TLS."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from web import cluster, sides

needs_server = [pytest.mark.slow, pytest.mark.skipif(bool(cluster.why_not()), reason=cluster.why_not() or "-")]


def marked(test):
    for mark in needs_server:
        test = mark(test)
    return test


@pytest.fixture(scope="module")
def variables(tmp_path_factory) -> Iterator[dict[str, dict[str, str]]]:
    """Meadowbrook set up: the variables of each side's process."""
    with cluster.running() as operator:
        yield sides.set_up(operator, "meadowbrook", "meadowbrook", tmp_path_factory.mktemp("set-up") / "seats")


@marked
def test_without_signing_in_every_page_leads_to_the_door_and_the_door_says_nothing_of_the_negotiation(variables):
    with sides.serving(variables["union"]) as browser:
        for path in ("/", "/package", "/pass", "/explain?at=total", "/member", "/account/2fa/", "/nowhere"):
            answer = browser.get(path)
            assert answer.url.endswith("/account/login/"), path
            assert "Meadowbrook" not in answer.text
        assert browser.get("/account/signup/").url.endswith("/account/login/")
        assert browser.post("/package/begin", {"start": "union", "title": "x"}).url.endswith("/account/login/")
        browser.token = "stale"
        stale = browser.post("/account/login/", {"login": "uma", "password": "x"})
        assert (stale.status, "Meadowbrook" in stale.text) == (403, False)
        assert "load the page again" in stale.text


@marked
def test_a_second_factor_is_needed_before_any_page_and_at_every_sign_in(variables):
    password = sides.person(variables["union"], "uma")
    with sides.serving(variables["union"]) as browser:
        browser.get("/account/login/")
        browser.post("/account/login/", {"login": "uma", "password": password})
        for path in ("/", "/package", "/account/2fa/recovery-codes/"):
            answer = browser.get(path)
            assert "Your password again" in answer.text
            assert "Meadowbrook" not in answer.text
        other = sides.Browser(browser.address, browser.process)
        secret = sides.sign_in(other, "uma", password)
        assert "Meadowbrook" in other.get("/").text
        assert other.get("/account/email/").status == 404
        third = sides.Browser(browser.address, browser.process)
        third.get("/account/login/")
        asked = third.post("/account/login/", {"login": "uma", "password": password})
        assert asked.url.endswith("/account/2fa/authenticate/")
        assert third.get("/").url.endswith("/account/2fa/authenticate/")
        third.post("/account/2fa/authenticate/", {"code": "000000"})
        assert third.get("/").url.endswith("/account/2fa/authenticate/")
        assert [third.get("/account/login/").text.count("Signed in as") for _ in range(8)] == [
            0
        ] * 8  # whichever thread
        assert secret not in third.get("/account/2fa/authenticate/").text
        third.post("/account/2fa/authenticate/", {"code": sides.code_of(secret, time.time() - 120)})
        assert third.get("/").url.endswith("/account/2fa/authenticate/")
        third.post("/account/2fa/authenticate/", {"code": sides.code_of(secret, time.time() + 30)})  # a clock ahead
        assert "Meadowbrook" in third.get("/").text


@marked
def test_who_is_wrong_five_times_is_locked_out_even_with_the_right_password(variables):
    password = sides.person(variables["district"], "dana")
    with sides.serving(variables["district"]) as browser:
        browser.get("/account/login/")
        wrong = [{"login": "dana", "password": f"wrong {number}"} for number in range(5)]
        tried = [browser.post("/account/login/", form) for form in wrong]
        browser.post("/account/login/", {"login": "dana", "password": password})
        after = browser.get("/")

    assert [answer.status for answer in tried] == [200] * 4 + [429]
    assert "rests for 15 minutes" in tried[-1].text
    assert after.url.endswith("/account/login/")


@marked
def test_an_account_of_one_side_is_none_of_the_other(variables):
    password = sides.person(variables["union"], "ulla")
    with sides.serving(variables["district"]) as browser:
        browser.get("/account/login/")
        answer = browser.post("/account/login/", {"login": "ulla", "password": password})

    assert "not correct" in answer.text


@marked
def test_accounts_are_made_again_and_taken_away_and_what_is_wrong_is_told(variables):
    env = variables["neutral"]
    first = sides.person(env, "nina")
    twice = sides.run("-m", "commonground_web", "person", "nina", env=env)
    second = sides.person(env, "nina", "--again")
    gone = sides.run("-m", "commonground_web", "person", "nina", "--remove", env=env)
    nobody = sides.run("-m", "commonground_web", "person", "nina", "--remove", env=env)

    assert first != second
    assert '"nina" has an account already' in twice.stderr
    assert gone.stdout == "nina has no account any more.\n"
    assert 'No account is called "nina"' in nobody.stderr


@marked
def test_what_a_person_passes_bears_the_name_in_the_audit_log(variables):
    code = (
        "from commonground_web import server\nwith server.opened():\n"
        "    from commonground_web.records.models import Noted\n    print(*[one.content for one in Noted.objects.all()])"
    )
    with sides.sitting(variables["union"], "berta") as browser:
        browser.get("/package")
        browser.post("/package/begin", {"start": "union", "title": "zebra"})
    said = sides.run("-c", code, env=variables["union"]).stdout

    assert '"person": "berta"' in said
    assert "zebra" not in said


def test_the_settings_of_a_server_behind_tls_pass_djangos_check_for_deployment(tmp_path):
    env = {
        "DATABASE_URL": "postgresql://nobody:nothing@127.0.0.1:1/none",
        "COMMONGROUND_STATE": str(tmp_path),
        "COMMONGROUND_HOST": "table.example.org",
        "COMMONGROUND_SECRET_KEY": "0123456789" * 7,
        "DJANGO_SETTINGS_MODULE": "commonground_web.server_settings",
    }
    answer = sides.run("-W", "ignore", "-m", "django", "check", "--deploy", "--fail-level", "INFO", env=env)

    assert (answer.returncode, answer.stdout, answer.stderr) == (
        0,
        "System check identified no issues (0 silenced).\n",
        "",
    )


def test_a_pace_is_kept_by_each_who_asks_and_is_forgotten():
    from commonground_web.accounts.pace import SECONDS, Pace

    moment = [0.0]
    pace = Pace(lambda: moment[0])
    asked = [pace.allows("one", 3) for _ in range(5)]
    other = pace.allows("other", 3)
    moment[0] = SECONDS

    assert asked == [True, True, True, False, False]
    assert other
    assert pace.allows("one", 3)


def test_a_code_is_that_of_the_standard():
    """RFC 6238, appendix B: at 59 seconds 94287082, of which six figures are taken."""
    assert sides.code_of("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 59) == "287082"
    assert len(sides.code_of("GEZDGNBVGY3TQOJQ", time.time())) == 6
