"""A way that is gone again gives the timeline that walking it would."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest

from commonground.agreement.agreement import Agreement
from commonground.agreement.band import Band, CellKey
from commonground.agreement.calendar import Calendar
from commonground.agreement.kinds import KINDS
from commonground.agreement.provision import Provision, Version
from commonground.agreement.timeline import Timeline, build_timeline
from commonground.values.fiscal_year import FiscalYear

CALENDAR = Calendar(
    dt.date(2026, 6, 30), tuple(FiscalYear.parse(f"{year}-{year - 1999}") for year in (2026, 2027, 2028))
)
KEYS = tuple(CellKey("", "", lane, step) for lane in ("BA", "MA") for step in ("1", "2", "3"))
TABLE = [
    {"lane": key.lane, "step": key.step, "salary": 40_000 + 777 * number, "increment": 900}
    for number, key in enumerate(KEYS)
]


def clause(kind: str, terms: dict[str, Any]) -> Provision:
    made = KINDS[kind]
    return Provision(kind, kind, kind, made.family, kind, (Version(made.terms.model_validate(terms)),))


def agreement(raises: list[dict[str, Any]], **schedule: Any) -> Agreement:
    clauses = (
        clause("salary_schedule", {"table": TABLE, **schedule}),
        clause("step_movement", {"years": {"2027-28": "freeze"}}),
        clause("schedule_raise", {"raises": raises}),
    )
    return Agreement("made up", {c.id: c for c in clauses})


def band() -> Band:
    return Band("salary_schedule", KEYS, (), (), ("schedule_raise",), ("step_movement",))


def pays(timeline: Timeline, day: dt.date) -> tuple[list[Fraction], list[int], int]:
    moment = timeline.on(day)
    return moment.cells.exact(), moment.place.tolist(), len(moment.growths)


def raises(*percents: str, flat: int = 0) -> list[dict[str, Any]]:
    days = (dt.date(2026, 7, 1), dt.date(2027, 2, 1), dt.date(2028, 7, 1))
    return [{"effective": day, "percent": p, "flat": flat} for day, p in zip(days, percents, strict=True)]


@pytest.mark.parametrize("build", ["scale", "carry_then_step"])
@pytest.mark.parametrize("carry", ["exact", "cent", "dollar"])
def test_other_amounts_on_the_same_days_give_what_walking_gives(build: str, carry: str) -> None:
    known, schedule = band(), {"build": build, "carry": carry}
    build_timeline(agreement(raises("1%", "2%", "3%"), **schedule), known, CALENDAR)
    further = agreement(raises("2.37%", "0.5%", "4.01%", flat=125), **schedule)

    again, walked = build_timeline(further, known, CALENDAR), build_timeline(further, band(), CALENDAR)

    for day in (CALENDAR.snapshot, *(dt.date(year, month, 1) for year in (2026, 2027, 2028) for month in (1, 2, 7))):
        assert pays(again, day) == pays(walked, day)


@pytest.mark.parametrize(
    "other",
    [
        {"effective": dt.date(2027, 7, 1), "percent": "2%"},
        {"effective": dt.date(2026, 7, 1), "percent": "2%", "steps": ["1"]},
        {"effective": dt.date(2026, 7, 1), "percent": "2%", "lanes": ["MA"]},
    ],
)
def test_another_day_or_other_cells_are_another_way(other: dict[str, Any]) -> None:
    known = band()
    build_timeline(agreement([{"effective": dt.date(2026, 7, 1), "percent": "2%"}]), known, CALENDAR)

    again, walked = (build_timeline(agreement([other]), each, CALENDAR) for each in (known, band()))

    for day in (dt.date(2026, 7, 1), dt.date(2028, 7, 1)):
        assert pays(again, day) == pays(walked, day)


def test_what_a_schedule_prints_on_the_way_is_printed_again() -> None:
    known, printed = band(), dt.date(2027, 7, 1)
    first, second = (agreement(raises(*percents)) for percents in (("1%", "1%", "1%"), ("2%", "3%", "4%")))
    later = [{**cell, "salary": cell["salary"] + 5_000} for cell in TABLE]
    versions = (
        Version(first["salary_schedule"].versions[0].terms, until=printed),
        Version(KINDS["salary_schedule"].terms.model_validate({"table": later}), start=printed),
    )
    made = KINDS["salary_schedule"]
    schedule = Provision("salary_schedule", "salary_schedule", "", made.family, "", versions)
    build_timeline(first.with_provision(schedule), known, CALENDAR)

    again, walked = (build_timeline(second.with_provision(schedule), each, CALENDAR) for each in (known, band()))

    for day in (CALENDAR.snapshot, dt.date(2027, 2, 1), printed, dt.date(2028, 7, 1)):
        assert pays(again, day) == pays(walked, day)
        assert again.on(day).present.tolist() == walked.on(day).present.tolist()
    assert pays(again, printed)[0] == [Fraction(cell["salary"] * 100) for cell in later]


def test_a_step_that_is_put_in_on_the_way_hangs_on_the_raises_before_it() -> None:
    known, added = band_of_four(), [{"step": "4", "after": "3", "percent": "2.5%", "effective": dt.date(2027, 7, 1)}]
    first, second = (
        agreement(raises(*percents), steps_added=added) for percents in (("1%", "1%", "1%"), ("2%", "3%", "4%"))
    )
    build_timeline(first, known, CALENDAR)

    again, walked = (build_timeline(second, each, CALENDAR) for each in (known, band_of_four()))

    assert pays(again, dt.date(2028, 7, 1)) == pays(walked, dt.date(2028, 7, 1))


def band_of_four() -> Band:
    keys = (*KEYS, CellKey("", "", "BA", "4"), CellKey("", "", "MA", "4"))
    return Band("salary_schedule", keys, (), (), ("schedule_raise",), ("step_movement",))
