"""Votes as tables: the result, the board, what may be published, the units side by side, a printed tally.

Law: no table says how any person voted. Yes and no stand by unit, or by the cells of a publication; by site stands only
how far the count has come.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from commonground.report.table import Column, Row, Table
from commonground.values.wording import counted
from commonground.votes.count import Count
from commonground.votes.entry import PublishedCell
from commonground.votes.outcome import Outcome, Standing, Verdict
from commonground.votes.printed import Misprint
from commonground.votes.rule import Ballot, Denominator, Electorate, Requirement, Rule, percent_written
from commonground.votes.tellers import Agreement, BoxState, differing

NOT_POOLED = "Units are never pooled: each stands by its own roll and rule."
NOT_SECRET = "A petition is signed by name: it is not a secret ballot."
COUNTED = (Column("", "people"), Column("share", "text"))


def result_table(ballot: Ballot, outcome: Outcome) -> Table:
    """A unit's count with the shares that its rule asks for, and the outcome."""
    count, rule = outcome.count, outcome.unit.rule
    rows = [*_roll_rows(outcome), *_count_rows(ballot, outcome)]
    for standing in outcome.standings:
        rows.append(Row(f"needed: {standing.condition}", (standing.now.needed, _of_base(standing))))
        rows.append(Row("above what is needed", (standing.now.margin, ""))) if standing.now.holds else rows.append(
            Row("short of what is needed", (-standing.now.margin, ""))
        )
    rows.append(Row("outcome", (None, outcome_written(outcome)), is_total=True))
    notes = [_unequal(outcome), _counts_as(rule, count), *_open_notes(outcome)]
    if not ballot.is_secret:
        notes.insert(0, NOT_SECRET)
    cited = dict.fromkeys(one.condition.citation for one in outcome.standings if one.condition.citation)
    notes += [f"Rule: {citation}." for citation in cited]
    title = f"{ballot.title}: {outcome.unit.name}"
    return Table(title, outcome.unit.id, COUNTED, tuple(rows), tuple(note for note in notes if note), "vote")


def _unequal(outcome: Outcome) -> str:
    """What the figures are where ballots carry unequal votes."""
    if outcome.unit.rule.votes is None:
        return ""
    said = f"Figures are votes, but for delegates: a delegate carries {outcome.unit.rule.votes}."
    return f"{said} The quorum is of delegates." if outcome.unit.rule.quorum else said


def _delegate_rows(in_ballots: Outcome) -> list[Row]:
    """The roll of delegates, and how many of them took part, where their votes are unequal."""
    people, _ = _people(in_ballots)
    took_part = in_ballots.count.voters
    return [
        Row("delegates on the roll", (people, "")),
        Row("delegates who took part", (took_part, _share(took_part, people, "delegates"))),
    ]


def _roll_rows(outcome: Outcome) -> list[Row]:
    if outcome.in_ballots is not None:
        votes, _ = _people(outcome)
        return [*_delegate_rows(outcome.in_ballots), Row("votes that they carry", (votes, ""))]
    rows = []
    if outcome.electors.members is not None:
        rows.append(Row("members on the roll", (outcome.electors.members, "")))
    if outcome.electors.employees is not None:
        rows.append(Row("unit employees", (outcome.electors.employees, "")))
    return rows


def _count_rows(ballot: Ballot, outcome: Outcome) -> list[Row]:
    count = outcome.count
    people, called = _people(outcome)
    if not ballot.is_secret:
        signed = count.yes + count.spoiled
        return [
            Row("signatures on the sheets", (signed, "")),
            Row("struck", (count.spoiled, percent_written(count.spoiled, signed) + " of signatures")),
            Row("valid signatures", (count.yes, _share(count.yes, people, called))),
        ]
    rows = [
        Row("took part", (count.voters, _share(count.voters, people, called))),
        Row("valid ballots", (count.valid, _share(count.valid, people, called))),
        Row("yes", (count.yes, _shares(count.yes, people, called, count.valid))),
        Row("no", (count.no, _shares(count.no, people, called, count.valid))),
    ]
    for label, number in (("abstained", count.abstain), ("blank", count.blank), ("spoiled", count.spoiled)):
        if number:
            rows.append(Row(label, (number, "")))
    if count.replaced:
        rows.append(Row("of the spoiled, exchanged for a fresh ballot", (count.replaced, "")))
    if outcome.challenged:
        rows.append(Row("challenged, unsettled", (outcome.challenged, "")))
    if outcome.rejected:
        rows.append(Row("challenged and rejected", (outcome.rejected, "")))
    missing = outcome.did_not_cast_a_valid_ballot
    if missing is not None and outcome.is_complete:
        rows.append(Row("did not cast a valid ballot", (missing, _share(missing, people, called))))
    return rows


def _people(outcome: Outcome) -> tuple[int | None, str]:
    """How many may vote, and what they are called; where ballots are unequal, the votes that they carry."""
    if outcome.in_ballots is not None:
        return outcome.electors.of(_base(outcome)), "votes"
    if outcome.unit.rule.electorate is Electorate.EMPLOYEES:
        return outcome.electors.employees, "employees"
    return outcome.electors.members, "members"


def _base(outcome: Outcome) -> Denominator:
    is_of_members = outcome.unit.rule.electorate is Electorate.MEMBERS
    return Denominator.MEMBERS if is_of_members else Denominator.EMPLOYEES


def _share(part: int, people: int | None, called: str) -> str:
    return f"{percent_written(part, people)} of {called}" if people else ""


def _shares(part: int, people: int | None, called: str, valid: int) -> str:
    shares = [_share(part, people, called)] if people else []
    return ", ".join([*shares, f"{percent_written(part, valid)} of valid"])


def _of_base(standing: Standing) -> str:
    return f"of {standing.now.base:,}"


def _counts_as(rule: Rule, count: Count) -> str:
    """What the ballots without a yes or a no count as, where there are any and the base is votes cast."""
    if all(requirement.of is not Denominator.BALLOTS for requirement in rule.requirements):
        return "Of this base, whoever does not vote yes counts as if no, ballots that say neither included."
    said = [
        f"{name} {treatment}"
        for name, treatment, number in (
            ("abstentions", rule.abstentions, count.abstain),
            ("blanks", rule.blanks, count.blank),
            ("spoiled ballots", rule.spoiled, count.spoiled),
        )
        if number
    ]
    return f"Of votes cast: {', '.join(said)}." if said else ""


def told_apart(count: Count) -> bool:
    """Whether a count by itself says how each of those who took part voted."""
    return count.voters > 0 and count.voters in (count.yes, count.no)


def _open_notes(outcome: Outcome) -> list[str]:
    count, notes = outcome.count, []
    if outcome.sites_in < outcome.sites:
        notes.append(
            f"{outcome.sites_in:,} of {outcome.sites:,} sites are in; {outcome.waiting:,} {_open_called(outcome)} may still count."
        )
    if outcome.corrections_open:
        notes.append("A count or a correction is open: nothing is certified before two tellers agree.")
    if told_apart(count if outcome.in_ballots is None else outcome.in_ballots.count):
        notes.append("All who took part voted alike, so this figure says how each voted: show the outcome alone.")
    if outcome.challenged:
        said = "can still turn the outcome" if outcome.challenges_are_determinative else "cannot turn the outcome"
        if outcome.verdict is not Verdict.OPEN:
            ballots = "ballot" if outcome.challenged == 1 else "ballots" if outcome.in_ballots is None else "votes"
            notes.append(f"{outcome.challenged:,} unsettled challenged {ballots} {said} (worst and best case).")
    return notes


def _open_called(outcome: Outcome) -> str:
    return "people" if outcome.in_ballots is None else "votes"


def outcome_written(outcome: Outcome) -> str:
    """The outcome in words; what is certain before all is in is said to be so."""
    if outcome.verdict in (Verdict.PASSED, Verdict.FAILED) and outcome.sites_in < outcome.sites:
        return f"{outcome.verdict}: certain before all is in"
    return str(outcome.verdict)


def units_table(ballot: Ballot, outcomes: Sequence[Outcome]) -> Table:
    """The units side by side, each with its own requirement, and no sum over them."""
    columns = (
        Column("sites in", "text"),
        Column("yes", "people"),
        Column("needed", "people"),
        Column("outcome", "text"),
    )
    rows = []
    for outcome in outcomes:
        first = outcome.standings[0].now
        sites = f"{outcome.sites_in:,} of {outcome.sites:,}"
        rows.append(Row(outcome.unit.name, (sites, outcome.count.yes, first.needed, str(outcome.verdict))))
    passed = sum(outcome.verdict is Verdict.PASSED for outcome in outcomes)
    failed = sum(outcome.verdict is Verdict.FAILED for outcome in outcomes)
    said = f"{passed} of {len(outcomes)} units passed, {failed} did not, {len(outcomes) - passed - failed} open."
    return Table(f"{ballot.title}: the units", "unit", columns, tuple(rows), (f"{said} {NOT_POOLED}",), "units")


def board_table(ballot: Ballot, outcome: Outcome) -> Table:
    """How a unit stands while counts come in: each condition now, in the worst case and in the best."""
    columns = (
        Column("now", "people"),
        Column("needed", "people"),
        Column("worst", "text"),
        Column("best", "text"),
        Column("", "text"),
    )
    rows = [_board_row(standing) for standing in outcome.standings]
    notes = [
        f"{outcome.sites_in:,} of {outcome.sites:,} sites settled. Open: {outcome.waiting:,} {_open_called(outcome)} of"
        f" other sites, {_closed_written(outcome)}.",
        _unequal(outcome),
        _still_needed(outcome),
        "Worst: everyone who is open votes no, or stays away. Best: everyone votes yes.",
    ]
    if not ballot.is_secret:
        notes.append(NOT_SECRET)
    title = f"{ballot.title}: {outcome.unit.name}: {outcome_written(outcome)}"
    return Table(title, "condition", columns, tuple(rows), tuple(note for note in notes if note), "board")


def _closed_written(outcome: Outcome) -> str:
    if outcome.in_ballots is None:
        return f"{outcome.challenged:,} challenged envelopes"
    return f"{counted(outcome.challenged, 'vote')} in challenged envelopes"


def _board_row(standing: Standing) -> Row:
    now, worst, best = standing.now, standing.worst, standing.best
    cases = tuple(f"{case.got:,}; {case.needed:,} needed" for case in (worst, best))
    said = {Verdict.PASSED: "reached", Verdict.FAILED: "out of reach"}.get(standing.verdict, "open")
    return Row(str(standing.condition), (now.got, now.needed, *cases, said))


def _still_needed(outcome: Outcome) -> str:
    """What is still needed of those who are open, where the first requirement is open."""
    first = outcome.standings[0]
    if first.verdict is not Verdict.OPEN or not isinstance(first.condition, Requirement):
        return ""
    needed = yes_still_needed(outcome)
    open_ = outcome.waiting + outcome.challenged
    if outcome.in_ballots is not None:
        return f"Still needed: {needed:,} of the {open_:,} votes that are open, were all of them to be cast."
    return f"Still needed: {needed:,} yes of the {open_:,} who are open, were all of them to vote."


def yes_still_needed(outcome: Outcome) -> int:
    """The fewest yes votes among those who are open that make the first requirement hold, were all of them to vote."""
    first, open_ = outcome.standings[0], outcome.waiting + outcome.challenged
    if first.condition.of is not Denominator.BALLOTS:
        return max(0, first.worst.needed - first.now.got)
    return max(0, first.condition.needed(first.now.base + open_) - first.now.got)


def sites_table(ballot: Ballot, outcome: Outcome, boxes: Mapping[str, Agreement[Count]], sites: Sequence[str]) -> Table:
    """Which sites are not settled, and what each waits for; never what was found there."""
    rows = []
    for site in sites:
        box = boxes.get(site)
        state = BoxState.OUT if box is None else box.state
        if state is not BoxState.SETTLED:
            rows.append(Row(site, (str(state), "two counts" if box is None else _waits_for(box))))
    settled = len(sites) - len(rows)
    notes = (f"{settled:,} of {len(sites):,} sites are settled and not listed.",)
    columns = (Column("state", "text"), Column("waits for", "text"))
    return Table(f"{outcome.unit.name}: sites that wait", "site", columns, tuple(rows), notes, "sites")


def _waits_for(box: Agreement[Count]) -> str:
    tellers = ", ".join(teller for teller, _ in box.current)
    if box.state is BoxState.ONE_COUNT:
        return f"a second teller (after {tellers})"
    if box.state is BoxState.CORRECTION_OPEN:
        return "a second teller's correction; the earlier agreement stands"
    return f"a recount of {', '.join(differing(box))}"


def publication_table(ballot: Ballot, outcome: Outcome, cells: Sequence[PublishedCell]) -> Table:
    """What may be shown of a unit: its cells and their total, or the outcome alone."""
    title = f"{ballot.title}: {outcome.unit.name}: {outcome_written(outcome)}"
    notes = [f"Nothing is shown of fewer than {ballot.smallest_published} people, or of people who all voted alike."]
    if not ballot.is_secret:
        notes.append(NOT_SECRET)
    if not cells:
        columns: tuple[Column, ...] = (Column("", "text"),)
        first = outcome.standings[0]
        is_told = outcome.is_complete or first.condition.of is not Denominator.BALLOTS
        needed = Row(f"needed: {first.condition}", (f"{first.now.needed:,} of {first.now.base:,}",))
        rows = [needed] if is_told else []
        rows.append(Row("outcome", (outcome_written(outcome),), is_total=True))
        return Table(title, outcome.unit.id, columns, tuple(rows), tuple(notes), "publication")
    named = ("sites", "took part", "yes", "no", *(["votes of each"] if outcome.carried else []))
    columns = tuple(Column(name, "people") for name in named)
    rows = [
        Row(_cell_name(cell), (len(cell.sites), cell.voters, cell.yes, cell.no, *_carried_by(cell, outcome)))
        for cell in cells
    ]
    if outcome.carried:
        notes.append("Figures are ballots. Those that are shown together carry the same number of votes.")
    elif len(cells) > 1:
        sums = (
            sum(len(cell.sites) for cell in cells),
            *(sum(getattr(cell, name) for cell in cells) for name in ("voters", "yes", "no")),
        )
        rows.append(Row("total", sums, is_total=True))
    notes += [f"{_cell_name(cell)}: {', '.join(cell.sites)}." for cell in cells if 1 < len(cell.sites) <= 40]
    return Table(title, outcome.unit.id, columns, tuple(rows), tuple(notes), "publication")


def _carried_by(cell: PublishedCell, outcome: Outcome) -> tuple[int, ...]:
    """The votes that each ballot of a cell carries, where they are unequal."""
    return (outcome.carried[cell.sites[0]],) if outcome.carried else ()


def _cell_name(cell: PublishedCell) -> str:
    return cell.sites[0] if len(cell.sites) == 1 else f"{cell.sites[0]} and {len(cell.sites) - 1} more"


def misprints_table(file: str, found: Sequence[Misprint], *, held: int, rows: int) -> Table:
    """What of a printed tally does not add up, figure by figure; `held` sums and percentages of its rows were looked at."""
    columns = tuple(Column(name, "text") for name in ("figure", "printed", "should be", "off by", "because"))
    lines = tuple(
        Row(f"row {one.row}: {one.label}", (one.figure, one.printed, one.should_be, one.difference, one.because))
        for one in found
    )
    notes = (
        f"{rows:,} rows read, {held:,} sums and percentages held against the rest.",
        "Which of the figures that disagree is the misprint, the tally alone cannot say.",
    )
    said = ("adds up" if held else "nothing to hold against anything") if not found else f"{len(found)} do not come out"
    return Table(f"{file}: {said}", "where", columns, lines, notes, "tally")
