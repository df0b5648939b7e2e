"""Leaving: who retires or leaves in a year, as an expected share of each of those who may.

    rate      the share, in a year, of those who may leave and are still there
    people    so many of them; each may be one of them with the same likelihood: people / those who may
    gone      by the beginning of a year: 1 - the product, over the years before it, of (1 - the share that left)

Law: whoever leaves in a fiscal year is there until its last day. The shares of `people` sum to the people, as long as there are
so many. Years before the base year count for nothing: who left in them is on no roster.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import ClassVar, NamedTuple, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field, model_validator

from commonground.agreement.fields import Number, Part, Rate, year_name
from commonground.agreement.sheet import SheetRow
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


class _Year(NamedTuple):
    """One year in which some leave: of which groups, the share of those, and the share of each group still there at its start."""

    year: int
    may: tuple[bool, ...]
    share: Fraction
    there: tuple[Fraction, ...]

    @property
    def leaving(self) -> tuple[Fraction, ...]:
        """The share of each group that leaves at the year's end."""
        return tuple(
            left * self.share if meant else Fraction(0) for left, meant in zip(self.there, self.may, strict=True)
        )


def _years(
    years: Mapping[int, Leaving], base_year: int, year: int, service: Sequence[int], heads: Sequence[int]
) -> Iterator[_Year]:
    """The years up to one in which some leave, in turn; `service` are completed years in that last year, by group."""
    there = (Fraction(1),) * len(service)
    for start in sorted(y for y in years if base_year <= y <= year):
        may = tuple(value - (year - start) >= years[start].service_from for value in service)
        found = _Year(start, may, _share(years[start], may, there, heads), there)
        yield found
        there = tuple(left - part for left, part in zip(there, found.leaving, strict=True))


def who_may(
    years: Mapping[int, Leaving], base_year: int, service: Cents, heads: Cents
) -> Iterator[tuple[int, Fraction]]:
    """Each year in turn in which some leave, and how many of those who may leave in it are still there.

    `service` are completed years in the base year, by group; years before it count for nothing.
    """
    last = max(years, default=base_year)
    values, weights, _ = _by_service(service + (last - base_year), heads)
    for found in _years(years, base_year, last, values, weights):
        yield found.year, _still_there(found.may, found.there, weights)


def departures(years: Mapping[int, Leaving], base_year: int, year: int, service: Cents, heads: Cents) -> Departures:
    """Who of some groups has left by a year, and who leaves in it. `service` are completed years in that year, by group."""
    values, weights, which = _by_service(service, heads)
    gone = now = (Fraction(0),) * len(values)
    for found in _years(years, base_year, year, values, weights):
        if found.year == year:
            now = found.leaving
        else:
            gone = tuple(1 - left + part for left, part in zip(found.there, found.leaving, strict=True))
    return Departures(Shares(gone, which), Shares(now, which))


def _share(said: Leaving, may: Sequence[bool], there: Sequence[Fraction], weights: Sequence[int]) -> Fraction:
    """The share of those who may leave and are there who do; all of them where fewer are there than are said."""
    if said.rate is not None:
        return said.rate
    who = _still_there(may, there, weights)
    return min(Fraction(1), (said.people or 0) / who) if who else Fraction(0)


def _by_service(service: Cents, heads: Cents) -> tuple[list[int], list[int], Which]:
    """The years of service that there are, the heads of each, and which of them each group has."""
    values, which = np.unique(service, return_inverse=True)
    weights = np.zeros(len(values), dtype=np.int64)
    np.add.at(weights, which, heads)
    return values.tolist(), weights.tolist(), which


def _still_there(may: Sequence[bool], there: Sequence[Fraction], weights: Sequence[int]) -> Fraction:
    """How many of those who may leave are there."""
    return sum((left * n for left, n, meant in zip(there, weights, may, strict=True) if meant), start=Fraction(0))


def leaving_sheet(row: SheetRow, years: Mapping[int, Leaving], name: str) -> str:
    """The share of a row's person who leaves at the end of the year, as a spreadsheet's formula; "0" where nobody may.

    `name` is what the clause's terms call `years`.
    """
    known = _shares_sheet(row, years, name)
    if row.year not in known:
        return "0"
    stayed = [f"(1-{of})" for year, of in known.items() if year < row.year]
    return "*".join([*stayed, known[row.year]])


def gone_sheet(row: SheetRow, years: Mapping[int, Leaving], name: str) -> str:
    """The share of a row's person who is gone by the beginning of the year, as a spreadsheet's formula; "0" where nobody is."""
    stayed = [f"(1-{of})" for year, of in _shares_sheet(row, years, name).items() if year < row.year]
    return f"(1-{'*'.join(stayed)})" if stayed else "0"


def _shares_sheet(row: SheetRow, years: Mapping[int, Leaving], name: str) -> dict[int, str]:
    """By year, the share of a row's person who leaves in it, of one who is there."""
    found: dict[int, str] = {}
    stayed = ""
    for held in _years(years, row.year - row.passed, row.year, row.services, row.counts):
        year, said, since = held.year, years[held.year], row.year - held.year
        least = f"{f'-{since}' if since else ''}>={row.number(name, year, 'service_from')}"
        if said.rate is not None:
            share = row.rate(name, year, "rate")
        elif said.people is None:
            share = "0"
        else:
            who = f"SUMPRODUCT({row.each_count}*({row.each_service}{least}){stayed})"
            people = row.number(name, year, "people")
            formula = f"IF({who}>0,MIN(1,{people}/MAX({who},1E-9)),0)"
            share = row.work(
                f"share who leave in {year_name(year)}, of those who may", formula, float(held.share), "rate"
            )
        found[year] = f"IF({row.service}{least},{share},0)"
        stayed += f"*(1-({row.each_service}{least})*{share})"
    return found
