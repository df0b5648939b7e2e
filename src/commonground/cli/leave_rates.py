"""`commonground leave-rates`: rates of leaving by service, from several years' rosters."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.cli.output import Format, show
from commonground.files.mappings import read_mapping
from commonground.files.rosters import RosterReading, read_roster
from commonground.report.turnover import estimate_table
from commonground.values.problem import BadInput, errors
from commonground.workforce.columns import PERSON, ColumnMapping
from commonground.workforce.estimated import Estimate, by_count, by_person

BY_PERSON = "Whoever is in one roster and not in the next has left; people are told apart by their numbers."
BY_COUNT = (
    "No roster column tells people apart in every file: those with so many years, less those with one more a year later, have"
    " left. Who came in with service hides a leaver, so each share is at least so much."
)


def leave_rates(
    first: Path, second: Path, *more: Path, mapping: Path | None = None, format: Format = Format.TABLE
) -> int:
    """Rates of leaving by completed years of service, from the rosters of two years or more, the earliest first.

    Examples
    --------
    commonground leave-rates roster-2023.csv roster-2024.csv roster-2025.csv
    commonground leave-rates 2024.xlsx 2025.xlsx --mapping roster-map.toml

    Parameters
    ----------
    first
        the earliest year's roster or payroll file
    second
        the next year's
    more
        later years', one after the other
    mapping
        a saved mapping of the columns, as import-roster writes it; without it they are guessed
    format
        table, json or csv
    """
    chosen, problems = (None, ()) if mapping is None else read_mapping(mapping)
    if errors(problems):
        raise BadInput(errors(problems))
    files = (first, second, *more)
    found, how = _estimated([_read(file, chosen) for file in files])
    show([estimate_table(found, tuple(file.name for file in files), how)], format)
    return exits.DONE


def _read(file: Path, mapping: ColumnMapping | None) -> RosterReading:
    """A year's roster; who has no service in it cannot be counted."""
    reading = read_roster(file, mapping)
    if errors(reading.problems):
        raise BadInput(errors(reading.problems))
    if "service" not in reading.mapping.headers:
        raise Misused(f"{file.name}: no column says completed years of service. Name it in a mapping: --mapping FILE.")
    return reading


def _estimated(readings: list[RosterReading]) -> tuple[tuple[Estimate, ...], str]:
    services = [reading.roster.numbers["service"].tolist() for reading in readings]
    if all(PERSON in reading.mapping.headers for reading in readings):
        people = [
            {person: had for person, had in zip(reading.persons, service, strict=True) if person}
            for reading, service in zip(readings, services, strict=True)
        ]
        return by_person(people), BY_PERSON
    counts = []
    for reading, service in zip(readings, services, strict=True):
        heads: Counter[int] = Counter()
        for had, count in zip(service, reading.roster.numbers["count"].tolist(), strict=True):
            heads[had] += count
        counts.append(heads)
    return by_count(counts), BY_COUNT
