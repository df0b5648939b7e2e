"""By rule: what a line's rule makes of the pay that it builds upon, for the periods of one package or of several.

A rule is elementwise, so the periods of a package are worked out together, and so are those of packages that have the line's
own clause in common and differ in what it builds upon.
Shapes: the rows of a base and of a result are periods, those of one package after those of another; the columns are groups.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from commonground.agreement.band import Band
from commonground.agreement.fields import Terms
from commonground.agreement.kind import COLUMN
from commonground.agreement.provision import Provision
from commonground.agreement.timeline import Timeline
from commonground.costing.lines import Line, base_of, with_pool
from commonground.costing.period import Block, Period
from commonground.costing.schedule_pay import SchedulePay
from commonground.costing.stretches import Stretch, always, stretches_of
from commonground.schools.table import YearTable
from commonground.values.fiscal_year import Proration
from commonground.values.labels import Labels
from commonground.values.money import bounded, share_of
from commonground.workforce.roster import NO_SALARY

Cents = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Reading:
    """A line of some packages whose own clause is the same: the periods of each, and what else the rule reads.

    `upstream(line)` are the values of a line that this one builds upon; `timeline(band, period)` what salaries in another lane
    are read off (of one package only). `tables` are the schools and the sections.
    """

    line: Line
    provision: Provision
    block: Block
    packages: int
    upstream: Callable[[Line], Cents]
    timeline: Callable[[Band, Period], Timeline]
    tables: Mapping[str, YearTable]

    @property
    def rows(self) -> int:
        """How many rows there are: the periods of every package."""
        return len(self.block) * self.packages

    def by_rule(self, proration: Proration) -> Cents:
        """Cents by row and group (by row alone for a lump), stretch by stretch; a stretch of all rows is the result.

        Raises `BeyondBounds` past what is counted.
        """
        line = self.line
        if (terms := always(self.provision, line)) is not None:
            return self._made(terms, self.block, self._base(base_of(terms)) if line.rule.pay_reads else None)
        shape = (self.rows,) if line.is_lump else (self.rows, len(line.heads))
        result: Cents | None = None
        bases: dict[tuple[str, ...], Cents] = {}
        for stretch in stretches_of(self.provision, line, self.block, proration):
            terms = stretch.version.terms
            named = base_of(terms)
            if line.rule.pay_reads and named not in bases:
                bases[named] = self._base(named)
            value = self._in_stretch(stretch, bases.get(named))
            if result is None and self._is_whole(stretch) and np.shape(value) == shape:
                result = value
            else:
                result = np.zeros(shape, dtype=np.int64) if result is None else result.copy()
                result[self._rows_of(stretch)] += value
                bounded(result)
        return np.zeros(shape, dtype=np.int64) if result is None else result

    def _is_whole(self, stretch: Stretch) -> bool:
        return len(stretch.numbers) == len(self.block)

    def _rows_of(self, stretch: Stretch) -> Any:
        """The rows of a stretch's periods, package by package."""
        if self.packages == 1:
            return stretch.rows
        starts = np.arange(self.packages)[:, None] * len(self.block)
        return (starts + np.array(stretch.numbers)).reshape(-1)

    def _in_stretch(self, stretch: Stretch, base: Cents | None) -> Any:
        """What the rule makes of its base in the periods of a stretch: cents by row and group, or of a lump."""
        if self._is_whole(stretch):
            value = self._made(stretch.version.terms, self.block, base)
        else:
            periods = tuple(self.block[number] for number in stretch.numbers)
            value = self._made(stretch.version.terms, periods, None if base is None else base[self._rows_of(stretch)])
        return value if stretch.share == 1 else share_of(value, stretch.share)

    def _made(self, terms: Terms, periods: Block, base: Cents | None) -> Any:
        """What the rule makes of a base under some terms; pay that belongs to no person adds what the rule makes of it."""
        arguments = self._arguments(terms, periods)
        if base is not None:
            arguments |= dict.fromkeys(self.line.rule.pay_reads, base)
        value = bounded(self.line.rule.function(**arguments))
        if not self.line.is_lump and np.ndim(value) < 2:  # the rule reads nothing that differs by year
            value = np.broadcast_to(
                value, (len(periods) * self.packages, len(self.line.count) + 2 * self.line.has_pool)
            )
        if self.line.has_pool:
            value = np.concatenate([value[..., :-2], value[..., -2:-1] - value[..., -1:]], axis=-1)
        return value

    def _arguments(self, terms: Terms, periods: Block) -> dict[str, Any]:
        """What a rule reads besides its base, in a stretch of periods; a rule that tells years apart is given one."""
        line = self.line
        arguments: dict[str, Any] = dict(line.arguments)
        if line.rule.clause_argument:
            arguments[line.rule.clause_argument] = terms
        for name in line.tells:
            if name == "year":
                arguments[name] = periods[0].year.first.year
            elif name == "years":
                arguments[name] = [period.year.first.year for period in periods] * self.packages
            elif name == "passed":
                arguments[name] = line.passed(periods[0].passed)
            elif name == "salaries":
                arguments[name] = SchedulePay(line, periods[0], lambda band: self.timeline(band, periods[0]))
            elif name in self.tables:
                arguments[name] = self.tables[name].in_year(periods[0].year.first.year)
            elif name == "service":
                passed = np.array([[period.passed] for period in periods] * self.packages)
                arguments[name] = with_pool(line.columns[name] + passed, line)
        return arguments

    def _base(self, named: tuple[str, ...]) -> Cents:
        """The pay that the line builds upon under a version that names this base, by row and group.

        Where some pay belongs to no person there are two groups more: that pay, and none. What a rule makes of the one less
        what it makes of the other is what that pay adds, so no sum by head is paid to nobody.
        """
        line = self.line
        is_of = line.parts[named].__contains__ if "base" in line.rule.reads else lambda found: True
        columns = [column for column in line.base_columns if is_of(COLUMN + column)]
        parts = [np.broadcast_to(_as_pay(line, column), (self.rows, len(line.count))) for column in columns]
        for gather in line.gathers:
            if is_of(gather.line.id) and not gather.is_idle:
                parts.append(gather.of(self.upstream(gather.line)))
        if len(parts) == 1 and line.gathers and not line.has_pool and not columns:
            return parts[0]
        base = sum(parts[1:], start=parts[0]) if parts else np.zeros((self.rows, len(line.count)), dtype=np.int64)
        if line.has_pool:
            pooled = np.zeros(self.rows, dtype=np.int64)
            for upstream in line.pools[named]:
                values = self.upstream(upstream)
                pooled += values if upstream.is_lump else values[:, len(upstream.count) :].sum(axis=1)
            base = np.concatenate([base, pooled[:, None], np.zeros((self.rows, 1), dtype=np.int64)], axis=1)
        return bounded(base)


def _as_pay(line: Line, column: str) -> Cents:
    """A number of the roster as pay; who has no salary of their own has none to build upon."""
    numbers = line.columns[column]
    assert not isinstance(numbers, Labels)
    return np.where(numbers == NO_SALARY, 0, numbers) if column == "salary" else numbers
