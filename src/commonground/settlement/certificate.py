"""The certificate: what a package is, costs and is worth, with what a third person needs to see that nothing beats it.

Checked without the search: that the package is feasible and gives both sides their least; that the engine, pricing it as one
offer, comes to the same cents; that it is worth what is said; and by `proof` that no feasible package beats it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from commonground.costing.price import Pricing
from commonground.settlement.agenda import Agenda
from commonground.settlement.prices import prices_for
from commonground.settlement.proof import MOST_BEGINNINGS, Price, proof
from commonground.settlement.question import Question
from commonground.settlement.tables import Package

METHOD = (
    "Every package is followed issue by issue; a beginning is left only where a sum shows that none of its packages beats this one."
    " The prices make the sums close and need no trust."
)


@dataclass(frozen=True)
class Certificate:
    """A package, its cost by year in cents, its value to each side, the prices of its proof, and how many beginnings that took.

    `inputs` are the digests of the files by name.
    """

    inputs: Mapping[str, str]
    package: Package
    cost: tuple[int, ...]
    values: tuple[int, int]
    prices: tuple[Price, ...]
    beginnings: int


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a certificate says, whether it holds, and what was found."""

    what: str
    holds: bool
    found: str


class NotProven(ValueError):
    """A package of which it could not be shown that none beats it."""

    def __init__(self, beaten_by: Package | None, beginnings: int) -> None:
        self.beaten_by, self.beginnings = beaten_by, beginnings
        super().__init__("another package beats it" if beaten_by else f"not shown after {beginnings:,} beginnings")


def certify(question: Question, package: Package, inputs: Mapping[str, str]) -> Certificate:
    """The certificate of a package. Raises `NotProven`."""
    prices = prices_for(question, package)
    found = proof(question, package, prices)
    if found.beaten_by is not None or not found.is_whole:
        raise NotProven(found.beaten_by, found.beginnings)
    return Certificate(inputs, package, question.cost(package), question.values(package), prices, found.beginnings)


def checks(
    certificate: Certificate,
    agenda: Agenda,
    question: Question,
    pricing: Pricing,
    inputs: Mapping[str, str],
    most: int = MOST_BEGINNINGS,
) -> Iterator[Check]:
    """Everything that a certificate says, checked anew."""
    changed = sorted(
        name for name in {*inputs, *certificate.inputs} if inputs.get(name) != certificate.inputs.get(name)
    )
    yield Check(
        "the files are those of the certificate", not changed, f"changed: {', '.join(changed)}" if changed else ""
    )
    why_not = list(question.why_not(certificate.package))
    yield Check("it is within law, authority, rules and caps", not why_not, "; ".join(why_not))
    values = question.values(certificate.package)
    short = [side.party for side, value in zip(question.sides, values, strict=True) if value < side.least]
    yield Check("it gives both sides their least", not short, f"not {' and '.join(short)}" if short else "")
    yield Check("it is worth to each side what is said", values == certificate.values, "")
    cost = agenda.engine_cost(pricing, certificate.package)
    same = cost == certificate.cost == question.cost(certificate.package)
    yield Check("the engine prices it, as one offer, to the same cents", same, "")
    found = proof(question, certificate.package, certificate.prices, most)
    if found.beaten_by is not None:
        said = f"beaten by {', '.join(question.named(found.beaten_by))}"
    else:
        said = f"{found.beginnings:,} beginnings of {question.size:,} packages {'followed' if found.is_whole else 'and more'}"
    yield Check("no package beats it", found.is_whole and found.beaten_by is None, said)
