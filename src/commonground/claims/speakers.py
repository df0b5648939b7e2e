"""Speakers: which parties a sentence names, which of them speaks, and for which of its figures.

Law: the speaker of a clause ("the district said", "according to the union", "said the mayor") has its figures, even where they
are about the other side's proposal. Where nobody speaks, whoever offers, asks or owns the proposal has them; else nobody does.
Law: a pronoun, or a name, speaks for the party that it was last joined to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from commonground.claims import lexicon
from commonground.values.party import Side

SPEECH, ACTION = lexicon.words(lexicon.SAYS), lexicon.words(f"{lexicon.ASKS}|{lexicon.ACTS}")
ASKING, INVERTED = (
    lexicon.words(lexicon.ASKS),
    re.compile(rf"\b(?:{lexicon.INVERTED})\b|(?<=[\"”] )[a-z]+ed\b", re.IGNORECASE),
)
MENTION = re.compile(
    rf"\b(?:(?P<neutral>(?i:{lexicon.NEUTRAL}))|(?P<union>(?i:{lexicon.UNION})(?: (?:of )?[A-Z][a-z]+){{0,3}}"
    rf"|{lexicon.ACRONYMS['union']})"
    rf"|(?P<employer>(?i:{lexicon.EMPLOYER})|{lexicon.ACRONYMS['employer']})|(?P<staff>(?i:{lexicon.STAFF})))\b"
)
ACCORDING = re.compile(
    r"\b(?:according to|per|in the (?:words|view|eyes) of|by the (?:count|reckoning|math) of)\s+"
    r"|\bby (?=(?:the\s)?[\w ]{3,30}['’]s? (?:own )?(?:count|reckoning|math|estimate|figures)\b)",
    re.IGNORECASE,
)
PRONOUN = re.compile(
    rf"\b(?:he|she|they|it|we)\s+(?:also\s+|later\s+)?(?:(?P<says>{lexicon.SAYS})|{lexicon.ASKS})\b", re.IGNORECASE
)
ITS_SPEAKER = re.compile(
    rf"\b(?:his|her|its|their)\s(?:own\s)?(?:[\w-]+\s){{1,3}}?(?P<says>{lexicon.SAYS})\b", re.IGNORECASE
)
NAME = re.compile(r"(?<![.?!] )\b[A-Z][\w’'-]+(?:\s+(?:[A-Z]\.\s+)?[A-Z][\w’'-]+){0,3}")
OFFERED_BY = re.compile(rf"\b(?:{lexicon.ASKED})s?\s(?:from|by|of)\s(?:the\s)?$", re.IGNORECASE)
POSSESSED = re.compile(rf"^['’]s?\s+(?:[\w-]+,?\s+){{0,4}}?(?:{lexicon.ASKED})s?\b", re.IGNORECASE)
PLACE_ACTS = re.compile(
    rf"\b([A-Z]\w+(?:\s[A-Z]\w+)?)(?:\s+(?:has\s+|had\s+)?(?:offer(?:s|ed)|propos(?:es|ed))"
    rf"|['’]s?\s+(?:[\w-]+\s+)?(?:{lexicon.ASKED}))\b"
)
CONTRAST = re.compile(r";\s|,?\s\b(?:but|while|whereas|though|although)\b\s|,\s(?=and\s(?:the|a)\s)")
BESIDE = re.compile(r",\s(?:which|who|whose|that)\b[^,]*,")
ROLE = re.compile(
    r"(?:['’]s)?(?:\s\w+){0,2}\s(?:president|chair\w*|negotiator|director|officer|secretary|treasurer|spokes\w+|leader|member"
    r"|superintendent|chief|head|executive|attorney|lawyer|organi[sz]er|representative)\s|\s",
    re.IGNORECASE,
)
GOES_ON = re.compile(
    r"(?:['’]s\s\w+)?\s(?:could|can|would|will|has|had|have|is|was|are|were|must|should|may|might|does|did|need)\b"
)
AGE = re.compile(r",\s\d\d,")
QUOTED = re.compile(r'"[^"]*"|“[^”]*”')
MASKED = re.compile(r'"_*"?|,?_{3,}[",]?')
STRANGER = re.compile(
    r"(?:^|[,;_]\s)(?!(?:He|She|It|They|We|You|I|This|That|One|Both|Some|Many|Others|Who|Another|Parents?|Residents)\b)"
    r"([A-Z][a-z]+(?:\s[A-Z][a-z]+)?),?\s(?:said|says|told|tells|added|adds|countered|insisted|argued|warned|noted)\b"
)
OBJECT = re.compile(r"\b(?:to|by|from|in|with|against|at|on|of)\s(?:the\s|its\s|their\s)?$", re.IGNORECASE)
OTHERS_THING = re.compile(
    r"['’]s?\s(?!(?:[\w-]+\s){0,3}?(?:negotiators?|team|leaders?|officials?|board|lawyers?)\b)", re.IGNORECASE
)
FAR, NEAR = 60, 30


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named in a text: its side, the words, and where they stand. `is_staff`: people who may only be spoken of."""

    side: Side
    words: str
    start: int
    end: int
    is_staff: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """A party to whom the figures of a clause belong: by speaking, by asking, offering or owning a proposal, or by acting."""

    side: Side
    who: str
    start: int
    end: int
    is_speech: bool
    is_asking: bool = False


@dataclass
class Memory:
    """Who was named in the sentences before: the side last named, the last speaker, the sides of names, and their titles."""

    last: Attribution | None = None
    floor: Attribution | None = None
    names: dict[str, Side] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)


def is_strangers(text: str, memory: Memory) -> bool:
    """Whether a name speaks that no party was ever joined to: whose figures these are is not said."""
    outside = QUOTED.sub(lambda quote: "_" * len(quote[0]), text)
    names = [match[1] for match in STRANGER.finditer(outside) if not MENTION.search(match[1])]
    return any(_known(name, memory) is None for name in names)


def mentions(text: str) -> list[Mention]:
    """Every party that a text names; of names that follow one another ("union president", "union's officials") the first."""
    found: list[Mention] = []
    for match in MENTION.finditer(text):
        kind = match.lastgroup or "neutral"
        is_staff = kind == "staff"
        side = Side.UNION if is_staff else Side(kind)
        if (
            found
            and not found[-1].is_staff
            and re.fullmatch(r"\s|['’]s?\s(?:\w+\s)?", text[found[-1].end : match.start()])
        ):
            side = found[-1].side
            if is_staff:
                continue
        found.append(Mention(side, match[0], match.start(), match.end(), is_staff))
    return found


def attributions(text: str, memory: Memory) -> list[Attribution]:
    """Who speaks, offers or asks in a sentence; what stands in quotation marks is not looked at."""
    outside = QUOTED.sub(lambda quote: '"' + "_" * (len(quote[0]) - 2) + '"', AGE.sub(",___,", text))
    named = mentions(outside)
    speaking = list(_speaking(outside, named))
    found = [
        *_according(outside, named, memory),
        *speaking,
        *_spoken_by(outside, named, memory, {one.end for one in speaking}),
        *_announced(outside, named),
        *_pronouns(outside, named, memory),
        *_acting(outside, named),
    ]
    return sorted((_unmasked(one) for one in found), key=lambda one: (one.start, not one.is_speech))


def _unmasked(one: Attribution) -> Attribution:
    """A speaker's words without what stands for a quotation or an age beside them."""
    return replace(one, who=" ".join(MASKED.sub(" ", one.who).split()).strip(" ,.;"))


def _according(text: str, named: list[Mention], memory: Memory) -> Iterator[Attribution]:
    for match in ACCORDING.finditer(text):
        end = re.compile(r"[,;.]|$").search(text, match.end())
        after = (
            [one for one in named if match.end() <= one.start < match.end() + FAR and one.start <= end.start()]
            if end
            else []
        )
        who = text[match.end() : end.start() if end else len(text)]
        if after:
            yield Attribution(after[0].side, who.strip(), match.start(), match.end() + len(who), True)
        elif (name := _known(who, memory)) is not None:
            yield Attribution(memory.names[name], memory.titles[name], match.start(), match.end() + len(who), True)


def _speaking(text: str, named: list[Mention]) -> Iterator[Attribution]:
    """A party and then its verb: "the union's chief negotiator, Ed Poole, said"."""
    for number, one in enumerate(named):
        verb = SPEECH.search(text, one.end)
        if verb is None or verb.start() - one.end > (NEAR // 3 if one.is_staff else FAR):
            continue
        between = BESIDE.sub(" ", text[one.end : verb.start()])
        if any(one.end <= other.start < verb.start() and not other.is_staff for other in named[number + 1 :]):
            continue
        if (
            re.search(r'["$\d]', between)
            or re.search(
                r"\b(?:that|which|to|by|for|of the)\s*$|;|\b(?:was|were|is|are|has been|had been)\s*$", between
            )
            or ACTION.search(between)
        ):
            continue
        if POSSESSED.match(text[one.end :]) or (one.is_staff and between.strip()):
            continue
        yield Attribution(one.side, text[one.start : verb.start()].strip(" ,"), one.start, verb.end(), True)


def _spoken_by(text: str, named: list[Mention], memory: Memory, taken: set[int]) -> Iterator[Attribution]:
    """A verb and then its party, after a comma or a quotation: "said board president Ana Ruiz"; or a name that is known.

    A verb that ends at a place `taken` has its party before it.
    """
    verbs = {one.start(): one for pattern in (SPEECH, INVERTED) for one in pattern.finditer(text)}
    for verb in (one for one in verbs.values() if one.end() not in taken):
        before = text[: verb.start()].rstrip()
        if before and before[-1] in ',"”?' and INVERTED.match(text, verb.start()):
            end = re.compile(r";|,\s(?:but|while|and)\b|\.\s|$").search(text, verb.end())
            limit = min(end.start() if end else len(text), verb.end() + FAR)
            after = [one for one in named if verb.end() <= one.start < limit and not one.is_staff]
            if after and not GOES_ON.match(text[after[0].end :]):
                yield Attribution(after[0].side, text[verb.end() : limit].strip(' ."'), verb.start(), limit, True)
                continue
            who = text[verb.end() : limit]
        else:
            who = text[max(0, verb.start() - NEAR) : verb.start()]
        if (name := _known(who, memory)) is not None:
            yield Attribution(memory.names[name], memory.titles[name], verb.start(), verb.end(), True)


def _announced(text: str, named: list[Mention]) -> Iterator[Attribution]:
    """A party that a sentence opens with, before a colon or a comma that stands for a verb: "CPS: it is more"."""
    for opening in re.finditer(r"(?:^|;\s)(?:and\s)?(?:the\s|for the\s)?", text, re.IGNORECASE):
        for one in named:
            rest = text[one.end : one.end + FAR]
            if (
                one.start - opening.end() in range(12)
                and not one.is_staff
                and re.match(r"[^:,;.]{0,32}:\s|,\s(?:at|by)\s", rest)
            ):
                yield Attribution(one.side, one.words, one.start, one.end, True)
                break


def _pronouns(text: str, named: list[Mention], memory: Memory) -> Iterator[Attribution]:
    """A pronoun, or "its chief negotiator", speaks for the party that its sentence opened with; else for the one last named."""
    for pattern in (ITS_SPEAKER, PRONOUN):
        for match in pattern.finditer(text):
            earlier = next((one for one in named if one.end <= match.start() and not one.is_staff), None)
            party = earlier or memory.last
            if party is not None:
                is_speech = match["says"] is not None
                who = earlier.words if earlier else memory.last.who if memory.last else ""
                yield Attribution(party.side, who, match.start(), match.end(), is_speech, not is_speech)


def _acting(text: str, named: list[Mention]) -> Iterator[Attribution]:
    for number, one in enumerate(named):
        verb = ACTION.search(text, one.end)
        near = NEAR // 3 if one.is_staff else FAR
        other = next((two.start for two in named[number + 1 :] if not two.is_staff), len(text))
        if one.is_staff:
            verb = ASKING.search(text, one.end)
        owns = bool(POSSESSED.match(text[one.end :]) or OFFERED_BY.search(text[: one.start]))
        if not owns and (OBJECT.search(text[: one.start]) or OTHERS_THING.match(text[one.end :])):
            continue
        if owns or (verb and verb.start() - one.end <= near and verb.start() < other):
            asking = ASKING.search(text, one.end)
            is_asking = owns or bool(asking and asking.start() - one.end <= near and asking.start() < other)
            yield Attribution(one.side, one.words, one.start, one.end, False, is_asking)
    for match in PLACE_ACTS.finditer(text):
        if not MENTION.search(match[0]):
            yield Attribution(Side.EMPLOYER, match[1], match.start(), match.end(), False)


def _known(who: str, memory: Memory) -> str | None:
    """The name, of those that were joined to a party before, that stands in these words."""
    return next((name for name in memory.names if re.search(rf"\b{re.escape(name)}\b", who)), None)


def speaker_of(at: int, text: str, found: list[Attribution]) -> Attribution | None:
    """To whom the figure at a place belongs: in its own clause a speaker, then an actor across a contrast, then anybody."""
    outside = QUOTED.sub(lambda quote: "_" * len(quote[0]), text)
    breaks = [0, *(match.end() for match in CONTRAST.finditer(outside)), len(text)]
    number = next(
        number
        for number in range(len(breaks) - 1)
        if breaks[number] <= at < breaks[number + 1] or number == len(breaks) - 2
    )
    own = [one for one in found if breaks[number] <= one.start < breaks[number + 1]]

    def nearest(ones: list[Attribution]) -> Attribution | None:
        before = [one for one in ones if one.start <= at]
        return before[-1] if before else (ones[0] if ones else None)

    speech = [one for one in found if one.is_speech]
    own_speech = [one for one in own if one.is_speech]
    own_acts = [one for one in own if one.start < at]
    is_later = bool(own_speech) and min(one.start for one in own_speech) > at
    if own_speech and not (is_later and own_acts and re.search(r"\d", text[own_speech[0].end : breaks[number + 1]])):
        return nearest(own_speech)
    under = [one for one in own if one.is_asking and re.search(r"\bunder the\s$", text[: one.start], re.IGNORECASE)]
    return nearest(own_acts) or nearest(speech) or nearest(under) or nearest([one for one in found if one.start < at])


def remembered(text: str, found: list[Attribution], memory: Memory) -> Memory:
    """What a sentence leaves behind for the next ones."""
    names, titles = dict(memory.names), dict(memory.titles)
    for one in found:
        for name in NAME.finditer(one.who):
            last = name[0].split()[-1]
            if one.is_speech and not MENTION.search(name[0]) and len(last) > 2:
                names[last] = one.side
                titles.setdefault(last, one.who)
    for mention in mentions(text):
        after = re.match(r"(?:['’]s)?[\w\s]{0,24}?,?\s((?:[A-Z][\w’'-]+\s){1,2}?[A-Z][\w’'-]+)\b", text[mention.end :])
        if after and not mention.is_staff:
            last = after[1].split()[-1]
            names.setdefault(last, mention.side)
            is_role = ROLE.fullmatch(after[0][: after.start(1)])
            titles.setdefault(last, f"{mention.words}{after[0]}" if is_role else after[1])
    parties = [one for one in mentions(text) if not one.is_staff]
    speaker = next((one for one in reversed(found) if one.is_speech), None)
    if speaker is None and parties:
        speaker = Attribution(parties[-1].side, parties[-1].words, 0, 0, False)
    opens = text.rstrip().endswith(("?", ":")) and bool(parties)
    floor = Attribution(parties[0].side, parties[0].words, 0, 0, True) if opens else None
    return Memory(speaker or memory.last, floor, names, titles)
