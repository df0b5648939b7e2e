"""Validation: a document against the model of its file, with every failing as a problem at its line.

Where a value may be written in several ways, the way that was tried is the one that is spoken of.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from commonground.agreement.fields import Rate
from commonground.files.findings import quoted
from commonground.files.toml import Document, named
from commonground.files.toml_lines import Key
from commonground.values.problem import Place, Problem
from commonground.values.rate import write_rate

Model = TypeVar("Model", bound=BaseModel)
WRONG_SORT = {
    "string_type": "text in quotation marks",
    "string_too_short": "text that is not empty",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "list_type": "a list in square brackets",
    "tuple_type": "a list in square brackets",
    "dict_type": "a table of names and values",
    "model_type": "a table of names and values",
    "too_short": "at least one",
}
BOUNDS = {"gt": "a rate above", "ge": "a rate of at least", "lt": "a rate below", "le": "a rate of at most"}
DAY = "a day that the calendar has, such as 2026-07-01"
BARE_NUMBER = re.compile(r"^\s*[+-]?\d{1,9}(\.\d{1,12})?\s*$")
REFUSED = re.compile(r"^.*? (?:is not|does not read as|does not name) (.*)$", re.DOTALL)


@dataclass(frozen=True)
class Failing:
    """What a model says against one value: where, of what type, in whose words, the value, and the bound that it passes."""

    path: Key
    type: str
    message: str
    got: Any
    context: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_of_sort(self) -> bool:
        """Whether the value is of a wrong sort altogether, and not a table with something wrong in it."""
        return self.type in WRONG_SORT or self.type in ("enum", "literal_error")


def validated(
    model: type[Model], said: Mapping[str, Any], document: Document, at: Key = ()
) -> tuple[Model | None, tuple[Problem, ...]]:
    """The model's value, or None and what is wrong, each at its line of the document."""
    try:
        return model.model_validate(dict(said)), ()
    except ValidationError as problem:
        return None, tuple(
            told(failing, model, document.place(*at, *failing.path)) for failing in failings(problem, said)
        )


def failings(problem: ValidationError, said: Mapping[str, Any] | None = None) -> list[Failing]:
    """What is wrong, once for each value: of the ways in which a value may be written, the one that was tried.

    Without what was said, the names of the ways are known by their form alone.
    """
    whole: list[Failing] = []
    tried: dict[Key, dict[str, list[Failing]]] = {}
    for error in problem.errors():
        path, way = _path(error["loc"], said, error["type"])
        failing = Failing(path, error["type"], str(error["msg"]), _got(error, path, said), error.get("ctx") or {})
        if way is None:
            whole.append(failing)
        else:
            depth, name = way
            tried.setdefault(path[:depth], {}).setdefault(name, []).append(failing)
    whole = [one for one in whole if not (one.type == "too_short" and _holds_another(one.path, whole))]
    for path, ways in tried.items():
        meant = [way for way in ways.values() if not all(one.path == path and one.is_of_sort for one in way)]
        whole += meant[0] if meant else [_neither(path, [one for way in ways.values() for one in way])]
    return whole


def _holds_another(path: Key, failings: Sequence[Failing]) -> bool:
    """Whether something inside the value at a path is wrong too: a list is not short because its entry is."""
    return any(len(one.path) > len(path) and one.path[: len(path)] == path for one in failings)


def _got(error: Mapping[str, Any], path: Key, said: Any) -> Any:
    """The value that was refused: of a whole number (an amount is read as cents) what the document says there."""
    got, held = error.get("input"), said
    for part in path:
        is_there = (
            part in held if isinstance(held, Mapping) else isinstance(held, list | tuple) and part in range(len(held))
        )
        held = held[part] if is_there else None
    return held if isinstance(got, int) and isinstance(held, int | float | str) else got


def _path(loc: Sequence[str | int], said: Any, type_: str) -> tuple[Key, tuple[int, str] | None]:
    """The path in the document, without the names of the ways tried; and the first way with the depth where it stands."""
    path: list[str | int] = []
    way: tuple[int, str] | None = None
    held = said
    for number, part in enumerate(loc):
        is_last = number == len(loc) - 1
        if said is None and part != "[key]":
            if isinstance(part, str) and "[" in part:
                way = way or (len(path), part)
                continue
        elif isinstance(part, int):
            held = held[part] if isinstance(held, list | tuple) and part < len(held) else None
        elif isinstance(held, Mapping) and part in held:
            held = held[part]
        elif part == "[key]":
            continue
        elif not (is_last and type_ == "missing"):
            way = way or (len(path), part)
            continue
        path.append(part)
    return tuple(path), way


def _neither(path: Key, ways: Sequence[Failing]) -> Failing:
    expected = " or ".join(dict.fromkeys(_expected(one) for one in ways))
    return Failing(path, "neither", expected, ways[0].got)


def told(failing: Failing, model: type[BaseModel], place: Place) -> Problem:
    """A failing as a problem at a place."""
    name = named(failing.path) or ""
    if failing.type == "extra_forbidden":
        known = fields_of(model, failing.path[:-1])
        expected = f"one of {', '.join(sorted(known))}" if known else "no such field here"
        return Problem("unknown-field", place, f'"{name}"', expected, did_you_mean(name, known, "Remove it."))
    if failing.type == "missing":
        return _missing(failing.path, model, place)
    if failing.type == "says_nothing":
        return Problem("missing-field", place, "an entry that says no amount", failing.message, "Write one of them.")
    failing = _as_a_rate(failing, model)
    expected = _expected(failing)
    mend = f'Correct "{name}".' if name else "Correct it."
    if failing.type in ("list_type", "tuple_type") and isinstance(failing.got, Mapping):
        mend = f"Write its header in double brackets: [[{name}]]."
    if failing.type in ("enum", "literal_error", "neither"):
        mend = did_you_mean(str(failing.got), re.findall(r"'([^']+)'", expected), mend)
    if expected.startswith("a rate") and BARE_NUMBER.match(str(failing.got)):
        mend = f'Did you mean "{str(failing.got).strip()}%"?'
    if isinstance(failing.got, Mapping) and failing.type == "value_error" and not REFUSED.match(failing.message):
        return Problem("wrong-value", place, _plain(failing), "terms that agree with one another", mend)
    return Problem("wrong-value", place, shown(failing.got), expected, mend)


def _as_a_rate(failing: Failing, model: type[BaseModel]) -> Failing:
    """A rate past its bound as people write it: with a sign of percent, and so is the bound."""
    bound = next((name for name in BOUNDS if name in failing.context), None)
    if bound is None or not isinstance(failing.got, Fraction) or not _is_rate(model, failing.path):
        return failing
    message = f"{BOUNDS[bound]} {write_rate(Fraction(failing.context[bound]))}"
    return replace(failing, message=message, got=write_rate(failing.got))


def _missing(path: Key, model: type[BaseModel], place: Place) -> Problem:
    """A field that is not there; at the top of a file it belongs above the first table."""
    name = str(path[-1])
    if path[:-1] or (place.line or 1) > 1:
        return Problem("missing-field", place, "nothing", f'"{name}"', f"Add a line: {name} = …")
    wanted = model.model_fields.get(name)
    is_table = wanted is not None and isinstance(wanted.annotation, type) and issubclass(wanted.annotation, BaseModel)
    mend = f"Add a table: [{name}]" if is_table else f"Add a line above the first table: {name} = …"
    return Problem("missing-field", replace(place, line=place.line or 1), "nothing", f'"{name}"', mend)


def _plain(failing: Failing) -> str:
    return failing.message.removeprefix("Value error, ")


def _expected(failing: Failing) -> str:
    """What would have been right, in words that a negotiator writes."""
    if failing.type in WRONG_SORT:
        return WRONG_SORT[failing.type]
    if failing.type == "string_pattern_mismatch":
        return "lower-case letters, digits and hyphens, such as general-raise"
    message = _plain(failing)
    if failing.type == "value_error" and (
        "isoformat" in message or "out of range" in message or "must be in" in message
    ):
        return DAY
    if found := REFUSED.match(message):
        return re.sub("; write (?:it like )?", ", such as ", found[1])
    return message.removeprefix("Input should be ")


def did_you_mean(got: str, known: Iterable[str], otherwise: str) -> str:
    """How to mend a word that is not known: the known one that it resembles, or else what is said otherwise.

    >>> did_you_mean("penson", ["pension", "pool"], "Remove it.")
    'Did you mean "pension"?'
    """
    close = difflib.get_close_matches(got, list(known), 1)
    return f'Did you mean "{close[0]}"?' if close else otherwise


def shown(value: Any) -> str:
    """A value as a message shows it, much as the file writes it."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, Sequence):
        return "a list"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Fraction) and value.denominator != 1:
        return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"[:12]
    return "nothing" if value is None else str(value)[:60]


def fields_of(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """The names that a table may say, by the path that leads to it."""
    held: Any = model
    for part in path:
        fields = getattr(held, "model_fields", None)
        if isinstance(part, int) or fields is None:
            continue
        found = fields.get(part) or next((field for field in fields.values() if field.alias == part), None)
        if found is None:
            continue
        held = _model_in(found.annotation)
    return [field.alias or name for name, field in getattr(held, "model_fields", {}).items()]


def _is_rate(model: type[BaseModel], path: Sequence[str | int]) -> bool:
    """Whether what stands at a path is written as a rate."""
    names = [part for part in path if isinstance(part, str)]
    held: Any = model
    for name in names[:-1]:
        found = getattr(held, "model_fields", {}).get(name)
        held = _model_in(found.annotation) if found is not None else None
    found = getattr(held, "model_fields", {}).get(names[-1]) if names else None
    if found is None:
        return False
    reads = get_args(Rate)[1]
    return reads in found.metadata or any(reads in get_args(one) for one in get_args(found.annotation))


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if (found := _model_in(inner)) is not None:
            return found
    return None
