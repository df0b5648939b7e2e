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

from commonground.asked.misused import Misused
from commonground.asked.settlements import Asked, settlement_asked
from commonground.cli import exits
from commonground.cli.cost import Form
from commonground.cli.opened import basis_is_stated, opened
from commonground.cli.output import Format, show
from commonground.files.ready import folder_named
from commonground.files.validation import did_you_mean
from commonground.report.basis import RosterBasis
from commonground.report.settlement import (
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
from commonground.settlement.agenda import Agenda
from commonground.settlement.blocks import TooEntangled
from commonground.settlement.certificate import NotProven, certify, checks
from commonground.settlement.frontier import MOST_LABELS, Frontier, Point, frontier
from commonground.settlement.near import near
from commonground.settlement.points import Chosen, Solution, chosen
from commonground.settlement.question import Question
from commonground.settlement.stability import stability
from commonground.settlement.trades import trades
from commonground.settlement.zone import openings
from commonground.values.problem import BadInput
from commonground.values.rate import NotARate, parse_rate

NEUTRAL, SILENT, MOST_DRAWS = "neutral", 5, 10_000


@dataclass(frozen=True)
class Wanted:
    """What is told beside the frontier: the rule whose point is suggested, how far about it, draws, and what is written."""

    point: Solution
    less: Fraction | None
    draws: int
    percent: int
    seed: int
    certificate: Path | None
    plot: Path | None

    @property
    def is_plain(self) -> bool:
        """Whether it is nothing but the point."""
        return not self.draws and self.less is None and self.certificate is None and self.plot is None


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
    labels: int = MOST_LABELS,
    certificate: Path | None = None,
    verify: Path | None = None,
    plot: Path | None = None,
    roster: RosterBasis = RosterBasis.BOTH,
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
    labels
        partial packages kept at a step at most; of an integer program: nodes
    certificate
        write the point's certificate to this file
    verify
        check a certificate without the search
    plot
        write a picture of the frontier (SVG)
    roster
        cast-forward, actual, or both: costs and caps on the first, the suggested package on both
    format
        table, json, csv or xlsx
    out
        where --format xlsx writes the workbook
    """
    if not 0 <= draws <= MOST_DRAWS:
        raise Misused(f"--draws is 0 to {MOST_DRAWS:,}.")
    if not 1 <= labels <= MOST_LABELS:
        raise Misused(f"--labels is 1 to {MOST_LABELS:,}.")
    less, percent = None if near_ is None else _share("--near", near_), round(_share("--unsure", unsure) * 100)
    wanted = Wanted(point, less, draws, percent, seed, certificate, plot)
    if roster is RosterBasis.ACTUAL and (certificate or verify):
        raise Misused("A certificate is of costs on the cast-forward roster; leave --roster actual away.")
    negotiation = opened(folder)
    basis_is_stated(negotiation, roster)
    asked = settlement_asked(folder_named(folder), negotiation, improve=improve, roster=roster)
    exits.tell_problems(asked.warnings)
    side = _side(asked.agenda, for_)
    if side is not None and (improve or not wanted.is_plain):
        raise Misused(f"A side is told the package alone; leave --for {for_} away for what is the neutral's.")
    if verify is not None:
        return _verified(asked, verify, side, format)
    try:
        return _searched(asked, wanted, side, labels, format, out)
    except TooEntangled as problem:
        exits.tell_error(f"{problem}.")
        return exits.ERRORS


def _searched(asked: Asked, wanted: Wanted, side: int | None, labels: int, format: Form, out: Path | None) -> int:
    found = frontier(asked.question, labels, told=_progress())
    if not found.points:
        _show([_none(asked, side, is_proven=found.is_proven)], format, out)
        return exits.ERRORS
    is_whole = format is not Form.TABLE
    tables = (
        _for_neutral(asked, found, wanted, is_whole=is_whole) if side is None else _for_side(asked, found, wanted, side)
    )
    _show(tables, format, out)
    return exits.DONE


def _share(option: str, said: str) -> Fraction:
    try:
        share = parse_rate(said)
    except NotARate:
        share = Fraction(-1)
    if not 0 <= share <= 1:
        raise Misused(f'{option} "{said}" is no share from 0 to 100%; write 2%.')
    return share


def _side(agenda: Agenda, name: str) -> int | None:
    if name == NEUTRAL:
        return None
    if name not in agenda.sides:
        mend = did_you_mean(name, [NEUTRAL, *agenda.sides], f"Write {NEUTRAL}, {' or '.join(agenda.sides)}.")
        raise Misused(f'--for "{name}" is nobody who settles here. {mend}')
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


def _none(asked: Asked, side: int | None, *, is_proven: bool) -> Table:
    """That there is no zone of agreement: all that stands in its way for the neutral, the bare fact for a side."""
    if side is None:
        found = openings(asked.question, told=_progress())
        return openings_table(asked.question, found, asked.told, is_proven=is_proven)
    title = "No package gives both sides their least within the caps" if is_proven else "No package was found"
    return Table(title, "", (), (), asked.told.notes, "settlement/none")


def _for_side(asked: Asked, found: Frontier, wanted: Wanted, side: int) -> list[Table]:
    first = _first(chosen(asked.question, found), wanted.point)
    package = package_table(asked.question, first, side, str(wanted.point), asked.told)
    return [package, cost_table_of(asked.question, first, asked.told)]


def _for_neutral(asked: Asked, found: Frontier, wanted: Wanted, *, is_whole: bool) -> list[Table]:
    question, singled = asked.question, chosen(asked.question, found)
    first = _first(singled, wanted.point)
    if wanted.certificate is not None:
        _certified(asked, first, wanted.certificate)
    tables = [
        points_table(question, found, singled, asked.told),
        packages_table(question, singled),
        *_on_both(asked, first, wanted.point),
        frontier_table(question, found, is_whole=is_whole),
        trades_table(question, trades(question, first.package)),
    ]
    if wanted.less is not None:
        tables.append(_near(question, first, wanted.less))
    if wanted.draws:
        tables.append(_drawn(question, first, wanted))
    if wanted.plot is not None:
        _plotted(question, found, singled, wanted.plot)
    return tables


def _on_both(asked: Asked, first: Point, rule: Solution) -> list[Table]:
    """What the suggested package costs on both rosters, where turnover is stated."""
    title = f"What the {rule} package costs on both rosters"
    return [] if asked.told.on_actual is None else [cost_table_of(asked.question, first, asked.told, title)]


def _first(singled: tuple[Chosen, ...], point: Solution) -> Point:
    """The package that is suggested: of those that tie under a rule the first."""
    return next(each for each in singled if each.solution is point).points[0]


def _near(question: Question, first: Point, less: Fraction) -> Table:
    one, other = (max(0, v - int(less * s.most)) for v, s in zip(first.values, question.sides, strict=True))
    return near_table(question, near(question, (one, other)))


def _drawn(question: Question, first: Point, wanted: Wanted) -> Table:
    rule, percent = wanted.point, wanted.percent
    found = stability(question, rule, draws=wanted.draws, percent=percent, seed=wanted.seed, told=_progress())
    return stability_table(question, found, first.package, percent, str(rule))


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
        raise Misused("--verify is for the neutral, or for whoever both sides let see their preferences.")
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
            raise Misused("--out names a workbook; add --format xlsx.")
        show(tables, Format(form.value))
        return
    from commonground.files.tables_workbook import write_tables_workbook

    path = out or Path("settlement.xlsx")
    write_tables_workbook(tables, path)
    sys.stdout.write(f"Workbook: {path}\n")
