"""docs/formats.md: every field of every file, every column of a roster, and every key of a result is named there."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from commonground.agreement.family import Family
from commonground.agreement.kinds import KINDS
from commonground.cli import exits
from commonground.cli.check import _plain
from commonground.costing.breakdown import By
from commonground.costing.views import View
from commonground.files import (
    assumption_shapes,
    bridge_shapes,
    claim_shapes,
    comparable_shapes,
    contingency_shapes,
    pass_shapes,
    procedure_shapes,
    publication_shapes,
    schedules,
    settlement_shapes,
    shapes,
    siting_shapes,
    turnover_shapes,
    vote_shapes,
)
from commonground.report.forms import RESULT, as_json
from commonground.report.table import Column, Row, Table, Unit
from commonground.values.problem import Place, Problem
from commonground.workforce.columns import AMOUNT, MAPPED, ColumnMapping, Keep, SalaryBasis, Vacancy, load_mapping
from commonground.workforce.roster import LABELS, NUMBERS

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
MODEL = re.compile(r"^Model: `(\w+)`\n\n((?:\|.*\n)+)", re.MULTILINE)
FIRST_CELL = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)


def models() -> dict[str, type[BaseModel]]:
    """Every table that a file may hold: the shapes, and the terms of every kind with their parts."""
    found = {
        name: model
        for module in (
            shapes,
            assumption_shapes,
            pass_shapes,
            procedure_shapes,
            contingency_shapes,
            siting_shapes,
            vote_shapes,
            claim_shapes,
            comparable_shapes,
            settlement_shapes,
            bridge_shapes,
            publication_shapes,
            turnover_shapes,
        )
        for name, model in vars(module).items()
        if inspect.isclass(model) and issubclass(model, BaseModel) and name.endswith("Shape") and model.model_fields
    }
    for kind in KINDS.values():
        found |= {model.__name__: model for model in (kind.terms, *parts_of(kind.terms))}
    return found


def parts_of(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The models that stand inside a model's fields."""
    waiting = [field.annotation for field in model.model_fields.values()]
    while waiting:
        held = waiting.pop()
        if inspect.isclass(held) and issubclass(held, BaseModel):
            yield held
            yield from parts_of(held)
        waiting += get_args(held)


def section(heading: str) -> str:
    """What stands under a heading, up to the next one."""
    return re.split(r"^#+ ", PAGE[PAGE.index(f"# {heading}\n") + 2 :], maxsplit=1, flags=re.MULTILINE)[0]


MODELS = models()
DOCUMENTED = dict(MODEL.findall(PAGE))


def test_every_table_of_every_file_is_documented_once():
    assert set(DOCUMENTED) == set(MODELS)
    assert len(MODEL.findall(PAGE)) == len(MODELS)


@pytest.mark.parametrize("name", MODELS)
def test_every_field_of_a_table_is_documented_and_no_other(name):
    fields = [field.alias or field_name for field_name, field in MODELS[name].model_fields.items()]

    assert sorted(FIRST_CELL.findall(DOCUMENTED[name])) == sorted(fields)


@pytest.mark.parametrize("name", MODELS)
def test_a_field_is_called_required_when_it_is(name):
    said = {line.split("`")[1] for line in DOCUMENTED[name].splitlines() if line.endswith("| required |")}

    assert said == {f.alias or n for n, f in MODELS[name].model_fields.items() if f.is_required()}


@pytest.mark.parametrize("name", MODELS)
def test_every_choice_of_a_field_is_named(name):
    fields = {field.alias or name: field.annotation for name, field in MODELS[name].model_fields.items()}
    choices = {name: [*choices_in(annotation)] for name, annotation in fields.items()}
    text = DOCUMENTED[name].replace('"', "")

    assert [choice for listed in choices.values() for choice in listed if f"`{choice}`" not in text] == []


def choices_in(annotation: object) -> Iterator[str]:
    """The words that a field may hold, but for the fifteen families, which the glossary lists."""
    if inspect.isclass(annotation) and issubclass(annotation, StrEnum) and annotation is not Family:
        yield from annotation
    for inner in get_args(annotation):
        yield from choices_in(inner) if not isinstance(inner, str) else (inner,)


def test_every_column_of_a_roster_is_documented():
    text = section("Rosters and scattergrams")

    assert FIRST_CELL.findall(text) == [*LABELS, *NUMBERS]
    assert f"`{AMOUNT}NAME`" in text


def test_every_column_of_a_schedule_is_documented_with_its_other_names():
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \|", section("Schedules"), re.MULTILINE)

    assert {name: (name, *re.findall(r"`(\w+)`", others)) for name, others in rows} == schedules.LONG


def test_every_key_of_a_mapping_is_documented():
    full = ColumnMapping(
        {"salary": "Pay"},
        {"unit": "teachers"},
        {"unit": {"T": "teachers"}},
        (Keep("Class", only=("T",), never=("E",)),),
        Vacancy("Vacant"),
        SalaryBasis.FULL_TIME,
        Fraction(75, 2),
    ).to_dict()
    text = section("roster-map.toml")

    assert load_mapping(full)[1] == ()
    assert sorted(FIRST_CELL.findall(text)) == sorted(full)
    assert all(f"`{key}`" in text for key in (*full["keep"][0], *full["vacant"], *set(MAPPED) - {*LABELS, *NUMBERS}))


def keys_of(said: object) -> Iterator[str]:
    if isinstance(said, dict):
        for key, value in said.items():
            yield key
            yield from keys_of(value)
    elif isinstance(said, list):
        for value in said:
            yield from keys_of(value)


def test_every_key_of_a_result_and_every_unit_is_documented():
    result = as_json([Table("title", "heading", (Column("label"),), (Row("label", (1,), ("a/b/c",)),), ("note",))])
    documented = FIRST_CELL.findall(section("JSON"))

    assert RESULT in section("JSON")
    assert set(documented) == {*keys_of(result), *get_args(Unit)}


def test_every_field_of_a_problem_in_json_is_documented():
    problem = Problem("code", Place("file"), "got", "expected", "mend")

    assert [key for key in _plain(problem) if f"`{key}`" not in section("JSON")] == []


def test_addresses_name_every_view_and_everything_that_a_cost_is_broken_down_by():
    text = section("Figure addresses")

    assert [by for by in By if f"`{by}:`" not in text] == []
    assert [view for view in View if f"`{view}`" not in text] == []


def test_every_exit_code_is_documented():
    codes = {value for name, value in vars(exits).items() if name.isupper() and isinstance(value, int)}

    assert {int(code) for code in re.findall(r"^\| (\d+) \|", section("Exit codes"), re.MULTILINE)} == codes
