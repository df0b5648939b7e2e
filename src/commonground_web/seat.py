"""The seat: whose process this is. On a laptop the one who sits there; on a server one side, by its own login role.

Law: a process has one seat for as long as it runs; nothing that a browser says moves it.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

CAUCUS, NEUTRAL, MEMBER, PUBLIC = "caucus", "neutral", "member", "public"
TABLE = "table"  # the side of what both sides see
RESERVED = (TABLE, NEUTRAL, MEMBER, PUBLIC)


@dataclass(frozen=True)
class Seat:
    """A place at a negotiation: its short name, the side (a party's id, `neutral`, `member`, `public`), the audience."""

    negotiation: str = ""
    side: str = ""
    audience: str = CAUCUS
    role: str = ""

    @property
    def party(self) -> str:
        """The party whose caucus sits here; empty where none does."""
        return self.side if self.audience == CAUCUS else ""

    @property
    def is_server(self) -> bool:
        """Whether several sides keep what they have in one database."""
        return bool(self.role)


_taken: list[Seat] = [Seat()]
_person: ContextVar[str] = ContextVar("person", default="")


def take(seat: Seat) -> None:
    """This process sits here from now on."""
    _taken[:] = [seat]


def taken() -> Seat:
    """The seat of this process."""
    return _taken[0]


def negotiation() -> str:
    """The short name of the negotiation; empty on a laptop, where a file holds one."""
    return taken().negotiation


def person() -> str:
    """Who is signed in where this is asked; empty on a laptop, where nobody signs in."""
    return _person.get()


def seated(name: str) -> None:
    """Who is signed in, for the rest of this request."""
    _person.set(name)
