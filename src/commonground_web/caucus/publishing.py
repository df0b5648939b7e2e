"""Publishing: one party writes what the public is to be told and signs it, the others read the very same and sign, or do not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from commonground.bargaining.publication import Publication
from commonground.files.publications import publication_of, publishable, words_in
from commonground.values.problem import errors
from commonground_web import seat
from commonground_web.actions import publish, publish_in_folder
from commonground_web.actions.publish import Hand, NotPublished, hand_of
from commonground_web.caucus.announced import composed, empty_fields, groups, offers_asked, parts, text_of
from commonground_web.desk import Desk
from commonground_web.publishing import Proposal, Signed, Standing, standing
from commonground_web.records.published import document_seal
from commonground_web.shown.claimed import claims_at
from commonground_web.shown.edition import Edition
from commonground_web.shown.edition_page import Asked, edition_page
from commonground_web.shown.failures import Misasked, answered
from commonground_web.shown.languages import LANGUAGES
from commonground_web.shown.publication import edition_of

WHICH = ("public", "proposed")


@answered
@require_safe
def publishing(request: HttpRequest) -> HttpResponse:
    """What is public, what is proposed, what was done; and the form that proposes."""
    now = standing(request)
    return render(request, "caucus/publish.html", _form(request, now, _begun(request, now)))


@answered
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """What the public would see, in both languages, and every byte of it; nothing is proposed yet."""
    said = composed(request)
    made, wrong = _made(request, said)
    if made is None:
        return render(
            request, "caucus/publish.html", {**_form(request, standing(request), said), "wrong": wrong}, status=422
        )
    edition = edition_of(request, made)
    seal = _seal(edition, made)
    words = [
        (name, value) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken" for value in values
    ]
    context = {"title": "What the public would see", "said": words, "name": seat.person()}
    return render(request, "caucus/publish_look.html", {**context, **_seen(edition, (), seal)})


@answered
@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """It is proposed, if it is what was shown."""
    said = composed(request)
    made, wrong = _made(request, said)
    if made is None:
        raise Misasked(" ".join(wrong))
    edition = edition_of(request, made)

    def done(now: Standing, hand: Hand) -> None:
        if (seal := _seal(edition, made)) != request.POST.get("seal"):
            raise NotPublished(publish.MEANWHILE)
        if seat.taken().is_server:
            publish.propose(now, hand, edition.text, made.signers)
        else:
            publish_in_folder.propose_in_folder(request.desk, hand, text_of(said), seal)

    return _carried_out(request, done)


@answered
@require_safe
def read(request: HttpRequest, which: str) -> HttpResponse:
    """What is proposed, or public, as the public sees it, byte for byte; with the buttons that sign and withdraw it."""
    found = _standing_one(standing(request), which)
    party = request.desk.party
    context = {
        "title": "What is proposed to the public" if which == "proposed" else "What is public",
        "which": which,
        "found": found,
        "may_sign": which == "proposed" and party in found.unsigned,
        "may_withdraw": party in found.must_sign,
        "left": found.unsigned,
        **_seen(found.edition, found.signed, found.seal),
    }
    return render(request, "caucus/publish_read.html", {**context, "name": seat.person()})


@answered
@require_POST
def sign(request: HttpRequest) -> HttpResponse:
    """What is proposed, signed by one party more; by the last it is public."""
    return _sealed(request, publish.sign, publish_in_folder.sign_in_folder)


@answered
@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """What is proposed or public, withdrawn."""
    return _sealed(request, publish.withdraw, publish_in_folder.withdraw_in_folder)


def _sealed(
    request: HttpRequest,
    on_server: Callable[[Standing, Hand, str], object],
    in_folder: Callable[[Desk, Standing, Hand, str], object],
) -> HttpResponse:
    """An act upon what was shown under this seal, where this desk keeps such acts."""
    act = on_server if seat.taken().is_server else partial(in_folder, request.desk)
    return _carried_out(request, lambda now, hand: act(now, hand, request.POST.get("seal", "")))


def _carried_out(request: HttpRequest, done: Callable[[Standing, Hand], object]) -> HttpResponse:
    try:
        hand = hand_of(request.desk, request.POST.get("person", ""))
        done(standing(request), hand)
    except NotPublished as problem:
        return render(request, "shown/failure.html", {"says": [str(problem)]}, status=409)
    return HttpResponseRedirect(reverse("publish"))


def _form(request: HttpRequest, now: Standing, said: Mapping[str, Any]) -> dict[str, Any]:
    negotiation = request.desk.negotiation
    known = publishable(negotiation)
    asked = offers_asked(request, said) if known else ("", "")
    names = {party.id: party.name for party in negotiation.parties}
    return {
        "title": "Publish",
        "now": now,
        "names": names,
        "history": [(names.get(one.by, one.by), one) for one in reversed(now.entries)],
        "offers": [(name, offer.title) for name, offer in known.items()],
        "asked": asked,
        "parts": parts(request.desk, said),
        "groups": groups(request, asked, said) if known else [],
        "languages": LANGUAGES.values(),
    }


def _begun(request: HttpRequest, now: Standing) -> Mapping[str, Any]:
    """What the form begins with: the words of what is proposed, public or was proposed last, or of the folder's publish.toml."""
    found = now.proposed or now.public
    if found is not None:
        return _words_of(found.edition)
    if earlier := [one.document for one in now.entries if one.document]:
        return _words_of(Edition(earlier[-1]))
    return words_in(request.desk.folder)


def _words_of(edition: Edition) -> Mapping[str, Any]:
    said: Mapping[str, Any] = edition.said["says"]
    return said


def _made(request: HttpRequest, said: Mapping[str, Any]) -> tuple[Publication | None, list[str]]:
    """What the form says as a publication; None with what is wrong."""
    if wrong := empty_fields(said):
        return None, wrong
    desk = request.desk
    found, problems = publication_of(text_of(said), desk.folder, desk.negotiation, claims_at(request))
    return found, [] if found else list(map(str, errors(problems)))


def _seal(edition: Edition, made: Publication) -> str:
    """What is signed: on a server the bytes that were shown, in a folder the words and files that they are made of."""
    return document_seal(edition.text) if seat.taken().is_server else made.seal


def _standing_one(now: Standing, which: str) -> Proposal:
    found = {"public": now.public, "proposed": now.proposed}[which]
    if found is None:
        raise Misasked(f"Nothing is {which} now.")
    return found


def _seen(edition: Edition, signed: tuple[Signed, ...], seal: str) -> dict[str, Any]:
    """The page that the public would see, in each language, and the bytes that it is made of."""
    pages, first = [], 0
    for code, name in LANGUAGES.items():
        with translation.override(code):
            tables, context = edition_page(edition, signed, seal, Asked(code, dt.date.today(), first=first))
            html = SafeString(render_to_string("public/edition.html", context))
        pages.append((code, name, context["title"], html))
        first += len(tables)
    return {"pages": pages, "bytes": edition.text, "seal": seal}
