"""The addresses of a caucus's pages."""

from __future__ import annotations

from django.urls import path, re_path

from commonground_web.caucus import authority, grid, packages, passing, preferences, publishing, roster
from commonground_web.caucus.explain import explain
from commonground_web.caucus.money import money
from commonground_web.caucus.settlement import suggested

urlpatterns = [
    path("roster", roster.roster, name="roster"),
    path("roster/upload", roster.upload, name="roster-upload"),
    path("roster/columns", roster.columns, name="roster-columns"),
    path("roster/check", roster.check, name="roster-check"),
    path("roster/write", roster.write, name="roster-write"),
    path("roster/undo", roster.undo, name="roster-undo"),
    path("roster/people", roster.whose, name="roster-people"),
    path("money", money, name="money"),
    path("preferences", preferences.preferences, name="preferences"),
    path("preferences/keep", preferences.keep, name="preferences-keep"),
    path("suggested", suggested, name="suggested"),
    path("package", packages.packages, name="packages"),
    path("package/begin", packages.begin, name="package-begin"),
    path("package/authority", authority.write, name="authority"),
    path("package/authority/<int:number>/strike", authority.strike, name="authority-strike"),
    path("package/<int:number>", packages.package, name="package"),
    path("package/<int:number>/price", packages.price, name="package-price"),
    path("package/<int:number>/turn", packages.turn, name="package-turn"),
    re_path(r"^package/(?P<number>\d+)/(?P<way>undo|redo)$", packages.walk, name="package-walk"),
    path("package/<int:number>/keep", packages.keep, name="package-keep"),
    path("package/<int:number>/take/<int:version>", packages.take, name="package-take"),
    path("package/<int:number>/compare", packages.compare, name="package-compare"),
    path("grid", grid.grids, name="grids"),
    path("package/<int:number>/grid", grid.grid, name="package-grid"),
    path("package/<int:number>/grid/typed", grid.typed, name="package-typed"),
    re_path(r"^package/(?P<number>\d+)/grid/(?P<way>undo|redo)$", grid.walk, name="package-grid-walk"),
    path("package/<int:number>/pass", passing.package, name="package-pass"),
    path("pass", passing.answers, name="pass"),
    path("pass/look", passing.look, name="pass-look"),
    path("pass/across", passing.across, name="pass-across"),
    path("pass/<int:number>", passing.receipt, name="pass-receipt"),
    path("publish", publishing.publishing, name="publish"),
    path("publish/look", publishing.look, name="publish-look"),
    path("publish/propose", publishing.propose, name="publish-propose"),
    re_path(r"^publish/(?P<which>public|proposed)$", publishing.read, name="publish-read"),
    path("publish/sign", publishing.sign, name="publish-sign"),
    path("publish/withdraw", publishing.withdraw, name="publish-withdraw"),
    path("package/<int:number>/explain", explain, name="package-explain"),
]
