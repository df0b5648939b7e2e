"""Regular delimited text: a large file whose rows are all of one width, all columns at once, by polars.

Law: what comes out has the cells that reading record by record gives; where the counts of line ends and delimiters
outside quotation marks do not agree with it (ragged rows, blank lines), or a quotation mark stands anywhere but at both
ends of a cell, nothing comes out.
"""

from __future__ import annotations

import re

import numpy as np
import polars as pl

from commonground.files.frames import coded_columns
from commonground.files.grid import Grid

QUOTED = rb'(?:\A|(?<=[DELIMITER\n]))"[^"]*(?:""[^"]*)*"(?=[DELIMITER\r\n]|\Z)'


def read_regular(text: bytes, delimiter: str) -> Grid | None:
    """The grid of a regular file (UTF-8, at least one row); None where the counts do not agree."""
    if text.count(b"\r") != text.count(b"\r\n"):
        return None
    mark = re.escape(delimiter.encode())
    bare = re.sub(QUOTED.replace(b"DELIMITER", mark), b"", text) if b'"' in text else text
    if b'"' in bare:
        return None
    try:
        frame = pl.read_csv(text, has_header=False, separator=delimiter, infer_schema=False)
    except (pl.exceptions.PolarsError, ValueError):
        return None
    if (bare.count(b"\n") + 1, bare.count(delimiter.encode())) != (frame.height, frame.height * (frame.width - 1)):
        return None
    return Grid(coded_columns(frame), np.arange(1, frame.height + 1, dtype=np.int64))
