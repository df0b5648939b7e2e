"""The addresses of the table's pages."""

from __future__ import annotations

from django.urls import path

from commonground_web.table.explain import explain
from commonground_web.table.issue import issue
from commonground_web.table.issues import issues
from commonground_web.table.movement import movement

urlpatterns = [
    path("", issues, name="table"),
    path("issue/<str:name>", issue, name="issue"),
    path("movement", movement, name="movement"),
    path("explain", explain, name="explain"),
]
