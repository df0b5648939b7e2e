"""Settlement in a folder: settlement.toml, which both sides know. What the options are worth to each lies elsewhere."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Term
from commonground.agreement.offer import Edit, Offer
from commonground.costing import menu as menus
from commonground.costing.gap import years_of_term
from commonground.files.findings import quoted
from commonground.files.offers import read_edit
from commonground.files.provisions import backwards
from commonground.files.settlement_options import NotOptions, options_of
from commonground.files.settlement_shapes import SettlementIssueShape, SettlementOptionShape, SettlementShape
from commonground.files.settlement_soundness import problems_of_options
from commonground.files.shapes import EditShape
from commonground.files.toml import Document, read_toml
from commonground.files.validation import did_you_mean, validated
from commonground.negotiation import Negotiation
from commonground.settlement.agenda import Agenda
from commonground.settlement.issue import Issue, Option
from commonground.settlement.question import Caps
from commonground.settlement.tables import Package, Rule
from commonground.values.party import Side
from commonground.values.problem import Problem, errors

SETTLEMENT = "settlement.toml"
MOST_CHOICES = 1_000_000  # of the options of all issues that a rule is about


def read_agenda(folder: Path, negotiation: Negotiation) -> tuple[Agenda | None, tuple[Problem, ...]]:
    """Read what is on the table of a folder."""
    document, problems = read_toml(folder / SETTLEMENT)
    shape, wrong = (None, ()) if document is None else validated(SettlementShape, document.said, document)
    if shape is None or document is None:
        return None, (*problems, *wrong)
    found: list[Problem] = [*_of_term(shape, document, negotiation)]
    options = [_options(issue, document, number, found) for number, issue in enumerate(shape.issue)]
    found += _of_issues(shape, document, options)
    sides = _sides(shape, document, negotiation, found)
    edits = [
        [_edits(option.edit, folder, document, ("issue", number), found) for option in listed]
        for number, listed in enumerate(options)
    ]
    if errors(found):
        return None, tuple(found)
    agenda = _agenda(shape, document, negotiation, options, edits, sides, found)
    if not errors(found):
        found += problems_of_options(agenda, negotiation, document)
    return (None if errors(found) else agenda), tuple(found)


def _of_term(shape: SettlementShape, document: Document, negotiation: Negotiation) -> Iterator[Problem]:
    if shape.last <= shape.first:
        yield backwards(document.place("last"), shape.first, shape.last)
    elif shape.first != negotiation.years[0].first:
        expected = f"{negotiation.years[0].first}, the first day after the base year"
        yield Problem("term-outside-years", document.place("first"), str(shape.first), expected, "Correct the term.")


def _options(
    issue: SettlementIssueShape, document: Document, number: int, problems: list[Problem]
) -> list[SettlementOptionShape]:
    try:
        return options_of(issue)
    except NotOptions as problem:
        place = document.place("issue", number, problem.key)
        problems.append(Problem("no-options", place, problem.got, problem.expected, "Correct the issue."))
        return []


def _of_issues(
    shape: SettlementShape, document: Document, options: Sequence[Sequence[SettlementOptionShape]]
) -> Iterator[Problem]:
    """Names that stand twice, and names of issues and options that are not there."""
    ids = [issue.id for issue in shape.issue]
    for number, (issue, listed) in enumerate(zip(shape.issue, options, strict=True)):
        if ids.index(issue.id) != number:
            place = document.place("issue", number, "id")
            yield Problem(
                "repeated-id", place, quoted(issue.id), "an id of its own for each issue", "Choose another id."
            )
        names = [option.id for option in listed]
        for name in dict.fromkeys(name for name in names if names.count(name) > 1):
            place = document.place("issue", number, "option")
            yield Problem("repeated-id", place, quoted(name), "an id of its own for each option", "Choose another id.")
    known = {issue: [option.id for option in listed] for issue, listed in zip(ids, options, strict=True)}
    for number, rule in enumerate(shape.rule):
        for key, said in (("if", rule.where), ("then", rule.then)):
            yield from unknown_names(said, known, document, ("rule", number, key))
        about = [options for issue, options in known.items() if issue in {*rule.where, *rule.then}]
        if (choices := math.prod(map(len, about))) > MOST_CHOICES:
            got = f"a rule about {len(about)} issues with {choices:,} choices of options"
            mend = "Write it as several rules, each about fewer issues, or offer fewer options on them."
            place, expected = document.place("rule", number), f"at most {MOST_CHOICES:,} choices"
            yield Problem("rule-too-wide", place, got, expected, mend)
    yield from unknown_names({issue: [option] for issue, option in shape.signed.items()}, known, document, ("signed",))
    if shape.signed and (missing := [issue for issue in ids if issue not in shape.signed]):
        mend = "Name an option of every issue, or strike the table."
        expected = "an option of every issue"
        yield Problem("no-options", document.place("signed"), f"nothing on {', '.join(missing)}", expected, mend)


def unknown_names(
    said: Mapping[str, Sequence[str]], known: Mapping[str, Sequence[str]], document: Document, at: tuple[str | int, ...]
) -> Iterator[Problem]:
    """Issues and options that settlement.toml does not have."""
    for issue, options in said.items():
        if issue not in known:
            mend = did_you_mean(issue, known, "Correct the name.")
            expected = f"an issue of {SETTLEMENT}"
            yield Problem("unknown-in-settlement", document.place(*at, issue), quoted(issue), expected, mend)
            continue
        for option in options:
            if option not in known[issue]:
                mend = did_you_mean(option, known[issue], "Correct the name.")
                expected = f"an option of {issue}: {', '.join(known[issue][:8])}"
                yield Problem("unknown-in-settlement", document.place(*at, issue), quoted(option), expected, mend)


def _sides(
    shape: SettlementShape, document: Document, negotiation: Negotiation, problems: list[Problem]
) -> tuple[str, str]:
    found = []
    for key, side in (("employer", Side.EMPLOYER), ("union", Side.UNION)):
        ids = [party.id for party in negotiation.parties if party.side is side]
        said = getattr(shape, key) or ids[0]
        if said not in ids:
            mend = did_you_mean(said, ids, "Correct the party.")
            expected = f"one of {', '.join(ids)}"
            problems.append(Problem("unknown-party", document.place(key), quoted(said), expected, mend))
        found.append(said)
    return found[0], found[1]


def _edits(
    edits: Sequence[EditShape], folder: Path, document: Document, at: tuple[str | int, ...], problems: list[Problem]
) -> tuple[Edit, ...]:
    read = [read_edit(edit, folder, document, at) for edit in edits]
    problems += [problem for _, wrong in read for problem in wrong]
    return tuple(edit for edit, _ in read if edit is not None)


def _agenda(
    shape: SettlementShape,
    document: Document,
    negotiation: Negotiation,
    options: Sequence[Sequence[SettlementOptionShape]],
    edits: Sequence[Sequence[tuple[Edit, ...]]],
    sides: tuple[str, str],
    problems: list[Problem],
) -> Agenda:
    term = Term(shape.first, shape.last)
    frame = Offer("package", shape.title, sides[0], shape.first, term)
    issues = tuple(
        Issue(issue.id, issue.title or issue.id, tuple(_option(issue, o, n, shape.first) for n, o in enumerate(listed)))
        for issue, listed in zip(shape.issue, options, strict=True)
    )
    menu = menus.Menu(
        frame,
        tuple(
            menus.Issue(issue.id, tuple(menus.Option(o.id, e) for o, e in zip(issue.options, made, strict=True)))
            for issue, made in zip(issues, edits, strict=True)
        ),
    )
    costed = years_of_term(replace(negotiation.agreement, term=term), negotiation.years)
    years = tuple(str(year) for year in costed)
    caps = {
        str(next((y for y in costed if y.first.year == year), year)): cents for year, cents in shape.money.caps.items()
    }
    for year in [year for year in caps if year not in years]:
        place, expected = document.place("money", "caps"), f"a year of the term: {', '.join(years)}"
        problems.append(Problem("term-outside-years", place, quoted(year), expected, "Correct the year."))
    return Agenda(
        shape.title,
        sides,
        issues,
        menu,
        years,
        shape.money.against,
        Caps(tuple(caps.get(year) for year in years), shape.money.term),
        tuple(_rule(rule.says, rule.where, rule.then, issues) for rule in shape.rule),
        _signed(shape.signed, issues),
        tuple(shape.note),
    )


def _option(issue: SettlementIssueShape, option: SettlementOptionShape, number: int, first: dt.date) -> Option:
    """An option; what is excluded until a day before the term begins is on the table again."""
    why, until = option.excluded, option.excluded_until
    if not why and number and issue.excluded:
        why, until = issue.excluded, issue.excluded_until
    return Option(option.id, why if why and (until is None or until > first) else "")


def _rule(
    says: str, where: Mapping[str, Sequence[str]], then: Mapping[str, Sequence[str]], issues: Sequence[Issue]
) -> Rule:
    """Wherever all of the one hold, all of the other must; where there is no other, the one must not hold."""
    numbers = [number for number, issue in enumerate(issues) if issue.id in where or issue.id in then]
    shape = [len(issues[number].options) for number in numbers]

    def holds(said: Mapping[str, Sequence[str]]) -> npt.NDArray[np.bool_]:
        found = np.ones(shape, dtype=bool)
        for axis, number in enumerate(numbers):
            if issues[number].id in said:
                listed = np.array([option.id in said[issues[number].id] for option in issues[number].options])
                found &= listed.reshape([-1 if a == axis else 1 for a in range(len(shape))])
        return found

    allowed = ~holds(where) | (holds(then) if then else np.zeros(shape, dtype=bool))
    return Rule(says, tuple(numbers), allowed)


def _signed(said: Mapping[str, str], issues: Sequence[Issue]) -> Package | None:
    return tuple(issue.number(said[issue.id]) for issue in issues) if said else None
