"""The ready negotiations' packages: priced as offers, labelled as examples, with points that are proven."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from commonground.files.folder import read_negotiation
from commonground.files.preferences import read_preference
from commonground.files.ready import ready_folder
from commonground.files.settlements import read_agenda
from commonground.settlement.certificate import certify
from commonground.settlement.frontier import frontier
from commonground.settlement.points import chosen

READY = ["chicago-2012", "chicago-2019", "meadowbrook"]


@cache
def read(name):
    folder = ready_folder() / name
    negotiation = read_negotiation(folder)
    agenda, problems = read_agenda(folder, negotiation)
    sides = [read_preference(folder, party, agenda)[0] for party in agenda.sides]
    question = agenda.question(negotiation.pricing, tuple(side.preference for side in sides))
    return negotiation, agenda, problems, sides, question


@pytest.mark.parametrize("name", READY)
def test_its_preferences_are_labelled_as_examples_and_nothing_is_wrong_with_its_files(name):
    _, _, problems, sides, _ = read(name)

    assert problems == ()
    assert all(side.is_example for side in sides)


@pytest.mark.parametrize("name", READY)
def test_a_package_costs_what_the_engine_makes_of_it_as_one_offer(name):
    negotiation, agenda, _, _, question = read(name)
    random = np.random.default_rng(2019)

    for _ in range(4):
        package = tuple(int(random.integers(len(issue.options))) for issue in question.issues)
        assert question.cost(package) == agenda.engine_cost(negotiation.pricing, package)


def test_chicagos_signed_package_costs_what_its_settlement_costs():
    negotiation, agenda, _, _, question = read("chicago-2019")
    pricing = negotiation.pricing
    settlement = pricing.offer(negotiation.offer("2019-10-31-settlement")).totals[1:]

    added = tuple(paid - held for paid, held in zip(settlement, pricing.status_quo.totals[1:], strict=True))

    assert question.cost(agenda.signed) == added
    assert len(question.issues) >= 10


@pytest.mark.parametrize("name", READY)
def test_its_points_are_proven_and_certified(name):
    question = read(name)[-1]
    found = frontier(question)

    assert found.is_proven
    for each in chosen(question, found):
        assert certify(question, each.points[0].package, {}).beginnings > 0


def test_aides_whose_raise_follows_the_teachers_stand_in_the_caps():
    _, _, _, _, question = read("meadowbrook")
    raises = [issue.id for issue in question.issues].index("raises")
    followed = [table for table in question.tables if "aide-schedule" in table.line]

    assert [table.issues for table in followed] == [(raises,)]
    assert len({tuple(cents) for cents in followed[0].cents.tolist()}) == len(question.issues[raises].options)
