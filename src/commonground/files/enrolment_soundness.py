"""What health.csv and the rest of a folder say differently: plans without a premium, other counts, other premiums.

Law: a clause that reads the table and cannot is an error; where both the roster and the table count, a difference is a warning,
because one of the two may be of another day.
"""

from __future__ import annotations

from collections.abc import Iterator

from commonground.agreement.agreement import Agreement
from commonground.agreement.enrolled import reads_the_table
from commonground.agreement.kinds.health import Health
from commonground.agreement.provision import Provision, Status
from commonground.costing.insured import insured
from commonground.files.enrolment import HEALTH
from commonground.files.findings import quoted
from commonground.files.places import Places
from commonground.files.validation import did_you_mean
from commonground.negotiation import Negotiation
from commonground.values.money import format_cents
from commonground.values.problem import Place, Problem, Severity
from commonground.workforce.enrolment import Enrolled

AGREEMENT = "agreement.toml"


def unreadable_enrolment(negotiation: Negotiation, places: Places) -> Iterator[Problem]:
    """Clauses, of the agreement or of an offer, that read a table that is not there, or the same table twice."""
    yield from _unreadable(negotiation, _readers(negotiation.agreement), AGREEMENT, places)
    for name, offer in negotiation.offers.items():
        agreement = negotiation.pricing.amended(offer).agreement
        yield from _unreadable(negotiation, _readers(agreement), f"offers/{name}.toml", places)


def doubtful_enrolment(negotiation: Negotiation) -> Iterator[Problem]:
    """What the table says otherwise than the health clauses and the roster. The agreement must be one that can be priced."""
    if not len(negotiation.enrolment):
        return
    clauses = [p for p in negotiation.agreement.of_kind("health") if p.status is Status.COSTED]
    yield from _without_premium(negotiation, clauses)
    offers = (negotiation.pricing.amended(offer).agreement for offer in negotiation.offers.values())
    if not any(_readers(agreement) for agreement in (negotiation.agreement, *offers)):
        yield from _other_counts(negotiation)


def _readers(agreement: Agreement) -> list[Provision]:
    return [p for p in agreement.of_kind("health") if p.status is Status.COSTED and reads_the_table(p)]


def _unreadable(negotiation: Negotiation, readers: list[Provision], file: str, places: Places) -> Iterator[Problem]:
    """A clause that reads a table that is not there, and two that read the same contracts."""
    if readers and not len(negotiation.enrolment):
        mend = f'Write {HEALTH} with a row for each plan and tier, or let `enrolment` be "roster".'
        place = places.clause(file, readers[0].id, "enrolment")
        yield Problem("no-enrolment", place, "contracts of a table", f"{HEALTH} in the folder", mend)
    if len(readers) > 1:
        mend = 'Let one of them read the table, and the others the roster (`enrolment = "roster"`).'
        place = places.clause(file, readers[1].id, "enrolment")
        got = f"two clauses that read {HEALTH}: {readers[0].id}, {readers[1].id}"
        yield Problem("contracts-read-twice", place, got, "one, because both would pay for the same contracts", mend)


def _without_premium(negotiation: Negotiation, clauses: list[Provision]) -> Iterator[Problem]:
    """Rows whose plan and tier no clause prices, and rows that were billed at another premium than a clause says."""
    terms = [v.terms for clause in clauses for v in clause.versions if isinstance(v.terms, Health)]
    known = {premium.pair: (premium, said) for said in terms for premium in said.premiums}
    for row in negotiation.enrolment.rows:
        place = row.place or Place(HEALTH)
        if row.pair not in known:
            words = [" ".join(pair) for pair in known]
            mend = did_you_mean(
                " ".join(row.pair), words, "Correct the words, or add the premium to the health clause."
            )
            expected = f"a plan and tier of the health clause: {', '.join(words) or 'none'}"
            yield _warning("enrolled-without-premium", place, quoted(" ".join(row.pair)), expected, mend)
            continue
        premium, said = known[row.pair]
        year = row.year or negotiation.base.first.year
        if row.premium is not None and (grown := said.grown(premium.cents, year)) != row.premium:
            expected = f"{format_cents(grown)}, as the health clause has it in that year"
            mend = "Correct one of the two; costs are those of the clause."
            yield _warning("premium-differs", place, format_cents(row.premium), expected, mend)


def _other_counts(negotiation: Negotiation) -> Iterator[Problem]:
    """Plans and tiers of which the roster has other people than the table contracts."""
    pricing, year = negotiation.pricing, negotiation.base.first.year
    found = insured(pricing.engine, pricing.status_quo_agreement, pricing.engine.periods[0])
    heads = {(one.plan, one.tier): one.contracts for one in found if one.contracts and one.plan}
    pairs = dict.fromkeys(row.pair for row in negotiation.enrolment.rows)
    for pair in pairs:
        row = negotiation.enrolment.in_year(pair, year)
        assert isinstance(row, Enrolled)
        if heads and row.contracts != heads.get(pair, 0):
            place = row.place or Place(HEALTH)
            got, here = f"{row.contracts} contracts of {' '.join(pair)}", heads.get(pair, 0)
            expected = f"{here}, as the base year counts them"
            mend = 'What the base year counts is priced; a clause with `enrolment = "table"` would price the table.'
            yield _warning("enrolment-differs", place, got, expected, mend)
    if not heads:
        first = negotiation.enrolment.rows[0].place or Place(HEALTH)
        expected, mend = "a clause that reads it", 'Write `enrolment = "table"` in the health clause.'
        yield _warning("enrolment-unread", first, "contracts that nothing prices", expected, mend)


def _warning(code: str, place: Place, got: str, expected: str, mend: str) -> Problem:
    return Problem(code, place, got, expected, mend, Severity.WARNING)
