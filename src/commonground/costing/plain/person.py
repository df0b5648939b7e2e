"""The people of a roster, one by one: the plain reading begins here (see `costing.plain`)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from commonground.agreement.agreement import Agreement
from commonground.agreement.provision import Provision, Scope, Status
from commonground.values.money import Rounding
from commonground.workforce.roster import NO_SALARY, Roster


def rounded(value: Fraction, rounding: Rounding = Rounding.HALF_UP) -> int:
    """A fraction of a cent becomes a whole one: halves away from zero, halves to the even cent, dropped, or always up."""
    if rounding is Rounding.HALF_EVEN:
        return round(value)
    if rounding is Rounding.UP:
        return -ceil(-value) if value < 0 else ceil(value)
    size = floor(abs(value)) if rounding is Rounding.DOWN else floor(abs(value) + Fraction(1, 2))
    return -size if value < 0 else size


@dataclass(frozen=True)
class Person:
    """One row of the roster: `heads` people who are alike in everything that it says."""

    row: int
    heads: int
    words: dict[str, str]
    numbers: dict[str, int]

    @property
    def has_own_salary(self) -> bool:
        """Whether the person stands on no step and has a salary that no schedule prints."""
        return not self.words["step"] and self.numbers["salary"] != NO_SALARY


def people_of(roster: Roster) -> list[Person]:
    """The rows of a roster, one by one."""
    words = {name: column.to_list() for name, column in roster.labels.items()}
    numbers = {name: [int(number) for number in column] for name, column in roster.numbers.items()}
    return [
        Person(
            row,
            numbers["count"][row],
            {name: column[row] for name, column in words.items()},
            {name: column[row] for name, column in numbers.items()},
        )
        for row in range(len(roster))
    ]


def covers(scope: Scope, person: Person) -> bool:
    """Whether a clause is about a person; who has no known day of hire is in no stretch of days."""
    hired = person.numbers["hired"]
    return (
        all(person.words[column] in words for column, words in scope.words.items())
        and person.numbers["fte"] >= scope.fte_from
        and not (scope.hired_from and hired < scope.hired_from)
        and not (scope.hired_until and (hired == 0 or hired > scope.hired_until))
    )


def counted(agreement: Agreement, *kinds: str) -> list[Provision]:
    """The clauses of these kinds that totals hold."""
    return [p for p in agreement if p.kind in kinds and p.status is Status.COSTED and p.versions]
