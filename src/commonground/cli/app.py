"""The parser: builds the commands from the list of verbs and turns what goes wrong into messages and exit codes."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence

from cyclopts import App, CycloptsError, Parameter, UnusedCliTokensError

from commonground.cli import exits
from commonground.cli.help import said_by
from commonground.cli.verbs import GROUPS, VERBS, asked_for
from commonground.values.money import BeyondBounds
from commonground.values.problem import BadInput


def build(asked: str = "") -> App:
    """The parser with every verb; only the module of the verb that is asked for is imported."""
    app = App(
        name="commonground",
        help="One set of numbers for both sides of the bargaining table.",
        help_format="plaintext",
        version=_version,
        result_action="return_value",
        default_parameter=Parameter(negative=(), show_choices=False),
        suppress_keyboard_interrupt=False,
    )
    groups = {name: App(name=name, help=says, help_format="plaintext") for name, says in GROUPS.items()}
    for verb in VERBS:
        said = said_by(verb) if verb.name == asked else None
        group, _, name = verb.name.rpartition(" ")
        (groups[group] if group else app).command(
            verb.target,
            name=name,
            help=said.description if said else verb.says,
            help_epilogue=said.examples if said else "",
        )
    for held in groups.values():
        app.command(held)
    app.register_install_completion_command()
    return app


def _version() -> str:
    from importlib.metadata import version

    return version("commonground")


def run(words: Sequence[str]) -> int:
    """Carry out one command; the exit code. No input, however wrong, ends in a traceback."""
    try:
        code = _carried_out(words)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        exits.tell("Interrupted; nothing was half-written.")
        return exits.INTERRUPTED
    except BrokenPipeError:
        _let_go_of_the_pipe()
        return exits.DONE
    except OSError as problem:
        exits.tell(f"{problem.filename or 'The result'}: {problem.strerror or problem}. Nothing was half-written.")
        return exits.UNWRITTEN


def _carried_out(words: Sequence[str]) -> int:
    asked = asked_for(words)
    try:
        result = build(asked)(list(words), exit_on_error=False, print_error=False)
        return result if isinstance(result, int) else exits.DONE
    except CycloptsError as problem:
        exits.tell(_misunderstood(problem, asked))
        return exits.MISUSED
    except BadInput as problem:
        exits.tell_problems(problem.problems)
        return exits.ERRORS
    except BeyondBounds as problem:
        exits.tell(
            f"error: {problem}; expected amounts that can be summed to the cent. Correct the amount, rate or number."
        )
        return exits.ERRORS
    except exits.Misused as problem:
        exits.tell(str(problem))
        return exits.MISUSED
    except exits.Unwritten as problem:
        exits.tell(str(problem))
        return exits.UNWRITTEN


def _misunderstood(problem: CycloptsError, asked: str) -> str:
    """What the parser did not understand, and where it is explained."""
    if isinstance(problem, UnusedCliTokensError):
        left = " ".join(problem.unused_tokens or ())
        said = f'"{left}" is left over. Put a name with a space in it in quotation marks.'
    else:
        said = " ".join(str(problem).split())
    return f"{said}\nHow it is used: commonground {f'{asked} ' if asked else ''}--help"


def _let_go_of_the_pipe() -> None:
    """Whoever read the result has had enough: what is left goes nowhere, and nobody complains when the program ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
