"""Coverage: words that the roster and the clauses do not share, so that a clause costs nothing for somebody without a word.

A health plan, a pension tier or a scope is matched by its name. A name that only the roster has, or only the clause, is a
warning with the number of people, because a letter too many would otherwise look like a saving.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.agreement.calendar import Calendar
from commonground.agreement.enrolled import reads_the_table
from commonground.agreement.kinds.health import Health
from commonground.agreement.kinds.pension import Pension
from commonground.agreement.kinds.pension_pickup import PensionPickup
from commonground.agreement.premium import Premium
from commonground.agreement.provision import Provision, Status
from commonground.costing.bands import in_scope
from commonground.files.findings import quoted
from commonground.files.places import Places
from commonground.files.validation import did_you_mean
from commonground.values.problem import Place, Problem, Severity
from commonground.values.wording import counted
from commonground.workforce.roster import Roster

Rows = npt.NDArray[np.bool_]
SHOWN = 2
NOT_ABOUT_PAY = ("language_only", "duration", "reopener")


def uncovered(roster: Roster, agreement: Agreement, file: str, places: Places, calendar: Calendar) -> Iterator[Problem]:
    """What the roster says and no clause names, and what a clause names and nobody on the roster has."""
    costed = [p for p in agreement if p.status is Status.COSTED and p.kind not in NOT_ABOUT_PAY]
    yield from _scopes(roster, costed, file, places)
    yield from _health(roster, [p for p in costed if p.kind == "health"], file, places, calendar)
    yield from _tiers(roster, [p for p in costed if p.kind in ("pension", "pension_pickup")], file, places)


def _scopes(roster: Roster, costed: Iterable[Provision], file: str, places: Places) -> Iterator[Problem]:
    for provision in costed:
        if not in_scope(provision.scope, roster).any():
            place = places.clause(file, provision.id, "scope")
            expected = f"somebody on {_name(roster)}"
            column = next(iter(provision.scope.words), "")
            known = roster.labels[column].words if column else ()
            word = provision.scope.words[column][0] if column and provision.scope.words[column] else ""
            mend = did_you_mean(word, known, "Correct the scope; until then the clause costs nothing.")
            yield _warning("scope-of-nobody", place, f"a scope with nobody in it ({provision.scope})", expected, mend)


def _health(
    roster: Roster, clauses: list[Provision], file: str, places: Places, calendar: Calendar
) -> Iterator[Problem]:
    plans, tiers = roster.labels["health_plan"], roster.labels["health_tier"]
    enrolled = (plans.numbers({"": 0}, otherwise=1) | tiers.numbers({"": 0}, otherwise=1)) == 1
    if not enrolled.any():
        yield from _nobody_enrolled(roster, clauses, file, places)
        return
    named: Rows = np.zeros(len(roster), dtype=np.bool_)
    about: Rows = np.zeros(len(roster), dtype=np.bool_)
    priced: dict[str, None] = {}
    for clause in clauses:
        inside, is_paid, unchosen = in_scope(clause.scope, roster), False, list[Premium]()
        by_version = [{(p.plan, p.tier): p for p in terms.premiums} for terms in _in_force(clause, calendar)]
        always = [pair for pair in _merged(by_version) if all(pair in listed for listed in by_version)]
        priced.update(dict.fromkeys(f"{plan} {tier}" for plan, tier in always))
        for (plan, tier), premium in _merged(by_version).items():
            here = inside & (plans.numbers({plan: 1}) == 1) & (tiers.numbers({tier: 1}) == 1)
            about |= inside
            named |= here if (plan, tier) in always else False
            heads = int(roster.numbers["count"][here].sum())
            is_paid = is_paid or bool(heads or premium.is_counted)
            if premium.is_counted and heads and not reads_the_table(clause):
                yield _counted_twice(premium, heads, places.clause(file, clause.id, "premiums"), roster)
            elif (
                not premium.is_counted and not heads and not _is_target(clause, premium) and not reads_the_table(clause)
            ):
                unchosen.append(premium)
        if unchosen:
            yield _premiums_of_nobody(unchosen, places.clause(file, clause.id, "premiums"), roster)
        if is_paid and any(terms.mean_per_fte for terms in _in_force(clause, calendar)):
            place, got = places.clause(file, clause.id, "mean_per_fte"), "a mean cost of each job beside premiums"
            mend = "Strike one of the two; until then whoever has a premium costs both."
            yield _warning("mean-beside-premiums", place, got, "either `mean_per_fte` or `premiums`", mend)
    unpriced = _distinct(roster, ("health_plan", "health_tier"), about & enrolled & ~named)
    if unpriced:
        row = unpriced[0][0]
        pairs = [f"plan {quoted(plans[row])} tier {quoted(tiers[row])}" for row, _ in unpriced]
        got = f"{_some(pairs)} for {counted(sum(people for _, people in unpriced), 'person', 'people')}"
        expected = f"a plan and tier of the health clause: {', '.join(priced) or 'none is named in every year'}"
        place = Place(_name(roster), row=int(roster.row[row]), column="health_plan")
        mend = "Correct the words, or add the premium; until then they have no health cost."
        yield _warning("no-premium", place, got, expected, mend)


def _some(pairs: list[str]) -> str:
    """The first plans and tiers of a list, and how many more it has."""
    more = len(pairs) - SHOWN
    return ", ".join(pairs) if more <= 0 else f"{', '.join(pairs[:SHOWN])} and {more} more"


def _is_target(clause: Provision, premium: Premium) -> bool:
    """Whether people are assumed to come to a plan and tier that nobody has yet."""
    terms = (version.terms for version in clause.versions if isinstance(version.terms, Health))
    return any(one.target == premium.pair for said in terms for one in said.migrations)


def _merged(by_version: list[dict[tuple[str, str], Premium]]) -> dict[tuple[str, str], Premium]:
    return {pair: premium for listed in by_version for pair, premium in listed.items()}


def _in_force(clause: Provision, calendar: Calendar) -> list[Health]:
    """What a health clause says in the costed years, version by version."""
    return [
        version.terms
        for version in clause.versions
        if isinstance(version.terms, Health)
        and version.start <= calendar.last_day
        and version.until > calendar.snapshot
    ]


def _counted_twice(premium: Premium, heads: int, place: Place, roster: Roster) -> Problem:
    """A premium that is paid for people on the roster and for contracts beside it."""
    what = f"plan {quoted(premium.plan)} tier {quoted(premium.tier)}"
    number = premium.enrolled or max(premium.enrolled_in.values(), default=premium.enrolled)
    got = f"{number} contracts of {what} and {counted(heads, 'person who has', 'people who have')} it"
    mend = "Strike `enrolled`, or the plan on the roster; both would be paid."
    return Problem("counted-twice", place, got, f"either contracts or people on {_name(roster)}", mend)


def _premiums_of_nobody(premiums: list[Premium], place: Place, roster: Roster) -> Problem:
    """The premiums of a clause that nobody pays, said once."""
    what = _some([f"plan {quoted(premium.plan)} tier {quoted(premium.tier)}" for premium in premiums])
    mend = "Correct the plan or the tier; leave it so if nobody has chosen it."
    expected = f"somebody on {_name(roster)} who has it"
    got = f"{'a premium' if len(premiums) == 1 else f'{len(premiums)} premiums'} of {what} for 0 people"
    return _warning("premium-of-nobody", place, got, expected, mend)


def _nobody_enrolled(roster: Roster, clauses: list[Provision], file: str, places: Places) -> Iterator[Problem]:
    for clause in clauses:
        listed = [*_premiums(clause)]
        terms = [version.terms for version in clause.versions if isinstance(version.terms, Health)]
        is_counted = any(p.is_counted for p in listed) or reads_the_table(clause)
        if listed and not is_counted and not any(said.mean_per_fte for said in terms):
            place = places.clause(file, clause.id, "premiums")
            expected = f"the columns health_plan and health_tier on {_name(roster)}"
            mend = "Add the columns, or say how many are `enrolled` in each plan; until then nobody has a health cost."
            yield _warning(
                "premium-of-nobody", place, "premiums for 0 people: nobody has a health plan", expected, mend
            )


def _premiums(clause: Provision) -> Iterator[Premium]:
    for version in clause.versions:
        if isinstance(version.terms, Health):
            yield from version.terms.premiums


def _tiers(roster: Roster, clauses: list[Provision], file: str, places: Places) -> Iterator[Problem]:
    labels = roster.labels["tier"]
    known: dict[str, None] = {}
    about: Rows = np.zeros(len(roster), dtype=np.bool_)
    for clause in clauses:
        inside = in_scope(clause.scope, roster)
        names = dict.fromkeys(
            name
            for version in clause.versions
            if isinstance(version.terms, Pension | PensionPickup)
            for name in version.terms.tiers
        )
        if names:
            about |= inside
        for name in names:
            if name not in known and not (labels.numbers({name: 1}) == 1).any():
                place = places.clause(file, clause.id, "tiers")
                mend = "Correct the tier; leave it so if nobody is in it yet."
                got, expected = f"tier {quoted(name)} for 0 people", f"somebody on {_name(roster)} in it"
                yield _warning("tier-of-nobody", place, got, expected, mend)
        known |= names
    if not known:
        return
    unnamed = labels.numbers({"": 0} | dict.fromkeys(known, 0), otherwise=1) == 1
    for row, people in _distinct(roster, ("tier",), about & unnamed):
        place = Place(_name(roster), row=int(roster.row[row]), column="tier")
        otherwise = "Correct the word, or add the tier; until then the clause's general rate holds."
        got = f"tier {quoted(labels[row])} for {counted(people, 'person', 'people')}"
        mend = did_you_mean(labels[row], known, otherwise)
        yield _warning("unknown-tier", place, got, f"one of {', '.join(known)}", mend)


def _distinct(roster: Roster, columns: tuple[str, ...], rows: Rows) -> list[tuple[int, int]]:
    """The first row of each distinct combination among the rows, and how many people say it."""
    here = np.flatnonzero(rows)
    if not len(here):
        return []
    codes = np.stack([roster.labels[column].codes[here] for column in columns])
    _, first, inverse = np.unique(codes, axis=1, return_index=True, return_inverse=True)
    people = np.bincount(inverse.reshape(-1), weights=roster.numbers["count"][here])
    return sorted((int(here[one]), int(heads)) for one, heads in zip(first, people, strict=True))


def _name(roster: Roster) -> str:
    return roster.source.file or "the roster"


def _warning(code: str, place: Place, got: str, expected: str, mend: str) -> Problem:
    return Problem(code, place, got, expected, mend, Severity.WARNING)
