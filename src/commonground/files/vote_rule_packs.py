"""Rule packs: the rules of votes that come with the program, each a file with its sources; and rules as files write them."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from importlib.resources import files
from pathlib import Path

from commonground.files.provisions import citation
from commonground.files.toml import read_toml
from commonground.files.validation import validated
from commonground.files.vote_shapes import RequirementShape, RulePackShape, RuleShape, VotesCarriedShape
from commonground.values.problem import BadInput
from commonground.votes.carried import VotesCarried
from commonground.votes.rule import Quorum, Requirement, Rule, RulePack


@cache
def rule_packs() -> dict[str, RulePack]:
    """Every rule pack by its id."""
    folder = Path(str(files("commonground"))) / "votes" / "rule_packs"
    return {path.stem: _read(path) for path in sorted(folder.glob("*.toml"))}


def _read(path: Path) -> RulePack:
    document, problems = read_toml(path)
    shape, wrong = (None, ()) if document is None else validated(RulePackShape, document.said, document)
    if shape is None:
        raise BadInput((*problems, *wrong))
    return RulePack(
        path.stem, shape.title, shape.kind, rule_of(shape.rule, path.stem), shape.effective, tuple(shape.note)
    )


def rule_of(shape: RuleShape, pack: str = "") -> Rule:
    """The rule that a file writes."""
    quorum = shape.quorum
    return Rule(
        tuple(_requirement(one) for one in shape.requirement),
        Quorum(quorum.of, Fraction(quorum.share), quorum.comparison, citation(quorum.cite)) if quorum else None,
        shape.electorate,
        shape.abstentions,
        shape.blanks,
        shape.spoiled,
        shape.challenged,
        shape.polling_place,
        pack or shape.pack,
        shape.note,
        _carried(shape.votes) if shape.votes else None,
    )


def _carried(shape: VotesCarriedShape) -> VotesCarried:
    return VotesCarried(shape.per, shape.remainder, shape.least, citation(shape.cite))


def _requirement(shape: RequirementShape) -> Requirement:
    return Requirement(shape.of, Fraction(shape.share), shape.comparison, citation(shape.cite))
