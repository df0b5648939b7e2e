"""What comparables name that one's own schedule does not have: benchmarks without a cell, lanes of a career."""

from __future__ import annotations

from collections.abc import Iterator

from commonground.comparables.figure import SETTLEMENT
from commonground.comparables.own import benchmark_named, cell_of
from commonground.files.comparables import FIGURES, HOW
from commonground.files.findings import quoted
from commonground.files.places import Places
from commonground.files.validation import did_you_mean
from commonground.negotiation import Negotiation
from commonground.report.own_pay import OwnPay, Under
from commonground.values.problem import Place, Problem, Severity


def doubtful_comparables(negotiation: Negotiation, places: Places) -> Iterator[Problem]:
    """What is compared with nothing. The agreement must be one that can be priced."""
    comparables = negotiation.comparables
    if not len(comparables):
        return
    own = OwnPay(negotiation)
    cells = own.cells(Under("status-quo", negotiation.pricing.status_quo_agreement), own.periods[0]).cents
    for name, figures in comparables.by_name.items():
        named = [one for one in figures if one.benchmark and name != SETTLEMENT]
        if named and cell_of(benchmark_named(name, comparables.benchmarks), cells) is None:
            place = Place(FIGURES, row=named[0].row, column="benchmark")
            expected = f'a benchmark that says its cell, such as "BA minimum" or "MA step 10", or one of {HOW}'
            mend = f"State it as a [[benchmark]] in {HOW}, or correct the word."
            yield Problem("unknown-benchmark", place, quoted(name), expected, mend, Severity.WARNING)
    lanes = list(dict.fromkeys(lane for lane, _ in cells))
    for _, lane in comparables.career.lanes if comparables.career is not None else ():
        if lane not in lanes:
            mend = did_you_mean(lane, lanes, "Correct the lane.")
            expected = f"a lane of the schedule: {', '.join(lanes)}"
            place = places.field(HOW, "career", "lanes")
            yield Problem("unknown-career-lane", place, f"lane {quoted(lane)}", expected, mend, Severity.WARNING)
