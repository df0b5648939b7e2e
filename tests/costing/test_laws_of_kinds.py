"""Laws that hold clause by clause, whatever the kind: people add up, saying a clause again changes nothing, more is not less.

Source: none but the laws themselves; the agreements and rosters are random (see strategies.py).
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from commonground.agreement.agreement import Agreement
from commonground.agreement.kinds import KINDS
from commonground.agreement.kinds.schedule_raise import ScheduleRaise
from commonground.agreement.kinds.step_movement import StepMovement
from commonground.agreement.provision import Provision, Version
from commonground.costing.engine import Engine
from strategies import SCORES, District, districts

OF_NUMBERS = {
    name
    for name, kind in KINDS.items()
    if any(rule.per != "person" or "heads" in rule.reads for rule in kind.rules) and name not in ("stipend", "health")
}


def lines(engine: Engine, agreement: Agreement) -> dict[str, list[int]]:
    """Every line that is not nothing throughout, by period, the run-rate last."""
    periods = (*engine.periods, engine.run_rate_period(agreement))
    found = engine.join(agreement).lines
    made = {name: [engine.total(agreement, line, period) for period in periods] for name, line in found.items()}
    return {name: cents for name, cents in made.items() if any(cents)}


def of_persons_alone(agreement: Agreement) -> Agreement:
    """The agreement without clauses about so many people, jobs, schools or dollars of the district."""
    kept = {one.id: one for one in agreement if one.kind not in OF_NUMBERS and not _counts(one)}
    known = {"pay", "salary", "column:salary", *(name for name, one in kept.items() if not _bases(one))}
    return replace(agreement, provisions={name: one for name, one in kept.items() if _bases(one) <= known})


def _bases(provision: Provision) -> set[str]:
    """What the clause is reckoned on, by name."""
    return {name for version in provision.versions for name in getattr(version.terms, "base", ())}


def _counts(provision: Provision) -> bool:
    terms = [version.terms for version in provision.versions]
    enrolled = any(each.enrolled is not None for one in terms for each in getattr(one, "premiums", ()))
    return enrolled or any(getattr(one, "positions", ()) for one in terms)


@pytest.mark.slow
@SCORES
@given(districts(), st.randoms(use_true_random=False))
def test_what_two_parts_of_a_roster_cost_is_what_the_whole_costs(district: District, chance: Any) -> None:
    agreement = of_persons_alone(district.agreement)
    people = len(district.roster)
    assume(people > 1)
    first = np.array([chance.random() < 0.5 for _ in range(people)])
    assume(first.any() and not first.all())

    whole = lines(district.engine(), agreement)
    parts = [lines(district.with_roster(district.roster.take(part)).engine(), agreement) for part in (first, ~first)]

    for name in {*whole, *parts[0], *parts[1]}:
        nothing = [0] * (len(district.calendar.years) + 2)
        together = [sum(cents) for cents in zip(*(part.get(name, nothing) for part in parts), strict=True)]
        assert together == whole.get(name, nothing), name


def said_again(provision: Provision, day: Any) -> Provision:
    """The clause with each version said in two: until a day (a year's first), and in the same words from it on.

    Left whole are a ladder that moves people to other steps, which it does on the day from which it stands, and steps of that
    year that are taken before it begins: the version in force when a year begins brings its steps, and none from before itself.
    """
    versions: list[Version[Any]] = []
    for one in provision.versions:
        early = isinstance(one.terms, StepMovement) and (one.terms.action(day.year).on or day) < day
        if one.start < day < one.until and not getattr(one.terms, "moves", None) and not early:
            versions += [replace(one, until=day), replace(one, start=day)]
        else:
            versions.append(one)
    return replace(provision, versions=tuple(versions))


@pytest.mark.slow
@SCORES
@given(districts())
def test_a_clause_that_is_said_again_in_the_same_words_from_a_years_first_day_costs_the_same(
    district: District,
) -> None:
    day = district.calendar.years[-1].first
    agreement = district.agreement
    again = replace(agreement, provisions={one.id: said_again(one, day) for one in agreement})

    assert lines(district.engine(), again) == lines(district.engine(), agreement)


def a_point_more(terms: Any) -> Any:
    raises = tuple(
        one if one.percent is None else one.model_copy(update={"percent": one.percent + Fraction(1, 100)})
        for one in terms.raises
    )
    return terms.model_copy(update={"raises": raises})


def with_a_point_more(provision: Provision) -> Provision:
    if not all(isinstance(version.terms, ScheduleRaise) for version in provision.versions):
        return provision
    return replace(provision, versions=tuple(replace(one, terms=a_point_more(one.terms)) for one in provision.versions))


@pytest.mark.slow
@SCORES
@given(districts())
def test_a_point_more_on_every_raise_lowers_no_line_of_salaries(district: District) -> None:
    agreement = district.agreement
    more = replace(agreement, provisions={one.id: with_a_point_more(one) for one in agreement})
    of_salaries = [one.id for one in agreement if one.kind == "salary_schedule"]

    before, after = lines(district.engine(), agreement), lines(district.engine(), more)

    for name in of_salaries:
        for less, cents in zip(before.get(name, ()), after.get(name, ()), strict=True):
            assert less <= cents
