"""assumptions/<party>.toml: what is read, and what is said of a file that does not fit."""

from __future__ import annotations

from fractions import Fraction

import pytest

from commonground.assumptions.assumption import Unit
from commonground.files.assumptions import read_assumptions
from commonground.values.party import Side

SIDES = {"district": Side.EMPLOYER, "union": Side.UNION}
RATE = '[[assumption]]\nname = "fill rate"\nunit = "share"\nvalue = "95%"\non = 2026-02-01\n'
PAY = '[[assumption]]\nname = "pay"\nunit = "dollars"\nvalue = "$49,200.50"\non = 2026-02-01\n'
SIGNED = '[[signed]]\nname = "fill rate"\nvalue = "95%"\non = 2026-03-01\nby = "B. Ortiz"\n'


@pytest.fixture
def told(tmp_path):
    """What comes of files by party: the assumptions, and each problem's code with its line."""
    (tmp_path / "assumptions").mkdir()

    def given(**files):
        for party, text in files.items():
            (tmp_path / "assumptions" / f"{party}.toml").write_text(text, encoding="utf-8")
        found, problems = read_assumptions(tmp_path, SIDES)
        return found, [(problem.code, problem.place.line) for problem in problems]

    return given


def test_values_are_read_exactly(told):
    found, problems = told(district=RATE + 'low = "0.925"\n' + PAY, union=RATE)

    assert problems == []
    assert [(one.party, one.unit, one.value, one.low) for one in found.stated] == [
        ("district", Unit.SHARE, Fraction(19, 20), Fraction(37, 40)),
        ("district", Unit.DOLLARS, Fraction("49200.5"), None),
        ("union", Unit.SHARE, Fraction(19, 20), None),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (RATE.replace('"95%"', "95"), ("wrong-value", 4)),
        (PAY.replace("$49,200.50", "much"), ("wrong-value", 4)),
        (RATE.replace('"share"', '"shares"'), ("wrong-value", 3)),
        (RATE + 'low = "96%"\n', ("value-outside-range", 4)),
        (RATE + 'high = "0%"\n', ("value-outside-range", 4)),
        (RATE.replace('"share"', '"words"') + 'low = "a"\n', ("wrong-value", 6)),
        (RATE + SIGNED.replace("fill", "full"), ("unknown-assumption", 7)),
        (RATE + SIGNED.replace("95%", "94%"), ("signed-otherwise", 8)),
        (RATE + PAY.replace('"pay"', '"fill rate"'), ("unlike-units", 8)),
        (RATE.replace("on =", "at ="), ("missing-field", 1)),
        (RATE + RATE.replace("95%", "92%"), ("stated-twice", 10)),
        (RATE + SIGNED + SIGNED, ("stated-twice", 14)),
        (RATE + SIGNED.replace("03-01", "01-01"), ("signed-otherwise", 8)),
    ],
)
def test_what_does_not_fit_is_told_at_its_line(told, text, problem):
    assert problem in told(district=text)[1]


def test_two_parties_count_one_thing_in_one_unit(told):
    _, problems = told(district=RATE, union=RATE.replace('"share"', '"people"').replace('"95%"', "95"))

    assert problems == [("unlike-units", 3)]


def test_a_file_is_named_for_a_party(told):
    assert told(onion=RATE)[1] == [("unknown-party", None)]


def test_a_later_value_leaves_a_signature_behind_until_it_is_signed_again(told):
    later = RATE.replace("95%", "92%").replace("02-01", "04-01")

    assert told(district=RATE + later + SIGNED)[1] == [("signed-otherwise", 13)]
    assert told(district=RATE + later + SIGNED + SIGNED.replace("95%", "92%").replace("03-01", "04-02"))[1] == []


def test_a_folder_without_assumptions_has_none(tmp_path):
    found, problems = read_assumptions(tmp_path, SIDES)

    assert (found.names, problems) == ((), ())
