"""The case of the folder at the desk: where the negotiation stands in law, read once."""

from __future__ import annotations

from commonground.files.procedures import FILE, read_procedure
from commonground.procedure.case import Case
from commonground.values.problem import BadInput, errors
from commonground_web.desk import Desk


def case_at(desk: Desk) -> Case | None:
    """The case; None where the folder has none. Raises `BadInput` where it cannot be read."""
    if not (desk.folder / FILE).is_file():
        return None

    def made() -> Case:
        reading = read_procedure(desk.folder)
        if reading.case is None:
            raise BadInput(errors(reading.problems))
        return reading.case

    return desk.kept("case", made)
