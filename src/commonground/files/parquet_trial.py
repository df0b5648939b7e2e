"""A trial reading of a Parquet file in a process of its own.

Why: over a damaged file the reader can end the whole process (it asks for more memory than there is), which nothing
inside it can catch. The child prints rows and columns, reads the file if it is within bounds, and ends well or not;
only a file that it survives is read here. It costs about half a second, and only for Parquet.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import dataclass

import polars as pl

SECONDS = 300


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of a trial: how large the file says it is, and whether it ended well."""

    rows: int
    columns: int
    survived: bool


def try_parquet(data: bytes, most_cells: int) -> Trial | None:
    """Read a Parquet file in a child; None where not even its size could be told."""
    if not sys.executable:
        return None
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "commonground.files.parquet_trial", str(most_cells)]
    try:
        child = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, env=environment, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    sizes = child.stdout.split()
    if len(sizes) != 2:
        return None
    return Trial(int(sizes[0]), int(sizes[1]), child.returncode == 0)


def main() -> None:
    """The child: the file on standard input, the most cells that may be read as its argument."""
    most_cells, data = int(sys.argv[1]), sys.stdin.buffer.read()
    columns = len(pl.read_parquet_schema(io.BytesIO(data)))
    rows = int(pl.scan_parquet(io.BytesIO(data)).select(pl.len()).collect().item())
    print(rows, columns, flush=True)
    if rows * columns <= most_cells:
        pl.read_parquet(io.BytesIO(data))


if __name__ == "__main__":
    main()
