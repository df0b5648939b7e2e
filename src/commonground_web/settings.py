"""Settings of Django for a laptop: one reader, one folder, the loopback address, nothing from elsewhere.

The file of drafts is named by the variable `COMMONGROUND_DRAFTS`, which `laptop` sets; without it nothing outlives the process.

Nothing here is secret: the key is drawn anew at every start, because nothing that it signs outlives one.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent

DEBUG = False
SECRET_KEY = secrets.token_urlsafe(48)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ROOT_URLCONF = "commonground_web.urls"
INSTALLED_APPS = ["commonground_web", "commonground_web.records"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "commonground_web.guard.headers",
    "commonground_web.guard.own_host",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "commonground_web.guard.at_the_desk",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {"context_processors": ["commonground_web.shown.frame.frame"], "builtins": []},
    }
]
DATABASES: dict[str, dict[str, object]] = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ.get("COMMONGROUND_DRAFTS", ":memory:"),
        "CONN_MAX_AGE": None,
    }
}
STATIC_URL = "/static/"
USE_TZ = False
TIME_ZONE = None  # the computer's own; so times are written by Python, not by the filter `date`, which needs a name
USE_I18N = True
LANGUAGE_CODE = "en"
LOCALE_PATHS = [HERE / "locale"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FILE_UPLOAD_HANDLERS = ["commonground_web.shown.uploads.Bounded"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4_000  # the grid of a large schedule sends a field a cell
CSRF_FAILURE_VIEW = "commonground_web.shown.failures.not_from_here"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"said": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django.request": {"handlers": ["said"], "level": "ERROR", "propagate": False},
        "waitress.queue": {"level": "ERROR"},  # that somebody waits a moment is nothing to tell
    },
}
