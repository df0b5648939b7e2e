"""Locked out: after five wrong passwords an account rests for a quarter of an hour, for the address that they came from.

Not for every address: else whoever knows a name could keep its owner out. Who guesses from many addresses meets a password that
was drawn, and the second factor.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

ATTEMPTS, REST = 5, dt.timedelta(minutes=15)


def username(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str:
    """The account that is tried."""
    return (credentials or {}).get("username") or request.POST.get("login", "")


def locked_out(request: HttpRequest, credentials: Mapping[str, str] | None = None, *more: object) -> HttpResponse:
    """What is said to whoever is locked out."""
    says = [f"After {ATTEMPTS} wrong passwords this account rests for {REST.seconds // 60} minutes. Try again then."]
    return render(request, "shown/failure.html", {"says": says}, status=429)
