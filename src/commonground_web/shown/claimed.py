"""The claims of the folder at the desk, read and checked once."""

from __future__ import annotations

from django.http import HttpRequest

from commonground.asked.claims import model_of
from commonground.claims.check import Checked, check_claims
from commonground.claims.claim import Claims
from commonground.files.claims import CLAIMS, read_claims
from commonground.values.problem import BadInput, errors
from commonground_web.desk import Desk


def claims_at(request: HttpRequest) -> Claims | None:
    """The claims; None where the folder has none. Raises `BadInput` where they cannot be read."""
    desk: Desk = request.desk
    if not (desk.folder / CLAIMS).is_file():
        return None

    def made() -> Claims:
        found, problems = read_claims(desk.folder, desk.negotiation)
        if found is None:
            raise BadInput(errors(problems))
        return found

    return desk.kept("claims", made)


def checked_at(request: HttpRequest, claims: Claims) -> tuple[Checked, ...]:
    """Every claim with its verdict."""
    desk: Desk = request.desk
    return desk.kept("checked", lambda: check_claims(claims, model_of(desk.negotiation)))
