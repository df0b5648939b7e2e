"""The verbs: every command, where it stands, and what it does in a line. The help and the parser both read this list."""

from __future__ import annotations

from collections.abc import Sequence
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
        ("table", "table", "table", "Where each issue stands, what is agreed, what sticks."),
        ("movement", "movement", "movement", "How far each side has moved, by issue and in dollars."),
        ("pass", "passing", "pass_", "Pass something across the table; asks before it crosses."),
        ("assumptions", "assumptions", "assumptions", "Each side's assumptions: agreed, disputed, one-sided."),
        ("turnover", "turnover", "turnover", "Who leaves, who comes, breakage, and how far chance goes."),
        ("retirements", "retirements", "retirements", "Who may retire, who is expected to, and what that saves."),
        ("leave-rates", "leave_rates", "leave_rates", "Who left, by service: rates from several years' rosters."),
        ("health", "health", "health", "Health insurance by plan and tier: who pays, by year."),
        ("comparables", "comparables", "comparables", "Pay, careers and settlements ranked among other districts'."),
        ("tie-out", "tie_out", "tie_out", "The base year's cost against the books, line by line."),
        ("brief", "brief", "brief", "Two offers on a few pages to hand out (PDF)."),
        ("percent", "percent", "percent", "What one percent costs, roll-up included."),
        ("afford", "afford", "afford", "Which raise a sum of money is, exactly."),
        ("settle", "settle", "settle", "Packages that fit the money and that both sides prefer."),
        ("prefer", "prefer", "prefer", "One side's preferences, by questions; resumable."),
        ("member", "member", "member", "Pay, deductions and take-home of one member under every offer."),
        ("scattergram", "scattergram", "scattergram", "Who stands where on the schedule: people, FTE, dollars, heat."),
        ("import-roster", "import_roster", "import_roster", "Read a payroll file into a folder, mapping its columns."),
        (
            "schedule-before",
            "schedule_before",
            "schedule_before",
            "A year's schedule, from a later one and its raises.",
        ),
        ("exchange", "exchange", "exchange", "The scattergram for the other side; singles nobody out."),
        ("import-exchange", "import_exchange", "import_exchange", "Read the other side's scattergram into a folder."),
        ("explain", "explain", "explain", "Open a printed figure: formula, rows, clause, citation."),
        ("calendar", "calendar", "calendar", "The statutory calendar: what is due, when a strike may begin."),
        ("days", "days", "days", "Days lost and made up, pay withheld and owed, for both sides."),
        ("pickets", "pickets", "pickets", "Pickets by school and shift: coverage, gaps, sign-up sheet."),
        ("sites", "sites", "sites", "Schools that stay open: each home school's site, with proof."),
        ("serve", "serve", "serve", "A negotiation in the browser, on this computer alone."),
        ("schema", "schema", "schema", "JSON Schemas of the folder's files, for editor completion."),
        ("vote rules", "vote.rules", "vote_rules", "The rule packs, each with its source."),
        ("vote new", "vote.new", "vote_new", "Call a vote: its units, its rule, its record date."),
        ("vote roll", "vote.roll", "vote_roll", "Adopt a version of the roll."),
        ("vote export-roll", "vote.export_roll", "vote_export_roll", "Write who may vote, for another voting system."),
        ("vote forms", "vote.forms", "vote_forms", "Print the tellers' count forms, a page for each site and teller."),
        ("vote enter", "vote.enter", "vote_enter", "Enter one teller's count of a site, or of many from a file."),
        ("vote settle", "vote.settle", "vote_settle", "Enter one teller's count of settled challenged envelopes."),
        ("vote board", "vote.board", "vote_board", "Sites in, what is still needed, reached or out of reach."),
        ("vote result", "vote.result", "vote_result", "The count and outcome of each unit, best and worst case."),
        ("vote publish", "vote.publish", "vote_publish", "What may be shown without showing how anyone voted."),
        ("vote certificate", "vote.certificate", "vote_certificate", "The certificate of the count, to be signed."),
        ("vote check", "vote.check", "vote_check", "Prove the ledger's chain, the rolls and every box's sums."),
        ("vote plan", "vote.plan", "vote_plan", "How many ballots an audit is likely to take."),
        ("vote draw", "vote.draw", "vote_draw", "Draw an audit's ballots from a seed rolled in public."),
        ("vote audit", "vote.audit", "vote_audit", "The measured risk of an audit, ballot by ballot."),
        ("vote tally", "vote.tally", "vote_tally", "A published tally under a rule, without a folder."),
        (
            "vote check-tally",
            "vote.check_tally",
            "vote_check_tally",
            "Whether a printed tally adds up, figure by figure.",
        ),
        ("claims", "claims", "claims", "Public figures recomputed: on their basis, another, or not."),
        ("bridge", "bridge", "bridge", "Why two public figures differ, line by line to the cent."),
        ("propose-claims", "propose_claims", "propose_claims", "Claims that an article seems to make, to confirm."),
    )
)

GROUPS = {"vote": "Strike and ratification votes: rolls, counts, results, audits."}

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
    lines += [f"  {verb.name:<15} {verb.says}" for verb in VERBS if " " not in verb.name]
    lines += [f"  {group:<15} {says}" for group, says in GROUPS.items()]
    return "\n".join([*lines, "", EPILOGUE])


def asked_for(words: Sequence[str]) -> str:
    """The verb that a command line names: two words where the first is a group; empty where it names none."""
    names = {verb.name for verb in VERBS}
    return next((name for name in (" ".join(words[:2]), *words[:1]) if name in names), "")
