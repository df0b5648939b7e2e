"""Shapes of a publication: what publish.toml may say."""

from __future__ import annotations

from pydantic import Field

from commonground.agreement.fields import Day
from commonground.bargaining.publication import Part
from commonground.files.claim_shapes import ID
from commonground.files.shapes import Shape

LONGEST = 1_200  # letters of one saying


class BilingualShape(Shape):
    """One saying in both languages."""

    en: str = Field(min_length=1, max_length=LONGEST)
    es: str = Field(min_length=1, max_length=LONGEST)


class PublishedIssueShape(Shape):
    """An issue in plain words."""

    name: str = Field(min_length=1)
    title: BilingualShape
    now: BilingualShape
    says: dict[str, BilingualShape]


class PublishedClaimShape(Shape):
    """A claim that is published with its verdict."""

    id: str = Field(pattern=ID)
    who: BilingualShape
    says: BilingualShape


class PublicationSignatureShape(Shape):
    """A party signs what is published."""

    party: str
    by: str = Field(min_length=1)
    on: Day
    seal: str = Field(pattern=r"^[0-9a-f]{64}$")


class PublishShape(Shape):
    """publish.toml: what the parties agreed to tell the public."""

    title: BilingualShape
    summary: BilingualShape
    offers: tuple[str, str]
    shows: list[Part] = Field(default_factory=list)
    issue: list[PublishedIssueShape] = Field(min_length=1)
    claim: list[PublishedClaimShape] = Field(default_factory=list)
    signed: list[PublicationSignatureShape] = Field(default_factory=list)
