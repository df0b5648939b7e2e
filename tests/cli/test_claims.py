"""`claims` and `propose-claims` as a person gives them; claims.toml with something wrong in it."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
import tomllib
from pathlib import Path

import pytest

from commonground.files.ready import ready_folder

CLAIM = """
[[claim]]
id = "one"
who = "A. Ames"
side = "union"
outlet = "Courier"
date = 2026-03-01
quotation = "$38 million a year"
figure = { measure = "gap", amount = 38_000_000, basis = "a year" }
"""
ARTICLE = "The union said it is $38 million a year. The district said it is $100 million over five years.\n"


@pytest.fixture
def claims(folder: Path) -> Path:
    (folder / "claims.toml").write_text(CLAIM)
    return folder / "claims.toml"


VERDICTS = {
    "board-july-14": "reproduced",
    "board-16": "reproduced",
    "union-15": "reproduced",
    "union-half-percent": "reproduced",
    "city-1-5-billion": "reproduced",
    "city-half-billion": "reproduced",
    "board-july-300": "reproduced on another basis",
    "board-351": "not reproducible from these assumptions",
    "strike-vote-94": "unverifiable",
}


def test_every_claim_of_chicago_has_its_verdict_and_none_is_called_false(go):
    said = go("claims", "chicago-2019", "--format", "json")
    rows = {row["label"]: row["values"] for row in json.loads(said.out)["tables"][0]["rows"]}
    written = tomllib.loads((ready_folder() / "chicago-2019" / "claims.toml").read_text())["claim"]

    assert said.code == 0
    assert list(rows) == [claim["id"] for claim in written]
    assert {name: rows[name][-1] for name in VERDICTS} == VERDICTS
    assert "false" not in " ".join(value for row in rows.values() for value in row)


def test_claims_go_out_as_schema_orgs_claim_review(go):
    found = json.loads(go("claims", "chicago-2019", "--claim", "union-half", "--format", "claimreview").out)
    (review,) = found["@graph"]

    assert found["@context"] == "https://schema.org"
    assert review["@type"] == "ClaimReview"
    assert review["claimReviewed"] == "half a percent of 7.7 billion"
    assert review["reviewRating"]["alternateName"] == "reproduced"
    assert review["itemReviewed"]["author"]["name"] == "Chicago Teachers Union"


AUTHORS = {"Person", "Organization"}
SCHEMA_ORG = {  # https://schema.org/ClaimReview and the pages of its properties, November 2026: what each may hold
    "ClaimReview": {
        "identifier": {"Text"},
        "claimReviewed": {"Text"},
        "author": AUTHORS,
        "reviewRating": {"Rating"},
        "reviewBody": {"Text"},
        "itemReviewed": {"Claim"},
    },
    "Rating": {"alternateName": {"Text"}, "ratingExplanation": {"Text"}},
    "Claim": {"text": {"Text"}, "author": AUTHORS, "datePublished": {"Date"}, "appearance": {"CreativeWork"}},
    "CreativeWork": {"publisher": AUTHORS, "name": {"Text"}},
    "Person": {"name": {"Text"}, "jobTitle": {"Text"}},
    "Organization": {"name": {"Text"}},
}


def misfits(item: dict[str, object]) -> list[str]:
    """Properties that a type of schema.org does not have, or whose value is of a type that it does not hold."""
    found = []
    for name, value in item.items():
        allowed = SCHEMA_ORG[str(item["@type"])].get(name, set())
        if name == "@type":
            continue
        if isinstance(value, dict):
            found += [name] * (value["@type"] not in allowed) + misfits(value)
        elif "Date" in allowed:
            dt.date.fromisoformat(str(value))
        else:
            found += [name] * ("Text" not in allowed or not isinstance(value, str) or not value)
    return found


@pytest.mark.parametrize("folder", ["chicago-2012", "chicago-2019", "meadowbrook"])
def test_every_review_has_only_properties_that_schema_org_gives_its_type(go, folder):
    found = json.loads(go("claims", folder, "--format", "claimreview").out)

    assert set(found) == {"@context", "@graph"}
    assert [(one["identifier"], misfits(one)) for one in found["@graph"] if misfits(one)] == []


def test_who_has_a_role_is_a_person_and_a_party_is_an_organization(go):
    reviews = json.loads(go("claims", "chicago-2019", "--format", "claimreview").out)["@graph"]
    authors = {one["identifier"]: one["itemReviewed"]["author"] for one in reviews}

    assert authors["union-38-a-year"] == {"@type": "Organization", "name": "Chicago Teachers Union"}
    assert authors["fact-finder-16"] == {"@type": "Person", "name": "Steven Bierig", "jobTitle": "fact-finder"}


def test_a_claim_that_is_not_there_is_said(go):
    said = go("claims", "chicago-2019", "--claim", "unoin-15")

    assert said.code == 2
    assert 'Did you mean "union-15"?' in said.err


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('side = "union"', 'side = "labor"', "wrong-value"),
        ("amount = 38_000_000", 'amount = "many"', "wrong-value"),
        ('basis = "a year"', 'basis = "by year"', "wrong-value"),
        ('basis = "a year"', 'basis = "a year", high = 1', "wrong-value"),
        ('quotation = "$38 million a year"', 'quotation = "a wide gap"', "unanchored-quotation"),
        ('quotation = "$38 million a year"', f'quotation = "$38 million {"a year " * 60}"', "long-quotation"),
        ('outlet = "Courier"', 'outlet = "Courier"\nanswers = "two"', "unknown-in-claims"),
        ('outlet = "Courier"', 'outlet = "Courier"\noffers = ["2026-03-08-unoin"]', "unknown-in-claims"),
        ('outlet = "Courier"', 'outlet = "Courier"\ntells = "They left."', "wrong-value"),
        ('outlet = "Courier"', 'outlet = "Courier"\nrecipe = { operation = "sum", of = ["x"] }', "unknown-in-claims"),
        ('outlet = "Courier"', 'outlet = "Courier"\nrecipe = { operation = "ramp", of = ["x"] }', "wrong-value"),
        ('id = "one"', 'id = "one"\nsaid = "so"', "unknown-field"),
        ("date = 2026-03-01", "", "missing-field"),
    ],
)
def test_check_finds_what_is_wrong_in_claims_with_its_line(go, claims, edit, old, new, problem):
    edit(claims, old, new)

    said = go("check", claims.parent, "--format", "json")
    (found,) = json.loads(said.out)

    assert (found["code"], found["file"]) == (problem, "claims.toml")
    assert found["line"]


@pytest.mark.parametrize(
    ("words", "amount", "held"),
    [
        ("barely a quarter of it", 25, True),
        ("two-thirds of it", "66.67", True),
        ("half of it", 40, False),
        ("half a percent", "0.5", True),
        ("half a percent", 50, False),
        ("half of one percent", 50, False),
        ("one third", "33.33", True),
        ("a fourth offer of 3 percent", 25, False),
        ("in the third quarter of the year", 25, False),
        ("in the second half of the year", 50, False),
    ],
)
def test_a_share_may_stand_in_words(go, claims, edit, words, amount, held):
    edit(claims, "38 million a year", words)
    edit(claims, 'measure = "gap", amount = 38_000_000', f'measure = "share", unit = "percent", amount = {amount}')

    assert (go("check", claims.parent).problems == []) is held


@pytest.mark.parametrize("named", ["union", "03-08", "employer", "2026-03-01-district"])
def test_a_claim_names_an_offer_by_a_part_of_its_name_or_by_its_side(go, claims, edit, named):
    edit(claims, 'measure = "gap"', 'measure = "cost"')
    edit(claims, 'outlet = "Courier"', f'outlet = "Courier"\noffers = ["{named}"]')
    edit(claims, "2026-03-01\nquot", "2026-03-31\nquot")

    assert go("check", claims.parent).problems == []
    recipes = json.loads(go("claims", claims.parent, "--format", "json").out)["tables"][1]["rows"]
    assert ("district" if named in ("employer", "2026-03-01-district") else "union") in recipes[0]["values"][1]


@pytest.mark.parametrize(
    ("named", "mend"),
    [
        ("2026-03", "It is part of 2026-03-01-district, 2026-03-08-union. Name one."),
        ("teachers", "There is 2026-03-01-district, 2026-03-08-union."),
    ],
)
def test_an_offer_that_is_none_or_several_lists_those_of_the_folder(go, claims, edit, named, mend):
    edit(claims, 'outlet = "Courier"', f'outlet = "Courier"\noffers = ["{named}"]')

    (found,) = json.loads(go("check", claims.parent, "--format", "json").out)

    assert found["code"] == "unknown-in-claims"
    assert mend in found["mend"]


def test_two_claims_of_one_id_are_found(go, claims):
    claims.write_text(CLAIM * 2)

    (found,) = json.loads(go("check", claims.parent, "--format", "json").out)

    assert found["code"] == "repeated-id"


def test_claims_without_a_file_say_what_to_do(go, folder):
    said = go("claims", folder)

    assert said.code == 1
    assert "claims.toml: got no such file" in said.err
    words = " ".join(said.err.split())
    assert "commonground propose-claims ARTICLE --into claims.toml" in words
    assert "Meadowbrook's may be a model:" in words


def test_proposals_are_listed_as_json(go, tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE)
    found = json.loads(go("propose-claims", tmp_path / "a.txt", "--format", "json").out)["proposals"]

    assert [(one["side"], one["amount"], one["basis"], one["years"]) for one in found] == [
        ("union", "38000000", "a year", ""),
        ("employer", "100000000", "contract life", 5),
    ]


def test_confirmed_proposals_become_claims_that_check_reads(go, folder, monkeypatch, tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"n\ny\n")))

    said = go(
        "propose-claims",
        tmp_path / "a.txt",
        "--into",
        folder / "claims.toml",
        "--outlet",
        'A "B"',
        "--date",
        "2026-03-01",
    )
    found = tomllib.loads((folder / "claims.toml").read_text())["claim"]

    assert "1 claim added" in said.err
    assert [(one["side"], one["outlet"], one["figure"]["amount"]) for one in found] == [
        ("employer", 'A "B"', 100_000_000)
    ]
    assert go("check", folder).code == 0


def test_yes_adds_all_and_ids_go_on_from_those_that_are_there(go, folder, tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE)
    for outlet in ("C", "D"):
        go(
            "propose-claims",
            tmp_path / "a.txt",
            "--into",
            folder / "claims.toml",
            "--outlet",
            outlet,
            "--date",
            "2026-03-01",
            "--yes",
        )

    assert len(tomllib.loads((folder / "claims.toml").read_text())["claim"]) == 4
    assert go("check", folder).code == 0


def test_an_article_that_was_read_before_is_not_added_again_even_where_its_claims_were_corrected(
    go, folder, tmp_path, edit
):
    (tmp_path / "a.txt").write_text(ARTICLE)
    into = folder / "claims.toml"
    given = ("propose-claims", tmp_path / "a.txt", "--into", into, "--outlet", "C", "--date", "2026-03-01", "--yes")
    first = go(*given)
    edit(into, 'measure = "cost"', 'measure = "gap"')
    before = into.read_text()

    said = go(*given)

    assert f"Read them with: commonground claims {folder}." in " ".join(first.err.split())
    assert "2 claims of 2" in said.err
    assert into.read_text() == before


def test_nothing_is_added_to_claims_that_cannot_be_read(go, folder, tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE)
    into = folder / "claims.toml"
    into.write_text("[[claim]\n")

    said = go("propose-claims", tmp_path / "a.txt", "--into", into, "--outlet", "C", "--date", "2026-03-01", "--yes")

    assert (said.code, into.read_text()) == (1, "[[claim]\n")


def test_whose_offer_a_proposed_claim_is_of_is_written_and_checked(go, folder, tmp_path):
    (tmp_path / "a.txt").write_text("The union's demands would cost $2 million over two years, the district said.\n")
    into = folder / "claims.toml"
    go("propose-claims", tmp_path / "a.txt", "--into", into, "--outlet", "C", "--date", "2026-03-20", "--yes")

    (row,) = json.loads(go("claims", folder, "--format", "json").out)["tables"][1]["rows"]

    assert tomllib.loads(into.read_text())["claim"][0]["offers"] == ["union"]
    assert "about 2026-03-08-union, the union's last offer by 2026-03-20" in row["values"][1]


def test_a_text_that_is_piped_is_read(go, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode())))

    assert "$38,000,000" in go("propose-claims", "-").out


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"PK\x03\x04\x99"])
def test_what_is_no_text_is_said(go, tmp_path, raw):
    (tmp_path / "a.pdf").write_bytes(raw)
    said = go("propose-claims", tmp_path / "a.pdf")

    assert (said.code, "not text in UTF-8" in said.err) == (2, True)


def test_a_claim_needs_its_outlet_and_day(go, tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE)

    assert go("propose-claims", tmp_path / "a.txt", "--into", tmp_path / "claims.toml").code == 2
    assert go("propose-claims", tmp_path / "none.txt").code == 2


@pytest.mark.parametrize(("text", "code", "said"), [
    ("", 2, "no text in it"),
    (" \n\n", 2, "no text in it"),
    ("The talks went on.", 0, "No figure of a claim was found"),
])  # fmt: skip
def test_an_empty_text_and_one_without_a_figure_are_told(go, tmp_path, text, code, said):
    article = tmp_path / "article.txt"
    article.write_text(text, encoding="utf-8")

    found = go("propose-claims", str(article))

    assert found.code == code
    assert said in found.err
