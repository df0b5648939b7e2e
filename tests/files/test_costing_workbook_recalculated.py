"""The costing workbook in LibreOffice: worked out anew, every cell is the engine's, before and after inputs are changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as chosen
from hypothesis import strategies as st

from commonground.agreement.agreement import Agreement
from commonground.agreement.expiry import AfterExpiry, Expiry
from commonground.agreement.kinds import KINDS
from commonground.agreement.offer import Offer
from commonground.agreement.provision import Provision
from commonground.agreement.sheet import Path as TermsPath
from commonground.costing.components import salary_components
from commonground.costing.engine import Engine
from commonground.files.costing_workbook import workbook_bytes, write_costing_workbook
from commonground.files.folder import read_negotiation
from commonground.files.plain_workbook import fits
from commonground.negotiation import Negotiation
from commonground.report.workbook.book import Book, costing_book
from commonground.report.workbook.cells import address
from commonground.report.workbook.cost_section import FIRST_PERIOD
from commonground.report.workbook.cost_sheet import FIRST_LINE
from commonground.report.workbook.inputs import Input, described, first_with, path_of
from commonground.values.party import Side
from little_district import JULY, agreement, clause, engine, people, schedule, version
from spreadsheet import Sheets, cells_of, differences, needs_office, recalculated, with_numbers
from strategies import FAST, District, districts, offers

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


@dataclass(frozen=True, eq=False)
class Drawn:
    """A random negotiation's book, what its inputs are changed to, and where it was written before and after the change."""

    negotiation: Negotiation
    book: Book
    changed: Mapping[str, Fraction]
    path: Path
    edited: Path


OF_SHARES = ("layoff", "retirement_incentive")


def is_stated(clause: Provision) -> bool:
    """Whether a clause has lines that stand in a workbook as values and not as formulas: created positions among them."""
    rules = [r for r in KINDS[clause.kind].rules if r.sheet is None and r.payer == "employer"]
    said = [version.terms for version in clause.versions]
    if clause.kind in OF_SHARES:  # what a newcomer costs, and a year in which the clause changes
        return len(said) > 1 or any("price" in terms.__dict__ and terms.__dict__["price"].entry for terms in said)
    return clause.kind != "salary_schedule" and any(r.when is None or r.when(terms) for r in rules for terms in said)


def without_counts(district: District) -> District:
    """The district without the clauses that have lines without a formula, and without those that build upon them by name."""
    (only,) = district.agreements
    kept = {id: clause for id, clause in only.provisions.items() if not is_stated(clause)}
    while len(
        fewer := {id: clause for id, clause in kept.items() if _named(clause) & {*only.provisions} <= {*kept}}
    ) < len(kept):
        kept = fewer
    return replace(district, agreements=[replace(only, provisions=kept)])


def _named(clause: Provision) -> set[str]:
    """The clauses that a clause's bases name by their ids, or by a line of theirs."""
    return {name.partition("/")[0] for version in clause.versions for name in getattr(version.terms, "base", ())}


def counting_none(offer: Offer, agreement: Agreement) -> Offer:
    """The offer without such clauses that it puts in or would make of others, and without what it then says of them."""
    new = {edit.clause.id for edit in offer.edits if edit.clause is not None and is_stated(edit.clause)}
    new |= {clause.id for clause in agreement.of_kind(*OF_SHARES)}
    return replace(offer, edits=tuple(edit for edit in offer.edits if edit.provision not in new))


def drawn_books(folder: Path, examples: int) -> list[Drawn]:
    """Books of random districts, each with up to two random offers under some assumption of what holds after a term."""
    found: list[Drawn] = []

    def some_offers(one: District) -> st.SearchStrategy[list[Offer]]:
        counted = partial(counting_none, agreement=one.agreement)
        return st.lists(offers(one.agreement, one.calendar).map(counted), max_size=2)

    @chosen(FAST, max_examples=examples)
    @given(
        districts().map(without_counts).flatmap(lambda one: st.tuples(st.just(one), some_offers(one))),
        st.sampled_from(AfterExpiry),
        st.lists(st.integers(0, 2), min_size=7, max_size=7),
    )
    def draw(drawn: tuple[District, list[Offer]], after: AfterExpiry, chances: list[int]) -> None:
        number = len(found)
        passed = [replace(one, id=f"offer-{n}", party=f"party-{n}") for n, one in enumerate(drawn[1])]
        negotiation = _negotiation(drawn[0], passed, after)
        book, path = costing_book(negotiation, passed), folder / f"{number}.xlsx"
        path.write_bytes(workbook_bytes(book, dt.date(2020, 1, 1)))
        own = [one for held in book.inputs.found.values() for one in held.values() if not one.follows]
        changed = {one.name: _changed(one, chances[n % len(chances)]) for n, one in enumerate(own)}
        numbers = {name: float(value) for name, value in changed.items()}
        edited = with_numbers(path, folder / f"{number}-edited.xlsx", numbers)
        found.append(Drawn(negotiation, book, changed, path, edited))

    draw()
    return found


def test_random_districts_are_worked_out_to_the_same_cents_before_and_after_inputs_are_changed(tmp_path: Path) -> None:
    drawn = drawn_books(tmp_path, 30)

    again = recalculated([path for one in drawn for path in (one.path, one.edited)], tmp_path)

    found = {}
    for one, worked_out, edited in zip(drawn, again[::2], again[1::2], strict=True):
        found[one.path.name] = differences(cells_of(one.path), cells_of(worked_out))
        if all_fit(one.book):
            found[one.edited.name] = differences_from_engine(one.negotiation, one.book, one.changed, cells_of(edited))
    assert {name: differing for name, differing in found.items() if differing} == {}


def test_no_line_of_a_random_district_is_written_as_a_value(tmp_path: Path) -> None:
    stated = [
        (cost.priced.tag, cost.stated) for one in drawn_books(tmp_path, 12) for cost in one.book.costs if cost.stated
    ]

    assert stated == []


LEAVE = {"paid": "yearly", "days_in_year": "187.5", "keeps": "5", "at_most": 20}
RATED = [
    {"rating": "good", "amount": 1_000, "people": "2.5"},
    {"rating": "excellent", "percent": "3%", "amount": 55, "people": 1},
]


def test_leave_paid_out_by_year_and_performance_pay_by_number_follow_their_inputs(tmp_path: Path) -> None:
    staff = people({"lane": "BA", "step": "1"}, {"lane": "BA", "step": "1", "fte": "0.6"}, {"lane": "BA", "step": "2"})
    place = engine(staff.replace(numbers={"leave_days": np.array([300, 1_234, 9_900])}), years=2)
    clauses = (
        schedule({("BA", "1"): 40_123, ("BA", "2"): 50_456}),
        clause("by-share", "leave_payout", share="1/3", **LEAVE),
        clause("by-day", "leave_payout", per_day="101.37", **LEAVE),
        clause("merit", "performance_pay", ratings=RATED, growth={"2026-27": "2.5%"}),
    )
    district = District(place.roster, place.calendar, place.base, [agreement(*clauses)])
    negotiation = _negotiation(district, [], AfterExpiry.FREEZE)
    book, path = costing_book(negotiation, []), tmp_path / "costing.xlsx"
    path.write_bytes(workbook_bytes(book, dt.date(2026, 1, 1)))
    changed = {one.name: _changed(one) for held in book.inputs.found.values() for one in held.values()}

    edited = with_numbers(path, tmp_path / "edited.xlsx", {name: float(value) for name, value in changed.items()})
    again, after = (cells_of(found) for found in recalculated([path, edited], tmp_path))

    assert [cost.stated for cost in book.costs if cost.stated] == []
    assert len([name for name in changed if "merit" in name or "by_" in name]) >= 9
    assert differences(cells_of(path), again) == []
    assert differences_from_engine(negotiation, book, changed, after) == []


RETIRING = {"2026-27": {"people": "1.5", "service_from": 10}, "2027-28": {"rate": "30%", "service_from": 5}}
RETIRED = {"paid": "at retirement", "days_in_year": "187.5", "keeps": "5", "retiring": RETIRING}


def test_leave_paid_out_at_retirement_follows_who_retires(tmp_path: Path) -> None:
    staff = people(
        *({"lane": "BA", "step": "1", "service": years, "count": heads} for years, heads in ((3, 2), (8, 1), (9, 3))),
        {"lane": "BA", "step": "2", "service": 30, "fte": "0.6"},
    )
    place = engine(staff.replace(numbers={"leave_days": np.array([300, 1_234, 9_900, 4_000])}), years=3)
    clauses = (
        schedule({("BA", "1"): 40_123, ("BA", "2"): 50_456}),
        clause("coach", "stipend", positions=[{"name": "coach", "number": 3, "amount": 1_000}]),
        clause("by-share", "leave_payout", share="1/3", base=["salary", "coach"], **RETIRED),
        clause("by-day", "leave_payout", per_day="101.37", days="33.5", **RETIRED),
        clause("service", "longevity", bands=[{"years": 2, "percent": "1%"}], base=["salary", "coach"]),
    )
    negotiation = _negotiation(
        District(place.roster, place.calendar, place.base, [agreement(*clauses)]), [], AfterExpiry.FREEZE
    )
    book, path = costing_book(negotiation, []), tmp_path / "costing.xlsx"
    path.write_bytes(workbook_bytes(book, dt.date(2026, 1, 1)))
    changed = {one.name: _changed(one) for held in book.inputs.found.values() for one in held.values()}

    edited = with_numbers(path, tmp_path / "edited.xlsx", {name: float(value) for name, value in changed.items()})
    again, after = (cells_of(found) for found in recalculated([path, edited], tmp_path))

    assert [cost.stated for cost in book.costs if cost.stated] == []
    assert {"people", "rate", "from"} <= {word for name in changed for word in name.split("_") if "by_" in name}
    assert differences(cells_of(path), again) == []
    assert differences_from_engine(negotiation, book, changed, after) == []


def test_a_clause_that_comes_to_pay_leave_at_retirement_pays_it_yearly_no_more(tmp_path: Path) -> None:
    staff = people({"lane": "BA", "step": "1", "service": 9}).replace(numbers={"leave_days": np.array([4_000])})
    place = engine(staff, years=2)
    first = version("leave_payout", until=JULY[2027], **LEAVE, share="1/3")
    later = version("leave_payout", JULY[2027], **RETIRED, share="1/3")
    clauses = (schedule({("BA", "1"): 40_123}), clause("leave", "leave_payout", first, later))
    district = District(place.roster, place.calendar, place.base, [agreement(*clauses)])
    path = tmp_path / "costing.xlsx"
    path.write_bytes(
        workbook_bytes(costing_book(_negotiation(district, [], AfterExpiry.FREEZE), []), dt.date(2026, 1, 1))
    )

    (again,) = recalculated([path], tmp_path)

    assert differences(cells_of(path), cells_of(again)) == []


FIVE = people(
    {"lane": "BA", "step": "1", "service": 2, "rating": "good", "school": "North"},
    {"lane": "BA", "step": "1", "service": 2, "rating": "excellent", "school": "South", "fte": "0.5", "count": 2},
    {"lane": "BA", "step": "2", "service": 20, "rating": "good", "school": "North"},
    {"lane": "BA", "step": "2", "service": 7, "school": "South", "fte": "0.6", "count": 2},
    {"lane": "BA", "step": "1", "service": 0, "rating": "good", "school": "South"},
)
TAKEN = {"2026-27": {"people": "1.5", "service_from": 5}, "2027-28": {"rate": "30%", "service_from": 3}}
STATES = {"by": "stated", "salary": "44444", "growth": {"2027-28": "2%"}}
CLOSING = {"closed": {"2026-27": ["North"], "2027-28": ["South"]}, "follow": "25%", "opened": {"2028-29": "0.4"}}
OF_JOBS = (
    clause("never", "retirement_incentive", years={"2035-36": {"people": 1}}),
    clause(
        "cuts",
        "layoff",
        cut={"2026-27": "0.75", "2027-28": "1.25"},
        recalled={"2028-29": "0.5"},
        severance={"amount": "1000", "percent": "10%", "by_service": True},
    ),
    clause("rated", "layoff", cut={"2026-27": "1/3"}, order="rating", ratings=["good"], severance={"amount": "777.77"}),
    clause("closing", "layoff", **CLOSING, order="school"),
    clause("early", "retirement_incentive", years=TAKEN, amount="20000", percent="10%", anyway="20%", refilled="2/3"),
    clause("stated", "retirement_incentive", years=TAKEN, percent="7%", price=STATES),
    clause("round", "retirement_incentive", years=TAKEN, price=STATES | {"benefits": "33.3%", "rounded_to": "dollar"}),
)


def test_layoffs_severance_and_the_breakage_of_incentives_follow_their_inputs(tmp_path: Path) -> None:
    place = engine(FIVE, years=3)
    clauses = (
        schedule({("BA", "1"): 50_123, ("BA", "2"): 60_457}),
        clause("pension", "pension", rate="10.37%", base=["pay"]),
        clause("medicare", "payroll_tax", rate="1.45%"),
        clause("service", "longevity", bands=[{"years": 2, "percent": "1%"}], base=["salary"]),
        *OF_JOBS,
    )
    district = District(place.roster, place.calendar, place.base, [agreement(*clauses)])
    negotiation = _negotiation(district, [], AfterExpiry.FREEZE)
    book, path = costing_book(negotiation, []), tmp_path / "costing.xlsx"
    path.write_bytes(workbook_bytes(book, dt.date(2026, 1, 1)))
    changed = {one.name: _changed(one) for held in book.inputs.found.values() for one in held.values()}

    edited = with_numbers(path, tmp_path / "edited.xlsx", {name: float(value) for name, value in changed.items()})
    again, after = (cells_of(found) for found in recalculated([path, edited], tmp_path))

    assert [cost.stated for cost in book.costs if cost.stated] == []
    assert len([name for name in changed if any(f"sq_{one.id}" in name for one in OF_JOBS)]) >= 20
    assert differences(cells_of(path), again) == []
    assert differences_from_engine(negotiation, book, changed, after) == []


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

    assert differences_from_engine(district, book, changed, sheets) == []


ONE_BY_ONE = {
    "a raise": ("district_teacher_raise_2026_07_01_percent", "0.0275"),
    "a premium": ("sq_health_premium_PPO_family_monthly", "2100.55"),
    "a pension rate": ("sq_teacher_pension_Tier_1_rate", "0.113"),
    "a number of positions": ("sq_extra_duty_position_coach_number", "9.5"),
}


def test_each_kind_of_input_changed_alone_comes_to_the_engines_cents(tmp_path: Path) -> None:
    district = read_negotiation(READY / "meadowbrook")
    book = costing_book(district, latest_offers(district))
    path = tmp_path / "costing.xlsx"
    path.write_bytes(workbook_bytes(book, dt.date(2026, 9, 29)))
    before = {one.name: one.value for held in book.inputs.found.values() for one in held.values() if not one.follows}
    changes = {what: before | {name: Fraction(said)} for what, (name, said) in ONE_BY_ONE.items()}
    edited = [
        with_numbers(path, tmp_path / f"edited-{number}.xlsx", {name: float(said)})
        for number, (name, said) in enumerate(ONE_BY_ONE.values())
    ]

    again = recalculated(edited, tmp_path)

    found = {
        what: differences_from_engine(district, book, changed, cells_of(seen))
        for (what, changed), seen in zip(changes.items(), again, strict=True)
    }
    assert {what: differing for what, differing in found.items() if differing} == {}


def all_fit(book: Book) -> bool:
    """Whether every formula is one that a spreadsheet takes; a longer one is written as its value, which follows no input."""
    single = (cell.formula for sheet in book.sheets for cell in sheet.cells.values())
    blocks = (one for sheet in book.sheets for block in sheet.blocks for row in block.formulas or () for one in row)
    return all(map(fits, (*single, *blocks)))


def differences_from_engine(
    district: Negotiation, book: Book, changed: Mapping[str, Fraction], sheets: Sheets
) -> list[str]:
    """Where lines, or parts of salaries, are not what the engine makes of the agreements with the changed inputs."""
    found = []
    for cost in book.costs:
        agreement = _with_inputs(cost.priced.agreement, book, cost.priced.tag, changed)
        engine = Engine(district.roster, district.calendar, district.base)
        run_rates = [engine.full_year_on(p.day) for p in cost.periods[len(engine.periods) :] if p.day]
        lines = [line for line in engine.join(agreement).lines.values() if line.rule.payer == "employer"]
        wanted = {
            FIRST_LINE + row: [engine.total(agreement, line, period) / 100 for period in (*engine.periods, *run_rates)]
            for row, line in enumerate(lines)
        }
        for run_rate in run_rates[:1] if any(line.rule.name == "salary" for line in lines) else []:
            for part, series in salary_components(engine, agreement, run_rate).items():
                wanted[cost.components[part]] = [cents / 100 for cents in (*series.cents, series.run_rate)]
        for row, figures in wanted.items():
            seen = [sheets[cost.sheet.name][address(row, FIRST_PERIOD + n)].value for n in range(len(figures))]
            if seen != figures:
                found.append(f"{cost.sheet.name} row {row + 1}: {seen} and {figures} by the engine")
    return found


def _negotiation(drawn: District, passed: Sequence[Offer], after: AfterExpiry) -> Negotiation:
    calendar = drawn.calendar
    return Negotiation(
        "Drawn",
        (),
        drawn.agreement,
        {one.id: one for one in passed},
        drawn.roster,
        drawn.base,
        calendar.snapshot,
        calendar.years,
        calendar.proration,
        Expiry(after),
    )


def _changed(one: Input, chance: int = 0) -> Fraction:
    """Another value for an input: some part of a percent or some dollars more or less, one more of a number."""
    if one.unit == "number":
        return one.value + 1 if one.value.denominator == 1 else one.value * Fraction(6, 5)
    if one.unit == "rate":
        less = Fraction(-1, 500) if one.value > Fraction(1, 100) else Fraction(3, 1000)
        return one.value + (Fraction(1, 1000), Fraction(1, 100), less)[chance]
    return one.value + (Fraction("11.01"), Fraction(250), Fraction("0.5"))[chance]


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
        for said in one.priced.agreement[id_].versions:
            path = path_of(said.terms, marks)
            held_now = next(v for v in provision.versions if v.start == said.start)
            is_it = path is not None and (
                first_with(one.priced.agreement[id_], said, marks, described(said.terms, path)[1])[0].start == start
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
