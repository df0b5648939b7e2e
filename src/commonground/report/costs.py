"""The tables of a costing: what an offer costs, in one view, against a reference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from commonground.agreement.agreement import Agreement
from commonground.costing.breakdown import (
    NOT_STATED,
    Against,
    By,
    differences,
    one_time_difference,
    total_difference,
)
from commonground.costing.engine import Engine
from commonground.costing.gap import years_of_term
from commonground.costing.needs import Need, needs_of
from commonground.costing.together import TOGETHER
from commonground.costing.views import Series, View
from commonground.negotiation import Negotiation
from commonground.report.addresses import AGREED, ONE_TIME, ONGOING
from commonground.report.agreed import agreed_issues, agreed_notes
from commonground.report.asides import aside_notes
from commonground.report.basis import BROKEN, RosterBasis, basis_notes, on_both, part_on, seen_on
from commonground.report.opened_lines import jobs_written
from commonground.report.table import Row, Table, money_columns
from commonground.values.money import format_cents

VIEW_SAYS = {
    View.INCREMENT: "increment: what each year adds to the year before",
    View.ANNUAL: "annual: what each year costs more",
    View.CUMULATIVE: "cumulative: what has been paid more so far",
    View.RUN_RATE: "run-rate: a full year of what is in force on the term's last day",
}
STATED = (By.FUND, By.UNIT, By.SCHOOL)
WHOLE_SAYS = {
    View.ANNUAL: "annual: the whole employer cost of each year; the base year is annualised on the snapshot's day",
    View.CUMULATIVE: "cumulative: all that has been paid since the base year",
}


def view_says(view: View, against: Against) -> str:
    """What a view shows, in words: of a difference, or of the whole cost."""
    return (WHOLE_SAYS if against.is_nothing else {}).get(view, VIEW_SAYS[view])


def cost_table(
    negotiation: Negotiation,
    name: str,
    agreement: Agreement,
    against: Against,
    view: View,
    by: By,
    *,
    basis: RosterBasis = RosterBasis.BOTH,
) -> Table:
    """An agreement's cost against a reference, broken down, in one view, on one roster or on both.

    On both, the parts are those of the cast-forward roster; breakage stands between its total and the actual roster's.
    """
    negotiation = seen_on(negotiation, basis)
    engine, status_quo = negotiation.pricing.engine, negotiation.pricing.status_quo_agreement
    parts = _as_people_count(differences(engine, agreement, against, by, status_quo), by)
    total = total_difference(engine, agreement, against)
    labels = column_labels(negotiation, agreement, view)
    with_base = against.is_nothing and view is View.ANNUAL
    seen = _Seen(view, (negotiation.base.label, *labels) if with_base else tuple(labels), name, against.id, with_base)
    on = partial(part_on, negotiation)
    rows = [seen.row(part, on(f"{by}:{part}"), series) for part, series in parts.items() if by is not By.YEAR]
    of_which = _of_which(engine, agreement, against, total)
    if by is By.ISSUE and any((agreed := agreed_share(parts, against.agreement or status_quo, agreement)).cents):
        of_which.append((AGREED, agreed))
    for label, series, part in on_both(negotiation, agreement, against, total, basis):
        rows.append(seen.row(label, on(part), series, is_total=label != BROKEN))
        rows += [seen.row(f"of which {one}", on(one), held) for one, held in of_which if part == "total"]
    title = f"{agreement.title}: {_title_of(view, against)}"
    heading = "all employer cost" if by is By.YEAR else f"by {by}"
    notes = (
        f"{view_says(view, against)}.",
        *_unstated_notes(parts, by),
        *together_notes(parts if by is By.ISSUE else (), agreement, against.agreement or status_quo),
        *agreed_notes(agreement),
        *standing_notes(negotiation, agreement, has_years=view is not View.RUN_RATE, basis=basis),
    )
    return Table(title, heading, money_columns(seen.labels), tuple(rows), notes, f"cost/{name}/{view}/{by}")


def _as_people_count(parts: dict[str, Series], by: By) -> dict[str, Series]:
    """Funds, units and schools in the order of their numbers and letters, what is not stated last; other parts as they come."""
    if by not in STATED:
        return parts

    def key(part: str) -> tuple[bool, list[tuple[int, str]]]:
        words = re.findall(r"[0-9]+|[^0-9]+", part.casefold())
        return part == NOT_STATED, [(int(word), "") if word.isdecimal() else (-1, word) for word in words]

    return {part: parts[part] for part in sorted(parts, key=key)}


def _unstated_notes(parts: Mapping[str, Series], by: By) -> tuple[str, ...]:
    """How a fund, a unit or a school is stated, where none is."""
    if by not in STATED or list(parts) != [NOT_STATED]:
        return ()
    clause = ', or in a clause: fund = "NAME"' if by is By.FUND else ""
    return (f'Nothing states a {by}: write it in the roster\'s column "{by}"{clause}.',)


def _title_of(view: View, against: Against) -> str:
    """What the columns of a cost say, in the words of a title."""
    of = "the whole cost" if against.is_nothing else f"cost against {against.name}"
    return f"{of}, each year less the year before" if view is View.INCREMENT else of


def _of_which(engine: Engine, agreement: Agreement, against: Against, total: Series) -> list[tuple[str, Series]]:
    """What of the total is paid once and what goes on, where anything is paid once."""
    once = one_time_difference(engine, agreement, against)
    return [(ONE_TIME, once), (ONGOING, total - once)] if any(once.cents) else []


def agreed_share(parts: Mapping[str, Series], reference: Agreement, agreement: Agreement) -> Series:
    """Of a cost by issue: the sum of the issues on which both sides agree."""
    agreed = agreed_issues(reference, agreement)
    periods = len(next(iter(parts.values())).cents) if parts else 0
    return sum(
        (series for issue, series in parts.items() if agreed.issuperset(issue.split(TOGETHER))),
        start=Series.nothing(periods),
    )


def column_labels(negotiation: Negotiation, agreement: Agreement, view: View) -> list[str]:
    """The fiscal years, those past the agreement's term with a mark; or the run-rate."""
    if view is View.RUN_RATE:
        return [f"full year as of {agreement.term.last}" if agreement.term else "full year"]
    return year_labels(negotiation, agreement)


def year_labels(negotiation: Negotiation, *agreements: Agreement) -> list[str]:
    """The fiscal years, those past the term of any of the agreements with a mark."""
    terms = [years_of_term(agreement, negotiation.years) for agreement in agreements]
    return [f"{year.label}{'' if all(year in term for term in terms) else '*'}" for year in negotiation.years]


@dataclass(frozen=True)
class _Seen:
    """How the rows of one table are seen: the view, the columns, and the words that their addresses begin and end with."""

    view: View
    labels: tuple[str, ...]
    name: str
    against: str
    with_base: bool = False

    def row(self, label: str, part: str, series: Series, *, is_total: bool = False) -> Row:
        """A row in this view, each of its cells with its address where it can be opened."""
        years = ("run-rate",) if self.view is View.RUN_RATE else tuple(label.rstrip("*") for label in self.labels)
        addresses = tuple(f"{self.name}/{year}/{part}/{self.view}/{self.against}" for year in years) if part else ()
        figures = series.cents if self.with_base else series.seen(self.view)
        return Row(label, figures, addresses, is_total)


def standing_notes(
    negotiation: Negotiation,
    *agreements: Agreement,
    has_years: bool = True,
    basis: RosterBasis = RosterBasis.CAST_FORWARD,
) -> tuple[str, ...]:
    """What every total has to say with it: what holds after expiry, the clauses that stay out, on which roster it stands."""
    years = negotiation.years
    notes = [f"Assumed {negotiation.expiry}."]
    over = [agreement.title for agreement in agreements if len(years_of_term(agreement, years)) < len(years)]
    if has_years and over:
        notes.append(f"* past the term of {' and of '.join(dict.fromkeys(over))}.")
    notes += gap_notes(agreements, negotiation.agreement)
    notes += aside_notes(negotiation, agreements)
    notes += need_notes(negotiation.pricing.engine, agreements)
    return (*notes, *basis_notes(negotiation, basis))


def together_notes(parts: Iterable[str], *agreements: Agreement) -> tuple[str, ...]:
    """What is to be said of rows that are more than one issue."""
    issues = {provision.issue for agreement in agreements for provision in agreement}
    joined = [part for part in parts if TOGETHER in part and part not in issues]
    said = "issues that only stand together: a mixture of their clauses from both sides cannot be priced"
    return tuple(f"{part}: {said}." for part in joined)


def need_notes(engine: Engine, agreements: Iterable[Agreement]) -> list[str]:
    """What is needed beside a pool, and in no total: in the first year of a need, and in each that differs from the year before."""
    found: dict[str, None] = {}
    for agreement in agreements:
        by_line: dict[str, dict[str, Need]] = {}
        for period in engine.periods[1:]:
            for need in needs_of(engine, agreement, period):
                by_line.setdefault(need.line, {})[period.label] = need
        years = [period.label for period in engine.periods[1:]]
        found |= dict.fromkeys(_needed(needs, years) for needs in by_line.values())
    return list(found)


def _needed(needs: Mapping[str, Need], years: Sequence[str]) -> str:
    """One need by year, as a sentence: "none" from a year on in which it ends."""
    first, told = next(iter(needs)), next(iter(needs.values()))
    said, before = [f"{told.title}: {_need_of(told)}"], (told.jobs, told.cents)
    for year in years[years.index(first) + 1 :]:
        need = needs.get(year)
        now = (need.jobs, need.cents) if need else (Fraction(0), 0)
        if now != before:
            written = _need_of(need) if need and need.jobs != before[0] else format_cents(now[1])
            said.append(f"{year}: {written if need else 'none'}")
        before = now
    return f"Needed in {first} beside the pool, and in no total: {'; '.join(said)}."


def _need_of(need: Need) -> str:
    jobs = f"{jobs_written(need.jobs)} {'position' if need.jobs == 1 else 'positions'}, " if need.jobs else ""
    return f"{jobs}{format_cents(need.cents)}"


def gap_titles(agreements: Iterable[Agreement]) -> tuple[str, ...]:
    """The clauses that may cost something and are in no total, each once."""
    found = {p.id: f"{p.title} ({p.status})" for agreement in agreements for p in agreement.gaps}
    return tuple(found.values())


def gap_notes(agreements: Iterable[Agreement], in_force: Agreement | None = None) -> list[str]:
    """The same as sentences: what is in nobody's total, and what an offer would add to that."""
    titles = gap_titles(agreements)
    common = [title for title in titles if in_force is None or title in gap_titles([in_force])]
    added = [title for title in titles if title not in common]
    notes = [f"Not in any total: {'; '.join(common)}."] if common else []
    return [*notes, f"Nor what the offer adds: {'; '.join(added)}."] if added else notes
