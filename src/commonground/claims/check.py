"""A check: a claim's figure recomputed, and what came of it.

Law: of a claim it is said that it is reproduced, reproduced on another basis (which), not reproducible from these
assumptions, or unverifiable; never that it is false. With it go the distance and the recipe.
Law: how many bases were tried is said with every result, because one of many meets a round number by chance.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from commonground.claims.claim import Claim, Claims
from commonground.claims.model import Candidate, Model
from commonground.claims.recipes import followed
from commonground.values.typed_figure import Basis, Measure, Standing, TypedFigure, outside, within

NO_MODEL = "no agreement and roster are in this folder to recompute it from; a recipe of other public figures would do"
NOT_TOGETHER = "the recipe's figures do not go together"


class Verdict(StrEnum):
    """What came of recomputing a claim."""

    REPRODUCED = "reproduced"
    OTHER_BASIS = "reproduced on another basis"
    NOT_REPRODUCIBLE = "not reproducible from these assumptions"
    UNVERIFIABLE = "unverifiable"


class Checked(NamedTuple):
    """A claim's verdict: what was found, how far that lies from what was said, its recipe, how many ways were tried.

    `supposed` says of which offer the figure was taken to be, where the claim names none by its id.
    """

    claim: Claim
    verdict: Verdict
    value: Fraction | None = None
    distance: Fraction | None = None
    recipe: str = ""
    tried: int = 0
    supposed: str = ""

    def of(self, claim: Claim) -> Checked:
        """The same, of another claim that asks the same."""
        return Checked(claim, *self[1:])


def check_claims(claims: Claims, model: Model | None) -> tuple[Checked, ...]:
    """Every claim's check, in the order of the claims; without a model only recipes are followed."""
    asked: dict[Hashable, Checked] = {}
    found = []
    for claim in claims.claims.values():
        key = _asks(claim)
        same = asked.get(key)
        if same is None:
            same = asked[key] = check(claim, claims, model)
        found.append(same if same.claim is claim else same.of(claim))
    return tuple(found)


def _asks(claim: Claim) -> Hashable:
    """What the check of a claim turns on: claims alike in it are checked once."""
    return claim.figure, claim.recipe, claim.offers, claim.side, claim.date


def check(claim: Claim, claims: Claims, model: Model | None) -> Checked:
    """Recompute one claim: by its recipe from other figures, else from the model."""
    figure = claim.figure
    if figure is None:
        return _unverifiable(claim, "an event; each side's account is kept as it was told")
    if claim.recipe is not None:
        candidates: Sequence[Candidate] = followed(claim.recipe, claims)
        return _chosen(claim, figure, candidates) if candidates else _unverifiable(claim, NOT_TOGETHER)
    if model is None:
        return _unverifiable(claim, NO_MODEL)
    found, supposed = model.candidates(claim)
    if not found:
        return _unverifiable(claim, supposed)
    candidates = [one for one in found if figure.scope in ("", one.scope)]
    if not candidates:
        return _unverifiable(claim, f"the model holds no part called {figure.scope}", supposed)
    return _chosen(claim, figure, candidates, supposed)


def candidates_of(claim: Claim, claims: Claims, model: Model | None) -> tuple[Candidate, ...]:
    """Every way in which a claim's figure is recomputed: those that `check` counts as tried."""
    if claim.figure is None:
        return ()
    if claim.recipe is not None:
        return followed(claim.recipe, claims)
    if model is None:
        return ()
    return tuple(one for one in model.candidates(claim)[0] if claim.figure.scope in ("", one.scope))


def _unverifiable(claim: Claim, why: str, supposed: str = "") -> Checked:
    return Checked(claim, Verdict.UNVERIFIABLE, recipe=why, supposed=supposed)


def _chosen(claim: Claim, figure: TypedFigure, candidates: Sequence[Candidate], supposed: str = "") -> Checked:
    """The stated basis where it meets the figure; else the nearest other that does; else the stated, or the nearest."""
    covered = figure.range

    def told(one: Candidate, verdict: Verdict) -> Checked:
        return Checked(claim, verdict, one.value, one.value - figure.amount, one.words, len(candidates), supposed)

    met = [one for one in candidates if within(one.value, covered)]
    for one in met:
        if is_stated(figure, one):
            return told(one, Verdict.REPRODUCED)
    if met:
        return told(min(met, key=lambda one: abs(one.value - figure.amount)), Verdict.OTHER_BASIS)
    stated = [one for one in candidates if is_stated(figure, one)]
    return told(min(stated or candidates, key=lambda one: abs(outside(one.value, covered))), Verdict.NOT_REPRODUCIBLE)


def is_stated(figure: TypedFigure, one: Candidate) -> bool:
    """Whether a way of recomputing a figure is the one that its type names. A recipe is what its claim names."""
    if one.is_named:
        return True
    basis = figure.basis
    if basis is Basis.NOT_STATED and figure.measure is Measure.PAY:
        basis = Basis.A_YEAR
    if basis is Basis.NOT_STATED and one.basis is not Basis.NOT_STATED:
        return False
    return (
        one.basis is basis
        and _is_stated_base(figure, one)
        and one.scope == figure.scope
        and not figure.is_net
        and (figure.year is None or one.year == figure.year)
        and (figure.years is None or one.years is None or one.years == figure.years)
        and (one.steps is figure.steps or (figure.steps is Standing.NOT_STATED and one.steps is not Standing.IN))
        and bool(one.compounded) is bool(figure.compounded)
    )


def _is_stated_base(figure: TypedFigure, one: Candidate) -> bool:
    """Whether a way has the base that a figure names; a raise may name what it is a percentage of, which no way of raises has."""
    if figure.measure is Measure.RAISE and not one.base:
        return one.is_usual_base
    return one.base == figure.base if figure.base else one.is_usual_base
