"""An opened figure of a checked claim: its type, the range that its words cover, and every way in which it was recomputed.

Law: every way that is counted as tried is listed, with its distance, whether it met the figure or not.
"""

from __future__ import annotations

from commonground.claims.check import Checked, candidates_of, is_stated
from commonground.claims.claim import Claims
from commonground.claims.model import Model
from commonground.report.claims import amount_written, covered, had, said, speaker
from commonground.report.table import Column, Row, Table
from commonground.values.typed_figure import within

WAYS = "Covered: whether it lies in the range of the words. Stated: whether it is of the type that the claim names."


def explained_claim(checked: Checked, claims: Claims, model: Model | None) -> list[Table]:
    """What a claim's figure was compared with."""
    claim, figure = checked.claim, checked.claim.figure
    assert figure is not None
    rows = [
        Row("the figure", (amount_written(checked.value, figure) or "none",), is_total=True),
        Row("of the claim", (f"{claim.id}: “{claim.quotation}” ({speaker(claim)})",)),
        Row("said", (f"{said(figure)}{f', {figure.scope}' if figure.scope else ''}",)),
        Row("its words cover", (covered(figure),)),
        Row("how it is had", (had(checked),)),
        Row("verdict", (str(checked.verdict),)),
    ]
    if checked.value is not None:
        away = checked.value - figure.amount
        rows.append(Row("distance", (f"{amount_written(away, figure)} (what is found less what is said)",)))
    opened = Table(f"Claim {claim.id}", "", (Column("", "text"),), tuple(rows), (), "figure")
    ways = [
        Row(
            str(number),
            (
                amount_written(one.value, figure),
                amount_written(one.value - figure.amount, figure),
                "yes" if within(one.value, figure.range) else "",
                "yes" if is_stated(figure, one) else "",
                one.words,
            ),
        )
        for number, one in enumerate(candidates_of(claim, claims, model), 1)
    ]
    columns = tuple(Column(label, "text") for label in ("comes to", "distance", "covered", "stated", "how"))
    return [opened, *([Table("Every way tried", "way", columns, tuple(ways), (WAYS,), "claims/ways")] if ways else [])]
