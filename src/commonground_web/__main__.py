"""`python -m commonground_web VERB`: what the operator of a server does. The parties use `commonground serve`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence

from cyclopts import App, CycloptsError, Parameter

from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.values.problem import BadInput
from commonground_web.operating.back_up import back_up
from commonground_web.operating.person import person
from commonground_web.operating.protect import protect
from commonground_web.operating.put import put
from commonground_web.operating.restore import restore
from commonground_web.operating.set_up import set_up
from commonground_web.operating.verify import verify

VERBS: Mapping[str, Callable[..., int]] = {
    "set-up": set_up,
    "person": person,
    "put": put,
    "protect": protect,
    "verify": verify,
    "back-up": back_up,
    "restore": restore,
}


def run(words: Sequence[str]) -> int:
    """Carry out one verb; the exit code."""
    app = App(
        name="python -m commonground_web",
        help="What the operator of a server does.",
        help_format="plaintext",
        default_parameter=Parameter(negative=()),
        result_action="return_value",
    )
    for name, verb in VERBS.items():
        app.command(verb, name=name)
    try:
        code = app(list(words), exit_on_error=False, print_error=False)
    except (CycloptsError, Misused, exits.Unwritten) as problem:
        exits.tell_error(str(problem))
        return exits.MISUSED
    except BadInput as problem:
        exits.tell_problems(problem.problems)
        return exits.ERRORS
    return code if isinstance(code, int) else exits.DONE


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
