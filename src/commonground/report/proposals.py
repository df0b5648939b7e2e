"""Proposed claims: a table to read, and records for another program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commonground.claims.proposer import OpenFigure, Proposal, Read
from commonground.report.claims import amount_written, plain_number, said
from commonground.report.table import Column, Row, Table
from commonground.values.typed_figure import Measure, TypedFigure

LEFT = "Of these the text does not say what it measures, or for which side its speaker speaks; nothing is proposed of them."
ASKED = "Found by rules, to be confirmed by a person; nothing is claimed yet, and nothing left this computer."
FORMAT = "commonground/proposals/2"
READ = tuple(Column(label, "text") for label in ("side", "who", "figure", "words"))


def proposal_table(proposals: Sequence[Proposal]) -> Table:
    """Every proposal in words, by the line on which its sentence begins."""
    rows = [Row(f"line {one.line}", (str(one.side), one.who, proposed(one), one.quotation)) for one in proposals]
    return Table("Claims that the text seems to make", "where", READ, tuple(rows), (ASKED,), "proposals")


def open_table(found: Sequence[OpenFigure]) -> Table:
    """The figures that the text leaves open, and what a person would have to say of each."""
    rows = [Row(f"line {one.line}", (_amount(one), one.what, one.quotation)) for one in found]
    columns = tuple(Column(label, "text") for label in ("figure", "not said", "words"))
    return Table("Figures left open", "where", columns, tuple(rows), (LEFT,), "proposals/open")


def _amount(one: OpenFigure) -> str:
    figure = TypedFigure(Measure.COST, one.amount, one.unit)
    return amount_written(one.amount, figure)


def proposed(one: Proposal) -> str:
    """A proposal's figure in words, with the part that it is of and the side whose offer it is about."""
    about = "" if one.about is None else f", of the {one.about}'s offer"
    scope = f", {one.figure.scope}" if one.figure.scope else ""
    return f"{said(one.figure)}{scope}{about}"


def typed_table(proposals: Sequence[Proposal]) -> Table:
    """Every proposal with a column for each part of its type."""
    records = [proposal_record(one) for one in proposals]
    names = [name for name in proposal_record_names() if name != "line"]
    rows = [Row(f"line {one['line']}", tuple(str(one[name]) for name in names)) for one in records]
    columns = tuple(Column(name, "text") for name in names)
    return Table("Claims that the text seems to make", "where", columns, tuple(rows), (ASKED,), "proposals")


def proposal_records(found: Read) -> dict[str, Any]:
    """The proposals for another program, and the figures left open; amounts are exact texts."""
    left = [
        {
            "line": one.line,
            "amount": plain_number(one.amount),
            "unit": one.unit,
            "not_said": one.what,
            "quotation": one.quotation,
        }
        for one in found.left_open
    ]
    return {"format": FORMAT, "proposals": [proposal_record(one) for one in found.proposals], "open": left}


def proposal_record_names() -> tuple[str, ...]:
    """The keys of a record, in their order."""
    return (
        *("line", "side", "who", "measure", "hedge", "amount", "high", "unit", "basis", "years", "year", "base"),
        *("scope", "about"),
        *("steps", "compounded", "net", "quotation"),
    )


def proposal_record(one: Proposal) -> dict[str, Any]:
    """One proposal by name; "" where nothing is said."""
    figure = one.figure
    values = (
        *(one.line, str(one.side), one.who, str(figure.measure), str(figure.hedge), plain_number(figure.amount)),
        *("" if figure.high is None else plain_number(figure.high), figure.unit, str(figure.basis)),
        *(figure.years or "", figure.year or "", figure.base),
        *(figure.scope, str(one.about or "")),
        *(str(figure.steps), "yes" if figure.compounded else "", "yes" if figure.is_net else "", one.quotation),
    )
    return dict(zip(proposal_record_names(), values, strict=True))
