"""Class size: what a limit on classes costs, over real sections (a row each) or given ones (pupils and how many classes).

    cap       sections needed = sum over schools and grades of max(0, ceil(pupils / limit) - sections)
    average   the same over all grades of the limit at a school, together
    trigger   only where the largest class has more pupils than the trigger
    remedy    a section (positions for each), an aide for each class above the limit, or pay for each pupil above it

Law: a clause that only grants a pool costs the pool; the need is shown beside it and never added. Given sections hold their
pupils as evenly as whole pupils can. How a position is priced: `agreement.position_price`.
Worked example: docs/arithmetic/class-size.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from commonground.agreement.family import Family
from commonground.agreement.fields import Label, Money, Number, Part, Terms, Year
from commonground.agreement.kind import Kind, Rule, SchoolRows
from commonground.agreement.position_price import PositionPrice


class ClassLimit(Part):
    """So many pupils in a class of these grades, and when a class above it is remedied."""

    grades: tuple[Label, ...] = Field((), description="the grades of sections.csv; without them all")
    limit: int = Field(gt=0)
    counted: Literal["cap", "average"] = "cap"
    trigger: int | None = Field(None, gt=0)

    @model_validator(mode="after")
    def _trigger_is_not_below_the_limit(self) -> Self:
        if self.trigger is not None and self.trigger < self.limit:
            raise ValueError("a trigger is the limit or above it")
        return self


class ClassSize(Terms):
    """Limits on classes, their remedy, or the pool that is granted for it."""

    limits: tuple[ClassLimit, ...] = Field(min_length=1)
    remedy: Literal["section", "aide", "overload"] = "section"
    positions_each: Number = Field(
        1, validate_default=True, gt=0, description="full-time jobs for a section or an aide"
    )
    overload: Money | None = Field(None, ge=0, description="a year's pay for each pupil above the limit")
    pool: dict[Year, Annotated[Money, Field(ge=0)]] = Field(
        default_factory=dict, description="the sum granted by year, whatever the need"
    )
    price: PositionPrice = Field(default_factory=PositionPrice)

    @model_validator(mode="after")
    def _says_what_its_remedy_needs(self) -> Self:
        if (self.remedy == "overload") != (self.overload is not None):
            raise ValueError(
                '`overload` is the pay for a pupil above the limit where remedy = "overload", and only there'
            )
        if self.remedy == "aide" and any(limit.counted == "average" for limit in self.limits):
            raise ValueError('an aide is for a class above the limit; it goes with counted = "cap"')
        return self


class ClassGroup(NamedTuple):
    """The classes that a limit counts together: pupils and sections, and each kind of class as (pupils, classes)."""

    pupils: int
    sections: int
    classes: tuple[tuple[int, int], ...]


def groups(limit: ClassLimit, sections: SchoolRows) -> Iterator[ClassGroup]:
    """The groups of classes that a limit counts: by school and grade, or by school; only those that the trigger reaches."""
    inside = sections.labels["grade"].among(limit.grades) if limit.grades else None
    found: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    schools, grades = (sections.labels[name].to_list() for name in ("school", "grade"))
    numbers = zip(sections.numbers["pupils"].tolist(), sections.numbers["sections"].tolist(), strict=True)
    for row, (pupils, classes) in enumerate(numbers):
        if inside is None or inside[row]:
            key = (schools[row],) if limit.counted == "average" else (schools[row], grades[row])
            found.setdefault(key, []).append((pupils, classes))
    for rows in found.values():
        spread = tuple(each for pupils, classes in rows for each in _spread(pupils, classes))
        largest = max((size for size, _ in spread), default=0)
        if limit.trigger is None or largest > limit.trigger:
            yield ClassGroup(sum(pupils for pupils, _ in rows), sum(classes for _, classes in rows), spread)


def _spread(pupils: int, classes: int) -> Iterator[tuple[int, int]]:
    """Pupils over classes, as evenly as whole pupils can: (pupils of a class, how many such classes)."""
    each, rest = divmod(pupils, classes)
    yield from ((each + 1, rest), (each, classes - rest)) if rest else ((each, classes),)


def sections_needed(clause: ClassSize, sections: SchoolRows) -> int:
    """Sections that are needed so that no limit is passed."""
    return sum(
        max(0, -(-group.pupils // limit.limit) - group.sections)
        for limit in clause.limits
        for group in groups(limit, sections)
    )


def classes_above(clause: ClassSize, sections: SchoolRows) -> int:
    """Classes above a limit, one by one; where there is a trigger, those above it."""
    return sum(
        classes
        for limit in clause.limits
        for group in groups(limit, sections)
        for size, classes in group.classes
        if size > (limit.trigger or limit.limit)
    )


def pupils_above(clause: ClassSize, sections: SchoolRows) -> int:
    """Pupils above a limit: class by class, or on the average of a school's classes."""
    above = 0
    for limit in clause.limits:
        for group in groups(limit, sections):
            if limit.counted == "average":
                above += max(0, group.pupils - limit.limit * group.sections)
            else:
                least = limit.trigger or limit.limit
                above += sum(n * (size - limit.limit) for size, n in group.classes if size > least)
    return above


def needed(clause: ClassSize, sections: SchoolRows) -> Fraction:
    """Full-time jobs that the remedy needs."""
    if clause.remedy == "overload":
        return Fraction(0)
    count = sections_needed if clause.remedy == "section" else classes_above
    return count(clause, sections) * clause.positions_each


def class_size(sections: SchoolRows, clause: ClassSize) -> Fraction:
    """Full-time positions that the remedy creates; none where a pool is granted instead."""
    return Fraction(0) if clause.pool else needed(clause, sections)


def class_size_roll_up(sections: SchoolRows, clause: ClassSize) -> Fraction:
    """The same positions, for what their pay drags along."""
    return class_size(sections, clause)


def class_size_health(sections: SchoolRows, clause: ClassSize) -> Fraction:
    """The same positions, for their health cost."""
    return class_size(sections, clause)


def _overload(clause: ClassSize, sections: SchoolRows) -> int:
    return pupils_above(clause, sections) * clause.overload if clause.overload else 0


def class_size_overload(sections: SchoolRows, clause: ClassSize) -> int:
    """Pay for each pupil above the limit; none where a pool is granted instead."""
    return 0 if clause.pool else _overload(clause, sections)


def class_size_pool(year: int, clause: ClassSize) -> int:
    """The sum granted for a year, or the last one named before it."""
    named = [start for start in clause.pool if start <= year]
    return clause.pool[max(named)] if named else 0


def class_size_need(sections: SchoolRows, clause: ClassSize) -> Fraction:
    """Full-time positions that are needed beside a pool."""
    return needed(clause, sections) if clause.pool else Fraction(0)


def class_size_need_of_pay(sections: SchoolRows, clause: ClassSize) -> int:
    """Pay for each pupil above the limit that is needed beside a pool."""
    return _overload(clause, sections) if clause.pool else 0


def _creates(clause: ClassSize) -> bool:
    return clause.remedy != "overload" and not clause.pool


KIND = Kind(
    "class_size",
    ClassSize,
    Family.CLASS_SIZE,
    (
        Rule(class_size, "class size: pay", "positions x pay of one", per="position", part="pay", when=_creates),
        Rule(
            class_size_roll_up,
            "class size: roll-up",
            "positions x charges on the pay of one",
            per="position",
            part="roll-up",
            when=_creates,
        ),
        Rule(
            class_size_health,
            "class size: health",
            "positions x mean health cost",
            per="position",
            part="health",
            when=_creates,
        ),
        Rule(
            class_size_overload,
            "class size: overload pay",
            "pupils above the limit x pay for each",
            per="district",
            is_pay=True,
            when=lambda clause: clause.remedy == "overload" and not clause.pool,
        ),
        Rule(
            class_size_pool,
            "pools",
            "the sum named for the year; the need is beside it",
            per="district",
            of_the_year=True,
            when=lambda clause: bool(clause.pool),
        ),
        Rule(
            class_size_need,
            "class size: need beside the pool",
            "positions needed x what one costs",
            per="position",
            payer="nobody",
            when=lambda clause: bool(clause.pool) and clause.remedy != "overload",
        ),
        Rule(
            class_size_need_of_pay,
            "class size: need beside the pool",
            "pupils above the limit x pay for each",
            per="district",
            payer="nobody",
            when=lambda clause: bool(clause.pool) and clause.remedy == "overload",
        ),
    ),
)
