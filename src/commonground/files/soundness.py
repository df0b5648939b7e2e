"""Soundness: what only shows when agreement, offers and roster are joined; every finding is a problem, none a traceback."""

from __future__ import annotations

from collections.abc import Iterable

from commonground.agreement.agreement import Agreement, UnknownProvision
from commonground.agreement.kinds.me_too import MeToo
from commonground.agreement.timeline import CyclicMeToo, raises_of
from commonground.costing.bands import NoPlace
from commonground.costing.lines import CyclicBase, UnknownBase
from commonground.negotiation import Negotiation
from commonground.values.problem import Place, Problem, Severity


def unsound(negotiation: Negotiation) -> list[Problem]:
    """Everything that would keep the agreement or an offer from being priced, and what a reader should know."""
    found = list(_of_agreement(negotiation, negotiation.agreement, "agreement.toml"))
    if found:
        return found
    found += _without_movement(negotiation.agreement)
    for offer in negotiation.offers.values():
        applied = negotiation.pricing.applied(offer).agreement
        found += _of_agreement(negotiation, applied, f"offers/{offer.id}.toml")
    return found


def _of_agreement(negotiation: Negotiation, agreement: Agreement, file: str) -> Iterable[Problem]:
    for provision in agreement.of_kind("me_too"):
        try:
            for version in provision.versions:
                if isinstance(version.terms, MeToo):
                    raises_of(agreement, agreement[version.terms.follows])
            raises_of(agreement, provision)
        except UnknownProvision as problem:
            known = ", ".join(p.id for p in agreement.of_kind("schedule_raise", "me_too"))
            yield _problem(
                "unknown-provision",
                file,
                provision.id,
                f'"{problem.provision}"',
                f"the id of a raise: {known}",
                "Correct `follows`.",
            )
            return
        except CyclicMeToo as problem:
            yield _problem(
                "cyclic-me-too",
                file,
                provision.id,
                str(problem),
                "a chain that ends at a schedule raise",
                "Let one of them follow a raise.",
            )
            return
    try:
        negotiation.pricing.engine.join(agreement)
    except NoPlace as problem:
        place = Place(negotiation.roster.source.file or "roster", row=problem.row, column="step")
        yield Problem(
            "unknown-step",
            place,
            str(problem).split(" stands on")[0],
            f"a cell of the salary schedule ({file})",
            "Correct the row, add the cell to the schedule, or give the row a salary of its own.",
        )
    except UnknownBase as problem:
        yield _problem(
            "unknown-base",
            file,
            problem.provision,
            f'"{problem.name}"',
            f"one of {', '.join(problem.known)}",
            "Correct `base`.",
        )
    except CyclicBase as problem:
        yield _problem(
            "cyclic-base",
            file,
            problem.chain[0],
            str(problem),
            "bases that end at salary",
            "Name the lines of the base one by one.",
        )


def _without_movement(agreement: Agreement) -> Iterable[Problem]:
    if agreement.of_kind("salary_schedule") and not agreement.of_kind("step_movement"):
        place = Place("agreement.toml")
        mend = "Add a step_movement clause, or leave it so: nobody advances."
        yield Problem(
            "no-step-movement",
            place,
            "a salary schedule without step movement",
            "a clause that says who advances when",
            mend,
            Severity.WARNING,
        )


def _problem(code: str, file: str, provision: str, got: str, expected: str, mend: str) -> Problem:
    return Problem(code, Place(file, column=provision), got, expected, mend)
