"""A further package on a compiled roster, beside numpy person by person: same cents, one run, ratios.

30,000 people, five years: a schedule of five lanes by fifteen steps, part-time jobs, two pension tiers, three health plans by
three tiers, members' share of pay. A package changes the raises, the pension rate and the members' health share.
The peer is what a careful analyst would write: int64 arrays of 30,000, one operation a line, no grouping.
Three rows are ours: packages in which every clause is new, one by one and many together, and packages put together from a
menu of 24 raises, 20 pension rates and 20 health shares, as at a table, where what a line depends on has mostly been priced
before. Below them a grid of a million packages, 100 options on each of the three, beside pricing them one by one when every
line of them has been priced before. Times are of the processor, for this program alone.

    python benchmarks/further_package.py [--quick]
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import sys
import time
from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from commonground.agreement.agreement import Agreement, Term
from commonground.agreement.calendar import Calendar
from commonground.agreement.expiry import Expiry
from commonground.agreement.kinds import KINDS
from commonground.agreement.offer import Edit, Offer, Operation
from commonground.agreement.provision import Provision, Version
from commonground.costing.cost import Costing
from commonground.costing.engine import Engine
from commonground.costing.menu import Issue, Menu, Option
from commonground.costing.menu_clauses import MenuClauses
from commonground.costing.packages import price_menu
from commonground.costing.price import Pricing
from commonground.costing.price_many import price_many
from commonground.values.fiscal_year import FiscalYear
from commonground.values.labels import Labels
from commonground.workforce.roster import Roster
from ratios import heading, in_turn, row

LANES, STEPS, YEARS = 5, 15, 5
PLANS, TIERS = ("HMO", "PPO", "HSA"), ("single", "two", "family")
PREMIUMS = np.array([[7_200, 14_100, 20_700], [8_300, 16_500, 24_000], [6_100, 12_000, 17_900]]) * 100
TREND = Fraction(5, 100)
PEER, NEW, MENU = "numpy, person by person", "commonground, every clause new", "commonground, from a menu"
TOGETHER = "every clause new, 100 together"
TURNS, A_TURN, AT_ONCE = 40, {PEER: 2, NEW: 10, TOGETHER: 1, MENU: 30}, 100
MOST_NEW = 1_000
Package = tuple[tuple[Fraction, ...], Fraction, Fraction]


def people(number: int) -> Roster:
    """A made-up roster, the same each time."""
    rng = np.random.default_rng(2019)
    lane, step = rng.integers(0, LANES, number), np.minimum(rng.geometric(0.12, number) - 1, STEPS - 1)
    plan, tier = rng.integers(0, 3, number), rng.integers(0, 3, number)
    labels = {
        "lane": Labels(tuple(f"L{n}" for n in range(LANES)), lane.astype(np.int32)),
        "step": Labels(tuple(f"{n + 1}" for n in range(STEPS)), step.astype(np.int32)),
        "tier": Labels(("old", "new"), (rng.random(number) < 0.3).astype(np.int32)),
        "health_plan": Labels(PLANS, plan.astype(np.int32)),
        "health_tier": Labels(TIERS, tier.astype(np.int32)),
    }
    fte = rng.choice([10_000, 8_000, 5_000], number, p=[0.88, 0.05, 0.07]).astype(np.int64)
    return Roster(labels, {"fte": fte}, np.arange(number) + 2)


def cells() -> np.ndarray:
    """Printed cells in cents, lane by step, in whole dollars."""
    return np.array([[4_600_000 + 350_000 * lane + 180_000 * step for step in range(STEPS)] for lane in range(LANES)])


def agreement(package: Package) -> Agreement:
    """The agreement of a package."""
    raises, pension, share = package
    table = [
        {"lane": f"L{lane}", "step": f"{step + 1}", "salary": int(cents) // 100}
        for lane, row in enumerate(cells())
        for step, cents in enumerate(row)
    ]
    premiums = [
        {"plan": plan, "tier": tier, "annual": int(PREMIUMS[p, t]) // 100}
        for p, plan in enumerate(PLANS)
        for t, tier in enumerate(TIERS)
    ]
    clauses = (
        clause("schedule", "salary_schedule", {"table": table, "carry": "dollar"}),
        clause("steps", "step_movement", {}),
        raise_clause(raises),
        pension_clause(pension),
        clause("medicare", "payroll_tax", {"rate": "1.45%"}),
        clause(
            "health",
            "health",
            {"quoted_for": "2018-19", "premiums": premiums, "trend_after": TREND, "employee_share": share},
        ),
    )
    return Agreement("package", {c.id: c for c in clauses}, Term(dt.date(2019, 7, 1), dt.date(2024, 6, 30)))


def clause(name: str, kind: str, terms: dict[str, object]) -> Provision:
    """A provision of one version."""
    made = KINDS[kind]
    return Provision(name, kind, name, made.family, name, (Version(made.terms.model_validate(terms)),))


def raise_clause(raises: tuple[Fraction, ...]) -> Provision:
    """One raise each year."""
    said = [{"effective": dt.date(2019 + n, 7, 1), "percent": r} for n, r in enumerate(raises)]
    return clause("raise", "schedule_raise", {"raises": said})


def pension_clause(rate: Fraction) -> Provision:
    """Contributions by tier."""
    return clause(
        "pension", "pension", {"rate": rate, "tiers": {"new": {"rate": rate - Fraction(1, 100)}}, "base": ["salary"]}
    )


def changed(base: Agreement, package: Package) -> Agreement:
    """The base agreement with a package's terms; the schedule, and what else no package touches, stay as they are."""
    raises, pension, share = package
    health = base["health"].versions[0].terms.model_copy(update={"employee_share": share})
    parts = (raise_clause(raises), pension_clause(pension))
    found = base
    for part in (*parts, Provision("health", "health", "health", base["health"].family, "health", (Version(health),))):
        found = found.with_provision(part)
    return found


def packages(number: int) -> list[Package]:
    """Packages of which no two have a clause in common: raises, pension rate and health share are each drawn once only."""
    rng = np.random.default_rng(7)
    raises = rng.choice(400, (number, YEARS))
    assert len({tuple(row) for row in raises.tolist()}) == number
    return [package(row) for row in np.column_stack([raises, rng.permutation(number), rng.permutation(number)])]


def package(draw: np.ndarray) -> Package:
    """A package from whole numbers: raises up to 4 %, and steps of a hundredth and a twentieth of a percent from 10 % and 0."""
    raises = tuple(Fraction(int(d), 10_000) for d in draw[:YEARS])
    return raises, Fraction(1_000 + int(draw[5]), 10_000), Fraction(int(draw[6]), 2_000)


def from_a_menu(base: Agreement, number: int) -> tuple[list[Package], list[Agreement]]:
    """Packages put together from a menu, and the agreements that they make; a clause of the menu is made once."""
    rng = np.random.default_rng(11)
    menu = packages(24)
    clauses = [changed(base, each) for each in menu]
    tried, made = [], []
    for first, second, third in zip(*(rng.integers(0, most, number) for most in (24, 20, 20)), strict=True):
        tried.append((menu[first][0], menu[second][1], menu[third][2]))
        parts = clauses[first]["raise"], clauses[second]["pension"], clauses[third]["health"]
        agreement = base
        for part in parts:
            agreement = agreement.with_provision(part)
        made.append(agreement)
    return tried, made


class PersonByPerson:
    """The peer: whole-number arrays with an entry for each person."""

    def __init__(self, roster: Roster) -> None:
        self.lane = roster.labels["lane"].codes
        self.step = roster.labels["step"].codes
        self.fte = roster.numbers["fte"]
        self.is_new = roster.labels["tier"].codes == 1
        self.premium = PREMIUMS[roster.labels["health_plan"].codes, roster.labels["health_tier"].codes]

    def price(self, package: Package) -> list[int]:
        """The whole cost of each year, in cents."""
        raises, pension, share = package
        schedule, growth, totals = cells(), Fraction(1), []
        for year, raised in enumerate(raises, start=1):
            whole = 1 + raised
            schedule = rounded(schedule * whole.numerator, whole.denominator * 100) * 100
            pay = rounded(schedule[self.lane, np.minimum(self.step + year, STEPS - 1)] * self.fte, 10_000)
            later = pension - Fraction(1, 100)
            old, new = (rounded(pay * rate.numerator, rate.denominator) for rate in (pension, later))
            medicare = rounded(pay * 145, 10_000)
            growth *= 1 + TREND
            premium = rounded(self.premium * growth.numerator, growth.denominator)
            members = rounded(premium * share.numerator, share.denominator)
            contribution = np.where(self.is_new, new, old)
            totals.append(int(pay.sum() + contribution.sum() + medicare.sum() + premium.sum() - members.sum()))
        return totals


def rounded(parts: np.ndarray, whole: int) -> np.ndarray:
    """Half up."""
    return (2 * parts + whole) // (2 * whole)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer people and packages, to see that it runs")
    number, turns, options = (3_000, 4, 10) if parser.parse_args().quick else (30_000, TURNS, 100)
    roster, tried = people(number), packages(MOST_NEW + 1)
    years = tuple(FiscalYear.parse(f"{2019 + n}-{20 + n}") for n in range(YEARS))
    base = agreement(tried.pop())
    started = time.process_time()
    engine = Engine(roster, Calendar(dt.date(2019, 6, 30), years), FiscalYear.parse("2018-19"))
    engine.price(base)
    compiled = time.process_time() - started
    peer = PersonByPerson(roster)
    all_new = [changed(base, each) for each in tried[: turns * A_TURN[NEW]]]
    known, made = from_a_menu(base, turns * A_TURN[MENU])
    costings: dict[str, list[Costing]] = {NEW: [], TOGETHER: [], MENU: []}

    def together(turn: int) -> None:
        costings[TOGETHER] += price_many(engine, batches[turn])

    batches = [[changed(base, each) for each in some(tried, turn)] for turn in range(turns)]
    works = {
        PEER: lambda number: peer.price(tried[number]),
        NEW: lambda number: costings[NEW].append(engine.price(all_new[number])),
        TOGETHER: together,
        MENU: lambda number: costings[MENU].append(engine.price(made[number])),
    }
    taken = in_turn(works, turns, A_TURN, time.process_time)
    taken[TOGETHER] = [seconds / AT_ONCE for seconds in taken[TOGETHER]]
    same_cents(costings[NEW], [peer.price(each) for each in tried[: len(all_new)]])
    same_cents(costings[TOGETHER][:AT_ONCE], [peer.price(each) for each in some(tried, 0)])
    same_cents(costings[MENU], [peer.price(each) for each in known])
    print(
        f"{number:,} people, {YEARS} years; the same cents in each of {len(all_new) + len(made) + AT_ONCE:,} packages"
    )
    print(f"compiled and first priced in {compiled * 1000:.0f} ms; each ratio is of one of {turns} turns\n")
    print(heading("a package", "numpy's time"))
    for name, seconds in taken.items():
        ratios = [slow / fast for slow, fast in zip(taken[PEER], seconds, strict=True)]
        print(row(name, seconds, None if name == PEER else ratios))
    print()
    grid(Pricing(Engine(roster, engine.calendar, engine.base), base, Expiry()), options)
    print(f"\n{'peak memory':<36}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:>9.0f} MB")


def some(tried: list[Package], turn: int) -> list[Package]:
    """The packages that are priced together in a turn: all new, and none priced in another turn but one in many."""
    start = turn * AT_ONCE % len(tried)
    return [*tried, *tried][start : start + AT_ONCE]


def grid(pricing: Pricing, options: int) -> None:
    """A grid of every package of so many options on three issues, beside some of them one by one."""
    menu = a_menu(options)
    started = time.process_time()
    costs = price_menu(pricing, menu)
    tables = time.process_time() - started
    every = menu.grid()
    found = costs.of(every)
    seconds = time.process_time() - started
    chosen = np.random.default_rng(5).integers(0, len(every), 300)
    clauses = MenuClauses(pricing, menu)
    made = [clauses.agreement(tuple(package)) for package in every[chosen].tolist()]
    for costing, cents in zip((pricing.engine.price(each) for each in made), found[chosen].tolist(), strict=True):
        if [*costing.totals, costing.run_rate] != cents:
            sys.exit(f"not the same cents: {costing.totals} and {cents}")
    picked = [tuple(package) for package in every[chosen].tolist()]
    alone = {MENU: lambda number: pricing.engine.price(clauses.agreement(picked[number]))}
    one = in_turn(alone, 1, {MENU: len(picked)}, time.process_time)[MENU][0]
    print(f"a grid of {len(every):,} packages: {seconds:.2f} s ({tables:.2f} s for the tables, the rest for the sums)")
    print(
        f"one by one, all priced before: {one * 1000:.2f} ms each, {one * len(every):,.0f} s: {one * len(every) / seconds:,.0f} x"
    )
    print(f"the same cents in each of {len(made)} packages of the grid")


def a_menu(options: int) -> Menu:
    """So many raises, pension rates and health shares."""
    tried = packages(options)
    frame = Offer("grid", "grid", "", dt.date(2019, 6, 30), Term(dt.date(2019, 7, 1), dt.date(2024, 6, 30)))
    raises, pensions, shares = [], [], []
    for each, pension, share in tried:
        listed = [{"effective": dt.date(2019 + n, 7, 1), "percent": r} for n, r in enumerate(each)]
        raises.append(Option(f"{each}", (Edit(Operation.SET, "raise", "raises", listed),)))
        later = Edit(Operation.SET, "pension", "tiers.new.rate", pension - Fraction(1, 100))
        pensions.append(Option(f"{pension}", (Edit(Operation.SET, "pension", "rate", pension), later)))
        shares.append(Option(f"{share}", (Edit(Operation.SET, "health", "employee_share", share),)))
    return Menu(frame, tuple(Issue(name, tuple(o)) for name, o in zip("abc", (raises, pensions, shares), strict=True)))


def same_cents(costings: Sequence[Costing], totals: Sequence[list[int]]) -> None:
    """Stop where a package costs other cents than the peer says."""
    for costing, total in zip(costings, totals, strict=True):
        if list(costing.totals[1:]) != total:
            sys.exit(f"not the same cents: {costing.totals[1:]} and {total}")


if __name__ == "__main__":
    main()
