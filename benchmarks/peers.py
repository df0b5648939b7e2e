"""Beside the peers: the same cents for the same work by several programs, in one run: CPU seconds, ratios, memory, growth.

    python benchmarks/peers.py --peer ENV/bin/python --office /usr/bin/python3

The work: a schedule of five lanes by fifteen steps, part-time jobs, steps, a raise a year, pension by tier, Medicare, health by
plan and tier with a share borne by the members; cast forward five years, for a new package (stated in `peer_programs/work.py`;
`further_package.py` draws the people). A program joins the roster once, outside the clock, and is then given packages in turn
with all others. The cost of every package must be the one that numpy has person by person, to the cent; only OpenFisca in
floats may be off, and it is told by how much.
OpenFisca in floats reads its parameters person by person in Python, and is left out at a million people.
The peers live in an environment of their own: uv venv ENV, and then uv pip install --python ENV numpy pandas polars openfisca-core.
LibreOffice is the one of the system, driven by the Python that has `uno` (--office; python3-uno). Two workbooks:
our own, whose formulas stand on groups of people and so do not grow with the roster; and one as analysts write them, with a row
for each person (--rows: how many at most; it takes gigabytes).
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from further_package import PREMIUMS, YEARS, cells, people
from peer_workbooks import of_people, ours

PROGRAMS = Path(__file__).parent / "peer_programs"
NUMPY, FLOATS = "numpy, person by person", "OpenFisca, floats"
EXACT, ANEW = "OpenFisca, cents, kept", "OpenFisca, cents, a reform"
OUR_BOOK, BOOK = "LibreOffice, our workbook", "LibreOffice, a row a person"
NEW, TOGETHER = "commonground, one by one", "commonground, together"
# how many packages a turn: enough that a clock of hundredths of a second tells them
EACH = {BOOK: 1, OUR_BOOK: 5, FLOATS: 1, ANEW: 2, EXACT: 3, "pandas": 2, "polars": 5, NUMPY: 5, NEW: 60, TOGETHER: 100}
MOST_AT_A_MILLION = 1
MILLION = 1_000_000
Draws = list[list[int]]


@dataclass
class Program:
    """A program in a process of its own: what it has taken a package, turn by turn; its peak memory; how far it was off."""

    name: str
    words: Sequence[str]
    each: int
    seconds: list[float] = field(default_factory=list)
    memory: float = 0.0
    off: int = 0

    def __enter__(self) -> Program:
        self.process = subprocess.Popen(self.words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.stdin.close()
            self.process.wait()

    def price(self, draws: Draws) -> list[list[int]]:
        """What some packages cost, year by year in cents."""
        if self.process.poll() is not None:
            sys.exit(f"{self.name} ended")
        self.process.stdin.write(json.dumps([self.said(draw) for draw in draws]) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"{self.name} ended")
        answer = json.loads(line)
        self.seconds.append(answer["seconds"] / len(draws))
        self.memory = answer["memory"]
        return answer["cents"]

    def said(self, draw: list[int]) -> list[float]:
        """A package as the program takes it: a workbook is given the figures of its inputs."""
        if self.name not in (BOOK, OUR_BOOK):
            return draw
        raises, pension = [d / 10_000 for d in draw[:YEARS]], (1_000 + draw[YEARS]) / 10_000
        return [*raises, pension, (900 + draw[YEARS]) / 10_000, draw[YEARS + 1] / 2_000]


def draws(number: int) -> Draws:
    """Packages of which no two have a clause in common, as `further_package.packages` draws them."""
    rng = np.random.default_rng(7)
    raises = rng.choice(400, (number, YEARS))
    assert len({tuple(row) for row in raises.tolist()}) == number
    return np.column_stack([raises, rng.permutation(number), rng.permutation(number)]).tolist()


def inputs(number: int, base: list[int], path: Path) -> None:
    """The people, the schedule and the premiums, as arrays."""
    roster = people(number)
    held = {name: roster.labels[name].codes.astype(np.int64) for name in ("lane", "step")}
    held |= {"plan": roster.labels["health_plan"].codes, "tier": roster.labels["health_tier"].codes}
    held |= {"is_new": roster.labels["tier"].codes == 1, "fte": roster.numbers["fte"]}
    np.savez(path, cells=cells(), premiums=PREMIUMS, base=np.array(base), **held)


def programs(number: int, base: list[int], folder: Path, said: argparse.Namespace) -> Iterator[Program]:
    """All that can take so many people, the slowest first."""
    given = folder / "inputs.npz"
    inputs(number, base, given)

    def program(name: str, *words: str) -> Program:
        return Program(name, words, EACH[name] if number < MILLION else min(EACH[name], MOST_AT_A_MILLION))

    if said.office:
        for name, make in {BOOK: of_people, OUR_BOOK: ours}.items():
            if name == OUR_BOOK or number <= said.rows:
                book, places = make(number, base, folder)
                yield program(name, said.office, str(PROGRAMS / "workbook.py"), str(book), str(places))
    if said.peer:
        peers = {
            FLOATS: "openfisca_floats",
            ANEW: "openfisca_cents",
            EXACT: "openfisca_cents",
            "pandas": "pandas_frame",
            "polars": "polars_frame",
        }
        for name, file in peers.items():
            if name == FLOATS and number >= MILLION:
                continue
            words = ["anew"] if name == ANEW else []
            yield program(name, said.peer, str(PROGRAMS / f"{file}.py"), str(given), *words)
    for name, word in {NUMPY: "numpy", NEW: "new", TOGETHER: "together"}.items():
        made = program(name, sys.executable, str(PROGRAMS / "ours.py"), str(given), word)
        made.each = EACH[name] if name in (NEW, TOGETHER) else made.each
        yield made


def in_turn(number: int, turns: int, said: argparse.Namespace) -> list[Program]:
    """Every program's turns, on so many people, after one that is not counted. Ends where cents differ."""
    most = max(EACH.values())
    drawn = draws((turns + 1) * most + 1)
    base = drawn.pop()
    known: dict[int, list[int]] = {}
    with tempfile.TemporaryDirectory() as scratch, ExitStack() as running:
        found = [running.enter_context(each) for each in programs(number, base, Path(scratch), said)]
        for turn in range(turns + 1):
            for each in sorted(found, key=lambda program: program.name != NUMPY):
                numbers = range(turn * most, turn * most + each.each)
                compare(each, dict(zip(numbers, each.price([drawn[at] for at in numbers]), strict=True)), known)
                if turn == 0:
                    each.seconds.clear()
    return found


def compare(program: Program, costs: dict[int, list[int]], known: dict[int, list[int]]) -> None:
    """Hold a program's cents against those known of the same packages; OpenFisca in floats is told by how much it is off."""
    for number, cents in costs.items():
        off = max(abs(one - other) for one, other in zip(cents, known.setdefault(number, cents), strict=True))
        program.off = max(program.off, off)
        if off and program.name != FLOATS:
            sys.exit(f"{program.name}: not the same cents in package {number}: {cents} and {known[number]}")


def table(number: int, found: list[Program], before: list[Program] | None) -> None:
    """A row for each program: a package, how many of numpy's, ours against it, memory, growth with the roster."""
    ours = {each.name: each.seconds for each in found if each.name in (NEW, TOGETHER)}
    smaller = {each.name: statistics.median(each.seconds) for each in before or ()}
    print(
        f"\n{number:,} people, {YEARS} years"
        + f"{'a package':>18}{'one by one':>13}{'together':>11}{'memory':>10}{'growth':>9}"
    )
    for each in found:
        times = [statistics.median(each.seconds) / statistics.median(seconds) for seconds in ours.values()]
        grown = f"{statistics.median(each.seconds) / smaller[each.name]:>7.1f} x" if each.name in smaller else ""
        said = f"{each.name:<30}{statistics.median(each.seconds) * 1000:>12.2f} ms"
        print(f"{said}{times[0]:>11,.1f} x{times[1]:>9,.1f} x{each.memory:>7,.0f} MB{grown}")
        if each.off:
            print(f"    off by up to ${each.off / 100:,.2f} in a year")


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", help="the python of an environment with the peers")
    parser.add_argument("--office", help="the python that has LibreOffice's uno, as /usr/bin/python3")
    parser.add_argument("--people", type=int, nargs="*", default=[30_000, MILLION])
    parser.add_argument("--rows", type=int, default=30_000, help="the most people of a workbook with a row for each")
    parser.add_argument("--turns", type=int, default=5)
    said = parser.parse_args()
    before = None
    for number in said.people:
        found = in_turn(number, said.turns, said)
        table(number, found, before)
        before = before or found


if __name__ == "__main__":
    main()
