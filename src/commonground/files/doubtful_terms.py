"""Doubtful terms: what a clause may say and probably does not mean, told as warnings beside the result.

Law: nothing here changes a price; the terms are costed as they are written.
Here: raises above a quarter, raises of one day that compound, contributions above the pay they are a share of, cells of a
schedule that fall from one step to the next, and clauses that cite nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations, pairwise

from commonground.agreement.agreement import Agreement
from commonground.agreement.fields import Terms
from commonground.agreement.kinds.pension import Pension
from commonground.agreement.kinds.salary_schedule import Cell, SalarySchedule
from commonground.agreement.kinds.schedule_raise import Raise, ScheduleRaise
from commonground.agreement.provision import Provision, Status
from commonground.files.places import Places
from commonground.values.money import format_cents
from commonground.values.problem import Problem, Severity
from commonground.values.rate import format_rate
from commonground.values.wording import counted

LARGE = Fraction(1, 4)
NAMED = 3


def doubtful_terms(changed: Iterable[Provision], file: str, places: Places) -> Iterator[Problem]:
    """What the terms of some clauses say that may not be meant, each finding once."""
    found = (_of_terms(version.terms, one, file, places) for one in changed for version in one.versions)
    yield from dict.fromkeys(problem for problems in found for problem in problems)


def _of_terms(terms: Terms, provision: Provision, file: str, places: Places) -> Iterator[Problem]:
    if isinstance(terms, ScheduleRaise):
        yield from _of_raises(terms, provision, file, places)
    elif isinstance(terms, Pension):
        yield from _of_rates(terms, provision, file, places)
    elif isinstance(terms, SalarySchedule):
        yield from _of_cells(terms, provision, file, places)


def uncited(agreement: Agreement, file: str, places: Places) -> Iterator[Problem]:
    """One warning for all clauses that are in a total and say nowhere where they can be read."""
    found = [
        provision.id
        for provision in agreement
        if provision.status is Status.COSTED and any(version.citation is None for version in provision.versions)
    ]
    if found and agreement.citation is None:
        more = f" and {len(found) - NAMED:,} more" if len(found) > NAMED else ""
        got = f"{counted(len(found), 'clause')} without `cite`: {', '.join(found[:NAMED])}{more}"
        mend = 'Write where each can be read, such as: cite = { document = "Agreement 2022-2026", page = "31" }.'
        expected = "a citation for each clause that is in a total"
        yield Problem("no-citation", places.clause(file, found[0]), got, expected, mend, Severity.WARNING)


def _of_raises(terms: ScheduleRaise, provision: Provision, file: str, places: Places) -> Iterator[Problem]:
    place = places.clause(file, provision.id, "raises")
    for raise_ in terms.raises:
        if raise_.percent > LARGE:
            got = f"a raise of {format_rate(raise_.percent)} from {raise_.effective}"
            mend = "Look for a decimal point that slipped; if so much is meant, leave it so."
            expected = f"a raise of at most {format_rate(LARGE)}"
            yield Problem("large-raise", place, got, expected, mend, Severity.WARNING)
    for day in dict.fromkeys(one.effective for one, other in combinations(terms.raises, 2) if _compound(one, other)):
        got = f"two raises or more from {day} for the same cells, one upon the other"
        mend = "Join them into one, which may say `percent` and `flat`; if they are to compound, leave it so."
        yield Problem("raises-of-one-day", place, got, "one raise of a clause a day", mend, Severity.WARNING)


def _compound(one: Raise, other: Raise) -> bool:
    if one.effective != other.effective:
        return False
    of_each = ((one.steps, other.steps), (one.lanes, other.lanes))
    return not any(a is not None and b is not None and not set(a) & set(b) for a, b in of_each)


def _of_rates(terms: Pension, provision: Provision, file: str, places: Places) -> Iterator[Problem]:
    rates = {"rate": terms.rate} | {
        f"the rate of tier {name}": tier.rate or Fraction(0) for name, tier in terms.tiers.items()
    }
    for name, rate in rates.items():
        if rate > 1:
            got = f"{name} of {format_rate(rate)}" if name == "rate" else f"{name}, {format_rate(rate)}"
            mend = "Look for a decimal point that slipped; as it stands the contribution is more than the pay."
            place = places.clause(file, provision.id, "tiers" if terms.tiers and name != "rate" else "rate")
            yield Problem("large-rate", place, got, "a contribution of at most 100 % of pay", mend, Severity.WARNING)


def _of_cells(terms: SalarySchedule, provision: Provision, file: str, places: Places) -> Iterator[Problem]:
    lanes: dict[tuple[str, str], list[Cell]] = {}
    for cell in terms.table:
        if cell.salary is not None:
            lanes.setdefault((cell.schedule, cell.lane), []).append(cell)
    pairs = [pair for cells in lanes.values() for pair in pairwise(cells)]
    low = [(cell, after) for cell, after in pairs if 2 * _pays(cell) < _pays(after)]
    lower = [(cell, before) for before, cell in pairs if _pays(cell) < _pays(before)]
    place = places.clause(file, provision.id, "table")
    low_cells = {id(cell) for cell, _ in low}
    lower = [(cell, before) for cell, before in lower if id(cell) not in low_cells]
    mend = "Look for a digit or a decimal point that slipped; if so little is meant, leave it so."
    if low:
        got = _some(low, "under half of")
        yield Problem("low-cell", place, got, "a cell near its neighbours", mend, Severity.WARNING, len(low))
    if lower:
        expected = "steps of a lane that do not fall, in the order of the file"
        yield Problem("lower-step", place, _some(lower, "below"), expected, mend, Severity.WARNING, len(lower))


def _pays(cell: Cell) -> Fraction:
    assert cell.salary is not None
    return cell.salary


def _some(pairs: list[tuple[Cell, Cell]], how: str) -> str:
    cell, other = pairs[0]
    where = " ".join(part for part in (cell.schedule, cell.lane) if part)
    here = f"{where} step {cell.step}".strip()
    return f"{here}: {_dollars(cell)}, {how} {_dollars(other)} of step {other.step}"


def _dollars(cell: Cell) -> str:
    return format_cents(round(_pays(cell) * 100))
