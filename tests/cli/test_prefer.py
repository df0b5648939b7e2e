"""`commonground prefer`, and the questions behind it."""

from __future__ import annotations

import io

import pytest

from commonground.settlement.elicitation import Elicitation, NotAnAnswer, between
from commonground.settlement.preference import Preference
from commonground.settlement.question import Question
from small_questions import issues_of

ANSWERS = ["0 60 100", "100 50 0", "2 1", "70", "30", "even", "50", "50", "50"]


def question():
    sides = tuple(Preference(party, (0, 0), ((0,) * 3, (0,) * 3)) for party in ("district", "union"))
    return Question(issues_of((3, 3)), sides)


def answered(*said):
    held = Elicitation(question(), "union", {})
    told = [held.answer(held.next(), one) for one in said]
    return held, told


def test_answers_make_weights_values_and_the_least():
    held, _ = answered(*ANSWERS)

    found = held.preference()

    assert held.next() is None
    assert found.weights == (70, 100)
    assert found.values == ((0, 60, 100), (100, 50, 0))
    assert found.least == 30 * 170


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ((), "0 60"),
        ((), "10 60 100"),
        ((), "0 60 101"),
        ((), "none of your business"),
        (("0 60 100", "100 50 0"), "1 1"),
        (("0 60 100", "100 50 0", "2 1"), "-5"),
        (("0 60 100", "100 50 0", "2 1", "70", "30"), "perhaps"),
    ],
)
def test_what_is_no_answer_is_not_taken(before, said):
    held, _ = answered(*before)
    ask = held.next()

    with pytest.raises(NotAnAnswer):
        held.answer(ask, said)

    assert held.next() == ask


def test_what_does_not_fit_is_told_and_nothing_is_changed_for_it():
    held, told = answered("0 60 100", "100 50 0", "2 1", "70", "30", "first", "0", "100", "50")

    assert told[5].startswith("The answer makes Issue 1 weigh more")
    assert any("At a glance it was" in one for one in told[6:])
    assert held.contradictions() == [one for one in told if one]
    assert held.preference().weights == (70, 100)


def test_options_that_were_not_asked_for_lie_evenly_between():
    assert between({0: 0, 2: 10, 5: 100}, 6) == (0, 5, 10, 40, 70, 100)


@pytest.fixture
def small(folder):
    (folder / "settlement.toml").write_text(
        'title = "Two"\nfirst = 2026-07-01\nlast = 2028-06-30\n'
        '[[issue]]\nid = "raises"\ngrid = { from = "0%", to = "2%", step = "1%" }\n'
        '[[issue.edit]]\nop = "insert"\nprovision = "raise"\nat = "raises"\nvalue = { effective = 2026-07-01, percent = "{value}" }\n'
        '[[issue]]\nid = "health-share"\ngrid = { from = "10%", to = "20%", step = "5%" }\n'
        'edit = [{ op = "set", provision = "health", at = "employee_share", value = "{value}" }]\n'
    )
    return folder


def test_it_goes_on_where_it_was_left_and_writes_a_file_that_settle_reads(go, small, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(ANSWERS[:3]) + "\nquit\n"))
    first = go("prefer", small, "--party", "union")
    monkeypatch.setattr("sys.stdin", io.StringIO("many\n" + "\n".join(ANSWERS[3:]) + "\n"))
    second = go("prefer", small, "--party", "union")

    assert not first.out.endswith("nobody else.\n")
    assert "3 answers are kept from before." in second.out
    assert "over the term" in second.out
    assert "Not taken" in second.out
    assert (first.code, second.code) == (0, 0)
    assert 'least = "30%"' in (small / "preferences" / "union.toml").read_text()
    assert go("check", small).code == 0


def test_answers_that_are_spoilt_are_asked_again(go, small, monkeypatch):
    (small / "preferences").mkdir()
    (small / "preferences" / "union.answers.json").write_text(
        '[["values:raises", "0 60 100"], ["values:health-share", "?"]]'
    )
    monkeypatch.setattr("sys.stdin", io.StringIO(""))

    said = go("prefer", small, "--party", "union")

    assert "1 answers are kept" in said.out
    assert "health-share: what is each of these worth" in said.out


def test_only_a_side_has_preferences(go, small):
    assert go("prefer", small, "--party", "mayor").code == 2
