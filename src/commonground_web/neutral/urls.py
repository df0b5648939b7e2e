"""The addresses of the neutral's pages."""

from __future__ import annotations

from django.urls import path

from commonground_web.neutral.limits import keep, limits
from commonground_web.neutral.settlement import certificate, settlement
from commonground_web.neutral.suggested import told

urlpatterns = [
    path("settlement", settlement, name="settlement"),
    path("settlement/told", told, name="settlement-told"),
    path("settlement/limits", limits, name="settlement-limits"),
    path("settlement/limits/keep", keep, name="settlement-limits-keep"),
    path("settlement/certificate", certificate, name="settlement-certificate"),
]
