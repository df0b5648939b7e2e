"""The model behind a check: every basis on which a cost, gap, raise, count or mean pay can be recomputed.

    cost, saving   an offer against the status quo, the base year or an offer that the figure's base names: each year, the mean
                   year, its own term, the whole horizon, the run-rate, what each year adds; all of it, or one issue; or one
                   component or unit, where the figure's scope names it
    budget         what a component costs in the base year, where the figure's scope names it
    gap            the second offer less the first, in the same views
    raise          the offer's raises within its term: simple, compounded; and what pay grows by with steps
    count          people and jobs of the roster
    pay            mean salary of a job (of a unit, where the scope names it), and the entry cell of each schedule; in the base
                   year; by year and at the end under the offers named
Law: an offer is priced once, however many claims are about it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import prod
from typing import NamedTuple

from commonground.agreement.agreement import Agreement
from commonground.agreement.offer import Offer
from commonground.agreement.raises import raises_of
from commonground.claims.about import About, about
from commonground.claims.claim import ENTRY_PAY, Claim
from commonground.claims.entry_pay import entry_pay
from commonground.costing.breakdown import NOT_STATED, Against, By, differences, total_difference
from commonground.costing.components import COMPONENTS
from commonground.costing.gap import years_of_term
from commonground.costing.period import Period
from commonground.costing.price import Pricing
from commonground.costing.views import Series, View, summed
from commonground.values.party import Side
from commonground.values.rate import format_rate
from commonground.values.typed_figure import DOLLARS, PERCENT, Basis, Measure, Standing, TypedFigure

STATUS_QUO, BASE_YEAR = "status quo", "base year"
FULL_TIME = 10_000


class Candidate(NamedTuple):
    """One way of recomputing a figure: its value, its type, and its recipe in words."""

    value: Fraction
    words: str
    basis: Basis = Basis.NOT_STATED
    base: str = ""
    scope: str = ""
    year: int | None = None
    years: int | None = None
    steps: Standing = Standing.NOT_STATED
    compounded: bool | None = None
    is_usual_base: bool = True
    is_named: bool = False


@dataclass
class Model:
    """What prices the offers, the offers by id, and the side of each party."""

    pricing: Pricing
    offers: Mapping[str, Offer]
    sides: Mapping[str, Side]
    _kept: dict[tuple[str, ...], tuple[Candidate, ...]] = field(default_factory=dict, repr=False)
    _agreements: dict[str, Agreement] = field(default_factory=dict, repr=False)

    def candidates(self, claim: Claim) -> tuple[tuple[Candidate, ...], str]:
        """Every way of recomputing a claim's figure, and what was supposed of its offers; or none, and why."""
        figure = claim.figure
        assert figure is not None
        meant = self.about(claim)
        ids = meant.offers
        if figure.measure in (Measure.COST, Measure.SAVING) and figure.unit == DOLLARS:
            return (self._costs_of(figure, ids) if ids else ()), meant.said
        if (
            figure.measure is Measure.BUDGET
            and figure.unit == DOLLARS
            and (found := self._keep(("base", figure.scope)))
        ):
            return found, ""
        if figure.measure is Measure.GAP and figure.unit == DOLLARS:
            return (self._keep(("gap", *ids)) if ids else ()), meant.said
        if figure.measure is Measure.RAISE and figure.unit == PERCENT:
            return (self._keep(("raise", *ids)) if ids else ()), meant.said
        if figure.measure is Measure.COUNT and figure.unit in ("members", "jobs"):
            return self._keep((figure.unit,)), ""
        if figure.measure is Measure.PAY and figure.unit == DOLLARS:
            of_unit = self._keep(("pay of", figure.scope)) if figure.scope else ()
            return ((*of_unit, *self._keep(("pay", *ids))) if ids or not meant.said else ()), meant.said
        return (), f"the model holds no {figure.measure} in {figure.unit} of this kind"

    def _costs_of(self, figure: TypedFigure, ids: tuple[str, ...]) -> tuple[Candidate, ...]:
        """The costs (or savings) of offers, whole and by issue; with those of the component or unit that is asked for.

        Where the base names an offer, they are what each offer costs more (or less) than that one.
        """
        is_cost = figure.measure is Measure.COST
        if figure.base in self.offers:
            more = tuple(one for id in ids for one in self._keep(("gap", figure.base, id)))
            return more if is_cost else _turned(more)
        found = self._keep((str(figure.measure), *ids))
        if not figure.scope:
            return found
        part = self._keep(("part", figure.scope, *ids))
        return (*found, *(part if is_cost else _turned(part)))

    def about(self, claim: Claim) -> About:
        """Which offers a claim's figure is about, and what was supposed."""
        return about(claim, self.offers, self.sides)

    def _keep(self, key: tuple[str, ...]) -> tuple[Candidate, ...]:
        if key not in self._kept:
            match key:
                case ("cost", *ids):
                    self._kept[key] = tuple(one for offer in ids for one in self._costs(offer))
                case ("saving", *ids):
                    self._kept[key] = _turned(self._keep(("cost", *ids)))
                case ("part", scope, *ids):
                    self._kept[key] = tuple(one for offer in ids for one in self._part(offer, scope))
                case ("base", scope):
                    self._kept[key] = tuple(self._base_cost(scope))
                case ("pay of", unit):
                    self._kept[key] = tuple(self._mean_pay_of(unit))
                case ("gap", one, other):
                    self._kept[key] = tuple(self._gap(one, other))
                case ("raise", *ids):
                    self._kept[key] = tuple(one for offer in ids for one in self._raises(offer))
                case ("pay", *ids):
                    under = [one for offer in ids for one in self._pay_under(offer)]
                    self._kept[key] = (*self._mean_pay(), *self._entry_pay(), *under)
                case _:
                    self._kept[key] = tuple(self._counts(key[0]))
        return self._kept[key]

    def _agreement(self, offer: str) -> Agreement:
        """The agreement as an offer would have it, carried past its term; made once, so that all asks find it priced."""
        if offer not in self._agreements:
            self._agreements[offer] = self.pricing.applied(self.offers[offer]).agreement
        return self._agreements[offer]

    def _costs(self, offer: str) -> Iterator[Candidate]:
        agreement, status_quo = self._agreement(offer), self.pricing.status_quo_agreement
        by_issue = self._by_issue(agreement, Against(STATUS_QUO, status_quo, "status-quo"))
        yield from self._seen(agreement, by_issue, STATUS_QUO, f"{offer} against the {STATUS_QUO}")
        whole = total_difference(self.pricing.engine, agreement, Against(BASE_YEAR))
        words = f"{offer} against the {BASE_YEAR}"
        yield from self._viewed(agreement, whole, BASE_YEAR, "", words, is_usual=False)

    def _part(self, offer: str, scope: str) -> Iterator[Candidate]:
        """What one component, or the people of one unit, cost more than in the base year."""
        engine, agreement = self.pricing.engine, self._agreement(offer)
        for by in (By.COMPONENT, By.UNIT):
            if scope not in self._parts_named(agreement, by):
                continue
            found = differences(engine, agreement, Against(BASE_YEAR), by, self.pricing.status_quo_agreement)
            if scope in found:
                words = f"{offer} against the {BASE_YEAR}, {by} {scope} alone"
                yield from self._viewed(agreement, found[scope], BASE_YEAR, scope, words)

    def _parts_named(self, agreement: Agreement, by: By) -> set[str]:
        """What components or units may be called; known without pricing any."""
        engine = self.pricing.engine
        if by is By.COMPONENT:
            return {*COMPONENTS, *(line.rule.component for line in engine.join(agreement).of_employer)}
        scopes = (word for clause in agreement for word in clause.scope.words.get("unit", ()))
        return {NOT_STATED, *engine.roster.labels["unit"].words, *scopes}

    def _base_cost(self, scope: str) -> Iterator[Candidate]:
        """What a component costs in the base year."""
        engine, agreement = self.pricing.engine, self.pricing.status_quo_agreement
        lines = [line for line in engine.join(agreement).of_employer if line.rule.component == scope]
        if scope and lines:
            cents = sum(engine.total(agreement, line, engine.periods[0]) for line in lines)
            yield Candidate(Fraction(cents, 100), f"{scope} of the base year", Basis.A_YEAR, scope=scope)

    def _gap(self, one: str, other: str) -> Iterator[Candidate]:
        """The second offer less the first in every view, and summed over the first one's own term where that is another."""
        here, there, words = self._agreement(one), self._agreement(other), f"{other} less {one}"
        by_issue = self._by_issue(there, Against(one, here, one))
        yield from self._seen(there, by_issue, one, words)
        years = [period.year for period in self.pricing.engine.periods[1:]]
        own, others = (len(years_of_term(each, years)) for each in (here, there))
        if own != others:
            annual = self._summed(by_issue).seen(View.ANNUAL)
            how = f"{words}: sum of the {own} years of {one}"
            yield Candidate(Fraction(sum(annual[:own]), 100), how, Basis.LIFE, one, "", None, own)

    def _by_issue(self, agreement: Agreement, against: Against) -> Mapping[str, Series]:
        return differences(self.pricing.engine, agreement, against, By.ISSUE, self.pricing.status_quo_agreement)

    def _summed(self, by_issue: Mapping[str, Series]) -> Series:
        """The whole difference: what its issues come to, to the cent."""
        return summed(by_issue, len(self.pricing.engine.periods))

    def _seen(self, agreement: Agreement, by_issue: Mapping[str, Series], base: str, words: str) -> Iterator[Candidate]:
        """The whole difference in every view, and that of each issue."""
        yield from self._viewed(agreement, self._summed(by_issue), base, "", words)
        for issue, series in by_issue.items() if len(by_issue) > 1 else ():
            yield from self._viewed(agreement, series, base, issue, f"{words}, {issue} alone")

    def _viewed(
        self, agreement: Agreement, series: Series, base: str, scope: str, words: str, *, is_usual: bool = True
    ) -> Iterator[Candidate]:
        years = [period.year for period in self.pricing.engine.periods[1:]]
        for value, basis, year, counted, how in _views(series, len(years_of_term(agreement, years))):
            how = f"{words}: {how}"
            yield Candidate(value, how, basis, base, scope, year, counted, is_usual_base=is_usual)

    def _raises(self, offer: str) -> Iterator[Candidate]:
        agreement = self._agreement(offer)
        term = self.offers[offer].term
        years = [period.year for period in self.pricing.engine.periods[1:]]
        length = len(years_of_term(agreement, years))
        for clause in agreement.of_kind("schedule_raise"):
            raises = [one for one in raises_of(agreement, clause) if term.first <= one.effective <= term.last]
            if raises:
                at = [max(1, sum(year.first <= one.effective for year in years)) for one in raises]
                yield from _raised(offer, [one.percent for one in raises], at, length)
        yield from self._pay_growth(offer, agreement, length)

    def _pay_growth(self, offer: str, agreement: Agreement, last: int) -> Iterator[Candidate]:
        """What salaries alone grow by, with steps, over the term and in its first year."""
        pay = self._salaries(agreement)
        if not pay[0]:
            return
        for year in dict.fromkeys((1, last)):
            yield Candidate(
                Fraction(100 * (pay[year] - pay[0]), pay[0]),
                f"{offer}: salaries of year {year} over those of the base year, steps included",
                years=year,
                steps=Standing.IN,
            )

    def _salaries(self, agreement: Agreement, *more: Period) -> list[int]:
        """What salaries alone come to, by period, in more periods too where they are asked for; no other line is priced."""
        engine = self.pricing.engine
        periods = (*engine.periods, *more)
        lines = [line for line in engine.join(agreement).of_employer if line.rule.name == "salary"]
        nothing = (0,) * len(periods)
        each = [nothing, *(engine.totals(agreement, line, periods) for line in lines)]
        return [sum(cents) for cents in zip(*each, strict=True)]

    def _mean_pay(self) -> Iterator[Candidate]:
        roster = self.pricing.engine.roster
        pay = self._salaries(self.pricing.status_quo_agreement)[0]
        jobs = Fraction(roster.fte, FULL_TIME)
        yield Candidate(
            Fraction(pay, 100) / jobs, "salaries of the base year / full-time jobs of the roster", Basis.A_YEAR
        )
        yield Candidate(Fraction(pay, 100 * roster.people), "salaries of the base year / people", scope="people")

    def _mean_pay_of(self, unit: str) -> Iterator[Candidate]:
        """Salaries of one unit in the base year over its jobs."""
        engine, agreement = self.pricing.engine, self.pricing.status_quo_agreement
        rows = engine.roster.labels["unit"].numbers({unit: 1}) == 1
        jobs = Fraction(engine.roster.take(rows).fte, FULL_TIME)
        pay = sum(
            engine.split(agreement, line, engine.periods[0], "unit").get(unit, 0)
            for line in engine.join(agreement).lines.values()
            if line.rule.name == "salary"
        )
        if jobs:
            words = f"salaries of unit {unit} in the base year / its full-time jobs"
            yield Candidate(Fraction(pay, 100) / jobs, words, Basis.A_YEAR, scope=unit)

    def _entry_pay(self) -> Iterator[Candidate]:
        engine = self.pricing.engine
        for name, pay in entry_pay(engine, self.pricing.status_quo_agreement, engine.periods[0]).items():
            yield Candidate(pay, f"the entry cell of {name} in the base year", Basis.A_YEAR, scope=ENTRY_PAY)

    def _pay_under(self, offer: str) -> Iterator[Candidate]:
        """Mean pay and entry pay in each year under an offer; mean pay of a full year under what its last day has in force."""
        engine, agreement = self.pricing.engine, self._agreement(offer)
        salaries = self._salaries(agreement, engine.run_rate_period(agreement))
        jobs = Fraction(engine.roster.fte, FULL_TIME)
        words = f"salaries of a full year as the last day of {offer} has them / full-time jobs of the roster"
        yield Candidate(Fraction(salaries[-1], 100) / jobs, words, Basis.RUN_RATE)
        for number, period in enumerate(engine.periods[1:], 1):
            mean = Fraction(salaries[number], 100) / jobs
            words = f"in {period.label} under {offer}"
            yield Candidate(mean, f"salaries {words} / full-time jobs of the roster", Basis.BY_YEAR, year=number)
            for name, pay in entry_pay(engine, agreement, period).items():
                yield Candidate(pay, f"the entry cell of {name} {words}", Basis.BY_YEAR, scope=ENTRY_PAY, year=number)

    def _counts(self, unit: str) -> Iterator[Candidate]:
        roster = self.pricing.engine.roster
        people, jobs = Fraction(roster.people), Fraction(roster.fte, FULL_TIME)
        yield Candidate(people, "people on the roster", is_named=unit == "members")
        yield Candidate(jobs, "full-time jobs on the roster", scope="jobs", is_named=unit == "jobs")


def _turned(costs: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Costs as savings."""
    return tuple(one._replace(value=-one.value) for one in costs)


def _raised(offer: str, percents: list[Fraction], at: list[int], years: int) -> Iterator[Candidate]:
    """Raises added, compounded, by the year, and each in the year of the contract that it is of; some years may have none."""
    count, written = len(percents), " + ".join(format_rate(percent) for percent in percents)
    simple = 100 * sum(percents, Fraction(0))
    compound = 100 * (prod((1 + percent for percent in percents), start=Fraction(1)) - 1)
    out = Standing.OUT
    yield Candidate(simple, f"{offer}: {written}", years=years, steps=out, compounded=False)
    yield Candidate(compound, f"{offer}: {written}, compounded", years=years, steps=out, compounded=True)
    yield Candidate(simple / max(1, years), f"{offer}: {written}, mean of a year", Basis.A_YEAR, years=years, steps=out)
    for number, (percent, year) in enumerate(zip(percents, at, strict=True), 1):
        words = f"{offer}: raise {number} of {count}"
        yield Candidate(100 * percent, words, Basis.BY_YEAR, year=year, steps=out, compounded=False)


def _views(series: Series, term: int) -> Iterator[tuple[Fraction, Basis, int | None, int | None, str]]:
    """A series in every view: dollars, basis, year of the contract, years, and the view in words."""
    annual, added = series.seen(View.ANNUAL), series.seen(View.INCREMENT)
    horizon, own = len(annual), sum(annual[:term])
    yield Fraction(own, 100), Basis.LIFE, None, term, f"sum of its own {term} years"
    if horizon != term:
        yield Fraction(sum(annual), 100), Basis.LIFE, None, horizon, f"sum of all {horizon} years"
    yield Fraction(own, 100 * max(1, term)), Basis.A_YEAR, None, term, f"mean of its own {term} years"
    yield Fraction(series.run_rate, 100), Basis.RUN_RATE, None, None, "run-rate"
    for number, cents in enumerate(annual, 1):
        yield Fraction(cents, 100), Basis.BY_YEAR, number, None, f"year {number}"
    for number, cents in enumerate(added[1:], 2):
        yield Fraction(cents, 100), Basis.BY_YEAR, None, None, f"what year {number} adds"
