"""Settings of Django for a server: one process for each side, which logs in to PostgreSQL as that side.

`DATABASE_URL` is that side's own, as set-up wrote it.
"""

from __future__ import annotations

import os

from psycopg.conninfo import conninfo_to_dict

from commonground_web.settings import *  # noqa: F403

NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
_said = {name: str(value) for name, value in conninfo_to_dict(os.environ["DATABASE_URL"]).items()}
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 60,
        "OPTIONS": {name: value for name, value in _said.items() if name not in NAMES},
        **{NAMES[name]: value for name, value in _said.items() if name in NAMES},
    }
}
