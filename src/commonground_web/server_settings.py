"""Settings of Django for a server: one process for each side, which logs in to PostgreSQL as that side.

`DATABASE_URL`, `COMMONGROUND_AUDIT_KEY` and `COMMONGROUND_SECRET_KEY` are that side's own, as set-up wrote them.
`COMMONGROUND_HOST` is the name under which a proxy with TLS gives the pages to the world; without it they answer on this
computer alone, without TLS. `COMMONGROUND_STATE` is the folder of the side's accounts.
"""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path
from psycopg.conninfo import conninfo_to_dict

from commonground_web.accounts.lockout import ATTEMPTS, REST
from commonground_web.settings import *  # noqa: F403
from commonground_web.settings import ALLOWED_HOSTS, INSTALLED_APPS, MIDDLEWARE, SECRET_KEY, TEMPLATES

NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
_said = {name: str(value) for name, value in conninfo_to_dict(os.environ["DATABASE_URL"]).items()}
_role = "".join(letter if letter.isalnum() else "_" for letter in _said.get("user", "nobody"))
STATE = Path(os.environ.get("COMMONGROUND_STATE") or user_data_path("commonground") / "server" / _role)
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 60,
        "OPTIONS": {name: value for name, value in _said.items() if name not in NAMES},
        **{NAMES[name]: value for name, value in _said.items() if name in NAMES},
    },
    "accounts": {"ENGINE": "django.db.backends.sqlite3", "NAME": STATE / "accounts.sqlite3", "CONN_MAX_AGE": None},
}
DATABASE_ROUTERS = ["commonground_web.accounts.database.Router"]

SECRET_KEY = os.environ.get("COMMONGROUND_SECRET_KEY") or SECRET_KEY
ROOT_URLCONF = "commonground_web.server_urls"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    *INSTALLED_APPS,
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
]
_guarded = MIDDLEWARE.index("commonground_web.guard.at_the_desk")
MIDDLEWARE = [
    *MIDDLEWARE[:_guarded],
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "commonground_web.accounts.pace.at_a_pace",
    "commonground_web.accounts.gate.gate",
    "commonground_web.accounts.audience.for_its_audience",
    *MIDDLEWARE[_guarded:],
]
_processors = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "commonground_web.shown.frame.frame",
]
TEMPLATES = [{**TEMPLATES[0], "APP_DIRS": True, "OPTIONS": {"context_processors": _processors}}]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
LOGIN_URL, LOGIN_REDIRECT_URL = "/account/login/", "/"
ACCOUNT_ADAPTER = "commonground_web.accounts.adapter.NoSignUp"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Commonground"
MFA_TOTP_TOLERANCE = 1  # half minutes before and after: who types slowly, whose clock is off
AXES_FAILURE_LIMIT, AXES_COOLOFF_TIME = ATTEMPTS, REST
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "commonground_web.accounts.lockout.username"
AXES_LOCKOUT_CALLABLE = "commonground_web.accounts.lockout.locked_out"
AXES_VERBOSE = False

SESSION_ENGINE = (
    "django.contrib.sessions.backends.cached_db"  # one process serves a side; who has an account is asked each time
)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
if _host := os.environ.get("COMMONGROUND_HOST"):
    ALLOWED_HOSTS = [_host, *ALLOWED_HOSTS]
    CSRF_TRUSTED_ORIGINS = [f"https://{_host}"]
    SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
