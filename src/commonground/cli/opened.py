"""Opening a folder for a command: read it, say its warnings once, and find the agreements that the command names."""

from __future__ import annotations

from pathlib import Path

from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.cli.progress import working
from commonground.files.folder import check_folder
from commonground.files.ready import folder_named
from commonground.negotiation import Negotiation
from commonground.report.basis import RosterBasis, refused
from commonground.values.printable import printable
from commonground.values.problem import BadInput, errors


def opened(folder: Path) -> Negotiation:
    """The negotiation in a folder, or the ready one of that name; warnings are told. Raises `BadInput` where there are errors."""
    with working(f"Reading {printable(str(folder))}"):
        reading = check_folder(folder_named(folder))
    if reading.negotiation is None:
        raise BadInput(errors(reading.problems))
    if reading.problems:
        exits.tell_problems(reading.problems)
    return reading.negotiation


def basis_is_stated(negotiation: Negotiation, basis: RosterBasis) -> None:
    """End the command where totals are asked for on a roster that nothing states."""
    if said := refused(negotiation, basis):
        raise Misused(said)
