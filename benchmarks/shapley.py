"""The gap of two offers shared among 14 issues: how long, and how much sooner than by pricing every mixture of them.

30,000 people of `further_package.py` with titles; the two differ on a raise, steps that are frozen, eight stipends by title,
longevity, pension, Medicare and the members' health share. Pricing all 2^14 mixtures is estimated from some of them, priced
by an engine that keeps what it has priced; with --all every one is priced, and the shares are compared as rationals.
CPU seconds.

    python benchmarks/shapley.py [--people 30000] [--all]
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
import time
from dataclasses import replace
from fractions import Fraction

import numpy as np

from commonground.agreement.agreement import Agreement
from commonground.agreement.calendar import Calendar
from commonground.costing.attribution import attribute
from commonground.costing.engine import Engine
from commonground.costing.games import subset
from commonground.costing.mixtures import Mixtures, differing_issues
from commonground.values.fiscal_year import FiscalYear
from commonground.values.labels import Labels
from commonground.values.shares import largest_remainder, shapley
from commonground.workforce.roster import Roster
from further_package import YEARS, agreement, clause, people

TITLES = tuple("abcdefgh")
SAMPLE = 200


def titled(number: int) -> Roster:
    """The people, each of a title and of so many years of service."""
    roster, rng = people(number), np.random.default_rng(3)
    title = Labels(TITLES, rng.integers(0, len(TITLES), number).astype(np.int32))
    service = rng.integers(0, 35, number)
    return Roster({**roster.labels, "title": title}, {**roster.numbers, "service": service}, roster.row)


def side(raised: int, stipend: int, pension: int, longevity: int, tax: Fraction) -> Agreement:
    """An agreement with 14 issues."""
    raises = tuple(Fraction(raised + 3 * year, 10_000) for year in range(YEARS))
    found = agreement((raises, Fraction(pension, 10_000), Fraction(pension, 5_000)))
    bands = [{"years": 10, "amount": longevity}, {"years": 20, "percent": Fraction(longevity, 100_000)}]
    medicare = found["medicare"].versions[0].terms.model_copy(update={"rate": tax})
    more = [clause("longevity", "longevity", {"bands": bands})]
    for number, title in enumerate(TITLES):
        made = clause(f"stipend-{title}", "stipend", {"per_person": stipend + 11 * number})
        more.append(replace(made, scope=replace(made.scope, words={"title": (title,)})))
    kept = {**found.provisions, **{each.id: each for each in more}}
    version = replace(found["medicare"].versions[0], terms=medicare)
    kept["medicare"] = replace(kept["medicare"], versions=(version,))
    pay = kept["pension"].versions[0].terms.model_copy(update={"base": ("pay",)})
    kept["pension"] = replace(kept["pension"], versions=(replace(kept["pension"].versions[0], terms=pay),))
    if raised < 300:
        moved = clause("steps", "step_movement", {"years": {2021: "freeze"}})
        kept["steps"] = moved
    return Agreement(found.title, kept, found.term)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=30_000)
    parser.add_argument("--all", action="store_true", help="price every mixture, and compare the shares")
    said = parser.parse_args()
    years = tuple(FiscalYear.parse(f"{2019 + n}-{20 + n}") for n in range(YEARS))
    place = titled(said.people), Calendar(dt.date(2019, 6, 30), years), FiscalYear.parse("2018-19")
    one, other = side(200, 500, 1_100, 900, Fraction(145, 10_000)), side(350, 850, 1_337, 1_450, Fraction(165, 10_000))
    engine = Engine(*place)
    engine.price(one), engine.price(other)
    started = time.process_time()
    found = attribute(engine, one, other)
    seconds = time.process_time() - started
    issues = differing_issues(one, other)
    print(f"{said.people:,} people, {YEARS} years, {len(issues)} issues: shares and order ranges in {seconds:.2f} s")
    mixtures = Mixtures(one, other, [(issue,) for issue in issues])
    sets = range(1 << len(issues)) if said.all else random.Random(1).sample(range(1 << len(issues)), SAMPLE)
    plain = Engine(*place)
    plain.price(one)
    started = time.process_time()
    totals = [plain.price(mixtures.agreement(subset(range(len(issues)), s))).totals for s in sets]
    each = (time.process_time() - started) / len(totals)
    whole = each * (1 << len(issues))
    print(f"a mixture priced in {each * 1000:.2f} ms, all 2^{len(issues)} in {whole:,.0f} s: {whole / seconds:,.0f} x")
    if said.all:
        for number, worth in enumerate(zip(*totals, strict=True)):
            cents = largest_remainder(shapley(list(worth)), worth[-1] - worth[0])
            if cents != [share.cents[number] for share in found.shares]:
                sys.exit(f"not the same shares in period {number}")
        print("the same shares, to the cent, in every year")


if __name__ == "__main__":
    main()
