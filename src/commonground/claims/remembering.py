"""Remembering: who was named and who spoke in the sentences before, so that a pronoun or a name alone is somebody's.

Law: a name speaks for the party that it was last joined to; a name that was joined to none is a stranger's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from commonground.claims.parties import MENTION, QUOTED, Attribution, mentions
from commonground.values.party import Side

NAME = re.compile(r"(?<![.?!] )\b[A-Z][\w’'-]+(?:\s+(?:[A-Z]\.\s+)?[A-Z][\w’'-]+){0,3}")
ROLE = re.compile(
    r"(?:['’]s)?(?:\s\w+){0,2}\s(?:president|chair\w*|negotiator|director|officer|secretary|treasurer|spokes\w+|leader|member"
    r"|superintendent|chief|head|executive|attorney|lawyer|organi[sz]er|representative)\s|\s",
    re.IGNORECASE,
)
A_THING = re.compile(
    r"(?:Under )?(?:an?|the|this|that)\s(?:\w+\s){0,2}?(?:deal|settlement|agreement|contract|pact|law|bill)\b",
    re.IGNORECASE,
)  # what "it" is in the next sentence
STRANGER = re.compile(
    r"(?:^|[,;_]\s(?:(?:[a-z-]+\s){1,3}(?=[A-Z][a-z]+\s[A-Z]))?|\b(?:which|that|what|as)\s)"
    r"(?!(?:He|She|It|They|We|You|I|This|That|One|Both|Some|Many|Others|Who|Another|Parents?|Police|Organizers|Residents)\b)"
    r"([A-Z][a-z]+(?:\s[A-Z][a-z]+)?)(?:['’]s (?:team|office|aides|side|administration|negotiators))?(?:,\s[^,;]{3,60},"
    r"|,)?\s(?:has |had |also )?"
    r"(?:said|says|told|tells|added|adds|countered|insisted|argued|warned|noted|wrote|puts?|pegs|pegged|estimates?|estimated"
    r"|called(?!,?\s_)|announced|claimed|claims|acknowledged)\b"
)

CITED = re.compile(
    r"\b[Aa]ccording to ([A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)(?=[,.;]|\s(?:and|but|while)\b)"
    r"|[,_]\s(?:said|says|added|argued|insisted|warned|noted) ([A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)(?=[,.;]|$)[^.;]*"
)


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
    names = [match[1] for match in STRANGER.finditer(outside) if not MENTION.search(match[0])]
    names += [match[1] or match[2] for match in CITED.finditer(outside) if not MENTION.search(match[0])]
    return any(known(name, memory) is None for name in names)


def is_cited(text: str, memory: Memory) -> bool:
    """Whether a text opens with "according to" a name that no party was joined to: all of it is that one's."""
    opening = CITED.match(text)
    return opening is not None and not MENTION.search(opening[0]) and known(opening[0], memory) is None


def known(who: str, memory: Memory) -> str | None:
    """The name, of those that were joined to a party before, that stands in these words."""
    return next((name for name in memory.names if re.search(rf"\b{re.escape(name)}\b", who)), None)


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
    if speaker is None and parties and not A_THING.match(text):
        speaker = Attribution(parties[-1].side, parties[-1].words, 0, 0, False)
    opens = text.rstrip().endswith(("?", ":")) and bool(parties)
    floor = Attribution(parties[0].side, parties[0].words, 0, 0, True) if opens else None
    earlier = None if speaker is None and A_THING.match(text) else memory.last
    return Memory(speaker or earlier, floor, names, titles)
