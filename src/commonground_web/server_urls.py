"""The addresses of a server: those of a laptop, and signing in. What of them is open, `accounts.gate` says."""

from __future__ import annotations

from django.urls import include, path

from commonground_web.urls import handler400, handler404, handler500
from commonground_web.urls import urlpatterns as pages

__all__ = ["handler400", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    *pages,
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
]
