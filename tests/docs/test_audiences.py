"""The pages for a district, a union, a neutral and an operator: what they name is there."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

import pytest

from commonground.cli.verbs import VERBS

PROJECT = Path(__file__).parents[2]
PAGES = sorted((PROJECT / "docs").glob("for-*.md"))
NAMES = {verb.name.split()[0] for verb in VERBS}
OPERATING = PROJECT / "src" / "commonground_web"


def test_there_is_a_page_for_each():
    assert [page.stem for page in PAGES] == ["for-a-district", "for-a-neutral", "for-a-union", "for-an-operator"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_and_picture_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))

    assert links
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_is_one_of_the_program(page):
    text = page.read_text(encoding="utf-8")
    said = re.findall(r"(?:^    |`)commonground ([a-z-]+)", text, re.MULTILINE)
    of_operators = re.findall(r"-m commonground_web ([a-z-]+)", text)
    known = re.findall(r'^    "([a-z-]+)": ', (OPERATING / "__main__.py").read_text(), re.MULTILINE)

    assert [verb for verb in said if verb not in NAMES] == []
    assert [verb for verb in of_operators if verb not in known] == []


def test_every_variable_of_a_server_is_one_that_it_reads():
    told = "".join(path.read_text() for path in (PROJECT / "deploy").iterdir())
    named = set(re.findall(r"COMMONGROUND_[A-Z]+", told + (PROJECT / "docs" / "for-an-operator.md").read_text()))
    code = "".join(path.read_text() for path in OPERATING.rglob("*.py"))

    assert {name for name in named if name not in code} == {"COMMONGROUND_PORT"}  # the unit's own, for --port


def test_the_unit_gives_a_side_its_file_its_state_and_little_else():
    unit = configparser.ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str
    unit.read(PROJECT / "deploy" / "commonground@.service")

    service = unit["Service"]
    assert service["ExecStart"].split()[1] in NAMES
    assert service["EnvironmentFile"] == "/etc/commonground/%i.env"
    assert (service["ProtectSystem"], service["NoNewPrivileges"], service["PrivateTmp"]) == ("strict", "true", "true")
