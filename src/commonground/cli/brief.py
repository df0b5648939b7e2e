"""`commonground brief`: what two offers come to, on a few pages to hand out."""

from __future__ import annotations

from pathlib import Path

from commonground.asked.crossing import crossing
from commonground.asked.misused import Misused
from commonground.asked.offers import two_named
from commonground.cli import exits
from commonground.cli.opened import opened
from commonground.cli.progress import working
from commonground.costing.bands import NoPlace
from commonground.costing.member import Member
from commonground.report.briefs import brief as briefed
from commonground.report.issues import Beside
from commonground.report.members import UnknownPlace
from commonground.workforce.exchange import PLACEMENT, TABLES


def brief(
    folder: Path,
    a: str | None = None,
    b: str | None = None,
    *,
    out: Path = Path("brief.pdf"),
    step: str | None = None,
    lane: str | None = None,
) -> int:
    """Two offers on a few pages (PDF): cost by year, what lies between by issue, who stands where, what one member takes home.

    The pages are tagged (PDF/UA) and every picture's figures stand in a table and in words. Who stands where is told in
    cells of at least ten people, as exchange tells it. A brief is held against exchanges/ but is not itself remembered
    there, and its costs are those of the roster itself: run exchange first, and where nobody may see who has left, make
    the brief on the copy.

    Examples
    --------
    commonground brief chicago-2019
    commonground brief meadowbrook district union --step 4 --out two.pdf

    Parameters
    ----------
    folder
        the negotiation's folder
    a
        an offer, or status-quo; without it the employer's last
    b
        the offer that it is set beside; without it the union's last
    out
        where the PDF goes
    step
        the step of the member; without it the one with most people
    lane
        the lane of the member; without it the one with most people on the step
    """
    negotiation = opened(folder)
    (one, first), (other, second) = two_named(negotiation, a, b)
    try:
        with working("Reckoning the brief"):
            member = Member(step, lane or "") if step else None
            told = crossing(negotiation, folder, tables={PLACEMENT: TABLES[PLACEMENT]})
            made = briefed(Beside(negotiation, (one, other), (first, second)), told, member)
    except (UnknownPlace, NoPlace) as problem:
        raise Misused(f"{problem}.") from None
    from commonground.files.briefs import write_brief

    try:
        write_brief(made, out)
    except OSError as problem:
        raise exits.Unwritten(f"{out}: {problem.strerror}. Name a file that you may write to.") from None
    if made.grid is None:
        exits.tell(
            f"Who stands where is left out: no unit has {told.smallest} people on a schedule, or has changed by as many since it "
            "crossed."
        )
    exits.tell(f"Wrote {out}: {one} beside {other}.")
    return exits.DONE
