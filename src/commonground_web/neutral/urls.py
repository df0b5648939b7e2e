"""The addresses of the neutral's pages."""

from __future__ import annotations

from django.urls import path

from commonground_web.neutral.settlement import certificate, settlement

urlpatterns = [
    path("settlement", settlement, name="settlement"),
    path("settlement/certificate", certificate, name="settlement-certificate"),
]
