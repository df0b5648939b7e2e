"""`commonground vote rules`: the rule packs."""

from __future__ import annotations

from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.cli.output import Format, show
from commonground.files.validation import did_you_mean
from commonground.files.vote_rule_packs import rule_packs
from commonground.report.vote_rules import pack_table, packs_table
from commonground.votes.rule import RulePack


def vote_rules(name: str | None = None, *, format: Format = Format.TABLE) -> int:
    """The rule packs that come with the program: which share of whom a vote needs, by law or bylaw, with the source.

    Examples
    --------
    commonground vote rules
    commonground vote rules illinois-article-34

    Parameters
    ----------
    name
        only this pack, with everything that it says
    format
        table, json or csv
    """
    show([packs_table(list(rule_packs().values()))] if name is None else [pack_table(pack_named(name))], format)
    return exits.DONE


def pack_named(name: str) -> RulePack:
    """A rule pack by its name."""
    packs = rule_packs()
    if name not in packs:
        mend = did_you_mean(name, packs, f"There is {', '.join(packs)}.")
        raise Misused(f'No rule pack is called "{name}". {mend}')
    return packs[name]
