"""Orders of people that the roster cannot tell: ratings and schools that nobody has, seniority where nobody's service is known.

A layoff would then cut from everybody alike, or nothing at a school that closes, without a word.
"""

from __future__ import annotations

from collections.abc import Iterator

from commonground.agreement.agreement import Agreement
from commonground.agreement.kinds.layoff import Layoff
from commonground.agreement.kinds.performance_pay import PerformancePay
from commonground.agreement.provision import Provision, Status
from commonground.costing.bands import in_scope
from commonground.files.findings import quoted
from commonground.files.places import Places
from commonground.files.validation import did_you_mean
from commonground.values.problem import Place, Problem, Severity
from commonground.workforce.roster import Roster


def unordered(roster: Roster, agreement: Agreement, file: str, places: Places) -> Iterator[Problem]:
    """What a clause orders or pays people by, and the roster does not say."""
    for clause in agreement.of_kind("layoff", "performance_pay"):
        if clause.status is Status.COSTED and in_scope(clause.scope, roster).any():
            for said in _of_nobody(
                roster, clause, "rating", _ratings(clause), places.clause(file, clause.id, "ratings")
            ):
                yield Problem("rating-of-nobody", *said, Severity.WARNING)
            for said in _of_nobody(roster, clause, "school", _closed(clause), places.clause(file, clause.id, "closed")):
                yield Problem("school-of-nobody", *said, Severity.WARNING)
            yield from _seniority(roster, clause, file, places)


def _ratings(clause: Provision) -> list[str]:
    """The ratings that a clause looks for on the roster."""
    found: list[str] = []
    for version in clause.versions:
        if isinstance(version.terms, Layoff):
            found += version.terms.ratings
        elif isinstance(version.terms, PerformancePay):
            found += [each.rating for each in version.terms.ratings if each.share is None and each.people is None]
    return found


def _closed(clause: Provision) -> list[str]:
    """The schools whose jobs a clause cuts."""
    terms = [version.terms for version in clause.versions if isinstance(version.terms, Layoff)]
    return [school for said in terms for schools in said.closed.values() for school in schools]


def _of_nobody(
    roster: Roster, clause: Provision, column: str, named: list[str], place: Place
) -> Iterator[tuple[Place, str, str, str]]:
    """Of each word that nobody in the clause's scope has: where it stands, got, expected, how to mend."""
    labels = roster.labels[column]
    here = set(labels.take(in_scope(clause.scope, roster).nonzero()[0]).to_list())
    for word in dict.fromkeys(named):
        if word not in here:
            expected = f"somebody in the clause's scope on {roster.source.file or 'the roster'} who has it"
            otherwise = f"Correct the {column}; leave it so if nobody has it yet."
            mend = did_you_mean(word, sorted(here - {""}), otherwise)
            yield place, f"{column} {quoted(word)} of 0 people", expected, mend


def _seniority(roster: Roster, clause: Provision, file: str, places: Places) -> Iterator[Problem]:
    goes_by_it = any(isinstance(v.terms, Layoff) and v.terms.order == "seniority" for v in clause.versions)
    if goes_by_it and not roster.numbers["service"][in_scope(clause.scope, roster)].any():
        got = "an order by seniority on a roster that says nobody's years of service"
        mend = "Add the column, or read the figure so: everybody is cut by the same share, at their mean pay."
        expected = f"the column service on {roster.source.file or 'the roster'}"
        yield Problem("service-of-nobody", places.clause(file, clause.id), got, expected, mend, Severity.WARNING)
