"""Assumptions side by side: agreed, disputed, one-sided; ranges that meet; what is signed and what no longer is."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from commonground.assumptions.assumption import Assumption, Assumptions, Signature, Unit, written
from commonground.assumptions.compared import Accord, compared
from commonground.values.party import Side

SIDES = {"district": Side.EMPLOYER, "teachers": Side.UNION, "aides": Side.UNION, "mediator": Side.NEUTRAL}
FIRST, LATER = dt.date(2026, 2, 1), dt.date(2026, 6, 1)


def held(party, percent, on=FIRST, span=(None, None)):
    low, high = (Fraction(bound, 100) if bound is not None else None for bound in span)
    return Assumption("fill rate", party, Unit.SHARE, Fraction(percent, 100), on, low, high)


def only(*stated, signed=(), on=dt.date.max):
    (found,) = compared(Assumptions(stated, tuple(signed)), SIDES, on)
    return found


@pytest.mark.parametrize(
    ("stated", "accord"),
    [
        ([held("district", 95), held("teachers", 95)], Accord.AGREED),
        ([held("district", 95), held("teachers", 92)], Accord.DISPUTED),
        ([held("district", 95)], Accord.ONE_SIDED),
        ([held("teachers", 95), held("aides", 95)], Accord.ONE_SIDED),
        ([held("teachers", 95), held("aides", 92)], Accord.DISPUTED),
        ([held("district", 95), held("mediator", 92)], Accord.ONE_SIDED),
        ([held("district", 95), held("teachers", 95), held("aides", 92)], Accord.DISPUTED),
    ],
)
def test_how_the_sides_stand(stated, accord):
    assert only(*stated).accord is accord


def test_a_value_holds_from_its_day_until_a_later_one():
    stated = held("district", 95), held("teachers", 92), held("district", 92, LATER)

    assert only(*stated, on=FIRST).accord is Accord.DISPUTED
    assert only(*stated, on=LATER).accord is Accord.AGREED
    assert compared(Assumptions(stated), SIDES, FIRST - dt.timedelta(1)) == ()


@pytest.mark.parametrize(
    ("one", "other", "between"),
    [
        ((90, 97), (91, 99), (91, 97)),
        ((90, 92), (92, 95), (92, 92)),
        ((90, 91), (92, 95), None),
        ((90, None), (None, 97), (92, 92)),
    ],
)
def test_where_both_ranges_meet(one, other, between):
    found = only(held("district", 92, span=one), held("teachers", 92, span=other))

    assert found.between == (between and tuple(Fraction(bound, 100) for bound in between))


def test_words_have_no_range():
    stated = [Assumption("after expiry", party, Unit.WORDS, "freeze", FIRST) for party in ("district", "teachers")]

    assert only(*stated).between is None


def test_both_must_sign_the_value_that_they_state():
    stated = held("district", 95), held("teachers", 95)
    one = Signature("fill rate", "district", Fraction(95, 100), FIRST, "B. Ortiz")
    other = Signature("fill rate", "teachers", Fraction(95, 100), LATER, "R. Adler")
    otherwise = Signature("fill rate", "teachers", Fraction(92, 100), FIRST, "R. Adler")

    assert only(*stated, signed=[one, other]).is_signed
    assert not only(*stated, signed=[one, other], on=FIRST).is_signed
    assert not only(*stated, signed=[one, otherwise]).is_signed
    assert not only(*stated, held("teachers", 92, LATER), signed=[one, other]).is_signed


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (Fraction(1, 3), Unit.TIMES, "1/3 times"),
        (Fraction(-500), Unit.DOLLARS, "-$500"),
        (Fraction(3, 2), Unit.FTE, "1.5 FTE"),
        (Fraction(26_502), Unit.PEOPLE, "26,502 people"),
        ("steps continue", Unit.WORDS, "steps continue"),
    ],
)
def test_a_value_as_people_read_it(value, unit, said):
    assert written(value, unit) == said
