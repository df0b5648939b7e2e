"""Ongoing: the same prices with nothing paid once, so that a payment is seen with all that it drags along.

Law: one-time = the whole cost - the cost with every one-time line at nothing.
Worked example: docs/arithmetic/one-time-and-ongoing.md.
"""

from __future__ import annotations

from commonground.costing.engine import Engine
from commonground.costing.lines import Line


class Ongoing(Engine):
    """Prices agreements as if no line that is paid once were paid."""

    def counts(self, line: Line) -> bool:
        """Every line but those that are paid once."""
        return not line.rule.one_time
