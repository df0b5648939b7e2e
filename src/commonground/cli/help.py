"""Help: what a command's own docstring says, in the order in which a reader wants it: what it does, options, examples."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, NamedTuple, get_type_hints

from commonground.cli.verbs import Verb

SAYS = re.compile(r"^(\w+)\n((?: {4}.+\n?)+)", re.MULTILINE)


class Said(NamedTuple):
    """What a command says of itself before its options, and the examples after them."""

    description: str
    examples: str


def said_by(verb: Verb) -> Said:
    """The description and the examples of a command, from its function's docstring."""
    module, function = verb.target.split(":")
    text = inspect.getdoc(getattr(import_module(module), function)) or verb.says
    description, _, rest = text.partition("\n\nExamples\n--------\n")
    examples, _, _ = rest.partition("\n\nParameters\n")
    shown = "".join(f"\n  {line}" for line in examples.splitlines())
    return Said(
        description.replace("\n\n", "\0").replace("\n", " ").replace("\0", "\n\n"),
        f"Examples:{shown}\n" if shown else "",
    )


class Usage(NamedTuple):
    """How a command is written: the line, its words in order, its options, and what it says of each."""

    line: str
    positional: tuple[str, ...]
    options: tuple[str, ...]
    says: Mapping[str, str]


def usage_of(verb: Verb) -> Usage:
    """How a command is written, with what it cannot do without, from its function's parameters."""
    module, function = verb.target.split(":")
    command = getattr(import_module(module), function)
    named = inspect.signature(command).parameters.values()
    _, _, parameters = (inspect.getdoc(command) or "").partition("\nParameters\n----------\n")
    says = _annotated(command) | {name: " ".join(text.split()) for name, text in SAYS.findall(parameters)}
    words = [one for one in named if one.kind is not inspect.Parameter.KEYWORD_ONLY]
    options = [one for one in named if one not in words]
    line = [one.name.upper() if one.default is one.empty else f"[{one.name.upper()}]" for one in words]
    needed = [one.name for one in options if one.default is one.empty]
    line += [f"--{name.replace('_', '-')} {name.upper().replace('_', '-')}" for name in needed]
    positional, optional = (tuple(one.name for one in group) for group in (words, options))
    return Usage(" ".join([verb.name, *line]), positional, optional, says)


def _annotated(command: Callable[..., int]) -> dict[str, str]:
    """What the types of a command's parameters say of them, where it is not said in the docstring."""
    hints: dict[str, Any] = get_type_hints(command, include_extras=True)
    notes = {name: getattr(hint, "__metadata__", ()) for name, hint in hints.items()}
    return {name: str(note.help) for name, found in notes.items() for note in found if getattr(note, "help", None)}
