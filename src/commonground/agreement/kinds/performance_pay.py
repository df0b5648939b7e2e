"""Performance pay: dollars or a percent of pay by rating.

    by the roster  round(amount x growth x FTE) + round(base x percent) for each person, by the column `rating`
    by shares      the same of the mean: the sum over ratings of share x amount, share x percent
    by number      shares = people of a rating / people in the clause's scope

Law: who has a rating that the clause does not name is paid nothing by it. Ratings are all known by the roster, all by shares or
all by number.
Worked example: docs/arithmetic/performance-pay.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import prod
from typing import ClassVar, Self

import numpy as np
from pydantic import Field, model_validator

from commonground.agreement.family import Family
from commonground.agreement.fields import Label, Money, Number, Part, Rate, Terms, Year
from commonground.agreement.kind import Kind, Rule
from commonground.agreement.sheet import SheetRow, added, to_the_cent
from commonground.values.labels import Labels
from commonground.values.money import Cents, share_of


class RatingPay(Part):
    """What a rating is paid, and, where the roster has no ratings, how many have it."""

    says_one_of: ClassVar[tuple[str, ...]] = ("amount", "percent")

    rating: Label
    amount: Money = 0
    percent: Rate = Field("0%", validate_default=True)
    share: Rate | None = Field(None, ge=0, le=1, description="of the people in the clause's scope")
    people: Number | None = Field(None, ge=0)


class PerformancePay(Terms):
    """Pay by rating."""

    ratings: tuple[RatingPay, ...] = Field(min_length=1)
    scaled_by_fte: bool = True
    growth: dict[Year, Rate] = Field(default_factory=dict)
    base: tuple[str, ...] = ("salary",)

    @property
    def needs_base(self) -> bool:
        """Whether any rating is paid a percent."""
        return any(each.percent for each in self.ratings)

    @property
    def differs_by_year(self) -> bool:
        """Whether the same rating is paid otherwise in another year."""
        return bool(self.growth)

    @property
    def is_by_number(self) -> bool:
        """Whether it is known how many have each rating."""
        return self.ratings[0].people is not None

    @property
    def is_by_share(self) -> bool:
        """Whether it is known which share has each rating."""
        return self.ratings[0].share is not None

    @model_validator(mode="after")
    def _knows_ratings_in_one_way(self) -> Self:
        ways = {(each.share is not None, each.people is not None) for each in self.ratings}
        if len(ways) > 1 or (True, True) in ways:
            raise ValueError("ratings are known by the roster, all by `share` or all by `people`")
        names = [each.rating for each in self.ratings]
        if len(set(names)) < len(names):
            raise ValueError("a rating stands twice")
        if sum(each.share or 0 for each in self.ratings) > 1:
            raise ValueError("the shares of the ratings are more than 100 %")
        return self


def _grown(clause: PerformancePay, year: int) -> Fraction:
    return prod((1 + rate for start, rate in clause.growth.items() if start <= year), start=Fraction(1))


def _pay(base: Cents, fte: Cents, amount: Fraction, percent: Fraction, clause: PerformancePay) -> Cents:
    jobs = fte if clause.scaled_by_fte else np.full_like(fte, 10_000)
    paid: Cents = share_of(jobs, amount / 10_000) + share_of(base, percent)
    return paid


def performance_pay(base: Cents, fte: Cents, rating: Labels, year: int, clause: PerformancePay) -> Cents:
    """What each person's rating is paid, or the mean of what ratings are paid."""
    paid, grown = np.zeros_like(base), _grown(clause, year)
    if clause.is_by_number:
        return paid
    if clause.is_by_share:
        amount = sum(((each.share or 0) * each.amount for each in clause.ratings), start=Fraction(0))
        percent = sum(((each.share or 0) * each.percent for each in clause.ratings), start=Fraction(0))
        return _pay(base, fte, amount * grown, percent, clause)
    for each in clause.ratings:
        paid = paid + rating.among((each.rating,)) * _pay(base, fte, each.amount * grown, each.percent, clause)
    return paid


def performance_pay_by_number(base: Cents, fte: Cents, heads: Cents, year: int, clause: PerformancePay) -> Cents:
    """The mean of what ratings are paid, where it is known how many have each."""
    if not clause.is_by_number or not (everyone := int(heads.sum())):
        return np.zeros_like(base)
    amount = sum(((each.people or 0) * each.amount for each in clause.ratings), start=Fraction(0))
    percent = sum(((each.people or 0) * each.percent for each in clause.ratings), start=Fraction(0))
    return _pay(base, fte, amount * _grown(clause, year) / everyone, percent / everyone, clause)


def performance_pay_sheet(row: SheetRow) -> str:
    """Pay by rating, or the mean of it, as a spreadsheet's formula."""
    clause: PerformancePay = row.clause
    if clause.is_by_number:
        return "0"
    of_all = clause.is_by_share
    return _sheet(row, "share", [n for n, e in enumerate(clause.ratings) if of_all or e.rating == row.words["rating"]])


def performance_pay_by_number_sheet(row: SheetRow) -> str:
    """The mean of pay by rating, where it is known how many have each, as a spreadsheet's formula."""
    clause: PerformancePay = row.clause
    return _sheet(row, "people", list(range(len(clause.ratings)))) if clause.is_by_number else "0"


def _sheet(row: SheetRow, known_by: str, named: Sequence[int]) -> str:
    """What ratings are paid, each weighed by the share or the people of it where the clause says them."""
    clause: PerformancePay = row.clause
    grown = "".join(f"*(1+{row.rate('growth', start)})" for start in clause.growth if start <= row.year)
    jobs = f"{row.fte}*" if clause.scaled_by_fte else ""
    everyone = f"/{row.heads}" if known_by == "people" else ""

    def of(name: str) -> str:
        terms = []
        for number in named:
            each = clause.ratings[number]
            if getattr(each, name):
                weighed = row.rate if known_by == "share" else row.number
                weight = f"{weighed('ratings', number, known_by)}*" if getattr(each, known_by) is not None else ""
                said = row.dollars if name == "amount" else row.rate
                terms.append(f"{weight}{said('ratings', number, name)}")
        return f"({'+'.join(terms)}){everyone}" if terms else ""

    amount, percent = of("amount"), of("percent")
    return added(
        to_the_cent(f"{jobs}{amount}{grown}") if amount else "0",
        to_the_cent(f"{row.base}*{percent}") if percent else "0",
    )


KIND = Kind(
    "performance_pay",
    PerformancePay,
    Family.EVALUATION,
    (
        Rule(
            performance_pay,
            "performance pay",
            "round(amount x growth x FTE) + round(base x percent) per person, by rating or as the mean of shares",
            is_pay=True,
            when=lambda clause: not clause.is_by_number,
            sheet=performance_pay_sheet,
        ),
        Rule(
            performance_pay_by_number,
            "performance pay",
            "the same of the mean, where people / people in scope have a rating",
            is_pay=True,
            when=lambda clause: clause.is_by_number,
            sheet=performance_pay_by_number_sheet,
        ),
    ),
)
