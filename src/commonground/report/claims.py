"""The tables of claims: what was said, what the model comes to, how, and what the other side says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any

from commonground.claims.check import Checked
from commonground.claims.claim import Claim, Claims
from commonground.report.addresses import ClaimAddress
from commonground.report.table import Column, Row, Table
from commonground.values.money import format_cents
from commonground.values.typed_figure import DOLLARS, PERCENT, Basis, Hedge, TypedFigure
from commonground.values.wording import counted

NOT_FALSE = (
    "A verdict says whether a figure can be had again from this folder's model and the public figures beside it;"
    " it never says that a claim is false."
)
CAST_FORWARD = "What is had from the model is on the cast-forward roster: nobody leaves or is hired."
BY_CHANCE = "Of many ways of recomputing, one may meet a round number by chance: the number tried stands beside each."
SUMMARY = (Column("said", "text"), Column("found", "text"), Column("verdict", "text"))
DETAILS = (
    Column("who", "text"),
    Column("how it is had", "text"),
    Column("distance", "text"),
    Column("tried", "people"),
)


def claim_tables(claims: Claims, checked: Sequence[Checked]) -> list[Table]:
    """What was said and what is found; then how; then each event as every side tells it."""
    figures = [one for one in checked if one.claim.figure is not None]
    events = [one for one in checked if one.claim.figure is None]
    summary = [
        Row(
            one.claim.id,
            (said(one.claim.figure), amount_written(one.value, one.claim.figure), str(one.verdict)),
            ("", _at(one), ""),
        )
        for one in figures
        if one.claim.figure
    ]
    details = [
        Row(
            one.claim.id, (speaker(one.claim), had(one), distance_written(one), one.tried), ("", "", _at(one), _at(one))
        )
        for one in figures
    ]
    replies = [
        Row(one.claim.id, (one.claim.quotation, f"{other.id}: {other.quotation}"))
        for one in checked
        for other in claims.replies(one.claim)
        if other.side is not one.claim.side
    ]
    told = [Row(one.claim.event or one.claim.id, (speaker(one.claim), one.claim.tells)) for one in events]
    beside = (Column("claim", "text"), Column("the other side's reply", "text"))
    tables = [
        Table("Claims", "claim", SUMMARY, tuple(summary), (NOT_FALSE,), "claims"),
        Table("How each figure is had", "claim", DETAILS, tuple(details), (CAST_FORWARD, BY_CHANCE), "claims/recipes"),
        Table("Beside one another", "claim", beside, tuple(replies), (), "claims/replies"),
        Table(
            "Events, as each side tells them",
            "event",
            (Column("who", "text"), Column("tells", "text")),
            tuple(told),
            (),
            "claims/events",
        ),
    ]
    return [table for table in tables if table.rows]


def _at(one: Checked) -> str:
    """The address of what a claim was compared with; "" where nothing was."""
    return str(ClaimAddress(one.claim.id)) if one.tried else ""


def speaker(claim: Claim) -> str:
    """Who, for which side, where and when."""
    role = f", {claim.role}" if claim.role else ""
    return f"{claim.who}{role} ({claim.side}), {claim.outlet}, {claim.date}"


def had(one: Checked) -> str:
    """How a figure is had, and of which offer it was taken to be."""
    return f"{one.recipe}; {one.supposed}" if one.supposed else one.recipe


def said(figure: TypedFigure) -> str:
    """A typed figure in words.

    >>> from commonground.values.typed_figure import Measure
    >>> said(TypedFigure(Measure.GAP, Fraction(38_000_000), basis=Basis.A_YEAR, years=3))
    'gap $38,000,000 a year for 3 years'
    """
    hedge = "" if figure.hedge is Hedge.NONE else f"{figure.hedge} "
    high = "" if figure.high is None else f" to {amount_written(figure.high, figure)}"
    years = counted(figure.years, "year") if figure.years else ""
    match figure.basis:
        case Basis.A_YEAR:
            basis = f" a year{f' for {years}' if years else ''}"
        case Basis.LIFE:
            basis = f" over {years}" if years else " over the contract"
        case Basis.BY_YEAR:
            basis = f" in year {figure.year}"
        case Basis.NOT_STATED:
            basis = f" ({years})" if years else ""
        case _:
            basis = f", {figure.basis}"
    return f"{figure.measure} {hedge}{amount_written(figure.amount, figure)}{high}{basis}"


def amount_written(amount: Fraction | None, figure: TypedFigure | None) -> str:
    """An amount with its unit, at most four decimals of a percent and whole dollars from 1,000 up."""
    if amount is None or figure is None:
        return ""
    if figure.unit == PERCENT:
        return f"{number_written(amount, 4)} %"
    if figure.unit == DOLLARS:
        sign = "-" if amount < 0 else ""
        return f"{sign}${number_written(abs(amount), 0 if abs(amount) >= 1000 else 2)}"
    return f"{number_written(amount, 1)} {figure.unit}"


def covered(figure: TypedFigure) -> str:
    """The least and the most that a figure's words cover, one amount where both are written alike.

    >>> from commonground.values.typed_figure import Measure
    >>> covered(TypedFigure(Measure.PAY, Fraction(63_149))), covered(TypedFigure(Measure.COUNT, Fraction(31_805), "members"))
    ('$63,148.50 to $63,149.50', '31,805 members')
    """
    return " to ".join(dict.fromkeys(ends_covered(figure)))


def ends_covered(figure: TypedFigure) -> tuple[str, str]:
    """The least and the most that a figure's words cover as they are written, to the cent; of whole things in whole ones.

    Law: neither lies outside what the words cover.

    >>> from commonground.values.typed_figure import Measure
    >>> ends_covered(TypedFigure(Measure.PAY, Fraction("71174318.49")))
    ('$71,174,318.49', '$71,174,318.49')
    """
    unit = 10 ** (0 if figure.amount.denominator == 1 else 1)
    unit = {DOLLARS: 100, PERCENT: 10**4}.get(figure.unit, unit)
    least, most = figure.range
    if least is not None and most is not None and ceil(least * unit) > floor(most * unit):
        least = most = figure.amount  # words finer than what is written
    return _end(least, ceil, unit, figure), _end(most, floor, unit, figure)


def _end(end: Fraction | None, to: Callable[[Fraction], int], unit: int, figure: TypedFigure) -> str:
    """An end of what is covered, `unit` parts of one told apart; "any amount" where the words set none."""
    if end is None:
        return "any amount"
    parts = to(end * unit)
    if figure.unit == DOLLARS and parts % unit:
        return f"{'-' if parts < 0 else ''}${format_cents(abs(parts))}"
    return amount_written(Fraction(parts, unit), figure)


def number_written(amount: Fraction, places: int) -> str:
    """A number rounded half up to so many decimals, without zeros at its end.

    >>> number_written(Fraction(200, 3), 2)
    '66.67'
    """
    scaled = int(abs(amount) * 10**places + Fraction(1, 2))
    text = f"{Decimal(scaled).scaleb(-places):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"-{text}" if amount < 0 and scaled else text


def plain_number(amount: Fraction) -> str:
    """A number without thousands' marks, for a machine to read.

    >>> plain_number(Fraction(38_000_000)), plain_number(Fraction("12.55"))
    ('38000000', '12.55')
    """
    return number_written(amount, 6).replace(",", "")


def distance_written(one: Checked) -> str:
    """How far what is found lies from what was said."""
    if one.distance is None or one.claim.figure is None:
        return ""
    sign = "+" if one.distance > 0 else ""
    return f"{sign}{amount_written(one.distance, one.claim.figure)}"


def claim_reviews(checked: Sequence[Checked], by: str) -> dict[str, Any]:
    """The checks as schema.org ClaimReview (JSON-LD); the rating is the verdict in words, and no number.

    Who has a role is a person, who has none a party: schema.org's author is a Person or an Organization.
    """
    return {"@context": "https://schema.org", "@graph": [_review(one, by) for one in checked]}


def _review(one: Checked, by: str) -> dict[str, Any]:
    claim = one.claim
    found = amount_written(one.value, claim.figure)
    appearance: dict[str, Any] = {"@type": "CreativeWork", "publisher": {"@type": "Organization", "name": claim.outlet}}
    if claim.source is not None:
        appearance["name"] = str(claim.source)
    speaks: dict[str, Any] = {"@type": "Organization", "name": claim.who}
    if claim.role:
        speaks = {"@type": "Person", "name": claim.who, "jobTitle": claim.role}
    explained = f"{had(one)}: {found}" if found else had(one)
    return {
        "@type": "ClaimReview",
        "identifier": claim.id,
        "claimReviewed": claim.quotation,
        "author": {"@type": "Organization", "name": by},
        "reviewRating": {"@type": "Rating", "alternateName": str(one.verdict), "ratingExplanation": explained},
        "reviewBody": explained,
        "itemReviewed": {
            "@type": "Claim",
            "text": claim.tells or claim.quotation,
            "author": speaks,
            "datePublished": claim.date.isoformat(),
            "appearance": appearance,
        },
    }
