"""Positions that cannot be priced: claims on schools or classes that no file states, and prices that nothing stands behind."""

from __future__ import annotations

from collections.abc import Iterator

from commonground.agreement.agreement import Agreement
from commonground.agreement.fields import Terms
from commonground.agreement.kinds import KINDS
from commonground.agreement.kinds.class_size import ClassSize
from commonground.agreement.kinds.salary_schedule import SalarySchedule
from commonground.agreement.kinds.staffing import PositionClaim, Staffing
from commonground.agreement.position_price import EntryPlacement, PositionPrice
from commonground.agreement.provision import Provision, Status
from commonground.costing.bands import in_scope
from commonground.files.findings import quoted
from commonground.files.places import Places
from commonground.files.school_tables import SCHOOLS, SECTIONS
from commonground.files.validation import did_you_mean
from commonground.negotiation import Negotiation
from commonground.values.labels import Labels
from commonground.values.problem import Place, Problem


def unpriced_positions(negotiation: Negotiation, agreement: Agreement, file: str, places: Places) -> Iterator[Problem]:
    """What keeps the positions of an agreement's clauses from being counted or priced."""
    for provision in agreement:
        for version in provision.versions if provision.status is Status.COSTED else ():
            terms = version.terms
            if not _creates(provision, terms):
                continue
            if isinstance(terms, Staffing):
                for claim in terms.claims:
                    yield from _of_claim(negotiation, claim, places.clause(file, provision.id, "claims"))
            elif isinstance(terms, ClassSize):
                yield from _of_limits(negotiation, terms, places.clause(file, provision.id, "limits"))
                if not len(negotiation.sections):
                    continue
            yield from _of_price(negotiation, agreement, provision, terms, places.clause(file, provision.id, "price"))


def _creates(provision: Provision, terms: Terms) -> bool:
    """Whether a clause counts schools or classes, or creates positions."""
    if isinstance(terms, Staffing | ClassSize):
        return True
    rules = [rule for rule in KINDS[provision.kind].rules if rule.per == "position" and not rule.leavers]
    return any(rule.when is None or rule.when(terms) for rule in rules)


def _of_claim(negotiation: Negotiation, claim: PositionClaim, place: Place) -> Iterator[Problem]:
    """A claim that reads schools needs them, their counts, and the words that it names."""
    schools = negotiation.schools
    if not (claim.is_by_school or claim.counts_pupils):
        return
    if not len(schools):
        mend = f"Write {SCHOOLS} with a row for each school, or for so many that are alike (`schools`)."
        yield Problem("no-schools", place, "a claim by school or by pupils", f"{SCHOOLS} in the folder", mend)
        return
    if claim.counts_pupils and claim.of not in schools.numbers:
        known = [name for name in schools.numbers if name != "schools"]
        mend = did_you_mean(claim.of, known, f"Correct `of`, or add the column to {SCHOOLS}.")
        yield Problem("unknown-of-schools", place, f"of = {quoted(claim.of)}", f"one of {', '.join(known)}", mend)
    for column, words in (("level", claim.levels), ("school", claim.schools)):
        yield from _unknown(schools.labels[column], words, f"a {column} of {SCHOOLS}", place)


def _of_limits(negotiation: Negotiation, terms: ClassSize, place: Place) -> Iterator[Problem]:
    """A limit needs the classes; beside a pool their need may stay unknown."""
    sections = negotiation.sections
    if not len(sections):
        if not terms.pool:
            mend = f"Write {SECTIONS} with a row for each class, or for each grade and how many classes (`sections`)."
            yield Problem("no-sections", place, "a limit on classes", f"{SECTIONS} in the folder", mend)
        return
    for limit in terms.limits:
        yield from _unknown(sections.labels["grade"], limit.grades, f"a grade of {SECTIONS}", place)


def _unknown(known: Labels, named: tuple[str, ...], expected: str, place: Place) -> Iterator[Problem]:
    for word in named:
        if word not in known.words:
            mend = did_you_mean(word, known.words, "Correct the word.")
            yield Problem("unknown-of-schools", place, quoted(word), expected, mend)


def _of_price(
    negotiation: Negotiation, agreement: Agreement, provision: Provision, terms: Terms, place: Place
) -> Iterator[Problem]:
    """A mean needs people in the clause's scope; an entry needs a cell of the schedule."""
    price = getattr(terms, "price", None)
    assert isinstance(price, PositionPrice)
    if price.entry is not None and not _is_printed(agreement, price.entry):
        entry = price.entry
        words = ", ".join(
            f"{name} {quoted(word)}" for name, word in entry if word and name in ("schedule", "lane", "step")
        )
        mend = "Correct `entry`: unit, schedule, lane and step as the roster would write them."
        yield Problem("unknown-entry", place, words, "a cell of a salary schedule that covers the unit", mend)
    if price.benefits is None or price.by == "mean":
        inside = in_scope(provision.scope, negotiation.roster)
        if not int((negotiation.roster.numbers["count"] * negotiation.roster.numbers["fte"])[inside].sum()):
            got = f"a mean of nobody ({provision.scope})"
            mend = "Widen the clause's scope to people of the roster, or state `salary` and `benefits`."
            yield Problem("no-peers", place, got, "people of the roster in the clause's scope", mend)


def _is_printed(agreement: Agreement, entry: EntryPlacement) -> bool:
    return any(
        (cell.schedule, cell.lane, cell.step) == (entry.schedule, entry.lane, entry.step)
        for provision in agreement.of_kind("salary_schedule")
        if provision.scope.allows("unit", entry.unit)
        for version in provision.versions
        if isinstance(version.terms, SalarySchedule)
        for cell in version.terms.table
    )
