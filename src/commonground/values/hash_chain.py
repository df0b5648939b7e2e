"""A hash chain: entries in their order, each sealed together with the one before it, so that no past entry changes unseen.

Law: an entry's seal is SHA-256 over its number, the seal before it and its content; with a key, HMAC-SHA-256 of the same.
Law: whoever changes, takes out, puts in or moves an entry breaks the chain at that entry or at the next one.
Not seen by the chain alone: entries cut off at its end. For that a head (number and seal of the last entry) is kept
elsewhere, on paper or by the other party, and compared (`continues`).
Sources: FIPS 180-4 (SHA-256), RFC 2104 (HMAC). A private chain needs a key: a plain seal of a short text can be guessed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of a chain: its number from 1, the seal of the entry before it, what it says, and its own seal."""

    number: int
    previous: str
    content: Mapping[str, Any]
    seal: str


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ends: the number and the seal of its last entry; 0 and zeros where it is empty.

    >>> str(Head(0, START))
    '0:0000000000000000'
    """

    number: int = 0
    seal: str = START

    def __str__(self) -> str:
        return f"{self.number}:{self.seal[:16]}"


@dataclass(frozen=True, slots=True)
class Break:
    """The first entry at which a chain does not hold, by its number, and why."""

    number: int
    why: str


def sealed(head: Head, content: Mapping[str, Any], key: bytes = b"") -> Link:
    """The next entry after a head. The content is text, whole numbers, truth values, lists and tables; no floats.

    >>> sealed(Head(), {"yes": 1}).number
    1
    """
    number = head.number + 1
    return Link(number, head.seal, content, seal_of(number, head.seal, content, key))


def seal_of(number: int, previous: str, content: Mapping[str, Any], key: bytes = b"") -> str:
    """The seal of an entry, 64 hexadecimal digits."""
    said = json.dumps([number, previous, _without_floats(content)], sort_keys=True, separators=(",", ":")).encode()
    return hmac.new(key, said, hashlib.sha256).hexdigest() if key else hashlib.sha256(said).hexdigest()


def _without_floats(value: Any) -> Any:
    if isinstance(value, float):
        raise TypeError(f"{value!r} is a binary fraction; a sealed entry holds whole numbers and text")
    if isinstance(value, Mapping):
        return {str(name): _without_floats(held) for name, held in value.items()}
    return [_without_floats(held) for held in value] if isinstance(value, list | tuple) else value


def head_of(links: Sequence[Link]) -> Head:
    """The head of a chain."""
    return Head(links[-1].number, links[-1].seal) if links else Head()


def first_break(links: Iterable[Link], key: bytes = b"") -> Break | None:
    """The first entry at which a chain does not hold; None where all of it does."""
    head = Head()
    for link in links:
        if link.number != head.number + 1:
            return Break(link.number, f"it follows entry {head.number}: entries were taken out, put in or moved")
        if link.previous != head.seal:
            return Break(link.number, "it was sealed after another entry than the one that stands before it")
        if not hmac.compare_digest(seal_of(link.number, link.previous, link.content, key), link.seal):
            return Break(link.number, "what it says is not what was sealed")
        head = Head(link.number, link.seal)
    return None


def continues(links: Sequence[Link], head: Head) -> bool:
    """Whether a chain still holds an earlier head: nothing up to it was cut off or replaced. A seal may be abbreviated.

    >>> continues([], Head())
    True
    """
    if head.number == 0:
        return True
    return 0 < head.number <= len(links) and links[head.number - 1].seal.startswith(head.seal)


def parse_head(text: str) -> Head | None:
    """A head as it is printed, `12:9f86d081884c7d65`; None where the text is none. At least 8 digits of the seal.

    >>> parse_head("12:9f86d081").number
    12
    """
    number, _, seal = text.strip().partition(":")
    is_seal = 8 <= len(seal) <= 64 and all(letter in "0123456789abcdef" for letter in seal)
    return Head(int(number), seal) if number.isascii() and number.isdigit() and is_seal else None
