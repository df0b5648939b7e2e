"""The addresses of the table's pages."""

from __future__ import annotations

from django.urls import path

from commonground_web.table.assumptions import assumptions
from commonground_web.table.bridge import bridge
from commonground_web.table.calendar import calendar
from commonground_web.table.claims import claims
from commonground_web.table.comparables import comparables
from commonground_web.table.explain import explain
from commonground_web.table.issue import issue
from commonground_web.table.issues import issues
from commonground_web.table.movement import movement
from commonground_web.table.news import news
from commonground_web.table.scattergram import scattergram
from commonground_web.table.whole import whole

urlpatterns = [
    path("", issues, name="table"),
    path("issue/<str:name>", issue, name="issue"),
    path("movement", movement, name="movement"),
    path("claims", claims, name="claims"),
    path("bridge", bridge, name="bridge"),
    path("comparables", comparables, name="comparables"),
    path("assumptions", assumptions, name="assumptions"),
    path("scattergram", scattergram, name="scattergram"),
    path("calendar", calendar, name="calendar"),
    path("explain", explain, name="explain"),
    path("news", news, name="news"),
    path("folder.zip", whole, name="whole"),
]
