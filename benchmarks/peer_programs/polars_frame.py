"""polars: lazy frames with a row for each person, whole cents; on one thread, so that its CPU seconds are the least."""

from __future__ import annotations

import os

os.environ["POLARS_MAX_THREADS"] = "1"

import polars as pl
from work import FULL_TIME, LATER_TIER, MEDICARE, Package, answer, inputs, one_by_one, schedules, trends

given = inputs()
LANES, STEPS = given["cells"].shape
people = pl.DataFrame({name: given[name] for name in ("lane", "step", "fte", "is_new")}).with_columns(
    premium=pl.Series(given["premiums"][given["plan"], given["tier"]]), lane=pl.Series(given["lane"]).cast(pl.Int64)
)


def rounded(parts, whole):
    """Whole numbers over another, half up."""
    return (2 * parts + whole) // (2 * whole)


def price(draw):
    """Each year's cost of a package."""
    package = Package.of(draw)
    years = [
        year(number, cells, trend, package)
        for number, (cells, trend) in enumerate(
            zip(schedules(given["cells"], package.raises), trends(), strict=True), 1
        )
    ]
    return [int(found.item()) for found in pl.collect_all(years)]


def year(number, cells, trend, package):
    """One year's cost as a lazy frame of one number."""
    salary, step = pl.col("salary"), pl.min_horizontal(pl.col("step") + number, STEPS - 1)
    place, schedule = pl.col("lane") * STEPS + step, pl.lit(pl.Series(cells.reshape(-1)))
    old, new = package.pension, package.pension - LATER_TIER
    pension = pl.when("is_new").then(rounded(salary * new.numerator, new.denominator))
    return (
        people.lazy()
        .with_columns(salary=rounded(schedule.gather(place) * pl.col("fte"), FULL_TIME))
        .with_columns(premiums=rounded(pl.col("premium") * trend.numerator, trend.denominator))
        .select(
            salary.sum()
            + pension.otherwise(rounded(salary * old.numerator, old.denominator)).sum()
            + rounded(salary * MEDICARE.numerator, MEDICARE.denominator).sum()
            + pl.col("premiums").sum()
            - rounded(pl.col("premiums") * package.share.numerator, package.share.denominator).sum()
        )
    )


answer(one_by_one(price))
