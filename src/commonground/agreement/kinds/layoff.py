"""Layoff and recall: full-time jobs that are cut from a year on, in an order, and jobs to which people are recalled.

    cut by a year  = jobs cut up to it + jobs at schools closed by it x (1 - follow)
                     - jobs recalled up to it - jobs at schools opened up to it, never below 0
    who is cut     : the first of the order, as many jobs as are cut; those who are alike in it share what is left to cut
    order          : seniority (least service first), rating (those of `ratings` in their order, the others after them; of
                     one rating the least service first), or school (those at closed schools first; there the least service)
    saved          = - share of each person's job that is cut x what the person would cost: pay, roll-up, health
    severance      = share newly cut in the year x (amount x FTE + base x percent), by year of service where it says so; once

Law: recall goes in the order turned about, so who is cut is always the beginning of the order. The order is that of the
snapshot; on the actual roster those who come in later are not in it.
Worked example: docs/arithmetic/layoff.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import partial
from typing import ClassVar, Literal, NamedTuple, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field, model_validator

from commonground.agreement.family import Family
from commonground.agreement.fields import Label, Money, Number, Part, Rate, Terms, Year, year_name
from commonground.agreement.kind import Kind, Rule
from commonground.agreement.leaving import Shares
from commonground.agreement.sheet import SheetRow, added, to_the_cent
from commonground.values.labels import Labels
from commonground.values.money import Cents, shares_by

FULL_TIME = 10_000


class Severance(Part):
    """What somebody is paid once who is laid off."""

    says_one_of: ClassVar[tuple[str, ...]] = ("amount", "percent")

    amount: Money = Field(0, ge=0, description="for a full-time job")
    percent: Rate = Field("0%", validate_default=True, ge=0)
    by_service: bool = Field(False, description="for each completed year of service")


class Layoff(Terms):
    """Jobs that are cut and recalled by year, schools that close and open, and in which order people are."""

    carries_own_dates: ClassVar[bool] = True

    cut: dict[Year, Number] = Field(default_factory=dict)
    recalled: dict[Year, Number] = Field(default_factory=dict)
    closed: dict[Year, tuple[Label, ...]] = Field(default_factory=dict, description="schools that close, by year")
    follow: Rate = Field("0%", validate_default=True, ge=0, le=1, description="of the closed schools' jobs")
    opened: dict[Year, Number] = Field(default_factory=dict, description="full-time jobs at schools that open, by year")
    order: Literal["seniority", "rating", "school"] = "seniority"
    ratings: tuple[Label, ...] = ()
    severance: Severance | None = None
    base: tuple[str, ...] = ("salary",)

    @property
    def needs_base(self) -> bool:
        """Whether severance is a percent of pay."""
        return self.severance is not None and bool(self.severance.percent)

    @model_validator(mode="after")
    def _says_its_order(self) -> Self:
        if not self.cut and not self.closed:
            raise ValueError(
                "`cut` says how many jobs are cut by year, or `closed` which schools close; write one of them"
            )
        if (self.order == "rating") != bool(self.ratings):
            raise ValueError('`ratings` names them, first to be cut first, where order = "rating", and only there')
        if self.order == "school" and not self.closed:
            raise ValueError('order = "school" goes by the schools that are `closed`; name them by year')
        if any(jobs < 0 for jobs in (*self.cut.values(), *self.recalled.values(), *self.opened.values())):
            raise ValueError("jobs that are cut or recalled, or at schools that open, are not negative")
        return self

    def closed_by(self, year: int) -> tuple[str, ...]:
        """The schools that are closed in a year."""
        return tuple(school for start, schools in self.closed.items() if start <= year for school in schools)

    def cut_by(self, year: int, at_closed: Fraction = Fraction(0)) -> Fraction:
        """Full-time jobs that are cut in a year, less those recalled, of so many at schools that are closed by then."""
        cut, recalled, opened = (
            sum((jobs for start, jobs in by_year.items() if start <= year), start=Fraction(0))
            for by_year in (self.cut, self.recalled, self.opened)
        )
        return max(Fraction(0), cut + at_closed * (1 - self.follow) - recalled - opened)


class _Order(NamedTuple):
    """The order in a year: `which` place each group has, ten-thousandths of jobs `here`, at each place; jobs at closed schools."""

    which: npt.NDArray[np.intp]
    here: npt.NDArray[np.int64]
    at_closed: Fraction


def _order(school: Labels, rating: Labels, service: Cents, jobs: Cents, year: int, clause: Layoff) -> _Order:
    """Who is cut before whom in a year; `jobs` are ten-thousandths of full-time ones."""
    closed = school.among(clause.closed_by(year))
    last = len(clause.ratings)
    turn: npt.NDArray[np.int64] = rating.numbers({word: place for place, word in enumerate(clause.ratings)}, last)
    if clause.order == "school":
        turn = (~closed).astype(np.int64)
    rank = turn * 1_000 + service  # service is at most 80, and less by as many years as somebody comes in later
    values, which = np.unique(rank, return_inverse=True)
    here = np.zeros(len(values), dtype=np.int64)
    np.add.at(here, which, jobs)
    return _Order(which, here, Fraction(int(jobs[closed].sum()), FULL_TIME))


def _shares(school: Labels, rating: Labels, service: Cents, jobs: Cents, year: int, clause: Layoff) -> Shares:
    """The share of each person's job that is cut in a year; `jobs` are ten-thousandths of full-time ones."""
    order = _order(school, rating, service, jobs, year, clause)
    left, rates = clause.cut_by(year, order.at_closed) * FULL_TIME, []
    for number in order.here.tolist():
        rates.append(min(Fraction(1), left / number) if number else Fraction(0))
        left -= rates[-1] * number
    return Shares(tuple(rates), order.which)


def laid_off(
    school: Labels, rating: Labels, service: Cents, fte: Cents, heads: Cents, year: int, clause: Layoff
) -> Shares:
    """The share of each person's job that is cut."""
    return _shares(school, rating, service, heads * fte, year, clause)


def laid_off_roll_up(
    school: Labels, rating: Labels, service: Cents, fte: Cents, heads: Cents, year: int, clause: Layoff
) -> Shares:
    """The same, for what their pay drags along."""
    return laid_off(school, rating, service, fte, heads, year, clause)


def laid_off_health(
    school: Labels, rating: Labels, service: Cents, fte: Cents, heads: Cents, year: int, clause: Layoff
) -> Shares:
    """The same, for their health cost."""
    return laid_off(school, rating, service, fte, heads, year, clause)


def severance(
    base: Cents, school: Labels, rating: Labels, service: Cents, fte: Cents, heads: Cents, year: int, clause: Layoff
) -> Cents:
    """What those are paid whose jobs are cut in the year and were not in the year before."""
    said, years = clause.severance, service[0]
    if said is None:
        return np.zeros_like(base)
    now, before = (_shares(school, rating, years, heads * fte, at, clause) for at in (year, year - 1))
    newly = [
        max(Fraction(0), now.rates[one] - before.rates[other]) * (max(0, served) if said.by_service else 1)
        for one, other, served in zip(now.which.tolist(), before.which.tolist(), years.tolist(), strict=True)
    ]
    place = {share: number for number, share in enumerate(dict.fromkeys(newly))}
    which = np.array([place[share] for share in newly], dtype=np.intp)
    if not place:
        return np.zeros_like(base)
    by_head = shares_by(fte, [share * said.amount / FULL_TIME for share in place], which)
    paid: Cents = by_head + shares_by(base, [share * said.percent for share in place], which)
    return paid


def _cut_sheet(row: SheetRow, year: int, at_closed: Fraction) -> str:
    """The jobs that are cut in a year, as a spreadsheet's formula; "0" where nothing is cut by then, whatever is said."""
    clause: Layoff = row.clause

    def by_then(name: str, years: Iterable[int]) -> list[str]:
        return [row.number(name, start) for start in years if start <= year]

    cut = by_then("cut", clause.cut)
    cut += [f"{float(at_closed)}*(1-{row.rate('follow')})"] if at_closed else []
    if not cut:
        return "0"
    back = [*by_then("recalled", clause.recalled), *by_then("opened", clause.opened)]
    return f"MAX(0,{'-'.join([added(*cut), *back])})"


def _share_sheet(row: SheetRow, year: int) -> str:
    """The share of a row's job that is cut in a year: what is cut, less the jobs before it in the order, over those beside it."""
    clause, held = row.clause, row.columns
    order = _order(held["school"], held["rating"], held["service"], held["heads"] * held["fte"], year, clause)
    formula = _cut_sheet(row, year, order.at_closed)
    if formula == "0":
        return "0"
    cut = row.work(f"jobs cut in {year_name(year)}", formula, float(clause.cut_by(year, order.at_closed)), "number")
    before = np.cumsum(order.here) - order.here
    shares = [
        f"MAX(0,MIN(1,({cut}-{first / FULL_TIME})/{beside / FULL_TIME}))" if beside else "0"
        for first, beside in zip(before.tolist(), order.here.tolist(), strict=True)
    ]
    return row.by_row(tuple(shares[place] for place in order.which.tolist()))


def laid_off_sheet(row: SheetRow) -> str:
    """The share of a row's job that is cut, as a spreadsheet's formula."""
    return _share_sheet(row, row.year)


def severance_sheet(row: SheetRow) -> str:
    """What those are paid who are newly cut, as a spreadsheet's formula."""
    said, now, before = row.clause.severance, _share_sheet(row, row.year), _share_sheet(row, row.year - 1)
    if said is None or now == "0":
        return "0"
    newly = now if before == "0" else f"MAX(0,{now}-{before})"
    each = f"{newly}*MAX(0,{row.service})" if said.by_service else newly
    return added(
        to_the_cent(f"{each}*{row.fte}*{row.dollars('severance', 'amount')}") if said.amount else "0",
        to_the_cent(f"{each}*{row.base}*{row.rate('severance', 'percent')}") if said.percent else "0",
    )


SAVED = "- share of the job that is cut x what the person would cost, by the order"
_CUT = partial(Rule, formula=SAVED, per="position", leavers=True, of_jobs=True, sheet=laid_off_sheet)

KIND = Kind(
    "layoff",
    Layoff,
    Family.JOB_SECURITY,
    (
        _CUT(laid_off, component="layoffs: pay", part="pay"),
        _CUT(laid_off_roll_up, component="layoffs: roll-up", part="roll-up"),
        _CUT(laid_off_health, component="layoffs: health", part="health"),
        Rule(
            severance,
            "severance",
            "round(share newly cut x amount x FTE) + round(share x base x percent) per person, by year of service if so said",
            is_pay=True,
            one_time=True,
            when=lambda clause: clause.severance is not None,
            sheet=severance_sheet,
        ),
    ),
)
