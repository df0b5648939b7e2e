"""A negotiation's folder, read whole: one value, or every problem that stands in the way of it.

Plain files a person can read, diff and mail: negotiation.toml, agreement.toml, schedules/*.csv, roster.csv or
scattergram.csv, offers/<date>-<party>.toml, passes.toml, assumptions/<party>.toml, schools.csv, sections.csv, health.csv,
turnover.toml, comparables.csv.
Reading never writes, and never runs anything that a folder holds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from commonground.agreement.agreement import Agreement, Term
from commonground.agreement.expiry import Expiry
from commonground.agreement.fields import year_name
from commonground.agreement.kinds.pension import Pension
from commonground.agreement.kinds.pension_pickup import PensionPickup
from commonground.agreement.offer import Offer
from commonground.agreement.proviso import Proviso
from commonground.files.assumptions import read_assumptions
from commonground.files.comparable_soundness import doubtful_comparables
from commonground.files.comparables import read_comparables
from commonground.files.enrolment import read_enrolment
from commonground.files.enrolment_soundness import doubtful_enrolment, unreadable_enrolment
from commonground.files.findings import quoted
from commonground.files.inside_folder import outside_folder
from commonground.files.mappings import MAP, read_mapping
from commonground.files.offer_soundness import misfitting
from commonground.files.offers import read_offers
from commonground.files.pass_soundness import unsound_passes
from commonground.files.passes import read_passes
from commonground.files.places import Places
from commonground.files.provisions import citation, read_agreement
from commonground.files.ready import ready_names
from commonground.files.rosters import read_roster
from commonground.files.school_tables import read_schools, read_sections
from commonground.files.shapes import NegotiationShape
from commonground.files.soundness import unsound
from commonground.files.toml import Document, read_toml
from commonground.files.turnover import read_turnover, unsound_turnover
from commonground.files.validation import did_you_mean, validated
from commonground.negotiation import Negotiation
from commonground.values.citation import Citation
from commonground.values.fiscal_year import ONE_YEAR, FiscalYear
from commonground.values.party import BOTH, Party, Side
from commonground.values.problem import BadInput, Place, Problem, errors
from commonground.workforce.roster import Roster
from commonground.workforce.tiers import with_tiers_by_hire_date

ROSTER, COUNTS = "roster.csv", "scattergram.csv"


@dataclass(frozen=True)
class FolderReading:
    """What came of reading a folder: the negotiation, or None where an error stands in the way, and every problem."""

    negotiation: Negotiation | None
    problems: tuple[Problem, ...]


def read_negotiation(folder: Path | str) -> Negotiation:
    """The negotiation in a folder. Raises `BadInput` with every problem where there is an error."""
    reading = check_folder(Path(folder))
    if reading.negotiation is None:
        raise BadInput(errors(reading.problems))
    return reading.negotiation


def check_folder(folder: Path) -> FolderReading:
    """Read all of a folder and say everything that is wrong with it."""
    if (missing := _no_negotiation(folder)) is not None:
        return FolderReading(None, (missing,))
    document, problems = read_toml(folder / "negotiation.toml")
    shape, wrong = (None, ()) if document is None else validated(NegotiationShape, document.said, document)
    agreement, of_agreement = read_agreement(folder)
    offers, of_offers = read_offers(folder)
    schools, of_schools = read_schools(folder)
    sections, of_sections = read_sections(folder, schools)
    found = [*problems, *wrong, *of_agreement, *of_offers, *of_schools, *of_sections]
    if document is None or shape is None:
        return FolderReading(None, tuple(found))
    roster, of_roster = _roster(document, folder)
    found += of_roster
    if agreement is None or roster is None:
        return FolderReading(None, tuple(found))
    negotiation, of_calendar = _negotiation(
        shape, document, agreement, offers, with_tiers_by_hire_date(roster, _bounds(agreement))
    )
    passes = read_passes(folder, agreement, offers)
    assumptions, of_assumptions = read_assumptions(folder, negotiation.sides)
    enrolment, of_enrolment = read_enrolment(folder)
    comparables, of_comparables = read_comparables(folder, negotiation.base.first.month)
    turnover, of_turnover = read_turnover(folder, _bounds(agreement))
    negotiation = replace(
        negotiation,
        ledger=passes.ledger,
        assumptions=assumptions,
        schools=schools,
        sections=sections,
        turnover=turnover,
        enrolment=enrolment,
        comparables=comparables,
    )
    found += [*of_calendar, *passes.problems, *of_assumptions, *of_turnover, *of_enrolment, *of_comparables]
    places = Places(folder)
    if not errors(found):
        found += misfitting(negotiation, places)
    if not errors(found):
        found += unreadable_enrolment(negotiation, places)
    if not errors(found):
        found += unsound(negotiation, places)
    if not errors(found):
        found += doubtful_enrolment(negotiation)
        found += doubtful_comparables(negotiation, places)
    if not errors(found):
        found += unsound_passes(passes, negotiation)
    if not errors(found):
        found += unsound_turnover(negotiation, places)
    return FolderReading(None if errors(found) else negotiation, tuple(found))


def _no_negotiation(folder: Path) -> Problem | None:
    """What stands in place of a negotiation's folder, if it is none."""
    mend = "Name the folder that holds negotiation.toml, or start one: commonground new DIR."
    if folder.is_file():
        got = "a file"
    elif not folder.is_dir():
        got = "no such folder"
        beside = [path.name for path in folder.parent.glob("*/") if (path / "negotiation.toml").is_file()]
        mend = did_you_mean(str(folder), [*ready_names(), *beside], mend)
    elif not (folder / "negotiation.toml").is_file():
        got = "a folder without negotiation.toml"
    else:
        return None
    return Problem("no-negotiation", Place(str(folder)), got, "a negotiation's folder", mend)


def read_clauses(folder: Path) -> tuple[dt.date | None, Agreement | None]:
    """A folder's snapshot day and agreement, for reading a roster into it; None where they cannot be read yet."""
    document, _ = read_toml(folder / "negotiation.toml")
    shape, _ = (None, ()) if document is None else validated(NegotiationShape, document.said, document)
    agreement, _ = read_agreement(folder)
    return (shape.base.snapshot if shape else None), agreement


def roster_file(folder: Path) -> str | None:
    """Which file of a folder holds its people; None where negotiation.toml cannot be read."""
    document, _ = read_toml(folder / "negotiation.toml")
    return None if document is None else _roster_file(document, folder)


def _roster_file(document: Document, folder: Path) -> str:
    """The file that is named; else roster.csv, or scattergram.csv where that stands alone."""
    said = document.said.get("roster")
    if isinstance(said, Mapping) and isinstance(said.get("file"), str):
        return str(said["file"])
    has_counts_alone = (folder / COUNTS).exists() and not (folder / ROSTER).exists()
    return COUNTS if has_counts_alone else ROSTER


def _roster(document: Document, folder: Path) -> tuple[Roster | None, tuple[Problem, ...]]:
    file = _roster_file(document, folder)
    if (outside := outside_folder(folder, file, document.place("roster", "file"))) is not None:
        return None, (outside,)
    if not (folder / file).exists():
        known = sorted(path.name for path in folder.iterdir() if path.suffix in (".csv", ".tsv", ".xlsx", ".parquet"))
        mend = did_you_mean(file, known, "Take a payroll in: commonground import-roster FILE --into DIR.")
        place = document.place("roster", "file")
        return None, (Problem("no-such-file", place, quoted(file), "a file in the folder", mend),)
    imported_by = read_mapping(folder / MAP)[0] if (folder / MAP).is_file() else None
    reading = read_roster(folder / file, imported_by=imported_by)
    return (reading.roster if len(reading.roster) else None), reading.problems


def _negotiation(
    shape: NegotiationShape, document: Document, agreement: Agreement, offers: dict[str, Offer], roster: Roster
) -> tuple[Negotiation, list[Problem]]:
    month, day = (int(part) for part in shape.fiscal_year.begins.split("-"))
    base = FiscalYear.parse(
        str(shape.base.year) if (month, day) == (1, 1) else f"{shape.base.year}-{(shape.base.year + 1) % 100:02d}",
        month,
        day,
    )
    problems = [*_bare_years(document, in_january=(month, day) == (1, 1))]
    if shape.base.snapshot not in base:
        problems.append(
            Problem(
                "snapshot-outside-base-year",
                document.place("base", "snapshot"),
                str(shape.base.snapshot),
                f"a day of {base}",
                "Correct the snapshot's day or the base year.",
            )
        )
    count = shape.last_year - base.first.year
    if not 1 <= count <= 40:
        problems.append(
            Problem(
                "no-years",
                document.place("last_year"),
                str(shape.last_year) if (month, day) == (1, 1) else year_name(shape.last_year),
                f"one to forty years after {base}",
                "Correct last_year.",
            )
        )
        count = 1
    if agreement.term is None and shape.status_quo_term:
        agreement = replace(agreement, term=Term(*shape.status_quo_term))
    parties = (
        Party(shape.employer.id, shape.employer.name, Side.EMPLOYER),
        *(Party(party.id, party.name, Side.UNION) for party in shape.union),
        *(Party(party.id, party.name, Side.NEUTRAL) for party in shape.neutral),
    )
    problems += [*_of_parties(parties, document), *_of_provisos(shape, document)]
    negotiation = Negotiation(
        shape.title,
        parties,
        agreement,
        offers,
        roster,
        base,
        shape.base.snapshot,
        tuple(base.next(number) for number in range(1, count + 1)),
        shape.fiscal_year.proration,
        Expiry(shape.after_expiry.rule, citation(shape.after_expiry.cite)),
        _roster_citation(shape),
        tuple(shape.note),
        provisos={each.name: Proviso(each.name, each.happens, citation(each.cite)) for each in shape.proviso},
    )
    return negotiation, problems


def _bare_years(document: Document, *, in_january: bool) -> Iterable[Problem]:
    """Fiscal years named by one calendar year, where they touch two: which of the two is meant differs by who reads it."""
    for path in () if in_january else (("last_year",), ("base", "year")):
        said: object = document.said
        for part in path:
            said = said.get(part) if isinstance(said, Mapping) else None
        if ONE_YEAR.match(str(said)):
            year = int(str(said))
            begins, ends = year_name(year), year_name(year - 1)
            expected = f'the two years that it touches: "{begins}" begins in {year}, "{ends}" ends in it (FY{year})'
            mend = f'Write the one that is meant, such as {path[-1]} = "{ends}".'
            yield Problem("bare-year", document.place(*path), f'"{said}"', expected, mend)


def _roster_citation(shape: NegotiationShape) -> Citation | None:
    return citation(shape.roster.cite)


def _bounds(agreement: Agreement) -> Iterable[tuple[str, int, int]]:
    """Each tier that a clause bounds by hire date: its name, the first and the last day as ordinals (0: unbounded)."""
    for provision in agreement:
        for version in provision.versions:
            if isinstance(version.terms, Pension | PensionPickup):
                for name, tier in version.terms.tiers.items():
                    if tier.hired_from or tier.hired_until:
                        yield (
                            name,
                            tier.hired_from.toordinal() if tier.hired_from else 0,
                            tier.hired_until.toordinal() if tier.hired_until else 0,
                        )


def _of_provisos(shape: NegotiationShape, document: Document) -> Iterable[Problem]:
    """A proviso is declared once: it cannot both happen and not."""
    names = [each.name for each in shape.proviso]
    for number, name in enumerate(names):
        if name in names[:number]:
            mend = "Strike one of the two, or name them apart."
            place = document.place("proviso", number, "name")
            yield Problem("repeated-id", place, quoted(name), "each proviso once", mend)


def _of_parties(parties: Sequence[Party], document: Document) -> Iterable[Problem]:
    seen = {BOTH}
    for number, party in enumerate(parties):
        if party.id in seen:
            path = ("employer",) if number == 0 else ("union", number - 1)
            code = "reserved-id" if party.id == BOTH else "repeated-id"
            expected = (
                "an id of its own for each party" if party.id != BOTH else "a word that has no meaning of its own"
            )
            yield Problem(code, document.place(*path, "id"), f'"{party.id}"', expected, "Choose another id.")
        seen.add(party.id)
