"""Claims in a folder: claims.toml, read with every problem at its line.

Law: no file raises. A quotation is short, and holds the number that the figure types.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from commonground.agreement.offer import Offer
from commonground.claims.amounts import numbers_in
from commonground.claims.claim import Claim, Claims, Fact, Recipe, is_held
from commonground.files.claim_shapes import ClaimShape, ClaimsShape, FigureShape
from commonground.files.findings import quoted
from commonground.files.held_figures import held_figures
from commonground.files.provisions import citation
from commonground.files.toml import Document, read_toml
from commonground.files.validation import did_you_mean, validated
from commonground.negotiation import Negotiation
from commonground.values.party import Side
from commonground.values.problem import Place, Problem, Severity, errors
from commonground.values.typed_figure import PERCENT, TypedFigure

CLAIMS = "claims.toml"
FIGURES_ALONE = (
    "No negotiation.toml here: the public figures alone are read. Types and recipes are worked out; what would need an agreement,"
    " offers and a roster is not."
)
LONGEST_QUOTATION, MILLION = 300, 10**6
SHARES = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}
TIMES = {"two": 2, "three": 3, "four": 4}
SHARE_WORDS = re.compile(
    rf"(?<!first )(?<!second )\b(?:(?:an?|one|({'|'.join(TIMES)}))[\s-]({'|'.join(SHARES)})s?|(half))\b"
    r"(?=\W*$|\sof\b(?! (?:a|one) percent))",
    re.IGNORECASE,
)


def read_claims(folder: Path, negotiation: Negotiation | None = None) -> tuple[Claims | None, tuple[Problem, ...]]:
    """A folder's claims, and every problem; None where an error stands in the way.

    `negotiation` is what the folder holds beside them; None where that is public figures alone.
    """
    offers = {} if negotiation is None else negotiation.offers
    document, problems = read_toml(folder / CLAIMS)
    shape, wrong = (None, ()) if document is None else validated(ClaimsShape, document.said, document)
    if document is None or shape is None:
        return None, (*problems, *wrong)
    named = [name for claim in shape.claim if claim.recipe for name in claim.recipe.of if is_held(name)]
    held, missing = held_figures(named, folder, negotiation)
    found = [*_repeated(shape, document), *_unknown(shape, document, offers), *_not_held(shape, document, missing)]
    found += _unanchored(shape, document)
    if errors(found):
        return None, tuple(found)
    facts = {one.id: Fact(one.id, one.what, one.amount, one.unit, citation(one.cite)) for one in shape.fact}
    return Claims({one.id: claim_of(one, offers) for one in shape.claim}, {**facts, **held}), tuple(found)


def is_of_figures_alone(folder: Path) -> bool:
    """Whether a folder holds what was said in public and no negotiation: two claims are enough for a bridge."""
    return (folder / CLAIMS).is_file() and not (folder / "negotiation.toml").exists()


def claim_of(shape: ClaimShape, offers: Mapping[str, Offer]) -> Claim:
    """The claim that an entry says; a part of an offer's name stands for its id."""
    said = shape.recipe
    recipe = Recipe(said.operation, tuple(said.of), said.number) if said else None
    return Claim(
        shape.id,
        shape.who,
        shape.role,
        shape.side,
        shape.outlet,
        shape.date,
        shape.quotation,
        citation(shape.cite),
        figure_of(shape.figure) if shape.figure else None,
        shape.tells,
        shape.event,
        tuple(next(iter(meant(name, offers)), name) for name in shape.offers),
        shape.answers,
        recipe,
        shape.note,
    )


def meant(name: str, offers: Mapping[str, Offer]) -> list[str]:
    """What a name among a claim's offers means: an id, a side or a party (its last offer), or each id of which it is a part."""
    if name in offers or name in list(Side) or name in {one.party for one in offers.values()}:
        return [name]
    return [id for id in offers if name and name in id]


def figure_of(shape: FigureShape) -> TypedFigure:
    """The typed figure that an entry says."""
    return TypedFigure(
        shape.measure,
        shape.amount,
        shape.unit,
        shape.hedge,
        shape.high,
        shape.basis,
        shape.years,
        shape.year,
        shape.base,
        shape.scope,
        shape.count,
        shape.net,
        shape.steps,
        shape.compounded,
        tuple(shape.parts),
    )


def _repeated(shape: ClaimsShape, document: Document) -> Iterator[Problem]:
    seen: set[str] = set()
    named = [("claim", number, claim.id) for number, claim in enumerate(shape.claim)]
    named += [("fact", number, fact.id) for number, fact in enumerate(shape.fact)]
    for table, number, name in named:
        if name in seen:
            expected = "an id of its own for each claim and fact"
            yield Problem(
                "repeated-id", document.place(table, number, "id"), quoted(name), expected, "Rename one of the two."
            )
        seen.add(name)


def _unknown(shape: ClaimsShape, document: Document, offers: Mapping[str, Offer]) -> Iterator[Problem]:
    claims = {one.id for one in shape.claim}
    known = claims | {one.id for one in shape.fact}
    for number, claim in enumerate(shape.claim):
        yield from _unknown_offers(claim.offers, document.place("claim", number, "offers"), offers)
        named = []
        if claim.answers:
            named.append(("answers", claim.answers, claims - {claim.id}, "another claim of this file"))
        if claim.recipe:
            others = known - {claim.id}
            expected = "another claim or fact of this file, or a held figure such as days/lost"
            named += [("recipe", name, others, expected) for name in claim.recipe.of if not is_held(name)]
        for field, name, there, expected in named:
            if name not in there:
                mend = did_you_mean(name, there, "Add it, or correct the id.")
                yield Problem("unknown-in-claims", document.place("claim", number, field), quoted(name), expected, mend)


def _not_held(shape: ClaimsShape, document: Document, missing: Mapping[str, str]) -> Iterator[Problem]:
    for number, claim in enumerate(shape.claim):
        for name in claim.recipe.of if claim.recipe else ():
            if name in missing:
                place, mend = document.place("claim", number, "recipe"), "Correct the name, or leave the recipe out."
                yield Problem("not-held", place, quoted(name), missing[name], mend)


def _unknown_offers(named: Iterable[str], place: Place, offers: Mapping[str, Offer]) -> Iterator[Problem]:
    there = f"There is {', '.join(offers) or 'none'}."
    for name in named:
        alike = meant(name, offers)
        if len(alike) > 1:
            expected = "a part of one offer's name"
            yield Problem(
                "unknown-in-claims", place, quoted(name), expected, f"It is part of {', '.join(alike)}. Name one."
            )
        elif not alike:
            expected = "an offer of the folder, a side or a party"
            yield Problem(
                "unknown-in-claims", place, quoted(name), expected, f"{did_you_mean(name, offers, '')} {there}".strip()
            )


def _unanchored(shape: ClaimsShape, document: Document) -> Iterator[Problem]:
    for number, claim in enumerate(shape.claim):
        place = document.place("claim", number, "quotation")
        if len(claim.quotation) > LONGEST_QUOTATION:
            got, expected = f"{len(claim.quotation)} letters", f"at most {LONGEST_QUOTATION}: enough to find it again"
            mend = "Quote only the words around the figure."
            yield Problem("long-quotation", place, got, expected, mend, Severity.WARNING)
        if claim.figure and not _is_said(claim.figure, claim.quotation):
            expected = f"words that hold the figure's amount, {shown_amount(claim.figure.amount)}"
            mend = "Quote the words with the number, or correct the amount."
            yield Problem("unanchored-quotation", place, quoted(claim.quotation), expected, mend, Severity.WARNING)


def shown_amount(amount: Fraction) -> str:
    """An amount as a message shows it."""
    return (
        f"{amount.numerator:,}" if amount.denominator == 1 else f"{Decimal(amount.numerator) / amount.denominator:,f}"
    )


def _is_said(figure: FigureShape, quotation: str) -> bool:
    """Whether the amount stands in the words; a list such as "380 + 70 + 50" may be in millions, a share "a quarter"."""
    said = numbers_in(quotation)
    if figure.unit == PERCENT and (shares := _shares_in(quotation)):
        return any(abs(figure.amount - share) < 1 for share in shares) or figure.amount in {one.value for one in said}
    return figure.amount in {one.value for one in said} | {one.value * MILLION for one in said if not one.unit}


def _shares_in(quotation: str) -> list[Fraction]:
    """Shares in words, in percent.

    >>> _shares_in("barely a quarter of the savings, two thirds of members")
    [Fraction(25, 1), Fraction(200, 3)]
    >>> _shares_in("a fourth offer of 3 percent, in the third quarter of the year")
    []
    """
    return [
        Fraction(100 * TIMES.get((match[1] or "").lower(), 1), SHARES[(match[2] or match[3]).lower()])
        for match in SHARE_WORDS.finditer(quotation)
    ]
