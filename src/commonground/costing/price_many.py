"""Many agreements priced together: what `Engine.price` says of each, sooner where their clauses are new.

Law: the cost of each is the one that the engine has for it alone, to the cent. Agreements that join to the roster alike are
worked out together (`costing.batch`), as many at a time as fit a bound of memory.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import repeat

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.costing.batch import Batch
from commonground.costing.cost import Costing, LineCost
from commonground.costing.engine import Engine
from commonground.costing.lines import Join, Line
from commonground.costing.period import Period
from commonground.costing.structure import structure_of
from commonground.costing.wordings import Wordings
from commonground.values.memory import keep_freed

Cents = npt.NDArray[np.int64]
MOST_TOGETHER = 6_000_000  # numbers by package, period and group, of all lines


def price_many(engine: Engine, agreements: Sequence[Agreement]) -> list[Costing]:
    """The cost of each agreement by line and period, and its run-rate, in the order of the agreements."""
    keep_freed()
    found: dict[int, Costing] = {}
    for join, run_rate, batch, numbers in _batches(engine, agreements):
        by_line = [_of_line(line, batch) for line in join.of_employer]
        costs = zip(*by_line, strict=True) if by_line else repeat(())
        for number, agreement, of_lines in zip(numbers, batch.agreements, costs, strict=False):
            found[number] = Costing(agreement, engine.periods, run_rate, of_lines)
    return [found[number] for number in range(len(agreements))]


def _of_line(line: Line, batch: Batch) -> list[LineCost]:
    """What a line costs in each agreement of a batch."""
    totals = batch.totals(line)
    clauses = [agreement.provisions[line.provision] for agreement in batch.agreements]
    years, run_rates = map(tuple, totals[:, :-1].tolist()), totals[:, -1].tolist()
    return list(map(LineCost, repeat(line.id), clauses, repeat(line.rule), years, run_rates))


def totals_of_lines(engine: Engine, agreements: Sequence[Agreement], lines: Sequence[str]) -> Cents:
    """What some lines cost, by agreement, line and period, the run-rate last; nothing where an agreement has no such line."""
    found = np.zeros((len(agreements), len(lines), len(engine.periods) + 1), dtype=np.int64)
    for join, _, batch, numbers in _batches(engine, agreements):
        for at, name in enumerate(lines):
            if name in join.lines:
                found[numbers, at] = batch.totals(join.lines[name])
    return found


def _batches(engine: Engine, agreements: Sequence[Agreement]) -> Iterator[tuple[Join, Period, Batch, list[int]]]:
    """The agreements that are joined alike and have one run-rate, so many at a time, with their numbers."""
    of_clauses: dict[tuple[str, ...], list[int]] = {}
    for number, agreement in enumerate(agreements):
        of_clauses.setdefault(tuple(agreement.provisions), []).append(number)
    for clauses, those in of_clauses.items():
        wordings = Wordings([agreements[number] for number in those])
        for run_rate, alike in _joined_alike(engine, wordings, clauses):
            join, block = engine.join(wordings.agreements[alike[0]]), (*engine.periods, run_rate)
            each = len(block) * sum(len(line.heads) for line in join.lines.values())
            at_once = max(1, MOST_TOGETHER // max(each, 1))
            for start in range(0, len(alike), at_once):
                here = alike[start : start + at_once]
                yield join, run_rate, engine.batch(wordings.only(here), block), [those[number] for number in here]


def _joined_alike(engine: Engine, wordings: Wordings, clauses: Iterable[str]) -> Iterator[tuple[Period, list[int]]]:
    """The numbers of agreements that join to the roster alike and have one run-rate, with it."""
    run_rates = [engine.run_rate_period(agreement) for agreement in wordings.agreements]
    differing = []
    for wording in map(wordings.of, clauses):
        structures = [structure_of(lot.said) for lot in wording.lots]
        if len(set(structures)) > 1:
            differing.append([structures[lot] for lot in wording.lot])
    found: dict[tuple[Period, *tuple[Hashable, ...]], list[int]] = {}
    for number, key in enumerate(zip(run_rates, *differing, strict=True)):
        found.setdefault(key, []).append(number)
    yield from ((key[0], numbers) for key, numbers in found.items())
