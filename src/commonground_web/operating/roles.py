"""Login roles: one for each side of each negotiation, with a password of its own, and no right beyond its side's rows."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Sequence
from typing import Any

from commonground.values.party import Party, Side
from commonground_web import seat as seats
from commonground_web.records.policies import rights, statements
from commonground_web.seat import RESERVED, Seat

NAME = re.compile(r"[a-z][a-z0-9_]{0,23}")
MEASURES = ("pg_stat_get_%", "pg_%_size", "pg_stat_statements%", "pg_ls_%")  # how much the others write is theirs too


class Unfit(ValueError):
    """A name from which no role can be made."""


def seats_of(negotiation: str, parties: Sequence[Party]) -> tuple[Seat, ...]:
    """A seat for each party, and those of the neutral, the members and the public. Raises `Unfit`."""
    if not NAME.fullmatch(negotiation):
        raise Unfit(f'"{negotiation}" is no short name: expected up to 24 of a-z, 0-9 and _, a letter first.')
    found = {party.id: seats.NEUTRAL if party.side is Side.NEUTRAL else seats.CAUCUS for party in parties}
    if taken := [party for party in found if party in RESERVED]:
        raise Unfit(f'A party is called "{taken[0]}", which is the name of a place. Give it another id.')
    rest = (
        (seats.MEMBER, seats.PUBLIC) if seats.NEUTRAL in found.values() else (seats.NEUTRAL, seats.MEMBER, seats.PUBLIC)
    )
    made = {**found, **{name: name for name in rest}}
    return tuple(Seat(negotiation, side, audience, role_name(negotiation, side)) for side, audience in made.items())


def role_name(negotiation: str, side: str) -> str:
    """The login role of a side: letters, figures and _ alone, at most the 63 bytes that PostgreSQL keeps."""
    return f"cg_{negotiation}__{re.sub('[^a-z0-9]', '_', side.lower())}"[:63]


def make_role(cursor: Any, role: str) -> str:
    """A login role that may do nothing yet; its password."""
    from psycopg import sql

    password = secrets.token_urlsafe(32)
    cursor.execute(
        sql.SQL(
            "CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION NOINHERIT PASSWORD {}"
        ).format(sql.Identifier(role), sql.Literal(password))
    )
    return password


def protect(cursor: Any, roles: Sequence[str]) -> None:
    """The policies of every table, what the roles may do, and what nobody else may."""
    for statement in (*statements(), *_closed(cursor)):
        cursor.execute(statement)
    for role in roles:
        quoted = f'"{role}"'
        cursor.execute(f"GRANT CONNECT ON DATABASE {_database(cursor)} TO {quoted}")
        for statement in rights(quoted):
            cursor.execute(statement)


def _closed(cursor: Any) -> Iterator[str]:
    """What everybody has by default in PostgreSQL and no side needs: other databases' way in, tables of their own, measures."""
    yield f"REVOKE ALL ON DATABASE {_database(cursor)} FROM PUBLIC"
    yield "REVOKE ALL ON SCHEMA public FROM PUBLIC"
    for like in MEASURES:
        cursor.execute("SELECT oid::regprocedure::text FROM pg_proc WHERE proname LIKE %s", [like])
        yield from (f"REVOKE EXECUTE ON FUNCTION {row[0]} FROM PUBLIC" for row in cursor.fetchall())


def _database(cursor: Any) -> str:
    cursor.execute("SELECT quote_ident(current_database())")
    return str(cursor.fetchone()[0])
