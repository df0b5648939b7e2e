"""A count: what two tellers find in one box, and the sums that it must hold to.

Law: issued = cast + spoiled + unused, and cast <= signatures; both are exact, ballot by ballot.
`cast` is what lies in the box: yes, no, abstentions, blanks, and challenged envelopes still closed. `spoiled` is every
ballot that cannot be counted, those among them included that a voter handed back for a fresh one (`replaced`).
Of a petition: signatures = valid (yes) + struck (spoiled); nobody signs a no.
A result that comes from another system has no issued, unused or signatures; those are None.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from commonground.votes.rule import Method

BALLOTS = ("yes", "no", "abstain", "blank", "spoiled", "replaced", "challenged")
PAPER = ("issued", "unused", "signatures")
FIGURES = (*BALLOTS, *PAPER)
MOST = 10**9


@dataclass(frozen=True, slots=True)
class Count:
    """The figures of one box, or of several together.

    >>> Count(yes=40, no=2, blank=1).cast
    43
    """

    yes: int = 0
    no: int = 0
    abstain: int = 0
    blank: int = 0
    spoiled: int = 0
    replaced: int = 0
    challenged: int = 0
    issued: int | None = None
    unused: int | None = None
    signatures: int | None = None

    @property
    def valid(self) -> int:
        """Ballots that say yes or no."""
        return self.yes + self.no

    @property
    def cast(self) -> int:
        """Ballots in the box, challenged envelopes included."""
        return self.valid + self.abstain + self.blank + self.challenged

    @property
    def opened(self) -> int:
        """Ballots in the box that were looked at: cast, without the challenged envelopes."""
        return self.cast - self.challenged

    @property
    def voters(self) -> int:
        """People who took part: who cast a ballot, or spoiled the only one they had."""
        return self.cast + self.spoiled - self.replaced

    def __add__(self, other: Count) -> Count:
        return Count(
            *(getattr(self, name) + getattr(other, name) for name in BALLOTS),
            *(_sum(getattr(self, name), getattr(other, name)) for name in PAPER),
        )

    def times(self, votes: int) -> Count:
        """The figures in votes, each ballot carrying so many; of paper nothing is said."""
        return Count(*(getattr(self, name) * votes for name in BALLOTS))

    def to_dict(self) -> dict[str, int]:
        """The figures that are stated, for the ledger."""
        stated = {name: getattr(self, name) for name in FIGURES}
        return {name: value for name, value in stated.items() if value is not None}


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def total_of(counts: Iterator[Count] | tuple[Count, ...] | list[Count]) -> Count:
    """The sum of counts; a figure that one of them does not state is not stated."""
    whole: Count | None = None
    for count in counts:
        whole = count if whole is None else whole + count
    return whole or Count()


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A sum that does not come out: the figure, what it is, what it must be, and in which words."""

    figure: str
    got: int
    expected: str
    mend: str


def discrepancies(count: Count, method: Method, voters_on_roll: int | None = None) -> tuple[Discrepancy, ...]:
    """What does not add up in a box, in the order of the form."""
    found = tuple(_of_a_petition(count) if method is Method.PETITION else _of_a_box(count))
    if voters_on_roll is not None and count.voters > voters_on_roll:
        mend = "Count again; put who is not on the roll under challenged, or adopt a later roll."
        return (
            *found,
            Discrepancy("cast", count.voters, f"at most {voters_on_roll:,}, who are on the roll there", mend),
        )
    return found


def _of_a_box(count: Count) -> Iterator[Discrepancy]:
    recount = "Count the box, the unused and the spoiled ballots again."
    if count.replaced > count.spoiled:
        yield Discrepancy("replaced", count.replaced, f"at most {count.spoiled:,}, the spoiled ballots", recount)
    if count.issued is not None and count.unused is not None:
        whole = count.cast + count.spoiled + count.unused
        if count.issued != whole:
            said = f"{whole:,} = {count.cast:,} cast + {count.spoiled:,} spoiled + {count.unused:,} unused"
            yield Discrepancy("issued", count.issued, said, recount)
    if count.signatures is not None and count.cast > count.signatures:
        mend = "Count the box and the signatures again; no ballot is cast without one."
        yield Discrepancy("cast", count.cast, f"at most {count.signatures:,}, the signatures", mend)


def _of_a_petition(count: Count) -> Iterator[Discrepancy]:
    extra = replace(count, yes=0, spoiled=0, signatures=None, issued=None, unused=None)
    if extra != Count():
        yield Discrepancy("no", extra.cast, "0: a petition has signatures and struck signatures alone", "Leave it out.")
    if count.signatures is None:
        yield Discrepancy("signatures", 0, "the number of signatures on the sheets", "Count them.")
    elif count.signatures != count.yes + count.spoiled:
        said = f"{count.yes + count.spoiled:,} = {count.yes:,} valid + {count.spoiled:,} struck"
        yield Discrepancy("signatures", count.signatures, said, "Go through the sheets again, line by line.")
