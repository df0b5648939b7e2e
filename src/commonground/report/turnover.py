"""The tables of turnover: who leaves and who comes, year by year, what breakage is, how far chance may go, the rates behind it."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from commonground.agreement.agreement import Agreement
from commonground.costing.actual import ActualEngine, breakage
from commonground.costing.simulated import Simulated
from commonground.negotiation import Negotiation
from commonground.report.basis import RosterBasis, basis_notes
from commonground.report.table import Column, Row, Table, money_columns
from commonground.values.money import divide
from commonground.values.wording import counted
from commonground.workforce.estimated import Estimate
from commonground.workforce.roster import FULL_TIME


def jobs_table(negotiation: Negotiation, actual: ActualEngine) -> Table:
    """By year: the jobs that were left at the end of the year before, and who holds all of them."""
    people, rows = actual.people, []
    everybody = np.ones(len(people.roster), dtype=bool)
    first = np.arange(len(people.roster)) < people.jobs
    for period in actual.periods:
        every, here = (actual.jobs(rows_of, period.passed) for rows_of in (everybody, first))
        left = _left(actual, period.passed)
        share = left / every if every else Fraction(0)
        cells = (fte(left), share, fte(here), fte(every) - fte(here), fte(every))
        rows.append(Row(period.label, cells if period.passed else (None, None, *cells[2:])))
    columns = (
        Column("left", "fte"),
        Column("share", "rate"),
        Column("still here", "fte"),
        Column("newcomers", "fte"),
        Column("all", "fte"),
    )
    title = f"{negotiation.title}: who leaves and who comes, in full-time jobs"
    says = f"Left: on the last day of the year before. Still here: of those on the roster of {negotiation.snapshot}."
    notes = (says, *basis_notes(negotiation, RosterBasis.BOTH)[1:])
    return Table(title, "year", columns, tuple(rows), notes, "turnover/jobs")


def _left(actual: ActualEngine, passed: int) -> Fraction:
    """The expected full-time jobs that were left at the end of the year before one."""
    if not passed:
        return Fraction(0)
    people, before = actual.people, passed - 1
    heads = people.roster.numbers["count"] * people.roster.numbers["fte"]
    by_class = np.zeros(len(people.parts[before]), dtype=np.int64)
    np.add.at(by_class, people.of, heads)
    leaving = zip(by_class.tolist(), people.parts[before], people.leave[before], strict=True)
    total = sum((rate * part * jobs for jobs, part, rate in leaving if rate and jobs), start=Fraction(0))
    return total / (people.whole[before] * FULL_TIME)


def fte(jobs: Fraction) -> int:
    """Full-time jobs as a table's cell: ten-thousandths, half up."""
    exact = jobs * FULL_TIME
    return int(divide(exact.numerator, exact.denominator))


def breakage_table(negotiation: Negotiation, actual: ActualEngine, agreement: Agreement, name: str) -> Table:
    """By year: the cast-forward cost, breakage on pay and on what pay drags along, the actual cost."""
    found = breakage(negotiation.pricing.engine, actual, agreement)
    totals = negotiation.pricing.engine.price(agreement).totals
    rows = []
    for at, period in enumerate(actual.periods):
        pay, roll_up = found.pay.cents[at], found.roll_up.cents[at]
        address = f"{name}/{period.label}/total/annual/nothing"
        cells = (totals[at], -pay, -roll_up, totals[at] - pay - roll_up)
        rows.append(Row(period.label, cells, (address, "", "", address.replace("/total/", "/actual/"))))
    columns = money_columns(["cast-forward roster", "breakage: pay", "breakage: roll-up", "actual roster"])
    note = (
        "Breakage: what leavers would have been paid less what newcomers are paid; roll-up: what that pay drags along, and"
        " health where it goes by pay."
    )
    return Table(
        f"{agreement.title}: the whole cost on both rosters", "year", columns, tuple(rows), (note,), "turnover/cost"
    )


def simulated_table(actual: ActualEngine, agreement: Agreement, found: Simulated, seed: int) -> Table:
    """By year: the expected cost, and how far the draws of a simulation lie around it."""
    expected = actual.price(agreement).totals
    low, high = found.between()
    figures = zip(actual.periods, expected, found.mean, low, high, strict=True)
    rows = [Row(period.label, tuple(cents)) for period, *cents in figures if period.passed]
    columns = money_columns(["expected", "mean of draws", "19 of 20 are above", "19 of 20 are not above"])
    draws = counted(len(found.totals), "draw")
    note = f"{draws} from seed {seed}; the expected value is exact and needs none. Nine draws of ten lie between the last two."
    return Table(
        f"{agreement.title}: who leaves is chance", "year", columns, tuple(rows), (note,), "turnover/simulated"
    )


def rates_table(negotiation: Negotiation, actual: ActualEngine) -> Table:
    """The rates as they are stated, with the people of each band on the snapshot's day."""
    roster, turnover = negotiation.roster, actual.turnover
    table, service, heads = turnover.table(roster), turnover.service(roster), roster.numbers["count"]
    rows = []
    for number, one in enumerate(turnover.separations):
        who = "; ".join(f"{column} {' or '.join(words)}" for column, words in one.words.items())
        ends = [*(first for first, _ in one.bands[1:]), None]
        for (first, rate), end in zip(one.bands, ends, strict=True):
            inside = (table == number) & (service >= first) & (service < (10**6 if end is None else end))
            rows.append(Row(band_said(first, end) + (f", {who}" if who else ""), (rate, int(heads[inside].sum()))))
    return _rates(
        "Rates as stated: the share who leave at a year's end", rows, (f"{turnover.citation or 'No citation'}.",)
    )


def _rates(title: str, rows: list[Row], notes: tuple[str, ...]) -> Table:
    columns = (Column("leave", "rate"), Column("people now", "people"))
    return Table(title, "completed years", columns, tuple(rows), notes, "turnover/rates")


def band_said(first: int, end: int | None) -> str:
    """A band of service in words; `end` is the first year that is no longer in it."""
    if end is None:
        return f"{first} and more"
    return str(first) if end == first + 1 else f"{first} to {end - 1}"


def estimate_table(found: tuple[Estimate, ...], files: tuple[str, ...], how: str) -> Table:
    """Rates by service as several years' rosters show them."""
    ends = [*(one.first for one in found[1:]), None]
    rows = [
        Row(band_said(one.first, end), (one.heads, one.left, one.rate))
        for one, end in zip(found, ends, strict=True)
        if one.heads
    ]
    heads, left = sum(one.heads for one in found), sum(one.left for one in found)
    rows.append(Row("all", (heads, left, Fraction(left, heads) if heads else None), is_total=True))
    columns = (Column("people", "people"), Column("left", "people"), Column("share", "rate"))
    said = ", ".join(f'"{one.first}" = "{one.rate}"' for one in found if one.heads)
    notes = (f"From {', then '.join(files)}. {how}", f"For turnover.toml: rates = {{ {said} }}")
    return Table(
        "Who left, by completed years of service", "completed years", columns, tuple(rows), notes, "turnover/estimate"
    )
