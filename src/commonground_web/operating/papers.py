"""A folder as rows: whose each file is, its bytes, and the ledger of passes entry by entry.

Law: a side's preferences, a union's votes and pickets, an employer's plan of open sites are its own; all else that is read lies
on the table, because a folder is what is mailed to the other side. Where it is not plain whose a file is, it is not taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from commonground.files.passes import PASSES, PassReading
from commonground.values.party import Party, Side
from commonground_web.records.models import Paper, Passed
from commonground_web.seat import TABLE

READ = (".toml", ".csv", ".tsv", ".xlsx", ".parquet", ".md", ".jsonl", ".json")
LARGEST = 50_000_000  # bytes
UNIONS, EMPLOYERS = ("votes", "pickets", "picket_sites", "picket_signups"), ("contingency", "sites")


class NobodysPaper(ValueError):
    """It is not plain to which side a file belongs."""

    def __init__(self, path: str, could: Sequence[str]) -> None:
        said = " or ".join(could) or "no party of negotiation.toml"
        mend = "Take it out of the folder, and give it with --own SIDE=FOLDER."
        super().__init__(f"{path} is one side's own; it could be {said}. {mend}")


def papers_of(folder: Path, negotiation: str, parties: Sequence[Party]) -> Iterator[Paper]:
    """Every file of a folder as a row, without what was passed. Raises `NobodysPaper`."""
    for path, name in _files(folder):
        if name != PASSES:
            yield Paper(negotiation=negotiation, side=whose(name, parties), path=name, content=path.read_bytes())


def own_papers(folder: Path, negotiation: str, side: str) -> Iterator[Paper]:
    """Every file of a folder as one side's own."""
    for path, name in _files(folder):
        yield Paper(negotiation=negotiation, side=side, path=name, content=path.read_bytes())


def whose(name: str, parties: Sequence[Party]) -> str:
    """The side of a file, by its name in the folder. Raises `NobodysPaper`."""
    path = PurePosixPath(name)
    first = path.parts[0] if len(path.parts) > 1 else path.stem
    if first == "preferences":
        could = [party.id for party in parties if party.id == path.name.split(".")[0]]
    elif first in UNIONS or first in EMPLOYERS:
        side = Side.UNION if first in UNIONS else Side.EMPLOYER
        could = [party.id for party in parties if party.side is side]
    else:
        return TABLE
    if len(could) != 1:
        raise NobodysPaper(name, could)
    return could[0]


def ledger_of(reading: PassReading, negotiation: str) -> Iterator[Paper | Passed]:
    """The ledger: what stands before its first entry as a paper, each entry as a row. Its text, joined, is the file's."""
    if reading.document is None:
        return
    lines = reading.document.text.splitlines(keepends=True)
    starts = [reading.document.lines[reading.at[link.number]] - 1 for link in reading.ledger.links]
    ends = [*starts[1:], len(lines)]
    header = "".join(lines[: starts[0]] if starts else lines)
    yield Paper(negotiation=negotiation, side=TABLE, path=PASSES, content=header.encode())
    for link, start, end in zip(reading.ledger.links, starts, ends, strict=True):
        text = "".join(lines[start:end])
        yield Passed(
            negotiation=negotiation, side=TABLE, number=link.number, text=text, previous=link.previous, seal=link.seal
        )


def _files(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(folder.rglob("*")):
        inside = path.is_file() and path.resolve().is_relative_to(folder.resolve())
        if inside and path.suffix in READ and path.stat().st_size <= LARGEST:
            yield path, path.relative_to(folder).as_posix()
