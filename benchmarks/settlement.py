"""Settlement: how long the exact frontier takes, beside NegMAS, pymoo's NSGA-II and HiGHS (epsilon-constraint).

    python benchmarks/settlement.py                                   this program and HiGHS
    python benchmarks/settlement.py --peer ENV/bin/python             beside negmas 0.16 and pymoo in an environment of their own
    python benchmarks/settlement.py --points 20                       so many points by HiGHS, evenly, the rest at their mean

The peers weigh 600 MB, so they are in no dependency group: pip install "negmas>=0.16,<0.17" pymoo, into ENV.
NegMAS looks at every package, so it has six issues of ten options (a million packages) where this program has twelve. All seconds
are of one process on a clock of its own (CPU seconds of this program and of HiGHS, whose solves have one thread here too).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np

from commonground.settlement.frontier import frontier
from commonground.settlement.issue import Issue, Option
from commonground.settlement.preference import Preference
from commonground.settlement.question import Caps, Question
from commonground.settlement.tables import CostTable
from commonground.values.solver import Ending, Rows, Way, solved

YEARS = 4
COIN = 100_000  # cents: costs are whole thousands of dollars, so that HiGHS is given small whole numbers
NEGMAS = """
import json, sys, time
import numpy as np
from negmas import LinearAdditiveUtilityFunction, make_issue
from negmas.preferences.ops import pareto_frontier, pareto_frontier_numpy
said = json.load(open(sys.argv[1]))
issues = [make_issue(len(one), f"i{n}") for n, one in enumerate(said["worth"])]
def side(which):
    return LinearAdditiveUtilityFunction([dict(enumerate(row[which] for row in one)) for one in said["worth"]], issues=issues)
sides = [side(0), side(1)]
began = time.process_time()
found, _ = pareto_frontier(sides, issues=issues)
whole = time.process_time() - began
pairs = np.zeros((1, 2))
for one in said["worth"]:
    pairs = (pairs[:, None] + np.array(one, dtype=float)).reshape(-1, 2)
began = time.process_time()
kept = pareto_frontier_numpy(pairs)
best = min(whole, time.process_time() - began)
print(json.dumps([best, len({tuple(p) for p in found}), len({tuple(p) for p in pairs[kept].tolist()})]))
"""
PYMOO = """
import json, sys, time
import numpy as np
from pymoo.algorithms.moo.nsga2 import NSGA2
from pymoo.core.problem import Problem
from pymoo.indicators.hv import HV
from pymoo.operators.crossover.sbx import SBX
from pymoo.operators.mutation.pm import PM
from pymoo.operators.repair.rounding import RoundingRepair
from pymoo.operators.sampling.rnd import IntegerRandomSampling
from pymoo.optimize import minimize
said = json.load(open(sys.argv[1]))
worth = [np.array(one) for one in said["worth"]]
true = np.array(said["true"])
class Packages(Problem):
    def __init__(self):
        super().__init__(n_var=len(worth), n_obj=2, xl=0, xu=len(worth[0]) - 1, vtype=int)
    def _evaluate(self, x, out, *args, **kwargs):
        out["F"] = -sum(one[x[:, n].astype(int)] for n, one in enumerate(worth))
whole = dict(vtype=float, repair=RoundingRepair())
began = time.process_time()
found = minimize(Packages(), NSGA2(pop_size=400, sampling=IntegerRandomSampling(), crossover=SBX(prob=1.0, eta=3.0, **whole),
    mutation=PM(prob=1.0, eta=3.0, **whole), eliminate_duplicates=True), ("n_gen", 250), seed=1)
seconds = time.process_time() - began
pairs = {tuple(p) for p in (-found.F).astype(int).tolist()}
size = HV(ref_point=np.zeros(2))
print(json.dumps([seconds, len(pairs & {tuple(p) for p in true.tolist()}), size(np.array(found.F)) / size(-true.astype(float))]))
"""


def drawn(issues: int, options: int, *, capped: bool, hub: bool = False, seed: int = 2019) -> Question:
    """A question from a seed: opposed sides, costs over four years; with a hub the first issue makes every other dearer."""
    random = np.random.default_rng(seed)
    values: tuple[list[tuple[int, ...]], list[tuple[int, ...]]] = ([], [])
    tables = []
    for number in range(issues):
        for side in (0, 1):
            inner = np.sort(random.integers(0, 101, options - 2))
            line = np.concatenate([[0], inner, [100]])[:: -1 if side == 0 else 1]
            values[side].append(tuple(line.tolist()))
        cost = np.sort(random.integers(0, 1_000, options))[:, None] * random.integers(50, 150, (options, YEARS)) // 100
        if hub and number:
            cost = cost[None] * (100 + 3 * np.arange(options))[:, None, None] // 100
        axes = (0, number) if hub and number else (number,)
        tables.append(CostTable(f"line {number}", axes, cost.astype(np.int64) * COIN))
    most = sum(table.cents.reshape(-1, YEARS).max(axis=0) for table in tables)
    caps = Caps(tuple(int(year) * 45 // 100 // COIN * COIN for year in most)) if capped else Caps()
    weights = random.integers(10, 100, (2, issues)).tolist()
    one, other = (Preference(f"side {n}", tuple(weights[n]), tuple(values[n])) for n in (0, 1))
    listed = tuple(Issue(f"i{n}", f"Issue {n}", tuple(Option(str(k)) for k in range(options))) for n in range(issues))
    return Question(listed, (one, other), tuple(f"year {n}" for n in range(YEARS)), tuple(tables), caps)


def ours(question: Question, *, is_proven: bool = True) -> tuple[float, list[tuple[int, int]]]:
    """CPU seconds, and the pairs of the frontier; the best of three where it is quick. An end without proof is told."""
    times = []
    for _ in range(3):
        began = time.process_time()
        found = frontier(question)
        times.append(time.process_time() - began)
        assert found.is_proven or not is_proven
        if not found.is_proven:
            print(f"  (next: not proven, within {found.within:,} points of value)")
        if times[0] > 1:
            break
    return min(times), [point.values for point in found.points]


def by_highs(question: Question, pairs: list[tuple[int, int]], points: int | None) -> tuple[float, int]:
    """CPU seconds by epsilon-constraint for all points, and how many were solved: evenly many, the others at their mean.

    Each solve asks for the most of the first side's value while the second has more than at the point before.
    """
    count = len(pairs) if points is None else min(points, len(pairs))
    chosen = sorted({round(n * (len(pairs) - 1) / max(1, count - 1)) for n in range(count)})
    sizes = [len(issue.options) for issue in question.issues]
    columns = np.cumsum([0, *sizes]).tolist()
    worth = np.concatenate(question.worth)
    objective = -(worth[:, 0] * (question.sides[1].most + 1) + worth[:, 1]).astype(float)
    cents = np.concatenate([table.cents for table in question.tables]) // COIN
    began = time.process_time()
    for number in chosen:
        rows = Rows()
        for start, size in zip(columns, sizes, strict=False):
            rows.add(range(start, start + size), [1] * size, 1, 1)
        for year, cap in question.caps.columns():
            assert year is not None
            rows.add(range(columns[-1]), cents[:, year].tolist(), -np.inf, cap // COIN)
        least = pairs[number - 1][1] + 1 if number else 0
        rows.add(range(columns[-1]), worth[:, 1].tolist(), least, np.inf)
        result = solved(rows, objective, np.zeros(columns[-1]), np.ones(columns[-1]), Way(seconds=600))
        assert result.ending is Ending.SOLVED and result.values is not None
        pair = worth[np.round(result.values) > 0].sum(axis=0)
        assert tuple(pair.tolist()) == pairs[number], (number, pair, pairs[number])
    return (time.process_time() - began) * len(pairs) / len(chosen), len(chosen)


def by_peer(python: str, script: str, said: object) -> list[float]:
    """What a peer's script prints of a question."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(said, file)
        file.flush()
        done = subprocess.run([python, "-c", script, file.name], capture_output=True, text=True, check=True)
    result: list[float] = json.loads(done.stdout.splitlines()[-1])
    return result


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--peer", type=Path, help="the python of an environment with negmas and pymoo")
    parser.add_argument("--points", type=int, help="how many points to solve by HiGHS; without it all")
    said = parser.parse_args()
    large = drawn(12, 10, capped=False)
    seconds, true = ours(large)
    print(f"12 issues x 10 options: {seconds * 1000:.0f} ms, {len(true)} points of {large.size:,} packages", flush=True)
    if said.peer:
        small = drawn(6, 10, capped=False)
        quick, pairs = ours(small)
        theirs, whole, kept = by_peer(str(said.peer), NEGMAS, {"worth": [w.tolist() for w in small.worth]})
        print(f"NegMAS, 6 x 10 ({small.size:,} packages): {theirs:.2f} s, {whole:.0f} and {kept:.0f} points")
        print(f"  here on the same: {quick * 1000:.1f} ms, {len(pairs)} points")
        print(
            f"  {theirs / quick:,.0f} times as long on the same, {theirs / seconds:,.0f} times as long as 12 x 10 here",
            flush=True,
        )
        spent, hit, volume = by_peer(str(said.peer), PYMOO, {"worth": [w.tolist() for w in large.worth], "true": true})
        print(
            f"NSGA-II, 12 x 10, 100,000 packages: {spent:.1f} s, {hit / len(true):.1%} of the frontier, hypervolume {volume:.2%}",
            flush=True,
        )
    capped = drawn(12, 10, capped=True)
    seconds, pairs = ours(capped)
    print(f"12 x 10 with four annual caps: {seconds:.2f} s, {len(pairs)} points", flush=True)
    spent, count = by_highs(capped, pairs, said.points)
    print(
        f"HiGHS, epsilon-constraint: {spent:.0f} s by {count} of the points, all alike; {spent / seconds:,.0f} times as long"
    )
    print("growth, CPU seconds (points): no caps | four caps | four caps and a hub")
    for issues, options in ((6, 10), (9, 10), (12, 5), (12, 10), (12, 14), (12, 20), (15, 10), (24, 10)):
        cells = [
            ours(drawn(issues, options, capped=kind > 0, hub=kind > 1), is_proven=False)
            for kind in range(3 if issues <= 12 else 1)
        ]
        print(f"  {issues:2} x {options:2}: " + " | ".join(f"{s:7.3f} ({len(p)})" for s, p in cells), flush=True)


if __name__ == "__main__":
    main()
