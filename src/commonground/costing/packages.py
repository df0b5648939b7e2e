"""Packages in numbers: what every package of a menu costs, from tables of what each line costs.

Law: the cost of a package, year by year, is the sum of one entry of each table: the one of the options that it chooses on
the issues which the table's lines read. It is the cost of the package's offer, to the cent.
A line reads the issues that write a clause in its closure, and its closure comes from what its rule declares. So where
issues act on one another (a raise makes each point of a pension rate dearer) they stand together in one table, and nowhere
else; an issue that a line reads, but on which none of its entries turns, is left out.

    menu = Menu(frame, (Issue("raise", (Option("none"), Option("2 %", (edit,)))), Issue("pension", ...)))
    costs = price_menu(pricing, menu)
    costs.of(menu.grid())          # a row for each package, a column for each period, in cents
    costs.tables[0].issues         # (0, 1): the lines of this table read the raise and the pension
    costs.tables[0].cents[2, 1]    # by period, for option 2 of the raise and option 1 of the pension
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
import numpy.typing as npt

from commonground.costing.engine import Engine
from commonground.costing.lines import Join, Line
from commonground.costing.menu import Menu, Packages
from commonground.costing.menu_clauses import MenuClauses
from commonground.costing.price import Pricing
from commonground.costing.price_many import totals_of_lines

Cents = npt.NDArray[np.int64]
MOST_ENTRIES = 2_000_000
AT_ONCE = 1 << 14  # packages


class TooManyChoices(ValueError):
    """The issues that one line reads have more choices of options than a table may have entries."""

    def __init__(self, line: str, issues: Sequence[str], choices: int) -> None:
        self.line, self.issues, self.choices = line, tuple(issues), choices
        super().__init__(
            f"line {line} reads {len(issues)} issues ({', '.join(issues)}) with {choices:,} choices of options; "
            f"a table holds at most {MOST_ENTRIES:,}: offer fewer options on them"
        )


@dataclass(frozen=True, eq=False)
class Table:
    """What some lines cost together, for every choice on the issues that they read.

    `issues` are numbers on the menu, in its order. Shape of `cents`: the number of options of each of these issues in turn,
    then the periods. Lines that read no issue are a table of one entry, of shape (periods,).
    """

    lines: tuple[str, ...]
    issues: tuple[int, ...]
    cents: Cents

    def of(self, packages: Packages) -> Cents:
        """The entries of some packages (a row for each), by period."""
        place = np.zeros(len(packages), dtype=np.intp)
        for number, options in zip(self.issues, self.cents.shape, strict=False):
            place = place * options + packages[:, number]
        return self.cents.reshape(-1, self.cents.shape[-1]).take(place, axis=0)


@dataclass(frozen=True, eq=False)
class MenuCosts:
    """The tables of a menu, of which every package's cost is a sum.

    The periods are those of a `Costing`: the base year, the years of the calendar, and the run-rate last.
    """

    menu: Menu
    tables: tuple[Table, ...]
    periods: int

    def of(self, packages: Packages) -> Cents:
        """What packages cost, in cents: a row for each package (the numbers of its options), a column for each period."""
        found = np.zeros((len(packages), self.periods), dtype=np.int64)
        for start in range(0, len(packages), AT_ONCE):
            some = packages[start : start + AT_ONCE]
            for table in self.tables:
                found[start : start + AT_ONCE] += table.of(some)
        return found


def price_menu(pricing: Pricing, menu: Menu) -> MenuCosts:
    """What each line costs, for every choice on the issues that it reads.

    Raises `EditFailed` where options cannot be carried out together, `TooManyChoices` where a line reads too many of them.
    """
    clauses = MenuClauses(pricing, menu)
    periods = len(pricing.engine.periods) + 1
    found: dict[tuple[int, ...], list[tuple[str, Cents]]] = {}
    for read, lines in lines_by_issues(pricing, clauses).items():
        for name, cents in zip(lines, _cents(pricing, clauses, lines, read), strict=True):
            issues, turning = _turning(read, cents)
            found.setdefault(issues, []).append((name, turning))
    tables = (
        Table(tuple(name for name, _ in held), issues, np.sum([cents for _, cents in held], axis=0))
        for issues, held in found.items()
    )
    return MenuCosts(menu, tuple(tables), periods)


def lines_by_issues(pricing: Pricing, clauses: MenuClauses) -> Mapping[tuple[int, ...], tuple[str, ...]]:
    """The lines that the employer pays under any package, by the issues that each of them reads."""
    joins: dict[int, Join] = {}
    for agreement in clauses.of_every_structure():
        join = pricing.engine.join(agreement)
        joins.setdefault(id(join), join)
    reads = pricing.engine.reads(*joins.values())
    found: dict[tuple[int, ...], dict[str, None]] = {}
    for name, line in {n: line for join in joins.values() for n, line in join.lines.items()}.items():
        if line.rule.payer == "employer":
            read = () if _is_never_filled(pricing.engine, clauses, line) else reads.clauses(name)
            issues = {issue for clause in read for issue in clauses.writers[clause]}
            found.setdefault(tuple(sorted(issues)), {})[name] = None
    return {issues: tuple(lines) for issues, lines in found.items()}


def _is_never_filled(engine: Engine, clauses: MenuClauses, line: Line) -> bool:
    """Whether a line is of positions of which no package creates any: then no clause that pays people matters to it."""
    if line.rule.per != "position":
        return False
    issues = clauses.writers[line.provision]
    for choice in clauses.choices(issues):
        agreement = clauses.agreement(clauses.with_choice(issues, choice))
        here = engine.join(agreement).lines.get(line.id)
        if here is None:
            continue
        block = (*engine.periods, engine.run_rate_period(agreement))
        if here.rule.per != "position" or not engine.positions.is_empty(agreement[here.provision], here, block):
            return False
    return True


def _cents(
    pricing: Pricing, clauses: MenuClauses, lines: tuple[str, ...], issues: tuple[int, ...]
) -> tuple[Cents, ...]:
    """What each of some lines costs for every choice on some issues, shaped as a table is."""
    shape = tuple(clauses.menu.shape[number] for number in issues)
    if (choices := prod(shape)) > MOST_ENTRIES:
        raise TooManyChoices(lines[0], [clauses.menu.issues[number].name for number in issues], choices)
    found, choosing = [], clauses.choices(issues)
    while some := list(itertools.islice(choosing, AT_ONCE)):
        agreements = [clauses.agreement(clauses.with_choice(issues, choice)) for choice in some]
        found.append(totals_of_lines(pricing.engine, agreements, lines))
    cents = np.concatenate(found)
    return tuple(cents[:, number].reshape(*shape, -1) for number in range(len(lines)))


def _turning(issues: tuple[int, ...], cents: Cents) -> tuple[tuple[int, ...], Cents]:
    """The same table without the issues on which no entry turns."""
    for axis in reversed(range(len(issues))):
        first = cents.take([0], axis=axis)
        if (cents == first).all():
            issues, cents = (*issues[:axis], *issues[axis + 1 :]), first.squeeze(axis)
    return issues, cents
