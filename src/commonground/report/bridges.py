"""A bridge as a table, as the steps of a waterfall, and as a page that both sides could sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Any

from commonground.bridge.bridge import Bridge
from commonground.bridge.normal import MINOR, minor
from commonground.bridge.reckoning import Attributed
from commonground.claims.claim import Claim
from commonground.report.claims import amount_written, covered, ends_covered, number_written, said, speaker
from commonground.report.table import Column, Row, Table, Unit, Value
from commonground.values.money import format_cents
from commonground.values.typed_figure import DOLLARS, Measure, TypedFigure

HYPOTHESES = (
    "Each hypothesis is one: what the sides may have reckoned with, not what they said. Its line is the mean over all"
    " orders{}."
)
WHOLE_DOLLARS = "; the ranges are in whole dollars"
SIGNED = (
    "We have read this bridge. Signing it says that each figure, and each number supposed, is written down as we gave it;"
    " it does not say that a hypothesis is so."
)
MADE_FROM = "Made from the folder with the seal {}: the same files give the same page."
NOT_HIDDEN = "What is left is what neither the types nor the hypotheses explain. It is nobody's error."
BEFORE = "left before hypotheses"
NOTHING = "nothing"
SAME = "Both are one claim: nothing lies between."
HEADS = ("from", "to", "acts on", "least by order", "most by order", "range from", "range to", "supposed")
PART_HEADS = ("in all", "by year", "where it is from")


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a waterfall: its name, its sort (figure, mechanical, hypothesis, rest), its change, and where it ends."""

    name: str
    sort: str
    change: int
    level: int


def bars(found: Bridge) -> tuple[Bar, ...]:
    """The bridge from left to right; in minor units."""
    level = found.start
    made = [Bar(found.first.id, "figure", found.start, level)]
    changes = [(step.name, "mechanical", step.change) for step in found.mechanical]
    named = zip(hypothesis_names(found), found.hypotheses, strict=True)
    changes += [(name, "hypothesis", one.share) for name, one in named]
    changes += [("left", "rest", found.rest)] if found.rest else []
    for name, sort, change in changes:
        level += change
        made.append(Bar(name, sort, change, level))
    return (*made, Bar(found.second.id, "figure", found.end, found.end))


def bridge_tables(found: Bridge) -> list[Table]:
    """The lines of a bridge; what differs and has no size; each hypothesis with its numbers, orders and source."""
    unit = found.unit
    sort: Unit = "cents" if unit == DOLLARS else "text"
    columns = (Column("change", sort), Column("comes to", sort), Column("how", "text"))
    rows = [
        Row(one.label, (_cell(one.change, unit), _level(one.level, unit), one.how), is_total=one.is_total)
        for one in lines(found)
    ]
    tables = [Table(title(found), "line", columns, tuple(rows), tuple(_notes(found)), "bridge")]
    named = [Row(name, (words,)) for name, words in found.named]
    tables.append(
        Table(
            "Differences of type without a size of their own",
            "type",
            (Column("first against second", "text"),),
            tuple(named),
            (),
            "bridge/types",
        )
    )
    heads = tuple(Column(name, "text") for name in HEADS)
    rows = [Row(name, tuple(cells)) for name, *cells in hypothesis_rows(found)]
    notes = (_supposed(unit),) if rows else ()
    tables.append(Table("Hypotheses", "assumption", heads, tuple(rows), notes, "bridge/hypotheses"))
    heads = tuple(Column(name, "text") for name in PART_HEADS)
    rows = [Row(name, tuple(cells)) for name, *cells in part_rows(found)]
    tables.append(Table("What is reckoned with", "part", heads, tuple(rows), (), "bridge/parts"))
    return [table for table in tables if table.rows]


def hypothesis_names(found: Bridge) -> list[str]:
    """A name for each hypothesis: its assumption; where one comes twice also its parts, and a number where these are alike."""
    supposed = [one.hypothesis for one in found.hypotheses]
    plain = [str(one.assumption) for one in supposed]
    named = [
        f"{name} of {', '.join(one.parts)}" if plain.count(name) > 1 and one.parts else name
        for name, one in zip(plain, supposed, strict=True)
    ]
    return [
        f"{name} ({named[: at + 1].count(name)})" if named.count(name) > 1 else name for at, name in enumerate(named)
    ]


def hypothesis_rows(found: Bridge) -> list[list[str]]:
    """Each hypothesis in words: name, both numbers, on which parts, the ranges, where its number is from."""
    named = zip(hypothesis_names(found), found.hypotheses, strict=True)
    return [[name, *_hypothesis(one, found.unit)] for name, one in named]


def part_rows(found: Bridge) -> list[list[str]]:
    """Each part in words: its name, all its years together, its amounts by year, where they are from."""
    return [
        [
            part.id,
            _amount(minor(sum(part.amounts, start=Fraction(0)), found.unit), found.unit),
            "; ".join(_by_year(part.amounts, found.unit)),
            part.source,
        ]
        for part in found.parts
    ]


def _by_year(amounts: Sequence[Fraction], unit: str) -> Iterator[str]:
    """Amounts by year in words; years of one amount together."""
    first = 1
    for amount, alike in groupby(amounts):
        last = first + len(list(alike)) - 1
        years = f"year {first}" if first == last else f"years {first} to {last}"
        yield f"{years} {_amount(minor(amount, unit), unit)}"
        first = last + 1


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its label, change, what it comes to, and how."""

    label: str
    change: int | None
    level: int | None
    how: str
    is_total: bool = False


def lines(found: Bridge) -> Iterator[Line]:
    """Every line in order, what is left before any hypothesis among them."""
    yield Line(found.first.id, None, found.start, _said(found.first))
    level = found.start
    for step in found.mechanical:
        level += step.change
        yield Line(f"type: {step.name}", step.change, level, step.words)
    if found.hypotheses:
        yield Line(BEFORE, found.before, None, "what the types leave; not added again below")
    for name, one in zip(hypothesis_names(found), found.hypotheses, strict=True):
        level += one.share
        yield Line(f"hypothesis: {name}", one.share, level, one.hypothesis.says)
    if found.rest or found.hypotheses or found.mechanical:
        level += found.rest
        yield Line("left", found.rest, level, "explained by nothing above" if found.rest else NOTHING)
    yield Line(found.second.id, None, found.end, _said(found.second), is_total=True)


def title(found: Bridge) -> str:
    """What lies between which claims."""
    return f"Bridge: {found.first.id} to {found.second.id}"


def bridge_document(found: Bridge, seal: str = "") -> dict[str, Any]:
    """The page that both sides could sign, as data; `seal` is of the folder that it was made from."""
    unit = found.unit
    return {
        "title": title(found),
        "claims": [
            {"who": speaker(claim), "words": claim.quotation, "figure": _said(claim)}
            for claim in (found.first, found.second)
        ],
        "lines": [[one.label, _signed(one.change, unit), _amount(one.level, unit), one.how] for one in lines(found)],
        "named": [f"{name}: {words}" for name, words in found.named],
        "hypotheses": hypothesis_rows(found),
        "heads": ["assumption", *HEADS],
        "parts": part_rows(found),
        "part_heads": ["part", *PART_HEADS],
        "notes": [
            *_notes(found),
            *([_supposed(unit)] if found.hypotheses else []),
            *([MADE_FROM.format(seal)] if seal else []),
        ],
        "seal": seal,
        "signatures": ["For the union, name and date", "For the employer, name and date"],
        "signed": SIGNED,
    }


def _notes(found: Bridge) -> Iterator[str]:
    claims = {found.first.id: (found.first, found.start), found.second.id: (found.second, found.end)}
    yield NOT_HIDDEN if len(claims) == 2 else SAME
    if found.reckoned is not None and found.met is not None:
        first, second = (_amount(one, found.unit) for one in found.reckoned)
        one, other = (_amount(met, found.unit) for met in found.met)
        yield f"By the reckoning the first figure is {first}, the second {second}; in one type they are {one} and {other}."
    for claim, at in claims.values():
        figure = claim.figure
        if figure and figure.unit != found.unit:
            high = "" if figure.high is None else f" to {amount_written(figure.high, figure)}"
            yield f"{amount_written(figure.amount, figure)}{high} of {figure.base} is {_amount(at, found.unit)} ({claim.id})."
        if figure and figure.high is not None:
            yield f"{claim.id} is said as a range; the bridge takes its middle, {_amount(at, found.unit)}."
        if figure and None not in figure.range and len(set(ends_covered(figure))) == 2:
            yield f"The words of {claim.id} cover {covered(figure)}."
    yield from found.notes


def _said(claim: Claim) -> str:
    return f"{claim.who}: {said(claim.figure)}" if claim.figure else claim.who


def _hypothesis(one: Attributed, unit: str) -> Iterator[str]:
    supposed = one.hypothesis
    yield number_written(supposed.first, 4)
    yield number_written(supposed.second, 4)
    yield ", ".join(supposed.parts) or "all"
    yield from (_signed(_whole(each, unit), unit) for each in (one.least, one.most, one.at_low, one.at_high))
    at = (
        f" (range {number_written(supposed.low, 4)} to {number_written(supposed.high, 4)})"
        if supposed.low is not None and supposed.high is not None
        else ""
    )
    yield f"{supposed.citation or ('a stated range' if at else 'supposed here')}{at}"


def _cell(cents: int | None, unit: str) -> Value:
    """Money as whole cents, anything else in words."""
    return cents if unit == DOLLARS else _signed(cents, unit)


def _level(cents: int | None, unit: str) -> Value:
    """A level as `_cell` has a change, without the sign of one."""
    return cents if unit == DOLLARS else _amount(cents, unit)


def _supposed(unit: str) -> str:
    return HYPOTHESES.format(WHOLE_DOLLARS if unit == DOLLARS else "")


def _whole(cents: int | None, unit: str) -> int | None:
    """To the dollar, halves away from zero: a range is no sum."""
    if cents is None or unit != DOLLARS:
        return cents
    whole = (abs(cents) + 50) // 100 * 100
    return -whole if cents < 0 else whole


def _amount(cents: int | None, unit: str) -> str:
    if cents is None:
        return ""
    figure = TypedFigure(Measure.COST, Fraction(0), unit)
    if unit == DOLLARS and cents % 100:
        return f"{'-' if cents < 0 else ''}${format_cents(abs(cents))}"
    return amount_written(Fraction(cents, MINOR.get(unit, 1)), figure)


def _signed(cents: int | None, unit: str) -> str:
    return f"+{_amount(cents, unit)}" if cents is not None and cents > 0 else _amount(cents, unit)
