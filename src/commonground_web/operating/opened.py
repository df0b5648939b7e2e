"""The database as its operator opens it: by DATABASE_URL, with Django set up for it."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from commonground.asked.misused import Misused


def as_operator() -> Any:
    """The connection. Raises `Misused` where there is no DATABASE_URL, or it cannot be reached, or is no operator's."""
    if not os.environ.get("DATABASE_URL"):
        raise Misused("DATABASE_URL is not set: postgresql://OPERATOR@HOST/DATABASE, a superuser of that server.")
    os.environ["DJANGO_SETTINGS_MODULE"] = "commonground_web.server_settings"
    import django
    from django.db import OperationalError, connection

    django.setup()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            is_operator = bool(cursor.fetchone()[0])
    except OperationalError as problem:
        raise Misused(f"The database of DATABASE_URL cannot be reached: {str(problem).strip()}") from None
    if not is_operator:
        raise Misused("DATABASE_URL is not an operator's: tables, roles and policies are made by a superuser.")
    return connection


def migrate() -> None:
    """The tables as this version of the program has them."""
    from django.core.management import call_command

    call_command("migrate", "records", verbosity=0)


def url_of(role: str, password: str) -> str:
    """DATABASE_URL with another login."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{quote(role)}:{quote(password)}@{place}"))
