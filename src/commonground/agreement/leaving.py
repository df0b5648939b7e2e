"""Leaving: who retires or leaves in a year, as an expected share of each of those who may.

    rate      the share, in a year, of those who may leave and are still there
    people    so many of them; each may be one of them with the same likelihood: people / those who may
    gone      by the beginning of a year: 1 - the product, over the years before it, of (1 - the share that left)

Law: whoever leaves in a fiscal year is there until its last day. The shares of `people` sum to the people, as long as there are
so many. Years before the base year count for nothing: who left in them is on no roster.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar, NamedTuple, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field, model_validator

from commonground.agreement.fields import Number, Part, Rate
from commonground.values.money import Cents

Which = npt.NDArray[np.intp]


class Leaving(Part):
    """Who leaves in one year: a number of those who may, or a rate of them."""

    says_one_of: ClassVar[tuple[str, ...]] = ("people", "rate")

    people: Number | None = Field(None, ge=0)
    rate: Rate | None = Field(None, ge=0, le=1)
    service_from: int = Field(0, ge=0, le=80, description="completed years of service in the year")

    @model_validator(mode="after")
    def _says_only_one(self) -> Self:
        if self.people is not None and self.rate is not None:
            raise ValueError("who leaves is a number of `people` or a `rate` of those who may; write one of the two")
        return self


class Shares(NamedTuple):
    """Shares of groups of people: group g's is `rates[which[g]]`."""

    rates: tuple[Fraction, ...]
    which: Which


class Departures(NamedTuple):
    """The shares of each group who are gone by the beginning of a year, and who leave at the end of it."""

    gone: Shares
    now: Shares


def departures(years: Mapping[int, Leaving], base_year: int, year: int, service: Cents, heads: Cents) -> Departures:
    """Who of some groups has left by a year, and who leaves in it. `service` are completed years in that year, by group."""
    values, which = np.unique(service, return_inverse=True)
    weights = np.zeros(len(values), dtype=np.int64)
    np.add.at(weights, which, heads)
    there = [Fraction(1)] * len(values)
    gone = now = tuple([Fraction(0)] * len(values))
    for start in sorted(y for y in years if base_year <= y <= year):
        may = [value - (year - start) >= years[start].service_from for value in values.tolist()]
        share = _share(years[start], may, there, weights.tolist())
        leaving = tuple(left * share if meant else Fraction(0) for left, meant in zip(there, may, strict=True))
        if start == year:
            now = leaving
        else:
            there = [left - part for left, part in zip(there, leaving, strict=True)]
            gone = tuple(1 - left for left in there)
    return Departures(Shares(gone, which), Shares(now, which))


def _share(said: Leaving, may: list[bool], there: list[Fraction], weights: list[int]) -> Fraction:
    """The share of those who may leave and are there who do; all of them where fewer are there than are said."""
    if said.rate is not None:
        return said.rate
    who = sum((left * n for left, n, meant in zip(there, weights, may, strict=True) if meant), start=Fraction(0))
    return min(Fraction(1), (said.people or 0) / who) if who else Fraction(0)
