"""Column mappings as files: roster-map.toml, which a person reads, edits and uses again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from commonground.files.atomic import write_text
from commonground.files.toml import read_toml
from commonground.values.problem import Problem
from commonground.workforce.columns import ColumnMapping, load_mapping

HEADER = """\
# How the columns of the payroll file are read into the roster. Edit it and import again.
# [columns] roster column = "header in the file"; [constants] what holds for every row; [translate.COLUMN] words;
# [[keep]] filters: rows whose cell is one of `only` and none of `never`.
"""


def read_mapping(path: Path) -> tuple[ColumnMapping | None, tuple[Problem, ...]]:
    """Read a mapping; None where there is a problem."""
    document, problems = read_toml(path)
    if document is None:
        return None, problems
    return load_mapping(document.said, path.name)


def write_mapping(mapping: ColumnMapping, path: Path) -> None:
    """Write a mapping whole or not at all."""
    write_text(path, HEADER + toml_text(mapping.to_dict()))


def toml_text(said: Mapping[str, Any], path: tuple[str, ...] = ()) -> str:
    """Plain tables, lists and words as TOML."""
    plain = {key: value for key, value in said.items() if not _is_table(value)}
    lines = [f"{_key(key)} = {_value(value)}" for key, value in plain.items()]
    text = "\n".join(lines) + ("\n" if lines else "")
    for key, value in said.items():
        for table in value if isinstance(value, list) and _is_table(value) else [value] if _is_table(value) else []:
            name = ".".join(map(_key, (*path, key)))
            text += f"\n[[{name}]]\n" if isinstance(value, list) else f"\n[{name}]\n"
            text += toml_text(table, (*path, key))
    return text


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, list) and bool(value) and isinstance(value[0], Mapping))


def _key(key: str) -> str:
    return (
        key
        if key.replace("_", "").replace("-", "").isalnum() and key.isascii()
        else json.dumps(key, ensure_ascii=False)
    )


def _value(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value).lower()
