"""The verbs: every command, where it stands, and what it does in a line. The help and the parser both read this list."""

from __future__ import annotations

from typing import NamedTuple


class Verb(NamedTuple):
    """A command: its name, the module and function behind it, one line of help."""

    name: str
    target: str
    says: str


VERBS = tuple(
    Verb(name, f"commonground.cli.{module}:{function}", says)
    for name, module, function, says in (
        ("demo", "demo", "demo", "Price both offers of Chicago 2019; no folder needed."),
        ("new", "new", "new", "Start a negotiation's folder from a commented template."),
        ("check", "check", "check", "Read all of a folder; list every problem and how to mend it."),
        ("cost", "cost", "cost", "What an offer costs, by year, in any of four views."),
        ("compare", "compare", "compare", "The gap between two offers, by issue and year."),
        ("percent", "percent", "percent", "What one percent costs, roll-up included."),
        ("afford", "afford", "afford", "Which raise a sum of money is, exactly."),
        ("member", "member", "member", "Pay, deductions and take-home of one member under every offer."),
        ("scattergram", "scattergram", "scattergram", "Who stands where on the schedule: people, FTE, dollars, heat."),
        ("import-roster", "import_roster", "import_roster", "Read a payroll file into a folder, mapping its columns."),
        ("explain", "explain", "explain", "Open a printed figure: formula, inputs, rows, clause, citation."),
        ("calendar", "calendar", "calendar", "The statutory calendar: what is due, when a strike may begin."),
        ("days", "days", "days", "Days lost and made up, pay withheld and owed, for both sides."),
        ("pickets", "pickets", "pickets", "Pickets by school and shift: coverage, gaps, sign-up sheet."),
        ("schema", "schema", "schema", "JSON Schemas of the folder's files, for editor completion."),
    )
)

EPILOGUE = """\
Start here:   commonground demo
Then:         commonground new my-district
Each command: commonground COMMAND --help
Completion:   commonground --install-completion
Exit codes:   0 done, 1 bad input, 2 misused, 3 not written, 130 interrupted
"""


def help_text() -> str:
    """The help of the whole program, at 80 columns."""
    lines = ["Usage: commonground COMMAND [ARGS] [OPTIONS]", ""]
    lines += ["One set of numbers for both sides of the bargaining table.", "", "Commands:"]
    lines += [f"  {verb.name:<14} {verb.says}" for verb in VERBS]
    return "\n".join([*lines, "", EPILOGUE])
