"""`commonground settle`: packages that fit the money and that both sides prefer."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from commonground.agreement.offer import EditFailed
from commonground.cli import exits
from commonground.cli.cost import Form
from commonground.cli.opened import opened
from commonground.cli.output import Format, show
from commonground.costing.packages import TooManyChoices
from commonground.files.preferences import read_preference
from commonground.files.ready import folder_named
from commonground.files.settlements import read_agenda
from commonground.files.validation import did_you_mean
from commonground.negotiation import Negotiation
from commonground.report.settlement import (
    Told,
    checks_table,
    cost_table_of,
    frontier_table,
    near_table,
    openings_table,
    package_table,
    packages_table,
    points_table,
    stability_table,
    trades_table,
)
from commonground.report.table import Table
from commonground.settlement.agenda import Agenda, Reference
from commonground.settlement.blocks import TooEntangled
from commonground.settlement.certificate import NotProven, certify, checks
from commonground.settlement.frontier import Frontier, Point, frontier
from commonground.settlement.near import near
from commonground.settlement.points import Chosen, Solution, chosen
from commonground.settlement.question import Question
from commonground.settlement.stability import stability
from commonground.settlement.trades import trades
from commonground.settlement.zone import openings
from commonground.values.problem import BadInput, errors
from commonground.values.rate import NotARate, parse_rate

NEUTRAL, SILENT, MOST_DRAWS = "neutral", 5, 10_000
EXAMPLE = "The preferences of {} are an example; nobody has said that they are so."


@dataclass(frozen=True)
class Asked:
    """A folder's agenda and question, read and priced."""

    folder: Path
    negotiation: Negotiation
    agenda: Agenda
    question: Question
    told: Told


def settle(
    folder: Path,
    *,
    for_: Annotated[str, Parameter(name="--for")] = NEUTRAL,
    point: Solution = Solution.NASH,
    improve: bool = False,
    near_: Annotated[str | None, Parameter(name="--near")] = None,
    draws: int = 0,
    unsure: str = "20%",
    seed: int = 1,
    certificate: Path | None = None,
    verify: Path | None = None,
    plot: Path | None = None,
    format: Form = Form.TABLE,
    out: Path | None = None,
) -> int:
    """Packages that fit the money and that neither side can better for nothing: the frontier, points on it, trades.

    The frontier tells what each side values, so it is for the neutral; a side is told the suggested package and its own value.

    Examples
    --------
    commonground settle meadowbrook
    commonground settle meadowbrook --for union
    commonground settle meadowbrook --near 2% --draws 20
    commonground settle meadowbrook --certificate deal.json
    commonground settle my-district --verify deal.json

    Parameters
    ----------
    folder
        the folder, with settlement.toml and preferences
    for_
        neutral, or a party's id
    point
        Nash, Kalai-Smorodinsky, egalitarian or utilitarian
    improve
        start from the deal that was signed
    near_
        list packages near the point: how much less each side may have
    draws
        draws of uncertain weights
    unsure
        by how much a weight may be off in a draw
    seed
        the seed of the draws
    certificate
        write the point's certificate to this file
    verify
        check a certificate without the search
    plot
        write a picture of the frontier (SVG)
    format
        table, json, csv or xlsx
    out
        where --format xlsx writes the workbook
    """
    if not 0 <= draws <= MOST_DRAWS:
        raise exits.Misused(f"--draws is 0 to {MOST_DRAWS:,}.")
    off, less = _share("--unsure", unsure), None if near_ is None else _share("--near", near_)
    asked = _asked(folder, improve=improve)
    side = _side(asked.agenda, for_)
    if side is not None and (improve or draws or any(one is not None for one in (near_, certificate, plot))):
        raise exits.Misused(f"A side is told the package alone; leave --for {for_} away for what is the neutral's.")
    if verify is not None:
        return _verified(asked, verify, side, format)
    try:
        found = frontier(asked.question, told=_progress())
    except TooEntangled as problem:
        exits.tell(f"error: {problem}.")
        return exits.ERRORS
    singled = chosen(asked.question, found)
    if not singled:
        _show([_none(asked, side)], format, out)
        return exits.ERRORS
    first = next(each for each in singled if each.solution is point).points[0]
    if certificate is not None:
        _certified(asked, first, certificate)
    if side is not None:
        tables = [
            package_table(asked.question, first, side, str(point), asked.told),
            cost_table_of(asked.question, first),
        ]
    else:
        tables = _for_neutral(asked, found, singled, first, is_whole=format is not Form.TABLE)
        if less is not None:
            floors = [max(0, v - int(less * s.most)) for v, s in zip(first.values, asked.question.sides, strict=True)]
            tables.append(near_table(asked.question, near(asked.question, (floors[0], floors[1]))))
        if draws:
            percent = round(off * 100)
            moved = stability(asked.question, point, draws=draws, percent=percent, seed=seed, told=_progress())
            tables.append(stability_table(asked.question, moved, first.package, percent, str(point)))
        if plot is not None:
            _plotted(asked.question, found, singled, plot)
    _show(tables, format, out)
    return exits.DONE


def _asked(folder: Path, *, improve: bool) -> Asked:
    """Read the folder, both sides' preferences too, and price every option; each problem is told."""
    at = folder_named(folder)
    negotiation = opened(folder)
    agenda, problems = read_agenda(at, negotiation)
    if agenda is None:
        raise BadInput(errors(problems))
    read = [read_preference(at, party, agenda) for party in agenda.sides]
    wrong = [problem for _, found in read for problem in found]
    one, other = (found for found, _ in read)
    if one is None or other is None:
        raise BadInput(errors(wrong))
    exits.tell_problems([*problems, *wrong])
    examples = [party for party, found in zip(agenda.sides, (one, other), strict=True) if found.is_example]
    notes = (*((EXAMPLE.format(" and ".join(examples)),) if examples else ()), *agenda.notes)
    against = "against the status quo" if agenda.against is Reference.STATUS_QUO else f"against {negotiation.base}"
    try:
        question = agenda.question(negotiation.pricing, (one.preference, other.preference))
    except (EditFailed, TooManyChoices) as problem:
        raise exits.Misused(f"settlement.toml: {problem}.") from None
    if improve:
        if agenda.signed is None:
            raise exits.Misused(
                "--improve starts from a signed deal; name its options under [signed] in settlement.toml."
            )
        question = question.with_least(question.values(agenda.signed))
        notes = ("Each side's least is what the signed deal is worth to it.", *notes)
    return Asked(at, negotiation, agenda, question, Told(against, notes))


def _share(option: str, said: str) -> Fraction:
    try:
        share = parse_rate(said)
    except NotARate:
        share = Fraction(-1)
    if not 0 <= share <= 1:
        raise exits.Misused(f'{option} "{said}" is no share from 0 to 100%; write 2%.')
    return share


def _side(agenda: Agenda, name: str) -> int | None:
    if name == NEUTRAL:
        return None
    if name not in agenda.sides:
        mend = did_you_mean(name, [NEUTRAL, *agenda.sides], f"Write {NEUTRAL}, {' or '.join(agenda.sides)}.")
        raise exits.Misused(f'--for "{name}" is nobody who settles here. {mend}')
    return agenda.sides.index(name)


def _progress() -> Callable[[str], None]:
    """Tell how far a long search is, where somebody watches; the first seconds pass in silence."""
    last = time.monotonic()

    def told(step: str) -> None:
        nonlocal last
        if sys.stderr.isatty() and time.monotonic() - last > SILENT:
            last = time.monotonic()
            exits.tell(f"… {step}")

    return told


def _none(asked: Asked, side: int | None) -> Table:
    """That there is no zone of agreement: all that stands in its way for the neutral, the bare fact for a side."""
    if side is None:
        return openings_table(asked.question, openings(asked.question), asked.told)
    return Table(
        "No package gives both sides their least within the caps", "", (), (), asked.told.notes, "settlement/none"
    )


def _for_neutral(
    asked: Asked, found: Frontier, singled: tuple[Chosen, ...], first: Point, *, is_whole: bool
) -> list[Table]:
    question = asked.question
    return [
        points_table(question, found, singled, asked.told),
        packages_table(question, singled),
        frontier_table(question, found, is_whole=is_whole),
        trades_table(question, trades(question, first.package)),
    ]


def _certified(asked: Asked, first: Point, path: Path) -> None:
    from commonground.files.certificates import inputs_of, write_certificate

    try:
        write_certificate(
            path, certify(asked.question, first.package, inputs_of(asked.folder, asked.agenda)), asked.agenda
        )
    except NotProven as problem:
        raise exits.Unwritten(f"No certificate is written: {problem}.") from None
    except OSError as problem:
        raise exits.Unwritten(f"{path}: {problem.strerror or problem}. Name a file that you may write.") from None
    exits.tell(f"Written to {path}; it tells what each side values. Whoever has the folder checks it with --verify.")


def _verified(asked: Asked, path: Path, side: int | None, form: Form) -> int:
    from commonground.files.certificates import inputs_of, read_certificate

    if side is not None:
        raise exits.Misused("--verify is for the neutral, or for whoever both sides let see their preferences.")
    held, problems = read_certificate(path, asked.agenda, len(asked.question.caps.columns()))
    if held is None:
        raise BadInput(problems)
    inputs = inputs_of(asked.folder, asked.agenda)
    found = list(checks(held, asked.agenda, asked.question, asked.negotiation.pricing, inputs))
    _show([checks_table(found)], form, None)
    return exits.DONE if all(each.holds for each in found) else exits.ERRORS


def _plotted(question: Question, found: Frontier, singled: tuple[Chosen, ...], path: Path) -> None:
    from commonground.files.atomic import replacing
    from commonground.files.settlement_plot import frontier_svg

    with replacing(path) as part:
        part.write_text(frontier_svg(question, found, singled), encoding="utf-8")
    exits.tell(f"Written to {path}, for the neutral.")


def _show(tables: list[Table], form: Form, out: Path | None) -> None:
    if form is not Form.XLSX:
        if out is not None:
            raise exits.Misused("--out names a workbook; add --format xlsx.")
        show(tables, Format(form.value))
        return
    from commonground.files.tables_workbook import write_tables_workbook

    path = out or Path("settlement.xlsx")
    write_tables_workbook(tables, path)
    sys.stdout.write(f"Workbook: {path}\n")
