"""The proposer: claims that a pasted article seems to make, for a person to confirm.

Law: it works by rules, offline, with nothing learned and nothing fetched; a proposal is never a claim until a person says so.
Not here: the rules' words (`lexicon`), numbers (`amounts`), who speaks (`speakers`), what a number measures (`reading`).
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace

from commonground.claims import lexicon
from commonground.claims.amounts import SaidNumber, numbers_in
from commonground.claims.reading import Around, around, is_range, typed, unit_of, widened
from commonground.claims.speakers import Attribution, Memory, attributions, remembered, speaker_of
from commonground.claims.whose import whose_offer
from commonground.values.party import Side
from commonground.values.typed_figure import DOLLARS, Measure, TypedFigure

ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|St|Mt|Ft|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Gov|Sen|Rep|Supt|vs|Jr|Sr|Inc|U\.S|a\.m|p\.m|approx|[A-Z])\.$",
    re.IGNORECASE,
)
END = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[\"“‘'(]?[A-Z0-9$])|\n+")
ANAPHORA = re.compile(
    r"\b(?:it|it['’]s|the (?:figure|number|amount|difference)|that (?:figure|number)|otherwise)\b"
    r"|(?:,\s(?:at|by)|claims?|says?|said|insists?|counters?)\s\$",
    re.IGNORECASE,
)
NAMES_A_COST = lexicon.words(
    r"costs?|price\w*|spend\w*|spent|offer\w*|propos\w*|deal|package|plan|contract|raises?|worth|demands?|agreement|ask|pay\w*|loses?|lost|owes?|for"
)
LONGEST, MOST_OF_A_QUOTATION, LONGEST_SENTENCE = 240, 600, 1_200


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim that a text seems to make: who, on which side, the figure, the words, and on which line they stand.

    `about` is the side whose offer the sentence names as what the figure is of.
    """

    who: str
    side: Side
    figure: TypedFigure
    quotation: str
    line: int
    about: Side | None = None


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text, each with the line on which it begins; one of more than 1,200 letters in pieces.

    >>> [one for _, one in sentences("St. Paul pays $4 million. The rest is open.")]
    ['St. Paul pays $4 million.', 'The rest is open.']
    """
    start = 0
    for match in [*END.finditer(text), None]:
        end = match.start() if match else len(text)
        if match and "\n" not in match[0] and _goes_on(text[start : match.start()]):
            continue
        said = text[start : match.end() if match else end].strip()
        if said:
            first = start + len(text[start:end]) - len(text[start:end].lstrip())
            line = text.count("\n", 0, first) + 1
            yield from ((line, piece) for piece in textwrap.wrap(" ".join(said.split()), LONGEST_SENTENCE))
        start = match.end() if match else end


def _goes_on(said: str) -> bool:
    """Whether a sentence goes on after what looks like its end: an abbreviation, or a quotation that is still open."""
    is_open = said.count('"') % 2 == 1 or said.count("“") > said.count("”")
    return bool(ABBREVIATED.search(said.rstrip("\"”’')"))) or (is_open and len(said) < MOST_OF_A_QUOTATION)


def propose(text: str) -> tuple[Proposal, ...]:
    """The claims that an article seems to make, in its order."""
    found: list[Proposal] = []
    memory, topic = Memory(), Measure.COST
    for line, sentence in sentences(text):
        said = attributions(sentence, memory)
        if memory.floor is not None:
            said = said or [replace(memory.floor)]
        if (
            sentence[0] in '"“'
            and memory.last is not None
            and memory.last.is_speech
            and not any(one.is_speech for one in said)
        ):
            said = [*said, replace(memory.last, start=0, end=0)]
        for one in _of_sentence(sentence, line, said):
            proposal = _on_topic(one, topic)
            topic = proposal.figure.measure if proposal.figure.unit == DOLLARS else topic
            found.append(proposal)
        memory = remembered(sentence, said, memory)
    return tuple(found)


def _on_topic(proposal: Proposal, topic: Measure) -> Proposal:
    """A sum that is only "it" or "the figure" measures what the last sum did: "CPS: it is more like $100 million"."""
    figure = proposal.figure
    is_bare = figure.measure is Measure.COST and figure.unit == DOLLARS and not NAMES_A_COST.search(proposal.quotation)
    if is_bare and topic is not Measure.PAY and ANAPHORA.search(proposal.quotation):
        return replace(proposal, figure=replace(figure, measure=topic))
    return proposal


def _of_sentence(sentence: str, line: int, said: list[Attribution]) -> Iterator[Proposal]:
    numbers = _claimed(sentence)
    seen: set[tuple[object, ...]] = set()
    skip = -1
    for at, (number, unit) in enumerate(numbers):
        if at == skip:
            continue
        previous = numbers[at - 1][0].end if at else 0
        following = numbers[at + 1][0].start if at + 1 < len(numbers) else len(sentence)
        high = numbers[at + 1][0] if at + 1 < len(numbers) and is_range(number, numbers[at + 1][0], sentence) else None
        if high is not None:
            skip = at + 1
            following = numbers[at + 2][0].start if at + 2 < len(numbers) else len(sentence)
        words = around(number, previous, following, sentence)
        if high is not None:
            words = Around(sentence, words.before, sentence[high.end : following])
        figure = typed(number, unit, words)
        if high is not None:
            figure = widened(figure, high.value)
        speaker = _speaker(number, figure, sentence, said)
        proposal = Proposal(
            speaker.who if speaker else "",
            speaker.side if speaker else Side.NEUTRAL,
            figure,
            _quotation(number, sentence),
            line,
            whose_offer(number.start, figure.measure, sentence),
        )
        key = proposal.side, figure.amount, figure.unit, figure.measure
        if key not in seen:
            seen.add(key)
            yield proposal


def _claimed(sentence: str) -> list[tuple[SaidNumber, str]]:
    """The numbers that a claim may be about, each with its unit."""
    found: list[tuple[SaidNumber, str]] = []
    for number in numbers_in(sentence):
        unit = unit_of(number, sentence, found[-1][1] if found else "")
        if unit:
            found.append((number, unit))
    return found


def _speaker(number: SaidNumber, figure: TypedFigure, sentence: str, said: list[Attribution]) -> Attribution | None:
    """Money and raises belong to whoever speaks, asks, offers or acts; what is counted only to whoever speaks or asks."""
    counts = figure.unit != DOLLARS and figure.measure in ("count", "share")
    return speaker_of(number.start, sentence, [one for one in said if one.is_speech or one.is_asking or not counts])


def _quotation(number: SaidNumber, sentence: str) -> str:
    if len(sentence) <= LONGEST:
        return sentence
    start = max(0, min(number.start - LONGEST // 2, len(sentence) - LONGEST))
    return sentence[start : start + LONGEST].strip()
