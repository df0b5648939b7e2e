"""Likely sites: a plan of those sites alone that the model without whole numbers opens at all, which is soon found."""

from __future__ import annotations

from commonground.contingency.site_model import INTEGRAL, SiteModel
from commonground.values.solver import Solved, Way

BARELY_OPEN = 1e-6


def plan_of_likely_sites(model: SiteModel, longest: int, way: Way) -> Solved:
    """A plan within a distance of the likely sites and those of the plan it starts from; it proves nothing of others."""
    plain = model.solve(Way(is_whole=False, seconds=way.seconds), model.costs, longest=longest)
    if plain.values is None:
        return plain
    likely = plain.values[model.open] > BARELY_OPEN
    if way.start is not None:
        likely |= way.start[model.open] > INTEGRAL
    return model.solve(way, model.costs, longest=longest, only=likely)
