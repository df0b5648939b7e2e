"""What an address asks for, read: two offers, a view, a year. Where it says nothing, the usual."""

from __future__ import annotations

from django.http import HttpRequest

from commonground.cli.opened import agreement_named, latest_offers, offer_named
from commonground.costing.views import View
from commonground.report.issues import STATUS_QUO, Beside
from commonground_web.shown.failures import Misasked


def beside_asked(request: HttpRequest) -> Beside:
    """The two agreements to set side by side: `a` and `b`, or each side's last offer. Raises `Misused`."""
    negotiation = request.desk.negotiation
    usual = [offer.id for offer in latest_offers(negotiation)]
    usual = [*usual, *[STATUS_QUO] * (2 - len(usual))] if len(usual) != 1 else [STATUS_QUO, *usual]
    names = [request.GET.get(key) or otherwise for key, otherwise in zip("ab", usual, strict=True)]
    one, other = (name if name == STATUS_QUO else offer_named(negotiation, name).id for name in names)

    def made() -> Beside:
        (_, first), (_, second) = (agreement_named(negotiation, name) for name in (one, other))
        return Beside(negotiation, (one, other), (first, second))

    found: Beside = request.desk.kept(("beside", one, other), made)
    return found


def view_asked(request: HttpRequest) -> View:
    """The view: annual without a word. Raises `Misasked`."""
    said = request.GET.get("view") or View.ANNUAL.value
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
