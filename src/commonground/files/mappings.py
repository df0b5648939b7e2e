"""Column mappings as files: roster-map.toml, which a person reads, edits and uses again."""

from __future__ import annotations

from pathlib import Path

from commonground.files.atomic import write_text
from commonground.files.toml import read_toml
from commonground.files.toml_text import toml_text
from commonground.values.problem import Problem
from commonground.workforce.columns import ColumnMapping, load_mapping

MAP = "roster-map.toml"
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
