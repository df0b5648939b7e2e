"""Frames: a table that polars has read, as coded columns. Only what needs polars imports this.

Law: a text is coded as it stands; a cell that is missing is "".
"""

from __future__ import annotations

import numpy as np
import polars as pl

from commonground.values.labels import Labels


def coded_columns(frame: pl.DataFrame) -> tuple[Labels, ...]:
    """The columns of a frame of texts."""
    return tuple(_coded(column.fill_null("")) for column in frame.iter_columns())


def _coded(column: pl.Series) -> Labels:
    distinct = column.unique(maintain_order=True)
    place = pl.DataFrame({"text": distinct, "code": np.arange(len(distinct), dtype=np.int32)})
    rows = column.rename("text").to_frame().with_row_index("at").join(place, on="text", how="left").sort("at")
    return Labels(tuple(distinct.to_list()), rows["code"].to_numpy())
