"""Where accounts lie: passwords, second factors, sessions and failed attempts, in a file of the side's own computer.

Law: the database that the sides share holds the records and nothing else; no side's password is in it.
"""

from __future__ import annotations

from typing import Any

ACCOUNTS, RECORDS = "accounts", "default"


class Router:
    """Django's router: the records into the shared database, all else into the side's own file."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        """Where a model is read."""
        return _place(model._meta.app_label)

    db_for_write = db_for_read

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        """Nothing of one refers to the other."""
        return _place(one._meta.app_label) == _place(other._meta.app_label)

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Each has its own tables."""
        return _place(app_label) == db


def _place(app: str) -> str:
    return RECORDS if app == "records" else ACCOUNTS
