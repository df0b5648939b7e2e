"""A kind of provision: its terms, and the rules that turn them into money.

A rule is a pure function over arrays. It declares what it reads by its argument names, and is passed nothing else:

    clause              the terms in force, by their class in the annotation
    year                the fiscal year, by the calendar year in which it starts
    years               the fiscal years of a stretch, a row of the result for each
    passed              how many fiscal years the year is past the base year; by group, past the one in which they came in
    base                the person's pay on the lines that the clause's own `base` names, in cents
    salary              the person's pay on the salary schedule, in cents
    salaries            what the same person would be paid in another lane (`Salaries`)
    heads               how many people of each group are on the snapshot: for a rule that is about a number of people
    jobs                for a rule of positions: full-time jobs of the people in the clause's scope, an exact fraction
    schools, sections   the district's schools and classes in the year (`SchoolRows`)
    fte, hired          columns of the roster (numbers), by group
    service             completed years of service in each year, by year and group
    unit, tier, ...     columns of the roster (Labels), by group

A rule is elementwise: it is given the years of a stretch together (pay by year and group) where it does not tell years apart.
Terms may say `needs_base` (false: no base, and no grouping by it) and `differs_by_year` (false: years can go together
although the rule reads the year).
A rule returns cents by head, group by group; a lump rule (`per="district"`) returns one whole number of cents. A rule that
creates positions (`per="position"`) returns full-time jobs, an exact fraction, or a share of each person's job (`Shares`):
`costing.positions` prices them. It is given the columns that it reads row by row, of the people in the clause's scope.
Beside it may stand `sheet`, the same arithmetic as a spreadsheet's formula (of positions: the share of each person's job);
without it a workbook shows values, marked.
Law: an argument that is none of these is an error when the kind is registered, so no read can go undeclared.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from commonground.agreement.family import Family
from commonground.agreement.fields import Terms
from commonground.agreement.sheet import SheetRow
from commonground.values.labels import Labels
from commonground.values.money import Cents

NUMBER_COLUMNS = frozenset({"fte", "service", "hired", "leave_days"})
LABEL_COLUMNS = frozenset(
    {"unit", "schedule", "lane", "step", "tier", "title", "school", "fund", "health_plan", "health_tier", "rating"}
)
OTHERS = frozenset({"year", "years", "passed", "base", "salary", "salaries", "heads", "jobs", "schools", "sections"})
PAY = "pay"
COLUMN = "column:"


class Salaries(Protocol):
    """The schedule in force in a year, for rules that need another of its cells."""

    def in_lane(self, lane: str) -> Cents:
        """Pay of each group if it stood in this lane on its own step; where there is no such cell, its own pay."""


class SchoolRows(Protocol):
    """Schools, or their classes, in one year: columns of words and of whole numbers, all of the same length."""

    @property
    def labels(self) -> Mapping[str, Labels]:
        """Columns of words: school, level; school, grade."""

    @property
    def numbers(self) -> Mapping[str, Cents]:
        """Columns of whole numbers: schools, students, ...; pupils, sections."""


class UndeclaredRead(TypeError):
    """A rule names something that no roster column, line or provision is called."""

    def __init__(self, rule: Callable[..., Any], name: str) -> None:
        super().__init__(f"rule {rule.__name__} reads {name!r}, which is no column, line or clause")


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of cost: the function, what it reads, and how the line is called and counted.

    `reads` are the names of its arguments but the clause's: among them `pay_reads`, the pay that it builds upon, and
    `columns`, the roster's.
    `when` says of a clause's terms whether they have this line at all (without it they always have).
    `of_the_year` are sums that a clause names for a fiscal year: never a share of one, whatever day a version begins.
    A rule of positions with `leavers` takes away what the people cost whose share of a job is gone; `of_jobs`: whoever holds the
    job by then, as where the job itself is cut.
    A rule `per="position"` says in `part` which part of the positions' cost its line is. Lines that `nobody` pays are a need that
    is shown beside the totals and is in none.
    `owed_back` lines are what the rule makes of pay as it was earned, less what it makes of pay as it was paid: the line is
    paid once, in the year in which a raise that came late reaches the payroll (see `costing.retro`).
    A rule with `own_rates` does more with rates than take shares of pay by them, so it is given every package's own clause.
    """

    function: Callable[..., Any]
    component: str
    formula: str
    per: Literal["person", "district", "position"] = "person"
    part: Literal["pay", "roll-up", "health", "whole"] = "whole"
    payer: Literal["employer", "employee", "nobody"] = "employer"
    is_pay: bool = False
    one_time: bool = False
    of_the_year: bool = False
    owed_back: bool = False
    leavers: bool = False
    of_jobs: bool = False
    own_rates: bool = False
    when: Callable[[Any], bool] | None = None
    sheet: Callable[[SheetRow], str] | None = None
    reads: tuple[str, ...] = ()
    pay_reads: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    clause_argument: str | None = None

    def __post_init__(self) -> None:
        hints = typing.get_type_hints(self.function)
        reads, clause = [], None
        for name in inspect.signature(self.function).parameters:
            hint = hints.get(name)
            if isinstance(hint, type) and issubclass(hint, Terms):
                clause = name
            elif name in NUMBER_COLUMNS | LABEL_COLUMNS | OTHERS:
                reads.append(name)
            else:
                raise UndeclaredRead(self.function, name)
        object.__setattr__(self, "reads", tuple(reads))
        object.__setattr__(self, "pay_reads", tuple(name for name in reads if name in ("base", "salary")))
        object.__setattr__(self, "columns", tuple(name for name in reads if name in NUMBER_COLUMNS | LABEL_COLUMNS))
        object.__setattr__(self, "clause_argument", clause)

    @property
    def name(self) -> str:
        """The rule's own name, which distinguishes the lines of one provision."""
        return self.function.__name__


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of provision.

    `rates` are the fields of its terms in which a rate for each of several packages (`values.rates`) may stand for one: its
    rules take shares by them (if not, they say `own_rates`), and neither a line nor a base turns on whether there is any.
    """

    name: str
    terms: type[Terms]
    family: Family
    rules: tuple[Rule, ...] = ()
    rates: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """The first line of what its terms say of themselves."""
        return (self.terms.__doc__ or "").strip().splitlines()[0]
