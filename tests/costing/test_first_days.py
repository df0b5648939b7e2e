"""No clause costs or saves anything before its first day, whatever kind it is and whatever builds upon it.

In a fiscal year that ends before a version's first day every line of an agreement is what it would be without the version,
so moving the day later never changes a year before it. One exception is the law of `Provision.standing_on`: a salary
schedule and a ladder stand before their first version too, as people must be paid by something; a later version is none.
The other is a raise of an earlier day: it is brought by the version in force on that day, so one that holds from the term's
first day brings none of before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from commonground.agreement.agreement import Agreement
from commonground.agreement.provision import BEGINNING, NEVER, Provision, Version
from commonground.costing.bases import UnknownBase
from commonground.costing.engine import Engine
from little_district import agreement, clause, each_paid, schedule, version
from strategies import FEWER, SCORES, District, Draw, districts

STANDS_BEFORE = ("salary_schedule", "step_ladder")
OF_THEIR_OWN_DAY = ("schedule_raise", "me_too")
DAYS_IN = (0, 0, 1, 100)


@st.composite
def clauses_begun(draw: Draw) -> tuple[District, Provision, dt.date]:
    """A district, one of its clauses, and a day of the years that are costed."""
    district = draw(districts())
    chosen = district.agreement[draw(st.sampled_from([p.id for p in district.agreement if p.versions]))]
    first = draw(st.sampled_from(district.calendar.years)).first
    return district, chosen, first + dt.timedelta(days=draw(st.sampled_from(DAYS_IN)))


def said_from(clause: Provision, day: dt.date, before: Sequence[Version] = ()) -> Provision:
    """The clause's last terms from a day on, and other versions until then."""
    kept = [replace(one, until=min(one.until, day)) for one in before if one.start < day]
    return replace(clause, versions=(*kept, replace(clause.versions[-1], start=day, until=NEVER)))


def by_year(engine: Engine, agreement: Agreement) -> Mapping[str, tuple[int, ...]]:
    """Every line by period, those that are nothing throughout left out."""
    lines = engine.join(agreement).lines
    found = {name: engine.totals(agreement, line, engine.periods) for name, line in lines.items()}
    return {name: cents for name, cents in found.items() if any(cents)}


def years_before(engine: Engine, day: dt.date) -> list[int]:
    """The base year, annualised on the snapshot, and the fiscal years that end before a day."""
    return [number for number, period in enumerate(engine.periods) if not number or period.last < day]


def nothing_before_its_first_day(district: District, chosen: Provision, day: dt.date) -> None:
    engine, agreement = district.engine(), district.agreement
    begun, never = (by_year(engine, agreement.with_provision(said_from(chosen, at))) for at in (day, NEVER))

    before = years_before(engine, day)
    for name in {*begun, *never}:
        one, other = (found.get(name, (0,) * len(engine.periods)) for found in (begun, never))
        assert [one[n] for n in before] == [other[n] for n in before]
        if name.partition("/")[0] == chosen.id and chosen.kind not in STANDS_BEFORE:
            assert not any(one[n] for n in before)


@FEWER
@given(clauses_begun())
def test_no_line_costs_or_saves_anything_before_a_clause_s_first_day(
    drawn: tuple[District, Provision, dt.date],
) -> None:
    nothing_before_its_first_day(*drawn)


@pytest.mark.slow
@SCORES
@given(clauses_begun())
def test_no_line_costs_or_saves_before_a_first_day_on_a_hundred(drawn: tuple[District, Provision, dt.date]) -> None:
    nothing_before_its_first_day(*drawn)


@FEWER
@given(clauses_begun())
def test_a_clause_in_force_from_the_first_year_on_is_one_that_always_was(
    drawn: tuple[District, Provision, dt.date],
) -> None:
    district, chosen, _ = drawn
    assume(chosen.kind not in OF_THEIR_OWN_DAY)
    engine, first = district.engine(), district.calendar.years[0].first

    dated, undated = (
        by_year(engine, district.agreement.with_provision(said_from(chosen, at))) for at in (first, BEGINNING)
    )

    nothing = (0,) * len(engine.periods)
    for name in {*dated, *undated}:
        assert dated.get(name, nothing)[1:] == undated.get(name, nothing)[1:]


@pytest.mark.slow
@SCORES
@given(districts(agreements=2), st.integers(0, 3), st.sampled_from(DAYS_IN))
def test_a_later_version_changes_no_year_before_it(district: District, year: int, day_in: int) -> None:
    held, anew = district.agreements
    both = [id for id in held.provisions if id in anew.provisions and anew[id].versions]
    assume(len(both) > year)
    engine, chosen = district.engine(), both[-1 - year]
    day = district.calendar.years[min(year, len(district.calendar.years) - 1)].first + dt.timedelta(days=day_in)
    as_it_was, amended = held[chosen], replace(held[chosen], versions=anew[chosen].versions)

    try:
        before, after = (
            by_year(engine, held.with_provision(one))
            for one in (as_it_was, said_from(amended, day, as_it_was.versions))
        )
    except (LookupError, UnknownBase):  # the other agreement's terms name clauses that this one does not have
        assume(False)

    nothing = (0,) * len(engine.periods)
    for name in {*before, *after}:
        for number in years_before(engine, day):
            assert before.get(name, nothing)[number] == after.get(name, nothing)[number]


def test_people_do_not_move_by_a_clause_on_a_day_before_it_is_in_force() -> None:
    guide = schedule({("BA", "1"): 48_000, ("BA", "2"): 49_200})
    early = {"2027-28": {"move": "advance", "on": dt.date(2026, 9, 1)}}
    steps = clause("steps", "step_movement", version("step_movement", dt.date(2027, 7, 1), years=early))

    [paid] = each_paid(agreement(guide, steps), {"lane": "BA", "step": "1"}, id="schedule")

    assert paid[:3] == (4_800_000, 4_800_000, 4_800_000)
