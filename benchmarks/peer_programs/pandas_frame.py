"""pandas: a frame with a row for each person, a column for each charge, whole cents."""

from __future__ import annotations

import numpy as np
import pandas as pd
from work import FULL_TIME, LATER_TIER, MEDICARE, Package, answer, inputs, one_by_one, rounded, schedules, trends

given = inputs()
people = pd.DataFrame({name: given[name] for name in ("lane", "step", "fte", "is_new", "plan", "tier")})
premiums = pd.DataFrame(given["premiums"]).stack().rename_axis(["plan", "tier"]).rename("premium").reset_index()
people = people.merge(premiums, on=["plan", "tier"], how="left")
LAST = given["cells"].shape[1] - 1


def price(draw):
    """Each year's cost of a package."""
    package = Package.of(draw)
    frame, totals = people.copy(), []
    for year, (cells, trend) in enumerate(zip(schedules(given["cells"], package.raises), trends(), strict=True), 1):
        frame["salary"] = cells[frame["lane"], (frame["step"] + year).clip(upper=LAST)]
        frame["salary"] = rounded(frame["salary"] * frame["fte"], FULL_TIME)
        old, new = package.pension, package.pension - LATER_TIER
        frame["pension"] = np.where(
            frame["is_new"],
            rounded(frame["salary"] * new.numerator, new.denominator),
            rounded(frame["salary"] * old.numerator, old.denominator),
        )
        frame["medicare"] = rounded(frame["salary"] * MEDICARE.numerator, MEDICARE.denominator)
        frame["premiums"] = rounded(frame["premium"] * trend.numerator, trend.denominator)
        frame["members"] = rounded(frame["premiums"] * package.share.numerator, package.share.denominator)
        paid = frame[["salary", "pension", "medicare", "premiums"]].sum().sum()
        totals.append(int(paid - frame["members"].sum()))
    return totals


answer(one_by_one(price))
