"""Certificates of packages as files: JSON, with digests of the files that they are about."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from commonground.files.atomic import replacing
from commonground.files.findings import quoted
from commonground.files.folder import roster_file
from commonground.files.preferences import PREFERENCES
from commonground.files.settlements import SETTLEMENT
from commonground.settlement.agenda import Agenda
from commonground.settlement.certificate import METHOD, Certificate
from commonground.settlement.proof import Price
from commonground.values.problem import Place, Problem

FORMAT = "commonground/settlement-certificate/1"
MOST_BYTES = 4_000_000


def inputs_of(folder: Path, agenda: Agenda) -> dict[str, str]:
    """The digest (SHA-256) of every file that a package's cost or value may turn on, by its name in the folder."""
    named = ["negotiation.toml", "agreement.toml", SETTLEMENT, roster_file(folder) or ""]
    named += [f"{PREFERENCES}/{party}.toml" for party in agenda.sides]
    named += [str(path.relative_to(folder)) for path in sorted((folder / "schedules").glob("*"))]
    return {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in named if (folder / name).is_file()
    }


def write_certificate(path: Path, certificate: Certificate, agenda: Agenda) -> None:
    """Write a certificate in one step."""
    with replacing(path) as part:
        part.write_text(certificate_text(certificate, agenda), encoding="utf-8")


def certificate_text(certificate: Certificate, agenda: Agenda) -> str:
    """A certificate as its file has it."""
    said: dict[str, Any] = {
        "format": FORMAT,
        "title": agenda.title,
        "method": METHOD,
        "inputs": dict(certificate.inputs),
        "package": {
            issue.id: issue.options[number].id for issue, number in zip(agenda.issues, certificate.package, strict=True)
        },
        "against": agenda.against,
        "cost": dict(zip(agenda.years, certificate.cost, strict=True)),
        "values": dict(zip(agenda.sides, certificate.values, strict=True)),
        "beginnings": certificate.beginnings,
        "prices": [[list(one.weights), list(one.prices), list(one.shifts)] for one in certificate.prices],
    }
    return json.dumps(said, indent=1, ensure_ascii=False) + "\n"


def read_certificate(path: Path, agenda: Agenda, caps: int) -> tuple[Certificate | None, tuple[Problem, ...]]:
    """Read a certificate of a package of this agenda, with prices on so many caps."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ValueError(f"more than {MOST_BYTES:,} bytes")
        said = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(said, Mapping) or said.get("format") != FORMAT:
            raise ValueError("another format")
        return _certificate(said, agenda, caps), ()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        mend = "Name a file that settle --certificate wrote for this folder."
        expected = f"a certificate ({FORMAT})"
        return None, (Problem("unreadable-certificate", Place(str(path)), _instead(problem), expected, mend),)


def _instead(problem: Exception) -> str:
    """What stood in the place of a certificate, in words."""
    match problem:
        case OSError():
            return quoted(problem.strerror or "nothing readable")
        case json.JSONDecodeError():
            return f"text that is no JSON from line {problem.lineno} on"
        case UnicodeDecodeError():
            return "bytes that are not text"
        case KeyError():
            return f"one without {quoted(str(problem.args[0]))}"
        case ValueError():
            return quoted(str(problem))
        case _:
            return "JSON of another shape"


def _certificate(said: Mapping[str, Any], agenda: Agenda, caps: int) -> Certificate:
    package = tuple(issue.number(said["package"][issue.id]) for issue in agenda.issues)
    prices = []
    for weights, priced, shifts in said["prices"]:
        numbers = [*weights, *priced, *shifts]
        if (len(weights), len(priced), len(shifts)) != (2, caps, caps) or not all(_is_small(n) for n in numbers):
            raise ValueError("prices that are no whole numbers, one for each cap")
        prices.append(Price((weights[0], weights[1]), tuple(priced), tuple(min(62, shift) for shift in shifts)))
    one, other = agenda.sides
    return Certificate(
        {str(name): str(digest) for name, digest in said["inputs"].items()},
        package,
        tuple(int(said["cost"][year]) for year in agenda.years),
        (int(said["values"][one]), int(said["values"][other])),
        tuple(prices),
        int(said["beginnings"]),
    )


def _is_small(number: object) -> bool:
    """Whether it is a whole number that leaves all sums within what is counted exactly."""
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= 1 << 26
