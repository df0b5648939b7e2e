"""Confirmed proposals as entries of claims.toml."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from commonground.claims.proposer import Proposal
from commonground.files.toml import read_toml
from commonground.report.claims import plain_number
from commonground.values.problem import BadInput
from commonground.values.typed_figure import DOLLARS, Basis, Hedge, Standing, TypedFigure


def claims_toml(chosen: Sequence[Proposal], outlet: str, day: dt.date, before: str) -> str:
    """The entries, to stand behind what the file says already; ids follow the last one there is."""
    taken = set(re.findall(r'^id = "([^"]+)"', before, re.MULTILINE))
    ids = (f"{side}-{day}-{number}" for number in range(1, 10_000) for side in ("claim",))
    free = (one for one in ids if one not in taken)
    return "".join(
        f"\n[[claim]]\n{chr(10).join(_entry(one, name, outlet, day))}\n"
        for one, name in zip(chosen, free, strict=False)
    )


def not_yet_in(into: Path, proposals: Sequence[Proposal], outlet: str, day: dt.date) -> list[Proposal]:
    """The proposals that do not stand in a claims.toml yet: same place, day, words and figure, whatever else was corrected.

    Raises `BadInput` where the file cannot be read.
    """
    if not into.exists():
        return list(proposals)
    document, problems = read_toml(into)
    if document is None:
        raise BadInput(problems)
    said = document.said.get("claim")
    standing = Counter(_key(one) for one in (said if isinstance(said, list) else []) if isinstance(one, dict))
    found = []
    for one in proposals:
        key = (outlet, str(day), one.quotation, plain_number(one.figure.amount), one.figure.unit)
        if standing[key]:
            standing[key] -= 1
        else:
            found.append(one)
    return found


def _key(said: Mapping[str, Any]) -> tuple[str, ...]:
    """What an entry is known again by."""
    held = said.get("figure")
    figure: Mapping[str, Any] = held if isinstance(held, dict) else {}
    number = figure.get("amount")
    amount = plain_number(Fraction(number)) if isinstance(number, int | Decimal) else ""
    words = (str(said.get(name, "")) for name in ("outlet", "date", "quotation"))
    return (*words, amount, str(figure.get("unit", DOLLARS)))


def _entry(one: Proposal, name: str, outlet: str, day: dt.date) -> Iterator[str]:
    yield f"id = {text(name)}"
    yield f"who = {text(one.who or 'not named')}"
    yield f"side = {text(one.side)}"
    yield f"outlet = {text(outlet)}"
    yield f"date = {day}"
    yield f"quotation = {text(one.quotation)}"
    if one.about is not None:
        yield f"offers = [{text(one.about)}]"
    yield f"figure = {{ {', '.join(_figure(one.figure))} }}"


def _figure(figure: TypedFigure) -> Iterable[str]:
    yield f"measure = {text(figure.measure)}"
    yield f"amount = {plain_number(figure.amount)}"
    if figure.high is not None:
        yield f"high = {plain_number(figure.high)}"
    if figure.unit != DOLLARS:
        yield f"unit = {text(figure.unit)}"
    if figure.hedge is not Hedge.NONE:
        yield f"hedge = {text(figure.hedge)}"
    basis = Basis.NOT_STATED if figure.basis is Basis.BY_YEAR and figure.year is None else figure.basis
    if basis is not Basis.NOT_STATED:
        yield f"basis = {text(basis)}"
    if figure.years:
        yield f"years = {figure.years}"
    if figure.year:
        yield f"year = {figure.year}"
    if figure.steps is not Standing.NOT_STATED:
        yield f"steps = {text(figure.steps)}"
    if figure.compounded:
        yield "compounded = true"
    if figure.is_net:
        yield "net = true"
    if figure.base:
        yield f"base = {text(figure.base)}"
    if figure.scope:
        yield f"scope = {text(figure.scope)}"


def text(said: str) -> str:
    """A text as TOML writes it."""
    return json.dumps(str(said), ensure_ascii=False).replace("\x7f", "\\u007f")
