"""Options as files write them: a menu, a range on a grid, values for each of several years, in or out.

An edit is written once, with {value} (or {1}, {2}, … for each) where the option's own figure stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from commonground.files.settlement_shapes import MOST_OPTIONS, GridShape, SettlementIssueShape, SettlementOptionShape
from commonground.files.shapes import EditShape
from commonground.values.rate import parse_rate, write_rate

HOLE = re.compile(r"\{(\w+)\}")
OUT, IN = "no", "yes"


class NotOptions(ValueError):
    """An issue whose options cannot be read off what is written; `key` is where."""

    def __init__(self, key: str, got: str, expected: str) -> None:
        self.key, self.got, self.expected = key, got, expected
        super().__init__(f"{key}: {got}; {expected}")


def options_of(shape: SettlementIssueShape) -> list[SettlementOptionShape]:
    """The options of an issue, one by one. Raises `NotOptions`."""
    ways = [name for name in ("option", "grid", "each") if getattr(shape, name)]
    if len(ways) > 1 or (not ways and not shape.edit):
        got = " and ".join(ways) if ways else "no option"
        raise NotOptions(ways[-1] if ways else "id", got, "options, a grid, each, or one edit that is in or out")
    if shape.option:
        return list(shape.option)
    if not shape.edit:
        raise NotOptions(ways[0], f"{ways[0]} without an edit", "an [[issue.edit]] that says what the values change")
    if not ways:
        return [_made(OUT, [], {}), _made(IN, shape.edit, {})]
    if shape.grid:
        return [_made(value, shape.edit, {"value": value}) for value in grid_values(shape.grid)]
    return [
        _made(name, shape.edit, {str(number): value for number, value in enumerate(values, 1)})
        for name, values in shape.each.items()
    ]


def grid_values(grid: GridShape) -> list[str]:
    """The values of a grid, both ends included, written as its ends are. Raises `NotOptions`."""
    are_rates = any("%" in str(one) for one in (grid.start, grid.to, grid.step))
    try:
        start, to, step = (parse_rate(one) if are_rates else Fraction(one) for one in (grid.start, grid.to, grid.step))
    except ValueError as problem:
        raise NotOptions("grid", str(problem), "numbers or rates, such as 0, 500 or 2.5%") from None
    if step <= 0 or to < start or (to - start) / step + 1 > MOST_OPTIONS:
        expected = f"a step above 0 that leads from the one end to the other in at most {MOST_OPTIONS} options"
        raise NotOptions("grid", f"from {grid.start} to {grid.to} by {grid.step}", expected)
    values = [start + number * step for number in range(int((to - start) / step) + 1)]
    return [write_rate(value) if are_rates else _number(value) for value in values]


def _number(value: Fraction) -> str:
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"


def _made(name: str, edits: list[EditShape], values: Mapping[str, str]) -> SettlementOptionShape:
    return SettlementOptionShape(id=name, edit=[_filled_edit(edit, values) for edit in edits])


def _filled_edit(edit: EditShape, values: Mapping[str, str]) -> EditShape:
    clause = edit.clause
    if clause is not None:
        clause = clause.model_copy(update={"terms": _filled(clause.terms, values)})
    return edit.model_copy(update={"value": _filled(edit.value, values), "clause": clause})


def _filled(held: Any, values: Mapping[str, str]) -> Any:
    """A value with its holes filled. Raises `NotOptions` where one has no value."""
    if isinstance(held, Mapping):
        return {key: _filled(value, values) for key, value in held.items()}
    if isinstance(held, list):
        return [_filled(value, values) for value in held]
    if not isinstance(held, str):
        return held
    for name in HOLE.findall(held):
        if name not in values:
            raise NotOptions(
                "edit", f'"{{{name}}}"', f"one of {', '.join(f'{{{known}}}' for known in values) or 'none'}"
            )
    return HOLE.sub(lambda found: values[found[1]], held)
