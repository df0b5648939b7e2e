"""Passing in the browser: what is shown is what crosses, into the same ledger that `commonground pass` writes; else nothing."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from commonground.files.passes import PASSES
from commonground.files.ready import folder_named

SHOWN = re.compile(r'<pre class="cg-bytes"[^>]*>(.*?)</pre>', re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
RAISE = "teacher-raise:raises[4].percent::"
ON = "2026-10-20"


@pytest.fixture
def sits(meadowbrook, tmp_path):
    """A copy of Meadowbrook on the desk of a party, with a browser."""
    from django.test import Client

    from commonground_web import desk

    folder = tmp_path / "own"
    shutil.copytree(folder_named(Path("meadowbrook")), folder)

    def client(party):
        desk.lay(folder, party)
        found = Client(headers={"host": "127.0.0.1"})
        found.folder = folder
        return found

    return client


def text(response):
    return unescape(response.content.decode())


def hidden(response):
    """The preview's own form, as a browser sends it."""
    form = response.content.decode().rpartition("<form")[2]
    found = {}
    for name, value in HIDDEN.findall(form):
        found.setdefault(unescape(name), []).append(unescape(value))
    return {name: values for name, values in found.items() if name != "csrfmiddlewaretoken"}


def answer(client, name, said, to=38):
    """The preview of one answer."""
    return client.post("/pass/look", {"answers": to, "name": name, "answer": said, "says": "", "on": ON})


def test_an_answer_is_shown_byte_by_byte_and_crosses_only_when_confirmed(sits):
    client = sits("union")
    before = (client.folder / PASSES).read_text()

    shown = answer(client, "health", "hold")
    nothing = (client.folder / PASSES).read_text()
    crossed = client.post("/pass/across", hidden(shown))

    assert nothing == before
    assert crossed.status_code == 302
    after = (client.folder / PASSES).read_text()
    assert after == before + unescape(SHOWN.search(shown.content.decode())[1])
    assert "Meadowbrook School Committee" in text(shown)
    assert re.search(r"41:[0-9a-f]{64}", text(client.get(crossed["Location"])))


@pytest.mark.slow
def test_a_draft_crosses_as_an_offer_on_the_issues_that_are_chosen(sits):
    client = sits("district")
    draft = client.post("/package/begin", {"start": "district", "title": "Ours"})["Location"]
    form = client.get(draft).content.decode()
    numbers = {
        unescape(name): unescape(value) for name, value in re.findall(r'name="([^"]+:[^"]*)" value="([^"]*)"', form)
    }
    dial = next(name for name in numbers if name.startswith("longevity:"))
    client.post(f"{draft}/turn", {**numbers, dial: "2345"})
    number = draft.rpartition("/")[2]

    offered = text(client.get(f"{draft}/pass"))
    shown = client.post("/pass/look", {"draft": number, "issue": "longevity", "answers": 37, "sort": "", "on": ON})
    crossed = client.post("/pass/across", hidden(shown))

    assert 'value="longevity"' in offered
    assert "2345" in text(shown)
    assert crossed.status_code == 302, text(crossed)
    from commonground_web import desk

    last = desk.at_hand().negotiation.ledger.passes[-1]
    assert [stand.issue for stand in last.stands] == ["longevity"]
    assert any(edit.value == "2345" for edit in last.stands[0].edits)
    assert "longevity" not in text(client.get(f"{draft}/pass")).partition("<fieldset")[2].partition("</fieldset>")[0]


@pytest.mark.slow
def test_agreeing_to_what_the_other_side_proposed_is_a_tentative_agreement(sits):
    from commonground_web import desk

    client = sits("union")
    shown = answer(client, "longevity", "tentative agreement", to=28)
    assert shown.status_code == 200, text(shown)
    crossed = client.post("/pass/across", hidden(shown))

    assert crossed.status_code == 302, text(crossed)
    standing = {one.issue: one.parties for one in desk.at_hand().negotiation.history.standing}
    assert set(standing["longevity"]) == {"district", "union"}


@pytest.mark.slow
def test_of_two_who_confirm_at_once_the_second_is_told_and_nothing_is_lost(sits):
    one = sits("union")
    first, second = answer(one, "health", "hold"), answer(one, "steps", "hold", to=36)
    took = one.post("/pass/across", hidden(first)).status_code
    late = one.post("/pass/across", hidden(second))

    assert (took, late.status_code) == (302, 409)
    assert "Nothing crossed" in text(late)
    assert one.post("/pass/across", hidden(answer(one, "steps", "hold", to=36))).status_code == 302
    assert (one.folder / PASSES).read_text().count("number = 42\n") == 1


def test_what_does_not_fit_is_told_and_does_not_cross(sits):
    client = sits("union")
    before = (client.folder / PASSES).read_text()
    stranger = client.post(
        "/pass/look", {"answers": 38, "name": "parking", "answer": "tentative agreement", "says": "", "on": ON}
    )
    late = client.post("/pass/look", {"answers": 38, "name": "wages", "answer": "hold", "says": "", "on": "tomorrow"})
    forged = client.post("/pass/across", {**hidden(answer(client, "health", "hold")), "says": ["something else"]})

    assert "parking" in text(stranger)
    assert stranger.status_code == 422
    assert "expected a day" in text(late)
    assert forged.status_code == 409
    assert (client.folder / PASSES).read_text() == before


def test_nobodys_caucus_passes_nothing_and_a_ready_folder_is_not_written(client):
    assert "Nobody’s caucus sits here" in text(answer(client, "health", "hold"))


@pytest.mark.slow
def test_the_audit_log_is_sealed_and_a_changed_entry_is_seen(sits):
    from commonground.values.hash_chain import first_break
    from commonground_web.actions.note import key
    from commonground_web.records.models import Noted

    client = sits("union")
    client.post("/package/begin", {"start": "union", "title": "Audited"})
    client.post("/pass/across", hidden(answer(client, "health", "hold")))
    links = [one.link for one in Noted.objects.filter(side="union")]

    assert first_break(links, key()) is None
    assert {link.content["did"] for link in links} >= {"draft begun", "passed"}
    changed = [
        *links[:-1],
        type(links[-1])(links[-1].number, links[-1].previous, {**links[-1].content, "entry": 1}, links[-1].seal),
    ]
    assert first_break(changed, key()).number == links[-1].number
