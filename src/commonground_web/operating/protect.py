"""`python -m commonground_web protect`: the tables brought up to this version, with the policies of every side."""

from __future__ import annotations

import sys

from commonground.cli import exits
from commonground_web.operating import opened, roles


def protect() -> int:
    """Bring the tables of DATABASE_URL up to this version of the program, and state the policies anew. After an upgrade."""
    connection = opened.as_operator()
    opened.migrate()
    from django.db import transaction

    from commonground_web.records.models import Seat

    with transaction.atomic(), connection.cursor() as cursor:
        roles.protect(cursor, [seat.role for seat in Seat.objects.all()])
    sys.stdout.write("The tables are of this version, and every one of them is protected.\n")
    return exits.DONE
