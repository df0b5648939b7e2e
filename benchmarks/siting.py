"""Siting: how long 144 sites for some 566 schools take, and how close to the least they are proven to be.

    python benchmarks/siting.py                                        schools drawn from a seed
    python benchmarks/siting.py --folder DIR                           a folder with sites.csv and contingency.toml
    python benchmarks/siting.py --peer ENV/bin/python                  beside spopt in an environment of its own

The peer solves the p-median with places on the same distances with the same solver, to the same gap, on one thread; so does this
program for that comparison, both within one run: the mean distance alone. spopt knows no levels: a pair of two levels that do
not go together is there, a hundred times as long as the longest way, so that no plan of either has one. With the longest
distance first this program runs alone.
All seconds are CPU seconds, so that other work on the machine changes little; --seconds limits the peer on the clock.
The peer weighs 300 MB, so it is in no dependency group: uv venv --python 3.12 ENV, and then
uv pip install --python ENV "spopt==0.8.0" pulp highspy.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import tempfile
import time
from fractions import Fraction
from pathlib import Path

from commonground.contingency.choose_sites import choose_sites
from commonground.contingency.effort import Effort
from commonground.contingency.mean_distance import shortest_mean
from commonground.contingency.schools import School
from commonground.contingency.site_plan import SitePlan
from commonground.contingency.siting import Siting
from commonground.files.siting import read_contingency
from commonground.values import solver

GAP = Fraction(1, 100)
SECONDS = 3_600
PEER = """
import json, math, sys, time
import numpy, pulp
from spopt.locate import PMedian

said = json.load(open(sys.argv[1]))
began = time.process_time()
model = PMedian.from_cost_matrix(numpy.array(said["metres"], dtype=float), numpy.array(said["pupils"]), p_facilities=said["sites"],
    facility_capacities=numpy.array(said["places"]))
model.solve(pulp.HiGHS(msg=False, gapRel=said["gap"], timeLimit=said["seconds"], threads=1))
info = model.problem.solverModel.getInfo()
known = info.primal_solution_status == 2
value = info.objective_function_value if known else None
bound = info.mip_dual_bound if math.isfinite(info.mip_dual_bound) else None
print(json.dumps([time.process_time() - began, value, bound]))
"""


def drawn(count: int, seed: int = 2012) -> Siting:
    """Schools drawn over a city's width: nine in ten elementary."""
    rng = random.Random(seed)
    schools = []
    for number in range(count):
        level = "high" if number % 6 == 0 else "elementary"
        pupils = rng.randint(200, 900) * (2 if level == "high" else 1)
        place = 41_650_000 + rng.randint(0, 370_000), -87_900_000 + rng.randint(0, 350_000)
        schools.append(School(f"school {number}", level, *place, pupils, round(pupils * rng.uniform(0.8, 1.9))))
    return Siting(tuple(schools), {}, Fraction(1, 4), round(count * 144 / 566))


def mean_alone(siting: Siting) -> tuple[float, SitePlan]:
    """Seconds on one thread, and the plan of the least mean distance alone."""
    both, solver.THREADS = solver.THREADS, 1
    began = time.process_time()
    plan = shortest_mean(siting, Effort(SECONDS, GAP))
    solver.THREADS = both
    assert plan is not None
    return time.process_time() - began, plan


def of_peer(siting: Siting, python: str, limit: int) -> tuple[float, float | None, float | None]:
    """Seconds, pupil-metres and their bound by spopt on the same schools; a pair of two levels is dearer than any way."""
    far = int(siting.metres.max()) * 100
    rows = zip(siting.metres, siting.takes, strict=True)
    said = {
        "metres": [[int(metres) if may else far for metres, may in zip(*row, strict=True)] for row in rows],
        "pupils": siting.pupils,
        "places": [site.capacity for site in siting.candidates],
        "sites": siting.sites,
        "gap": float(GAP),
        "seconds": limit,
    }
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(said, file)
        file.flush()
        done = subprocess.run([python, "-c", PEER, file.name], capture_output=True, text=True, check=True)
    seconds, way, bound = json.loads(done.stdout.splitlines()[-1])
    return seconds, way, bound


def ending(way: float | None, bound: float | None) -> str:
    """How far the peer came."""
    if way is None:
        return f"no plan, bound {bound:,.0f} pupil-metres" if bound else "neither plan nor bound"
    return f"{way:,.0f} pupil-metres, gap {(way - bound) / way:.2%}" if bound else f"{way:,.0f} pupil-metres, no bound"


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--schools", type=int, default=566)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--peer", help="the python of an environment with spopt")
    parser.add_argument("--seconds", type=int, default=SECONDS, help="how long the peer may solve")
    parser.add_argument("--alone", action="store_true", help="the mean distance alone, without the longest first")
    said = parser.parse_args()
    siting = drawn(said.schools)
    if said.folder is not None:
        found, problems = read_contingency(said.folder)
        assert found is not None, problems
        siting = found.siting
    print(f"{len(siting.homes)} home schools, {siting.sites} sites, {sum(siting.pupils):,} pupils expected")
    seconds, plan = mean_alone(siting)
    print(
        f"mean distance alone: {seconds:.1f} s, {plan.way:,} pupil-metres, gap {float(plan.mean.gap):.2%}", flush=True
    )
    if said.peer:
        theirs, way, bound = of_peer(siting, said.peer, said.seconds)
        print(f"by spopt: {theirs:.1f} s, {ending(way, bound)}; {theirs / seconds:.1f} times as long", flush=True)
    if said.alone:
        return
    began = time.process_time()
    found_plan = choose_sites(siting, Effort(120, GAP))
    seconds = time.process_time() - began
    if isinstance(found_plan, SitePlan):
        longest, mean = found_plan.longest, found_plan.mean
        print(f"longest first: {seconds:.1f} s, longest {int(longest.value):,} m (gap {float(longest.gap):.2%}),")
        print(f"  mean {float(mean.value):,.1f} m (gap {float(mean.gap):.2%})")
    else:
        print(f"longest first: no plan after {seconds:.1f} s")


if __name__ == "__main__":
    main()
