"""publish.toml: nothing is agreed until each party has signed what stands there now; what names something that is not there is told."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from commonground.bargaining.publication import PublicationSignature
from commonground.files.claims import read_claims
from commonground.files.folder import check_folder
from commonground.files.publications import PUBLISH, read_publication, signature_text

READY = Path(__file__).parents[2] / "negotiations" / "meadowbrook"


@pytest.fixture(scope="module")
def negotiation():
    return check_folder(READY).negotiation


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(READY, tmp_path / "own", ignore=shutil.ignore_patterns("votes")))


def reading(folder, negotiation):
    return read_publication(folder, negotiation, read_claims(folder, negotiation)[0])


def written(folder, old, new, file=PUBLISH):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_meadowbrook_is_signed_by_both_and_holds_no_problem(negotiation):
    found, problems = reading(READY, negotiation)

    assert problems == ()
    assert found.is_agreed
    assert [one.by for one in found.signed] == ["B. Ortiz", "R. Adler"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (PUBLISH, "10% more.", "10 percent more."),
        (PUBLISH, "Como ahora.", "Igual que ahora."),
        ("offers/2026-09-29-union.toml", 'percent = "3.5%"', 'percent = "3.4%"'),
        ("claims.toml", "amount = 320_000", "amount = 330_000"),
        ("agreement.toml", 'employee_share = "15%"', 'employee_share = "14%"'),
        ("roster.csv", "T001", "T901"),
        ("sites.csv", "640", "650"),
    ],
)
def test_a_word_or_a_figure_that_changes_takes_both_signatures_away(folder, negotiation, file, old, new):
    written(folder, old, new, file)

    found, problems = reading(folder, negotiation)

    assert found.unsigned == ("district", "union")
    assert [one.code for one in problems] == ["not-signed", "not-signed"]
    assert "to an earlier state" in problems[0].got
    assert found.seal in problems[0].expected


def test_how_the_file_is_spaced_and_remarked_upon_is_not_sealed(folder, negotiation):
    before = reading(folder, negotiation)[0].seal
    written(folder, "[title]", "\n# a remark\n[title]  # and another")

    assert reading(folder, negotiation)[0].seal == before


def test_one_signature_alone_agrees_nothing_and_the_other_does(folder, negotiation):
    text = (folder / PUBLISH).read_text(encoding="utf-8").split("\n[[signed]]")[0]
    (folder / PUBLISH).write_text(text, encoding="utf-8")
    seal = reading(folder, negotiation)[0].seal
    states = []
    for party in ("district", "union"):
        signature = PublicationSignature(party, 'A. "Bee"', dt.date(2026, 10, 7), seal)
        with (folder / PUBLISH).open("a", encoding="utf-8") as file:
            file.write(signature_text(signature))
        states.append(reading(folder, negotiation)[0].unsigned)

    assert states == [("union",), ()]
    assert reading(folder, negotiation)[0].signed[0].by == 'A. "Bee"'


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"2026-09-29-union"]', '"2026-09-29-unoin"]', "unknown-in-publish"),
        ('id = "union-gap"', 'id = "union-gpa"', "unknown-in-publish"),
        ("[issue.says.union]", "[issue.says.unino]", "unknown-in-publish"),
        ('party = "union"', 'party = "nobody"', "unknown-in-publish"),
        ('[issue.says.union]\nen = "As now."\nes = "Como ahora."\n', "", "silent-in-publish"),
        ('es = "Un 10% más."', 'es = ""', "wrong-value"),
        ('"sites"]', '"salaries"]', "wrong-value"),
    ],
)
def test_what_is_not_there_is_told_at_its_line(folder, negotiation, old, new, code):
    written(folder, old, new)

    found, problems = reading(folder, negotiation)

    assert found is None
    assert code in [one.code for one in problems]
    assert all(one.place.line for one in problems)


def test_days_are_published_only_where_there_is_a_calendar(folder, negotiation):
    (folder / "calendar.toml").unlink()

    found, problems = reading(folder, negotiation)

    assert found is None
    assert problems[0].mend == 'Add the file, or strike "days".'
