"""Assumptions as files write them: assumptions/<party>.toml, one file for each party that states any.

Law: a value is read exactly as its unit is written, or it is a problem with its line; two parties name one thing in one unit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from commonground.assumptions.assumption import Assumption, Assumptions, Signature, Unit, Value, written
from commonground.files.assumption_shapes import AssumptionShape, AssumptionsShape, SignatureShape, Written
from commonground.files.findings import quoted
from commonground.files.provisions import citation
from commonground.files.toml import Document, read_toml
from commonground.files.toml_lines import Key
from commonground.files.validation import did_you_mean, shown, validated
from commonground.values.money import NotAnAmount, parse_amount
from commonground.values.party import Side
from commonground.values.problem import Place, Problem, Severity
from commonground.values.rate import NotARate, parse_rate

FOLDER = "assumptions"
HOW = {Unit.SHARE: 'a share, such as "92%" or "0.92"', Unit.DOLLARS: 'dollars, such as 76000 or "$76,000"'}


def read_assumptions(folder: Path, sides: Mapping[str, Side]) -> tuple[Assumptions, tuple[Problem, ...]]:
    """Every party's assumptions in a folder."""
    stated: list[Assumption] = []
    signed: list[Signature] = []
    problems: list[Problem] = []
    for path in sorted((folder / FOLDER).glob("*.toml")):
        reader = _Reader(path.stem, f"{FOLDER}/{path.name}", problems, {one.name: one for one in stated})
        reader.read(path, sides)
        stated += reader.stated
        signed += reader.signed
    return Assumptions(tuple(stated), tuple(signed)), tuple(problems)


def _inside(value: Fraction, low: Fraction | None, high: Fraction | None) -> bool:
    return (low is None or low <= value) and (high is None or value <= high)


class _Reader:
    """Reads one party's file; `others` are the assumptions of files read before, by name."""

    def __init__(self, party: str, file: str, problems: list[Problem], others: Mapping[str, Assumption]) -> None:
        self.party, self.file, self.problems, self.others = party, file, problems, others
        self.stated: list[Assumption] = []
        self.signed: list[Signature] = []

    def read(self, path: Path, sides: Mapping[str, Side]) -> None:
        """Read the file of a party."""
        if self.party not in sides:
            mend = did_you_mean(self.party, sides, "Rename the file after a party, or add it to negotiation.toml.")
            expected = f"a file named for one of {', '.join(sides)}"
            self.problems.append(Problem("unknown-party", Place(self.file), quoted(path.name), expected, mend))
            return
        document, problems = read_toml(path, self.file)
        shape, wrong = (None, ()) if document is None else validated(AssumptionsShape, document.said, document)
        self.problems += [*problems, *wrong]
        if shape is None or document is None:
            return
        for at, entries in (("assumption", shape.assumption), ("signed", shape.signed)):
            self.problems += _twice(at, [(one.name, one.on) for one in entries], document)
        for number, one in enumerate(shape.assumption):
            self._assumption(one, document, ("assumption", number))
        for number, mark in enumerate(shape.signed):
            self._signature(mark, document, ("signed", number))
        self.problems += self._signed_otherwise(document)

    def _assumption(self, said: AssumptionShape, document: Document, at: Key) -> None:
        other = next((one for one in (*self.stated, *self.others.values()) if one.name == said.name), None)
        if other is not None and other.unit is not said.unit:
            expected = f"{other.unit}, as {other.party} counts it"
            mend = "Count it in the same unit, or give it another name."
            place = document.place(*at, "unit")
            self.problems.append(Problem("unlike-units", place, quoted(said.unit), expected, mend))
            return
        value = self._value(said.value, said.unit, document, (*at, "value"))
        low, high = (self._bound(said, name, document, at) for name in ("low", "high"))
        if value is None:
            return
        if not isinstance(value, str) and not _inside(value, low, high):
            limits = [f"at least {shown(said.low)}"] if low is not None else []
            limits += [f"at most {shown(said.high)}"] if high is not None else []
            place, mend = document.place(*at, "value"), "Correct the value or its range."
            expected = f"a value inside its range: {' and '.join(limits)}"
            self.problems.append(Problem("value-outside-range", place, shown(said.value), expected, mend))
            return
        cite = citation(said.cite)
        self.stated.append(Assumption(said.name, self.party, said.unit, value, said.on, low, high, cite, said.note))

    def _bound(self, said: AssumptionShape, name: str, document: Document, at: Key) -> Fraction | None:
        text = said.low if name == "low" else said.high
        if text is None:
            return None
        bound = self._value(text, said.unit, document, (*at, name))
        if isinstance(bound, str):
            place, mend = document.place(*at, name), "Strike the line."
            self.problems.append(Problem("wrong-value", place, quoted(bound), "no range of words", mend))
            return None
        return bound

    def _value(self, text: Written, unit: Unit, document: Document, at: Key) -> Value | None:
        try:
            if unit is Unit.WORDS:
                return str(text)
            if unit is Unit.SHARE:
                return parse_rate(text if isinstance(text, str) else str(text))
            return Fraction(parse_amount(text))
        except (NotARate, NotAnAmount):
            expected = HOW.get(unit, "a number, such as 12 or 0.5")
            self.problems.append(
                Problem("wrong-value", document.place(*at), shown(text), expected, f"Write {expected}.")
            )
            return None

    def _signature(self, said: SignatureShape, document: Document, at: Key) -> None:
        known = {one.name: one for one in self.stated}
        if said.name not in known:
            expected = f"one of {', '.join(known) or 'none'}, which {self.party} states in this file"
            mend = did_you_mean(said.name, known, "State the value in this file, then sign it.")
            place = document.place(*at, "name")
            self.problems.append(Problem("unknown-assumption", place, quoted(said.name), expected, mend))
            return
        value = self._value(said.value, known[said.name].unit, document, (*at, "value"))
        if value is not None:
            self.signed.append(Signature(said.name, self.party, value, said.on, said.by))

    def _signed_otherwise(self, document: Document) -> Iterator[Problem]:
        """A warning for each last signature that is not to the party's last value."""
        found = Assumptions(tuple(self.stated), tuple(self.signed))
        for number, mark in enumerate(self.signed):
            last = found.of(mark.name, self.party)
            if found.signature(mark.name, self.party) is not mark or last is None or found.stands(mark):
                continue
            place, expected = document.place("signed", number, "value"), "a signature to the party's own value"
            if last.value != mark.value:
                got = f"{written(mark.value, last.unit)} signed, and {written(last.value, last.unit)} stated since {last.on}"
                mend = "Sign the value that is stated now, or state the one that was signed."
            else:
                got = f"{written(mark.value, last.unit)} signed on {mark.on}, before the party stated it"
                mend = "Correct one of the two days."
            yield Problem("signed-otherwise", place, got, expected, mend, Severity.WARNING)


def _twice(at: str, entries: Sequence[tuple[str, dt.date]], document: Document) -> Iterator[Problem]:
    """A problem for each entry of a name and a day that an entry before it has already."""
    for number, (name, on) in enumerate(entries):
        if (name, on) in entries[:number]:
            expected, mend = "one entry of a name on one day", "Strike one of the two, or correct its day."
            yield Problem("stated-twice", document.place(at, number, "on"), f"{name} twice on {on}", expected, mend)
