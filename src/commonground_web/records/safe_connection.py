"""A safe connection: before a page is shown, the database is asked whether it binds the one who asks.

Law: whoever is not bound by row-level security (superuser, BYPASSRLS, owner of a table, or who may become one) is refused; so is
a database in which a table of the records is not protected, or a view reads with its owner's rights.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from commonground_web.desk import NotOpened
from commonground_web.seat import Seat

MEND = "Give DATABASE_URL the login role that set-up wrote for one side."
AGAIN = "Let the operator run: python -m commonground_web protect"


class UnsafeConnection(NotOpened):
    """The database would show this process what is another side's."""


def seat_of_connection() -> Seat:
    """The seat of the login role. Raises `UnsafeConnection`."""
    from commonground_web.records.models import Seat as Row

    role = str(_asked("SELECT current_user")[0][0])
    if why := _unbound(role):
        raise UnsafeConnection(f'DATABASE_URL logs in as "{role}", {why}: row-level security would not bind it. {MEND}')
    if bare := _unprotected():
        raise UnsafeConnection(f"The database does not protect {', '.join(bare)}. {AGAIN}")
    found = Row.objects.first()
    if found is None:
        raise UnsafeConnection(f'DATABASE_URL logs in as "{role}", which sits at no negotiation. {MEND}')
    return Seat(found.negotiation, found.side, found.audience, role)


def _unbound(role: str) -> str:
    """Why a role is not bound; empty where it is."""
    asked = _asked(
        "SELECT r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolreplication FROM pg_roles r "
        "WHERE pg_has_role(current_user, r.oid, 'MEMBER')"
    )
    for number, why in enumerate(("a superuser", "which bypasses it", "which may make roles", "which may replicate")):
        if any(row[number] for row in asked):
            return why
    owned = (
        "SELECT 1 FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND pg_has_role(c.relowner, 'MEMBER')"
    )
    return "which owns a table" if _asked(owned) else ""


def _unprotected() -> list[str]:
    """Tables of the records without policies, or whose owner is not bound; views with their owner's rights."""
    tables = (
        "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') "
        "AND c.relname LIKE 'records\\_%' AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS "
        "(SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid))"
    )
    views = (
        "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('v', 'm') "
        "AND NOT coalesce(c.reloptions::text[] && ARRAY['security_invoker=true', 'security_invoker=on'], false)"
    )
    return sorted(str(row[0]) for query in (tables, views) for row in _asked(query))


def _asked(query: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())
