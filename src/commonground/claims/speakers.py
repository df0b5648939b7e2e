"""Speakers: which parties a sentence names, which of them speaks, and for which of its figures.

Law: the speaker of a clause ("the district said", "according to the union", "said the mayor") has its figures, even where they
are about the other side's proposal. Where nobody speaks, whoever offers, asks or owns the proposal has them; else nobody does.
Law: a pronoun, or a name, speaks for the party that it was last joined to.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from commonground.claims import lexicon
from commonground.claims.parties import MENTION, POSSESSED, QUOTED, THOUSANDS, Attribution, Mention, mentions
from commonground.claims.remembering import Memory, known
from commonground.values.party import Side

SPEECH, ACTION = lexicon.words(lexicon.SAYS), lexicon.words(f"{lexicon.ASKS}|{lexicon.ACTS}")
FINDING = lexicon.words(rf"{lexicon.SAYS}|found|finds|concluded|concludes|shows|showed")
ASKING, INVERTED = (
    lexicon.words(lexicon.ASKS),
    re.compile(rf"\b(?:{lexicon.INVERTED})\b|(?<=[\"”] )[a-z]+ed\b", re.IGNORECASE),
)
ACCORDING = re.compile(
    r"\b(?:according to|per(?=\s(?:the|a|an|its|district|union|school|city)\b|\s(?-i:[A-Z]))|in the (?:words"
    r"|view|eyes) of|by the (?:count|reckoning|math) of"
    r"|(?:analysis|study|report|survey|memo) (?:by|from)|(?:described|estimated|valued|priced|calculated) by)\s+"
    r"|\b[Oo]n (?=(?:the\s)?[\w ]{3,30}['’]?s? (?:own )?web ?site\b)"
    r"|\bby (?=(?:the\s)?[\w ]{3,30}['’]s? (?:own )?(?:count|reckoning|math|estimate|figures)\b)",
    re.IGNORECASE,
)
PRONOUN = re.compile(
    r"\b(?:he|she|they|it|we)\s+(?:(?:also|later|initially|originally|first|had|has|have|is|are|was|were)\s+){0,2}"
    rf"(?:(?P<says>{lexicon.SAYS})|{lexicon.ASKS})\b",
    re.IGNORECASE,
)
IT_OR_THEY = re.compile(r"(?:its?|they|their)\b", re.IGNORECASE)
ITS_SPEAKER = re.compile(
    rf"\b(?:his|her|its"
    rf"|their)\s(?:own\s)?(?:[\w-]+\s){{1,3}}?(?:[\w-]+,\s(?-i:[A-Z][\w’'-]+\s[A-Z][\w’'-]+),\s)?(?P<says>{lexicon.SAYS})\b",
    re.IGNORECASE,
)
OFFERED_BY = re.compile(rf"\b(?:{lexicon.ASKED})s?\s(?:from|by|of)\s(?:the\s)?$", re.IGNORECASE)
PLACE_ACTS = re.compile(
    r"\b(?!(?:The|An?|This|That|These|Those|It|Its|They|He|She|We|Both|Under|In|On|At|And|But|Also|Who|What|Which)\b)"
    rf"([A-Z]\w+(?:\s[A-Z]\w+)?)(?:\s+(?:has\s+|had\s+|is\s+|was\s+)?(?:offer(?:s|ed|ing)|propos(?:es|ed|ing)"
    rf"|gave (?:its|teachers))|['’]s?\s+(?:[\w-]+\s+)?(?:{lexicon.ASKED}))\b"
)
BESIDE = re.compile(r",\s(?:which|who|whose|that)\b[^,]*,")
PARTICIPLE = re.compile(
    r"(?<=,\s)(?:while\s)?(?P<verb>saying|arguing|claiming|insisting|warning|noting|estimating|adding"
    r"|contending|telling|stating|citing)\b"
)
ANOTHER = re.compile(r",\s(?:and\s)?(?:(?:[A-Z][\w.’'-]*\s){1,4}|(?:sources|experts|parents|analysts|observers)\s)$")
PASSED_BY = re.compile(
    r"\b(?:proposed|offered|unveiled|released|floated|made|presented|sought|demanded)\b"
    r"(?:\s(?!by\b)\w+){0,3}\sby\s(?:the\s)?$",
    re.IGNORECASE,
)
ADOPTED_BY = re.compile(r"\b(?:approved|adopted|passed)(?:\s(?!by\b)\w+){0,3}\sby\s(?:the\s)?$", re.IGNORECASE)
HELPED = re.compile(
    r"(?:\s(?:in|at|of|for|with)\s(?:the\s)?[\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3})?(?:\s(?:\w+ly|are|were|have"
    r"|had|been|also|now|still|first|would))*\s"
)
IN_ORDER_TO = re.compile(r"[^,;.]{0,70}\sto\s")
ACTING = re.compile(
    r"\s(?:now\s|only\s)?(?!during|according|including|following|regarding|concerning|meeting|bargaining"
    r"|building|spending|funding)[a-z]+ing\b"
)
JOINTLY = re.compile(r"\s(?:(?:leaders|officials|members)\s)?and\s(?:the\s|its\s)?")
HELPING = re.compile(r"\b(?:has|have|had)\b")
PLACE_OF = re.compile(r"(?:\s[\w-]+){0,2}\s(?:meeting|session|hearing|agenda|office|headquarters|building|website)\b")
NOT_ITSELF = re.compile(
    r"(?:%|\bpercent|\bcent|\b(?:most|many|some|half|majority|number)) of (?:all |the |its |their )?$"
    r"|\b(?:with|against) (?:the |its )?$"
    r"|\b(?:represented|employed|led|run|covered|served) by (?:the )?(?:[A-Z]\w+ )*$"
)
UNLINKED = re.compile(
    r'["$\d;]|(?<!statement )(?<!letter )(?<!release )(?<!memo )\b(?:that|which|to|by|for|of the)\s*$'
    r"|\b(?:was|were|is|are|has been|had been|not)\s*$"
)
FOR_STAFF = re.compile(r"\s(?:for|representing)\s[^,;]*")
STAFF_OF = re.compile(
    rf"\s(?:(?!(?:{lexicon.ASKS}|{lexicon.ACTS})\b)\w+\s)?(?:{lexicon.STAFF}|employees|workers|students)\b(?! (?:union"
    rf"|association|federation))"
)
BOARDS = re.compile(r"(?<=board|ittee)\smembers\b", re.IGNORECASE)
ITS_FIGURE = re.compile(
    r"['’]s?\s(?:own\s|latest\s)?(?:figures?|estimates?|numbers?|count|tally|math|calculations?|projections?)\s(?:is|was"
    r"|are|puts?|comes?)\b"
)
CLAUSE_OPENS = re.compile(r"(?:^|[;,]\s|\b(?:and|but|while)\s)(?:[Tt]he\s|[A-Z]\w+\s)*$")
IS_DONE = re.compile(r"\b(?:was|were|is|are|be|been|not)\s$")
INTRODUCED = re.compile(
    r"(?:Instead|While|After|When|If|Although|Though|Since|As|Despite|Because|Before|Once|In|With"
    r"|For)\b[^,;]*,\s(?:the\s)?(?:[A-Z]\w+\s){0,3}"
)
OF_ITS_SIDE = re.compile(
    r"\s(?:with|for|from|of|at)\s(?:the\s)?(?:[A-Z][\w.’'-]*\s){0,3}"
)  # "officials with the district"
REPRESENTING = re.compile(r"\brepresenting\b")
ITS_OFFER = re.compile(rf"\b(?:its|their|his|her)\s(?:[\w-]+\s){{0,3}}?(?:{lexicon.ASKED})s?\b", re.IGNORECASE)
GOES_ON = re.compile(
    r"(?:['’]s\s\w+)?\s(?:could|can|would|will|has|had|have|is|was|are|were|must|should|may|might|does|did|need)\b"
)
FACING = re.compile(r"(?:Facing|Having|Lacking|Saddled with|Confronted with|Faced with)\b[^,;]*,\s")
NUMBERED = re.compile(r"\b(?:Local|District|No\.|Unit)\s\d+\b")
GIVEN = re.compile(r"(?:\s\w+){0,2}\s(?:will|would|could|to)\s(?:also\s)?(?:receive|get|earn|see|gain)\b")
BEFORE_STAFF = re.compile(rf",\s(?:the\s)?(?:{lexicon.STAFF})\s$")
VERBAL = re.compile(r"\b(?:would|could|can|will|is|are|was|were|has|have|had|that|should|may|might|must)\b")
AGE = re.compile(r",\s\d\d,")
MASKED = re.compile(r'"_*"?|,?_{3,}[",]?')
OBJECT = re.compile(
    r"\bbetween (?:the )?[^,;]{3,40} and (?:the )?$"
    r"|\b(?:ask|offer|giv|pay|told|tell|urg|fin|owe|sue|blam|accus)\w*\s(?:the\s|its\s|their\s|his\s|her\s)$"
    r"|\b(?:to|by|from|for|in|with|against|at|on|of)\s(?:the\s|its\s|their\s|an?\s)?(?:(?-i:[A-Z][\w.’'-]*)\s){0,3}$",
    re.IGNORECASE,
)
BETWEEN_THEM = re.compile(r"\b[Bb]etween (?:the )?[^,;#]{3,60} and (?:the )?(?:[A-Z][\w.’'-]*\s){0,3}$")
OTHERS_THING = re.compile(
    r"['’]s?\s(?!(?:[\w-]+\s){0,3}?(?:negotiators?|team|leaders?|officials?|board|lawyers?)\b)", re.IGNORECASE
)
AND_ANOTHER = re.compile(r"\d[^,;]*,?\s(?:and|but|while)\s(?:the\s)?$")
AT_A_FIGURE = re.compile(
    r"\s(?:at|by)\s(?:\w+\s)?[$\d]"
)  # "the union puts it at $8 million and the district at $14 million"
WAS_OFFERED = re.compile(r"\b(?:was|were|are|been)\s(?:only\s|then\s|now\s)?(?:offered|promised)\b")
REFUSED = re.compile(
    r"\b(?:reject\w*|turn\w* down|refus\w*|spurn\w*|vot\w* down)\s(?:an?|the|that|this)\s(?:[\w-]+\s){0,3}?(?:offer"
    r"|proposal|package)\b"
)
GOES_ON = re.compile(rf"(?:,|\s(?:and|but))\s(?:\w+\s){{0,3}}?(?:{lexicon.ASKS}|{lexicon.ASKED}|set aside)\b")
OTHER = {Side.UNION: Side.EMPLOYER, Side.EMPLOYER: Side.UNION}
FAR, NEAR, FEW_WORDS = 60, 30, 5


def attributions(text: str, memory: Memory) -> list[Attribution]:
    """Who speaks, offers or asks in a sentence; what stands in quotation marks is not looked at."""
    outside = THOUSANDS.sub("_", QUOTED.sub(_masked, AGE.sub(",___,", text)))
    named = mentions(outside)
    speaking = list(_speaking(outside, named))
    found = [
        *_according(outside, named, memory),
        *speaking,
        *_spoken_by(outside, named, memory, {one.end for one in speaking}),
        *_participles(outside, named),
        *_facing(outside, named),
        *_announced(outside, named),
        *_pronouns(outside, named, memory),
        *_acting(outside, named),
    ]
    return sorted((_unmasked(one) for one in found), key=lambda one: (one.start, not one.is_speech))


def _masked(quote: re.Match[str]) -> str:
    """What stands in quotation marks made unreadable; a few words in them are the report's own: its "final offer"."""
    return quote[0] if len(quote[0].split()) <= FEW_WORDS else '"' + "_" * (len(quote[0]) - 2) + '"'


def _unmasked(one: Attribution) -> Attribution:
    """A speaker's words without what stands for a quotation or an age beside them."""
    return replace(one, who=" ".join(MASKED.sub(" ", one.who).replace("_", ",").split()).strip(" ,.;"))


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
            shared = any(
                one.side is not two.side and JOINTLY.fullmatch(text[one.end : two.start])
                for one, two in itertools.pairwise(after)
            )
            side = Side.NEUTRAL if shared else after[0].side
            end = REPRESENTING.search(text, match.end(), match.end() + len(who))
            yield Attribution(side, who.strip(), match.start(), end.start() if end else match.end() + len(who), True)
        elif (name := known(who, memory)) is not None:
            yield Attribution(memory.names[name], memory.titles[name], match.start(), match.end() + len(who), True)


def _speaking(text: str, named: list[Mention]) -> Iterator[Attribution]:
    """A party and then its verb: "the union's chief negotiator, Ed Poole, said"."""
    for number, one in enumerate(named):
        aside = BESIDE.match(text, one.end)
        said = SPEECH.search(text, aside.start(), aside.end()) if aside else None
        if said and not IS_DONE.search(text[: said.start()]):
            yield Attribution(one.side, one.words, one.start, said.end(), True)
        said_by = FINDING if one.side is Side.NEUTRAL else SPEECH
        verb = said_by.search(text, aside.end() if aside else one.end)
        if verb is None:
            continue
        between = BESIDE.sub(" ", NUMBERED.sub(" ", text[one.end : verb.start()]))
        if len(between) > (NEAR // 3 if one.is_staff else FAR):
            continue
        later = [other for other in named[number + 1 :] if one.end <= other.start < verb.start() and not other.is_staff]
        if any(other.side is not one.side for other in later):
            continue
        if later and not OF_ITS_SIDE.fullmatch(text[one.end : later[0].start]):
            continue
        if one.is_staff and number and FOR_STAFF.fullmatch(text[named[number - 1].end : one.start]):
            continue
        if UNLINKED.search(between) or ACTION.search(HELPING.sub("", between)) or ANOTHER.search(between):
            continue
        if PARTICIPLE.match(text, text.rfind(",", 0, verb.start()) + 2) or (one.is_staff and between.strip()):
            continue
        if NOT_ITSELF.search(text[: one.start]) or POSSESSED.match(text[one.end :]):
            continue
        side = Side.NEUTRAL if between.rstrip().endswith(" both") else _joint(number, named, text)
        yield Attribution(side, text[one.start : verb.start()].strip(" ,"), one.start, verb.end(), True)


def _spoken_by(text: str, named: list[Mention], memory: Memory, taken: set[int]) -> Iterator[Attribution]:
    """A verb and then its party, after a comma or a quotation: "said board president Ana Ruiz"; or a name that is known.

    A verb that ends at a place `taken` has its party before it.
    """
    verbs = {one.start(): one for pattern in (SPEECH, INVERTED) for one in pattern.finditer(text)}
    for verb in (one for one in verbs.values() if one.end() not in taken):
        before = text[: verb.start()].rstrip()
        if before and before[-1] in ',"”?' and INVERTED.match(text, verb.start()):
            end = re.compile(r";|,\s(?:but|while|and)\b|(?<!\bM[rs])(?<!\bDr)\.\s|$").search(text, verb.end())
            limit = min(end.start() if end else len(text), verb.end() + FAR)
            after = [one for one in named if verb.end() <= one.start < limit and not one.is_staff]
            if after and not (GOES_ON.match(text[after[0].end :]) or VERBAL.search(text[verb.end() : after[0].start])):
                yield Attribution(
                    after[0].side,
                    text[verb.end() : limit].strip(' ."'),
                    verb.start(),
                    after[0].end,
                    True,
                    is_inverted=True,
                )
                continue
            who = text[verb.end() : limit]
        else:
            who = text[max(0, verb.start() - NEAR) : verb.start()]
        if (name := known(who, memory)) is not None:
            yield Attribution(memory.names[name], memory.titles[name], verb.start(), verb.end(), True)


def _participles(text: str, named: list[Mention]) -> Iterator[Attribution]:
    """ ", saying it would cost more": whoever the sentence is about speaks, which is whom it names first."""
    for match in PARTICIPLE.finditer(text):
        subject = next((one for one in named if one.end <= match.start() and not one.is_staff), None)
        if subject is not None:
            yield Attribution(subject.side, subject.words, match.start("verb"), match.end(), True)


def _facing(text: str, named: list[Mention]) -> Iterator[Attribution]:
    """ "Facing a deficit, the district": whoever the sentence goes on with acts from its beginning."""
    opening = FACING.match(text)
    subject = next((one for one in named if opening and one.start - opening.end() in range(6)), None)
    if subject is not None:
        yield Attribution(subject.side, subject.words, 0, 0, False)


def _announced(text: str, named: list[Mention]) -> Iterator[Attribution]:
    """A party that a sentence opens with, before a colon or a comma that stands for a verb: "CPS: it is more"."""
    for opening in re.finditer(r"(?:^|;\s)(?:and\s)?(?:the\s|for the\s)?", text, re.IGNORECASE):
        for one in named:
            rest = text[one.end : one.end + FAR]
            if (
                one.start - opening.end() in range(12)
                and not one.is_staff
                and re.match(r"(?:['’]s?(?:\s\w+){0,6}|(?:\s\w+){0,2}):\s|,\s(?:at|by)\s", rest)
            ):
                yield Attribution(one.side, one.words, one.start, one.end, True)
                break
    yield from (
        Attribution(one.side, one.words, one.start, one.end, True)
        for one in named
        if ITS_FIGURE.match(text, one.end) and CLAUSE_OPENS.search(text[: one.start])
    )
    yield from (
        Attribution(one.side, one.words, one.start, one.end, True)
        for one in named
        if not one.is_staff and AND_ANOTHER.search(text[: one.start]) and AT_A_FIGURE.match(text, one.end)
    )


def _pronouns(text: str, named: list[Mention], memory: Memory) -> Iterator[Attribution]:
    """A pronoun, or "its chief negotiator", speaks for the party that its sentence opened with; else for the one last named."""
    for offer in ITS_OFFER.finditer(text):
        owner = next((one for one in named if one.end <= offer.start() and not one.is_staff), None)
        if owner is not None and not is_object(owner, text):
            yield Attribution(owner.side, owner.words, offer.start(), offer.end(), False, is_asking=True)
    for pattern in (ITS_SPEAKER, PRONOUN):
        for match in pattern.finditer(text):
            earlier = next((one for one in named if one.end <= match.start() and not one.is_staff), None)
            party = earlier or memory.last
            if party is None and (other := _not_itself(match, named)) is not None:
                is_speech = match["says"] is not None
                yield Attribution(other, f"the {other}", match.start(), match.end(), is_speech, not is_speech)
            if party is not None:
                is_speech = match["says"] is not None
                who = earlier.words if earlier else memory.last.who if memory.last else ""
                yield Attribution(party.side, who, match.start(), match.end(), is_speech, not is_speech)


def _not_itself(pronoun: re.Match[str], named: list[Mention]) -> Side | None:
    """The side of an "it" or "they" of whom nothing was said before: not the party that its sentence goes on to name.

    But it is that party where it stands in the words that introduce it: "instead of the raise it promised, the board".
    """
    if not IT_OR_THEY.match(pronoun[0]):
        return None
    later = [one for one in named if one.start >= pronoun.end() and not one.is_staff and one.side in OTHER]
    if later and INTRODUCED.fullmatch(pronoun.string[: later[0].start]):
        return later[0].side
    return OTHER[later[0].side] if len({one.side for one in later}) == 1 else None


def _acting(text: str, named: list[Mention]) -> Iterator[Attribution]:
    for number, one in enumerate(named):
        verb = ACTION.search(text, one.end)
        near = FAR
        later = (two for two in named[number + 1 :] if not (two.is_staff or is_object(two, text)))
        other = next((two.start for two in later), len(text))
        if one.is_staff and not POSSESSED.match(text[one.end :]):
            verb = ASKING.search(text, one.end)
            between = text[one.end : verb.start()] if verb else ""
            if verb is None or not (HELPED.fullmatch(between) or IN_ORDER_TO.fullmatch(between)):
                continue
        owns = bool(POSSESSED.match(text[one.end :]) or OFFERED_BY.search(text[: one.start]))
        owns = owns or bool(PASSED_BY.search(text[: one.start]))
        owns = owns or (one.side is Side.EMPLOYER and bool(ADOPTED_BY.search(text[: one.start])))
        beside = named[number - 1] if number else None
        if beside is not None and beside.is_staff and JOINTLY.fullmatch(text[beside.end : one.start]):
            continue
        if not owns and STAFF_OF.match(text, one.end) and not BOARDS.match(text, one.end):
            continue
        if not owns and (PLACE_OF.match(text, one.end) or is_object(one, text) or OTHERS_THING.match(text[one.end :])):
            continue
        if (one.side is Side.UNION and GIVEN.match(text, one.end)) or (
            verb and BEFORE_STAFF.search(text[: verb.start()])
        ):
            verb = None
        if owns or (verb and verb.start() - one.end <= near and verb.start() < other):
            asking = ASKING.search(text, one.end)
            is_asking = owns or bool(asking and asking.start() - one.end <= near and asking.start() < other)
            yield Attribution(_joint(number, named, text), one.words, one.start, one.end, False, is_asking)
    yield from _offered_to(text, named)
    for match in PLACE_ACTS.finditer(text):
        if not MENTION.search(match[0]):
            yield Attribution(Side.EMPLOYER, match[1], match.start(), match.end(), False, is_asking=True)


def _offered_to(text: str, named: list[Mention]) -> Iterator[Attribution]:
    """Who offers where another is offered something: "the union asked for $52 million and was offered $31 million".

    Whoever was offered it has what they ask for behind it: "the union rejected the offer and is seeking 9 percent".
    """
    for match in (*WAS_OFFERED.finditer(text), *REFUSED.finditer(text)):
        to = next((one for one in reversed(named) if one.end <= match.start() and one.side in OTHER), None)
        if to is not None:
            side = OTHER[to.side]
            yield Attribution(side, f"the {side}", match.start(), match.end(), False, is_asking=True)
            own = GOES_ON.search(text, match.end())
            if own and not any(match.end() <= one.start < own.start() for one in named if one.side in OTHER):
                yield Attribution(to.side, to.words, own.start(), own.end(), False, is_asking=True)


def _joint(number: int, named: list[Mention], text: str) -> Side:
    """The side of a party, or neither where it stands with one of another side: "the district and the union"."""
    one, before = named[number], named[number - 1] if number else None
    if (
        before is None
        or before.is_staff
        or before.side is one.side
        or not JOINTLY.fullmatch(text[before.end : one.start])
    ):
        return one.side
    return Side.NEUTRAL


def is_object(one: Mention, text: str) -> bool:
    """Whether something is done to a party or with it; not where it acts itself: "with the board offering"."""
    if text.startswith(", which", one.end):
        return False
    before = text[: one.start]
    return bool(OBJECT.search(before) or BETWEEN_THEM.search(before)) and ACTING.match(text, one.end) is None
