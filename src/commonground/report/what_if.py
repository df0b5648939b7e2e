"""A what-if: a package beside the offer that it began as, the status quo, and what lies across the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from commonground.agreement.agreement import Agreement
from commonground.costing.breakdown import Against, By, differences, total_difference
from commonground.costing.views import Series, View
from commonground.negotiation import Negotiation
from commonground.report.basis import RosterBasis, part_on, parts_say, seen_on
from commonground.report.costs import column_labels, standing_notes, view_says
from commonground.report.table import Row, Table, money_columns

STATUS_QUO = "status-quo"
Named = tuple[str, Agreement]


def package_totals(
    negotiation: Negotiation,
    package: Named,
    start: Named,
    across: Named,
    view: View,
    basis: RosterBasis = RosterBasis.CAST_FORWARD,
) -> Table:
    """A package's cost by year against the status quo, and against where it began and what lies across the table.

    Each agreement comes with the name by which the negotiation knows it. On both rosters the lines of the actual one come after.
    """
    seen = seen_on(negotiation, basis)
    rows = _totals(seen, package, (start, across), view)
    if basis is RosterBasis.BOTH and negotiation.on_actual:
        rows += _totals(negotiation.on_actual, package, (start, across), view)
    notes = (
        f"First line against the status quo; {view_says(view, _status_quo(negotiation))}.",
        *standing_notes(seen, package[1], has_years=view is not View.RUN_RATE, basis=basis),
    )
    columns = money_columns(column_labels(negotiation, package[1], view))
    return Table("What it costs", "package", columns, tuple(rows), notes, "package/totals")


def package_issues(
    negotiation: Negotiation, package: Named, view: View, basis: RosterBasis = RosterBasis.CAST_FORWARD
) -> Table:
    """What each issue of a package adds to the status quo, by year; of both rosters, on the cast-forward one."""
    negotiation = seen_on(negotiation, basis)
    pricing = negotiation.pricing
    against = _status_quo(negotiation)
    parts = differences(pricing.engine, package[1], against, By.ISSUE, pricing.status_quo_agreement)
    rows = [_line(negotiation, package[0], f"issue:{issue}", issue, series, view) for issue, series in parts.items()]
    total = total_difference(pricing.engine, package[1], against)
    rows.append(_line(negotiation, package[0], "total", "total", total, view, is_total=True))
    columns = money_columns(column_labels(negotiation, package[1], view))
    notes = (
        "Each issue's share is its mean over all orders (Shapley); the shares sum to the total.",
        *parts_say(negotiation, basis),
    )
    return Table("Issue by issue, against the status quo", "issue", columns, tuple(rows), notes, "package/issues")


def compared(negotiation: Negotiation, versions: Mapping[str, Agreement], view: View) -> Table:
    """Several versions of a package against the status quo, by year."""
    against = _status_quo(negotiation)
    engine = negotiation.pricing.engine
    rows = [Row(name, total_difference(engine, agreement, against).seen(view)) for name, agreement in versions.items()]
    labels = _years(negotiation, view)
    notes = (f"Against the status quo; {view_says(view, against)}.", *standing_notes(negotiation, *versions.values()))
    return Table("Versions", "version", money_columns(labels), tuple(rows), notes, "package/versions")


def _status_quo(negotiation: Negotiation) -> Against:
    return Against("the status quo", negotiation.pricing.status_quo_agreement, STATUS_QUO)


def _totals(negotiation: Negotiation, package: Named, others: tuple[Named, Named], view: View) -> list[Row]:
    """A package against the status quo, where it began and what lies across, on the roster that the negotiation stands on."""
    on = ", actual roster" if negotiation.is_on_actual else ""
    rows = [_row(negotiation, package, _status_quo(negotiation), view, f"{package[1].title}, this package{on}")]
    for title, other in zip(("against where it began", "against"), others, strict=True):
        against = Against(other[1].title, other[1], other[0])
        label = f"{title}: {other[1].title}{on}"
        rows.append(_row(negotiation, package, against, view, label, is_total=title == "against"))
    return rows


def _row(
    negotiation: Negotiation, package: Named, against: Against, view: View, label: str, *, is_total: bool = False
) -> Row:
    series = total_difference(negotiation.pricing.engine, package[1], against)
    return _line(negotiation, package[0], "total", label, series, view, against.id, is_total=is_total)


def _line(
    negotiation: Negotiation,
    name: str,
    part: str,
    label: str,
    series: Series,
    view: View,
    against: str = STATUS_QUO,
    *,
    is_total: bool = False,
) -> Row:
    said = part_on(negotiation, part)
    addresses = tuple(f"{name}/{year}/{said}/{view}/{against}" for year in _years(negotiation, view))
    return Row(label, series.seen(view), addresses, is_total)


def _years(negotiation: Negotiation, view: View) -> Sequence[str]:
    return ("run-rate",) if view is View.RUN_RATE else [year.label for year in negotiation.years]
