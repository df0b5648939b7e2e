"""Settlement: the neutral sees the frontier; a side its own value and nothing of the other's; the certificate holds."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from commonground.cli.app import run
from commonground_web import desk


def rows_of(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def at_the_desk_of(meadowbrook, party):
    desk.put(replace(meadowbrook, party=party))
    return Client(headers={"host": "127.0.0.1"})


def test_the_neutral_sees_a_point_in_the_picture_for_each_of_the_frontier(client):
    html = client.get("/settlement").content.decode()
    rows = rows_of(client.get("/settlement?format=csv&table=3"))

    assert len(rows) - 1 == 39 == len(re.findall(r'<circle [^>]*r="3" fill="#555"/>', html))
    assert "its files have all" in html
    assert "--format" not in html


def test_each_side_is_told_its_own_value_and_nothing_of_the_others(client, meadowbrook):
    values = {row[0]: row[1:3] for row in rows_of(client.get("/settlement?format=csv&table=0"))[1:]}
    for at, party in enumerate(("district", "union")):
        browser = at_the_desk_of(meadowbrook, party)
        own = text_of(browser.get("/suggested"))
        exported = browser.get("/suggested?format=json").content.decode()
        refused = browser.get("/settlement")

        mine, theirs = (values["Nash"][side].replace("%", " %") for side in (at, 1 - at))
        assert mine in own
        assert theirs not in own
        assert theirs not in exported
        assert refused.status_code == 404
        assert browser.get("/settlement/certificate").status_code == 404
        assert "the neutral" in text_of(refused)


def test_the_head_leads_to_the_page_that_one_may_see(client, meadowbrook):
    assert 'href="/settlement"' in client.get("/").content.decode()
    assert 'href="/suggested"' in at_the_desk_of(meadowbrook, "union").get("/").content.decode()


def test_nobodys_caucus_is_told_whose_page_it_is(client):
    assert "start with --party" in text_of(client.get("/suggested"))


def test_the_certificate_of_a_rules_package_holds(client, tmp_path, capsys):
    response = client.get("/settlement/certificate?rule=utilitarian")
    (tmp_path / "deal.json").write_bytes(response.content)

    assert json.loads(response.content)["package"]
    assert run(["settle", "meadowbrook", "--verify", str(tmp_path / "deal.json")]) == 0


@pytest.mark.parametrize("page", ["/settlement", "/settlement/certificate"])
def test_a_rule_that_there_is_not_is_told(client, page):
    assert 'No rule is called "fairest".' in client.get(f"{page}?rule=fairest").content.decode().replace("&quot;", '"')


def test_a_folder_without_a_settlement_says_what_to_do(site, tmp_path):
    assert run(["new", str(tmp_path / "own")]) == 0
    desk.lay(Path(tmp_path / "own"))
    browser = Client(headers={"host": "127.0.0.1"})

    assert "The folder has no settlement.toml." in text_of(browser.get("/settlement"))
    assert browser.get("/settlement/certificate").status_code == 404


@pytest.mark.parametrize("page", ["/", "/bridge", "/movement", "/settlement"])
def test_a_picture_is_given_as_svg_and_png(client, page):
    svg = client.get(f"{page}?format=svg&picture=0")
    png = client.get(f"{page}?format=png")

    assert svg.content.startswith(b"<svg ")
    assert b"var(" not in svg.content
    assert svg["Content-Disposition"].endswith('.svg"')
    assert png.content.startswith(b"\x89PNG")
    assert len(png.content) > 5000
    assert client.get(f"{page}?format=png&picture=9").status_code == 404


def test_words_of_a_folder_are_no_markup_in_a_picture_and_no_formula_in_a_file(site, tmp_path):
    assert run(["new", str(tmp_path / "own")]) == 0
    agreement = tmp_path / "own" / "agreement.toml"
    text = agreement.read_text(encoding="utf-8")
    agreement.write_text(text.replace('issue = "wages"', 'issue = "=1+1<b>"'), encoding="utf-8")
    desk.lay(tmp_path / "own")
    browser = Client(headers={"host": "127.0.0.1"})

    svg = browser.get("/?format=svg").content.decode()
    rows = rows_of(browser.get("/?format=csv&table=2"))

    assert "=1+1&lt;b&gt;" in svg
    assert "<b>" not in svg
    assert [row[0] for row in rows if "1+1" in row[0]] == ["'=1+1<b>"]
