"""Wordings: what each clause says in each of several agreements of the same clauses, those that are alike said as one.

Clauses are told apart as objects, so that nothing needs to be spelled.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commonground.agreement.agreement import Agreement
from commonground.agreement.alike import Lot, said_as_one
from commonground.agreement.provision import Provision


@dataclass(frozen=True, slots=True)
class Wording:
    """What one clause says: `lots` of clauses that are alike, and of each agreement its lot and its place in it."""

    lots: Sequence[Lot]
    lot: Sequence[int]
    place: Sequence[int]


class Wordings:
    """The clauses of several agreements; what is asked for must be in all of them."""

    def __init__(self, agreements: Sequence[Agreement]) -> None:
        self.agreements = agreements
        self._clauses = [agreement.provisions for agreement in agreements]
        self._identities: dict[str, list[int]] = {}
        self._wordings: dict[str, Wording] = {}

    def only(self, agreements: Sequence[int]) -> Wordings:
        """The clauses of some of the agreements, given by number."""
        if len(agreements) == len(self.agreements):
            return self
        return Wordings([self.agreements[number] for number in agreements])

    def identities(self, clause: str) -> list[int]:
        """Which object a clause is, by agreement."""
        if clause not in self._identities:
            self._identities[clause] = [id(provisions[clause]) for provisions in self._clauses]
        return self._identities[clause]

    def of(self, clause: str) -> Wording:
        """What a clause says."""
        if clause not in self._wordings:
            self._wordings[clause] = self._worded(clause)
        return self._wordings[clause]

    def _worded(self, clause: str) -> Wording:
        identities = self.identities(clause)
        distinct = dict(zip(identities, [provisions[clause] for provisions in self._clauses], strict=True))
        lots = said_as_one(list(distinct.values()))
        at = [(0, 0)] * len(distinct)
        for number, lot in enumerate(lots):
            for place, which in enumerate(lot.numbers):
                at[which] = number, place
        where = dict(zip(distinct, at, strict=True))
        found = [where[identity] for identity in identities]
        return Wording(lots, [lot for lot, _ in found], [place for _, place in found])

    def alike(self, clauses: Iterable[str], agreements: Sequence[int]) -> list[list[int]]:
        """Places among some agreements (given by number) of those that are alike in some clauses."""
        wordings = map(self.of, clauses)
        return _together([wording.lot for wording in wordings if len(wording.lots) > 1], agreements)

    def same(self, clause: str, agreements: Sequence[int]) -> list[list[int]]:
        """Places among some agreements of those that have a clause in common."""
        return _together([self.identities(clause)], agreements)

    def as_one(self, clause: str, agreements: Sequence[int]) -> Provision:
        """What says a clause of some agreements that are alike in it; of one, its own."""
        if len(agreements) == 1:
            return self.agreements[agreements[0]][clause]
        wording = self.of(clause)
        return wording.lots[wording.lot[agreements[0]]].only([wording.place[number] for number in agreements])


def _together(columns: Sequence[Sequence[int]], agreements: Sequence[int]) -> list[list[int]]:
    if not columns:
        return [list(range(len(agreements)))]
    found: dict[tuple[int, ...], list[int]] = {}
    for place, number in enumerate(agreements):
        found.setdefault(tuple([column[number] for column in columns]), []).append(place)
    return list(found.values())
