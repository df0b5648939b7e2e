"""The solver: rows of whole numbers handed to HiGHS, and what came of it.

Law: every solve of a process is given the same number of threads and the same seed, so that the same question has the same answer
where no time limit is met. HiGHS is loaded by the first solve and not before.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

THREADS = 2
LESS_THAN_ONE = 0.99  # an objective of whole numbers is proven once less than one is left
SLIGHT = 1e-9  # what a bound in floating point may be off, as a share of it
Values = npt.NDArray[np.float64]


class Ending(StrEnum):
    """How a solve ended: within the gap, stopped with or without a plan, or with a proof that there is none."""

    SOLVED = "solved"
    STOPPED = "stopped"
    IMPOSSIBLE = "impossible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, eq=False)
class Solved:
    """What a solve found: the ending, each variable's value where there is one, and what the objective is at least."""

    ending: Ending
    values: Values | None
    bound: float

    @property
    def at_least(self) -> int:
        """The bound as a whole number, the solver's rounding taken off; none is 0."""
        if not math.isfinite(self.bound):
            return 0
        return max(0, math.ceil(self.bound - SLIGHT * max(1, abs(self.bound))))


@dataclass
class Rows:
    """Rows while they are gathered: each the columns with their whole numbers, and between what their sum must lie."""

    starts: list[int] = field(default_factory=lambda: [0])
    columns: list[int] = field(default_factory=list)
    values: list[int] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)

    def add(self, columns: Sequence[int], values: Sequence[int], least: float, most: float) -> None:
        """A further row."""
        self.columns.extend(columns)
        self.values.extend(values)
        self.starts.append(len(self.columns))
        self.least.append(least)
        self.most.append(most)

    def copied(self) -> Rows:
        """The same rows, to be added to without these being changed."""
        return Rows(list(self.starts), list(self.columns), list(self.values), list(self.least), list(self.most))


@dataclass(frozen=True, slots=True)
class Way:
    """How to solve: whether variables are whole, for how many seconds, to which gap or objective, and from which plan.

    `first` is how many of the variables, from the first on, are whole (None: all), `nodes` how many are looked at at most.
    """

    is_whole: bool = True
    seconds: float = 120
    gap: float = 0
    enough: int | None = None
    start: Values | None = None
    first: int | None = None
    nodes: int | None = None


def solved(rows: Rows, objective: Values, lower: Values, upper: Values, way: Way) -> Solved:
    """Solve for the least objective."""
    import highspy

    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    said = {
        "output_flag": False,
        "threads": THREADS,
        "random_seed": 0,
        "time_limit": float(way.seconds),
        "mip_rel_gap": way.gap,
        "mip_abs_gap": 0.0 if way.gap else LESS_THAN_ONE,
    }
    if way.enough is not None:
        said["objective_target"] = float(way.enough)
    if way.nodes is not None:
        said["mip_max_nodes"] = way.nodes
    for option, value in said.items():
        solver.setOptionValue(option, value)
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(objective), len(rows.least)
    program.col_cost_, program.col_lower_, program.col_upper_ = objective, lower, upper
    program.row_lower_, program.row_upper_ = np.array(rows.least), np.array(rows.most)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.array(rows.starts, dtype=np.int32)
    program.a_matrix_.index_ = np.array(rows.columns, dtype=np.int32)
    program.a_matrix_.value_ = np.array(rows.values, dtype=np.float64)
    if way.is_whole:
        first = len(objective) if way.first is None else way.first
        kinds = highspy.HighsVarType
        program.integrality_ = [kinds.kInteger] * first + [kinds.kContinuous] * (len(objective) - first)
    solver.passModel(program)
    if way.start is not None:
        given = highspy.HighsSolution()
        given.col_value = way.start.tolist()
        solver.setSolution(given)
    solver.run()
    known = highspy.HighsModelStatus
    if solver.getModelStatus() in (known.kSolveError, known.kUnknown, known.kNotset):
        solver.clearSolver()  # a solve can end without an answer; from the beginning it has one
        solver.run()
    return _found(highspy, solver, way.is_whole)


def _found(highspy: Any, solver: Any, is_whole: bool) -> Solved:
    status, info = solver.getModelStatus(), solver.getInfo()
    known = highspy.HighsModelStatus
    if status in (known.kInfeasible, known.kUnboundedOrInfeasible):
        return Solved(Ending.IMPOSSIBLE, None, math.inf)
    has_values = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    values = np.array(solver.getSolution().col_value) if has_values else None
    if status in (known.kOptimal, known.kModelEmpty, known.kObjectiveTarget):
        bound = info.mip_dual_bound if is_whole and status != known.kModelEmpty else info.objective_function_value
        return Solved(Ending.SOLVED, values, float(bound))
    bound = float(info.mip_dual_bound) if is_whole else -math.inf
    return Solved(Ending.UNKNOWN if values is None else Ending.STOPPED, values, bound)
