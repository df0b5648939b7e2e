"""Clauses that hold only if something happens, and clauses that were not funded: what commands say of them."""

from __future__ import annotations

import pytest

BONUS = """

[[provision]]
id = "bonus"
kind = "stipend"
title = "Revenue bonus"
{more}

[provision.terms]
per_person = 1_000
"""


@pytest.fixture
def with_bonus(folder):
    def written(more, proviso=""):
        for file, text in (("agreement.toml", BONUS.format(more=more)), ("negotiation.toml", proviso)):
            path = folder / file
            path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
        return folder

    return written


def proviso(happens):
    return f'\n[[proviso]]\nname = "state revenue"\nhappens = {happens}\ncite = "Budget forecast"\n'


def flat(text):
    return " ".join(text.split())


def test_what_is_declared_to_happen_is_printed_with_the_total(go, with_bonus):
    said = go("cost", with_bonus('contingent_on = "state revenue"', proviso("true")), "--against", "nothing")

    assert 'Assumed that "state revenue" happens (Budget forecast): Revenue bonus.' in flat(said.out)
    assert "In no total" not in said.out


def test_what_is_not_declared_to_happen_stands_beside_the_total_with_its_cost(go, with_bonus):
    said = go("cost", with_bonus('contingent_on = "state revenue"', proviso("false")), "--against", "nothing")

    assert 'Assumed that "state revenue" does not happen (Budget forecast): Revenue bonus.' in flat(said.out)
    assert "In no total: Revenue bonus (contingent); it would add" in flat(said.out)


def test_a_clause_that_is_not_funded_stands_beside_the_total(go, with_bonus):
    said = go("cost", with_bonus('status = "granted but not funded"'), "--against", "nothing")

    assert "In no total: Revenue bonus (granted but not funded); it would add" in flat(said.out)


def test_percent_says_it_too(go, with_bonus):
    said = go("percent", with_bonus('status = "rescinded"'))

    assert "In no total: Revenue bonus (rescinded)" in flat(said.out)


def test_a_proviso_that_is_nowhere_declared_is_a_problem(go, with_bonus):
    said = go("check", with_bonus('contingent_on = "state revenues"', proviso("true")))

    assert said.code == 1
    assert 'got "state revenues"; expected the name of a [[proviso]] of negotiation.toml.' in flat(said.err)
    assert 'Did you mean "state revenue"?' in flat(said.err)


def test_a_proviso_that_is_declared_twice_is_a_problem(go, with_bonus):
    said = go("check", with_bonus('contingent_on = "state revenue"', proviso("true") + proviso("false")))

    assert said.code == 1
    assert 'got "state revenue"; expected each proviso once.' in flat(said.err)
