"""OpenFisca-core as it is meant to be written: dollars as floats, the schedule and the rates as parameters, read by fancy indexing.

A package is a reform: it updates parameters, and what depends on them is calculated anew. The totals are summed in float64, to
be fair; each person's figures are float32, as OpenFisca's are.
"""

from __future__ import annotations

import numpy as np
from openfisca_core.entities import Entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import ETERNITY, YEAR
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from work import LATER_TIER, MEDICARE, YEARS, Package, answer, inputs, one_by_one, schedules, trends

given = inputs()
person = Entity("person", "people", "Somebody on the roster", "")
FIRST = 2019
LANES, STEPS = given["cells"].shape
Lane = Enum("Lane", {f"lane_{n}": f"Lane {n}" for n in range(LANES)})
Step = Enum("Step", {f"step_{n}": f"Step {n}" for n in range(STEPS)})
Plan = Enum("Plan", {f"plan_{n}": f"Plan {n}" for n in range(3)})
Tier = Enum("Tier", {f"tier_{n}": f"Tier {n}" for n in range(3)})


def column(called, sort, choices=None):
    """A column of the roster, the same in every year."""
    said = {"value_type": sort, "entity": person, "definition_period": ETERNITY, "label": called}
    if choices is not None:
        said |= {"possible_values": choices, "default_value": next(iter(choices))}
    return type(called, (Variable,), said)


class step(Variable):
    value_type, entity, definition_period = Enum, person, YEAR
    possible_values, default_value = Step, Step.step_0
    label = "The step on which somebody stands in the year"

    def formula(people, period):
        return np.minimum(people("first_step", period) + period.start.year - FIRST + 1, STEPS - 1)


class salary(Variable):
    value_type, entity, definition_period = float, person, YEAR
    label = "Pay on the schedule"

    def formula(people, period, parameters):
        schedule = parameters(period).schedule
        return schedule[people("lane", period)][people("step", period)] * people("job", period)


class pension(Variable):
    value_type, entity, definition_period = float, person, YEAR
    label = "Contribution by tier"

    def formula(people, period, parameters):
        rates = parameters(period).pension
        return people("salary", period) * np.where(people("is_new", period), rates.new, rates.old)


class medicare(Variable):
    value_type, entity, definition_period = float, person, YEAR
    label = "Medicare"

    def formula(people, period, parameters):
        return people("salary", period) * parameters(period).medicare


class premiums(Variable):
    value_type, entity, definition_period = float, person, YEAR
    label = "Health premiums"

    def formula(people, period, parameters):
        return parameters(period).premiums[people("plan", period)][people("health_tier", period)]


class cost(Variable):
    value_type, entity, definition_period = float, person, YEAR
    label = "What the employer pays"

    def formula(people, period, parameters):
        paid = people("salary", period) + people("pension", period) + people("medicare", period)
        return paid + people("premiums", period) * (1 - parameters(period).members_share)


COLUMNS = {"lane": Lane, "plan": Plan, "health_tier": Tier}
CALCULATED = (salary, step, pension, medicare, premiums, cost)


def dated(value):
    """A parameter from the first year on."""
    return {"values": {f"{FIRST}-01-01": {"value": float(value)}}}


def grid(names, cells):
    """A node of nodes: a value in dollars for each row and column."""
    rows, columns = names
    return {
        row.name: {each.name: dated(cents / 100) for each, cents in zip(columns, line, strict=True)}
        for row, line in zip(rows, cells, strict=True)
    }


def made():
    """The system, with the first year's schedule and premiums."""
    system = TaxBenefitSystem([person])
    system.add_variables(*[column(name, Enum, choices) for name, choices in COLUMNS.items()])
    system.add_variables(column("first_step", int), column("job", float), column("is_new", bool))
    system.add_variables(*CALCULATED)
    rates = {"old": dated(0), "new": dated(0)}
    schedule, premiums = grid((Lane, Step), given["cells"]), grid((Plan, Tier), given["premiums"])
    system.parameters = ParameterNode(
        "",
        data={
            "schedule": schedule,
            "premiums": premiums,
            "pension": rates,
            "medicare": dated(MEDICARE),
            "members_share": dated(0),
        },
    )
    for year, trend in enumerate(trends(), FIRST):
        update(system.parameters.premiums, (Plan, Tier), given["premiums"] * float(trend), year)
    return system


def update(node, names, cells, year):
    """A year's cells, in dollars, into a node of nodes."""
    rows, columns = names
    for row, line in zip(rows, cells, strict=True):
        for each, cents in zip(columns, line, strict=True):
            node.children[row.name].children[each.name].update(period=str(year), value=float(cents) / 100)


system = made()
simulation = SimulationBuilder().build_default_simulation(system, len(given["lane"]))
for name, values in {
    "lane": given["lane"],
    "plan": given["plan"],
    "health_tier": given["tier"],
    "first_step": given["step"],
    "job": given["fte"] / 10_000,
    "is_new": given["is_new"],
}.items():
    simulation.set_input(name, "ETERNITY", values)


def price(draw):
    """Each year's cost of a package, in cents, rounded at the very end."""
    package = Package.of(draw)
    years = range(FIRST, FIRST + YEARS)
    known = system.parameters
    for year, cells in zip(years, schedules(given["cells"], package.raises), strict=True):
        update(known.schedule, (Lane, Step), cells, year)
        known.pension.old.update(period=str(year), value=float(package.pension))
        known.pension.new.update(period=str(year), value=float(package.pension - LATER_TIER))
        known.members_share.update(period=str(year), value=float(package.share))
    system._parameters_at_instant_cache.clear()
    system.get_parameters_at_instant.cache_clear()
    for each in CALCULATED:
        simulation.delete_arrays(each.__name__)
    return [round(100 * float(simulation.calculate("cost", str(year)).sum(dtype=np.float64))) for year in years]


answer(one_by_one(price))
