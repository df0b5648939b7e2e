"""Validation: a document against the model of its file, with every failing as a problem at its line."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from commonground.files.toml import Document, Key
from commonground.values.problem import Problem

Model = TypeVar("Model", bound=BaseModel)


def validated(
    model: type[Model], said: Mapping[str, Any], document: Document, at: Key = ()
) -> tuple[Model | None, tuple[Problem, ...]]:
    """The model's value, or None and what is wrong, each at its line of the document."""
    try:
        return model.model_validate(dict(said)), ()
    except ValidationError as problem:
        return None, tuple(_problem(error, model, document, at) for error in problem.errors())


def _problem(error: Any, model: type[BaseModel], document: Document, at: Key) -> Problem:
    path: Key = (
        *at,
        *(part for part in error["loc"] if not (isinstance(part, str) and part.endswith(("[...]", "Shape")))),
    )
    place = document.place(*path)
    name = str(path[-1]) if path else ""
    if error["type"] == "extra_forbidden":
        known = _fields(model, error["loc"][:-1])
        close = difflib.get_close_matches(name, known, 1)
        mend = f'Did you mean "{close[0]}"?' if close else "Remove it, or look it up in the glossary."
        return Problem(
            "unknown-field",
            place,
            f'"{name}"',
            f"one of {', '.join(sorted(known))}" if known else "no such field here",
            mend,
        )
    if error["type"] == "missing":
        return Problem("missing-field", place, "nothing", f'"{name}"', f"Add a line: {name} = …")
    message = str(error["msg"]).removeprefix("Value error, ").removeprefix("Input should be ")
    got = (
        "a table"
        if isinstance(error.get("input"), Mapping | Sequence) and not isinstance(error["input"], str)
        else repr(error.get("input"))
    )
    return Problem("wrong-value", place, got, message, f"Correct {name!r}." if name else "Correct it.")


def _fields(model: type[BaseModel], path: Sequence[Any]) -> list[str]:
    held: Any = model
    for part in path:
        if isinstance(part, int):
            continue
        found = getattr(held, "model_fields", {}).get(part) or next(
            (field for field in getattr(held, "model_fields", {}).values() if field.alias == part), None
        )
        if found is None:
            return []
        held = _model_in(found.annotation)
    return [field.alias or name for name, field in getattr(held, "model_fields", {}).items()]


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if (found := _model_in(inner)) is not None:
            return found
    return None
