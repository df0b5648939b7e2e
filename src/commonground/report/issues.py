"""The issues of a table: by family what each side's offer says on it, where it stands, what it costs, and what lies between.

Two offers are set side by side: of an employer and a union as a rule, but any two will do. Prices are against the status quo.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from textwrap import shorten

from commonground.agreement.agreement import Agreement
from commonground.agreement.family import Family
from commonground.bargaining.status import IssueStatus, status_board
from commonground.costing.breakdown import Against, By, differences, total_difference
from commonground.costing.engine import Engine
from commonground.costing.together import TOGETHER
from commonground.costing.views import Series, View
from commonground.negotiation import Negotiation
from commonground.report.addresses import ACTUAL
from commonground.report.basis import RosterBasis, part_on, parts_say
from commonground.report.costs import column_labels, standing_notes, together_notes, view_says
from commonground.report.opened_lines import in_words
from commonground.report.table import Column, Row, Table, money_columns
from commonground.report.terms import changes, terms_said

AS_IT_STANDS, NOT_RAISED, NOT_PRICED, STATUS_QUO = "as it stands", "not raised", "not priced", "status-quo"
LONGEST_LIST, LONGEST_WORDS = 6, 160


@dataclass(frozen=True)
class Beside:
    """Two agreements side by side, each by its name: the one of whose costs the other's are taken to tell the gap.

    `basis` says on which roster totals stand; of both, the parts of a total are those of the cast-forward roster. A negotiation
    that stands on the actual roster (`seen_on`) says so in its labels and addresses.
    """

    negotiation: Negotiation
    names: tuple[str, str]
    agreements: tuple[Agreement, Agreement]
    basis: RosterBasis = RosterBasis.BOTH

    @property
    def short_names(self) -> tuple[str, str]:
        """What heads a column of each: its party where the two have different ones, else its name."""
        held = [self.negotiation.offer(name).party if name != STATUS_QUO else name for name in self.names]
        return (held[0], held[1]) if held[0] != held[1] else self.names

    @property
    def years(self) -> tuple[str, ...]:
        """The fiscal years that are costed."""
        return tuple(year.label for year in self.negotiation.years)

    @cached_property
    def status_quo(self) -> Against:
        """What prices are set against."""
        return Against("the status quo", self.negotiation.pricing.status_quo_agreement, STATUS_QUO)

    @cached_property
    def by_issue(self) -> tuple[Mapping[str, Series], Mapping[str, Series], Mapping[str, Series]]:
        """What each issue costs under the one and the other, against the status quo, and the other less the one."""
        one, other = self.agreements
        between = Against(one.title, one, self.names[0])
        return self._parts(one, self.status_quo), self._parts(other, self.status_quo), self._parts(other, between)

    @cached_property
    def totals(self) -> tuple[Series, Series, Series]:
        """The whole of the same."""
        return self._totals(self.negotiation.pricing.engine)

    @cached_property
    def actual_totals(self) -> tuple[Series, ...]:
        """The same on the actual roster; nothing where no turnover is stated, or where one roster alone is asked for."""
        actual = self.negotiation.actual if self.basis is RosterBasis.BOTH else None
        return () if actual is None else self._totals(actual)

    def _totals(self, engine: Engine) -> tuple[Series, Series, Series]:
        one, other = self.agreements
        between = Against(one.title, one, self.names[0])
        return (
            total_difference(engine, one, self.status_quo),
            total_difference(engine, other, self.status_quo),
            total_difference(engine, other, between),
        )

    @cached_property
    def issues(self) -> tuple[str, ...]:
        """Every issue of the agreement in force and of both offers."""
        said = (self.negotiation.agreement, *self.agreements)
        return tuple(dict.fromkeys(issue for agreement in said for issue in agreement.issues))

    def family(self, issue: str) -> Family:
        """The family of an issue: its first clause's."""
        said = (self.negotiation.agreement, *self.agreements)
        return next(one.family for agreement in said for one in agreement if one.issue == issue)

    def addresses(self, part: str, year: str, view: View) -> tuple[str, str, str]:
        """The addresses of a part of both costs and of the gap; a run-rate's are of no year."""
        one, other = self.names
        when = str(View.RUN_RATE) if view is View.RUN_RATE else year
        end = f"{when}/{part if part == ACTUAL else part_on(self.negotiation, part)}/{view}"
        return f"{one}/{end}/{STATUS_QUO}", f"{other}/{end}/{STATUS_QUO}", f"{other}/{end}/{one}"

    def _parts(self, agreement: Agreement, against: Against) -> Mapping[str, Series]:
        pricing = self.negotiation.pricing
        return differences(pricing.engine, agreement, against, By.ISSUE, pricing.status_quo_agreement)


def issue_table(beside: Beside, view: View, year: str) -> Table:
    """Every issue by family: what is said, where it stands, prices and gap in one view of one year.

    `year` is a fiscal year's label; a run-rate is of none.
    """
    states = {one.issue: one for one in status_board(beside.negotiation.ledger, beside.negotiation.history)}
    by_family: dict[Family, list[Row]] = {family: [] for family in Family}
    for issue in beside.issues:
        family = beside.family(issue)
        by_family[family].append(_row(beside, issue, family, states.get(issue), view, year))
    for joined in _joined(beside):
        family = beside.family(joined.split(TOGETHER)[0])
        cells = (family.value, "", "", "", "", *_prices(beside, joined, view, year))
        by_family[family].append(Row(joined, cells, _links(beside, joined, view, year)))
    when = "full year" if view is View.RUN_RATE else year
    said = ("family", "status quo", *(one.title for one in beside.agreements), "state")
    money = (*(f"{name}, {when}" for name in beside.short_names), f"gap, {when}")
    columns = (*(Column(label, "text") for label in said), *money_columns(money))
    rows = tuple(row for family in Family for row in by_family[family])
    notes = (f"{NOT_PRICED}: no total holds it.", *parts_say(beside.negotiation, beside.basis))
    return Table("Issues", "issue", columns, rows, notes, "issues")


def totals_table(beside: Beside, view: View) -> Table:
    """Both costs against the status quo, and the gap, by year in one view."""
    years = ("run-rate",) if view is View.RUN_RATE else beside.years
    each = [beside.addresses("total", year, view) for year in years]
    labels = (*(one.title for one in beside.agreements), "gap")
    on = ", actual roster" if beside.negotiation.is_on_actual else ""
    rows = [
        Row(f"{label}{on}", series.seen(view), tuple(found[at] for found in each), at == 2)
        for at, (label, series) in enumerate(zip(labels, beside.totals, strict=True))
    ]
    opened = [beside.addresses(ACTUAL, year, view) for year in years]
    rows += [
        Row(f"{label}, actual roster", series.seen(view), tuple(found[at] for found in opened), at == 2)
        for at, (label, series) in enumerate(zip(labels, beside.actual_totals, strict=False))
    ]
    notes = (
        f"Against the status quo; {view_says(view, beside.status_quo)}.",
        *together_notes(beside.by_issue[2], *beside.agreements),
        *standing_notes(
            beside.negotiation, *beside.agreements, has_years=view is not View.RUN_RATE, basis=beside.basis
        ),
    )
    marked = [column_labels(beside.negotiation, one, view) for one in beside.agreements]
    columns = money_columns([max(pair, key=len) for pair in zip(*marked, strict=True)])
    return Table("Totals", "offer", columns, tuple(rows), notes, "totals")


def gap_shares(beside: Beside, view: View, year: str) -> Table:
    """The steps from one offer's total to the other's: what each issue adds, in one view of one year."""
    at = _place(beside, view, year)
    one, other, gap = (series.seen(view)[at] for series in beside.totals)
    links = beside.addresses("total", year, view)
    rows = [Row(beside.agreements[0].title, (one,), (links[0],), is_total=True)]
    rows += [
        Row(issue, (series.seen(view)[at],), (beside.addresses(f"issue:{issue}", year, view)[2],))
        for issue, series in beside.by_issue[2].items()
        if series.seen(view)[at]
    ]
    rows.append(Row(beside.agreements[1].title, (other,), (links[1],), is_total=True))
    when = "a full year" if view is View.RUN_RATE else year
    notes = ("Each issue's share is its mean over all orders (Shapley); the shares sum to the gap.",) if gap else ()
    columns = money_columns(["against the status quo"])
    return Table(f"From one to the other, {when}", "issue", columns, tuple(rows), notes, "waterfall")


def _row(beside: Beside, issue: str, family: Family, status: IssueStatus | None, view: View, year: str) -> Row:
    said = (issue_words(beside.negotiation.agreement, issue), *(_offered(beside, one, issue) for one in beside.names))
    words = (shorten(one, LONGEST_WORDS, placeholder=" …") for one in said)
    state = NOT_RAISED if status is None else str(status.state)
    cells = (family.value, *words, state, *_prices(beside, issue, view, year))
    return Row(issue, cells, _links(beside, issue, view, year))


def _prices(beside: Beside, issue: str, view: View, year: str) -> tuple[int | str | None, ...]:
    """What an issue costs on both sides, and between; no figure where it is priced only with others, or not at all."""
    if any(issue in joined.split(TOGETHER) and issue != joined for joined in _joined(beside)):
        return None, None, None
    at = _place(beside, view, year)
    stands = beside.negotiation.pricing.status_quo_agreement
    left_out = [_is_left_out(one, issue, stands) for one in beside.agreements]
    unpriced = (*left_out, any(left_out))
    return tuple(
        parts[issue].seen(view)[at] if issue in parts else NOT_PRICED if is_unpriced else 0
        for parts, is_unpriced in zip(beside.by_issue, unpriced, strict=True)
    )


def _is_left_out(agreement: Agreement, issue: str, stands: Agreement) -> bool:
    """Whether no total holds all that an agreement says on an issue, or something that it says otherwise than what stands."""
    found = [one for one in agreement if one.issue == issue]
    gaps = [one for one in found if one.status.is_gap]
    known = {one.digest for one in stands}
    return bool(gaps) and (gaps == found or any(one.digest not in known for one in gaps))


def _links(beside: Beside, issue: str, view: View, year: str) -> tuple[str, ...]:
    each = beside.addresses(f"issue:{issue}", year, view)
    return (*[""] * 5, *(link if issue in parts else "" for link, parts in zip(each, beside.by_issue, strict=True)))


def _place(beside: Beside, view: View, year: str) -> int:
    return 0 if view is View.RUN_RATE else beside.years.index(year)


def _joined(beside: Beside) -> list[str]:
    """The parts that are several issues which only stand together."""
    found = (name for parts in beside.by_issue for name in parts if TOGETHER in name and name not in beside.issues)
    return list(dict.fromkeys(found))


def issue_words(agreement: Agreement, issue: str) -> str:
    """What an agreement says on an issue, its latest words, clause by clause."""
    clauses = [one for one in agreement if one.issue == issue]
    said = ((one.title, ", ".join(_terms(terms_said(one.versions[-1]))) if one.versions else "") for one in clauses)
    return "; ".join(f"{title}: {words}" if words else title for title, words in said)


def _terms(said: Mapping[str, object]) -> Iterator[str]:
    for name, value in said.items():
        yield f"{name.replace('_', ' ')} {in_words(value, LONGEST_LIST)}"


def _offered(beside: Beside, name: str, issue: str) -> str:
    """What an offer says on an issue where that is not what stands."""
    if name == STATUS_QUO:
        return AS_IT_STANDS
    negotiation = beside.negotiation
    amended = negotiation.pricing.amended(negotiation.offer(name)).agreement
    return offered_words(negotiation.agreement, amended, issue)


def offered_words(before: Agreement, after: Agreement, issue: str) -> str:
    """What an agreement says on an issue that the one before it does not, clause by clause."""
    parts: list[str] = []
    for key in dict.fromkeys((*before.provisions, *after.provisions)):
        old, new = before.provisions.get(key), after.provisions.get(key)
        if (new or old or before[key]).issue != issue:
            continue
        if new is None or not new.versions:
            parts += [f"{(old or after[key]).title}: struck"]
            continue
        said = [f"{one.term} {one.then}" for one in changes(old, new, LONGEST_LIST)]
        parts += [f"{new.title}: {', '.join(said)}" if said else new.title] if said or old is None else []
    return "; ".join(parts) or AS_IT_STANDS


def choices(negotiation: Negotiation) -> Sequence[tuple[str, str]]:
    """Every agreement that may be set beside another: its name and its title."""
    offers = [(one.id, one.title) for one in negotiation.offers.values()]
    positions = [(name, one.title) for name, one in negotiation.positions.items()]
    return [(STATUS_QUO, "the status quo"), *offers, *positions]
