"""`python -m commonground_web put`: files of a negotiation that is set up, put in the place of those that are there."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.files.folder import check_folder
from commonground.files.passes import PASSES
from commonground.values.problem import BadInput, errors
from commonground.values.wording import counted
from commonground_web.operating import opened
from commonground_web.seat import TABLE, Seat


def put(folder: Path, *, name: str, side: str = TABLE) -> int:
    """Put a folder's files on the table of a negotiation, or into one side's own papers: a new roster, what is published.

    A file takes the place of the one of its name; others stay, and so does what was passed. Where the negotiation could
    not be read any more at some seat, nothing is put. Servers show it on their next page.

    Parameters
    ----------
    folder
        a folder with these files alone, named as in a negotiation's folder
    name
        the negotiation's short name in the database
    side
        whose they are: table, a party's id, neutral, member or public
    """
    opened.as_operator()
    from django.db import transaction

    from commonground_web.operating.papers import own_papers
    from commonground_web.records.models import Paper
    from commonground_web.records.models import Seat as Row

    seats = [Seat(name, row.side, row.audience) for row in Row.objects.filter(negotiation=name)]
    places = sorted({TABLE, *(seat.side for seat in seats)})
    if not seats or side not in places:
        known = ", ".join(places) if seats else f"no negotiation called {name}"
        raise Misused(f'--side is "{side}"; there is {known}.')
    rows = [*own_papers(folder, name, side)] if folder.is_dir() else []
    if not rows or PASSES in {row.path for row in rows}:
        raise Misused(f"{folder}: expected files that a negotiation reads, and no {PASSES}, which is only added to.")
    with transaction.atomic():
        Paper.objects.filter(negotiation=name, side=side, path__in=[row.path for row in rows]).delete()
        Paper.objects.bulk_create(rows)
        for seat in seats:
            _refuse_unreadable(seat)
    sys.stdout.write(f"Put for {side} of {name}: {counted(len(rows), 'file')}.\n")
    return exits.DONE


def _refuse_unreadable(seat: Seat) -> None:
    """Raise `BadInput` where what a seat would read is no negotiation; a seat to which nothing is shown reads nothing."""
    from commonground_web.checkout import files_of

    files = files_of(seat)
    if "negotiation.toml" not in files:
        return
    with TemporaryDirectory() as place:
        for path, content in files.items():
            (Path(place) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(place) / path).write_bytes(content)
        if wrong := errors(check_folder(Path(place)).problems):
            raise BadInput(wrong)
