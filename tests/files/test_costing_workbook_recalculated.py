"""The costing workbook in LibreOffice: worked out anew, every cell is the engine's, before and after inputs are changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as chosen

from commonground.agreement.agreement import Agreement
from commonground.agreement.sheet import Path as TermsPath
from commonground.costing.engine import Engine
from commonground.files.costing_workbook import workbook_bytes, write_costing_workbook
from commonground.files.folder import read_negotiation
from commonground.negotiation import Negotiation
from commonground.report.workbook.book import Book, costing_book
from commonground.report.workbook.cells import address
from commonground.report.workbook.cost_rows import FIRST_PERIOD
from commonground.report.workbook.cost_sheet import FIRST_LINE
from commonground.report.workbook.inputs import Input, described, first_with, path_of
from commonground.values.party import Side
from spreadsheet import cells_of, differences, needs_office, recalculated, with_numbers
from strategies import FAST, District, districts

pytestmark = [pytest.mark.office, needs_office]
READY = Path(__file__).parents[2] / "negotiations"


def latest_offers(district: Negotiation) -> list[Any]:
    return [offer for side in (Side.EMPLOYER, Side.UNION) if (offer := district.latest(side))]


@pytest.mark.parametrize("name", ["meadowbrook", "chicago-2019"])
def test_a_ready_negotiation_is_worked_out_to_the_same_cents(tmp_path: Path, name: str) -> None:
    district = read_negotiation(READY / name)
    path = tmp_path / f"{name}.xlsx"
    write_costing_workbook(district, latest_offers(district), path)

    again = recalculated([path], tmp_path)[0]

    assert differences(cells_of(path), cells_of(again)) == []


def test_random_districts_are_worked_out_to_the_same_cents(tmp_path: Path) -> None:
    drawn: list[District] = []

    @chosen(FAST, max_examples=40)
    @given(districts())
    def draw(district: District) -> None:
        drawn.append(district)

    draw()
    paths = []
    for number, district in enumerate(drawn):
        paths.append(tmp_path / f"{number}.xlsx")
        paths[-1].write_bytes(workbook_bytes(costing_book(_negotiation(district), []), dt.date(2020, 1, 1)))

    again = recalculated(paths, tmp_path)

    found = [differences(cells_of(one), cells_of(other)) for one, other in zip(paths, again, strict=True)]
    assert [differing for differing in found if differing] == []


def test_when_every_input_is_changed_each_line_is_what_the_engine_makes_of_the_change(tmp_path: Path) -> None:
    district = read_negotiation(READY / "meadowbrook")
    book = costing_book(district, latest_offers(district))
    path = tmp_path / "costing.xlsx"
    path.write_bytes(workbook_bytes(book, dt.date(2026, 9, 29)))
    changed = {
        one.name: _changed(one) for held in book.inputs.found.values() for one in held.values() if not one.follows
    }

    edited = with_numbers(path, tmp_path / "edited.xlsx", {name: float(value) for name, value in changed.items()})
    sheets = cells_of(recalculated([edited], tmp_path)[0])

    for cost in book.costs:
        agreement = _with_inputs(cost.priced.agreement, book, cost.priced.tag, changed)
        engine = Engine(district.roster, district.calendar, district.base)
        periods = (*engine.periods, *(engine.full_year_on(p.day) for p in cost.periods[len(engine.periods) :] if p.day))
        lines = [line for line in engine.join(agreement).lines.values() if line.rule.payer == "employer"]
        for row, line in enumerate(lines, start=FIRST_LINE):
            wanted = [engine.total(agreement, line, period) / 100 for period in periods]
            seen = [sheets[cost.sheet.name][address(row, FIRST_PERIOD + n)].value for n in range(len(periods))]
            assert (cost.priced.tag, line.id, seen) == (cost.priced.tag, line.id, wanted)


def _negotiation(drawn: District) -> Negotiation:
    calendar = drawn.calendar
    return Negotiation(
        "Drawn",
        (),
        drawn.agreement,
        {},
        drawn.roster,
        drawn.base,
        calendar.snapshot,
        calendar.years,
        calendar.proration,
    )


def _changed(one: Input) -> Fraction:
    """Another value for an input: a tenth of a percent more, eleven dollars and a cent more, one more."""
    if one.unit == "number":
        return one.value + 1 if one.value.denominator == 1 else one.value * Fraction(6, 5)
    return one.value + (Fraction(1, 1000) if one.unit == "rate" else Fraction("11.01"))


def _with_inputs(agreement: Agreement, book: Book, tag: str, changed: Mapping[str, Fraction]) -> Agreement:
    """The agreement whose parameters are those that the changed inputs say."""
    by_name = {one.name: one for held in book.inputs.found.values() for one in held.values()}
    for (id_, marks, start), held in book.inputs.found.items():
        if tag not in held:
            continue
        one = held[tag]
        source = one
        while source.follows:
            source = by_name[source.follows]
        value = changed[source.name] * (100 if one.unit == "dollars" else 1)
        provision = agreement[id_]
        versions = []
        for version in one.priced.agreement[id_].versions:
            path = path_of(version.terms, marks)
            held_now = next(v for v in provision.versions if v.start == version.start)
            is_it = path is not None and (
                first_with(one.priced.agreement[id_], version, marks, described(version.terms, path)[1])[0].start
                == start
            )
            terms = _put(held_now.terms, path, value) if is_it and path else held_now.terms
            versions.append(replace(held_now, terms=terms))
        agreement = agreement.with_provision(replace(provision, versions=tuple(versions)))
    return agreement


def _put(value: Any, path: TermsPath, new: Fraction) -> Any:
    """A part of a clause's terms with another value at a path."""
    if not path:
        return int(new) if isinstance(value, int) else new
    head, rest = path[0], path[1:]
    if isinstance(value, Mapping):
        return {key: _put(item, rest, new) if key == head else item for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(_put(item, rest, new) if number == head else item for number, item in enumerate(value))
    return value.model_copy(update={str(head): _put(getattr(value, str(head)), rest, new)})
