"""The addresses of all pages, by audience."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("commonground_web.table.urls")),
    path("", include("commonground_web.caucus.urls")),
    path("", include("commonground_web.neutral.urls")),
    path("member", include("commonground_web.member.urls")),
    path("public", include("commonground_web.public.urls")),
]
handler400 = "commonground_web.shown.failures.unreadable"
handler404 = "commonground_web.shown.failures.not_found"
handler500 = "commonground_web.shown.failures.broken"
