"""The parser: builds the commands from the list of verbs and turns what goes wrong into messages and exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.metadata import version

from cyclopts import App, CycloptsError

from commonground.cli import exits
from commonground.cli.verbs import EPILOGUE, VERBS
from commonground.values.problem import BadInput


def build() -> App:
    """The parser with every verb; a verb's module is imported when it is called."""
    app = App(
        name="commonground",
        help="One set of numbers for both sides of the bargaining table.",
        help_epilogue=EPILOGUE,
        help_format="plaintext",
        version=version("commonground"),
        result_action="return_value",
    )
    for verb in VERBS:
        app.command(verb.target, name=verb.name, help=verb.says)
    app.register_install_completion_command()
    return app


def run(words: Sequence[str]) -> int:
    """Carry out one command; the exit code. No input, however wrong, ends in a traceback."""
    try:
        result = build()(list(words), exit_on_error=False, print_error=True)
        return result if isinstance(result, int) else exits.DONE
    except CycloptsError:
        return exits.MISUSED
    except BadInput as problem:
        exits.tell_problems(problem.problems)
        return exits.ERRORS
    except exits.Misused as problem:
        exits.tell(str(problem))
        return exits.MISUSED
    except exits.Unwritten as problem:
        exits.tell(str(problem))
        return exits.UNWRITTEN
    except KeyboardInterrupt:
        exits.tell("Interrupted; nothing was half-written.")
        return exits.INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return exits.DONE
