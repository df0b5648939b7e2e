"""The parser: builds the commands from the list of verbs and turns what goes wrong into messages and exit codes."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

from cyclopts import App, CoercionError, CycloptsError, MissingArgumentError, Parameter, UnusedCliTokensError

from commonground.agreement.kinds.looked_at import UnsoundRule
from commonground.asked.misused import Misused
from commonground.cli import exits, standard_output
from commonground.cli.ended import Ended
from commonground.cli.help import Usage, said_by, usage_of
from commonground.cli.verbs import GROUPS, VERBS, asked_for
from commonground.values.money import BeyondBounds
from commonground.values.problem import BadInput


def build(asked: str = "") -> App:
    """The parser of the verb that is asked for, the only one whose module is imported; of every verb where none is."""
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
    for verb in [verb for verb in VERBS if not asked or verb.name == asked]:
        said = said_by(verb) if verb.name == asked else None
        group, _, name = verb.name.rpartition(" ")
        (groups[group] if group else app).command(
            verb.target,
            name=name,
            help=said.description if said else verb.says,
            help_epilogue=said.examples if said else "",
        )
    for name, held in groups.items():
        if not asked or asked.startswith(f"{name} "):
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
    except Ended as ended:
        exits.tell("Ended from outside; nothing was half-written.")
        standard_output.let_go()
        return ended.code
    except KeyboardInterrupt:
        exits.tell("Interrupted; nothing was half-written.")
        return exits.INTERRUPTED
    except BrokenPipeError:
        standard_output.let_go()
        return exits.DONE
    except OSError as problem:
        exits.tell_error(
            f"{problem.filename or 'The result'}: {problem.strerror or problem}. Nothing was half-written."
        )
        standard_output.let_go()
        return exits.UNWRITTEN


def _carried_out(words: Sequence[str]) -> int:
    asked = asked_for(words)
    try:
        result = build(asked)(list(words), exit_on_error=False, print_error=False)
        return result if isinstance(result, int) else exits.DONE
    except CycloptsError as problem:
        exits.tell_error(_misunderstood(problem, asked, words))
        return exits.MISUSED
    except BadInput as problem:
        exits.tell_problems(problem.problems)
        return exits.ERRORS
    except BeyondBounds as problem:
        exits.tell_error(
            f"{problem}; expected amounts that can be summed to the cent. Correct the amount, rate or number."
        )
        return exits.ERRORS
    except UnsoundRule as problem:
        exits.tell_error(str(problem))
        return exits.ERRORS
    except Misused as problem:
        exits.tell_error(str(problem))
        return exits.MISUSED
    except exits.Unwritten as problem:
        exits.tell_error(str(problem))
        return exits.UNWRITTEN


def _misunderstood(problem: CycloptsError, asked: str, words: Sequence[str]) -> str:
    """What the parser did not understand, how the command is written, and where it is explained."""
    verb = next((verb for verb in VERBS if verb.name == asked), None)
    usage = usage_of(verb) if verb else None
    if isinstance(problem, UnusedCliTokensError):
        said = _left_over(" ".join(problem.unused_tokens or ()), usage)
    elif isinstance(problem, MissingArgumentError) and usage and problem.argument and not problem.keyword:
        said = _missing(problem.argument.name.removeprefix("--").replace("-", "_"), usage, words)
    else:
        usage, said = None, " ".join(str(problem).split()) + _day_as_it_is_written(problem)
    written = f"\nWrite: commonground {usage.line}" if usage else ""
    return f"{said}{written}\nHow it is used: commonground {f'{asked} ' if asked else ''}--help"


def _day_as_it_is_written(problem: CycloptsError) -> str:
    """How a day is written, where a word was given that is none: that very day, if it can be told."""
    if not isinstance(problem, CoercionError) or problem.target_type is not dt.date:
        return ""
    given = str(problem.token.value) if problem.token else ""
    try:
        day = dt.datetime.strptime(given, "%m/%d/%Y").date()
    except ValueError:
        return " Write it as year, month and day: 2026-09-01."
    return f" Write it as year, month and day: {day}."


def _left_over(words: str, usage: Usage | None) -> str:
    """Words that have no place in a command, and where they may belong."""
    said = f'"{words}" is left over. Put a name with a space in it in quotation marks.'
    return f"{said} An offer is named with --offer." if usage and "offer" in usage.options else said


def _missing(name: str, usage: Usage, words: Sequence[str]) -> str:
    """What a command lacks, in words; where it is a vote, the votes of the folder that is named."""
    shown = name.upper() if name in usage.positional else f"--{name.replace('_', '-')}"
    said = f"{shown} is missing: {usage.says[name]}." if name in usage.says else f"{shown} is missing."
    given = [word for word in words[2:] if not word.startswith("-")]
    if name != "vote" or not given:
        return said
    from commonground.files.ready import folder_named
    from commonground.files.votes import vote_ids

    known = vote_ids(folder_named(Path(given[0])))
    return f"{said} {given[0]} has {', '.join(known) or 'no vote'}."
