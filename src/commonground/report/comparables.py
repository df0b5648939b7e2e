"""The tables of comparables: where pay, careers and settlements stand among other districts', and what prices leave of them.

Law: only figures of the very year are compared; a district without one is named and is not in the rank. Rank 1 is the highest.
Neither high nor low is called good.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from commonground.comparables.career import CareerRule
from commonground.comparables.own import compounded
from commonground.comparables.rank import Rank, ranked
from commonground.costing.period import Period
from commonground.negotiation import Negotiation
from commonground.report.addresses import CellAddress, Measure
from commonground.report.own_pay import OwnPay, Under
from commonground.report.standing_addresses import ComparableAddress, OfComparables
from commonground.report.table import Column, Row, Table, Value, money_columns
from commonground.values.money import divide

RANK = "Rank 1 is the highest; percentile: the share of the others that are below, half of the equals with them."
ALONE = "Districts are ranked among themselves; each row from here among them."


def comparables_tables(negotiation: Negotiation, unders: Sequence[Under], benchmark: str | None = None) -> list[Table]:
    """Pay year by year, careers, settlements, and what prices leave; of one benchmark, every figure in its order instead."""
    own = OwnPay(negotiation)
    if benchmark is not None:
        return [_in_order(own, unders, benchmark, period) for period in own.periods_with([benchmark])]
    found = [_standings(own, unders, period) for period in own.periods_with(own.benchmarks)]
    if own.comparables.career is not None:
        found += _careers(own, unders, own.comparables.career)
    found += _settlements(own, unders)
    if own.comparables.prices is not None:
        found += [_real(own, under) for under in unders]
    return found


def said_rank(rank: Rank | None) -> str:
    """A rank as people say it; "" where there is none."""
    return "" if rank is None else f"{rank.rank} of {rank.among}"


def whole(cents: Fraction) -> int:
    """Cents as whole ones, half up."""
    return int(divide(cents.numerator, cents.denominator))


def permille(rate: Fraction) -> Fraction:
    """A share to a tenth of a percent, half up."""
    return Fraction(whole(rate * 1000), 1000)


def _shown(unders: Sequence[Under], period: Period) -> Sequence[Under]:
    """The agreements that a year has: in the base year there is one alone."""
    return unders if period.passed else unders[:1]


def _standings(own: OwnPay, unders: Sequence[Under], period: Period) -> Table:
    names = [name for name in own.benchmarks if own.comparables.of(name, period.year.first.year)]
    rows = [
        Row(f"{name}: {under.name}", *_standing_cells(own, under, period, name))
        for name in names
        for under in _shown(unders, period)
    ]
    columns = (
        Column("here"),
        Column("rank", "text"),
        Column("percentile", "rate"),
        *money_columns(["others' median", "distance"]),
        Column("of median", "rate"),
    )
    unknown = [name for name in own.benchmarks if name not in names]
    missing = (f"No other district's figure for {period.label}: {', '.join(unknown)}.",) if unknown else ()
    notes = (*_absent(own, names, period), *missing, RANK, *((own.comparables.note,) if own.comparables.note else ()))
    title = f"Full-time pay in {period.label} beside other districts"
    return Table(title, "benchmark", columns, tuple(rows), notes, f"comparables/pay {period.label}")


def _standing_cells(own: OwnPay, under: Under, period: Period, name: str) -> tuple[tuple[Value, ...], tuple[str, ...]]:
    paid, rank = own.standing(under, period, name)
    pay = cell_address(own, under, period, name)
    if paid is None or rank is None:
        return (paid, "", None, None, None, None), (pay,)
    share = None if rank.share is None else permille(rank.share)
    values = (paid, said_rank(rank), permille(rank.percentile), whole(rank.median), whole(rank.distance), share)
    return values, (pay, *[str(ComparableAddress(OfComparables.STANDING, under.name, period.label, name))] * 5)


def cell_address(own: OwnPay, under: Under, period: Period, name: str) -> str:
    """The address of the cell that a benchmark means; "" where the schedule has none."""
    place, cells = own.place(under, period, name), own.cells(under, period)
    if place is None:
        return ""
    where = {"unit": cells.unit, "schedule": cells.schedule, "lane": place[0], "step": place[1]}
    return str(CellAddress(Measure.CELL, under.name, period.label, where))


def _absent(own: OwnPay, names: Sequence[str], period: Period) -> Iterator[str]:
    """Who has no figure of a benchmark in a year: said, never filled in."""
    for name in names:
        here = own.comparables.of(name, period.year.first.year)
        ever = dict.fromkeys(one.district for one in own.comparables.by_name[name])
        if without := [district for district in ever if district not in here]:
            yield f"No figure of {name} for {period.label}, so not ranked: {', '.join(without)}."


def _in_order(own: OwnPay, unders: Sequence[Under], name: str, period: Period) -> Table:
    """Every figure of a benchmark in a year from the highest down, one's own among them."""
    others = [one for one in own.comparables.by_name[name] if one.year == period.year.first.year]
    lines: list[tuple[Fraction, Row]] = []
    for one in others:
        rank = 1 + sum(1 for other in others if other.value > one.value)
        cells = (int(one.value), f"{rank} of {len(others)}", one.source, one.dated)
        lines.append((one.value, Row(one.district, cells)))
    for under in _shown(unders, period):
        paid, found = own.standing(under, period, name)
        if paid is not None:
            address = str(ComparableAddress(OfComparables.STANDING, under.name, period.label, name))
            addresses = (cell_address(own, under, period, name), address, "", "")
            row = Row(under.name, (paid, said_rank(found), under.agreement.title, ""), addresses, is_total=True)
            lines.append((Fraction(paid), row))
    columns = (Column("a year"), Column("rank", "text"), Column("source", "text"), Column("dated", "text"))
    rows = tuple(row for _, row in sorted(lines, key=lambda line: -line[0]))
    notes = (*_absent(own, [name], period), ALONE)
    return Table(f"{name} in {period.label}", "district", columns, rows, notes, f"comparables/figures {period.label}")


def _careers(own: OwnPay, unders: Sequence[Under], rule: CareerRule) -> Iterator[Table]:
    for period in own.periods:
        here, there = own.careers(_shown(unders, period), period)
        if not there and period is not own.periods[-1]:
            continue
        rows, notes = [], [] if there else [f"No other district's schedule for {period.label}, so nothing is ranked."]
        for name, one in (here | there).items():
            if one.missing:
                notes.append(f"No career earnings of {name} in {period.label}: {one.missing}.")
                continue
            others = [other for district, other in there.items() if district != name and not other.missing]
            nominal = ranked(one.nominal, [Fraction(other.nominal) for other in others])
            discounted = ranked(one.discounted, [Fraction(other.discounted) for other in others])
            cells = (one.nominal, said_rank(nominal), one.discounted, said_rank(discounted))
            address = str(ComparableAddress(OfComparables.CAREER, name, period.label)) if name in here else ""
            rows.append(Row(name, cells, tuple(address if cell != "" else "" for cell in cells)))
        if there:
            notes.append(ALONE)
        notes.append(career_said(rule))
        columns = (Column("nominal"), Column("rank", "text"), Column("discounted"), Column("its rank", "text"))
        title = f"Career earnings on the schedules of {period.label}"
        yield Table(title, "district", columns, tuple(rows), tuple(notes), f"comparables/careers {period.label}")


def career_said(rule: CareerRule) -> str:
    """A career's rule in words."""
    lanes = ", ".join(f"{lane} from year {first}" for first, lane in rule.lanes)
    cited = f" ({rule.cite})" if rule.cite else ""
    rate = f"{float(rule.discount * 100):g} %"
    return f"{rule.years} years on one year's schedule, a step a year, {lanes}; discounted at {rate} a year{cited}."


def _settlements(own: OwnPay, unders: Sequence[Under]) -> Iterator[Table]:
    years = own.settled_years()
    if not years:
        return
    there = own.others_settled(years)
    full = {name: [rate for rate in rates if rate is not None] for name, rates in there.items() if None not in rates}
    rows, notes = [], []
    for under in unders:
        address = str(ComparableAddress(OfComparables.SETTLEMENT, under.name, years[-1].label))
        cells = _settlement_cells(own.rates(under, years), list(full.values()))
        rows.append(Row(under.name, cells, (*("",) * len(years), *(address,) * 4)))
        beside = dict.fromkeys(said for year in years if (said := own.settled(under, year).beside))
        notes += [f"{under.name}: beside the percent there is {said}, which is not in it." for said in beside]
    for name, held in there.items():
        if name in full:
            rows.append(Row(name, _settlement_cells(full[name], [rates for one, rates in full.items() if one != name])))
        else:
            rows.append(Row(name, (*held, None, "", None, "")))
            notes.append(f"{name} has no settlement for every year, so it is in no rank.")
    columns = (
        *(Column(year.label, "rate") for year in years),
        *(Column("sum", "rate"), Column("rank", "text"), Column("compounded", "rate"), Column("its rank", "text")),
    )
    notes.append(ALONE)
    notes.append("Raises of the whole schedule, by the fiscal year in which they are earned; steps are not in them.")
    yield Table("Settlements", "district", columns, tuple(rows), tuple(notes), "comparables/settlements")


def _settlement_cells(rates: Sequence[Fraction], others: Sequence[Sequence[Fraction]]) -> tuple[Value, ...]:
    simple, chained = sum(rates, Fraction(0)), compounded(rates)
    ranks = (
        ranked(simple, [sum(other, Fraction(0)) for other in others]),
        ranked(chained, [compounded(other) for other in others]),
    )
    return (*rates, simple, said_rank(ranks[0]), Fraction(whole(chained * 10_000), 10_000), said_rank(ranks[1]))


def _real(own: OwnPay, under: Under) -> Table:
    """By year since the base year: prices, and the raises and each benchmark with prices taken out."""
    prices, names = own.comparables.prices, own.benchmarks
    assert prices is not None
    later = [period for period in own.periods if period.passed]
    rows = []
    for period in later:
        cells = [own.prices(period), own.raised(under, period, "")]
        cells += [own.real(under, period, name) for name in ("", *names)]
        shown = tuple(None if one is None else permille(one) for one in cells)
        parts = (
            str(ComparableAddress(OfComparables.REAL, under.name, period.label, name)) for name in ("", "", "", *names)
        )
        rows.append(
            Row(period.label, shown, tuple("" if cell is None else at for cell, at in zip(shown, parts, strict=True)))
        )
    assumed = [period.label for period in later if prices.is_assumed(period.year.first.year)]
    missing = [period.label for period in own.periods if prices.in_year(period.year.first.year) is None]
    name = f"{prices.name} {prices.region}".strip()
    notes = [
        f"Prices: {name}, month {prices.month} of each fiscal year. Real: (1 + change) / (1 + change of prices) - 1."
    ]
    if assumed and prices.assumed is not None:
        growth = f"{float(prices.assumed * 100):g} %"
        notes.append(f"Assumed, not published: prices grow by {growth} a year in {', '.join(assumed)}.")
    if missing:
        notes.append(f"No price is known for {', '.join(missing)}, and none is put in its place.")
    labels = ("prices", "raises", "raises, real", *(f"{name}, real" for name in names))
    title = f"{under.name}: change since {own.periods[0].label} with prices taken out"
    columns = tuple(Column(label, "rate") for label in labels)
    return Table(title, "year", columns, tuple(rows), tuple(notes), f"comparables/real {under.name}")
