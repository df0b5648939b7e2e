"""The gate: nobody sees a page of a side before password and second factor; then the desk knows who it is.

Law: what is not named here as open is closed. The public's seat is open: what is published is for everybody.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from commonground_web import seat

Answer = Callable[[HttpRequest], HttpResponse]
ACCOUNT = "/account/"
BEFORE = ("account_login", "mfa_authenticate", "account_logout")
AFTER = (
    *BEFORE,
    "account_change_password",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
)
ENROLLING = ("account_logout", "account_reauthenticate", "mfa_activate_totp")


def gate(answer: Answer) -> Answer:
    """Whoever has not signed in is led there, whoever has no second factor to the page that sets one up."""

    def guarded(request: HttpRequest) -> HttpResponse:
        seat.seated("")
        request.is_let_in = seat.taken().audience == seat.PUBLIC
        if request.is_let_in:
            return answer(request)
        if not request.user.is_authenticated:
            return answer(request) if _is(request, BEFORE) else HttpResponseRedirect(settings.LOGIN_URL)
        if not _has_second_factor(request):
            return answer(request) if _is(request, ENROLLING) else HttpResponseRedirect(reverse("mfa_activate_totp"))
        if request.path.startswith(ACCOUNT) and not _is(request, AFTER):
            raise Http404
        seat.seated(request.user.get_username())
        request.is_let_in = True
        return answer(request)

    return guarded


def _is(request: HttpRequest, names: tuple[str, ...]) -> bool:
    return request.path in {reverse(name) for name in names}


def _has_second_factor(request: HttpRequest) -> bool:
    from allauth.mfa.models import Authenticator

    return bool(Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).exists())
