"""Answers: what a side has said so far, kept beside its preferences after each question, so that it can go on another day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from commonground.files.atomic import write_text
from commonground.files.preferences import PREFERENCES

MOST_BYTES = 1_000_000


def answers_path(folder: Path, party: str) -> Path:
    """Where a party's answers lie."""
    return folder / PREFERENCES / f"{party}.answers.json"


def read_answers(path: Path) -> list[tuple[str, str]]:
    """The answers in their order; none where there is no file, or nothing in it that can be read as answers."""
    try:
        said = json.loads(path.read_text(encoding="utf-8")) if path.stat().st_size <= MOST_BYTES else []
    except (OSError, ValueError, RecursionError):
        return []
    if not isinstance(said, list):
        return []
    pairs = [
        one for one in said if isinstance(one, list) and len(one) == 2 and all(isinstance(word, str) for word in one)
    ]
    return [(name, answer) for name, answer in pairs]


def write_answers(path: Path, answers: Mapping[str, str]) -> None:
    """Keep the answers, in one step."""
    write_text(path, json.dumps([list(pair) for pair in answers.items()], indent=1, ensure_ascii=False) + "\n")
