"""`commonground vote forms`: the tellers' count forms."""

from __future__ import annotations

from pathlib import Path

from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.cli.lines import say
from commonground.cli.vote.arguments import Folder, OnlyUnit, VoteName
from commonground.cli.vote.opened import opened_vote, roll_in_force, units_named, write_document
from commonground.report.vote_documents import forms_document


def vote_forms(
    folder: Folder,
    vote: VoteName,
    *,
    out: Path = Path("count-forms.pdf"),
    unit: OnlyUnit = None,
    site: str | None = None,
) -> int:
    """Print the count forms as PDF: for each site, one page for the first teller and one for the second.

    Examples
    --------
    commonground vote forms my-district strike-2026 --out forms.pdf
    commonground vote forms my-district strike-2026 --site "Hill Middle"

    Parameters
    ----------
    out
        the PDF
    site
        only this site
    """
    found = opened_vote(folder, vote)
    said = forms_document(found.ballot, roll_in_force(found), units_named(found, unit), site)
    if not said["pages"]:
        raise Misused(f'The roll has no site "{site}".' if site else "The roll has no site.")
    write_document(out, "vote_forms", said)
    say(f"{len(said['pages']):,} pages: {out}\n")
    return exits.DONE
