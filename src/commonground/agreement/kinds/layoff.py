"""Layoff and recall: full-time jobs that are cut from a year on, in an order, and jobs to which people are recalled.

    cut by a year  = sum of the jobs cut up to it - sum of the jobs recalled up to it, never below 0
    who is cut     : the first of the order, as many jobs as are cut; those who are alike in it share what is left to cut
    order          : seniority (least service first), or rating (those of `ratings` in their order, the others after them; of
                     one rating the least service first)
    saved          = - share of each person's job that is cut x what the person would cost: pay, roll-up, health

Law: recall goes in the order turned about, so who is cut is always the beginning of the order. The order is that of the
snapshot; on the actual roster those who come in later are not in it.
Worked example: docs/arithmetic/layoff.md.
"""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from commonground.agreement.family import Family
from commonground.agreement.fields import Label, Number, Terms, Year
from commonground.agreement.kind import Kind, Rule
from commonground.agreement.leaving import Shares
from commonground.values.labels import Labels
from commonground.values.money import Cents


class Layoff(Terms):
    """Jobs that are cut and recalled by year, and in which order people are."""

    carries_own_dates: ClassVar[bool] = True

    cut: dict[Year, Number] = Field(min_length=1)
    recalled: dict[Year, Number] = Field(default_factory=dict)
    order: Literal["seniority", "rating"] = "seniority"
    ratings: tuple[Label, ...] = ()

    @model_validator(mode="after")
    def _says_its_order(self) -> Self:
        if (self.order == "rating") != bool(self.ratings):
            raise ValueError('`ratings` names them, first to be cut first, where order = "rating", and only there')
        if any(jobs < 0 for jobs in (*self.cut.values(), *self.recalled.values())):
            raise ValueError("jobs that are cut or recalled are not negative")
        return self

    def cut_by(self, year: int) -> Fraction:
        """Full-time jobs that are cut in a year, less those recalled."""
        cut, recalled = (
            sum((jobs for start, jobs in by_year.items() if start <= year), start=Fraction(0))
            for by_year in (self.cut, self.recalled)
        )
        return max(Fraction(0), cut - recalled)


def laid_off(rating: Labels, service: Cents, fte: Cents, heads: Cents, year: int, clause: Layoff) -> Shares:
    """The share of each person's job that is cut."""
    last = len(clause.ratings)
    turn = rating.numbers({word: place for place, word in enumerate(clause.ratings)}, last)
    rank = turn * 1_000 + service  # service is at most 80, and less by as many years as somebody comes in later
    values, which = np.unique(rank, return_inverse=True)
    jobs = np.zeros(len(values), dtype=np.int64)
    np.add.at(jobs, which, heads * fte)
    left, rates = clause.cut_by(year) * 10_000, []
    for here in jobs.tolist():
        rates.append(min(Fraction(1), left / here) if here else Fraction(0))
        left -= rates[-1] * here
    return Shares(tuple(rates), which)


def laid_off_roll_up(rating: Labels, service: Cents, fte: Cents, heads: Cents, year: int, clause: Layoff) -> Shares:
    """The same, for what their pay drags along."""
    return laid_off(rating, service, fte, heads, year, clause)


def laid_off_health(rating: Labels, service: Cents, fte: Cents, heads: Cents, year: int, clause: Layoff) -> Shares:
    """The same, for their health cost."""
    return laid_off(rating, service, fte, heads, year, clause)


SAVED = "- share of the job that is cut x what the person would cost, by the order"

KIND = Kind(
    "layoff",
    Layoff,
    Family.JOB_SECURITY,
    (
        Rule(laid_off, "layoffs: pay", SAVED, per="position", part="pay", leavers=True),
        Rule(laid_off_roll_up, "layoffs: roll-up", SAVED, per="position", part="roll-up", leavers=True),
        Rule(laid_off_health, "layoffs: health", SAVED, per="position", part="health", leavers=True),
    ),
)
