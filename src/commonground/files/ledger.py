"""The ledger of a vote: one line for each entry, appended and never edited, each sealed with the one before it.

Law: an entry is on the disk, whole, before the command that makes it says so; what was there before is never rewritten.
A crash while an entry is written leaves a last line without an end. That entry was never confirmed: it is said, and the
next entry takes its place.
Law: two commands at once are one after the other (the file is locked); the later one reads what the earlier one wrote.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commonground.files.findings import quoted
from commonground.values.hash_chain import Link, first_break, head_of, sealed
from commonground.values.problem import BadInput, Place, Problem, Severity, errors
from commonground.votes.entry import Entry
from commonground.votes.entry_reading import UnknownEntry, entry_of

MOST_BYTES = 200_000_000
FIELDS = {"number", "at", "previous", "content", "seal"}
KEPT = "Put back the ledger as it was kept elsewhere; what was sealed is not edited."


@dataclass(frozen=True)
class LedgerReading:
    """What came of reading a ledger: its links, what they say, and every problem."""

    links: tuple[Link, ...]
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()


def read_ledger(path: Path, name: str) -> LedgerReading:
    """Read a ledger and prove its chain. A ledger that is not there is empty."""
    try:
        raw = path.read_bytes() if path.stat().st_size <= MOST_BYTES else b"\xff"
    except FileNotFoundError:
        return LedgerReading((), ())
    except OSError as problem:
        return LedgerReading((), (), (_unreadable(name, problem.strerror or str(problem)),))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return LedgerReading((), (), (_unreadable(name, "bytes that are not UTF-8, or too many"),))
    return _read(text, name)


def _unreadable(name: str, got: str) -> Problem:
    return Problem("unreadable-file", Place(name), got, "a ledger that can be read", KEPT)


def _read(text: str, name: str) -> LedgerReading:
    *lines, torn = text.split("\n")
    links: list[Link] = []
    for number, written_line in enumerate(lines, start=1):
        link = _link(written_line)
        if link is None:
            return LedgerReading(tuple(links), (), (_broken(name, number, quoted(written_line), "an entry, whole"),))
        links.append(link)
    problems = [_torn(name, len(lines) + 1, torn)] if torn else []
    if (broken := first_break(links)) is not None:
        got = f"entry {broken.number}: {broken.why}"
        line = next(index for index, link in enumerate(links, start=1) if link.number == broken.number)
        return LedgerReading(tuple(links), (), (_broken(name, line, got, "every entry as it was sealed"),))
    entries: list[Entry] = []
    for number, link in enumerate(links, start=1):
        try:
            entries.append(entry_of(link))
        except UnknownEntry as problem:
            problems.append(_broken(name, number, str(problem), "an entry of a vote"))
    return LedgerReading(tuple(links), tuple(entries), tuple(problems))


def _link(line: str) -> Link | None:
    try:
        said = json.loads(line, parse_float=_refused, parse_constant=_refused)
        if not isinstance(said, dict) or set(said) != FIELDS or not isinstance(said["content"], dict):
            return None
        number, previous, seal = said["number"], said["previous"], said["seal"]
    except (ValueError, RecursionError):
        return None
    if not (isinstance(number, int) and all(isinstance(text, str) for text in (previous, seal, said["at"]))):
        return None
    return Link(number, previous, {"at": said["at"], **said["content"]}, seal)


def _refused(text: str) -> int:
    raise ValueError(f"{text} is no whole number")


def _broken(name: str, line: int, got: str, expected: str) -> Problem:
    return Problem("broken-ledger", Place(name, line=line), got, expected, KEPT)


def _torn(name: str, line: int, text: str) -> Problem:
    got = f"an entry that was never finished, {quoted(text)}"
    mend = "Enter it again; the next entry takes its place."
    return Problem("unfinished-entry", Place(name, line=line), got, "a line with an end", mend, Severity.WARNING)


def written(link: Link) -> str:
    """An entry as a line of the ledger."""
    content = {name: value for name, value in link.content.items() if name != "at"}
    said = {"number": link.number, "at": link.content["at"], "content": content}
    return json.dumps(said | {"previous": link.previous, "seal": link.seal}, ensure_ascii=False) + "\n"


def append(
    path: Path, name: str, at: str, contents: Callable[[LedgerReading], Sequence[Mapping[str, Any]]]
) -> tuple[Link, ...]:
    """Append entries, whole and on the disk before this returns; what they say may depend on what is there.

    `at` is when, in words; it is sealed with the rest. Raises `BadInput` where the ledger does not hold, OSError where
    it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _locked(path) as handle:
        reading = read_ledger(path, name)
        if errors(reading.problems):
            raise BadInput(errors(reading.problems))
        head, added = head_of(reading.links), []
        for content in contents(reading):
            added.append(sealed(head, {"at": at, **content}))
            head = head_of(added)
        _write(handle, reading, "".join(map(written, added)).encode("utf-8"))
    return tuple(added)


def _write(handle: int, reading: LedgerReading, data: bytes) -> None:
    """Put lines after the last whole one, and see them on the disk."""
    if not data:
        return
    if any(problem.code == "unfinished-entry" for problem in reading.problems):
        os.ftruncate(handle, _end_of_last_line(handle, os.fstat(handle).st_size))
    os.lseek(handle, 0, os.SEEK_END)
    while data:
        data = data[os.write(handle, data) :]
    os.fsync(handle)


def _end_of_last_line(handle: int, size: int) -> int:
    os.lseek(handle, 0, os.SEEK_SET)
    text = b""
    while len(text) < size and (read := os.read(handle, size - len(text))):
        text += read
    return text.rfind(b"\n") + 1


@contextmanager
def _locked(path: Path) -> Iterator[int]:
    """The ledger, open for writing and for nobody else. On a system without such locks it is open alone."""
    is_new = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
    try:
        try:
            import fcntl
        except ImportError:
            pass
        else:
            fcntl.flock(handle, fcntl.LOCK_EX)
        if is_new:
            _sync_folder(path.parent)
        yield handle
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    """A new file's name is on the disk too."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
