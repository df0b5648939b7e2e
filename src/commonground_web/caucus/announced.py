"""What a form says is to be published, as publish.toml has it; and the form as it begins.

Shapes: a field is named by its place in publish.toml: `title.en`, `issue.3.says.union.es`, `claim.0.who.en`. A group whose words
are all empty is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from commonground.bargaining.publication import Part
from commonground.files.publications import NEEDS, publishable
from commonground.files.toml_text import toml_text
from commonground.report.issues import offered_words
from commonground_web.desk import Desk
from commonground_web.shown.claimed import claims_at
from commonground_web.shown.failures import Misasked
from commonground_web.shown.languages import LANGUAGES

INLINE = ("title", "summary", "now", "who")
Words = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One saying to write: what it is, and by language the field's name and what it holds."""

    label: str
    fields: tuple[tuple[str, str, str, str], ...]  # language, its name, the field's name, the words


@dataclass(frozen=True)
class Group:
    """What is written of the page, of one issue or of one claim: its name, what the folder says of it, its sayings."""

    name: str
    hints: tuple[str, ...]
    lines: tuple[Line, ...]
    hidden: tuple[str, str] = ("", "")


def offers_asked(request: HttpRequest, said: Words) -> tuple[str, str]:
    """The two offers that are to be shown: those asked for, those of a draft, or each party's last. Raises `Misasked`."""
    known = publishable(request.desk.negotiation)
    held = request.POST if request.method == "POST" else request.GET
    drafted = [name for name in said.get("offers", ()) if name in known]
    latest = {offer.party: name for name, offer in sorted(known.items(), key=lambda one: one[1].passed_on)}
    usual = drafted if len(drafted) == 2 else [*latest.values(), "", ""][:2]
    one, other = held.get("a") or usual[0], held.get("b") or usual[1]
    for name in (one, other):
        if name not in known:
            raise Misasked(
                f'No offer is called "{name}" that could be shown to the public. There is {", ".join(known) or "none yet"}.'
            )
    return one, other


def groups(request: HttpRequest, offers: tuple[str, str], said: Words) -> list[Group]:
    """The form: the page's own words, each issue on which the offers say something or a draft does, each claim."""
    negotiation = request.desk.negotiation
    names = {party.id: party.name for party in negotiation.parties}
    parties = list(dict.fromkeys(publishable(negotiation)[name].party for name in offers))
    head = Group("The page", (), (_line("Heading", "title", said), _line("What it is about", "summary", said)))
    found = [head]
    for at, (name, hints) in enumerate(_issues(request.desk, offers, said).items()):
        held: Words = next((one for one in said.get("issue", ()) if one["name"] == name), {})
        lines = [
            _line("What it is called", f"issue.{at}.title", held),
            _line("What stands now", f"issue.{at}.now", held),
        ]
        says = held.get("says", {})
        lines += [_line(f"What {names[party]} offers", f"issue.{at}.says.{party}", says) for party in parties]
        found.append(Group(name, hints, tuple(lines), (f"issue.{at}.name", name)))
    return [*found, *_claims(request, said)]


def _issues(desk: Desk, offers: tuple[str, str], said: Words) -> dict[str, tuple[str, ...]]:
    """Issues by name with what the offers say on each: those of a draft first, then others on which an offer says something."""
    negotiation = desk.negotiation
    before = negotiation.agreement
    applied = {name: negotiation.pricing.applied(negotiation.offer(name)).agreement for name in offers}
    found: dict[str, tuple[str, ...]] = {one["name"]: () for one in said.get("issue", ())}
    for name in dict.fromkeys(issue for one in (before, *applied.values()) for issue in one.issues):
        hints = [(negotiation.offer(offer).party, offered_words(before, one, name)) for offer, one in applied.items()]
        if name in found or any(words != "as it stands" for _, words in hints):
            found[name] = tuple(f"{party}: {words}" for party, words in hints)
    return found


def _claims(request: HttpRequest, said: Words) -> Iterator[Group]:
    claims = claims_at(request)
    for at, one in enumerate(claims.claims.values() if claims else ()):
        if one.figure is None:
            continue
        held: Words = next((drafted for drafted in said.get("claim", ()) if drafted["id"] == one.id), {})
        hint = f"{one.who}, {one.outlet}, {one.date}: “{one.quotation}”"
        lines = (
            _line("Who, where and when", f"claim.{at}.who", held),
            _line("What was said", f"claim.{at}.says", held),
        )
        yield Group(f"Claim {one.id}", (hint,), lines, (f"claim.{at}.id", one.id))


def _line(label: str, name: str, held: Words) -> Line:
    words = held.get(name.rpartition(".")[2], {})
    return Line(label, tuple((code, said, f"{name}.{code}", words.get(code, "")) for code, said in LANGUAGES.items()))


def parts(desk: Desk, said: Words) -> list[tuple[str, bool]]:
    """What may be shown beside the words in this folder, and whether a draft shows it."""
    may = [part for part in Part if part not in NEEDS or (desk.folder / NEEDS[part]).is_file()]
    return [(str(part), str(part) in said.get("shows", ())) for part in may]


def composed(request: HttpRequest) -> dict[str, Any]:
    """What the form says, as publish.toml would say it. Raises `Misasked` of an offer that is none."""
    one, other = offers_asked(request, {})
    said: dict[str, Any] = {"offers": [one, other], "shows": request.POST.getlist("shows")}
    for name, value in request.POST.items():
        if "." in name:
            _put(said, name.split("."), " ".join(value.split()))
    for name, key in (("issue", "name"), ("claim", "id")):
        held = said.pop(name, {})
        kept = [one for _, one in sorted(held.items(), key=lambda item: _place(item[0])) if _says(one, key)]
        said |= {name: kept} if kept else {}
    return said


def text_of(said: Words) -> str:
    """What is to be published as publish.toml."""
    return toml_text(said, (), INLINE)


def empty_fields(said: Words) -> list[str]:
    """What is left empty beside words that are not, each in a sentence."""
    found = [
        f"The page: the {name} is empty in {LANGUAGES[code]}."
        for name, code in _empty({k: said.get(k, {}) for k in ("title", "summary")})
    ]
    for name, key in (("issue", "name"), ("claim", "id")):
        for one in said.get(name, ()):
            words = {place: held for place, held in one.items() if place != key}
            found += [
                f"{one[key]}: “{place}” is empty in {LANGUAGES[code]}. Write it, or empty all of it."
                for place, code in _empty(words)
            ]
    return found if said.get("issue") else [*found, "No issue has words yet; write those of one at least."]


def _empty(words: Words, of: str = "") -> Iterator[tuple[str, str]]:
    for place, held in words.items():
        if place == "says" and not {*held} & {*LANGUAGES}:
            yield from _empty(held, "says ")
        else:
            yield from ((f"{of}{place}", code) for code in LANGUAGES if not held.get(code))


def _says(held: Any, key: str) -> bool:
    """Whether anything is written beside the name."""
    return any(_says(one, key) if isinstance(one, dict) else bool(one) for place, one in held.items() if place != key)


def _put(said: dict[str, Any], path: Sequence[str], value: str) -> None:
    for part in path[:-1]:
        said = said.setdefault(part, {})
    said[path[-1]] = value


def _place(number: str) -> int:
    return int(number) if number.isdecimal() else 0
