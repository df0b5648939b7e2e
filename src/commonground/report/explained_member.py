"""An opened figure of one member: a line of pay or of deductions, or their sum, down to formula, clause and citation."""

from __future__ import annotations

from commonground.agreement.agreement import Agreement
from commonground.agreement.enrolled import of_one_member
from commonground.costing.engine import Engine
from commonground.costing.explain import open_line
from commonground.costing.lines import Line
from commonground.costing.member import MemberPay, member_pay
from commonground.negotiation import Negotiation
from commonground.report.addresses import BadAddress, MemberAddress
from commonground.report.members import CHANGE, LESS, PAY, TAKE_HOME, further_columns, place_of
from commonground.report.opened_lines import groups_table, line_table, told
from commonground.report.table import Row, Table
from commonground.values.money import format_cents


def explained_member(negotiation: Negotiation, address: MemberAddress, agreement: Agreement) -> list[Table]:
    """The figure of a member's table, then every line that it is made of."""
    labels = [negotiation.base.label, *(year.label for year in negotiation.years)]
    if address.year not in labels:
        raise BadAddress(str(address), address.year, f"one of {', '.join(labels)}")
    at = labels.index(address.year)
    further, agreement = further_columns(negotiation), of_one_member(agreement)
    pay = member_pay(address.member, agreement, negotiation.calendar, negotiation.base, further)
    cents, steps = _reckoned(address, pay, at, labels)
    rows = [
        Row("the figure", (format_cents(cents),), is_total=True),
        Row("is", (f"{_what(address.part)} of a member on {place_of(address.member)}, before income tax and dues",)),
        *(Row("from", (step,)) for step in steps),
        Row("assumed", (str(negotiation.expiry),)),
    ]
    engine = Engine(address.member.roster(further), negotiation.calendar, negotiation.base, spreads=False)
    found = [told(f"{agreement.title}, {address.year}: {_what(address.part)}", rows, "figure")]
    for line in _lines(engine, agreement, address.part):
        shown = open_line(engine, agreement, line, engine.periods[at])
        if shown.total:
            found += [line_table(shown, engine.periods[at], address.year), groups_table(shown, "How it comes out")]
    return [table for table in found if table.rows]


def _what(part: str) -> str:
    by, _, word = part.partition(":")
    return {PAY: word or "pay", LESS: word, CHANGE: "the change of take-home on the year before"}.get(by, by)


def _lines(engine: Engine, agreement: Agreement, part: str) -> list[Line]:
    by, _, word = part.partition(":")
    lines = [line for line in engine.join(agreement).lines.values() if not line.is_lump]
    pay = [line for line in lines if line.rule.is_pay and by != LESS]
    deductions = [line for line in lines if line.rule.payer == "employee" and by != PAY]
    return [line for line in (*pay, *deductions) if not word or line.rule.component == word]


def _reckoned(address: MemberAddress, pay: MemberPay, at: int, labels: list[str]) -> tuple[int, list[str]]:
    """The cents of the figure in a year, and the sums that give it."""
    by, _, word = address.part.partition(":")
    parts = [f"{format_cents(cents[at])} {name}" for name, cents in pay.pay.items() if cents[at]]
    if by == PAY and not word:
        return pay.gross[at], [" + ".join(parts)]
    if by == PAY and word in pay.pay:
        return pay.pay[word][at], []
    if by == LESS and word in pay.deductions:
        return -pay.deductions[word][at], []
    if address.part == TAKE_HOME:
        taken = "".join(f" - {format_cents(cents[at])} {name}" for name, cents in pay.deductions.items() if cents[at])
        return pay.take_home[at], [f"{format_cents(pay.gross[at])} pay{taken}"]
    if address.part == CHANGE:
        before = pay.take_home[max(0, at - 1)]
        step = f"{format_cents(pay.take_home[at])} in {labels[at]} - {format_cents(before)} in {labels[max(0, at - 1)]}"
        return pay.take_home[at] - before, [step]
    named = [*(f"{PAY}:{name}" for name in pay.pay), *(f"{LESS}:{name}" for name in pay.deductions)]
    raise BadAddress(str(address), address.part, f"one of {', '.join([PAY, TAKE_HOME, CHANGE, *named])}")
