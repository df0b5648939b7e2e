"""Parquet: a column file of a data office into a grid of text.

Law: a number becomes the text that it reads as, with at most fifteen digits; a day becomes 2009-07-01.
Nested columns (lists, structs) and raw bytes have no text; they are left out and said.
"""

from __future__ import annotations

import io

import numpy as np
import polars as pl
import polars.selectors as cs

from commonground.files.frames import coded_columns
from commonground.files.grid import Grid
from commonground.files.limits import CELL_BYTES, Limits
from commonground.files.numbers import number_text
from commonground.files.parquet_trial import try_parquet
from commonground.values.problem import Place, Problem, Severity

MAGIC = b"PAR1"
Broken = pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError, MemoryError


def read_parquet(data: bytes, file: str, limits: Limits) -> Grid | Problem:
    """Take a Parquet file apart; a problem where it is broken or past a limit."""
    place = Place(file)
    if not data.endswith(MAGIC):
        return _broken(place)
    trial = try_parquet(data, limits.unpacked_bytes // CELL_BYTES)
    if trial is None:
        return _broken(place)
    if problem := limits.exceeded_by(place, trial.rows, trial.columns):
        return problem
    if not trial.survived:
        return _broken(place)
    schema = pl.read_parquet_schema(io.BytesIO(data))
    flat = [name for name, kind in schema.items() if not (kind.is_nested() or kind in (pl.Binary, pl.Object))]
    try:
        frame = pl.read_parquet(io.BytesIO(data), columns=flat)
        text = frame.select(_as_text(frame[name]) for name in flat)
    except Broken:
        return _broken(place)
    header = pl.DataFrame({name: [name] for name in flat}, schema=dict.fromkeys(flat, pl.String))
    left_out = tuple(_not_text(place, name) for name in schema if name not in set(flat))
    whole = pl.concat([header, text]) if flat else pl.DataFrame()
    return Grid(coded_columns(whole), np.arange(1, whole.height + 1, dtype=np.int64), None, None, left_out)


def _as_text(column: pl.Series) -> pl.Series:
    if column.dtype in (pl.Float32, pl.Float64):
        distinct = column.drop_nulls().unique()
        words = pl.Series(distinct.to_list(), dtype=pl.Float64).map_elements(number_text, return_dtype=pl.String)
        known = pl.DataFrame(
            {column.name: distinct, "word": words}, schema={column.name: column.dtype, "word": pl.String}
        )
        joined = column.to_frame().with_row_index("at").join(known, on=column.name, how="left").sort("at")
        return joined["word"].fill_null("").alias(column.name)
    text = column.to_frame().select(cs.all().cast(pl.String)).to_series()
    if column.dtype == pl.Datetime:
        text = text.str.replace(r" 00:00:00(\.0+)?$", "")
    return text.fill_null("")


def _broken(place: Place) -> Problem:
    return Problem(
        "broken-file", place, "a Parquet file that is cut off or damaged", "a whole one", "Export or copy it again."
    )


def _not_text(place: Place, name: str) -> Problem:
    return Problem(
        "not-text",
        Place(place.file, column=name),
        "lists or bytes",
        "one text, number or day in each row",
        "The column was left out; export it as text if it is needed.",
        Severity.WARNING,
    )
