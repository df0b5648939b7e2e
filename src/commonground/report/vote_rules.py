"""Rule packs as tables: all of them in a line each, and one with what counts as what and its sources."""

from __future__ import annotations

from collections.abc import Sequence

from commonground.report.table import Column, Row, Table
from commonground.votes.rule import Rule, RulePack


def packs_table(packs: Sequence[RulePack]) -> Table:
    """The rule packs that come with the program."""
    rows = [
        Row(pack.id, (f"{pack.kind}: {'; '.join(str(one) for one in pack.rule.requirements)}{_quorum(pack.rule)}",))
        for pack in packs
    ]
    notes = ("Counsel decides which rule applies. commonground vote rules NAME shows one with its source.",)
    return Table("Rule packs", "name", (Column("rule", "text"),), tuple(rows), notes, "packs")


def _quorum(rule: Rule) -> str:
    return f"; quorum: {rule.quorum}" if rule.quorum else ""


def pack_table(pack: RulePack) -> Table:
    """One rule pack with what counts as what, and its sources."""
    rule = pack.rule
    rows = [Row("kind", (str(pack.kind),)), Row("who votes", (str(rule.electorate),))]
    rows += [Row("yes must be", (str(requirement),)) for requirement in rule.requirements]
    rows += [Row("source", (str(one.citation),)) for one in rule.requirements if one.citation]
    if rule.votes is not None:
        rows.append(Row("votes of a delegate", (str(rule.votes),)))
        rows += [Row("source of the votes", (str(rule.votes.citation),))] if rule.votes.citation else []
    if rule.quorum is not None:
        rows.append(Row("quorum", (str(rule.quorum),)))
        if rule.quorum.citation:
            rows.append(Row("source of the quorum", (str(rule.quorum.citation),)))
    for label, said in (
        ("abstentions", rule.abstentions),
        ("blanks", rule.blanks),
        ("spoiled ballots", rule.spoiled),
        ("challenged voters", rule.challenged),
        ("polling place", rule.polling_place),
    ):
        rows.append(Row(label, (str(said),)))
    if pack.effective:
        rows.append(Row("in force since", (pack.effective.isoformat(),)))
    return Table(pack.title, pack.id, (Column("", "text"),), tuple(rows), pack.notes, "pack")
