"""This program, and numpy person by person: each in a process of its own, so that its peak memory is known.

ours.py INPUTS.npz PROGRAM: numpy; new (packages one by one, every clause new); together (all packages of a turn at once).
The clauses of a package are made before the clock starts.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path

from work import Draw, Totals, answer, inputs, one_by_one

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np

from commonground.agreement.agreement import Agreement
from commonground.agreement.calendar import Calendar
from commonground.costing.cost import Costing
from commonground.costing.engine import Engine
from commonground.costing.price_many import price_many
from commonground.values.fiscal_year import FiscalYear
from further_package import YEARS, PersonByPerson, agreement, changed, package, people

given = inputs()
ROSTER = people(len(given["lane"]))
BASE = agreement(package(given["base"]))
CALENDAR = Calendar(dt.date(2019, 6, 30), tuple(FiscalYear.parse(f"{2019 + n}-{20 + n}") for n in range(YEARS)))
ENGINE = Engine(ROSTER, CALENDAR, FiscalYear.parse("2018-19"))


def person_by_person() -> Callable[[list[Draw]], Callable[[], Totals]]:
    """The peer of further_package.py."""
    peer = PersonByPerson(ROSTER)
    return one_by_one(lambda draw: peer.price(package(np.array(draw))))


def all_new(draws: list[Draw]) -> Callable[[], Totals]:
    """Packages in which every clause is new."""
    made = agreements(draws)
    return lambda: years_of([ENGINE.price(each) for each in made])


def all_together(draws: list[Draw]) -> Callable[[], Totals]:
    """The same, each line of all of them at once."""
    made = agreements(draws)
    return lambda: years_of(price_many(ENGINE, made))


def agreements(draws: list[Draw]) -> list[Agreement]:
    """The agreements of some packages."""
    return [changed(BASE, package(np.array(draw))) for draw in draws]


def years_of(costings: list[Costing]) -> list[list[int]]:
    """The years' totals, without the base year's."""
    return [list(costing.totals[1:]) for costing in costings]


PROGRAMS = {"new": all_new, "together": all_together}

if sys.argv[2] == "numpy":
    answer(person_by_person())
else:
    ENGINE.price(BASE)
    answer(PROGRAMS[sys.argv[2]])
