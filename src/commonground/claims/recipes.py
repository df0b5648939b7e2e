"""Recipes: figures that follow from other public figures, or from figures that files of the folder hold, by one named operation.

same       the figure itself
sum        a + b + ...
difference a - b
share      100 x a / b, in percent
years      a x number of years: an amount a year over a span
ramp       a x (1 + 2 + ... + n) / n: an amount reached evenly by year n, summed over the n years
compound   100 x ((1 + a/100) x (1 + b/100) x ... - 1), in percent
scale      a x number
"""

from __future__ import annotations

from fractions import Fraction
from math import prod

from commonground.claims.claim import Claims, Operation, Recipe, is_held
from commonground.claims.model import Candidate


def followed(recipe: Recipe, claims: Claims) -> tuple[Candidate, ...]:
    """What a recipe comes to; nothing where its figures do not go together."""
    amounts = [_amount(name, claims) for name in recipe.of]
    known = [amount for amount in amounts if amount is not None]
    if len(known) != len(amounts) or not known:
        return ()
    value = _value(recipe, known)
    return () if value is None else (Candidate(value, _words(recipe), is_named=True),)


def _amount(name: str, claims: Claims) -> Fraction | None:
    if name in claims.facts:
        return claims.facts[name].amount
    claim = claims.claims.get(name)
    return claim.figure.amount if claim and claim.figure else None


def _value(recipe: Recipe, amounts: list[Fraction]) -> Fraction | None:
    number = recipe.number or Fraction(0)
    first = amounts[0]
    match recipe.operation:
        case Operation.SAME:
            return first
        case Operation.SUM:
            return sum(amounts, Fraction(0))
        case Operation.DIFFERENCE:
            return first - amounts[1] if len(amounts) == 2 else None
        case Operation.SHARE:
            return 100 * first / amounts[1] if len(amounts) == 2 and amounts[1] else None
        case Operation.YEARS | Operation.SCALE:
            return first * number
        case Operation.RAMP:
            return first * (number + 1) / 2
        case Operation.COMPOUND:
            return 100 * (prod((1 + amount / 100 for amount in amounts), start=Fraction(1)) - 1)


def _words(recipe: Recipe) -> str:
    number = f"{recipe.number}" if recipe.number is not None else ""
    first = recipe.of[0]
    match recipe.operation:
        case Operation.SAME:
            said = f"the figure of {first}"
        case Operation.SUM:
            said = " + ".join(recipe.of)
        case Operation.DIFFERENCE:
            said = " - ".join(recipe.of)
        case Operation.SHARE:
            said = f"100 x {' / '.join(recipe.of)}"
        case Operation.YEARS:
            said = f"{first} x {number} years"
        case Operation.RAMP:
            said = f"{first}, reached evenly by year {number}, summed over {number} years"
        case Operation.COMPOUND:
            said = f"{' and '.join(recipe.of)} compounded"
        case Operation.SCALE:
            said = f"{first} x {number}"
    source = "files of this folder" if all(map(is_held, recipe.of)) else "other public figures"
    return f"{said} (from {source}, not from the model)"
