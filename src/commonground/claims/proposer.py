"""The proposer: claims that a pasted article seems to make, for a person to confirm.

Law: it works by rules, offline, with nothing learned and nothing fetched; a proposal is never a claim until a person says so.
Not here: the rules' words (`lexicon`), numbers (`amounts`), who speaks (`speakers`), what a number measures (`measures`),
how it is typed (`reading`).
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from commonground.claims.amounts import SaidNumber, numbers_in
from commonground.claims.around import Around
from commonground.claims.asides import pieces
from commonground.claims.counted import unit_of
from commonground.claims.measures import measure_of
from commonground.claims.parties import POSSESSED, Attribution, mentions
from commonground.claims.reading import is_range, typed, widened
from commonground.claims.remembering import Memory, remembered
from commonground.claims.sayers import sayers
from commonground.claims.scope import UNDER, is_doubtful, speaker_of
from commonground.claims.speakers import ASKING, attributions
from commonground.claims.unsaid import SIZE, is_a_strangers, is_nobodys, is_somebodys
from commonground.claims.whose import whose_offer
from commonground.values.party import Side
from commonground.values.typed_figure import DOLLARS, PERCENT, Measure, TypedFigure

ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|St|Mt|Ft|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Gov|Sen|Rep|Supt|vs|Jr|Sr|Inc|U\.S|a\.m|p\.m|approx|[A-Z])\.$",
    re.IGNORECASE,
)
END = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[\"“‘'(]?[A-Z0-9$])|\n+")
ANAPHORA = re.compile(
    r"\bit['’]s\b|\bit (?:is|was|would be|at|near\w+|closer)\b|\bthe (?:\w+ )?(?:figure|number|amount|difference|total)\b"
    r"|\bthat (?:figure|number)\b|\bof (?:it|that)\b|\botherwise\b|(?:,\s(?:at|by)|claims?|says?|said|insists?|counters?)\s\$",
    re.IGNORECASE,
)
JOINED = re.compile(r",?\sand\s|\sor\s|,\s|[-–](?:to[-–])?|\sto\s")
ASKED_FOR = re.compile(
    r"\b(?:hir\w+|add\w*|cut\w*|increas\w+|guarante\w+|caps?|capped|limit\w*|lower\w*|reduc\w+|extend\w*|restor\w+"
    r"|eliminat\w+|lay\w*|more|additional|fewer|new|minutes|hours|days|positions|jobs|layoffs|nurses|social workers"
    r"|librarians|counsell?ors|percent|%)",
    re.IGNORECASE,
)
DOLLAR = re.compile(r"\$|\bdollars?\b", re.IGNORECASE)
PLANS = re.compile(
    r"[^,;:]{0,40}\b(?:will|would|must|to|proposed|planned)\s(?:\w+\s){0,3}?(?:hir|recruit|add|cut|eliminat|lay|send"
    r"|restor|clos|lower"
    r"|rais|reduc|shrink|shed)[a-z]*\b[^;]{0,60}$"
)
VOTED = re.compile(r"\b(?:vot\w+|ballots?|reject\w+|ratif\w+|declin\w+|turn\w* down)\b")
NEAR = 24
FINED = re.compile(r"\bfine[sd]?\b")
ITS_SIZE = re.compile(r"-(?:member|student|pupil|teacher|school)\b")
ITS_OWN = re.compile(
    r"['’]s?\s(?:(?:demand|request|offer|proposal|call)\s(?:of|for)\s(?:an?\s)?)?(?:own\s|proposed\s)?"
)
RATIFIES = re.compile(r"\bratif\w*\b")
PROVOKED = re.compile(r"\b(?:by|after|over|against|despite|following)\s(?:the\s)?$", re.IGNORECASE)
MEASURE, SPEAKER = "what it measures", "whose figure it is"
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


@dataclass(frozen=True, slots=True)
class OpenFigure:
    """A figure of which the text does not say `what`: what it measures, or of which side its speaker is. A person says so."""

    amount: Fraction
    unit: str
    what: str
    quotation: str
    line: int


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a text: the claims it seems to make, and the figures left open."""

    proposals: tuple[Proposal, ...]
    left_open: tuple[OpenFigure, ...]


@dataclass
class _Text:
    """What is carried from sentence to sentence: who was named, and what the last figure of a unit measured."""

    own: Side | None
    is_in_dollars: bool
    memory: Memory = field(default_factory=Memory)
    topics: dict[str, Measure] = field(default_factory=dict)


def propose(text: str, own: Side | None = None) -> tuple[Proposal, ...]:
    """The claims that a text seems to make, in its order; `own` is the side whose own text it is."""
    return read(text, own).proposals


def read(text: str, own: Side | None = None) -> Read:
    """The claims that a text seems to make, and the figures that it leaves open.

    An article is nobody's: what no party is named for is neutral. In a side's own text (a leaflet, a page of answers) "we" and
    whoever is not named are that side.
    """
    held = _Text(own, DOLLAR.search(text) is not None)
    made: list[Proposal | OpenFigure] = []
    for line, sentence in sentences(text):
        said = _said(sentence, held)
        for one in _of_pieces(sentence, line, said, held):
            made.append(one)
            if isinstance(one, Proposal):
                held.topics[one.figure.unit] = one.figure.measure
        held.memory = remembered(sentence, said, held.memory)
    proposals = tuple(one for one in made if isinstance(one, Proposal))
    return Read(proposals, tuple(one for one in made if isinstance(one, OpenFigure)))


def _said(sentence: str, held: _Text) -> list[Attribution]:
    """Who speaks or acts in a sentence, with whoever was given the word in the one before."""
    memory = held.memory
    said = attributions(sentence, memory)
    if not any(one.is_speech for one in said):
        said = sorted([*said, *sayers(sentence)], key=lambda one: one.start)
    if held.own is not None:
        return [one for one in said if one.is_speech or one.is_asking]
    if memory.floor is not None:
        said = said or [replace(memory.floor)]
    last = memory.last
    is_quotation = sentence[0] in '"“' and not any(one.is_speech for one in said)
    return [*said, replace(last, start=0, end=0)] if is_quotation and last is not None and last.is_speech else said


def _of_pieces(whole: str, line: int, said: list[Attribution], held: _Text) -> list[Proposal | OpenFigure]:
    """What a sentence and its asides say, in the order of the figures, each once; an aside without a figure says none."""
    found = []
    for piece in pieces(whole):
        if piece.first and not numbers_in(piece.text[piece.first :]):
            continue
        here = said if piece.text == whole else _said(piece.text, held)
        for at, one in _of_sentence(piece.text, line, here, held):
            if at >= piece.first:
                place = piece.place(at)
                found.append((place, replace(one, quotation=_quotation(place, whole))))
    return _once(one for _, one in sorted(found, key=lambda one: one[0]))


def _once(found: Iterable[Proposal | OpenFigure]) -> list[Proposal | OpenFigure]:
    """Figures of a sentence without those that say again what one before says of the same side."""
    kept: dict[object, Proposal | OpenFigure] = {}
    for number, one in enumerate(found):
        said: object = number
        if isinstance(one, Proposal):
            said = one.side, one.figure.amount, one.figure.unit, one.figure.measure
        kept.setdefault(said, one)
    return list(kept.values())


def _of_sentence(
    sentence: str, line: int, said: list[Attribution], held: _Text
) -> Iterator[tuple[int, Proposal | OpenFigure]]:
    numbers = _claimed(sentence, is_in_dollars=held.is_in_dollars)
    earlier: tuple[str, Measure | None] = ("", None)
    skip = -1
    for at, (number, unit) in enumerate(numbers):
        if at == skip:
            continue
        high = numbers[at + 1][0] if at + 1 < len(numbers) and is_range(number, numbers[at + 1][0], sentence) else None
        skip = at if high is None else at + 1
        words = _words(numbers, at, high, sentence)
        measure = measure_of(
            number, unit, words, earlier[1] if earlier[0] == unit else None, _topic(unit, sentence, held)
        )
        if at and earlier[1] and _are_joined(numbers[at - 1], numbers[at], sentence):
            measure = earlier[1]
        earlier = unit, measure
        is_open = held.own is None and is_a_strangers(number.start, sentence, said, held.memory)
        if measure is None or is_open:
            what = MEASURE if measure is None else SPEAKER
            yield number.start, OpenFigure(number.value, unit, what, sentence, line)
            continue
        figure = typed(number, unit, measure, words)
        speaker = _speaker(number, figure, sentence, said, is_own=held.own is not None)
        proposal = _proposal(
            number, figure if high is None else widened(figure, high.value), sentence, line, speaker, held
        )
        doubts = is_doubtful(speaker, number.start, sentence) if speaker else False
        doubts = doubts or (not (speaker and speaker.is_speech) and is_somebodys(number.start, sentence, speaker))
        if held.own is None and (doubts or (speaker is None and is_nobodys(figure, number.start, sentence))):
            yield number.start, OpenFigure(number.value, unit, SPEAKER, sentence, line)
            continue
        yield number.start, proposal


def _words(numbers: list[tuple[SaidNumber, str]], at: int, high: SaidNumber | None, sentence: str) -> Around:
    """The words around a number, or around both ends of a range."""
    last = at if high is None else at + 1
    while last + 1 < len(numbers) and _are_joined(numbers[last], numbers[last + 1], sentence):
        last += 1
    previous = numbers[at - 1][0].end if at else 0
    following = numbers[last + 1][0].start if last + 1 < len(numbers) else len(sentence)
    return Around(sentence, sentence[previous : numbers[at][0].start], sentence[numbers[last][0].end : following])


def _are_joined(one: tuple[SaidNumber, str], other: tuple[SaidNumber, str], sentence: str) -> bool:
    """Whether two numbers of a unit stand side by side, so that what follows is said of both: "97 and 98 percent of"."""
    between = sentence[one[0].end : other[0].start]
    return one[1] == other[1] in (DOLLARS, PERCENT) and JOINED.fullmatch(between) is not None


def _topic(unit: str, sentence: str, held: _Text) -> Measure | None:
    """A sum that is only "it" or "the figure" measures what the last one did: "CPS: it is more like $100 million"."""
    topic = held.topics.get(unit)
    return topic if topic is not Measure.PAY and ANAPHORA.search(sentence) else None


def _proposal(
    number: SaidNumber, figure: TypedFigure, sentence: str, line: int, speaker: Attribution | None, held: _Text
) -> Proposal:
    side = speaker.side if speaker else held.own or Side.NEUTRAL
    who = speaker.who if speaker else f"the {held.own}" if held.own else ""
    about = whose_offer(number.start, figure.measure, sentence)
    return Proposal(who, side, figure, sentence, line, about)


def _claimed(sentence: str, *, is_in_dollars: bool) -> list[tuple[SaidNumber, str]]:
    """The numbers that a claim may be about, each with its unit."""
    found: list[tuple[SaidNumber, str]] = []
    for number in numbers_in(sentence):
        unit = unit_of(number, sentence, found[-1][1] if found else "", is_in_dollars=is_in_dollars)
        if unit:
            found.append((number, unit))
    return found


def _speaker(
    number: SaidNumber, figure: TypedFigure, sentence: str, said: list[Attribution], *, is_own: bool
) -> Attribution | None:
    """Money and raises belong to whoever speaks, asks, offers or acts; what is counted only to whoever speaks or asks.

    In a side's own text only a raise or a cost that another side offers is that one's.
    """
    if figure.measure is Measure.COUNT and (
        SIZE.search(sentence[: number.start]) or ITS_SIZE.match(sentence, number.end)
    ):
        return None
    held = [one for one in said if one.is_speech or _has(one, number, figure, sentence, is_own=is_own)]
    speaker = speaker_of(number.start, sentence, held)
    is_others = figure.measure is Measure.RAISE and (speaker is None or speaker.side is Side.NEUTRAL)
    return _owner(number.start, sentence) or speaker if is_others else speaker


def _owner(at: int, sentence: str) -> Attribution | None:
    """Whose a figure is said to be right before it: "the union's 6 percent"."""
    for one in mentions(sentence[:at]):
        if one.side is not Side.NEUTRAL and not one.is_staff and ITS_OWN.fullmatch(sentence[one.end : at]):
            return Attribution(one.side, one.words, one.start, one.end, False, is_asking=True)
    return None


def _has(one: Attribution, number: SaidNumber, figure: TypedFigure, sentence: str, *, is_own: bool) -> bool:
    """Whether a figure may be of a party that does not speak: it asks for it or offers it, or has to find the money."""
    if is_own:
        return figure.measure in (Measure.COST, Measure.RAISE, Measure.PAY)
    if figure.measure is Measure.RAISE and RATIFIES.search(sentence, one.end, number.start):
        return False
    if figure.measure is Measure.GAP or (not one.is_asking and FINED.search(sentence, one.end, number.end + NEAR)):
        return False
    if figure.unit != DOLLARS and figure.measure in (Measure.COUNT, Measure.SHARE):
        return _asks_for(one, number, figure.unit, sentence)
    return True


def _asks_for(one: Attribution, number: SaidNumber, unit: str, sentence: str) -> bool:
    """Whether a party asks for what is counted: the number stands after its verb, or in the offer that is its own."""
    if PROVOKED.search(sentence[: one.start]):
        return False
    if unit != PERCENT and not one.is_speech and PLANS.match(sentence[one.end : number.start]):
        return True
    if not one.is_asking:
        return False
    owns = POSSESSED.match(sentence[one.end :])
    if owns and one.start >= number.end and UNDER.search(sentence[: one.start]):
        return True
    if owns is None and ASKING.search(sentence, one.end, number.start) is None:
        return False
    if unit == PERCENT:
        return VOTED.search(sentence, one.end, number.end + NEAR) is None
    return ASKED_FOR.search(sentence, one.end, number.end + NEAR) is not None


def _quotation(at: int, sentence: str) -> str:
    if len(sentence) <= LONGEST:
        return sentence
    start = max(0, min(at - LONGEST // 2, len(sentence) - LONGEST))
    return sentence[start : start + LONGEST].strip()
