"""A citation: where a figure or a clause can be read, and who checked it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """Document, article, page; `verified_by` names who compared it with the document.

    >>> str(Citation("Agreement 2019-2024", article="28-5", page="98"))
    'Agreement 2019-2024, art. 28-5, p. 98'
    """

    document: str
    article: str | None = None
    page: str | None = None
    verified_by: str | None = None

    def __str__(self) -> str:
        text = self.document
        if self.article:
            text += f", art. {self.article}"
        if self.page:
            text += f", p. {self.page}"
        return text
