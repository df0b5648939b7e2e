"""The press sentences of the tests with their labels, and how proposals are compared with them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from commonground.claims.proposer import Proposal, propose
from commonground.values.party import Side

FOLDER = Path(__file__).parent / "press"
BASES = {"a_year": "a year", "life": "contract life", "by": "by year", "once": "once"}


@dataclass(frozen=True)
class Sentence:
    """A sentence and the claims that it holds: (amount, unit, measure, side), each with what else is said of it."""

    text: str
    claims: tuple[tuple[tuple[Fraction, str, str, str], dict[str, str]], ...]
    own: Side | None = None


def sentences_of(file: str) -> list[Sentence]:
    found: list[tuple[str, list[tuple[tuple[Fraction, str, str, str], dict[str, str]]], Side | None]] = []
    own: Side | None = None
    for line in (FOLDER / file).read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            amount, *rest = line[2:].split()
            more = dict(word.split("=") for word in rest if "=" in word)
            *unit, measure, side = [word for word in rest if "=" not in word]
            found[-1][1].append(((Fraction(amount), " ".join(unit), measure, side), more))
        elif line and not line.startswith("#"):
            found.append((line, [], own))
        elif line.startswith("# of the "):
            own = Side(line.split()[-1])
        elif line.startswith("# "):
            own = None
    return [Sentence(text, tuple(claims), own) for text, claims, own in found]


Key = tuple[Fraction, str, str, str]


def key_of(proposal: Proposal) -> Key:
    figure = proposal.figure
    return figure.amount, figure.unit, str(figure.measure), str(proposal.side)


def proposed(sentences: list[Sentence], *, as_one_text: bool = False) -> list[list[Proposal]]:
    """What is proposed for each sentence: read by itself, or as a line of one text that names speakers earlier."""
    if not as_one_text:
        return [list(propose(sentence.text, sentence.own)) for sentence in sentences]
    found: list[list[Proposal]] = [[] for _ in sentences]
    for proposal in propose("\n".join(sentence.text for sentence in sentences)):
        found[proposal.line - 1].append(proposal)
    return found


def score(sentences: list[Sentence], *, as_one_text: bool = False) -> tuple[int, int, int]:
    """Claims that are proposed rightly (amount, unit, measure and side), proposed at all, and there to be proposed."""
    right = made = there = 0
    for sentence, got in zip(sentences, proposed(sentences, as_one_text=as_one_text), strict=True):
        wanted = [key for key, _ in sentence.claims]
        right += sum(key_of(proposal) in wanted for proposal in got)
        made += len(got)
        there += len(wanted)
    return right, made, there
