"""A publication: what the parties agreed to tell the public, in words that each has signed, in English and in Spanish.

Law: a publication is agreed once every party whose offer it shows has signed its seal as it is now; a word, an offer or a claim
that changes afterwards takes another seal, and nothing is agreed until all have signed again.
Not here: how it is shown, and what its offers cost.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What may be published beside the words: costs by year, the school days, the schools that stay open."""

    COST = "cost"
    DAYS = "days"
    SITES = "sites"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One saying in English and in Spanish."""

    en: str
    es: str

    def in_language(self, language: str) -> str:
        """In Spanish where that is asked for, else in English."""
        return self.es if language == "es" else self.en


@dataclass(frozen=True)
class PublishedIssue:
    """An issue in plain words: what it is about, what stands now, and what each party's offer says, by party."""

    name: str
    title: Bilingual
    now: Bilingual
    says: Mapping[str, Bilingual]


@dataclass(frozen=True)
class PublishedClaim:
    """A claim of the folder: who said it where, and what was said."""

    id: str
    who: Bilingual
    says: Bilingual


@dataclass(frozen=True, slots=True)
class PublicationSignature:
    """A party signs the seal of a publication: by whom, and when."""

    party: str
    by: str
    on: dt.date
    seal: str


@dataclass(frozen=True)
class Publication:
    """What is shown to the public: two offers by id, issues, claims, further parts; its seal, who must sign, who has."""

    title: Bilingual
    summary: Bilingual
    offers: tuple[str, str]
    shows: tuple[Part, ...]
    issues: tuple[PublishedIssue, ...]
    claims: tuple[PublishedClaim, ...]
    signers: tuple[str, ...]
    signatures: tuple[PublicationSignature, ...]
    seal: str

    @property
    def signed(self) -> tuple[PublicationSignature, ...]:
        """The signatures to what it says now, the last of each party."""
        return tuple({one.party: one for one in self.signatures if one.seal == self.seal}.values())

    @property
    def unsigned(self) -> tuple[str, ...]:
        """The parties that have not signed what it says now."""
        held = {one.party for one in self.signed}
        return tuple(party for party in self.signers if party not in held)

    @property
    def is_agreed(self) -> bool:
        """Whether all have signed what it says now."""
        return not self.unsigned
