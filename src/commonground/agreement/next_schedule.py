"""The next schedule: how a raise builds it from the one in force, by the schedule's own law.

Law: `carry_then_step` moves a cohort's pay with the cohort, so it shifts once for each movement; where nobody moved since
the last raise (a freeze, a second raise in the year) it raises each cell in place.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from commonground.agreement.band import Band
from commonground.agreement.cells import Cells, Growth, Index, carried
from commonground.agreement.kinds.salary_schedule import INCREMENT_WITHIN, Build, SalarySchedule
from commonground.agreement.lanes import Lanes

Where = npt.NDArray[np.bool_] | None


def raised_in_place(band: Band, cells: Cells, growth: Growth, where: Where, schedule: SalarySchedule) -> Cells:
    """Each cell in `where` after a raise, carried as the schedule is; of a salary of one's own by the jobs behind it."""
    grain = schedule.grain_of_own_salaries if band.is_personal else schedule.grain
    if not (band.is_personal and growth.is_in_dollars):
        return cells.raised(growth, where, grain)
    raised = [growth.of(cents, jobs) if cents else cents for cents, jobs in zip(cells.exact(), band.jobs, strict=True)]
    new = Cells.of([carried(cents, grain) for cents in raised])
    return new if where is None else cells.put(where, new)


@dataclass(frozen=True, eq=False)
class ScheduleInForce:
    """What a raise builds by: a band's lanes, the schedule's clause, its increments, and who came to each cell.

    `shift[c]` is the cell whose people came to cell c at the movement since the last raise; None where nobody moved.
    """

    lanes: Lanes
    schedule: SalarySchedule
    increments: Cells
    shift: Index | None

    @property
    def band(self) -> Band:
        """Whose schedule it is."""
        return self.lanes.band

    def next(self, cells: Cells, growth: Growth, where: Where) -> Cells:
        """The cells of the next schedule, from those in force, after a raise of the cells in `where` (None: of all)."""
        build = self.schedule.build
        raised = raised_in_place(self.band, cells, growth, where, self.schedule)
        if build is Build.SCALE or self.band.is_personal:
            return raised
        if build is Build.INDEX:
            return self._indexed(cells, raised, cells.raised(growth, where, self.schedule.base_grain), where)
        if build is Build.DIFFERENTIAL:
            return self._with_differentials(cells, raised, where)
        return self._carried_then_stepped(cells, raised)

    def _carried_then_stepped(self, cells: Cells, raised: Cells) -> Cells:
        """Cells with what those who come to them had; a cell to which nobody comes is raised in place, as the first step is.

        A step that has no salary yet is the one before it and its increment. A step off the ladder is raised in place.
        """
        own, had, rungs = np.arange(len(self.band.keys)), cells.approx != 0, self.lanes.rungs()
        shift = own if self.shift is None else self.shift
        comes = rungs & (shift >= 0) & (shift != own) & had[shift]
        source, new = np.where(comes, shift, own), rungs & ~comes & ~had
        if self.schedule.never_below_previous_step or new.any():
            stepped = self._in_turn(raised, source, comes, new)
        else:
            stepped = raised.taken(source, self.increments.kept(comes))
        return raised.put(rungs, stepped.carried(self.schedule.grain))

    def _in_turn(self, raised: Cells, source: Index, comes: npt.NDArray[np.bool_], new: npt.NDArray[np.bool_]) -> Cells:
        """The same, step after step, where a step may stand on the one before it."""
        before, never_below = np.full(len(raised), -1), self.schedule.never_below_previous_step
        is_within = never_below == INCREMENT_WITHIN
        lanes = [self.lanes.ordered(numbers) for _, numbers in self.band.columns]
        for lane in lanes:
            before[lane[1:]] = lane[:-1]
        new = new & (before >= 0)
        carried, increments = np.where(new, 0.0, raised.approx[source]), self.increments.kept(comes | new)
        built = carried + increments.approx
        for lane in lanes:
            if never_below and not is_within:
                added = np.cumsum(increments.approx[lane])
                built[lane] = np.maximum.accumulate(built[lane] - added) + added
            else:
                for number in lane[1:]:
                    under = built[before[number]]
                    if new[number]:
                        built[number] += under
                    elif is_within:
                        built[number] = max(built[number], under)

        def work_out(cell: int) -> Fraction:
            cents = Fraction(0) if new[cell] else raised.exact_at(int(source[cell]))
            increment = increments.exact_at(cell)
            if before[cell] < 0 or not (never_below or new[cell]):
                return cents + increment
            under = result.exact_at(int(before[cell]))
            if is_within and not new[cell]:
                return max(cents + increment, under)
            return max(cents, under) + increment

        result = Cells(None, built, work_out)
        return result

    def _indexed(self, cells: Cells, raised: Cells, raised_as_base: Cells, where: Where) -> Cells:
        """Cells by their indices, from a base that has a salary; one without an index (a step put in) as it stands.

        `raised_as_base` is every cell as it would be carried if it were the base. Where the base is not raised, none is.
        """
        indices = {(c.schedule, c.lane, c.step): c.index for c in self.schedule.table}
        ratio = [
            indices.get(key[1:]) if here else None for key, here in zip(self.band.keys, self.lanes.present, strict=True)
        ]
        built, had = raised.exact(), cells.approx != 0
        bases: dict[tuple[str, str], int] = {}
        for number, key in enumerate(self.band.keys):
            if ratio[number] is not None and had[number]:
                held = bases.setdefault(key[:2], number)
                bases[key[:2]] = number if ratio[number] == 1 != ratio[held] else held
        for number, key in enumerate(self.band.keys):
            if (index := ratio[number]) is not None and key[:2] in bases:
                base = bases[key[:2]]
                if where is not None and not where[base]:
                    built[number] = cells.exact_at(number)
                    continue
                grain = self.schedule.base_grain if number == base else self.schedule.grain
                built[number] = carried(raised_as_base.exact_at(base) * index / (ratio[base] or 1), grain)
        return Cells.of(built)

    def _with_differentials(self, cells: Cells, raised: Cells, where: Where) -> Cells:
        """Lanes as the first one and their amounts; a lane that has none, or a step that the first lacks, as it stands.

        Where the first lane's cell is not raised, the others of its step stay as they are.
        """
        first: dict[str, str] = {}
        for cell in self.schedule.table:
            first.setdefault(cell.schedule, cell.lane)
        amounts, index, present = self.schedule.differentials, self.band.index, self.lanes.present
        pays = present & (cells.approx != 0)
        source = np.full(len(self.band.keys), -1)
        for number, key in enumerate(self.band.keys):
            lane = first.get(key.schedule, key.lane)
            there = index.get(key._replace(lane=lane), -1)
            if key.lane != lane and key.lane in amounts and present[number] and there >= 0 and pays[there]:
                source[number] = there
        plus = Cells.of([amounts.get(key.lane, 0) * self.schedule.full_time_units for key in self.band.keys])
        stays = np.zeros(len(source), dtype=bool) if where is None else (source >= 0) & ~where[source]
        return raised.put(source >= 0, raised.taken(source, plus)).put(stays, cells)
