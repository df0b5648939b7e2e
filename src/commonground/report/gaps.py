"""The tables of a gap: what lies between two offers, by issue and year, and on each one's own term."""

from __future__ import annotations

from commonground.agreement.agreement import Agreement
from commonground.costing.breakdown import Against, By
from commonground.costing.gap import Gap, OwnTerm, gap, own_term
from commonground.costing.views import View
from commonground.negotiation import Negotiation
from commonground.report.addresses import ACTUAL, LEAST, MOST
from commonground.report.agreed import agreed_in_gap
from commonground.report.basis import BROKEN, RosterBasis, on_both, part_on, seen_on
from commonground.report.costs import standing_notes, together_notes, year_labels
from commonground.report.table import Column, Row, Table, money_columns
from commonground.values.wording import counted


def gap_tables(
    negotiation: Negotiation,
    names: tuple[str, str],
    agreements: tuple[Agreement, Agreement],
    basis: RosterBasis = RosterBasis.BOTH,
) -> list[Table]:
    """The gap by issue and year, the order range of each issue, and both offers on their own terms."""
    negotiation = seen_on(negotiation, basis)
    found = gap(negotiation.pricing.engine, *agreements, negotiation.pricing.status_quo_agreement)
    return [
        _by_issue(negotiation, names, agreements, found, basis),
        _ranges(negotiation, names, found),
        _own_terms(negotiation, names, agreements, found, basis),
    ]


def _by_issue(
    negotiation: Negotiation,
    names: tuple[str, str],
    agreements: tuple[Agreement, Agreement],
    found: Gap,
    basis: RosterBasis,
) -> Table:
    years = [year.label for year in negotiation.years]
    rows = []
    for share in found.attribution.shares:
        cents = share.cents[1:]
        if any(cents):
            part = part_on(negotiation, f"issue:{share.issue}")
            rows.append(Row(share.issue, (*cents, sum(cents)), _addresses(names, years, part)))
    against = Against(agreements[0].title, agreements[0], names[0])
    for label, series, part in on_both(negotiation, agreements[1], against, found.difference, basis, "gap"):
        cents = series.cents[1:]
        addresses = _addresses(names, years, part_on(negotiation, part))
        rows.append(Row(label, (*cents, sum(cents)), addresses, is_total=label != BROKEN))
    title = f"Gap: {agreements[1].title} less {agreements[0].title}"
    common = "On the common horizon; each issue's share is its mean over all orders (Shapley), exact to the cent."
    issues = [share.issue for share in found.attribution.shares]
    notes = (
        common,
        *together_notes(issues, *agreements),
        *agreed_in_gap(*agreements),
        *standing_notes(negotiation, *agreements, basis=basis),
    )
    labels = [*year_labels(negotiation, *agreements), "all years"]
    return Table(title, "issue", money_columns(labels), tuple(rows), notes, "gap")


def _addresses(names: tuple[str, str], years: list[str], issue: str) -> tuple[str, ...]:
    """The address of each year's figure, and of their sum: what the last year has paid more so far."""
    each = tuple(f"{names[1]}/{year}/{issue}/{View.ANNUAL}/{names[0]}" for year in years)
    return (*each, f"{names[1]}/{years[-1]}/{issue}/{View.CUMULATIVE}/{names[0]}")


def _ranges(negotiation: Negotiation, names: tuple[str, str], found: Gap) -> Table:
    last = len(found.attribution.periods) - 1
    label = found.attribution.periods[last].label
    rows = []
    for share in found.attribution.shares:
        between = share.ranges[last]
        if between is not None and any((share.cents[last], *between)):
            parts = (part_on(negotiation, f"{by}:{share.issue}") for by in (By.ISSUE, LEAST, MOST))
            addresses = tuple(f"{names[1]}/{label}/{part}/{View.ANNUAL}/{names[0]}" for part in parts)
            rows.append(Row(share.issue, (share.cents[last], *between), addresses))
    columns = money_columns(["share", "least", "most"])
    title = f"What each issue adds in {label}, by the order in which issues are taken"
    return Table(title, "issue", columns, tuple(rows), (), "gap-ranges")


def _own_terms(
    negotiation: Negotiation,
    names: tuple[str, str],
    agreements: tuple[Agreement, Agreement],
    found: Gap,
    basis: RosterBasis,
) -> Table:
    """Each offer over the years of its own term, on the rosters that are asked for."""
    on_both = basis is RosterBasis.BOTH and negotiation.actual is not None
    rows = []
    for name, agreement, term in zip(names, agreements, found.own_terms, strict=True):
        where = ", actual roster" if negotiation.is_on_actual else ""
        rows.append(_own_term_row(name, f"{agreement.title}{where}", term, part_on(negotiation, "total")))
        if on_both and (actual := negotiation.actual):
            here = own_term(actual, agreement, negotiation.pricing.status_quo_agreement)
            rows.append(_own_term_row(name, f"{agreement.title}, actual roster", here, ACTUAL))
    columns = (Column("own term", "text"), Column("cumulative"), Column("run-rate"))
    return Table("Each on its own term, against the status quo", "offer", columns, tuple(rows), (), "own-terms")


def _own_term_row(name: str, title: str, term: OwnTerm, part: str) -> Row:
    paid = f"{name}/{term.years[-1].label}/{part}/{View.CUMULATIVE}/status-quo" if term.years else ""
    addresses = ("", paid, f"{name}/{View.RUN_RATE}/{part}/{View.RUN_RATE}/status-quo")
    cells = (counted(len(term.years), "year"), term.cumulative if term.years else None, term.run_rate)
    return Row(title, cells, addresses)
