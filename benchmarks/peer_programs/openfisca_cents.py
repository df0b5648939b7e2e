"""OpenFisca-core, exactly: variables in whole cents (its int32 holds a person's), rounded half up as the others do.

The people are set once, and a package forgets what depends on it, which is the least that OpenFisca can do; with the word `anew`
each package is a simulation of its own, which is how a reform is run.
"""

from __future__ import annotations

import sys

import numpy as np
from openfisca_core.entities import Entity
from openfisca_core.periods import ETERNITY, YEAR
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from work import FULL_TIME, LATER_TIER, MEDICARE, YEARS, Package, answer, inputs, one_by_one, rounded, schedules, trends

given = inputs()
person = Entity("person", "people", "Somebody on the roster", "")
FIRST = 2019
terms: dict[str, object] = {}
LAST = given["cells"].shape[1] - 1


def column(called, sort=int):
    """A column of the roster, the same in every year."""
    return type(
        called, (Variable,), {"value_type": sort, "entity": person, "definition_period": ETERNITY, "label": called}
    )


def share(cents, rate):
    """A share of cents, rounded half up."""
    return rounded(cents.astype(np.int64) * rate.numerator, rate.denominator)


class salary(Variable):
    value_type, entity, definition_period = int, person, YEAR
    label = "Pay on the schedule"

    def formula(people, period):
        passed = period.start.year - FIRST
        step = np.minimum(people("step", period) + passed + 1, LAST)
        return rounded(terms["schedules"][passed][people("lane", period), step] * people("fte", period), FULL_TIME)


class pension(Variable):
    value_type, entity, definition_period = int, person, YEAR
    label = "Contribution by tier"

    def formula(people, period):
        paid, rate = people("salary", period), terms["package"].pension
        return np.where(people("is_new", period), share(paid, rate - LATER_TIER), share(paid, rate))


class medicare(Variable):
    value_type, entity, definition_period = int, person, YEAR
    label = "Medicare"

    def formula(people, period):
        return share(people("salary", period), MEDICARE)


class premiums(Variable):
    value_type, entity, definition_period = int, person, YEAR
    label = "Health premiums"

    def formula(people, period):
        return share(people("premium", period), trends()[period.start.year - FIRST])


class members_share(Variable):
    value_type, entity, definition_period = int, person, YEAR
    label = "Members' share of the premiums"

    def formula(people, period):
        return share(people("premiums", period), terms["package"].share)


class cost(Variable):
    value_type, entity, definition_period = int, person, YEAR
    label = "What the employer pays"

    def formula(people, period):
        paid = people("salary", period) + people("pension", period) + people("medicare", period)
        return paid + people("premiums", period) - people("members_share", period)


COLUMNS = {"lane": int, "step": int, "fte": int, "is_new": bool, "premium": int}
system = TaxBenefitSystem([person])
system.add_variables(*[column(*each) for each in COLUMNS.items()])
system.add_variables(salary, pension, medicare, premiums, members_share, cost)
given["premium"] = given["premiums"][given["plan"], given["tier"]]


def simulation():
    """A simulation of the people."""
    made = SimulationBuilder().build_default_simulation(system, len(given["lane"]))
    for name in COLUMNS:
        made.set_input(name, "ETERNITY", given[name])
    return made


kept = simulation()


def price(draw):
    """Each year's cost of a package."""
    package = Package.of(draw)
    terms.update(package=package, schedules=list(schedules(given["cells"], package.raises)))
    asked = simulation() if sys.argv[2:] == ["anew"] else kept
    for each in (salary, pension, medicare, premiums, members_share, cost):
        asked.delete_arrays(each.__name__)
    years = range(FIRST, FIRST + YEARS)
    return [int(asked.calculate("cost", str(year)).sum(dtype=np.int64)) for year in years]


answer(one_by_one(price))
