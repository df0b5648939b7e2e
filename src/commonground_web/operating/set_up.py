"""`python -m commonground_web set-up`: a negotiation put into PostgreSQL, with a login role for each side."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.files.folder import check_folder
from commonground.files.passes import read_passes
from commonground.files.ready import folder_named
from commonground.negotiation import Negotiation
from commonground.values.problem import BadInput, errors
from commonground_web.operating import opened
from commonground_web.operating.roles import Unfit, make_role, protect, seats_of
from commonground_web.seat import Seat


def set_up(folder: Path, *, name: str, out: Path, own: list[str] | None = None) -> int:
    """Put a negotiation into the database that DATABASE_URL names, as its operator, with a login role for each side.

    What a side needs to serve its own pages is written to OUT/SIDE.env, which nobody but that side is to have.

    Parameters
    ----------
    folder
        the negotiation's folder, or a ready one by its name
    name
        a short name for it in the database: a-z, 0-9 and _
    out
        a new folder for the sides' files
    own
        SIDE=FOLDER: files that are one side's own; may be given again for another
    """
    connection = opened.as_operator()
    negotiation, folder = _read(folder)
    if out.exists():
        raise Misused(f"{out} is there already. Name a new folder with --out.")
    try:
        seats = seats_of(name, negotiation.parties)
    except Unfit as problem:
        raise Misused(str(problem)) from None
    owned = _owned(own or [], seats)
    opened.migrate()
    from django.db import transaction

    with transaction.atomic(), connection.cursor() as cursor:
        _refuse_second(name, cursor, seats)
        passwords = {seat.side: make_role(cursor, seat.role) for seat in seats}
        _write_rows(name, folder, negotiation, seats, owned)
        protect(cursor, [seat.role for seat in seats])
        _write_seats(out, seats, passwords)
    sys.stdout.write(f"{negotiation.title} is set up as {name}. Seats: {', '.join(seat.side for seat in seats)}.\n")
    sys.stdout.write(f"Give each side its file of {out}, and no other; then delete the folder.\n")
    return exits.DONE


def _read(folder: Path) -> tuple[Negotiation, Path]:
    found = folder_named(folder)
    reading = check_folder(found)
    if reading.negotiation is None or errors(reading.problems):
        raise BadInput(errors(reading.problems))
    return reading.negotiation, found


def _owned(own: Sequence[str], seats: Sequence[Seat]) -> Mapping[str, Path]:
    found = {}
    for said in own:
        side, _, folder = said.partition("=")
        if side not in {seat.side for seat in seats} or not Path(folder).is_dir():
            known = ", ".join(seat.side for seat in seats)
            raise Misused(f'--own "{said}": expected SIDE=FOLDER, a side of {known} and a folder that is there.')
        found[side] = Path(folder)
    return found


def _refuse_second(name: str, cursor: Any, seats: Sequence[Seat]) -> None:
    from commonground_web.records.models import Seat as Row

    cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [[seat.role for seat in seats]])
    if Row.objects.filter(negotiation=name).exists() or cursor.fetchall():
        raise Misused(f"{name} is set up already, or a role of its name is there. Give --name another.")


def _write_rows(
    name: str, folder: Path, negotiation: Negotiation, seats: Sequence[Seat], owned: Mapping[str, Path]
) -> None:
    from commonground_web.operating.papers import NobodysPaper, ledger_of, own_papers, papers_of
    from commonground_web.records.models import Seat as Row

    for seat in seats:
        Row.objects.create(negotiation=name, side=seat.side, role=seat.role, audience=seat.audience)
    reading = read_passes(folder, negotiation.agreement, negotiation.offers)
    try:
        rows = [*papers_of(folder, name, negotiation.parties), *ledger_of(reading, name)]
    except NobodysPaper as problem:
        raise Misused(str(problem)) from None
    rows += [paper for side, held in owned.items() for paper in own_papers(held, name, side)]
    for row in rows:
        row.save(force_insert=True)


def _write_seats(out: Path, seats: Sequence[Seat], passwords: Mapping[str, str]) -> None:
    """Each side's file, readable by its owner alone."""
    out.mkdir(mode=0o700, parents=True)
    for seat in seats:
        path = out / f"{seat.side}.env"
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write(f"DATABASE_URL={opened.url_of(seat.role, passwords[seat.side])}\n")
            handle.write(f"COMMONGROUND_AUDIT_KEY={secrets.token_hex(32)}\n")
            handle.write(f"COMMONGROUND_SECRET_KEY={secrets.token_urlsafe(48)}\n")
