"""Soundness: what only shows when agreement, offers and roster are joined; every finding is a problem, none a traceback."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from commonground.agreement.agreement import Agreement, UnknownProvision
from commonground.agreement.kinds import KINDS
from commonground.agreement.kinds.me_too import MeToo
from commonground.agreement.kinds.salary_schedule import Build, SalarySchedule
from commonground.agreement.kinds.schedule_raise import ScheduleRaise
from commonground.agreement.provision import Provision, Status
from commonground.agreement.raises import CyclicMeToo, raises_of
from commonground.costing.bands import NoPlace
from commonground.costing.bases import CyclicBase, UnknownBase
from commonground.costing.cells_in_force import cells_in_force
from commonground.costing.idle_raises import idle_raises
from commonground.costing.lines import base_of
from commonground.costing.reprints import lower_reprints, raised_reprints
from commonground.files.agreed_soundness import agreed_differently
from commonground.files.coverage import uncovered
from commonground.files.doubtful_terms import doubtful_terms, uncited
from commonground.files.effects import without_effect
from commonground.files.findings import quoted
from commonground.files.head_counts import more_than_there_are
from commonground.files.order_coverage import unordered
from commonground.files.places import Places
from commonground.files.positions_soundness import unpriced_positions
from commonground.files.roster_doubts import Frame, impossible
from commonground.files.standings import paid_otherwise, paid_twice, without_place, without_salary
from commonground.files.validation import did_you_mean
from commonground.negotiation import Negotiation
from commonground.values.money import format_cents
from commonground.values.problem import Place, Problem, Severity, errors

AGREEMENT = "agreement.toml"
MENDED = {
    Build.TABLE: (
        "a later version of the schedule that prints the raised salaries",
        "Print them in a version from that day on, or let another `build` raise the cells.",
    ),
    Build.INDEX: (
        "a raise that reaches the base: the cell whose index is 1, or the first where none is",
        "Change the indices in a later version of the schedule, or raise every step and lane.",
    ),
    Build.DIFFERENTIAL: (
        "a raise that reaches the first lane",
        "Change `differentials` in a later version of the schedule, or raise the first lane too.",
    ),
}
RAISES = ("schedule_raise", "me_too")
STAND_ON = ("salary_schedule", "step_ladder")  # one that has begun stands until another takes its place


def unsound(negotiation: Negotiation, places: Places) -> list[Problem]:
    """Everything that would keep the agreement or an offer from being priced, and what a reader should know."""
    found = [*without_place(negotiation.roster, negotiation.agreement)]
    found += _unpriceable(negotiation, negotiation.pricing.status_quo_agreement, AGREEMENT, places, is_placed=not found)
    if errors(found):
        return found
    found += paid_otherwise(negotiation.pricing.engine, negotiation.pricing.status_quo_agreement)
    found += impossible(negotiation.roster, _frame(negotiation))
    found += _doubtful(negotiation, negotiation.agreement, AGREEMENT, places)
    found += _unknown_provisos(negotiation, negotiation.agreement, AGREEMENT, places)
    said = {(problem.code, problem.got) for problem in found}
    for offer in negotiation.offers.values():
        file = f"offers/{offer.id}.toml"
        wrong = _unpriceable(negotiation, negotiation.pricing.applied(offer).agreement, file, places)
        found += wrong
        if not errors(wrong):
            agreement = negotiation.pricing.amended(offer).agreement
            found += _unknown_provisos(negotiation, agreement, file, places, negotiation.agreement)
            doubts = _doubtful(negotiation, agreement, file, places, negotiation.agreement)
            found += [problem for problem in doubts if (problem.code, problem.got) not in said]
    if not errors(found):
        found += agreed_differently(negotiation, places)
        found += without_effect(negotiation, places, {problem.place.column or "" for problem in found})
    return found


def _frame(negotiation: Negotiation) -> Frame:
    """What the roster is held against: the snapshot's day, and the cells in force on it."""
    roster, day = negotiation.roster, negotiation.calendar.snapshot
    units = roster.labels["unit"].words
    cells = cells_in_force(negotiation.agreement, day, units[0] if len(units) == 1 else "")
    return Frame(roster.source.file, snapshot=day, cells=cells)


def _unpriceable(
    negotiation: Negotiation, agreement: Agreement, file: str, places: Places, *, is_placed: bool = True
) -> list[Problem]:
    """What keeps an agreement from being priced."""
    if found := [
        *_of_me_too(agreement, file, places),
        *_of_added_steps(agreement, file, places),
        *unpriced_positions(negotiation, agreement, file, places),
    ]:
        return found
    try:
        if is_placed:
            return [
                *(without_salary(negotiation.pricing.engine, agreement) if file == AGREEMENT else ()),
                *_of_own_base(negotiation, agreement, file, places),
                *_paid_twice(negotiation, agreement, file, places),
                *_below_nothing(negotiation, agreement, file, places),
            ]
    except NoPlace as problem:
        place = Place(negotiation.roster.source.file or "roster", row=problem.row, column="step")
        mend = "Correct the row, add the cell to the schedule, or give the row a salary of its own."
        return [
            Problem("unknown-step", place, f'"{problem.key.step}"', f"a cell of the salary schedule ({file})", mend)
        ]
    except UnknownBase as problem:
        mend = did_you_mean(problem.name, problem.known, "Correct `base`.")
        expected = f"one of {', '.join(problem.known)}"
        place = places.clause(file, problem.provision, "base")
        return [Problem("unknown-base", place, f'"{problem.name}"', expected, mend)]
    except CyclicBase as problem:
        place, mend = places.clause(file, problem.chain[0], "base"), "Name the lines of the base one by one."
        return [Problem("cyclic-base", place, str(problem), "bases that end at salary", mend)]
    return []


def _of_me_too(agreement: Agreement, file: str, places: Places) -> Iterator[Problem]:
    known = [provision.id for provision in agreement.of_kind(*RAISES)]
    for provision in agreement.of_kind("me_too"):
        followed = [version.terms.follows for version in provision.versions if isinstance(version.terms, MeToo)]
        place = places.clause(file, provision.id, "follows")
        for name in (name for name in followed if name not in known):
            expected = f"the id of a raise: {', '.join(known)}"
            yield Problem(
                "unknown-provision", place, f'"{name}"', expected, did_you_mean(name, known, "Correct `follows`.")
            )
            return
        try:
            raises_of(agreement, provision)
        except UnknownProvision:
            continue
        except CyclicMeToo as problem:
            expected, mend = "a chain that ends at a schedule raise", "Let one of them follow a raise."
            yield Problem("cyclic-me-too", place, str(problem), expected, mend)
            return


def _of_own_base(negotiation: Negotiation, agreement: Agreement, file: str, places: Places) -> Iterator[Problem]:
    """Bases that name the clause they stand in, where no other clause is called so: nothing can be built on itself."""
    for line in negotiation.pricing.engine.join(agreement).lines.values():
        provision = agreement[line.provision]
        named = dict.fromkeys(name for version in provision.versions for name in base_of(version.terms))
        others = [agreement[upstream.provision] for upstream in line.upstream]
        for name in named if "base" in line.rule.reads else ():
            if _is_called(provision, name) and not any(_is_called(other, name) for other in others):
                place, got = places.clause(file, provision.id, "base"), f'"{name}" in the base of {provision.id} itself'
                mend = f'Strike "{name}", or name what the clause is reckoned on, such as salary or pay.'
                yield Problem("own-base", place, got, "lines of other clauses", mend)
                break


def _is_called(provision: Provision, name: str) -> bool:
    """Whether a word of a base is the name of a clause, of its kind, or of one of its lines."""
    rules = [rule.name for rule in KINDS[provision.kind].rules]
    return name in (provision.id, provision.kind, *rules, *(f"{provision.id}/{rule}" for rule in rules))


def _paid_twice(negotiation: Negotiation, agreement: Agreement, file: str, places: Places) -> Iterator[Problem]:
    for twice in paid_twice(negotiation.pricing.engine, agreement):
        expected = "one salary schedule for each person on each day"
        mend = (
            "Give each schedule the scope of its own people; to put a new schedule in the place of an old one, "
            "write it as a later version of the same clause."
        )
        yield Problem("paid-twice", places.clause(file, twice.other), str(twice), expected, mend)


def _below_nothing(negotiation: Negotiation, agreement: Agreement, file: str, places: Places) -> Iterator[Problem]:
    """Schedules by which somebody is paid less than nothing, as a raise in dollars with a minus sign may make them."""
    engine = negotiation.pricing.engine
    for line in engine.join(agreement).lines.values():
        if line.rule.name != "salary" or not len(line.count):
            continue
        paid = engine.block(agreement, line, engine.periods).min(axis=1)
        if (paid < 0).any():
            at = int((paid < 0).argmax())
            mend = "Correct the raise in dollars, or the percent, that takes so much away."
            got = f"a salary of {format_cents(int(paid[at]))} in {engine.periods[at].year}"
            yield Problem(
                "salary-below-nothing", places.clause(file, line.provision), got, "salaries of 0 or more", mend
            )


def _of_added_steps(agreement: Agreement, file: str, places: Places) -> Iterator[Problem]:
    for provision in agreement.of_kind("salary_schedule"):
        for terms in (v.terms for v in provision.versions if isinstance(v.terms, SalarySchedule)):
            known = dict.fromkeys([*(cell.step for cell in terms.table), *(added.step for added in terms.steps_added)])
            for added in terms.steps_added:
                if added.after not in known:
                    place = places.clause(file, provision.id, "steps_added")
                    expected = f"a step that the schedule has: {', '.join(known)}"
                    mend = did_you_mean(added.after, known, "Correct `after`.")
                    yield Problem("unknown-step", place, f'step {added.step} after "{added.after}"', expected, mend)


def _doubtful(
    negotiation: Negotiation, agreement: Agreement, file: str, places: Places, before: Agreement | None = None
) -> list[Problem]:
    """What can be priced and may not be meant; `before` is the agreement that an offer changes."""
    changed = [p for p in agreement if before is None or p != before.provisions.get(p.id)]
    found = [] if before else [*_without_movement(agreement), *uncited(agreement, file, places)]
    found += doubtful_terms(changed, file, places)
    found += _gaps(negotiation, changed, file, places)
    found += _late_raises(negotiation, agreement, changed, file, places, before)
    found += _empty_bases(negotiation, agreement, changed, file, places)
    found += _idle_raises(negotiation, agreement, file, places)
    found += _lower_reprints(negotiation, agreement, file, places)
    found += _raised_reprints(negotiation, agreement, file, places)
    found += uncovered(negotiation.roster, agreement, file, places, negotiation.calendar)
    found += unordered(negotiation.roster, agreement, file, places)
    found += more_than_there_are(negotiation.roster, negotiation.base, agreement, file, places)
    return found


def _without_movement(agreement: Agreement) -> Iterable[Problem]:
    if agreement.of_kind("salary_schedule") and not agreement.of_kind("step_movement"):
        mend = "Add a step_movement clause, or leave it so: nobody advances."
        got, expected = "a salary schedule without step movement", "a clause that says who advances when"
        yield Problem("no-step-movement", Place(AGREEMENT), got, expected, mend, Severity.WARNING)


def _gaps(negotiation: Negotiation, changed: Iterable[Provision], file: str, places: Places) -> Iterator[Problem]:
    calendar = negotiation.calendar
    for provision in changed:
        for start, until in provision.gaps() if provision.kind not in STAND_ON else ():
            if start <= calendar.last_day and until > calendar.snapshot:
                place, got = places.clause(file, provision.id), f"nothing said from {start} until {until}"
                mend = "Let one version end where the next begins; until then the clause is not in force between them."
                yield Problem("version-gap", place, got, "versions that follow one another", mend, Severity.WARNING)


def _late_raises(
    negotiation: Negotiation,
    agreement: Agreement,
    changed: Iterable[Provision],
    file: str,
    places: Places,
    before: Agreement | None,
) -> Iterator[Problem]:
    """Raises that no costed year holds; those that an agreement in force already gave before the snapshot are none."""
    calendar, term = negotiation.calendar, agreement.term
    for provision in changed:
        old = before.provisions.get(provision.id) if before else None
        known = {raise_ for version in (old.versions if old else ()) for raise_ in _raises(version.terms)}
        for raise_ in dict.fromkeys(r for version in provision.versions for r in _raises(version.terms)):
            day = raise_.paid_from or raise_.effective
            got, expected = (
                f"a raise that is paid from {day}",
                f"a day after {calendar.snapshot}, up to {calendar.last_day}",
            )
            mend = "Correct the day; as it stands, the raise costs nothing in the years shown."
            if raise_.effective <= calendar.last_day < day:
                got = f"{got}, and earned from {raise_.effective}"
                mend = f"{mend.removesuffix('.')}: what it pays falls outside them."
            if term and raise_.effective > term.last:
                got = f"a raise that is earned from {raise_.effective}"
                expected = f"a day up to {term.last}, the term's last"
            elif day <= calendar.last_day and (before is None or raise_ in known or day > calendar.snapshot):
                continue
            place = places.clause(file, provision.id, "raises")
            yield Problem("raise-without-effect", place, got, expected, mend, Severity.WARNING)


def _unknown_provisos(
    negotiation: Negotiation, agreement: Agreement, file: str, places: Places, known: Agreement | None = None
) -> Iterator[Problem]:
    """Clauses that hold only if something happens of which negotiation.toml does not say whether it does."""
    for provision in agreement:
        name = provision.contingent_on
        if not name or name in negotiation.provisos or (known is not None and provision.id in known.provisions):
            continue
        mend = did_you_mean(
            name,
            negotiation.provisos,
            f"Write in negotiation.toml: [[proviso]], name = {quoted(name)}, happens = false.",
        )
        place = places.clause(file, provision.id, "contingent_on")
        yield Problem("unknown-proviso", place, quoted(name), "the name of a [[proviso]] of negotiation.toml", mend)


def _idle_raises(negotiation: Negotiation, agreement: Agreement, file: str, places: Places) -> Iterator[Problem]:
    for found in idle_raises(negotiation.pricing.engine, agreement):
        got = f"a raise from {found.raise_.effective} that changes no cell of {found.schedule}, built by {found.build}"
        expected, mend = MENDED[found.build]
        yield Problem("idle-raise", places.clause(file, found.clause, "raises"), got, expected, mend, Severity.WARNING)


def _lower_reprints(negotiation: Negotiation, agreement: Agreement, file: str, places: Places) -> Iterator[Problem]:
    priced = negotiation.pricing.held(agreement)
    for found in lower_reprints(negotiation.pricing.engine, priced):
        cell = " ".join(part for part in (found.most.schedule, found.most.lane, found.most.step) if part)
        most = f"{cell}: {format_cents(found.now)} for {format_cents(found.was)}"
        salaries = "a salary" if found.cells == 1 else f"{found.cells:,} salaries"
        got = f"a version of {found.day} that prints {salaries} below those in force on the day before ({most})"
        expected = "salaries that hold the raises since the last print"
        mend = (
            "Print them so, or leave the salaries out where only other terms change; if less pay is meant, leave it so."
        )
        yield Problem(
            "lower-reprint", places.clause(file, found.schedule, "table"), got, expected, mend, Severity.WARNING
        )


def _raised_reprints(negotiation: Negotiation, agreement: Agreement, file: str, places: Places) -> Iterator[Problem]:
    for found in raised_reprints(negotiation.pricing.engine, agreement):
        got = f"a raise from {found.day}, the day on which a version of {found.schedule} prints other salaries"
        expected = "one of the two, unless the raise is meant to come on top of the print"
        mend = "Strike the raise if the printed salaries hold it; if it comes on top of them, leave it so."
        yield Problem(
            "raised-reprint", places.clause(file, found.clause, "raises"), got, expected, mend, Severity.WARNING
        )


def _raises(terms: object) -> tuple:  # type: ignore[type-arg]
    return terms.raises if isinstance(terms, ScheduleRaise) else ()


def _empty_bases(
    negotiation: Negotiation, agreement: Agreement, changed: Iterable[Provision], file: str, places: Places
) -> Iterator[Problem]:
    priced = negotiation.pricing.held(agreement)
    lines = negotiation.pricing.engine.join(priced).of_clause
    for provision in (p for p in changed if p.status is Status.COSTED):
        reading = [
            line for line in lines.get(provision.id, ()) if "base" in line.rule.reads and line.rule.payer == "employer"
        ]
        named = [name for version in provision.versions for name in base_of(version.terms)]
        if reading and named and not any(line.upstream or line.base_columns for line in reading):
            place, got = (
                places.clause(file, provision.id, "base"),
                f"a base of {', '.join(named)}, which nobody is paid",
            )
            mend = "Correct `base`; until then the clause costs nothing."
            yield Problem("empty-base", place, got, "lines of pay that this agreement has", mend, Severity.WARNING)
