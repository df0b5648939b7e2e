"""Who is expected to have left, person by person and year by year: a second writing of `agreement.leaving`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from commonground.agreement.leaving import Leaving
from commonground.costing.plain.counts import Comrade


def there(years: Mapping[int, Leaving], first: int, year: int, service: int, among: Sequence[Comrade]) -> Fraction:
    """The share of somebody who is still there at the beginning of a year; service is that of the year `year`."""
    left = Fraction(1)
    for past in range(first, year):
        left -= leaves(years, first, past, service - (year - past), _back(among, year - past))
    return left


def leaves(years: Mapping[int, Leaving], first: int, year: int, service: int, among: Sequence[Comrade]) -> Fraction:
    """The share of somebody who leaves at the end of a year."""
    said = years.get(year)
    if said is None or service < said.service_from:
        return Fraction(0)
    still = there(years, first, year, service, among)
    if said.rate is not None:
        return still * said.rate
    who = [one for one in among if one.service >= said.service_from]
    number = sum((one.heads * there(years, first, year, one.service, among) for one in who), start=Fraction(0))
    wanted = said.people or Fraction(0)
    return still * min(wanted, number) / number if number else Fraction(0)


def _back(among: Sequence[Comrade], years: int) -> list[Comrade]:
    return [one._replace(service=one.service - years) for one in among]
