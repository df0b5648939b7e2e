"""What an address asks for, read: two offers, a view, a year. Where it says nothing, the usual."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from commonground.asked.offers import two_named
from commonground.costing.views import View
from commonground.negotiation import Negotiation
from commonground.report.basis import RosterBasis, refused, seen_on, without_turnover
from commonground.report.issues import Beside
from commonground_web.shown.failures import Misasked


def beside_asked(request: HttpRequest) -> Beside:
    """The two agreements to set side by side: `a` and `b`, or each side's last offer; on the roster that is asked for.

    Raises `Misused`, `Misasked`.
    """
    basis = basis_asked(request)
    negotiation = request.desk.negotiation
    (one, first), (other, second) = two_named(negotiation, request.GET.get("a"), request.GET.get("b"))

    def made() -> Beside:
        return Beside(seen_on(negotiation, basis), (one, other), (first, second), basis)

    found: Beside = request.desk.kept(("beside", one, other, basis), made)
    return found


def basis_asked(request: HttpRequest) -> RosterBasis:
    """The roster on which totals stand: without a word both, where turnover is stated. Raises `Misasked`."""
    said = request.GET.get("roster") or RosterBasis.BOTH.value
    if said not in tuple(RosterBasis):
        raise Misasked(f'No roster is called "{said}". There is {", ".join(RosterBasis)}.')
    if why := refused(request.desk.negotiation, RosterBasis(said)):
        raise Misasked(f"{why} State it, and both rosters are shown.")
    return RosterBasis(said)


def rosters_of(negotiation: Negotiation) -> dict[str, Any]:
    """What a page's switch between rosters offers; where no turnover is stated, the sentence that says so."""
    if negotiation.turnover:
        return {"rosters": list(RosterBasis), "one_roster": ""}
    return {"rosters": [], "one_roster": without_turnover("Totals stand on the cast-forward roster alone")}


def view_asked(request: HttpRequest) -> View:
    """The view: annual without a word. Raises `Misasked`."""
    return view_named(request.GET.get("view", ""))


def view_named(said: str) -> View:
    """The view of a name: annual without one. Raises `Misasked`."""
    said = said or View.ANNUAL.value
    if said not in tuple(View):
        raise Misasked(f'No view is called "{said}". There is {", ".join(View)}.')
    return View(said)


def year_asked(request: HttpRequest) -> str:
    """A fiscal year that is costed: the last without a word. Raises `Misasked`."""
    years = [year.label for year in request.desk.negotiation.years]
    said = request.GET.get("year") or years[-1]
    if said not in years:
        raise Misasked(f'No year is called "{said}". There is {", ".join(years)}.')
    return said
