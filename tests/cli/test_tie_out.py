"""tie-out: the base year's cost against the books, with the difference explained line by line."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.costing.tie_out import Account, Explanation, tie_out
from strategies import FEWER

BOOKS = """\
account,amount,component,explains,cite
Salaries,"410,000.00",salaries,,p. 12
Substitutes,"4,000.00",,salaries,p. 12
Retirement,"46,299.00",pension,,p. 13
Travel,"2,100.00",,,p. 20
"""
COMPONENTS = st.sampled_from(("salaries", "pension", "health", ""))
CENTS = st.integers(-10_000, 10_000)


@given(
    st.dictionaries(st.sampled_from(("salaries", "pension")), CENTS),
    st.lists(st.builds(Account, st.just("account"), CENTS, COMPONENTS)),
    st.lists(st.builds(Explanation, st.sampled_from(("salaries", "health")), CENTS, st.just("why"))),
)
@FEWER
def test_what_is_explained_and_what_is_left_sum_to_the_difference(model, accounts, explanations):
    found = tie_out(model, accounts, explanations)

    difference = sum(one.cents for one in accounts) - sum(model.values())
    assert sum(one.explained + one.left for one in found) == difference
    assert sum(one.ledger for one in found) == sum(one.cents for one in accounts)


@pytest.fixture
def books(folder):
    """A district with the books of its base year."""
    (folder / "accounts.csv").write_text(BOOKS)
    return folder


def tied(said):
    """The first table's rows by label: accounts, model, difference, explained, left open."""
    return {row["label"]: row["values"] for row in json.loads(said.out)["tables"][0]["rows"]}


def test_each_component_is_set_against_its_accounts(books, go):
    found = tied(go("tie-out", books, "--format", "json"))

    assert found["salaries"] == [41_000_000, 40_260_000, 740_000, 400_000, 340_000]
    assert found["pension"] == [4_629_900, 4_629_900, 0, 0, 0]
    assert found["health"][0] == 0
    assert found["in no component of the model"] == [210_000, 0, 210_000, 210_000, 0]
    columns = zip(*(values for label, values in found.items() if label != "total"), strict=True)
    assert [sum(column) for column in columns] == found["total"]


def test_every_line_stands_under_its_component_with_its_citation(books, go):
    lines = json.loads(go("tie-out", books, "--format", "json").out)["tables"][1]["rows"]

    assert ["explained by", "Substitutes", 400_000, "p. 12"] in [line["values"] for line in lines]
    assert ["left open", "", 340_000, ""] in [line["values"] for line in lines]
    assert ["outside the model", "Travel", 210_000, "p. 20"] in [line["values"] for line in lines]


def test_the_models_total_opens(books, go):
    rows = json.loads(go("tie-out", books, "--format", "json").out)["tables"][0]["rows"]

    for row in rows:
        if row["cells"][1]:
            assert go("explain", books, row["cells"][1]).code == 0
    assert rows[-1]["cells"][1]


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        (",salaries,,", ",salary,,", 'accounts.csv row 2, column "component": got "salary"'),
        (",,salaries,", ",,pensions,", 'Did you mean "pension"?'),
        ('"4,000.00"', "four", 'accounts.csv row 3, column "amount": got "four"'),
        ("account,amount", "account,sum", 'got "account, sum, component'),
        ("Travel", "", 'row 5, column "account": got nothing; expected the account\'s name'),
        ("Travel", "Salaries,1,salaries,,\nTravel", 'got "Salaries"; expected each account once for a component'),
        (BOOKS.split("\n", 1)[1], "", "accounts.csv row 1: got a header and no rows under it"),
    ],
)
def test_a_row_that_cannot_be_read_is_told(books, go, edit, wrong, right, said):
    edit(books / "accounts.csv", wrong, right)

    found, checked = go("tie-out", books), go("check", books)

    assert (found.code, found.out) == (1, "")
    assert said in found.err
    assert (checked.code, said in checked.err) == (1, True)


def test_without_books_the_file_that_is_missing_is_named(folder, go):
    found = go("tie-out", folder)

    assert found.code == 1
    assert "accounts.csv: got no such file" in found.err
