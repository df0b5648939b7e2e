"""The addresses of a member's pages."""

from __future__ import annotations

from django.urls import path

from commonground_web.member.calculator import calculator

urlpatterns = [path("", calculator, name="member")]
