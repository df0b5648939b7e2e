"""Preferences in a folder: preferences/<party>.toml, one side's own, read only for the neutral or for that side.

Options of a range that are not valued lie evenly between those that are. The other side's file is never read with it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from commonground.files.findings import quoted
from commonground.files.settlement_shapes import PreferenceShape
from commonground.files.settlements import unknown_names
from commonground.files.toml import Document, read_toml, toml_of
from commonground.files.validation import validated
from commonground.settlement.agenda import Agenda
from commonground.settlement.elicitation import between
from commonground.settlement.issue import Issue
from commonground.settlement.preference import FULL, Preference
from commonground.values.problem import Problem, errors

PREFERENCES = "preferences"


@dataclass(frozen=True)
class PreferenceFile:
    """A side's preference, whether it is only an example, and its notes."""

    preference: Preference
    is_example: bool
    notes: tuple[str, ...]


def preference_path(folder: Path, party: str) -> Path:
    """Where a party's preferences lie."""
    return folder / PREFERENCES / f"{party}.toml"


def read_preference(folder: Path, party: str, agenda: Agenda) -> tuple[PreferenceFile | None, tuple[Problem, ...]]:
    """Read one side's preferences."""
    document, problems = read_toml(preference_path(folder, party), f"{PREFERENCES}/{party}.toml")
    return (None, problems) if document is None else _read(document, party, agenda)


def read_preference_text(text: str, party: str, agenda: Agenda) -> tuple[PreferenceFile | None, tuple[Problem, ...]]:
    """One side's preferences, were this their file."""
    document, problems = toml_of(text, f"{PREFERENCES}/{party}.toml (as it would be)")
    return (None, problems) if document is None else _read(document, party, agenda)


def _read(document: Document, party: str, agenda: Agenda) -> tuple[PreferenceFile | None, tuple[Problem, ...]]:
    shape, wrong = validated(PreferenceShape, document.said, document)
    if shape is None:
        return None, wrong
    found = [*_of_party(shape, document, party), *_of_names(shape, document, agenda)]
    values = [_values(issue, shape.values.get(issue.id, {}), document, found) for issue in agenda.issues]
    if errors(found):
        return None, tuple(found)
    weights = tuple(shape.weights[issue.id] for issue in agenda.issues)
    beyond = tuple(frozenset(map(issue.number, shape.beyond.get(issue.id, ()))) for issue in agenda.issues)
    least = math.ceil(shape.least * FULL * sum(weights))
    preference = Preference(party, weights, tuple(values), least, beyond)
    return PreferenceFile(preference, shape.example, tuple(shape.note)), tuple(found)


def _of_party(shape: PreferenceShape, document: Document, party: str) -> Iterator[Problem]:
    if shape.party != party:
        mend = "Correct the party, or the file's name."
        yield Problem("unknown-party", document.place("party"), quoted(shape.party), quoted(party), mend)


def _of_names(shape: PreferenceShape, document: Document, agenda: Agenda) -> Iterator[Problem]:
    known = {issue.id: [option.id for option in issue.options] for issue in agenda.issues}
    for key, said in (
        ("weights", dict.fromkeys(shape.weights, ())),
        ("values", shape.values),
        ("beyond", shape.beyond),
    ):
        names: Mapping[str, Sequence[str]] = {issue: tuple(options) for issue, options in said.items()}
        yield from unknown_names(names, known, document, (key,))
    for issue in known:
        if issue not in shape.weights:
            mend = f"Add a line to [weights]: {issue} = …"
            yield Problem(
                "missing-preference", document.place("weights"), f"no weight of {issue}", "one of each issue", mend
            )
    if not any(shape.weights.values()):
        mend = "Give 100 to the issue whose swing matters most, and to the others their part of it."
        yield Problem("missing-preference", document.place("weights"), "no weight above 0", "at least one", mend)


def _values(issue: Issue, said: Mapping[str, int], document: Document, problems: list[Problem]) -> tuple[int, ...]:
    """Partial values by option; between two that are valued the others lie evenly, rounded half up."""
    known = {number: said[option.id] for number, option in enumerate(issue.options) if option.id in said}
    last = len(issue.options) - 1
    if 0 not in known or last not in known:
        ends = f"{issue.options[0].id}, {issue.options[last].id}"
        mend = f"Add a table [values.{issue.id}] that values at least the first and the last option."
        got, expected = f"no value of the ends of {issue.id}", f"0 to 100 for {ends}"
        problems.append(Problem("missing-preference", document.place("values", issue.id), got, expected, mend))
        return ()
    return between(known, len(issue.options))


def preference_text(preference: Preference, issues: Sequence[Issue], notes: Sequence[str]) -> str:
    """A side's preferences as its file, every option valued; what an earlier file said beside them is not in it."""
    lines = [
        f"party = {_quoted(preference.party)}",
        f'least = "{preference.least // max(1, sum(preference.weights))}%"',
    ]
    lines.append(f"note = [{', '.join(map(_quoted, notes))}]")
    lines += [
        "",
        "[weights]",
        *(f"{issue.id} = {weight}" for issue, weight in zip(issues, preference.weights, strict=True)),
    ]
    lines += ["", "[values]"]
    for issue, values in zip(issues, preference.values, strict=True):
        pairs = (f"{_quoted(option.id)} = {value}" for option, value in zip(issue.options, values, strict=True))
        lines.append(f"{issue.id} = {{ {', '.join(pairs)} }}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
