"""What each seat is shown of the pages: of every address of a server it is said to whom it belongs, and to whom it does not."""

from __future__ import annotations

import json

import pytest

from web import cluster, sides

ADDRESSES = """
import django; django.setup()
import json
from django.urls import get_resolver
from commonground_web.accounts.audience import SHOWN, is_shown
found = {}
def walk(patterns, before=""):
    for one in patterns:
        said = before + str(one.pattern)
        if hasattr(one, "url_patterns"): walk(one.url_patterns, said)
        else: found[said] = (one.callback.__module__, [sits for sits in SHOWN if is_shown(one.callback.__module__, sits)])
walk(get_resolver().url_patterns)
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def addresses(tmp_path_factory):
    """Every address of a server: the module of its view, and the audiences that have it."""
    env = {
        "DATABASE_URL": "postgresql://nobody:nothing@127.0.0.1:1/none",
        "COMMONGROUND_STATE": str(tmp_path_factory.mktemp("state")),
        "DJANGO_SETTINGS_MODULE": "commonground_web.server_settings",
    }
    answer = sides.run("-W", "ignore", "-c", ADDRESSES, env=env)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def test_every_address_belongs_to_an_audience(addresses):
    nobodys = {path for path, (_, sits) in addresses.items() if not sits}

    assert len(addresses) > 40
    assert nobodys == set()


def test_what_a_caucus_does_is_at_no_other_seat_and_the_neutrals_page_at_no_caucus(addresses):
    of = {path: sits for path, (module, sits) in addresses.items() if module.startswith("commonground_web.")}

    assert of["package"] == of["pass/across"] == of["roster/check"] == ["caucus"]
    assert of["settlement"] == ["neutral"]
    assert of["folder.zip"] == of[""] == ["caucus", "neutral"]
    assert [path for path, sits in of.items() if "public" in sits and not path.startswith("public")] == []
    assert [path for path, sits in of.items() if "member" in sits and not path.startswith(("public", "member"))] == []


@pytest.mark.slow
@pytest.mark.skipif(bool(cluster.why_not()), reason=cluster.why_not() or "-")
def test_the_neutrals_server_has_no_page_of_a_caucus(tmp_path):
    with cluster.running() as operator:
        env = sides.set_up(operator, "meadowbrook", "meadowbrook", tmp_path / "seats")["neutral"]
        with sides.sitting(env, "nina") as neutral:
            statuses = {path: neutral.get(path).status for path in ("/", "/package", "/pass", "/suggested", "/nowhere")}
            head = neutral.get("/").text

    assert statuses == {"/": 200, "/package": 404, "/pass": 404, "/suggested": 404, "/nowhere": 404}
    assert 'href="/package"' not in head
    assert "Signed in as nina" in head
