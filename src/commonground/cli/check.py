"""`commonground check`: every problem of a folder."""

from __future__ import annotations

import csv
import io
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from commonground.cli import exits
from commonground.cli.lines import filled
from commonground.cli.output import Format
from commonground.cli.progress import working
from commonground.cli.terminal import WIDEST
from commonground.files.accounts import ACCOUNTS, read_accounts
from commonground.files.bridges import BRIDGES, read_bridges
from commonground.files.claims import CLAIMS, FIGURES_ALONE, is_of_figures_alone, read_claims
from commonground.files.contingencies import read_day_rules, read_pickets, unknown_units
from commonground.files.folder import check_folder
from commonground.files.preferences import preference_path, read_preference
from commonground.files.procedures import read_procedure
from commonground.files.publications import PUBLISH, read_publication
from commonground.files.ready import folder_named
from commonground.files.school_calendars import read_school_calendar
from commonground.files.settlements import SETTLEMENT, read_agenda
from commonground.files.siting import RULES, read_contingency
from commonground.negotiation import Negotiation
from commonground.report.basis import without_turnover
from commonground.report.forms import harmless, json_text
from commonground.values.printable import printable
from commonground.values.problem import Problem, errors
from commonground.values.wording import counted

FIELDS = ("severity", "file", "line", "row", "column", "sheet", "got", "expected", "mend", "code", "times")


def check(folder: Path, *, format: Format = Format.TABLE) -> int:
    """Read all of a folder and list every problem: where it is, what was expected, what was found, how to mend it.

    Examples
    --------
    commonground check my-district
    commonground check my-district --format json

    Parameters
    ----------
    folder
        the negotiation's folder
    format
        table, json or csv
    """
    if is_of_figures_alone(folder_named(folder)):
        return _of_figures_alone(folder_named(folder), format)
    with working(f"Reading {printable(str(folder))}"):
        reading = check_folder(folder_named(folder))
    negotiation = reading.negotiation
    beside = _beside(folder_named(folder), negotiation)
    of_claims = _of_claims(folder_named(folder), negotiation)
    problems = (*reading.problems, *beside, *of_claims, *_of_publication(folder_named(folder), negotiation))
    _tell(problems, format)
    if errors(problems) or negotiation is None:
        return exits.ERRORS
    if format is Format.TABLE:
        sys.stdout.write(_sound(negotiation))
    return exits.DONE


def _tell(problems: Sequence[Problem], format: Format) -> None:
    """Every problem, in the form that was asked for."""
    said = [_plain(problem) for problem in problems]
    if format is Format.JSON:
        sys.stdout.write(json_text(said) + "\n")
    elif format is Format.CSV:
        sys.stdout.write(_csv(said))
    else:
        exits.tell_problems(problems)


def _of_figures_alone(folder: Path, format: Format) -> int:
    """The check of a folder that holds what was said in public and no negotiation."""
    claims, problems = read_claims(folder)
    if claims is not None and (folder / BRIDGES).is_file():
        problems = (*problems, *read_bridges(folder, None, claims)[1])
    _tell(problems, format)
    if claims is None or errors(problems):
        return exits.ERRORS
    if format is Format.TABLE:
        held = f"{counted(len(claims.claims), 'claim')}, {counted(len(claims.facts), 'fact')}"
        width = min(shutil.get_terminal_size().columns, WIDEST)
        for line in (f"{printable(folder.resolve().name)}: sound.", f"{held}.", FIGURES_ALONE):
            sys.stdout.write(f"{filled(line, width)}\n")
    return exits.DONE


def _sound(found: Negotiation) -> str:
    """What a sound folder holds, in lines that fit the terminal."""
    held = (
        counted(found.roster.people, "person", "people"),
        f"{counted(len(found.agreement.provisions), 'provision')} ({len(found.agreement.gaps)} not in any total)",
        counted(len(found.offers), "offer"),
        f"{found.base} to {found.years[-1]}",
    )
    width = min(shutil.get_terminal_size().columns, WIDEST)
    lines = [f"{printable(found.title)}: sound.", f"{', '.join(held)}."]
    if found.turnover is None:
        lines.append(without_turnover("Actual roster not shown"))
    if found.ledger:
        lines.append(
            f"Across the table: {counted(len(found.ledger.entries), 'entry', 'entries')}, ledger {found.ledger.head}."
        )
    return "".join(f"{filled(line, width)}\n" for line in lines)


def _beside(folder: Path, negotiation: Negotiation | None) -> tuple[Problem, ...]:
    """The problems of what a folder may hold beside the agreement and its offers, each said once."""
    found: list[Problem] = []
    if (folder / "procedure.toml").is_file():
        found += read_procedure(folder).problems
    else:
        found += read_school_calendar(folder)[1]
    for file, read in (("days.toml", read_day_rules), ("pickets.toml", read_pickets), (RULES, read_contingency)):
        if (folder / file).is_file():
            found += read(folder)[1]
    if negotiation is not None and (folder / "days.toml").is_file():
        found += unknown_units(folder, negotiation.roster.labels["unit"].words)
    if negotiation is not None and (folder / ACCOUNTS).is_file():
        found += read_accounts(folder, negotiation.pricing.status_quo.by_component())[2]
    if negotiation is not None and (folder / SETTLEMENT).is_file():
        found += _of_settlement(folder, negotiation)
    return tuple(found)


def _of_claims(folder: Path, negotiation: Negotiation | None) -> tuple[Problem, ...]:
    """The problems of claims and bridges, which name offers: looked for once the negotiation can be read."""
    if negotiation is None or not (folder / CLAIMS).is_file():
        return ()
    claims, found = read_claims(folder, negotiation)
    if claims is None or not (folder / BRIDGES).is_file():
        return found
    return (*found, *read_bridges(folder, negotiation, claims)[1])


def _of_publication(folder: Path, negotiation: Negotiation | None) -> tuple[Problem, ...]:
    """The problems of publish.toml, which names offers and claims."""
    if negotiation is None or not (folder / PUBLISH).is_file():
        return ()
    has_claims = (folder / CLAIMS).is_file()
    claims = read_claims(folder, negotiation)[0] if has_claims else None
    return () if has_claims and claims is None else read_publication(folder, negotiation, claims)[1]


def _of_settlement(folder: Path, negotiation: Negotiation) -> list[Problem]:
    """The problems of settlement.toml, and of the preferences that the folder holds."""
    agenda, problems = read_agenda(folder, negotiation)
    found = [*problems]
    for party in agenda.sides if agenda is not None else ():
        if agenda is not None and preference_path(folder, party).is_file():
            found += read_preference(folder, party, agenda)[1]
    return found


def _csv(said: list[dict[str, object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(FIELDS)
    writer.writerows([harmless("" if one[field] is None else str(one[field])) for field in FIELDS] for one in said)
    return text.getvalue()


def _plain(problem: Problem) -> dict[str, object]:
    place = problem.place
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "file": place.file,
        "line": place.line,
        "row": place.row,
        "column": place.column,
        "sheet": place.sheet,
        "got": problem.got,
        "expected": problem.expected,
        "mend": problem.mend,
        "times": problem.times,
    }
