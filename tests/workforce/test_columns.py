"""The column mapping: saved, loaded, corrected."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.workforce.columns import (
    MAPPED,
    ColumnMapping,
    Keep,
    NotARosterColumn,
    SalaryBasis,
    Vacancy,
    load_mapping,
)
from texts import LETTERS

words = st.text(LETTERS, min_size=1, max_size=8)
several = st.lists(words, max_size=3).map(tuple)
mappings = st.builds(
    ColumnMapping,
    st.dictionaries(st.sampled_from(MAPPED), words, max_size=4),
    st.dictionaries(st.sampled_from(MAPPED), words, max_size=2),
    st.dictionaries(st.sampled_from(MAPPED), st.dictionaries(words, words, min_size=1, max_size=2), max_size=2),
    st.lists(st.builds(Keep, words, several, several), max_size=2).map(tuple),
    st.none() | st.builds(Vacancy, words, st.lists(words, min_size=1, max_size=3).map(tuple)),
    st.sampled_from(SalaryBasis),
    st.sampled_from([Fraction(1), Fraction(100), Fraction(75, 2)]),
)


@given(mapping=mappings)
def test_a_mapping_that_is_saved_is_loaded_as_it_was(mapping: ColumnMapping) -> None:
    assert load_mapping(mapping.to_dict()) == (mapping, ())


def test_a_mapping_can_be_written_by_hand_in_toml() -> None:
    text = """
    salary_basis = "full time"
    full_time = 37.5
    [columns]
    salary = "Annual Salary"
    [constants]
    unit = "teachers"
    [vacant]
    header = "Vacant"
    [translate.schedule]
    "208 day" = "208-day"
    [[keep]]
    header = "ClsIndc"
    only = ["T"]
    """

    mapping, problems = load_mapping(tomllib.loads(text))

    assert problems == ()
    assert mapping == ColumnMapping(
        {"salary": "Annual Salary"},
        {"unit": "teachers"},
        {"schedule": {"208 day": "208-day"}},
        (Keep("ClsIndc", only=("T",)),),
        Vacancy("Vacant"),
        SalaryBasis.FULL_TIME,
        Fraction(75, 2),
    )


@pytest.mark.parametrize(
    "plain",
    [
        {"columns": []},
        {"columns": {"salary": 3}},
        {"columns": {"sallary": "Pay"}},
        {"colums": {}},
        {"salary_basis": "monthly"},
        {"salary_basis": ["as paid"]},
        {"full_time": "none"},
        {"full_time": 0},
        {"vacant": "Vacant"},
        {"vacant": {"header": "Vacant", "words": [1]}},
        {"keep": {}},
        {"keep": [{"only": ["T"]}]},
        {"keep": [{"header": "Class", "only": "T"}]},
        {"translate": {"schedule": "208"}},
    ],
)
def test_a_mapping_with_a_mistake_is_not_loaded_and_says_where(plain: dict[str, Any]) -> None:
    mapping, problems = load_mapping(plain, "columns.toml")

    assert mapping is None
    assert all(problem.place.file == "columns.toml" for problem in problems)


def test_a_misspelt_column_is_told_what_was_meant() -> None:
    _, problems = load_mapping({"columns": {"sallary": "Pay"}})

    assert problems[0].mend == 'Did you mean "salary"?'


def test_a_program_that_names_no_column_of_a_roster_is_stopped() -> None:
    with pytest.raises(NotARosterColumn, match="sallary"):
        ColumnMapping({"sallary": "Pay"})
