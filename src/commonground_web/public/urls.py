"""The addresses of the public's pages."""

from __future__ import annotations

from django.urls import path

from commonground_web.public.offers import offers

urlpatterns = [path("", offers, name="public")]
