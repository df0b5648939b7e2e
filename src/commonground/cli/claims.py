"""`commonground claims`: every public figure of a folder, recomputed."""

from __future__ import annotations

import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from commonground.asked.claims import claim_named, model_of
from commonground.claims.check import check_claims
from commonground.claims.claim import Claims
from commonground.cli import exits
from commonground.cli.opened import opened
from commonground.cli.output import Format, show
from commonground.files.claims import FIGURES_ALONE, is_of_figures_alone, read_claims
from commonground.files.ready import folder_named
from commonground.negotiation import Negotiation
from commonground.report.claims import claim_reviews, claim_tables
from commonground.report.forms import json_text
from commonground.values.problem import BadInput, errors


class Form(StrEnum):
    """The forms of checked claims: those of every result, and schema.org's ClaimReview."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    CLAIMREVIEW = "claimreview"


def claims(folder: Path, *, claim: str | None = None, format: Form = Form.TABLE) -> int:
    """Every public figure of a folder recomputed: on its own basis, on another, or not from these assumptions.

    Examples
    --------
    commonground claims chicago-2019
    commonground claims chicago-2019 --claim union-38-a-year
    commonground claims chicago-2019 --format claimreview

    Parameters
    ----------
    folder
        the folder, with claims.toml
    claim
        one claim by its id, with its replies
    format
        table, json, csv or claimreview (schema.org, JSON-LD)
    """
    negotiation = negotiation_beside(folder)
    found = claims_in(folder, negotiation)
    shown = found if claim is None else _one(found, claim)
    model = None if negotiation is None else model_of(negotiation)
    checked = tuple(one for one in check_claims(found, model) if one.claim.id in shown.claims)
    if format is Form.CLAIMREVIEW:
        title = folder_named(folder).resolve().name if negotiation is None else negotiation.title
        by = f"Commonground, recomputed from the folder of: {title}"
        sys.stdout.write(json_text(claim_reviews(checked, by)) + "\n")
    else:
        show(claim_tables(shown, checked), Format(format.value))
    return exits.DONE


def negotiation_beside(folder: Path) -> Negotiation | None:
    """The negotiation of a folder; None of a folder of public figures alone, which is told. Raises `BadInput`."""
    if not is_of_figures_alone(folder_named(folder)):
        return opened(folder)
    exits.tell(FIGURES_ALONE)
    return None


def claims_in(folder: Path, negotiation: Negotiation | None) -> Claims:
    """The claims of a folder; warnings are told. Raises `BadInput` where there are errors."""
    found, problems = read_claims(folder_named(folder), negotiation)
    if found is None:
        raise BadInput(errors(problems))
    exits.tell_problems(problems)
    return found


def _one(found: Claims, name: str) -> Claims:
    """One claim with those that answer it, or that it answers."""
    claim = claim_named(found, name)
    claims = {one.id: one for one in (found.claims[claim], *found.replies(found.claims[claim]))}
    return replace(found, claims=claims)
