"""Help: what a command's own docstring says, in the order in which a reader wants it: what it does, options, examples."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import NamedTuple

from commonground.cli.verbs import Verb


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
