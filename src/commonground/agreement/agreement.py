"""An agreement: all provisions between an employer and a union, by id, and the term that they were agreed for."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from commonground.agreement.fields import Said
from commonground.agreement.provision import Provision
from commonground.values.citation import Citation


class UnknownProvision(KeyError):
    """A provision is asked for that the agreement does not have."""

    def __init__(self, provision: str, known: Iterable[str]) -> None:
        self.provision = provision
        super().__init__(f"no provision {provision!r}; the agreement has {', '.join(sorted(known))}")


@dataclass(frozen=True, slots=True)
class Term:
    """The days for which an agreement or an offer is made, the last one included."""

    first: dt.date
    last: dt.date

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"


@dataclass(frozen=True)
class Agreement:
    """The provisions in force, by id. A change makes a new agreement."""

    title: str
    provisions: Mapping[str, Provision]
    term: Term | None = None
    citation: Citation | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "provisions", MappingProxyType(dict(self.provisions)))

    def __iter__(self) -> Iterator[Provision]:
        return iter(self.provisions.values())

    def __getitem__(self, provision: str) -> Provision:
        try:
            return self.provisions[provision]
        except KeyError:
            raise UnknownProvision(provision, self.provisions) from None

    def with_provision(self, provision: Provision) -> Agreement:
        """This agreement with one provision set or replaced."""
        return replace(self, provisions={**self.provisions, provision.id: provision})

    def without(self, provision: str) -> Agreement:
        """This agreement with one provision struck out."""
        self[provision]
        return replace(self, provisions={key: value for key, value in self.provisions.items() if key != provision})

    def of_kind(self, *kinds: str) -> tuple[Provision, ...]:
        """The provisions of these kinds, in the agreement's order."""
        return tuple(provision for provision in self if provision.kind in kinds)

    @property
    def gaps(self) -> tuple[Provision, ...]:
        """The provisions that may cost something which no total holds."""
        return tuple(provision for provision in self if provision.status.is_gap)

    @property
    def issues(self) -> tuple[str, ...]:
        """The issues that the provisions belong to, in the agreement's order."""
        return tuple(dict.fromkeys(provision.issue for provision in self))

    @cached_property
    def _said(self) -> dict[tuple[str, ...], tuple[Said, ...]]:
        return {}

    def said(self, provisions: tuple[str, ...]) -> tuple[Said, ...]:
        """What some provisions say: a key under which results that depend on just these are kept."""
        if provisions not in self._said:
            self._said[provisions] = tuple([self.provisions[provision].said for provision in provisions])
        return self._said[provisions]

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what all provisions say."""
        text = "\n".join(sorted(provision.digest for provision in self))
        return hashlib.sha256(text.encode()).hexdigest()
