"""accounts.csv: what the books say of the base year, account by account, and what explains where the model says otherwise.

Law: no file raises; a row that cannot be read is a problem with its row, and is left out.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from commonground.costing.tie_out import Account, Explanation
from commonground.files.day_tables import DayRow, read_rows
from commonground.files.findings import quoted
from commonground.files.validation import did_you_mean
from commonground.values.money import NotAnAmount, parse_amount, to_cents
from commonground.values.problem import Place, Problem, errors

ACCOUNTS = "accounts.csv"
COLUMNS = ("account", "amount", "component", "explains", "cite", "note")


def read_accounts(
    folder: Path, components: Collection[str]
) -> tuple[list[Account], list[Explanation], tuple[Problem, ...]]:
    """The accounts and the explanations of a folder; `components` are those that the model has."""
    rows, problems = read_rows(folder / ACCOUNTS, ("account", "amount"), COLUMNS)
    accounts: list[Account] = []
    explanations: list[Explanation] = []
    found = list(problems)
    if not rows and not problems:
        mend = "Write a row for each account of the base year."
        place = Place(ACCOUNTS, row=1)
        found.append(Problem("no-rows", place, "a header and no rows under it", "at least one row", mend))
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        wrong = [
            *_named_once(row, seen),
            *_unknown(row, "component", components),
            *_unknown(row, "explains", components),
        ]
        cents = _cents(row, wrong)
        name, cite = row.cells["account"], row.cells.get("cite", "")
        found += wrong
        if errors(wrong):
            continue
        if row.cells.get("explains"):
            explanations.append(Explanation(row.cells["explains"], cents, name, cite))
        else:
            accounts.append(Account(name, cents, row.cells.get("component", ""), cite))
    return accounts, explanations, tuple(found)


def _named_once(row: DayRow, seen: set[tuple[str, ...]]) -> list[Problem]:
    """An account has a name, and stands once for a component."""
    name = row.cells["account"]
    key = tuple(row.cells.get(column, "") for column in ("account", "component", "explains"))
    if name and key not in seen:
        seen.add(key)
        return []
    expected = "each account once for a component" if name else "the account's name or number; of an explanation, why"
    mend = "Strike one of the rows, or name them apart." if name else "Fill it in."
    return [Problem("repeated-account", row.place("account"), quoted(name) if name else "nothing", expected, mend)]


def _unknown(row: DayRow, column: str, components: Collection[str]) -> list[Problem]:
    word = row.cells.get(column, "")
    if not word or word in components:
        return []
    mend = did_you_mean(word, components, "Correct the row; blank, the account is of no component of the model.")
    expected = f"one of {', '.join(components)}"
    return [Problem("unknown-component", row.place(column), quoted(word), expected, mend)]


def _cents(row: DayRow, wrong: list[Problem]) -> int:
    text = row.cells["amount"]
    try:
        return to_cents(parse_amount(text))
    except NotAnAmount:
        expected = "an amount of money of the base year, such as 1,250,000.00 or -4,000"
        wrong.append(Problem("wrong-account", row.place("amount"), quoted(text), expected, "Correct the row."))
        return 0
