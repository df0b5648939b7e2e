"""A publication from its file: publish.toml, each problem at its line, its seal reckoned from what the folder says now.

Law: the seal is SHA-256 over what publish.toml says but for its signatures, and over what the files say that it shows: both
offers and their tables, claims.toml, the sites, and, where costs are shown, the agreement, the negotiation and its roster.
How a file is spaced or remarked upon is not sealed. A signature is to a seal: what changes afterwards is not signed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from commonground.agreement.offer import Offer
from commonground.bargaining.publication import (
    Bilingual,
    Part,
    Publication,
    PublicationSignature,
    PublishedClaim,
    PublishedIssue,
)
from commonground.claims.claim import Claims
from commonground.files.claims import CLAIMS
from commonground.files.findings import quoted
from commonground.files.pass_seals import content_of, digest, digests
from commonground.files.publication_shapes import BilingualShape, PublishShape
from commonground.files.siting import RULES, SCHOOLS
from commonground.files.toml import Document, read_toml, toml_of
from commonground.files.turnover import TURNOVER
from commonground.files.validation import did_you_mean, validated
from commonground.negotiation import Negotiation
from commonground.values.problem import Problem, Severity, errors

PUBLISH = "publish.toml"
POSITION = "pass-"
NOT_YET = f"{PUBLISH} (as it would be)"
NEEDS = {Part.DAYS: "calendar.toml", Part.SITES: RULES}
OF_COSTS = ("negotiation.toml", "agreement.toml", TURNOVER)


def read_publication(
    folder: Path, negotiation: Negotiation, claims: Claims | None
) -> tuple[Publication | None, tuple[Problem, ...]]:
    """What a folder publishes, and every problem; None where an error stands in the way.

    That a party has not signed what the file says now is a warning, which says the seal to sign.
    """
    document, problems = read_toml(folder / PUBLISH)
    return (None, problems) if document is None else _read(document, folder, negotiation, claims)


def publication_of(
    text: str, folder: Path, negotiation: Negotiation, claims: Claims | None
) -> tuple[Publication | None, tuple[Problem, ...]]:
    """What a folder would publish, were this its publish.toml."""
    document, problems = toml_of(text, NOT_YET)
    return (None, problems) if document is None else _read(document, folder, negotiation, claims)


def _read(
    document: Document, folder: Path, negotiation: Negotiation, claims: Claims | None
) -> tuple[Publication | None, tuple[Problem, ...]]:
    shape, wrong = validated(PublishShape, document.said, document)
    if shape is None:
        return None, wrong
    found = tuple(_unknown(shape, document, folder, negotiation, claims))
    if errors(found):
        return None, found
    made = _publication(shape, negotiation, _seal(folder, document.said, shape, negotiation))
    return made, tuple(_unsigned(made, document))


def signature_text(signature: PublicationSignature) -> str:
    """A signature as publish.toml has it, to stand at its end."""
    said = {"party": signature.party, "by": signature.by, "on": signature.on, "seal": signature.seal}
    lines = [
        f"{name} = {held if name == 'on' else json.dumps(held, ensure_ascii=False)}" for name, held in said.items()
    ]
    return "\n".join(("", "[[signed]]", *lines, ""))


def publishable(negotiation: Negotiation) -> Mapping[str, Offer]:
    """What may be shown to the public, by its id: every offer of the folder, and the position after each pass of a party."""
    passed = {name: offer for name, offer in negotiation.positions.items() if name.startswith(POSITION)}
    return {**negotiation.offers, **passed}


def words_in(folder: Path) -> Mapping[str, Any]:
    """What a folder's publish.toml says, whether or not what it names is there; nothing where it cannot be read."""
    document, _ = read_toml(folder / PUBLISH)
    shape = None if document is None else validated(PublishShape, document.said, document)[0]
    return {} if document is None or shape is None else document.said


def said_of(publication: Publication) -> dict[str, Any]:
    """What a publication's publish.toml says, without signatures."""
    return {
        "offers": list(publication.offers),
        "shows": [str(part) for part in publication.shows],
        "title": _both(publication.title),
        "summary": _both(publication.summary),
        "issue": [
            {
                "name": one.name,
                "title": _both(one.title),
                "now": _both(one.now),
                "says": {party: _both(words) for party, words in one.says.items()},
            }
            for one in publication.issues
        ],
        "claim": [{"id": one.id, "who": _both(one.who), "says": _both(one.says)} for one in publication.claims],
    }


def _both(words: Bilingual) -> dict[str, str]:
    return {"en": words.en, "es": words.es}


def _publication(shape: PublishShape, negotiation: Negotiation, seal: str) -> Publication:
    known = publishable(negotiation)
    signers = tuple(dict.fromkeys(known[name].party for name in shape.offers))
    return Publication(
        _words(shape.title),
        _words(shape.summary),
        shape.offers,
        tuple(shape.shows),
        tuple(
            PublishedIssue(
                one.name, _words(one.title), _words(one.now), {party: _words(said) for party, said in one.says.items()}
            )
            for one in shape.issue
        ),
        tuple(PublishedClaim(one.id, _words(one.who), _words(one.says)) for one in shape.claim),
        signers,
        tuple(PublicationSignature(one.party, one.by, one.on, one.seal) for one in shape.signed),
        seal,
    )


def _words(said: BilingualShape) -> Bilingual:
    return Bilingual(said.en, said.es)


def _seal(folder: Path, said: Mapping[str, Any], shape: PublishShape, negotiation: Negotiation) -> str:
    """SHA-256 of what is published, in the order of names; a position by the seal of the pass after which it stood."""
    content = content_of("publication", {name: held for name, held in said.items() if name != "signed"})
    passes = [name for name in shape.offers if name not in negotiation.offers]
    files = {name: negotiation.ledger.links[int(name.removeprefix(POSITION)) - 1].seal for name in passes}
    files |= dict(item for offer in shape.offers for item in digests(folder, {"offer": offer}).items())
    named = [CLAIMS] if shape.claim else []
    named += [RULES, SCHOOLS] if Part.SITES in shape.shows else []
    if Part.COST in shape.shows:
        named += OF_COSTS
        for file in OF_COSTS:
            document, _ = read_toml(folder / file, file)
            files |= digests(folder, {} if document is None else document.said)
    files |= {name: digest(folder, name) for name in named}
    return hashlib.sha256(json.dumps([content, files], sort_keys=True).encode()).hexdigest()


def _unknown(
    shape: PublishShape, document: Document, folder: Path, negotiation: Negotiation, claims: Claims | None
) -> Iterator[Problem]:
    """What the file names that is not there, and what a party is not given to say."""
    offers = publishable(negotiation)
    parties = [offers[name].party for name in shape.offers if name in offers]
    known_claims = set(claims.claims) if claims is not None else set()
    named: list[tuple[tuple[str | int, ...], str, set[str], str]] = [
        (("offers",), name, set(offers), "an offer of the folder, by its whole id") for name in shape.offers
    ]
    named += [
        (("claim", at, "id"), one.id, known_claims, "a claim of claims.toml") for at, one in enumerate(shape.claim)
    ]
    for at, issue in enumerate(shape.issue):
        named += [(("issue", at, "says"), name, set(parties), "a party whose offer is shown") for name in issue.says]
    named += [
        (("signed", at, "party"), one.party, set(parties), "a party whose offer is shown")
        for at, one in enumerate(shape.signed)
    ]
    for path, name, known, expected in named:
        if name not in known:
            mend = did_you_mean(name, known, "Correct the id.")
            yield Problem("unknown-in-publish", document.place(*path), quoted(name), expected, mend)
    for at, issue in enumerate(shape.issue):
        for party in dict.fromkeys(party for party in parties if party not in issue.says):
            place, expected = document.place("issue", at, "says"), f"what the offer of {party} says on it"
            yield Problem("silent-in-publish", place, f"nothing of {party}", expected, f"Add {party} = {{ en, es }}.")
    for part in shape.shows:
        if part in NEEDS and not (folder / NEEDS[part]).is_file():
            place, expected = document.place("shows"), f"a file {NEEDS[part]} in the folder"
            yield Problem("unknown-in-publish", place, quoted(part), expected, f'Add the file, or strike "{part}".')


def _unsigned(made: Publication, document: Document) -> Iterator[Problem]:
    for party in made.unsigned:
        earlier = any(one.party == party for one in made.signatures)
        got = f"a signature of {party} to an earlier state" if earlier else f"no signature of {party}"
        yield Problem(
            "not-signed",
            document.place("offers"),
            got,
            f"a [[signed]] of {party} with seal {made.seal}",
            "Nothing is shown to the public until all have signed what stands there now.",
            Severity.WARNING,
        )
