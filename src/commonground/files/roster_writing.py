"""A roster or a scattergram into a file.

Law: what `write_roster_csv` writes, `read_roster` reads back as the same roster.
"""

from __future__ import annotations

import csv
import datetime as dt
import os
from decimal import Decimal
from pathlib import Path

import numpy as np
import numpy.typing as npt

from commonground.files.coded import shielded
from commonground.workforce.columns import AMOUNT
from commonground.workforce.roster import FULL_TIME, LABELS, NO_SALARY, NUMBERS, Roster

Integers = npt.NDArray[np.int64]


def write_roster_csv(roster: Roster, path: str | Path) -> None:
    """Write a roster under the names of its columns; the file appears whole or not at all.

    Salaries and amounts are dollars and cents, shares of a job decimals, days ISO; what is not stated is blank. The numbers
    of the source file's rows are not written, and neither is a column that says nothing of anyone.
    """
    path = Path(path)
    words = [name for name in LABELS if name == "step" or any(roster.labels[name].to_list())]
    own = [name for name in NUMBERS if name in ("count", "fte") or _says_something(name, roster.numbers[name])]
    amounts = [name for name in roster.numbers if name not in NUMBERS]
    headers = [*words, *own, *(f"{AMOUNT}{name}" for name in amounts)]
    columns = [list(map(shielded, roster.labels[name].to_list())) for name in words]
    columns += [[_written(name, number) for number in roster.numbers[name].tolist()] for name in (*own, *amounts)]
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("x", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(headers)
            writer.writerows(zip(*columns, strict=True))
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_scattergram_csv(roster: Roster, path: str | Path) -> None:
    """Write a scattergram: the same columns as a roster, its rows counting more than one head."""
    write_roster_csv(roster, path)


def _says_something(name: str, numbers: Integers) -> bool:
    return bool((numbers != (NO_SALARY if name == "salary" else 0)).any())


def _written(name: str, number: int) -> str:
    """A roster's number as its file says it.

    A salary of 8263000 is "82630.00", a share of 5000 is "0.5", a day of 733589 is "2009-07-01".
    """
    if name == "salary" and number == NO_SALARY:
        return ""
    if name in ("salary", "leave_days") or name not in NUMBERS:
        sign = "-" if number < 0 else ""
        return f"{sign}{abs(number) // 100}.{abs(number) % 100:02d}"
    if name == "fte":
        return f"{Decimal(number) / FULL_TIME:f}"
    if name == "hired":
        return dt.date.fromordinal(number).isoformat() if number else ""
    return str(number)
