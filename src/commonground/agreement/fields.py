"""Fields: how the parameters of a provision are written by people, and read exactly.

A rate is written "3.5%", an amount of money "$1,500" or 1500.00, a day 2019-07-01, a fiscal year "2019-20".
Nothing here passes through binary floating point.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Hashable
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from commonground.values.at_hand import AtHand
from commonground.values.money import LARGEST_WRITTEN, NotAnAmount, format_cents, parse_amount
from commonground.values.rate import NotARate, parse_rate, write_rate

LARGEST_RATE = 100  # 10,000 %
YEAR = re.compile(r"^(\d{4})(?:-(\d{2}))?$")


def _cents(value: Any) -> int:
    amount = parse_amount(value) * 100
    if amount != amount.to_integral_value():
        raise NotAnAmount(value, "an amount of money has at most two decimals")
    if abs(amount) > LARGEST_WRITTEN:
        raise NotAnAmount(value, "an amount of money is at most a billion dollars")
    return int(amount)


def _rate(value: Any) -> Fraction:
    rate = parse_rate(value)
    if abs(rate) > LARGEST_RATE:
        raise NotARate(value)
    return rate


def _year(value: Any) -> int:
    found = YEAR.match(str(value))
    if not found or (found[2] and int(found[2]) != (int(found[1]) + 1) % 100):
        raise ValueError(
            f'{value!r} does not name a fiscal year; write "2019-20" (or "2020" where it begins in January)'
        )
    return int(found[1])


def _label(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(f"{value!r} is not a label; write it in quotes")
    return str(value).strip()


def _number(value: Any) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal | Fraction):
        raise ValueError(f"{value!r} is not a number")
    try:
        return Fraction(value)
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"{value!r} is not a number") from None


def _day(value: Any) -> dt.date:
    if isinstance(value, dt.datetime) or not isinstance(value, str | dt.date):
        raise ValueError(f"{value!r} is not a day; write 2019-07-01")
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(value)


def year_name(start: int) -> str:
    """The name of a fiscal year by the calendar year in which it starts."""
    return f"{start}-{(start + 1) % 100:02d}"


Rate = Annotated[
    Fraction,
    BeforeValidator(_rate),
    PlainSerializer(write_rate, return_type=str),
    WithJsonSchema({"type": ["string", "number"], "description": 'a rate: "3.5%", "0.035" or "7/200"'}),
]
Money = Annotated[
    int,
    BeforeValidator(_cents),
    PlainSerializer(format_cents, return_type=str),
    WithJsonSchema({"type": ["string", "number"], "description": 'dollars and cents: 1500.00 or "$1,500"'}),
]
Number = Annotated[
    Fraction,
    BeforeValidator(_number),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": ["string", "number"], "description": "an exact number: 12, 0.5 or 1/3"}),
]
Year = Annotated[
    int,
    BeforeValidator(_year),
    PlainSerializer(year_name, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}(-\d{2})?$", "description": 'a fiscal year: "2019-20"'}),
]
Label = Annotated[
    str, BeforeValidator(_label), WithJsonSchema({"type": ["string", "integer"], "description": "a label"})
]
Day = Annotated[dt.date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]


_SPELLED_AS_THEY_ARE = frozenset({str, int, bool, type(None), dt.date})


class Said:
    """What a clause, or a list in it, says: in words and whole numbers. Equal where they are; hashed once."""

    __slots__ = ("_hash", "words")

    def __init__(self, words: Hashable) -> None:
        self.words = words
        self._hash = hash(words)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Said) and self._hash == other._hash and self.words == other.words)

    def __repr__(self) -> str:
        return repr(self.words)


def spelled(value: Any) -> Hashable:
    """What a value of a clause's terms says, in words and whole numbers: quick to compare, and to look up by.

    A long list is spelled once for as long as it is at hand: further packages mostly hand on the lists of the one before.

    >>> spelled((Fraction(7, 200), None, "BA"))
    ('list', (7, 200), None, 'BA')
    """
    sort = type(value)
    if sort in _SPELLED_AS_THEY_ARE:
        return value
    if sort is Fraction:
        ratio: tuple[int, int] = value.as_integer_ratio()
        return ratio
    if sort is tuple:
        return _list(value) if len(value) < LONG else _LONG_LISTS.of(_long_list, value)
    if sort is dict:
        return "table", *[(spelled(key), spelled(each)) for key, each in value.items()]
    if isinstance(value, Enum):
        return value.value
    if (fields := getattr(value, "__dict__", None)) is None:
        return repr(value)
    parts = [each if type(each) in _SPELLED_AS_THEY_ARE else spelled(each) for each in fields.values()]
    return sort.__name__, *parts


def _list(value: tuple[Any, ...]) -> tuple[Hashable, ...]:
    return "list", *[spelled(each) for each in value]


def _long_list(value: tuple[Any, ...]) -> Said:
    return Said(_list(value))


LONG = 8
_LONG_LISTS: AtHand[Said] = AtHand(most=256)


class Terms(BaseModel):
    """What a clause of one kind says: its parameters, validated, unchangeable. Each kind subclasses it.

    `carries_own_dates` marks a kind whose terms say of each entry when it holds; an edit without a first day then rewrites
    the clause from the beginning, because a late settlement may reach back before the term of the offer that makes it.
    """

    carries_own_dates: ClassVar[bool] = False

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @property
    def needs_base(self) -> bool:
        """Whether anything here is a share of the pay that the clause's `base` names."""
        return True

    @property
    def differs_by_year(self) -> bool:
        """Whether a rule that reads the year gives another result for the same pay in another year."""
        return True


class Part(BaseModel):
    """A piece of a clause's terms. `says_one_of` names fields of which one at least must be written, be it as 0."""

    says_one_of: ClassVar[tuple[str, ...]] = ()

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @model_validator(mode="after")
    def _says_what_it_is_for(self) -> Self:
        if self.says_one_of and not self.model_fields_set & set(self.says_one_of):
            raise PydanticCustomError("says_nothing", "one of {fields}", {"fields": ", ".join(self.says_one_of)})
        return self
